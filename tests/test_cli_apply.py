"""`kanwu apply` and `kanwu withdraw`: what clean wrote comes again from the patches alone, or is taken back."""

import json
from pathlib import Path

import pytest

from cleanup.patchfile import load, patch_path, save
from cleanup.patchfile.records import Patch
from cleanup.readers import open_source
from cleanup.resources import sample_pages
from cleanup.review import Review
from tests.commands import OWN_PAGE, PAGE, Ran, kanwu, own_rules_only, tree, write_pages

Capture = pytest.CaptureFixture[bytes]
PATCH = ".kanwu.jsonl"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANWU_LANG", "en")


def replayed(capsysbinary: Capture, source: Path, tmp_path: Path, *clean_args: str) -> tuple[dict[str, bytes], dict[str, bytes], Ran]:
    """What clean writes for a folder of sources, what apply writes from its patches, and what apply said."""
    first = kanwu(capsysbinary, "clean", source, "--out", tmp_path / "cleaned", *clean_args)
    assert first.code in (0, 1), first.err
    ran = kanwu(capsysbinary, "apply", tmp_path / "cleaned", "--source", source, "--out", tmp_path / "again")
    return tree(tmp_path / "cleaned", without=[PATCH]), tree(tmp_path / "again"), ran


def test_a_folder_comes_again_byte_for_byte(capsysbinary: Capture, tmp_path: Path) -> None:
    gb = PAGE.replace("\n", "\r\n").encode("gb18030")
    records = "".join(json.dumps({"text": PAGE * n, "n": n}, ensure_ascii=n == 2) + "\n" for n in (1, 2, 3))
    source = write_pages(
        tmp_path / "in",
        {
            "a.txt": PAGE,
            "deep/er/b.md": f"# 标题\n\n{PAGE}",
            "gb.txt": gb,
            "wide.txt": ("\ufeff" + PAGE).encode("utf-16-be"),
            "book.txt": f"=== 第1版 ===\n{PAGE}=== 第2版 ===\n{PAGE}",
            "r.jsonl": records,
            "empty.txt": "",
        },
    )
    cleaned, again, ran = replayed(capsysbinary, source, tmp_path, "--accept", "ask")
    assert again == cleaned
    assert ran.code == 0
    assert "patches replayed: 7" in ran.text
    assert cleaned["gb.txt"] != gb
    assert b"\xef\xbb\xbf" not in cleaned["gb.txt"]
    assert cleaned["gb.txt"].count(b"\r\n") == cleaned["gb.txt"].count(b"\n") > 3
    assert cleaned["r.jsonl"] != records.encode()


def test_the_sample_pages_come_again_byte_for_byte(capsysbinary: Capture, tmp_path: Path) -> None:
    cleaned, again, _ = replayed(capsysbinary, sample_pages(), tmp_path, "--accept", "ask")
    assert again == cleaned
    assert len(again) >= 8


def test_no_rule_runs(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    source = write_pages(tmp_path / "in", {"a.txt": PAGE, "kanwu.toml": ""})
    kanwu(capsysbinary, "clean", source, "--out", tmp_path / "cleaned")
    (source / "kanwu.toml").write_text("no toml at all", encoding="utf-8")

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("a rule was run")

    monkeypatch.setattr("cleanup.rules.registry.load_rules", fail)
    ran = kanwu(capsysbinary, "apply", tmp_path / "cleaned", "--source", source, "--out", tmp_path / "again")
    assert ran.code == 0


def test_a_source_beside_its_patch_is_found(capsysbinary: Capture, tmp_path: Path) -> None:
    own_rules_only(tmp_path)
    source = write_pages(tmp_path / "in", {"a.txt": OWN_PAGE})
    kanwu(capsysbinary, "clean", source, "--out", tmp_path / "out", "--patches", source)
    ran = kanwu(capsysbinary, "apply", patch_path(source / "a.txt"), "--out", tmp_path / "again")
    assert ran.code == 0
    assert (tmp_path / "again" / "a.txt").read_bytes() == (tmp_path / "out" / "a.txt").read_bytes()


def test_one_source_named_by_itself(capsysbinary: Capture, tmp_path: Path) -> None:
    own_rules_only(tmp_path)
    source = write_pages(tmp_path / "in", {"a.txt": OWN_PAGE})
    kanwu(capsysbinary, "clean", source, "--out", tmp_path / "out")
    moved = (source / "a.txt").rename(tmp_path / "renamed.txt")
    ran = kanwu(capsysbinary, "apply", tmp_path / "out", "--source", moved, "--out", tmp_path / "again")
    assert ran.code == 0
    assert (tmp_path / "again" / "a.txt").read_bytes() == (tmp_path / "out" / "a.txt").read_bytes()


def test_a_source_in_another_encoding_has_the_same_decisions(capsysbinary: Capture, tmp_path: Path) -> None:
    own_rules_only(tmp_path)
    source = write_pages(tmp_path / "in", {"a.txt": OWN_PAGE.encode("gb18030")})
    kanwu(capsysbinary, "clean", source, "--out", tmp_path / "out", "--accept", "ask")
    (source / "a.txt").write_bytes(OWN_PAGE.encode("utf-8"))
    ran = kanwu(capsysbinary, "apply", tmp_path / "out", "--source", source, "--out", tmp_path / "again")
    assert ran.code == 0
    assert (tmp_path / "again" / "a.txt").read_text("utf-8") == OWN_PAGE.replace("。。", "。").replace("临水县", "临河市")


def three(capsysbinary: Capture, tmp_path: Path) -> Path:
    """Three cleaned pages, of which the second has changed since."""
    own_rules_only(tmp_path)
    source = write_pages(tmp_path / "in", {f"{n}.txt": OWN_PAGE * n for n in (1, 2, 3)})
    kanwu(capsysbinary, "clean", source, "--out", tmp_path / "out")
    (source / "2.txt").write_text("别的内容。\n", encoding="utf-8")
    return source


def test_a_patch_that_does_not_fit_writes_nothing_and_all_are_listed(capsysbinary: Capture, tmp_path: Path) -> None:
    source = three(capsysbinary, tmp_path)
    (source / "3.txt").unlink()
    ran = kanwu(capsysbinary, "apply", tmp_path / "out", "--source", source, "--out", tmp_path / "again")
    assert ran.code == 2
    assert "2.txt" in ran.err
    assert "3.txt" in ran.err
    assert "2 of 3 patches failed; nothing was written" in ran.err
    assert not (tmp_path / "again").exists()


def test_keep_going_writes_the_others(capsysbinary: Capture, tmp_path: Path) -> None:
    source = three(capsysbinary, tmp_path)
    ran = kanwu(capsysbinary, "apply", tmp_path / "out", "--source", source, "--out", tmp_path / "again", "--keep-going")
    assert ran.code == 2
    assert sorted(tree(tmp_path / "again")) == ["1.txt", "3.txt"]


def test_a_record_that_is_gone_is_told(capsysbinary: Capture, tmp_path: Path) -> None:
    own_rules_only(tmp_path)
    lines = [json.dumps({"id": name, "text": OWN_PAGE}, ensure_ascii=False) + "\n" for name in "ab"]
    source = write_pages(tmp_path / "in", {"r.jsonl": "".join(lines)})
    kanwu(capsysbinary, "clean", source, "--out", tmp_path / "out")
    (source / "r.jsonl").write_text(lines[0], encoding="utf-8")
    ran = kanwu(capsysbinary, "apply", tmp_path / "out", "--source", source, "--out", tmp_path / "again")
    assert ran.code == 2
    assert "does not hold the text" in ran.err


def test_decisions_that_contradict_each_other_are_told(capsysbinary: Capture, tmp_path: Path) -> None:
    own_rules_only(tmp_path)
    source = write_pages(tmp_path / "in", {"a.txt": OWN_PAGE})
    kanwu(capsysbinary, "clean", source, "--out", tmp_path / "out", "--patches", tmp_path / "p", "--accept", "ask")
    path = tmp_path / "p" / f"a.txt{PATCH}"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    other = next(line for line in lines if '"after":"河市"' in line)
    double = other.replace('"after":"河市"', '"after":"山市"').replace('"id":"', '"id":"x')
    path.write_text("".join([*lines, double]), encoding="utf-8")
    ran = kanwu(capsysbinary, "apply", path, "--source", source, "--out", tmp_path / "again")
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert f"a.txt{PATCH}" in ran.err


def test_the_source_is_never_written_to(capsysbinary: Capture, tmp_path: Path) -> None:
    own_rules_only(tmp_path)
    source = write_pages(tmp_path / "in", {"a.txt": OWN_PAGE})
    kanwu(capsysbinary, "clean", source, "--out", tmp_path / "out")
    before = tree(tmp_path)
    ran = kanwu(capsysbinary, "apply", tmp_path / "out", "--source", source, "--out", source)
    assert ran.code == 2
    assert "sources are never written to" in ran.err
    assert tree(tmp_path) == before


@pytest.mark.parametrize("command", [["apply", "--out", "o"], ["withdraw", "--batch"]])
def test_what_is_no_patch_is_refused(capsysbinary: Capture, tmp_path: Path, command: list[str]) -> None:
    write_pages(tmp_path, {"a.txt": PAGE, "empty/x.txt": PAGE})
    assert "is no patch" in kanwu(capsysbinary, *command, tmp_path / "a.txt").err
    assert "there is no patch" in kanwu(capsysbinary, *command, tmp_path / "empty").err
    missing = kanwu(capsysbinary, *command, tmp_path / f"b.txt{PATCH}")
    assert missing.code == 2
    assert "b.txt" in missing.err


def test_withdrawing_gives_the_source_back(capsysbinary: Capture, tmp_path: Path) -> None:
    source = write_pages(tmp_path / "in", {"a.txt": PAGE, "gb.txt": PAGE.encode("gb18030"), "r.jsonl": json.dumps({"text": PAGE}) + "\n"})
    kanwu(capsysbinary, "clean", source, "--out", tmp_path / "out", "--accept", "ask")
    ran = kanwu(capsysbinary, "withdraw", "--batch", tmp_path / "out", "--source", source)
    assert ran.code == 0
    assert ran.text.count("decisions withdrawn") == 3
    kanwu(capsysbinary, "apply", tmp_path / "out", "--source", source, "--out", tmp_path / "again")
    assert tree(tmp_path / "again") == tree(source)
    kept = load(tmp_path / "out" / "patches" / f"a.txt{PATCH}").pages["a.txt"].decisions
    assert kept
    assert all(decision.withdrawn for decision in kept)


def test_a_run_after_a_withdrawal_decides_anew(capsysbinary: Capture, tmp_path: Path) -> None:
    own_rules_only(tmp_path)
    source = write_pages(tmp_path / "in", {"a.txt": OWN_PAGE})
    kanwu(capsysbinary, "clean", source, "--out", tmp_path / "out", "--accept", "ask")
    patch = tmp_path / "out" / "patches" / f"a.txt{PATCH}"
    before = patch.read_bytes()
    kanwu(capsysbinary, "withdraw", "--batch", tmp_path / "out", "--source", source)
    assert patch.read_bytes() != before
    kanwu(capsysbinary, "clean", source, "--out", tmp_path / "out", "--accept", "ask")
    assert patch.read_bytes() == before


def test_only_the_decisions_of_one_rule_are_withdrawn(capsysbinary: Capture, tmp_path: Path) -> None:
    own_rules_only(tmp_path)
    source = write_pages(tmp_path / "in", {"a.txt": OWN_PAGE})
    kanwu(capsysbinary, "clean", source, "--out", tmp_path / "out", "--accept", "ask")
    kanwu(capsysbinary, "withdraw", "--batch", "--rule", "old-name", tmp_path / "out", "--source", source)
    kanwu(capsysbinary, "apply", tmp_path / "out", "--source", source, "--out", tmp_path / "again")
    assert (tmp_path / "again" / "a.txt").read_text("utf-8") == OWN_PAGE.replace("。。", "。")


def test_what_a_person_decided_stays_and_built_on_edits_are_asked_about(capsysbinary: Capture, tmp_path: Path) -> None:
    own_rules_only(tmp_path)
    page = write_pages(tmp_path / "in", {"a.txt": OWN_PAGE}) / "a.txt"
    kanwu(capsysbinary, "clean", page, "--out", tmp_path / "out", "--patches", tmp_path / "in", "--accept", "ask")
    patch = load(patch_path(page))
    shown = next(open_source(page).pages())
    review = Review(shown, (), patch.pages["a.txt"].decisions)
    at = review.rendered.text.index("临河市图书馆")
    review = review.edit(at, at + 3, "临河县级市", who="li", when="2026-01-31T08:00:00Z")
    save(patch_path(page), patch.with_review(review))
    before = patch_path(page).read_bytes()
    asked = kanwu(capsysbinary, "withdraw", "--batch", patch_path(page))
    assert asked.code == 2
    assert "--derived" in asked.err
    assert patch_path(page).read_bytes() == before
    assert kanwu(capsysbinary, "withdraw", "--batch", "--derived", "keep", patch_path(page)).code == 0
    kanwu(capsysbinary, "apply", patch_path(page), "--out", tmp_path / "again")
    text = (tmp_path / "again" / "a.txt").read_text("utf-8")
    assert text.startswith("临水县昨日通车。。")
    assert "临河县级市图书馆" in text


def test_a_patch_of_another_page_is_told(capsysbinary: Capture, tmp_path: Path) -> None:
    own_rules_only(tmp_path)
    source = write_pages(tmp_path / "in", {"a.txt": OWN_PAGE, "b.txt": PAGE})
    kanwu(capsysbinary, "clean", source, "--out", tmp_path / "out", "--patches", tmp_path / "p")
    wrong = tmp_path / "p" / f"b.txt{PATCH}"
    wrong.write_bytes((tmp_path / "p" / f"a.txt{PATCH}").read_bytes())
    ran = kanwu(capsysbinary, "apply", wrong, "--source", source, "--out", tmp_path / "again")
    assert ran.code == 2
    assert "a.txt" in ran.err


def test_new_patches_hold_their_page_in_the_header(capsysbinary: Capture, tmp_path: Path) -> None:
    source = write_pages(tmp_path / "in", {"a.txt": PAGE})
    kanwu(capsysbinary, "clean", source, "--out", tmp_path / "out")
    made = load(tmp_path / "out" / "patches" / f"a.txt{PATCH}")
    shown = next(open_source(source / "a.txt").pages())
    assert made.header.page == Patch.new("a.txt", shown).header.page
