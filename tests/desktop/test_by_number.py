"""The ranked alternatives of a finding, taken by their numbers: from the list and from within the text."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cleanup.resources import sample_pages
from desktop.main_window import MainWindow
from desktop.models.list_rows import Sort
from tests.desktop.conftest import Opener, review_of, settle
from tests.desktop.test_session import CTRL, on_disk, press

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SAMPLE = "06_spaces.txt"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A sample page that has a join with three continuations to choose from."""
    copy = tmp_path / "pages" / SAMPLE
    copy.parent.mkdir()
    shutil.copy(sample_pages() / SAMPLE, copy)
    return copy


def choose_join(window: MainWindow) -> str:
    """Goes to the open join with the most continuations."""
    joins = [finding for finding in review_of(window).open_findings if finding.rule == "column-join"]
    most = max(joins, key=lambda finding: len(finding.fixes))
    assert len(most.fixes) == 3
    window.controller.choose(most.id)
    return most.id


@pytest.mark.parametrize("in_text", [False, True])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_number_takes_the_continuation_of_that_rank(opener: Opener, qtbot: QtBot, page: Path, number: int, *, in_text: bool) -> None:
    window = opener(page)
    before = window.cleaned.view.text
    join = choose_join(window)
    if in_text:
        window.cleaned.view.setFocus()
    press(qtbot, window, Key(Key.Key_0.value + number), ALT if in_text else Qt.KeyboardModifier.NoModifier)
    review = review_of(window)
    (made,) = review.decisions_on(join)
    assert made.alternative == number - 1
    assert set(review.finding(join).fixes[number - 1].edits) == set(made.edits)
    assert window.cleaned.view.text != before
    assert [d.alternative for d in on_disk(page)] == [number - 1]
    # Another one in its place, by its number; and both steps back.
    window.controller.choose(join)
    other = number % 3 + 1
    press(qtbot, window, Key(Key.Key_0.value + other), ALT if in_text else Qt.KeyboardModifier.NoModifier)
    assert [d.alternative for d in review_of(window).decisions_on(join)] == [other - 1]
    press(qtbot, window, Key.Key_Z, CTRL)
    press(qtbot, window, Key.Key_Z, CTRL)
    assert window.cleaned.view.text == before
    assert review_of(window).state_of(review_of(window).finding(join)) == "open"


def test_the_cards_say_what_each_number_takes(opener: Opener, qtbot: QtBot, page: Path) -> None:
    window = opener(page)
    join = choose_join(window)
    cards = [card for card in window.detail._cards if card.isVisible()]
    titles = [card.accessibleName() for card in cards]
    assert [title.split(":")[0] for title in titles] == ["1", "2", "3"]
    assert len(set(titles)) == 3
    cards[2].setFocus()
    QTest.keyClick(cards[2], Key.Key_Space)
    settle(qtbot, window)
    assert [d.alternative for d in review_of(window).decisions_on(join)] == [2]


def test_a_number_takes_nothing_of_a_row_of_many_places(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener(folder, by_place=False)
    window.findings.sort(Sort.REVIEW)
    window.findings.table.selectRow(0)
    assert window.findings.kind is not None
    press(qtbot, window, Key.Key_2)
    assert review_of(window).decisions == ()
    assert "stands for many places" in window.statusBar().currentMessage()
    press(qtbot, window, Key.Key_1)
    assert len(review_of(window).decisions) == 4
