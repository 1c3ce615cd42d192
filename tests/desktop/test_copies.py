"""Two copies side by side: kept, dropped, blended, by keys and clicks."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cleanup.finding import Finding
from cleanup.review import Verdict
from desktop.main_window import MainWindow
from tests.desktop.conftest import Opener, review_of, settle

Key = Qt.Key
A = "清河大桥昨日合龙,比计划提前十二天，两岸群众从此不再绕行三十里。"
B = "清河大桥昨日合拢,比计划提前十二天，两岸群众从今不再绕行三十里。"
PAGE = f"大桥合龙\n\n{A}\n\n通车时间另行通知。\n\n{B}\n\n供水站的值班电话全天有人接听。\n"


@pytest.fixture
def window(opener: Opener, tmp_path: Path) -> MainWindow:
    page = tmp_path / "bridge.txt"
    page.write_text(PAGE, encoding="utf-8")
    window = opener(page)
    choose(window)
    return window


def choose(window: MainWindow) -> Finding:
    found = next(f for f in review_of(window).findings if f.rule == "duplicate-paragraph")
    window.controller.choose(found.id)
    window.findings.table.setFocus()
    return found


def test_two_copies_are_shown_with_what_differs(window: MainWindow) -> None:
    view = window.detail.copies
    assert view.isVisible()
    first, second = view.runs_shown
    assert [run.text for run in first if run.role == "removed"] == ["龙", "此"]
    assert [run.text for run in second if run.role == "added"] == ["拢", "今"]
    assert all(button.isEnabled() for button in (*view.keep, view.blend))


@pytest.mark.parametrize(("key", "left"), [(Key.Key_1, [A]), (Key.Key_2, [B]), (Key.Key_3, [A, B])])
def test_a_number_keeps_the_first_the_second_or_both(window: MainWindow, qtbot: QtBot, key: Qt.Key, left: list[str]) -> None:
    found = choose(window)
    QTest.keyClick(window.findings.table, key)
    settle(qtbot, window)
    text = window.cleaned.view.text
    assert [copy for copy in (A, B) if copy in text] == left
    assert "\n\n\n" not in text
    assert review_of(window).state_of(found) == "accepted"


def test_copies_that_were_mended_before_can_still_be_dropped(window: MainWindow, qtbot: QtBot) -> None:
    for finding in review_of(window).findings:
        if finding.rule == "punctuation-width":
            window.controller.choose(finding.id)
            window.menu_actions.accept.trigger()
    settle(qtbot, window)
    found = choose(window)
    assert window.detail.copies.isVisible()
    QTest.mouseClick(window.detail.copies.keep[0], Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.cleaned.view.text == PAGE.replace(f"\n\n{B}", "").replace(",", "，")
    assert review_of(window).state_of(found) == "accepted"
    window.menu_actions.undo.trigger()
    assert B.replace(",", "，") in window.cleaned.view.text


def test_a_blend_takes_each_reading_that_was_chosen(window: MainWindow, qtbot: QtBot) -> None:
    found = choose(window)
    view = window.detail.copies
    QTest.mouseClick(view.blend, Qt.MouseButton.LeftButton)
    assert [(one.text(), other.text()) for one, other in view.choices] == [("龙", "拢"), ("此", "今")]
    assert view.choices[0][0].hasFocus()
    second = view.choices[1]
    second[0].setFocus()
    QTest.keyClick(second[0], Key.Key_Right)
    assert view.seconds == (False, True)
    window.detail.area.ensureWidgetVisible(view.take_blend)
    QTest.mouseClick(view.take_blend, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.cleaned.view.text == PAGE.replace(f"\n\n{B}", "").replace("从此", "从今")
    review = review_of(window)
    assert review.state_of(found) == "accepted"
    assert [d.verdict for d in review.decisions_on(found.id)] == [Verdict.EDITED]
    window.controller.choose(found.id)
    # What was decided is still shown: the copy that went, and that this was an answer of the reviewer's own.
    assert view.isVisible()
    assert not view.keep[0].isEnabled()
    assert "by hand" in window.detail.decision_text
    QTest.keyClick(window.findings.table, Key.Key_Backspace)
    settle(qtbot, window)
    assert window.cleaned.view.text == PAGE
