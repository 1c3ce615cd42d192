"""What is looked at after a finding has gone, what the status bar says then, and the list after a filter is taken off."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cleanup.edits import Replace
from cleanup.finding import Finding, Fix, Safety
from cleanup.messages import Message
from cleanup.page import Span
from cleanup.review import Review
from desktop.opened import found_again
from tests.desktop.conftest import Opener, review_of, settle
from tests.test_render import page_of

Key = Qt.Key
PAGE = page_of("渡口的灯亮了，渡口的灯亮了。\n\n河堤上的路也修好了。")


def finding(rule: str, start: int, end: int, put: str = "") -> Finding:
    edit = Replace(start, end, PAGE.text[start:end], put)
    return Finding(
        rule, (Span(start, end),), Message("desktop.read-only"), 0.9, fixes=(Fix(Message("desktop.read-only"), (edit,), Safety.ASK),)
    )


GONE = finding("duplicate-paragraph", 7, 13)
AGAIN = finding("duplicate-paragraph", 7, 13, "。")
WIDER = finding("duplicate-paragraph", 6, 13)
ELSEWHERE = finding("duplicate-paragraph", 0, 6)
SPELLING = finding("lookalike", 8, 9, "日")
MARK = finding("punctuation-width", 6, 7, "、")
JOIN_LIKE = finding("brackets", 16, 18, "堤")


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        # The same place with another fix; whatever else is flagged there.
        ((SPELLING, AGAIN, MARK), AGAIN),
        ((SPELLING, WIDER), WIDER),
        ((MARK, ELSEWHERE, SPELLING), None),
        ((), None),
    ],
)
def test_what_is_looked_at_where_it_stood(there: tuple[Finding, ...], expected: Finding | None) -> None:
    review = Review(PAGE).with_findings(there)
    assert found_again(review, GONE) == (None if expected is None else expected.id)


def test_a_word_on_one_decision_does_not_outlast_the_next(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener(folder)
    QTest.keyClick(window.findings.table, Key.Key_Backspace)
    assert window.statusBar().currentMessage()
    QTest.keyClick(window.findings.table, Key.Key_A)
    settle(qtbot, window)
    assert window.statusBar().currentMessage() == ""


def test_a_word_on_one_step_does_not_outlast_any_other(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener(folder)
    for key in (Key.Key_N, Key.Key_P, Key.Key_F6, Key.Key_Escape, Key.Key_H):
        window.tell("said of something else")
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        settle(qtbot, window)
        assert window.statusBar().currentMessage() == "", key


def test_whoever_withdraws_too_late_is_told_of_undo(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    """The key that decides has gone on: what it decided is not what is looked at now."""
    window = opener(folder)
    QTest.keyClick(window.findings.table, Key.Key_A)
    settle(qtbot, window)
    QTest.keyClick(window.findings.table, Key.Key_Backspace)
    assert "Undo takes back the last step" in window.statusBar().currentMessage()
    QTest.keyClick(window.findings.table, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert review_of(window).decisions == ()


def test_at_the_end_of_the_list_the_way_on_is_told_by_its_key(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener(folder)
    for _ in range(len(review_of(window).open_findings)):
        QTest.keyClick(window.findings.table, Key.Key_R)
        settle(qtbot, window)
    assert "F9" in window.statusBar().currentMessage()
    QTest.keyClick(window, Key.Key_F9)
    settle(qtbot, window)
    assert window.windowTitle().startswith("2.txt")
    assert window.statusBar().currentMessage() == ""


def test_a_filter_taken_off_leads_back_to_what_was_looked_at(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener(folder)
    chosen = review_of(window).open_findings[2].id
    window.controller.choose(chosen)
    window.findings.table.setFocus()
    QTest.keyClick(window.findings.table, Key.Key_Slash)
    QTest.keyClicks(window.findings.filters.search, "no such word")
    assert window.controller.chosen is None
    QTest.keyClick(window.findings.filters.search, Key.Key_Escape)
    assert window.controller.chosen == chosen
    assert window.detail.isVisible()
    # What is gone to meanwhile is not left again.
    QTest.keyClick(window.findings.table, Key.Key_Slash)
    QTest.keyClicks(window.findings.filters.search, "join")
    QTest.keyClick(window.findings.filters.search, Key.Key_Return)
    other = window.controller.chosen
    assert other not in (None, chosen)
    QTest.keyClick(window.findings.table, Key.Key_Home)
    QTest.keyClick(window.findings.table, Key.Key_S)
    settle(qtbot, window)
    now = window.controller.chosen
    window.findings.filters.search.clear()
    assert window.controller.chosen == now
