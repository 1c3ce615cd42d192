"""The list of findings: the order in which a reviewer works, kinds as one row, filters with counts, type-ahead, sorting, many at once."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from cleanup.finding import Safety
from cleanup.patchfile import load
from cleanup.review import Verdict
from cleanup.rules.registry import RULES
from desktop.dialogs.bulk_dialog import BulkDialog
from desktop.main_window import MainWindow
from desktop.models.findings_model import Column, FindingsModel
from desktop.models.kind_model import SAMPLE, KindModel
from desktop.models.list_rows import FindingRow, KindRow, Sort, arrange, sample
from desktop.models.review_order import Step, step_of
from desktop.models.row_filter import EVERYTHING, PROPOSALS, Band, RowFilter, count
from desktop.models.runs import Role, Run
from desktop.panels.filter_bar import CHOICES
from tests.desktop.conftest import Opener, review_of, settle, states

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal

# Two kinds of half-width marks (sure and less so would be two rows), a join, lost text that only shows.
PAGE = """河埠头夜市重开

本报讯 河埠头夜市昨晚重开,摊主们下午就到了,灯火照着水面,行人比往年多。镇里新铺了石板路;排水沟也清过一遍,雨后不再积

水，摊位之间留出了消防通道。

夜市每晚十点收摊,周末延长一小时;垃圾由各摊自己带走。
"""
MARKS = PAGE.count(",") + PAGE.count(";")


def row(
    id: str,
    rule: str = "spacing",
    *,
    line: int = 1,
    state: str = "open",
    safety: Safety = Safety.SAFE,
    group: str | None = None,
    confidence: float = 0.95,
    text: str = "渡口",
) -> FindingRow:
    return FindingRow(id, rule, rule.title(), line, 1, (Run(text, Role.CONTEXT),), confidence, state, safety, group)


@pytest.fixture
def night_market(tmp_path: Path) -> Path:
    """A folder with the page above."""
    pages = tmp_path / "market"
    pages.mkdir()
    (pages / "kanwu.toml").write_text('[rule.column-join]\nlevel = "ask"\n', encoding="utf-8")
    (pages / "1.txt").write_text(PAGE, encoding="utf-8")
    return pages


@pytest.fixture
def market(opener: Opener, night_market: Path) -> MainWindow:
    """A window on that page, listed as a reviewer finds it."""
    return opener(night_market, by_place=False)


# Rows without a window.


def test_the_order_in_which_a_reviewer_works() -> None:
    rules = ["name-variant", "stray-english", "quotes", "lost-text", "block-order", "column-join", "duplicate-paragraph", "spacing"]
    rows = [row(rule, rule, line=number, group=None) for number, rule in enumerate(rules)]
    assert [r.rule for r in arrange(rows, Sort.REVIEW)] == rules[::-1]
    assert arrange(rows, Sort.REVIEW, descending=True) == rows
    assert step_of("some-plugin") is Step.TOKENS
    assert {step_of(rule.id) for rule in RULES} >= {Step.TYPOGRAPHY, Step.REPEATS, Step.JOINS, Step.BLOCKS, Step.LOST, Step.QUOTES}


def test_one_row_a_kind() -> None:
    rows = [
        row("a", line=1, group="spacing:x"),
        row("b", line=2, group="spacing:y"),
        row("c", line=3, group="spacing:x", safety=Safety.ASK),
        row("d", line=4, group="spacing:x", state="accepted"),
        row("e", line=5, group="spacing:x", state="accepted"),
        row("f", line=6, group="spacing:x"),
        row("g", line=7),
        row("h", line=8, group="spacing:x", safety=Safety.SHOW),
    ]
    arranged = arrange(rows, Sort.REVIEW)
    assert [[member.id for member in r.members] for r in arranged] == [["a", "b", "f"], ["d", "e"], ["c"], ["g"], ["h"]]
    assert [isinstance(r, KindRow) for r in arranged] == [True, True, False, False, False]
    assert [r.id for r in arrange(rows, Sort.REVIEW, single={"a", "f"})] == ["kind:spacing:safe:accepted", "a", "b", "c", "f", "g", "h"]
    assert arrange(rows, Sort.PLACE) == rows


def test_names_are_listed_by_string() -> None:
    texts = {"a": "符", "b": "秦", "c": "符"}
    rows = [row(name, "name-variant", line=number, text=text) for number, (name, text) in enumerate(texts.items())]
    assert [r.id for r in arrange(rows, Sort.REVIEW)] == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("sort", "ids"), [(Sort.PLACE, "abc"), (Sort.RULE, "bac"), (Sort.CERTAINTY, "cab"), (Sort.STATE, "bac"), (Sort.WHAT, "acb")]
)
def test_other_orders(sort: Sort, ids: str) -> None:
    rows = [
        row("a", "spacing", confidence=0.7, text="一"),
        row("b", "quotes", confidence=0.9, text="二", state="accepted"),
        row("c", "spacing", confidence=0.2, text="丁"),
    ]
    assert "".join(r.id for r in arrange(rows, sort)) == ids
    # Equal ones keep their order both ways.
    assert arrange(rows, sort, descending=True)[0].id == ("a" if sort in (Sort.RULE, Sort.STATE) else ids[-1])


@given(st.integers(1, 60), st.integers(1, 12), st.integers(1, 5))
def test_a_sample_is_spread_and_holds_every_group(size: int, most: int, groups: int) -> None:
    members = [row(str(n), line=n, group=f"spacing:{n % groups}") for n in range(size)]
    drawn = sample(members, most)
    assert len(drawn) == min(size, most)
    assert [r.line for r in drawn] == sorted({r.line for r in drawn})
    if most >= groups:
        assert {r.group for r in drawn} == {r.group for r in members}


def test_counts_hold_the_other_filters() -> None:
    rows = [
        row("a", "spacing", confidence=0.95),
        row("b", "spacing", confidence=0.6, state="accepted"),
        row("c", "quotes", confidence=0.3),
        row("d", "quotes", safety=Safety.SHOW),
        row("e", "quotes", text="县城"),
    ]
    counts = count(rows, RowFilter(), CHOICES)
    assert counts.rules == {None: 4, "spacing": 2, "quotes": 2}
    assert counts.states == {None: 4, "open": 3, "accepted": 1}
    assert [counts.bands[choice] for choice in CHOICES] == [4, 2, 1, 1, 1, 5]
    counts = count(rows, RowFilter(rule="spacing", state="open"), CHOICES)
    assert counts.rules == {None: 3, "spacing": 1, "quotes": 2}
    assert counts.states == {None: 2, "open": 1, "accepted": 1}
    assert counts.bands[frozenset({Band.MIDDLE})] == 0
    assert count(rows, RowFilter(text="县"), CHOICES).rules == {None: 1, "quotes": 1}


ROWS = st.lists(
    st.builds(
        row,
        st.uuids().map(str),
        st.sampled_from(["spacing", "quotes", "column-join"]),
        line=st.integers(1, 9),
        state=st.sampled_from(["open", "accepted"]),
        safety=st.sampled_from(Safety),
        group=st.sampled_from([None, "x", "y"]),
    ),
    max_size=9,
)


@given(st.lists(ROWS, max_size=4), st.sampled_from(Sort), st.booleans())
def test_any_change_is_told_as_it_is(qapp: QApplication, changes: list[list[FindingRow]], sort: Sort, descending: bool) -> None:
    model = FindingsModel()
    QAbstractItemModelTester(model, FATAL)
    model.set_sort(sort, descending=descending)
    for rows in changes:
        model.set_rows(rows)
        model.set_rows([replace(r, state="accepted") if n % 2 else r for n, r in enumerate(rows)])
        shown = [member.id for listed in model.rows for member in listed.members]
        assert sorted(shown) == sorted(r.id for r in rows if r.safety > Safety.SHOW)
        assert all(model.rows[model.row_of(name) or 0].state for name in shown)
        model.set_shown(RowFilter(state="accepted", bands=EVERYTHING))
        assert all(listed.state == "accepted" for listed in model.rows)
        model.set_shown(RowFilter())


def test_ticks_of_a_kind(qapp: QApplication) -> None:
    model = KindModel()
    QAbstractItemModelTester(model, FATAL)
    kind = KindRow(tuple(row(str(n), line=n, group="x") for n in range(SAMPLE + 6)))
    model.show(kind)
    assert model.rowCount() == SAMPLE
    out = model.rows[3].id
    assert model.setData(model.index(3), None, Qt.ItemDataRole.CheckStateRole)
    assert model.unticked == [out]
    assert len(model.ticked) == SAMPLE + 5
    model.show_all()
    assert model.rowCount() == SAMPLE + 6
    # The same kind with fewer places keeps what was taken away, another one begins anew.
    model.show(KindRow(kind.members[:10]))
    assert model.unticked == [out]
    model.show(KindRow(tuple(row(str(n), "quotes", group="x") for n in range(3))))
    assert model.unticked == []
    assert not model.setData(model.index(0), "x", Qt.ItemDataRole.EditRole)


# In the window.


def test_a_page_begins_with_what_is_uniform(market: MainWindow) -> None:
    kind = market.findings.kind
    assert kind is not None
    assert kind.rule == "punctuation-width"
    assert len(kind.members) == MARKS
    assert market.findings.table.currentIndex().row() == 0
    assert market.beside.currentWidget() is market.kind
    assert f"{MARKS} places" in market.frame.dock("detail").windowTitle()
    assert f"{MARKS} places" in str(market.findings.model.index(0, Column.WHAT).data())


def test_a_kind_is_decided_by_one_key_and_undone_by_one(market: MainWindow, qtbot: QtBot, night_market: Path) -> None:
    table = market.findings.table
    QTest.keyClick(table, Key.Key_A)
    settle(qtbot, market)
    assert "," not in market.cleaned.view.text
    assert ";" not in market.cleaned.view.text
    assert market.findings.kind is None
    assert review_of(market).finding(market.controller.chosen or "").rule == "column-join"
    journal = (night_market / "1.txt.kanwu.journal").read_bytes().splitlines()
    assert len(journal) == 1 + MARKS
    QTest.keyClick(table, Key.Key_Z, CTRL)
    settle(qtbot, market)
    assert market.cleaned.view.text == PAGE
    assert market.findings.kind is not None


def test_places_that_stay_out_of_a_kind(market: MainWindow, qtbot: QtBot) -> None:
    table = market.findings.table
    QTest.keyClick(table, Key.Key_Return)
    preview = market.kind.list
    assert preview.hasFocus()
    preview.setCurrentIndex(market.kind.model.index(1))
    out = market.kind.model.rows[1].id
    assert market.controller.chosen == out
    QTest.keyClick(preview, Key.Key_Space)
    assert market.kind.model.unticked == [out]
    QTest.keyClick(preview, Key.Key_A)
    settle(qtbot, market)
    review = review_of(market)
    assert states(market)["punctuation-width"].count("accepted") == MARKS - 1
    assert review.state_of(review.finding(out)) == "open"
    assert table.hasFocus()
    # It stands for itself now: deciding on it is a decision on it alone.
    number = market.findings.model.row_of(out)
    assert number is not None
    assert market.findings.model.rows[number].members[0].id == out
    market.findings.choose(out)
    assert market.findings.kind is None


def test_a_kind_is_rejected_and_taken_back(market: MainWindow, qtbot: QtBot) -> None:
    table = market.findings.table
    QTest.keyClick(table, Key.Key_R)
    settle(qtbot, market)
    assert set(states(market)["punctuation-width"]) == {"rejected"}
    market.findings.table.selectRow(0)
    assert market.findings.kind is not None
    QTest.keyClick(table, Key.Key_Backspace)
    settle(qtbot, market)
    assert set(states(market)["punctuation-width"]) == {"open"}


def test_filters_show_counts_that_live(market: MainWindow, qtbot: QtBot) -> None:
    filters, model = market.findings.filters, market.findings.model
    assert filters.rule.itemText(0).endswith(f"· {sum(len(r.members) for r in model.rows)}")
    filters.choose(rule="punctuation-width", state="open")
    assert {r.rule for r in model.rows} == {"punctuation-width"}
    index = filters.state.findData("accepted")
    assert filters.state.itemText(index).endswith("· 0")
    market.findings.table.setFocus()
    QTest.keyClick(market.findings.table, Key.Key_A)
    settle(qtbot, market)
    assert filters.state.itemText(index).endswith(f"· {MARKS}")
    assert model.rows == ()
    # With nothing in the list nothing is looked at; what was is come back to.
    assert market.controller.chosen is None
    assert market.detail.windowTitle() == "No finding chosen"
    filters.choose()
    assert model.rows
    chosen = market.controller.chosen
    assert chosen is not None
    assert review_of(market).finding(chosen).rule == "punctuation-width"


def test_hints_are_hidden_until_asked_for(market: MainWindow) -> None:
    filters, model = market.findings.filters, market.findings.model
    hints = {r.id for r in model.all_rows if r.safety is Safety.SHOW}
    assert not hints & {m.id for r in model.rows for m in r.members}
    filters.choose(bands=EVERYTHING)
    assert hints <= {m.id for r in model.rows for m in r.members}
    filters.choose(bands=frozenset({Band.HINT}))
    assert {m.id for r in model.rows for m in r.members} == hints
    filters.choose(bands=PROPOSALS)


def test_typing_ahead_narrows_the_list(market: MainWindow, qtbot: QtBot) -> None:
    panel = market.findings
    QTest.keyClick(panel.table, Key.Key_B)
    assert panel.table.currentIndex().row() == 0
    QTest.keyClick(panel.table, Key.Key_Slash)
    assert panel.filters.search.hasFocus()
    QTest.keyClicks(panel.filters.search, "JOIN")
    assert {r.rule for r in panel.model.rows} == {"column-join"}
    assert review_of(market).finding(market.controller.chosen or "").rule == "column-join"
    QTest.keyClick(panel.filters.search, Key.Key_Return)
    assert panel.table.hasFocus()
    assert len(panel.model.rows) == 1
    QTest.keyClick(panel.table, Key.Key_Slash)
    QTest.keyClick(panel.filters.search, Key.Key_Escape)
    assert panel.table.hasFocus()
    assert len(panel.model.rows) > 1


def test_a_click_on_a_heading_sorts(market: MainWindow) -> None:
    panel = market.findings
    header = panel.table.horizontalHeader()
    before = panel.model.rows
    spot = QPoint(header.sectionViewportPosition(Column.CONFIDENCE) + 5, 5)

    def click() -> None:
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    click()
    sure = [r.confidence for r in panel.model.rows]
    assert sure == sorted(sure)
    assert panel.model.sort_by == (Sort.CERTAINTY, False)
    click()
    assert [r.confidence for r in panel.model.rows] == sorted(sure, reverse=True)
    click()
    assert panel.model.rows == before


@pytest.mark.parametrize(("key", "verdict"), [(Key.Key_A, Verdict.ACCEPTED), (Key.Key_R, Verdict.REJECTED)])
def test_all_that_is_shown_at_once(market: MainWindow, qtbot: QtBot, night_market: Path, key: Qt.Key, verdict: Verdict) -> None:
    market.findings.filters.choose(rule="punctuation-width")
    market.findings.table.setFocus()
    QTest.keyClick(market.findings.table, key, CTRL | SHIFT)
    dialog = market.findChild(BulkDialog)
    assert dialog is not None
    assert str(MARKS) in dialog.windowTitle()
    assert dialog.places.count() == MARKS
    assert review_of(market).decisions == ()
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    settle(qtbot, market)
    made = load(night_market / "1.txt.kanwu.jsonl").pages["1.txt"].decisions
    assert [d.verdict for d in made] == [verdict] * MARKS
    qtbot.waitUntil(lambda: market.findChild(BulkDialog) is None)
    market.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is market)
    market.findings.table.setFocus()
    QTest.keyClick(market.findings.table, Key.Key_Z, CTRL)
    settle(qtbot, market)
    assert all(d.withdrawn for d in load(night_market / "1.txt.kanwu.jsonl").pages["1.txt"].decisions)


def test_all_at_once_can_be_left(market: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(market.findings.table, Key.Key_A, CTRL | SHIFT)
    dialog = market.findChild(BulkDialog)
    assert dialog is not None
    dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel).click()
    assert review_of(market).decisions == ()
    market.findings.filters.choose(text="查无此句")
    QTest.keyClick(market.findings.table, Key.Key_A, CTRL | SHIFT)
    assert "nothing open" in market.statusBar().currentMessage()
