"""`kanwu diff`: git apply and GNU patch make the cleaned bytes of it, whatever the encoding, the line ends and the name."""

import os
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cleanup.exporters.line_diff import Change, changed_lines
from cleanup.exporters.unified import unified_diff
from cleanup.resources import sample_pages
from tests.commands import CLEAN_PAGE, OWN_PAGE, PAGE, kanwu, kanwu_process, own_rules_only, tree, write_pages

Capture = pytest.CaptureFixture[bytes]
TOOLS = {
    "git": ["git", "apply", "--whitespace=nowarn", "-p1", "change.diff"],
    "patch": ["patch", "-p1", "--silent", "-i", "change.diff"],
}
tools = pytest.mark.parametrize(
    "tool",
    [pytest.param(name, marks=pytest.mark.skipif(shutil.which(name) is None, reason=f"{name} is not installed")) for name in TOOLS],
)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANWU_LANG", "en")


def patched(tool: str, folder: Path, name: str, old: bytes, diff: bytes) -> bytes:
    """What a tool makes of a file and a diff."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(old)
    (folder / "change.diff").write_bytes(diff)
    done = subprocess.run(TOOLS[tool], cwd=folder, capture_output=True, env={**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)})
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()
    return path.read_bytes()


TWO = "第一行有錯字and別的\n第二行\n\n第四行，上下文\n第五行\n末行"
MENDED = TWO.replace("and", "和").replace("第五行", "第5行上")
NAMES = ["a.txt", "a b/c d.txt", "頁/第一版.txt", "a ", 'q"uo\\te.txt', "tab\there.txt", "new\nline.txt"]
FORMS: dict[str, tuple[str, Callable[[str], str]]] = {
    "plain": ("utf-8", lambda text: text + "\n"),
    "no-final-newline": ("utf-8", lambda text: text),
    "crlf": ("utf-8", lambda text: (text + "\n").replace("\n", "\r\n")),
    "lone-cr": ("utf-8", lambda text: text.replace("\n", "\r")),
    "mixed-ends": ("utf-8", lambda text: text.replace("\n\n", "\r\n\r").replace("第五", "\r第五")),
    "line-separator": ("utf-8", lambda text: text.replace("，", "\u2028").replace("第二", "\u2029第二")),
    "gb18030": ("gb18030", lambda text: text + "\n"),
    "big5": ("big5hkscs", lambda text: text.replace("别", "別")),
    "utf-16-le": ("utf-16-le", lambda text: "\ufeff" + text + "\n"),
    "utf-16-be": ("utf-16-be", lambda text: "\ufeff" + text + "\n上\n上"),
    "utf-16-crlf": ("utf-16-le", lambda text: "\ufeff" + (text + "\n上\n").replace("\n", "\r\n")),
}


@tools
@pytest.mark.parametrize("form", FORMS)
def test_both_tools_make_the_new_bytes_of_the_old_ones(tmp_path: Path, tool: str, form: str) -> None:
    encoding, shape = FORMS[form]
    old, new = shape(TWO).encode(encoding), shape(MENDED).encode(encoding)
    assert patched(tool, tmp_path, "a.txt", old, unified_diff(old, new, b"a.txt")) == new


@tools
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a\nb", "a\nb\n"),
        ("a\nb\n", "a\nb"),
        ("x", "y"),
        ("-- a\n++ b\n", "-- a\n-- c\n++ b\n"),
        ("a\n" * 40, "a\n" * 20 + "b\n" + "a\n" * 19),
        ("only\n", ""),
        ("", "new\n"),
    ],
)
def test_both_tools_take_the_edges(tmp_path: Path, tool: str, old: str, new: str) -> None:
    diff = unified_diff(old.encode(), new.encode(), b"a.txt")
    assert patched(tool, tmp_path, "a.txt", old.encode(), diff) == new.encode()


@tools
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.skipif(os.name != "posix", reason="such names exist on POSIX systems alone")
def test_both_tools_find_the_file_by_its_name(tmp_path: Path, tool: str, name: str) -> None:
    assert patched(tool, tmp_path, name, b"one\n", unified_diff(b"one\n", b"two\n", os.fsencode(name))) == b"two\n"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, dict[str, bytes]]:
    """The sample pages in a folder with a space in its name, their diff, and what they are when cleaned."""
    place = tmp_path_factory.mktemp("samples")
    shutil.copytree(sample_pages(), place / "in" / "a folder")
    ran = kanwu_process("clean", "a folder", "--out", "../out", "--accept", "ask", "--diff", cwd=place / "in")
    assert ran.code in (0, 1), ran.err
    return place / "in", ran.out, tree(place / "out", without=[".kanwu.jsonl"])


@tools
def test_every_sample_page_comes_out_byte_for_byte(samples: tuple[Path, bytes, dict[str, bytes]], tmp_path: Path, tool: str) -> None:
    source, diff, cleaned = samples
    shutil.copytree(source, tmp_path / "work")
    (tmp_path / "work" / "change.diff").write_bytes(diff)
    done = subprocess.run(
        TOOLS[tool], cwd=tmp_path / "work", capture_output=True, env={**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path)}
    )
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()
    assert tree(tmp_path / "work" / "a folder") == cleaned
    assert sum(cleaned[name] != (source / "a folder" / name).read_bytes() for name in cleaned) >= 8


@tools
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028\n"])
def test_odd_pages_come_out_byte_for_byte(
    capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tool: str, encoding: str, newline: str
) -> None:
    name = "a b/第 1 版.txt"
    old = OWN_PAGE.rstrip("\n").replace("\n", newline).encode(encoding)
    own_rules_only(tmp_path / "in")
    write_pages(tmp_path / "in", {name: old})
    monkeypatch.chdir(tmp_path / "in")
    kanwu(capsysbinary, "clean", "a b", "--out", tmp_path / "out", "--accept", "ask")
    ran = kanwu(capsysbinary, "diff", name, "--accept", "ask")
    new = (tmp_path / "out" / "第 1 版.txt").read_bytes()
    assert new != old
    assert patched(tool, tmp_path / "work", name, old, ran.out) == new


@tools
def test_a_file_of_records_is_one_diff(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tool: str) -> None:
    own_rules_only(tmp_path / "in")
    old = '{"id":"a","text":"到临水县去。。"}\n{"id":"b","text":"没有错。"}\n{"id":"c","text":"完。。"}'.encode()
    write_pages(tmp_path / "in", {"r.jsonl": old})
    monkeypatch.chdir(tmp_path / "in")
    diff = kanwu(capsysbinary, "diff", "r.jsonl").out
    assert patched(tool, tmp_path / "work", "r.jsonl", old, diff) == old.replace("。。".encode(), "。".encode())


def test_nothing_changed_is_nothing_printed(capsysbinary: Capture, tmp_path: Path) -> None:
    write_pages(tmp_path, {"a.txt": CLEAN_PAGE})
    ran = kanwu(capsysbinary, "diff", tmp_path / "a.txt")
    assert (ran.code, ran.out) == (0, b"")


def test_show_shows_what_was_decided_alone(capsysbinary: Capture, tmp_path: Path) -> None:
    own_rules_only(tmp_path)
    page = write_pages(tmp_path / "in", {"a.txt": OWN_PAGE}) / "a.txt"
    assert kanwu(capsysbinary, "diff", page, "--accept", "show").out == b""
    kanwu(capsysbinary, "clean", page, "--out", tmp_path / "out")
    decided = kanwu(capsysbinary, "diff", page, "--accept", "show", "--patches", tmp_path / "out")
    assert decided.out == kanwu(capsysbinary, "diff", page).out != b""


def test_a_page_outside_the_working_folder_is_named_alone(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    write_pages(tmp_path, {"a.txt": PAGE})
    assert kanwu(capsysbinary, "diff", tmp_path / "a.txt").out.startswith(b"--- a/a.txt\n+++ b/a.txt\n")


def test_diff_writes_nothing(capsysbinary: Capture, tmp_path: Path) -> None:
    write_pages(tmp_path, {"a.txt": PAGE})
    kanwu(capsysbinary, "diff", tmp_path / "a.txt", "--accept", "ask")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


# The line diff underneath.


def restored(old: str, new: str) -> str:
    """`new` rebuilt from `old` and the changes between them; fails where they do not fit."""
    parts = []
    here = there = 0
    for change in changed_lines(old, new):
        assert old[here : change.old_start] == new[there : change.new_start]
        parts += [old[here : change.old_start], new[change.new_start : change.new_end]]
        here, there = change.old_end, change.new_end
    return "".join([*parts, old[here:]])


def test_changes_make_the_new_sequence_of_the_old_one() -> None:
    rng = random.Random(7)
    for _ in range(2000):
        old = "".join(rng.choices("abcdefgh", k=rng.randint(0, 30)))
        new = list(old)
        for _ in range(rng.randint(0, 6)):
            at, to = sorted(rng.randint(0, len(new)) for _ in range(2))
            new[at:to] = rng.choices("abcxyz", k=rng.randint(0, 2)) if rng.random() < 0.6 else reversed(new[at:to])
        assert restored(old, "".join(new)) == "".join(new)


def test_a_small_change_among_many_equal_lines_stays_small() -> None:
    old = ["same"] * 50_000
    new = [*old[:10], "x", *old[11:40_000], *old[40_001:]]
    assert sum(c.old_end - c.old_start + c.new_end - c.new_start for c in changed_lines(old, new)) == 3


def test_a_moved_block_costs_its_own_lines_alone() -> None:
    old = [str(n) for n in range(20_000)]
    new = [*old[:100], *old[15_000:15_020], *old[100:15_000], *old[15_020:]]
    assert changed_lines(old, new) == [Change(100, 100, 100, 120), Change(15_000, 15_020, 15_020, 15_020)]


def test_two_files_without_anything_in_common_are_one_change() -> None:
    assert changed_lines(["a"] * 3000, ["b"] * 3000) == [Change(0, 3000, 0, 3000)]
