"""The list, the detail and the lit places are always of one finding, however it leaves the list while it is looked at."""

import random
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cleanup.finding import Finding, Safety
from desktop.looking import Looked
from desktop.main_window import MainWindow
from desktop.models.list_choice import ListChoice
from desktop.models.list_rows import KindRow, Sort
from desktop.models.marks import Mark, chosen_marks
from desktop.models.row_filter import EVERYTHING, PROPOSALS, Band, RowFilter
from tests.desktop.conftest import Opener, review_of, settle
from tests.desktop.test_list import row
from tests.desktop.test_session import put_caret, write

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier

PAGE = """青岩渡口的灯

本报讯 渡口的灯昨晚亮了,头班船六点开出,船工老秦守在舵旁;岸上的人挥手,孩子们跑着喊。维修人员连夜赶到泵房，及时更

换了破裂的阀门，供水恢复正常。

镇里在渡口设了代办点,每周二、周四有人值守;老人不用再等,来去都有热茶。值班员 kzq 说,夜里也有人接电话。

河堤上的路灯换成了太阳能灯,入夜后照得很远；散步的人比往年多.
"""


@pytest.fixture
def ferry(opener: Opener, tmp_path_factory: pytest.TempPathFactory) -> MainWindow:
    """A window on the page above, every finding in a row of its own by its place."""
    pages = tmp_path_factory.mktemp("ferry")
    (pages / "kanwu.toml").write_text('[rule.column-join]\nlevel = "ask"\n', encoding="utf-8")
    (pages / "1.txt").write_text(PAGE, encoding="utf-8")
    return opener(pages)


def agree(window: MainWindow) -> None:
    """Asserts that list, detail, marks and controller speak of one finding, or all of none."""
    chosen = window.controller.chosen
    model, table = window.findings.model, window.findings.table
    current = model.row(table.currentIndex().row()) if table.selectionModel().hasSelection() else None
    assert window.detail.shown == chosen
    review = review_of(window)
    if chosen is None:
        assert current is None
        assert not any(r.state == "open" for r in model.rows)
    else:
        assert current is not None
        assert chosen in [member.id for member in current.members]
        assert window.findings.kind == (current if isinstance(current, KindRow) else None)
    marks = chosen_marks(review, None if chosen is None else review.finding(chosen))
    for view, wanted in ((window.source.view, marks.source), (window.cleaned.view, marks.cleaned)):
        assert view.chosen.lines == lines_of(view.text, wanted)


def lines_of(text: str, marks: Iterable[Mark]) -> frozenset[int]:
    found = set()
    for mark in marks:
        first, last = (text.count("\n", 0, offset) for offset in (mark.start, max(mark.start, mark.end - 1)))
        found |= {*range(first, last + 1)}
    return frozenset(found)


def answer(window: MainWindow, change: Callable[[Finding], Finding | None]) -> None:
    """The rules answer anew: what they found, but for what `change` makes of each finding (None: not found)."""
    review = review_of(window)
    found = tuple(after for finding in review.findings if (after := change(finding)) is not None)
    window.controller._session._ruling.found.emit(Looked(found, {}, ()))


def without(lost: Collection[str | None]) -> Callable[[Finding], Finding | None]:
    return lambda finding: None if finding.id in lost else finding


def sunk_of(lost: Collection[str | None]) -> Callable[[Finding], Finding | None]:
    return lambda finding: sunk(finding) if finding.id in lost else finding


def sunk(finding: Finding) -> Finding:
    """The finding as one that only shows a place."""
    return finding._replace(fixes=tuple(fix._replace(safety=Safety.SHOW) for fix in finding.fixes))


def shown_ids(window: MainWindow) -> list[str]:
    return [member.id for r in window.findings.model.rows for member in r.members]


def press(window: MainWindow, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window.findings.table, key, modifier)


# What the list decides, without a window.


def test_the_next_open_one_stands_in() -> None:
    rows = [row("a"), row("b", state="accepted"), row("c", safety=Safety.SHOW), row("d"), row("e")]
    by_place = ListChoice(sort=Sort.PLACE)
    assert by_place.beside("c", rows, rows) == "d"
    assert by_place.beside("e", rows, rows) == "a"
    # What is gone altogether leaves its place behind.
    assert by_place.beside("d", rows, rows[:3] + rows[4:]) == "e"
    assert by_place._replace(descending=True).beside("d", rows, rows[:3] + rows[4:]) == "a"
    # Where nothing is open the next one that is shown; where nothing is shown, nothing.
    accepted = ListChoice(RowFilter(state="accepted"), Sort.PLACE)
    assert accepted.beside("c", rows, rows) == "b"
    assert accepted.beside("c", rows, rows[2:]) is None
    # What came meanwhile is found where all that was there has gone.
    assert by_place.beside("a", [row("a")], [row("new")]) == "new"


def test_of_a_kind_the_next_of_its_members() -> None:
    rows = [row(name, "punctuation-width", line=n, group="punctuation-width:,") for n, name in enumerate("abcd", 1)]
    after = [rows[0], replace(rows[1], safety=Safety.SHOW), *rows[2:]]
    assert ListChoice().beside("b", after, after) in ("a", "c")


def test_what_somebody_went_to_is_shown_whatever_the_filter_says() -> None:
    rows = [row("a"), row("b", safety=Safety.SHOW)]
    facets = {r.facet for r in rows}
    assert [r.id for r in ListChoice().arranged(rows, facets)] == ["a"]
    assert [r.id for r in ListChoice(kept="b", sort=Sort.PLACE).arranged(rows, facets)] == ["a", "b"]
    assert not ListChoice(kept="b").lets(rows[1])


# With a window.


def test_a_finding_that_sinks_is_left_for_the_next_one_shown(ferry: MainWindow, qtbot: QtBot) -> None:
    agree(ferry)
    order = shown_ids(ferry)
    ferry.findings.table.setFocus()
    press(ferry, Key.Key_Home, CTRL)
    press(ferry, Key.Key_A)
    settle(qtbot, ferry)
    left = ferry.controller.chosen
    assert left is not None
    answer(ferry, sunk_of({left}))
    agree(ferry)
    assert left not in shown_ids(ferry)
    assert ferry.controller.chosen == order[order.index(left) + 1]


def test_of_what_has_gone_the_next_in_the_order_of_the_list(ferry: MainWindow) -> None:
    ferry.findings.table.setFocus()
    for sort, descending in ((Sort.PLACE, True), (Sort.CERTAINTY, False)):
        ferry.findings.sort(sort, descending=descending)
        press(ferry, Key.Key_Home, CTRL)
        press(ferry, Key.Key_N)
        order, left = shown_ids(ferry), ferry.controller.chosen
        assert left == order[1]
        answer(ferry, without({left}))
        agree(ferry)
        assert ferry.controller.chosen == order[2]


def test_a_rejection_for_the_rule_goes_on_behind_it(ferry: MainWindow, qtbot: QtBot) -> None:
    ferry.findings.filters.choose(state="open")
    commas = [f.id for f in review_of(ferry).open_findings if f.rule == "punctuation-width"]
    ferry.controller.choose(commas[0])
    order = shown_ids(ferry)
    ferry.findings.table.setFocus()
    ferry.menu_actions.reject_rule.trigger()
    settle(qtbot, ferry)
    agree(ferry)
    left = [name for name in order if name not in commas]
    assert shown_ids(ferry) == left
    behind = [name for name in order[order.index(commas[0]) :] if name not in commas]
    assert ferry.controller.chosen == (behind or left)[0]


def test_typing_over_a_finding_leaves_it(ferry: MainWindow, qtbot: QtBot) -> None:
    comma = next(f for f in review_of(ferry).open_findings if f.rule == "punctuation-width")
    ferry.controller.choose(comma.id)
    put_caret(ferry, ",头班船")
    QTest.keyClick(ferry.cleaned.view, Key.Key_Delete)
    write(qtbot, ferry, "；")
    settle(qtbot, ferry)
    assert comma.id not in shown_ids(ferry)
    agree(ferry)
    press(ferry, Key.Key_Z, CTRL)
    settle(qtbot, ferry)
    assert comma.id in shown_ids(ferry)
    agree(ferry)


def test_a_hint_that_is_clicked_is_in_the_list_as_long_as_it_is_looked_at(ferry: MainWindow, qtbot: QtBot) -> None:
    target = next(f for f in review_of(ferry).open_findings if f.rule == "punctuation-width")
    answer(ferry, sunk_of({target.id}))
    ferry.controller.choose(shown_ids(ferry)[-1])
    assert target.id not in shown_ids(ferry)
    ferry.controller.choose_at(target.spans[0].start, "source")
    assert ferry.controller.chosen == target.id
    agree(ferry)
    # It stays while the rules look again, and is not among what the filter shows.
    answer(ferry, without(()))
    assert ferry.controller.chosen == target.id
    agree(ferry)
    assert target.id not in [r.id for r in ferry.findings.shown_findings("open")]
    ferry.findings.table.setFocus()
    press(ferry, Key.Key_N)
    qtbot.waitUntil(lambda: target.id not in shown_ids(ferry))
    agree(ferry)
    assert ferry.controller.chosen != target.id


def test_undo_shows_what_it_brought_back_though_the_filter_hides_it(ferry: MainWindow, qtbot: QtBot) -> None:
    ferry.findings.table.setFocus()
    press(ferry, Key.Key_Home, CTRL)
    first = ferry.controller.chosen
    press(ferry, Key.Key_A)
    settle(qtbot, ferry)
    ferry.findings.filters.choose(state="accepted")
    assert shown_ids(ferry) == [first]
    ferry.findings.table.setFocus()
    press(ferry, Key.Key_Z, CTRL)
    settle(qtbot, ferry)
    assert ferry.controller.chosen == first
    agree(ferry)
    press(ferry, Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, ferry)
    assert ferry.controller.chosen == first
    agree(ferry)


def test_a_filter_that_hides_all_leaves_nothing_looked_at(ferry: MainWindow, qtbot: QtBot) -> None:
    ferry.findings.filters.choose(rule="column-join", state="open")
    ferry.findings.table.setFocus()
    press(ferry, Key.Key_A)
    settle(qtbot, ferry)
    assert shown_ids(ferry) == []
    agree(ferry)
    assert ferry.controller.chosen is None
    # A key decides on nothing then.
    decided = review_of(ferry).decisions
    press(ferry, Key.Key_A)
    press(ferry, Key.Key_R)
    assert review_of(ferry).decisions == decided
    agree(ferry)


FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"state": "open"},
    {"state": "accepted"},
    {"state": "rejected"},
    {"bands": EVERYTHING},
    {"bands": frozenset({Band.HINT})},
    {"bands": PROPOSALS, "text": "，"},
    {"rule": "punctuation-width", "state": "open"},
)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_they_agree(ferry: MainWindow, qtbot: QtBot, seed: int) -> None:
    chance = random.Random(seed)
    keys = [Key.Key_A, Key.Key_R, Key.Key_S, Key.Key_Backspace, Key.Key_N, Key.Key_P, Key.Key_N, Key.Key_A, Key.Key_R]
    window = ferry
    for _ in range(30):
        what = chance.randrange(12)
        window.findings.table.setFocus()
        if what < 5:
            press(window, chance.choice(keys))
        elif what < 7:
            press(window, Key.Key_Z, CTRL | (Qt.KeyboardModifier.ShiftModifier if chance.random() < 0.3 else CTRL))
        elif what < 8:
            window.findings.filters.choose(**chance.choice(FILTERS))
        elif what < 9:
            window.findings.sort(chance.choice([Sort.PLACE, Sort.REVIEW, Sort.CERTAINTY]))
        elif what < 10:
            lost = {f.id for f in review_of(window).findings if chance.random() < 0.2} | {window.controller.chosen}
            drop = chance.random() < 0.5
            answer(window, without(lost) if drop else sunk_of(lost))
        elif what < 11:
            window.controller.choose_at(chance.randrange(len(PAGE)), chance.choice(["source", "cleaned"]))
        else:
            write(qtbot, window, chance.choice(["a", "，", "新"]))
        if chance.random() < 0.7:
            settle(qtbot, window)
            agree(window)


def test_a_join_whose_words_are_deleted_is_offered_no_more(ferry: MainWindow, qtbot: QtBot) -> None:
    join = next(f for f in review_of(ferry).open_findings if f.rule == "column-join")
    ferry.controller.choose(join.id)
    agree(ferry)
    put_caret(ferry, "换了破裂")
    for _ in range(len("换了破裂的阀门，供水恢复正常。")):
        QTest.keyClick(ferry.cleaned.view, Key.Key_Delete)
    settle(qtbot, ferry)
    assert join.id not in {r.id for r in ferry.findings.model.all_rows}
    assert ferry.controller.chosen != join.id
    agree(ferry)
    press(ferry, Key.Key_Z, CTRL)
    settle(qtbot, ferry)
    assert join.id in shown_ids(ferry)
    agree(ferry)
