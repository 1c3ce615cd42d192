"""The hostile cases: an input and a command, or a whole command line of its own."""

import io
import json
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.inputs import GOOD, inputs
from tests.hostile.patches import hostile_patches

Argv = Callable[[Path, Path], list[str]]


@dataclass(frozen=True, slots=True)
class Case:
    """A name, its kind, and a function that fills the input folder and gives the command line (input folder, output folder)."""

    name: str
    kind: str
    argv: Argv


def _of_inputs() -> list[Case]:
    found = []
    for item in inputs():

        def check(source: Path, _out: Path, build: Callable[[Path], list[Path]] = item.build) -> list[str]:
            return ["check", "--format", "jsonl", "--", *map(str, build(source))]

        def clean(source: Path, out: Path, build: Callable[[Path], list[Path]] = item.build) -> list[str]:
            return ["clean", "--accept", "ask", "--out", str(out), "--", *map(str, build(source))]

        found.append(Case(f"{item.kind}/{item.name}/check", item.kind, check))
        # The huge ones say the same twice, and a minute is short.
        if item.kind not in ("long-line", "million-lines"):
            found.append(Case(f"{item.kind}/{item.name}/clean", item.kind, clean))
    return found


def _page(source: Path, name: str = "page.txt") -> Path:
    path = source / name
    path.write_text(GOOD, encoding="utf-8")
    return path


def _usage() -> list[Case]:
    lines: dict[str, Argv] = {
        "no-command": lambda s, o: [],
        "unknown-command": lambda s, o: ["polish"],
        "nearly-a-command": lambda s, o: ["chek", str(_page(s))],
        "unknown-option": lambda s, o: ["check", "--colour", str(_page(s))],
        "check-without-path": lambda s, o: ["check"],
        "clean-without-out": lambda s, o: ["clean", str(_page(s))],
        "unknown-format": lambda s, o: ["check", "--format", "xml", str(_page(s))],
        "unknown-level": lambda s, o: ["clean", "--accept", "all", "--out", str(o), str(_page(s))],
        "no-jobs": lambda s, o: ["check", "--jobs", "0", str(_page(s))],
        "negative-jobs": lambda s, o: ["check", "--jobs", "-3", str(_page(s))],
        "jobs-in-words": lambda s, o: ["check", "--jobs", "two", str(_page(s))],
        "unknown-rule": lambda s, o: ["check", "--rule", "colum-join", str(_page(s))],
        "help-of-unknown-rule": lambda s, o: ["rules", "colum-join"],
        "unknown-encoding": lambda s, o: ["check", "--encoding", "klingon", str(_page(s))],
        "encoding-that-is-no-text": lambda s, o: ["check", "--encoding", "zip", str(_page(s))],
        "encoding-that-escapes": lambda s, o: ["check", "--encoding", "unicode_escape", str(_page(s))],
        "encoding-punycode": lambda s, o: ["check", "--encoding", "idna", str(_page(s))],
        "wrong-encoding": lambda s, o: ["check", "--encoding", "ascii", str(_page(s))],
        "empty-path": lambda s, o: ["check", ""],
        "configuration-without-end": lambda s, o: ["check", "--config", "/dev/zero", str(_page(s))],
        "missing-configuration": lambda s, o: ["check", "--config", str(s / "none.toml"), str(_page(s))],
        "unknown-export": lambda s, o: ["export", "--format", "docx", "--out", str(o), str(_page(s))],
        "apply-nothing": lambda s, o: ["apply", "--out", str(o)],
        "apply-a-page": lambda s, o: ["apply", "--out", str(o), str(_page(s))],
        "diff-missing": lambda s, o: ["diff", str(s / "none.txt")],
        "score-missing": lambda s, o: ["score", str(s / "none.txt"), str(s / "none.json")],
        "score-not-json": lambda s, o: ["score", str(_page(s)), str(_page(s, "truth.json"))],
    }
    return [Case(f"usage/{name}", "usage", argv) for name, argv in lines.items()]


def _outputs() -> list[Case]:
    def linked(source: Path, _out: Path) -> list[str]:
        page = _page(source)
        (source / "link").symlink_to(source)
        return ["clean", str(page), "--out", str(source / "link")]

    def hard_linked(source: Path, out: Path) -> list[str]:
        page = _page(source)
        out.mkdir()
        (out / "page.txt").hardlink_to(page)
        return ["clean", str(page), "--out", str(out)]

    def linked_file(source: Path, out: Path) -> list[str]:
        page = _page(source)
        out.mkdir()
        (out / "page.txt").symlink_to(page)
        return ["clean", str(page), "--out", str(out)]

    def clash(source: Path, out: Path) -> list[str]:
        for name in ("a", "b"):
            (source / name).mkdir()
        return ["clean", str(_page(source / "a")), str(_page(source / "b")), "--out", str(out)]

    def a_file(source: Path, out: Path) -> list[str]:
        out.write_text("in the way", encoding="utf-8")
        return ["clean", str(_page(source)), "--out", str(out)]

    def below_a_file(source: Path, out: Path) -> list[str]:
        out.write_text("in the way", encoding="utf-8")
        return ["clean", str(_page(source)), "--out", str(out / "deeper")]

    def folder_in_the_way(source: Path, out: Path) -> list[str]:
        (out / "page.txt").mkdir(parents=True)
        return ["clean", str(_page(source)), "--out", str(out)]

    def looped(source: Path, out: Path) -> list[str]:
        (source / "deep").mkdir()
        (source / "deep/up").symlink_to(source)
        (source / "self").symlink_to(source / "self")
        return ["clean", str(_page(source).parent), "--out", str(out)]

    def records(source: Path, out: Path) -> list[str]:
        lines = [json.dumps({"id": name, "text": GOOD}) for name in ("../../a", "/etc/b", "c/d", "..")]
        (source / "r.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return ["export", str(source / "r.jsonl"), "--format", "txt", "--out", str(out)]

    lines: dict[str, Argv] = {
        "over-the-source": lambda s, o: ["clean", str(_page(s)), "--out", str(s)],
        "folder-over-itself": lambda s, o: ["clean", str(_page(s).parent), "--out", str(s)],
        "through-a-link": linked,
        "over-a-hard-link": hard_linked,
        "over-a-linked-file": linked_file,
        "two-of-one-name": clash,
        "out-is-a-file": a_file,
        "out-below-a-file": below_a_file,
        "folder-in-the-way": folder_in_the_way,
        "unwritable": lambda s, o: ["clean", str(_page(s)), "--out", "/proc/kanwu"],
        "inside-the-source-folder": lambda s, o: ["clean", str(_page(s).parent), "--out", str(s / "clean")],
        "name-that-plays-with-the-terminal": lambda s, o: ["clean", str(_page(s, "a\x1b[2J\nb.txt")), "--out", str(o)],
        "folder-that-holds-itself": looped,
        "records-named-like-paths": records,
        "export-over-the-source": lambda s, o: ["export", str(_page(s)), "--format", "txt", "--out", str(s / "page.txt")],
        "report-over-the-source": lambda s, o: ["clean", str(_page(s)), "--out", str(o), "--report", str(s / "page.txt")],
    }
    return [Case(f"output/{name}", "output", argv) for name, argv in lines.items()]


def _patches() -> list[Case]:
    found = []
    for name, build in hostile_patches().items():

        def apply(source: Path, out: Path, build: Callable[[bytes], bytes] = build) -> list[str]:
            patch = _with_patch(source, build)
            return ["apply", str(patch), "--out", str(out)]

        def clean(source: Path, out: Path, build: Callable[[bytes], bytes] = build) -> list[str]:
            _with_patch(source, build)
            return ["clean", str(source / "page.txt"), "--out", str(out)]

        found += [Case(f"patch/{name}/apply", "patch", apply), Case(f"patch/{name}/clean", "patch", clean)]
    return found


def _with_patch(source: Path, build: Callable[[bytes], bytes]) -> Path:
    """A page with a good patch beside it, which `build` then spoils."""
    from cleanup.cli import main as kanwu

    page = _page(source)
    with redirect_stdout(io.StringIO()):
        kanwu(["clean", str(page), "--accept", "ask", "--out", str(source / "first"), "--patches", str(source)])
    patch = source / "page.txt.kanwu.jsonl"
    patch.write_bytes(build(patch.read_bytes()))
    return patch


def cases() -> list[Case]:
    """Every case, in a fixed order, under names that are all different."""
    found = [*_usage(), *_outputs(), *_of_inputs(), *_patches()]
    assert len({case.name for case in found}) == len(found)
    return found
