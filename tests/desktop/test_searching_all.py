"""Regular expressions over all pages, and findings rejected all over a folder, by keys and clicks alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cleanup.patchfile import load, patch_path
from desktop.main_window import MainWindow
from tests.desktop.conftest import FIRST, SECOND, Opener, review_of
from tests.desktop.test_searching import texts, wait_for_list, wait_for_writing
from tests.desktop.test_session import CTRL, press

Key = Qt.Key


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Four pages with numbers to be written otherwise."""
    pages = tmp_path / "papers"
    pages.mkdir()
    for number in range(1, 5):
        text = f"青石晚报第{number}版\n\n渡口今年运客{number}20万人次，去年{number}10万人次。\n"
        (pages / f"{number}.txt").write_text(text, encoding="utf-8")
    return pages


def search(qtbot: QtBot, window: MainWindow, words: str, wanted: str = "") -> None:
    """Opens the bar, asks for a regular expression, and has its places over all pages listed."""
    window.cleaned.view.setFocus()
    press(qtbot, window, Key.Key_F, CTRL)
    bar = window.find_bar
    bar.line.clear()
    if not bar.regex.isChecked():
        QTest.keyClick(bar.regex, Key.Key_Space)
    bar.new.clear()
    for line, typed in ((bar.line, words), (bar.new, wanted)):
        for character in typed:
            if character.isascii():
                QTest.keyClicks(line, character)
            else:
                commit = QInputMethodEvent()
                commit.setCommitString(character)
                QApplication.sendEvent(line, commit)
    QTest.mouseClick(bar.everywhere, Qt.MouseButton.LeftButton)


def test_a_regular_expression_is_listed_and_changed_over_all_pages(opener: Opener, qtbot: QtBot, papers: Path) -> None:
    before = texts(papers)
    window = opener(papers)
    search(qtbot, window, r"(\d+)0万", r"\1十万")
    wait_for_list(qtbot, window)
    panel = window.concordance
    assert [(row.place.page, row.place.hit.text) for row in panel.model.rows] == [
        (f"{n}.txt", f"{n}{k}0万") for n in range(1, 5) for k in (2, 1)
    ]
    assert panel.wanted.text() == r"\1十万"
    assert panel.table.hasFocus()
    # The first one by its key, the rest at once; what stood in the brackets is that of each place.
    QTest.keyClick(panel.table, Key.Key_A)
    wait_for_writing(qtbot, window)
    assert "12十万人次，去年110万" in window.cleaned.view.text
    QTest.mouseClick(panel.take_all, Qt.MouseButton.LeftButton)
    wait_for_writing(qtbot, window)
    window.controller.fold()
    assert texts(papers) == [text.replace("20万", "2十万").replace("10万", "1十万") for text in before]
    assert {row.state for row in panel.model.rows} == {"changed"}
    # Two steps, two steps back.
    window.cleaned.view.setFocus()
    press(qtbot, window, Key.Key_Z, CTRL)
    wait_for_writing(qtbot, window)
    window.controller.fold()
    assert texts(papers) == [before[0].replace("120万", "12十万"), *before[1:]]
    press(qtbot, window, Key.Key_Z, CTRL)
    wait_for_writing(qtbot, window)
    window.controller.fold()
    assert texts(papers) == before


def test_an_expression_reaches_line_starts_and_single_characters(opener: Opener, qtbot: QtBot, papers: Path) -> None:
    window = opener(papers)
    for words, found in ((r"^青", 4), (r"[今去]", 8), (r"版$", 4), (r"(?<=第)\d", 4)):
        search(qtbot, window, words)
        wait_for_list(qtbot, window)
        assert len(window.concordance.model.rows) == found, words


@pytest.mark.parametrize("words", ["(a+)+b", "[", r"\1"])
def test_an_expression_that_cannot_be_is_told_and_nothing_is_listed(opener: Opener, qtbot: QtBot, papers: Path, words: str) -> None:
    window = opener(papers)
    search(qtbot, window, words)
    assert window.statusBar().currentMessage()
    assert not window.frame.dock("concordance").isVisible() or not window.concordance.model.rows


def rejected(folder: Path) -> list[int]:
    """How many decisions of each page reject a finding."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        patch = patch_path(path)
        decisions = load(patch).pages[path.name].decisions if patch.exists() else ()
        found.append(sum(d.verdict.value == "rejected" and not d.withdrawn for d in decisions))
    return found


def test_the_like_of_a_finding_are_rejected_over_the_folder(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener(folder)
    window.controller.choose(next(f.id for f in review_of(window).findings if f.rule == "punctuation-width"))
    window.findings.table.setFocus()
    press(qtbot, window, Key.Key_L)
    wait_for_list(qtbot, window)
    panel = window.concordance
    assert [row.place.page for row in panel.model.rows] == ["1.txt"] * 4 + ["2.txt"]
    # R rejects the one that is chosen, and goes on to the next.
    QTest.keyClick(panel.table, Key.Key_R)
    wait_for_writing(qtbot, window)
    assert [row.state for row in panel.model.rows] == ["rejected", *["open"] * 4]
    assert panel.table.currentIndex().row() == 1
    # One on a page that is not open, by the same key.
    panel.table.selectRow(4)
    QTest.keyClick(panel.table, Key.Key_R)
    wait_for_writing(qtbot, window)
    window.controller.fold()
    assert rejected(folder) == [1, 1]
    assert [row.state for row in panel.model.rows] == ["rejected", *["open"] * 3, "rejected"]
    QTest.mouseClick(panel.reject_all, Qt.MouseButton.LeftButton)
    wait_for_writing(qtbot, window)
    window.controller.fold()
    assert rejected(folder) == [4, 1]
    assert texts(folder) == [FIRST, SECOND]
    window.close()

    # They stay rejected in a window that is opened later, on both pages; undone is what is undone there.
    window = opener(folder)
    for number, count in ((0, 4), (1, 1)):
        window.controller.go_to(number)
        qtbot.waitUntil(lambda: not window.controller.looking, timeout=20_000)
        review = review_of(window)
        states = [review.state_of(f) for f in review.findings if f.rule == "punctuation-width"]
        assert states.count("rejected") == count
        assert "open" not in states


def test_rejecting_over_the_folder_is_one_step_back(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener(folder)
    window.controller.choose(next(f.id for f in review_of(window).findings if f.rule == "punctuation-width"))
    window.findings.table.setFocus()
    press(qtbot, window, Key.Key_L)
    wait_for_list(qtbot, window)
    QTest.mouseClick(window.concordance.reject_all, Qt.MouseButton.LeftButton)
    wait_for_writing(qtbot, window)
    window.controller.fold()
    assert rejected(folder) == [4, 1]
    window.findings.table.setFocus()
    press(qtbot, window, Key.Key_Z, CTRL)
    wait_for_writing(qtbot, window)
    window.controller.fold()
    assert rejected(folder) == [0, 0]
    assert {row.state for row in window.concordance.model.rows} == {"open"}
