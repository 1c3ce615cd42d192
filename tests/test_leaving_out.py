"""`kanwu export --leave-out`: kinds of lines that a corpus goes without, and what is told of them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.edits import Edit
from cleanup.exporters import LEAVABLE, without
from cleanup.layout import make_page
from cleanup.page import Kind, Origin, Page
from cleanup.render import render
from tests.commands import kanwu, tree, write_pages
from tests.strategies import pages_with_edits

Capture = pytest.CaptureFixture[bytes]

PAGE = (
    "第3版 要闻\n\n澜江大桥昨日通车\n\n本报记者 林晓舟\n\n澜江大桥昨日正式通车，市民纷纷前来参观，过江再也不用绕路了。\n\n"
    "下转第五版\n\n据介绍，大桥全长三公里，双向六车道，桥上还设有人行道和观景台。\n\n"
    "图为通车仪式现场。 陈立 摄\n\n澜州市图书馆新馆开馆\n\n新馆全年免费开放，首日接待读者三千余人，馆内座无虚席。\n"
)
FURNITURE = ("第3版 要闻", "下转第五版")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANWU_LANG", "en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "in", {"a.txt": PAGE})


def export(capsysbinary: Capture, folder: Path, format: str, *kinds: str, out: str = "out") -> str:
    options = [word for kind in kinds for word in ("--leave-out", kind)]
    place = folder.parent / f"{out}.{format}"
    ran = kanwu(capsysbinary, "export", folder, "--format", format, "--out", place, *options)
    assert ran.code == 0, ran.err
    return place.read_text("utf-8")


def test_lines_of_a_kind_go_with_one_break(capsysbinary: Capture, folder: Path) -> None:
    wanted = PAGE
    for line in FURNITURE:
        wanted = wanted.replace(f"{line}\n\n", "")
    assert export(capsysbinary, folder, "txt", "furniture") == wanted
    both = export(capsysbinary, folder, "txt", "furniture", "byline")
    assert both == wanted.replace("本报记者 林晓舟\n\n", "")
    assert export(capsysbinary, folder, "txt") == PAGE
    caption = export(capsysbinary, folder, "txt", "caption")
    assert caption == PAGE.replace("图为通车仪式现场。 陈立 摄\n\n", "")


def test_markdown_goes_without_them_too(capsysbinary: Capture, folder: Path) -> None:
    every = export(capsysbinary, folder, "md")
    some = export(capsysbinary, folder, "md", "furniture", "byline", "caption")
    gone = [line for line in every.split("\n") if line not in some.split("\n")]
    assert gone == [
        "第3版要闻",
        "*本报记者林晓舟*",
        "下转第五版",
        "*图为通车仪式现场。陈立摄*",
    ]
    assert "## 澜江大桥昨日通车\n\n澜江大桥" in some


def test_jsonl_says_what_was_left_out(capsysbinary: Capture, folder: Path) -> None:
    record = json.loads(export(capsysbinary, folder, "jsonl", "furniture"))
    assert [(each["kind"], each["text"]) for each in record["left_out"]] == [("furniture", line) for line in FURNITURE]
    assert [PAGE[slice(*span)] for each in record["left_out"] for span in each["source"]] == list(FURNITURE)
    assert record["text"] == export(capsysbinary, folder, "txt", "furniture")
    for article in record["articles"]:
        for block in article["blocks"]:
            assert record["text"][block["start"] : block["end"]] in PAGE
            assert block["kind"] != "furniture"
    assert json.loads(export(capsysbinary, folder, "jsonl"))["left_out"] == []


def test_pairs_refuse(capsysbinary: Capture, folder: Path) -> None:
    ran = kanwu(capsysbinary, "export", folder, "--format", "pairs", "--out", folder.parent / "p.jsonl", "--leave-out", "caption")
    assert (ran.code, "pairs" in ran.err) == (2, True)
    assert not (folder.parent / "p.jsonl").exists()
    other = kanwu(capsysbinary, "export", folder, "--format", "txt", "--out", folder.parent / "p.txt", "--leave-out", "body")
    assert (other.code, "furniture, caption, byline" in other.err) == (2, True)


def test_the_same_bytes_each_time_and_the_source_as_it_was(capsysbinary: Capture, folder: Path) -> None:
    before = tree(folder)
    for format in ("txt", "md", "jsonl"):
        assert export(capsysbinary, folder, format, "caption") == export(capsysbinary, folder, format, "caption", out="again")
    assert tree(folder) == before


def test_a_page_of_nothing_else_is_empty() -> None:
    rendered = render(make_page("p", "下转第五版\n", Origin()), ())
    left, gone = without(rendered, LEAVABLE)
    assert (left.text, [each.kind for each in gone]) == ("\n", [Kind.FURNITURE])


@given(pages_with_edits(), st.sets(st.sampled_from(list(Kind))))
def test_the_map_to_the_source_stays_whole(drawn: tuple[Page, list[Edit]], kinds: set[Kind]) -> None:
    page, edits = drawn
    rendered = render(page, edits)
    left, gone = without(rendered, kinds)
    assert bool(gone) == (left is not rendered)
    assert "".join(left.text[s.start : s.end] for s in left.segments) == left.text
    covered = sorted((s.source_start, s.source_end) for s in left.segments if s.source_end > s.source_start)
    assert "".join(page.text[low:high] for low, high in covered) == page.text
    rest = iter(rendered.text)
    assert all(char in rest for char in left.text)
    for segment in left.segments:
        if segment.edit is None:
            assert left.text[segment.start : segment.end] == page.text[segment.source_start : segment.source_end]
