"""`kanwu export` and the exporters: each format, one file or a folder, the same bytes each time, and what a corpus must say of itself."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup import __version__
from cleanup.batch.exporting import safe_name
from cleanup.conflicts import find_conflicts
from cleanup.edits import Edit, Follow, Replace
from cleanup.exporters import FORMATS, ExportPage, exporter
from cleanup.exporters.pairs import pairs
from cleanup.layout import make_page
from cleanup.page import Origin, Page, Span
from cleanup.paragraphs import ParagraphRule
from cleanup.patchfile import PageStatus, Patch, Status, patch_path, save
from cleanup.readers import open_source
from cleanup.render import render
from cleanup.review import Review
from tests.commands import CLEAN_PAGE, OWN_PAGE, PAGE, kanwu, own_rules_only, tree, write_pages
from tests.strategies import edits_of, pages

Capture = pytest.CaptureFixture[bytes]
CLEANED = OWN_PAGE.replace("。。", "。").replace("临水县", "临河市")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANWU_LANG", "en")


@pytest.fixture
def corpus(capsysbinary: Capture, tmp_path: Path) -> Path:
    """`in/` with three files of four pages, `out/` with what clean made of them."""
    own_rules_only(tmp_path)
    record = {"id": "r/1", "text": OWN_PAGE, "day": "1998-01-02", "source": "scan"}
    source = write_pages(
        tmp_path / "in",
        {
            "a.txt": OWN_PAGE.encode("gb18030"),
            "sub/book.txt": f"=== 第1版 ===\n{OWN_PAGE}=== 第2版 ===\n{CLEAN_PAGE}",
            "r.jsonl": json.dumps(record, ensure_ascii=False) + "\n",
        },
    )
    kanwu(capsysbinary, "clean", source, "--out", tmp_path / "out", "--accept", "ask")
    return tmp_path


def export(capsysbinary: Capture, corpus: Path, format: str, out: str) -> Path:
    ran = kanwu(capsysbinary, "export", corpus / "in", "--patches", corpus / "out", "--format", format, "--out", f"{corpus}/{out}")
    assert ran.code == 0, ran.err
    assert "4 pages written" in ran.text
    return corpus / out


def test_jsonl_says_of_each_page_what_it_is_and_what_was_decided(capsysbinary: Capture, corpus: Path) -> None:
    out = export(capsysbinary, corpus, "jsonl", "corpus.jsonl")
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [(r["id"], r["source"], r["encoding"]) for r in records] == [
        ("a.txt", "a.txt", "gb18030"),
        ("r/1", "r.jsonl", "utf-8"),
        ("book.txt#第1版", "sub/book.txt", "utf-8"),
        ("book.txt#第2版", "sub/book.txt", "utf-8"),
    ]
    assert [r["text"] for r in records] == [CLEANED, CLEANED, CLEANED, CLEAN_PAGE]
    assert [r["decisions"] for r in records] == [{"accepted": 4}, {"accepted": 4}, {"accepted": 4}, {}]
    assert {r["undecided"] for r in records} == {0}
    assert {r["kanwu"] for r in records} == {__version__}
    assert records[1]["metadata"] == {"id": "r/1", "day": "1998-01-02", "source": "scan"}
    assert all(r["status"] is None and r["lost_text"] == [] for r in records)


def test_jsonl_counts_what_is_undecided_and_gives_the_status(capsysbinary: Capture, tmp_path: Path) -> None:
    own_rules_only(tmp_path)
    page = write_pages(tmp_path, {"a.txt": OWN_PAGE}) / "a.txt"
    shown = next(open_source(page).pages())
    patch = Patch.new("a.txt", shown)
    from dataclasses import replace as changed

    records = changed(patch.pages["a.txt"], status=Status(PageStatus.IN_WORK, "li", ""))
    save(patch_path(page), patch.with_records(records))
    ran = kanwu(capsysbinary, "export", page, "--format", "jsonl", "--out", tmp_path / "c.jsonl")
    record = json.loads((tmp_path / "c.jsonl").read_text("utf-8"))
    assert ran.code == 0
    assert (record["undecided"], record["status"], record["text"]) == (4, "in-work", OWN_PAGE)


def test_jsonl_names_where_text_is_lost(capsysbinary: Capture, tmp_path: Path) -> None:
    own_rules_only(tmp_path)
    text = "第一段到这里就断了，后面\n\n另一篇文章。\n"
    page = write_pages(tmp_path, {"a.txt": text}) / "a.txt"
    shown = next(open_source(page).pages())
    from cleanup.review import Decision, Verdict

    edit = Follow(Span(0, 12), None)
    save(patch_path(page), Patch.new("a.txt", shown).with_review(Review(shown, (), (Decision("d1", Verdict.EDITED, (edit,)),))))
    kanwu(capsysbinary, "export", page, "--format", "jsonl", "--out", tmp_path / "c.jsonl")
    assert json.loads((tmp_path / "c.jsonl").read_text("utf-8"))["lost_text"] == [[0, 12]]


def test_jsonl_says_what_was_left_as_printed(capsysbinary: Capture, tmp_path: Path) -> None:
    own_rules_only(tmp_path)
    page = write_pages(tmp_path, {"a.txt": "河水上张，堤坝平安。\n"}) / "a.txt"
    shown = next(open_source(page).pages())
    from cleanup.review import Decision, Verdict

    decisions = (
        Decision("d1", Verdict.AS_PRINTED, finding="f", rule="look-alike", spans=(Span(2, 4),)),
        Decision("d2", Verdict.EDITED, (Replace(0, 0, "", "昨日"),)),
        Decision("d3", Verdict.AS_PRINTED, finding="g", rule="look-alike", spans=(Span(5, 7),), withdrawn=True),
    )
    save(patch_path(page), Patch.new("a.txt", shown).with_review(Review(shown, (), decisions)))
    kanwu(capsysbinary, "export", page, "--format", "jsonl", "--out", tmp_path / "c.jsonl")
    record = json.loads((tmp_path / "c.jsonl").read_text("utf-8"))
    assert record["as_printed"] == [{"text": "上张", "places": [[4, 6]]}]
    assert record["text"][4:6] == "上张"
    assert record["decisions"] == {"as-printed": 1, "edited": 1}


def test_pairs_make_source_and_cleaned_text(capsysbinary: Capture, corpus: Path) -> None:
    out = export(capsysbinary, corpus, "pairs", "pairs.jsonl")
    by_page: dict[str, list[dict[str, Any]]] = {}
    for line in out.read_text("utf-8").splitlines():
        record = json.loads(line)
        by_page.setdefault(record["id"], []).append(record)
    assert list(by_page) == ["a.txt", "r/1", "book.txt#第1版", "book.txt#第2版"]
    for name in ("a.txt", "r/1", "book.txt#第1版"):
        found = by_page[name]
        assert "".join(str(pair["cleaned"]) for pair in found) == CLEANED
        assert "".join(str(pair["source"]) for pair in found) == OWN_PAGE
        assert len(found) == OWN_PAGE.count("\n")
        assert all(OWN_PAGE[p["source_start"] : p["source_end"]] == p["source"] for p in found)


@given(st.data())
def test_pairs_of_any_page_cover_both_texts(data: st.DataObject) -> None:
    page = data.draw(pages())
    edits: list[Edit] = []
    for _ in range(data.draw(st.integers(0, 4))):
        edit = data.draw(edits_of(page))
        if edit is not None and not find_conflicts(page, [*edits, edit]):
            edits.append(edit)
    rendered = render(page, edits)
    found = list(pairs(rendered))
    assert "".join(rendered.text[p.start : p.end] for p in found) == rendered.text
    assert [p.start for p in found[1:]] == [p.end for p in found[:-1]]
    by_source = sorted((p for p in found if p.source_end > p.source_start), key=lambda p: p.source_start)
    assert "".join(page.text[p.source_start : p.source_end] for p in by_source) == page.text


def test_txt_is_the_text_in_utf8_a_file_a_page(capsysbinary: Capture, corpus: Path) -> None:
    out = export(capsysbinary, corpus, "txt", "texts")
    assert tree(out) == {
        "a.txt": CLEANED.encode(),
        "r.jsonl/r%2F1.txt": CLEANED.encode(),
        "sub/book.txt/第1版.txt": CLEANED.encode(),
        "sub/book.txt/第2版.txt": CLEAN_PAGE.encode(),
    }


def test_txt_in_one_file_parts_pages_by_form_feeds(capsysbinary: Capture, corpus: Path) -> None:
    out = export(capsysbinary, corpus, "txt", "all.txt")
    assert out.read_text("utf-8").split("\f") == [CLEANED, CLEANED, CLEANED, CLEAN_PAGE]
    assert [page.text for page in open_source(out).pages()] == [CLEANED, CLEANED, CLEANED, CLEAN_PAGE]


def test_md_has_what_came_with_the_page_on_top(capsysbinary: Capture, corpus: Path) -> None:
    out = export(capsysbinary, corpus, "md", "notes")
    text = (out / "r.jsonl" / "r%2F1.md").read_text("utf-8")
    front, body = text.removeprefix("---\n").split("\n---\n\n")
    assert dict(line.split(": ", 1) for line in front.split("\n"))['"meta_day"'] == '"1998-01-02"'
    assert next(line for line in body.split("\n") if line).endswith("临河市昨日通车。")
    whole = export(capsysbinary, corpus, "md", "all.md").read_text("utf-8")
    assert whole.count("<!-- page ") == 4
    assert len(list(open_source(corpus / "all.md").pages())) == 4


def export_page(page: Page) -> ExportPage:
    return ExportPage(page, render(page, ()), "p.txt", None, {}, (), (), None, "0")


def test_md_sets_headlines_as_headings_and_escapes_marks(tmp_path: Path) -> None:
    text = "桥通车了\n\n本报记者 林晓舟\n\n* 号开头的*段落*，含有 [括号] 和\n断开的行。\n\n1. 编号也不是列表，这一段讲的是桥梁的历史。\n"
    page = make_page("p", text, Origin(), rule=ParagraphRule.BLANK_LINE)
    with (tmp_path / "p.md").open("wb") as file:
        exporter("md").write([export_page(page)], file)
    body = (tmp_path / "p.md").read_text("utf-8").split("---\n\n")[1]
    assert r"\* 号开头的\*段落\*，含有 \[括号\] 和断开的行。" in body
    assert r"1\. 编号也不是列表" in body
    assert "## 桥通车了" in body


def test_md_leaves_a_markdown_page_as_it_stands(tmp_path: Path) -> None:
    text = "# 标题\r\n\r\n正文 *强调*。\r\n"
    page = make_page("p.md", text, Origin(newline="\r\n"))
    with (tmp_path / "p.md").open("wb") as file:
        exporter("md").write([export_page(page)], file)
    assert (tmp_path / "p.md").read_bytes().decode().endswith("---\n\n# 标题\n\n正文 *强调*。\n")


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_pages_give_the_same_bytes(capsysbinary: Capture, corpus: Path, format: str) -> None:
    assert tree(export(capsysbinary, corpus, format, "one")) == tree(export(capsysbinary, corpus, format, "two"))


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_its_own_module(format: str) -> None:
    assert exporter(format).name == format
    with pytest.raises(ValueError, match="no format"):
        exporter("docx")


def test_no_rule_runs_where_nothing_is_counted(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch, corpus: Path) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("a rule was run")

    monkeypatch.setattr("cleanup.rules.registry.load_rules", fail)
    for format in ("txt", "md", "pairs"):
        export(capsysbinary, corpus, format, f"quiet-{format}")


def test_a_page_that_fails_is_left_out_and_named(capsysbinary: Capture, tmp_path: Path) -> None:
    own_rules_only(tmp_path)
    write_pages(tmp_path / "in", {"a.txt": PAGE, "b.txt": b"%PDF-1.4"})
    (tmp_path / "in" / "c.txt").write_text(CLEAN_PAGE, encoding="utf-8")
    ran = kanwu(capsysbinary, "export", tmp_path / "in", "--format", "jsonl", "--out", tmp_path / "c.jsonl")
    assert ran.code == 2
    assert "b.txt" in ran.err
    assert [json.loads(line)["id"] for line in (tmp_path / "c.jsonl").read_text("utf-8").splitlines()] == ["a.txt", "c.txt"]


def test_a_source_is_never_written_to(capsysbinary: Capture, corpus: Path) -> None:
    before = tree(corpus / "in")
    one = kanwu(capsysbinary, "export", corpus / "in", "--format", "txt", "--out", corpus / "in" / "a.txt")
    every = kanwu(capsysbinary, "export", corpus / "in", "--format", "jsonl", "--out", corpus / "in" / "r.jsonl")
    folder = kanwu(capsysbinary, "export", corpus / "in" / "a.txt", "--format", "txt", "--out", f"{corpus / 'in'}/")
    assert (one.code, every.code, folder.code) == (2, 2, 2)
    assert tree(corpus / "in") == before


@given(st.lists(st.text(max_size=60), unique=True, max_size=12))
def test_safe_names_are_different_and_stay_in_their_folder(names: list[str]) -> None:
    safe = [safe_name(name) for name in names]
    assert len(set(safe)) == len(names)
    for name in safe:
        assert name not in ("", ".", "..")
        assert not set(name) & set('/\\:*?"<>|\0\n')
        assert len(name.encode("utf-8")) <= 130
        assert not name.startswith(".")
