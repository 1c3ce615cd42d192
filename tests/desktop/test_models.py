"""The item models, without a window, against Qt's own checks."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from cleanup.finding import Safety
from desktop.models.findings_model import RUNS_ROLE, STATE_ROLE, Column, FindingsModel
from desktop.models.list_rows import FindingRow, Sort
from desktop.models.pages_model import STATUS_ROLE, PageRow, PagesModel
from desktop.models.row_filter import EVERYTHING, RowFilter
from desktop.models.runs import Role, Run

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def row(id: str, *, rule: str = "spacing", state: str = "open", safety: Safety = Safety.ASK, group: str | None = None) -> FindingRow:
    runs = (Run("渡口", Role.CONTEXT), Run("␣", Role.REMOVED), Run("重开", Role.CONTEXT))
    return FindingRow(id, rule, rule.title(), 3, 12, runs, 0.874, state, safety, group)


ROWS = st.builds(
    row,
    st.uuids().map(str),
    rule=st.sampled_from(["spacing", "quotes"]),
    state=st.sampled_from(["open", "accepted", "rejected", "postponed"]),
    safety=st.sampled_from(Safety),
)


@given(st.lists(st.lists(ROWS, max_size=6), max_size=4))
def test_any_change_of_rows_and_filter_is_sound(qapp: QApplication, changes: list[list[FindingRow]]) -> None:
    model = FindingsModel()
    QAbstractItemModelTester(model, FATAL)
    model.set_sort(Sort.PLACE)
    model.set_shown(RowFilter(bands=EVERYTHING))
    for rows in changes:
        model.set_rows(rows)
        assert model.rowCount() == len(rows)
        model.set_shown(RowFilter(rule="quotes", state="open"))
        assert [r.id for r in model.rows] == [r.id for r in rows if r.rule == "quotes" and r.state == "open" and r.safety > Safety.SHOW]
        model.set_shown(RowFilter(bands=EVERYTHING))
        assert model.rows == tuple(rows)


def test_what_a_row_says(qapp: QApplication) -> None:
    model = FindingsModel()
    model.set_rows([row("a")])
    texts = [model.index(0, column).data() for column in Column]
    assert texts == ["open", "3:12", "渡口[␣]重开", "Spacing", "87%"]
    assert model.index(0, Column.STATE).data(STATE_ROLE) == "open"
    assert model.index(0, Column.WHAT).data(RUNS_ROLE)[1].role is Role.REMOVED
    assert [model.headerData(c, Qt.Orientation.Horizontal) for c in Column] == ["State", "Where", "What", "Rule", "Certainty"]
    assert model.index(0, 0).data(Qt.ItemDataRole.CheckStateRole) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.rowCount(model.index(0, 0)) == 0


def test_a_changed_state_keeps_the_rows(qapp: QApplication) -> None:
    model = FindingsModel()
    rows = [row("a"), row("b"), row("c")]
    model.set_rows(rows)
    resets: list[None] = []
    changed: list[tuple[int, int]] = []
    gone: list[tuple[int, int]] = []
    model.rowsRemoved.connect(lambda _parent, first, last: gone.append((first, last)))
    model.modelReset.connect(lambda: resets.append(None))
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    model.set_rows([rows[0], replace(rows[1], state="accepted"), rows[2]])
    model.set_rows(model.all_rows)
    assert not resets
    assert changed == [(1, 1)]
    model.set_rows(rows[:2])
    assert (resets, gone) == ([], [(2, 2)])
    assert model.row_of("c") is None
    assert model.row_of("b") == 1


def test_the_next_row_goes_round(qapp: QApplication) -> None:
    model = FindingsModel()
    model.set_rows([row("a"), row("b", state="accepted"), row("c", state="accepted")])
    assert model.next_row(1, lambda r: r.state == "open") == 0
    assert model.next_row(2, lambda r: r.state == "open", step=-1) == 0
    assert model.next_row(0, lambda r: r.state == "rejected") is None
    assert FindingsModel().next_row(0, lambda r: True) is None


@pytest.mark.parametrize(
    ("page", "status", "words"),
    [
        (PageRow("1.txt"), "new", "new"),
        (PageRow("1.txt", open=4, found=4), "new", "new · 4/4 open"),
        (PageRow("1.txt", open=1, found=4, status="in-work"), "in-work", "in work · 1/4 open"),
        (PageRow("1.txt", open=0, found=4, status="proofread"), "proofread", "proofread · nothing open"),
        (PageRow("1.txt", open=0, found=0, status="validated"), "validated", "validated · nothing open"),
        (PageRow("1.txt", open=2, found=4, status="problem", read_only=True), "problem", "problem · 2/4 open · read-only"),
        (PageRow("1.txt", failed=True), "failed", "cannot be read"),
    ],
)
def test_what_a_page_says(qapp: QApplication, page: PageRow, status: str, words: str) -> None:
    model = PagesModel()
    model.set_rows([page])
    index = model.index(0)
    assert (index.data(), index.data(STATUS_ROLE), model.words(page)) == ("1.txt", status, words)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"1.txt, {words}"
    assert model.settled == page.settled == (status in ("proofread", "validated"))


@given(st.lists(st.lists(st.builds(PageRow, st.sampled_from("abc"), open=st.none() | st.integers(0, 3)), max_size=5), max_size=4))
def test_any_change_of_pages_is_sound(qapp: QApplication, changes: list[list[PageRow]]) -> None:
    model = PagesModel()
    QAbstractItemModelTester(model, FATAL)
    for rows in changes:
        model.set_rows(rows)
        assert model.rows == tuple(rows)
        assert model.rowCount() == len(rows)
        assert model.rowCount(QModelIndex()) == len(rows)


def test_places_that_begin_a_line_come_first() -> None:
    from cleanup.page import Page
    from desktop.models.places import places_with

    page = Page("p", "去渡口看灯\n渡口重开，渡口很忙\n\n　　渡口的灯")
    found = places_with(page, " 渡口 ")
    assert [(place.line, place.begins) for place in found] == [(2, True), (4, True), (1, False)]
    assert [page.text[place.offset :][:2] for place in found] == ["渡口"] * 3
    assert found[0].text == "渡口重开，渡口很忙"
    assert places_with(page, " ") == ()
    assert len(places_with(Page("p", "渡口\n" * 100_000), "渡口")) == 50


def test_the_outline_names_articles_and_how_their_blocks_begin() -> None:
    from cleanup.layout import make_page
    from cleanup.page import Kind, Origin
    from cleanup.render import render
    from desktop.models.outline import outline_of

    body = "本报讯 停航半年的老渡口昨日重开，头班船载着四十位乘客过河，两岸的老人过河不再等潮水。"
    text = f"渡口重开\n\n{body}\n\n夜市迁址\n\n本报讯 云雾街夜市昨日迁入新址，三百个摊位当晚开张。"
    outline = outline_of(render(make_page("p", text, Origin(data=text.encode())), ()))
    assert [(article.number, article.title) for article in outline.articles] == [(1, "渡口重开"), (2, "夜市迁址")]
    headline, first = outline.articles[0].blocks
    assert (headline.kind, headline.text, first.text) == (Kind.HEADLINE, "渡口重开", f"{body[:24]}…")
    assert text[first.start : first.end] == body
    assert outline_of(render(make_page("e", "", Origin(data=b"")), ())).articles == ()


def test_two_texts_are_compared_in_runs_that_are_shortened_alike() -> None:
    from cleanup.compare.differences import differences
    from desktop.models.runs import compared_runs, plain

    same = "船工老秦在这条河上摇了三十年橹，" * 4
    first, second = f"今{same}好", f"昨{same}坏"
    one, other = compared_runs((first, second), differences(first, second))
    assert [run.role for run in one] == ["removed", "context", "removed"]
    assert one[1] == other[1]
    assert len(plain(one)) < 50
    alone, _ = compared_runs((same, same), differences(same, same))
    assert plain(alone) == f"{same[:54]}…"
