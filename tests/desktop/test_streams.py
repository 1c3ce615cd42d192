"""An untangled column in the window: two grounds in the text, taken whole, line by line, or not at all."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cleanup.finding import Finding
from desktop.main_window import MainWindow
from desktop.models.marks import Style, chosen_marks
from desktop.theme import LIGHT
from tests.desktop.conftest import Opener, review_of, settle

Key = Qt.Key
SEED = Path(__file__).parents[2] / "seeds" / "pages" / "03_interleaved.txt"


@pytest.fixture
def window(opener: Opener, tmp_path: Path) -> MainWindow:
    page = tmp_path / "columns.txt"
    shutil.copy(SEED, page)
    return opener(page)


def choose(window: MainWindow) -> Finding:
    """Looks at the column with the most lines of others between its own."""
    review = review_of(window)
    columns = [f for f in review.findings if f.fixes and f.fixes[0].parts]
    found = max(columns, key=lambda f: sum(mark.style is Style.BESIDE for mark in chosen_marks(review, f).source))
    window.controller.choose(found.id)
    window.findings.table.setFocus()
    return found


def grounds(window: MainWindow, line: int) -> set[str]:
    view = window.source.view
    drawn = [(view.document().findBlock(start).blockNumber(), look) for start, _, look in view.chosen.drawn]
    return {look.background().color().name() for number, look in drawn if number == line}


def test_the_columns_lines_and_those_between_them_have_two_grounds(window: MainWindow) -> None:
    found = choose(window)
    marks = chosen_marks(review_of(window), found)
    view = window.source.view
    for style in (Style.STREAM, Style.BESIDE):
        lines = [view.line_of(mark.start) for mark in marks.source if mark.style is style]
        assert lines
        assert all(LIGHT.tints[style] in grounds(window, line) for line in lines)
    assert len(window.detail.stream.boxes) == len(found.fixes[0].edits)
    assert not window.detail.join.isVisible()
    assert not window.detail.pick.isVisible()


def test_joins_are_taken_and_given_back_one_by_one(window: MainWindow, qtbot: QtBot) -> None:
    found = choose(window)
    boxes = window.detail.stream.boxes
    before = window.cleaned.view.text
    for number in (1, 0):
        boxes[number].setFocus()
        QTest.keyClick(boxes[number], Key.Key_Space)
        settle(qtbot, window)
    review = review_of(window)
    assert review.parts_taken(found.id) == {0, 1}
    assert [box.isChecked() for box in window.detail.stream.boxes[:3]] == [True, True, False]
    assert set(review.edits) == set(found.fixes[0].edits[:2])
    QTest.keyClick(boxes[1], Key.Key_Space)
    settle(qtbot, window)
    assert set(review_of(window).edits) == set(found.fixes[0].edits[:1])
    QTest.keyClick(boxes[0], Key.Key_Space)
    settle(qtbot, window)
    assert window.cleaned.view.text == before
    for _ in range(4):
        window.menu_actions.undo.trigger()
    assert review_of(window).decisions == ()


def test_the_column_is_taken_whole_or_not_at_all(window: MainWindow, qtbot: QtBot) -> None:
    found = choose(window)
    QTest.keyClick(window.findings.table, Key.Key_A)
    settle(qtbot, window)
    assert set(found.fixes[0].edits) <= set(review_of(window).edits)
    window.menu_actions.undo.trigger()
    choose(window)
    QTest.keyClick(window.findings.table, Key.Key_R)
    settle(qtbot, window)
    assert review_of(window).state_of(found) == "rejected"
    assert review_of(window).edits == ()
