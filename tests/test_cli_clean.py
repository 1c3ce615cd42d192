"""`kanwu clean`: what is taken and what is left, where it goes, and that no source is ever written to."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from cleanup.batch.report import Tally, left_by
from cleanup.batch.taking import Taking
from cleanup.cli.console import Console
from cleanup.cli.reporting import summary
from cleanup.edits import Replace
from cleanup.engine import Settled, settle
from cleanup.finding import Finding, Fix, Safety
from cleanup.messages import literal
from cleanup.page import Page, Span
from cleanup.patchfile import load, patch_path, save
from cleanup.patchfile.records import Patch
from cleanup.readers import open_source
from cleanup.review import Review, Scope, Verdict
from tests.commands import CLEAN_PAGE, OWN_PAGE, PAGE, kanwu, own_rules_only, tree, write_pages

Capture = pytest.CaptureFixture[bytes]
PATCH = ".kanwu.jsonl"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANWU_LANG", "en")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with `in/a.txt`, `in/sub/b.txt`, under rules that never change."""
    own_rules_only(tmp_path)
    return write_pages(tmp_path, {"in/a.txt": OWN_PAGE, "in/sub/b.txt": CLEAN_PAGE})


def test_safe_fixes_are_taken_and_the_rest_is_left(capsysbinary: Capture, pages: Path) -> None:
    ran = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out")
    assert ran.code == 1
    assert (pages / "out" / "a.txt").read_text("utf-8") == OWN_PAGE.replace("。。", "。")
    assert (pages / "out" / "sub" / "b.txt").read_text("utf-8") == CLEAN_PAGE
    assert "2 pages, 1 of them changed" in ran.text
    assert "taken: 2\n  two-stops  2\n" in ran.text
    assert "left to decide: 2\n  old-name  ask  2  0.60 sure\n" in ran.text


def test_ask_takes_first_fixes_too_and_leaves_nothing(capsysbinary: Capture, pages: Path) -> None:
    ran = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out", "--accept", "ask")
    assert ran.code == 0
    assert (pages / "out" / "a.txt").read_text("utf-8") == OWN_PAGE.replace("。。", "。").replace("临水县", "临河市")
    assert "nothing is left" in ran.text


def test_show_takes_nothing(capsysbinary: Capture, pages: Path) -> None:
    ran = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out", "--accept", "show")
    assert ran.code == 1
    assert (pages / "out" / "a.txt").read_text("utf-8") == OWN_PAGE
    assert "left to decide: 4" in ran.text


def test_what_was_decided_is_in_the_patch_with_rule_and_version(capsysbinary: Capture, pages: Path) -> None:
    kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out")
    patch = load(pages / "out" / "patches" / f"a.txt{PATCH}")
    decisions = patch.pages["a.txt"].decisions
    assert [(d.rule, d.rule_version, d.batch, d.who, d.when, d.verdict) for d in decisions] == [
        ("two-stops", 1, True, "", "", Verdict.ACCEPTED)
    ] * 2
    assert (pages / "out" / "patches" / "sub" / f"b.txt{PATCH}").exists()


def test_the_same_run_writes_the_same_bytes_and_a_second_one_changes_nothing(capsysbinary: Capture, pages: Path) -> None:
    for _ in range(2):
        kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "one", "--accept", "ask")
    ran = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "two", "--accept", "ask")
    assert "taken: 4" in ran.text
    assert tree(pages / "one") == tree(pages / "two")
    again = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "one", "--accept", "ask")
    assert "taken" not in again.text
    assert "decided before: 4" in again.text


def test_cleaning_what_was_cleaned_changes_nothing(capsysbinary: Capture, tmp_path: Path) -> None:
    write_pages(tmp_path / "in", {"a.txt": PAGE, "b.md": f"# 标题\n\n{PAGE}"})
    kanwu(capsysbinary, "clean", tmp_path / "in", "--out", tmp_path / "one")
    ran = kanwu(capsysbinary, "clean", tmp_path / "one", "--out", tmp_path / "two")
    assert "0 of them changed" in ran.text
    assert tree(tmp_path / "two", without=[PATCH]) == tree(tmp_path / "one", without=[PATCH])


def decide(page: Path, *, reject: str = "", scope: Scope = Scope.PLACE, edit: tuple[int, int, str] | None = None) -> None:
    """Write a patch beside a page in which a person rejected the first finding of a rule, or edited by hand."""
    from cleanup.config import config_for
    from cleanup.engine import analyse

    shown = next(open_source(page).pages())
    review = Review(shown).with_findings(analyse(shown, config_for(page)).findings)
    if reject:
        found = next(f for f in review.findings if f.rule == reject)
        review = review.reject(found.id, scope, who="li", when="2026-01-31T08:00:00Z")
    if edit is not None:
        review = review.edit(*edit, who="li", when="2026-01-31T08:00:00Z")
    save(patch_path(page), Patch.new(page.name, shown).with_review(review))


def test_a_rejection_is_never_taken_again(capsysbinary: Capture, pages: Path) -> None:
    page = pages / "in" / "a.txt"
    decide(page, reject="old-name")
    ran = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out", "--accept", "ask")
    cleaned = (pages / "out" / "a.txt").read_text("utf-8")
    assert ran.code == 0
    assert cleaned.startswith("临水县昨日通车。\n")
    assert "\n临河市图书馆" in cleaned


def test_a_rejection_by_rule_holds_for_the_page(capsysbinary: Capture, pages: Path) -> None:
    decide(pages / "in" / "a.txt", reject="old-name", scope=Scope.RULE)
    kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out", "--accept", "ask")
    assert (pages / "out" / "a.txt").read_text("utf-8").count("临水县") == 2


def test_a_hand_edit_wins_over_what_a_rule_proposes(capsysbinary: Capture, pages: Path) -> None:
    decide(pages / "in" / "a.txt", edit=(0, 3, "青川县"))
    kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out", "--accept", "ask")
    assert (pages / "out" / "a.txt").read_text("utf-8").startswith("青川县昨日通车。\n")


def test_a_patch_beside_the_page_is_kept_there(capsysbinary: Capture, pages: Path) -> None:
    page = pages / "in" / "a.txt"
    decide(page, reject="old-name")
    kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out")
    assert not (pages / "out" / "patches" / f"a.txt{PATCH}").exists()
    decisions = load(patch_path(page)).pages["a.txt"].decisions
    assert sorted(d.batch for d in decisions) == [False, True, True]


def test_a_patch_of_an_earlier_run_that_is_out_of_date_is_told(capsysbinary: Capture, pages: Path) -> None:
    kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out")
    decide(pages / "in" / "a.txt", reject="old-name")
    ran = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out")
    assert "both patches of one page" in ran.err


def test_the_folder_for_patches_is_laid_out_like_the_pages(capsysbinary: Capture, pages: Path) -> None:
    kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out", "--patches", pages / "patches")
    assert sorted(tree(pages / "patches")) == [f"a.txt{PATCH}", f"sub/b.txt{PATCH}"]
    assert sorted(tree(pages / "out")) == ["a.txt", "sub/b.txt"]


def test_a_patch_of_another_text_stops_that_page_alone(capsysbinary: Capture, pages: Path) -> None:
    page = pages / "in" / "a.txt"
    decide(page, reject="old-name")
    before = patch_path(page).read_bytes()
    page.write_text(OWN_PAGE + "又一段。\n", encoding="utf-8")
    ran = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out")
    assert ran.code == 2
    assert "a.txt" in ran.err
    assert patch_path(page).read_bytes() == before
    assert sorted(tree(pages / "out")) == [f"patches/sub/b.txt{PATCH}", "sub/b.txt"]


def test_a_dry_run_writes_nothing_and_says_the_same(capsysbinary: Capture, pages: Path) -> None:
    before = tree(pages)
    dry = kanwu(capsysbinary, "clean", pages / "in", "--dry-run")
    also = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out", "--dry-run")
    assert tree(pages) == before
    assert dry == also
    assert dry.code == 1
    assert "nothing was written" in dry.text
    real = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out")
    assert real.text.split("\n")[1:] == dry.text.split("\n")[1:]


def test_a_dry_run_knows_the_patch_of_an_earlier_run(capsysbinary: Capture, pages: Path) -> None:
    kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out", "--accept", "ask")
    ran = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out", "--dry-run")
    assert "decided before: 4" in ran.text
    assert ran.code == 0


def test_diff_goes_to_the_output_and_the_report_elsewhere(capsysbinary: Capture, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pages)
    ran = kanwu(capsysbinary, "clean", "in", "--out", "out", "--diff")
    assert ran.text.startswith("--- a/in/a.txt\n+++ b/in/a.txt\n@@ ")
    assert "taken: 2" in ran.err
    assert (pages / "out" / "a.txt").read_text("utf-8") == OWN_PAGE.replace("。。", "。")


def test_the_report_is_json_by_file_with_sums(capsysbinary: Capture, pages: Path) -> None:
    kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out", "--report", pages / "report.jsonl")
    records = [json.loads(line) for line in (pages / "report.jsonl").read_text("utf-8").splitlines()]
    assert [record.get("total", False) for record in records] == [False, False, True]
    assert records[0]["taken"] == {"two-stops": 2}
    assert records[0]["left"] == [{"rule": "old-name", "safety": "ask", "count": 2, "lowest": 0.6, "highest": 0.6, "resting": 0}]
    assert records[0]["output"] == str(pages / "out" / "a.txt")
    assert records[2] | {"total": 0} == records[2] | {"total": 0, "pages": 2, "changed": 1, "exit": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_output_keeps_encoding_mark_and_line_ends(capsysbinary: Capture, pages: Path, encoding: str, newline: str) -> None:
    mark = "\ufeff" if encoding.startswith("utf-16") else ""
    text = mark + OWN_PAGE.replace("临", "臨").replace("县", "縣").replace("车", "車").replace("图书馆", "圖書館").replace(
        "开馆", "開館"
    ).replace("说", "說")
    text = text.replace("过", "過").replace("绕", "繞").replace("\n", newline)
    write_pages(pages, {"in/a.txt": text.encode(encoding)})
    ran = kanwu(capsysbinary, "clean", pages / "in" / "a.txt", "--out", pages / "out")
    assert ran.code in (0, 1), ran.err
    assert (pages / "out" / "a.txt").read_bytes() == text.replace("。。", "。").encode(encoding)


def test_output_in_another_encoding(capsysbinary: Capture, pages: Path) -> None:
    write_pages(pages, {"in/a.txt": ("\ufeff" + OWN_PAGE).encode("utf-16-le")})
    ran = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out", "--to-encoding", "gb2312")
    assert ran.code == 1
    assert (pages / "out" / "a.txt").read_bytes() == OWN_PAGE.replace("。。", "。").encode("gb18030")
    bad = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "two", "--to-encoding", "latin-1")
    assert bad.code == 2
    assert "--to-encoding utf-8" in bad.err
    assert not (pages / "two" / "a.txt").exists()
    unknown = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "two", "--to-encoding", "gb18O30")
    assert unknown.code == 2
    assert "gb18030" in unknown.err


def test_pages_of_one_file_and_records_are_cleaned_in_their_places(capsysbinary: Capture, pages: Path) -> None:
    book = "=== 第1版 ===\n到临水县去。。\n=== 第2版 ===\n没有错。\n"
    records = '{"id": "x", "text": "到临水县去。。", "day": [1, 2]}\n\n{"id": "y","text":"没有错。"}\n'
    write_pages(pages, {"two/book.txt": book, "two/r.jsonl": records})
    kanwu(capsysbinary, "clean", pages / "two", "--out", pages / "out", "--accept", "ask")
    assert (pages / "out" / "book.txt").read_text("utf-8") == book.replace("。。", "。").replace("临水县", "临河市")
    assert (pages / "out" / "r.jsonl").read_text("utf-8") == records.replace("。。", "。").replace("临水县", "临河市")
    assert list(load(pages / "out" / "patches" / f"r.jsonl{PATCH}").pages) == ["x"]


def test_one_bad_record_leaves_the_file_unwritten(capsysbinary: Capture, pages: Path) -> None:
    write_pages(pages, {"two/r.jsonl": '{"id": "x", "text": "到临水县去。。"}\n{"id": "x", "text": "又一条"}\n'})
    ran = kanwu(capsysbinary, "clean", pages / "two", "--out", pages / "out")
    assert ran.code == 2
    assert "r.jsonl" in ran.err
    assert tree(pages / "out") == {}


def test_a_page_of_a_file_that_fails_stays_as_it_is(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch, pages: Path) -> None:
    def sometimes(page: Page, *args: Any, **more: Any) -> Settled:
        if page.id == "bad":
            raise RuntimeError("broken on purpose")
        return settle(page, *args, **more)

    monkeypatch.setattr("cleanup.batch.paging.settle", sometimes)
    records = "".join(json.dumps({"id": name, "text": "到临水县去。。"}, ensure_ascii=False) + "\n" for name in ("one", "bad", "two"))
    write_pages(pages, {"two/r.jsonl": records})
    ran = kanwu(capsysbinary, "clean", pages / "two", "--out", pages / "out")
    assert ran.code == 2
    assert "r.jsonl#bad" in ran.err
    texts = [json.loads(line)["text"] for line in (pages / "out" / "r.jsonl").read_text("utf-8").splitlines()]
    assert texts == ["到临水县去。", "到临水县去。。", "到临水县去。"]


PLUGIN = """
from cleanup.finding import Safety
from cleanup.rules.record import Rule

def find(analysis, options):
    if "绕路" in analysis.text:
        raise ValueError("cannot read this")
    return ()

RULE = Rule("fragile", find, Safety.SHOW, ())
"""


def test_a_rule_that_raises_is_named_and_the_others_go_on(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch, pages: Path) -> None:
    write_pages(
        pages / "site",
        {
            "fragile_plugin.py": PLUGIN,
            "fragile-1.0.dist-info/entry_points.txt": "[kanwu.rules]\nfragile = fragile_plugin:RULE\n",
            "fragile-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: fragile\nVersion: 1.0\n",
        },
    )
    monkeypatch.syspath_prepend(str(pages / "site"))
    ran = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out")
    monkeypatch.delitem(sys.modules, "fragile_plugin", raising=False)
    assert ran.code == 2
    assert ran.err.count("the rule fragile failed on this page") == 1
    assert "cannot read this" in ran.err
    assert "failed on 2 pages in all" in ran.err
    assert (pages / "out" / "a.txt").read_text("utf-8") == OWN_PAGE.replace("。。", "。")


# No source is ever written to.


def test_output_onto_the_source_is_refused(capsysbinary: Capture, pages: Path) -> None:
    before = tree(pages)
    ran = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "in")
    assert ran.code == 2
    assert "sources are never written to" in ran.err
    assert tree(pages) == before


@pytest.mark.parametrize("link", [os.link, os.symlink])
def test_output_onto_a_link_to_the_source_is_refused(capsysbinary: Capture, pages: Path, link: object) -> None:
    (pages / "out").mkdir()
    assert callable(link)
    link(pages / "in" / "a.txt", pages / "out" / "a.txt")
    ran = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out")
    assert ran.code == 2
    assert (pages / "in" / "a.txt").read_text("utf-8") == OWN_PAGE
    assert not (pages / "out" / "sub").exists()


def test_output_through_a_linked_folder_is_refused(capsysbinary: Capture, pages: Path) -> None:
    (pages / "out").symlink_to(pages / "in", target_is_directory=True)
    ran = kanwu(capsysbinary, "clean", pages / "in" / "a.txt", "--out", pages / "out")
    assert ran.code == 2
    assert (pages / "in" / "a.txt").read_text("utf-8") == OWN_PAGE


def test_a_report_onto_a_source_is_refused(capsysbinary: Capture, pages: Path) -> None:
    ran = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out", "--report", pages / "in" / "a.txt")
    assert ran.code == 2
    assert (pages / "in" / "a.txt").read_text("utf-8") == OWN_PAGE


def test_a_folder_of_output_that_is_a_file_is_refused(capsysbinary: Capture, pages: Path) -> None:
    ran = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "in" / "a.txt")
    assert ran.code == 2
    assert "is a file" in ran.err


def test_two_inputs_with_one_name_are_refused_before_anything_is_written(capsysbinary: Capture, pages: Path) -> None:
    write_pages(pages, {"other/a.txt": CLEAN_PAGE})
    ran = kanwu(capsysbinary, "clean", pages / "in", pages / "other", "--out", pages / "out")
    assert ran.code == 2
    assert str(pages / "in" / "a.txt") in ran.err
    assert str(pages / "other" / "a.txt") in ran.err
    assert not (pages / "out").exists()


def test_output_inside_the_folder_of_input_is_no_input(capsysbinary: Capture, pages: Path) -> None:
    out = pages / "in" / "cleaned"
    kanwu(capsysbinary, "clean", pages / "in", "--out", out)
    ran = kanwu(capsysbinary, "clean", pages / "in", "--out", out)
    assert "2 pages" in ran.text
    assert not (out / "cleaned").exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user for whom folders can be read-only")
def test_a_folder_that_cannot_be_written_is_told(capsysbinary: Capture, pages: Path) -> None:
    (pages / "out").mkdir(mode=0o500)
    ran = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out")
    assert ran.code == 2
    assert "cannot be written" in ran.err


def test_an_output_that_is_a_folder_is_told_and_leaves_nothing_behind(capsysbinary: Capture, pages: Path) -> None:
    (pages / "out" / "a.txt").mkdir(parents=True)
    ran = kanwu(capsysbinary, "clean", pages / "in", "--out", pages / "out")
    assert ran.code == 2
    assert "a.txt" in ran.err
    assert "cannot be written" in ran.err
    assert not list((pages / "out").rglob(".kanwu-*"))


def test_a_repeated_passage_goes_only_when_asked_for_by_name(capsysbinary: Capture, tmp_path: Path) -> None:
    twice = "澜江新桥的两座主塔昨天同时封顶，比原计划提前了十二天，沿江两岸的居民都赶来观看。"
    text = f"{twice}\n\n工程指挥部表示，剩下的桥面铺装将在雨季到来之前完成。\n\n{twice}\n"
    write_pages(tmp_path, {"a.txt": text})
    kept = kanwu(capsysbinary, "clean", tmp_path / "a.txt", "--out", tmp_path / "one", "--accept", "ask")
    assert (tmp_path / "one" / "a.txt").read_text("utf-8").count("同时封顶") == 2
    assert "duplicate-paragraph" in kept.text
    kanwu(capsysbinary, "clean", tmp_path / "a.txt", "--out", tmp_path / "two", "--drop-duplicates")
    assert (tmp_path / "two" / "a.txt").read_text("utf-8").count("同时封顶") == 1
    kanwu(capsysbinary, "clean", tmp_path / "a.txt", "--out", tmp_path / "three", "--drop-duplicates", "--accept", "show")
    assert (tmp_path / "three" / "a.txt").read_text("utf-8") == text


def test_what_waits_for_a_join_says_so() -> None:
    fix = Fix(literal("close"), (Replace(0, 1, " ", ""),), Safety.SAFE, 0.9)
    sure = Finding("spacing", (Span(0, 1),), literal("a space"), 0.9, (), (fix,))
    waiting = sure._replace(rests_on=("join",))
    unsure = waiting._replace(fixes=(fix._replace(safety=Safety.ASK),))
    left = left_by([sure, waiting, waiting, unsure], Taking("safe").first_fix)
    assert {key: (some.number, some.resting) for key, some in left.items()} == {("spacing", "safe"): (3, 2), ("spacing", "ask"): (1, 0)}
    tally = Tally(pages=1, left=left)
    assert "  spacing  safe  3  0.90 sure  2 rest on joins that were not taken" in summary(Console("en"), tally, dry_run=False)
    tally.include(Tally(left=left_by([waiting._replace(rule="quotes")], Taking("ask").first_fix)))
    assert "1 rests on a join that was not taken" in summary(Console("en"), tally, dry_run=False)
    assert "未採用的接續" in summary(Console("zh_TW"), tally, dry_run=False)
