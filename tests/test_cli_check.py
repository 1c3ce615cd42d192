"""`kanwu check`: lines, JSON, places, decided findings, rules that raise, pages that fail."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cleanup.engine import Result, analyse
from cleanup.page import Page
from cleanup.patchfile import patch_path
from tests.commands import CLEAN_PAGE, OWN_PAGE, PAGE, kanwu, own_rules_only, write_pages

Capture = pytest.CaptureFixture[bytes]
LINE = re.compile(
    r"(?P<path>.+):(?P<line>\d+):(?P<column>\d+): (?P<rule>[a-z-]+): (?P<message>.+) \((?P<sure>[01]\.\d\d)\) \[(?P<safety>show|ask|safe)\]"
)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANWU_LANG", "en")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    own_rules_only(tmp_path)
    return write_pages(tmp_path, {"pages/a.txt": OWN_PAGE, "pages/sub/b.txt": CLEAN_PAGE})


def test_a_finding_is_a_line_with_its_place(capsysbinary: Capture, pages: Path) -> None:
    ran = kanwu(capsysbinary, "check", pages / "pages")
    found = [LINE.fullmatch(line) for line in ran.text.splitlines()]
    assert ran.code == 1
    assert [(m["rule"], m["line"], m["column"], m["safety"]) for m in found if m] == [
        ("old-name", "1", "1", "ask"),
        ("two-stops", "1", "8", "safe"),
        ("old-name", "5", "1", "ask"),
        ("two-stops", "5", "11", "safe"),
    ]
    assert all(m and m["path"] == str(pages / "pages" / "a.txt") for m in found)
    assert "2 pages; findings: 4" in ran.err


def test_json_has_the_documented_keys_and_source_offsets(capsysbinary: Capture, pages: Path) -> None:
    ran = kanwu(capsysbinary, "check", pages / "pages", "--format", "jsonl")
    records = [json.loads(line) for line in ran.text.splitlines()]
    assert ran.code == 1
    assert ran.err == ""
    documented = {"path", "rule", "spans", "message", "confidence", "safety", "evidence", "fixes"}
    assert all(documented <= set(record) for record in records)
    assert [(r["rule"], OWN_PAGE[r["spans"][0][0] : r["spans"][0][1]]) for r in records] == [
        ("old-name", "临水县"),
        ("two-stops", "。。"),
        ("old-name", "临水县"),
        ("two-stops", "。。"),
    ]
    edit = records[0]["fixes"][0]["edits"][0]
    assert OWN_PAGE[edit["start"] : edit["end"]] == edit["before"]
    assert (edit["edit"], edit["before"], edit["after"]) == ("replace", "水县", "河市")
    assert records[0]["page"] == "a.txt"
    assert len({record["id"] for record in records}) == 4


def test_offsets_count_characters_and_not_bytes_or_halves(capsysbinary: Capture, tmp_path: Path) -> None:
    own_rules_only(tmp_path)
    text = "𠀀𠀀\r\n\r\n𠮷临水县。\r\n"
    write_pages(tmp_path, {"a.txt": ("\ufeff" + text).encode("utf-16-le")})
    record = json.loads(kanwu(capsysbinary, "check", tmp_path / "a.txt", "--format", "jsonl").text)
    start, end = record["spans"][0]
    assert text[start:end] == "临水县"
    assert (record["line"], record["column"]) == (3, 2)


def test_only_the_rules_asked_for_are_listed(capsysbinary: Capture, pages: Path) -> None:
    ran = kanwu(capsysbinary, "check", pages / "pages", "--rule", "old-name")
    assert ran.text.count("old-name") == 2
    assert "two-stops" not in ran.text
    both = kanwu(capsysbinary, "check", pages / "pages", "--rule", "old-name", "--rule", "two-stops")
    assert len(both.text.splitlines()) == 4
    unknown = kanwu(capsysbinary, "check", pages / "pages", "--rule", "old-nmae")
    assert unknown.code == 2
    assert "old-name" in unknown.err


def test_a_rule_alone_finds_what_it_finds_among_all(capsysbinary: Capture, tmp_path: Path) -> None:
    write_pages(tmp_path, {"a.txt": PAGE})
    every = [json.loads(x) for x in kanwu(capsysbinary, "check", tmp_path / "a.txt", "--format", "jsonl").text.splitlines()]
    assert len({record["rule"] for record in every}) > 1
    for rule in {record["rule"] for record in every}:
        alone = kanwu(capsysbinary, "check", tmp_path / "a.txt", "--format", "jsonl", "--rule", rule).text.splitlines()
        assert [json.loads(line) for line in alone] == [record for record in every if record["rule"] == rule]


def test_decided_findings_are_left_out_unless_all_are_asked_for(capsysbinary: Capture, pages: Path) -> None:
    source = pages / "pages"
    assert kanwu(capsysbinary, "clean", source, "--out", pages / "out", "--patches", pages / "decided").code == 1
    ran = kanwu(capsysbinary, "check", source, "--patches", pages / "decided")
    assert [line.split(": ")[1] for line in ran.text.splitlines()] == ["old-name", "old-name"]
    kanwu(capsysbinary, "clean", source, "--out", pages / "out", "--patches", pages / "decided", "--accept", "ask")
    done = kanwu(capsysbinary, "check", source, "--patches", pages / "decided")
    assert (done.code, done.out) == (0, b"")
    named = kanwu(capsysbinary, "check", source / "sub" / "b.txt", "--patches", pages / "decided")
    assert named.code == 0


def test_a_folder_of_output_serves_as_folder_of_patches(capsysbinary: Capture, pages: Path) -> None:
    kanwu(capsysbinary, "clean", pages / "pages", "--out", pages / "out", "--accept", "ask")
    assert kanwu(capsysbinary, "check", pages / "pages", "--patches", pages / "out").code == 0
    assert kanwu(capsysbinary, "check", pages / "out").code == 0


def test_a_patch_beside_the_page_counts_without_being_named(capsysbinary: Capture, pages: Path) -> None:
    page = pages / "pages" / "a.txt"
    kanwu(capsysbinary, "clean", page, "--out", pages / "out", "--accept", "ask")
    made = pages / "out" / "patches" / "a.txt.kanwu.jsonl"
    assert made.exists()
    assert kanwu(capsysbinary, "check", page).code == 1
    made.rename(patch_path(page))
    assert kanwu(capsysbinary, "check", page).code == 0


def test_a_page_that_fails_is_named_and_the_others_go_on(capsysbinary: Capture, pages: Path) -> None:
    write_pages(pages, {"pages/0.txt": b"%PDF-1.7 not a page", "pages/z.txt": OWN_PAGE})
    ran = kanwu(capsysbinary, "check", pages / "pages")
    assert ran.code == 2
    assert "0.txt" in ran.err
    assert "PDF" in ran.err
    assert len(ran.text.splitlines()) == 8


def test_an_unforeseen_error_in_one_page_is_told_and_the_others_go_on(
    capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch, pages: Path
) -> None:
    def sometimes(page: Page, *args: Any, **more: Any) -> Result:
        if page.id == "b.txt":
            raise RuntimeError("broken on purpose")
        return analyse(page, *args, **more)

    monkeypatch.setattr("cleanup.batch.checking.analyse", sometimes)
    ran = kanwu(capsysbinary, "check", pages / "pages")
    assert ran.code == 2
    assert "b.txt: something went wrong here that nobody foresaw (RuntimeError: broken on purpose)" in ran.err
    assert "Traceback" not in ran.err
    assert len(ran.text.splitlines()) == 4
    assert "Traceback" in kanwu(capsysbinary, "check", pages / "pages", "--debug").err


def test_pages_of_one_file_are_told_apart(capsysbinary: Capture, tmp_path: Path) -> None:
    own_rules_only(tmp_path)
    write_pages(tmp_path, {"book.txt": "=== 第1版 ===\n到临水县去。\n=== 第2版 ===\n\n回临水县来。\n"})
    records = [json.dumps({"id": f"r{n}", "text": f"第{n}天到临水县。"}, ensure_ascii=False) for n in range(2)]
    write_pages(tmp_path, {"records.jsonl": "\n".join(records) + "\n"})
    labels = [line.split(": ")[0].removeprefix(str(tmp_path)) for line in kanwu(capsysbinary, "check", tmp_path).text.splitlines()]
    assert labels == ["/book.txt#第1版:1:2", "/book.txt#第2版:2:2", "/records.jsonl#r0:1:5", "/records.jsonl#r1:1:5"]


def test_the_encoding_that_was_chosen_is_shown_where_it_is_not_the_usual_one(capsysbinary: Capture, pages: Path) -> None:
    write_pages(pages, {"gb/g.txt": OWN_PAGE.encode("gb18030")})
    ran = kanwu(capsysbinary, "check", pages / "gb")
    assert "g.txt: read as gb18030" in ran.err
    assert len(ran.text.splitlines()) == 4
    forced = kanwu(capsysbinary, "check", pages / "gb", "--encoding", "big5")
    assert "big5" in forced.err
    assert "utf-8" not in kanwu(capsysbinary, "check", pages / "pages").err


def test_a_configuration_that_is_wrong_is_told_once_before_any_page(capsysbinary: Capture, tmp_path: Path) -> None:
    write_pages(tmp_path, {f"{n}.txt": PAGE for n in range(5)} | {"kanwu.toml": '[rule.quots]\nlevel = "off"\n'})
    ran = kanwu(capsysbinary, "check", tmp_path)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err.count("\n") == 1
    assert "quotes" in ran.err


def test_a_configuration_named_holds_for_all_pages(capsysbinary: Capture, tmp_path: Path) -> None:
    config = own_rules_only(tmp_path / "elsewhere")
    write_pages(tmp_path / "here", {"a.txt": OWN_PAGE + "half,width"})
    ran = kanwu(capsysbinary, "check", tmp_path / "here", "--config", config)
    assert {line.split(": ")[1] for line in ran.text.splitlines()} == {"old-name", "two-stops"}


def test_an_empty_folder_is_an_error_that_says_what_is_looked_for(capsysbinary: Capture, tmp_path: Path) -> None:
    ran = kanwu(capsysbinary, "check", tmp_path)
    assert ran.code == 2
    assert ".txt" in ran.err


def test_a_file_named_twice_is_checked_once(capsysbinary: Capture, pages: Path) -> None:
    ran = kanwu(capsysbinary, "check", pages / "pages" / "a.txt", pages / "pages")
    assert len(ran.text.splitlines()) == 4


def test_many_files_in_another_encoding_are_counted_after_the_first_few(capsysbinary: Capture, pages: Path) -> None:
    write_pages(pages, {f"gb/{n:02}.txt": OWN_PAGE.encode("gb18030") for n in range(20)} | {"gb/x.txt": OWN_PAGE.encode("utf-16")})
    ran = kanwu(capsysbinary, "check", pages / "gb")
    assert ran.err.count("read as gb18030") == 8
    assert "files in other encodings than UTF-8: gb18030 20, utf-16-le 1" in ran.err
