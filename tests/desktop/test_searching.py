"""Finding and replacing by keys: on the page, over a folder, and one undo for all of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cleanup.patchfile import Journal, load, patch_path, review_of
from cleanup.readers import open_source
from desktop.main_window import MainWindow
from desktop.models.places_model import Order
from tests.desktop.conftest import FIRST, Opener, settle
from tests.desktop.conftest import review_of as open_review
from tests.desktop.test_session import CTRL, SHIFT, press, put_caret

Key = Qt.Key
PAGES = 50


def texts(folder: Path) -> list[str]:
    """The cleaned texts as their patches say."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        page = next(iter(open_source(path).pages()))
        patch = patch_path(path)
        found.append(review_of(load(patch), page).rendered.text if patch.exists() else page.text)
    return found


@pytest.fixture
def many(tmp_path: Path) -> Path:
    pages = tmp_path / "many"
    pages.mkdir()
    for number in range(PAGES):
        text = f"第{number}版\n\n己经到岗的人，己经开工。\n\n河堤己经加固，路灯己经换新。\n"
        (pages / f"{number:02d}.txt").write_text(text, encoding="utf-8")
    return pages


def wait_for_list(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.concordance.stop.isVisible() and bool(window.concordance.model.rows), timeout=60_000)


def wait_for_writing(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.searching.searcher.at_once.busy, timeout=60_000)


def test_find_goes_from_place_to_place_and_round(window: MainWindow, qtbot: QtBot) -> None:
    window.cleaned.view.setFocus()
    press(qtbot, window, Key.Key_F, CTRL)
    assert window.find_bar.line.hasFocus()
    QTest.keyClicks(window.find_bar.line, "12")
    assert window.find_bar.told.text() == "Not found on this page"
    window.find_bar.line.selectAll()
    view = window.cleaned.view
    window.find_bar.line.clear()
    QTest.keyClicks(window.find_bar.line, ",")
    assert view.selected_text() == ","
    first = view.selected_span.start
    assert window.find_bar.told.text() == f"1 of {FIRST.count(',')}"
    press(qtbot, window, Key.Key_Return)
    assert view.selected_span.start > first
    press(qtbot, window, Key.Key_F3, SHIFT)
    assert view.selected_span.start == first
    press(qtbot, window, Key.Key_F3, SHIFT)
    assert view.selected_span.start == FIRST.rindex(",")
    press(qtbot, window, Key.Key_Escape)
    assert not window.find_bar.isVisible()
    assert view.hasFocus()


def test_a_bad_expression_is_told(window: MainWindow, qtbot: QtBot) -> None:
    window.cleaned.view.setFocus()
    press(qtbot, window, Key.Key_F, CTRL)
    window.find_bar.regex.setChecked(True)
    QTest.keyClicks(window.find_bar.line, "(a+)+")
    assert "for ever" in window.statusBar().currentMessage()


def test_replace_one_by_one_and_all_with_one_undo(window: MainWindow, qtbot: QtBot) -> None:
    window.cleaned.view.setFocus()
    press(qtbot, window, Key.Key_F, CTRL)
    bar, view = window.find_bar, window.cleaned.view
    bar.regex.setChecked(True)
    QTest.keyClicks(bar.line, r"([^\n]),")
    bar.new.setText(r"\1，")
    bar.replace.click()
    assert view.text == FIRST.replace(",", "，", 1)
    bar.replace_all.click()
    settle(qtbot, window)
    assert view.text == FIRST.replace(",", "，")
    assert bar.told.text() == f"{FIRST.count(',') - 1} places changed"
    assert len(open_review(window).decisions) == FIRST.count(",")
    view.setFocus()
    press(qtbot, window, Key.Key_Z, CTRL)
    assert view.text == FIRST.replace(",", "，", 1)
    press(qtbot, window, Key.Key_Z, CTRL)
    assert view.text == FIRST


def test_two_hundred_hits_over_fifty_pages_and_one_undo(opener: Opener, qtbot: QtBot, many: Path) -> None:
    before = texts(many)
    window = opener(many)
    put_caret(window, "己经到岗")
    for _ in range(2):
        QTest.keyClick(window.cleaned.view, Key.Key_Right, SHIFT)
    press(qtbot, window, Key.Key_F, CTRL | SHIFT)
    wait_for_list(qtbot, window)
    panel = window.concordance
    assert len(panel.model.rows) == 4 * PAGES
    assert panel.told.text() == f"{4 * PAGES} places on {PAGES} pages"
    panel.wanted.setText("已经")
    panel.take_all.click()
    wait_for_writing(qtbot, window)
    wanted = [text.replace("己经", "已经") for text in before]
    assert window.cleaned.view.text == wanted[0]
    window.controller.fold()
    assert texts(many) == wanted
    assert {row.state for row in panel.model.rows} == {"changed"}
    window.cleaned.view.setFocus()
    press(qtbot, window, Key.Key_Z, CTRL)
    wait_for_writing(qtbot, window)
    window.controller.fold()
    assert texts(many) == before
    press(qtbot, window, Key.Key_Y, CTRL)
    wait_for_writing(qtbot, window)
    window.controller.fold()
    assert texts(many) == wanted


def test_places_are_decided_singly_and_what_cannot_be_written_is_listed(opener: Opener, qtbot: QtBot, many: Path) -> None:
    for path in sorted(many.glob("*.txt"))[3:]:
        path.unlink()
    locked = many / "01.txt"
    window = opener(many)
    window.searching._everywhere(type(window.find_bar.query)("己经"))
    wait_for_list(qtbot, window)
    panel = window.concordance
    panel.wanted.setText("已经")
    panel.table.setFocus()
    # Two places of the open page, one by one: the second stands further right then.
    panel.wanted.setText("早已经")
    for _ in range(2):
        QTest.keyClick(panel.table, Key.Key_A)
        wait_for_writing(qtbot, window)
    assert "早已经到岗的人，早已经开工。" in window.cleaned.view.text
    with Journal(patch_path(locked), next(iter(open_source(locked).pages()))):
        panel.take_all.click()
        wait_for_writing(qtbot, window)
    window.controller.fold()
    assert [text.count("早已经") for text in texts(many)] == [4, 0, 4]
    assert any("01.txt" in sentence for sentence in panel.problem_sentences)
    assert [row.state for row in panel.model.rows].count("failed") == 4
    # What was left is decided later.
    panel.take_all.click()
    wait_for_writing(qtbot, window)
    assert [text.count("早已经") for text in texts(many)] == [4, 4, 4]


def test_the_list_is_sorted_by_what_stands_beside(opener: Opener, qtbot: QtBot, many: Path) -> None:
    window = opener(many)
    window.searching._everywhere(type(window.find_bar.query)("己经"))
    wait_for_list(qtbot, window)
    panel = window.concordance
    panel.order.setCurrentIndex(panel.order.findData(Order.RIGHT))
    rights = [row.place.hit.right[:2] for row in panel.model.rows]
    assert rights == sorted(rights)
    panel.order.setCurrentIndex(panel.order.findData(Order.LEFT))
    lefts = [row.place.hit.left[::-1] for row in panel.model.rows]
    assert lefts == sorted(lefts)


def test_enter_goes_to_a_place_on_another_page(opener: Opener, qtbot: QtBot, many: Path) -> None:
    window = opener(many)
    window.searching._everywhere(type(window.find_bar.query)("路灯"))
    wait_for_list(qtbot, window)
    panel = window.concordance
    panel.table.setFocus()
    panel.table.selectRow(7)
    QTest.keyClick(panel.table, Key.Key_Return)
    settle(qtbot, window)
    assert window.windowTitle().startswith("07.txt")
    assert window.cleaned.view.selected_text() == "路灯"


def test_a_findings_like_are_listed_and_decided(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener(folder)
    window.controller.choose(next(f.id for f in open_review(window).findings if f.rule == "punctuation-width"))
    window.findings.table.setFocus()
    press(qtbot, window, Key.Key_L)
    wait_for_list(qtbot, window)
    panel = window.concordance
    assert [row.place.page for row in panel.model.rows] == ["1.txt"] * 4 + ["2.txt"]
    assert not panel.wanted.isVisible()
    panel.take_all.click()
    wait_for_writing(qtbot, window)
    window.controller.fold()
    assert "," not in texts(folder)[0]
    assert "," not in texts(folder)[1]
    assert {row.state for row in panel.model.rows} == {"accepted"}
    window.findings.table.setFocus()
    press(qtbot, window, Key.Key_Z, CTRL)
    wait_for_writing(qtbot, window)
    window.controller.fold()
    assert texts(folder)[0] == FIRST
    assert {row.state for row in panel.model.rows} == {"open"}


def test_a_search_can_be_stopped(opener: Opener, qtbot: QtBot, many: Path) -> None:
    window = opener(many)
    window.searching._everywhere(type(window.find_bar.query)("己"))
    qtbot.waitUntil(lambda: len(window.concordance.model.rows) > 0, timeout=30_000)
    QTest.mouseClick(window.concordance.stop, Qt.MouseButton.LeftButton)
    assert not window.searching.searcher._hunt.running
    rows = len(window.concordance.model.rows)
    QApplication.processEvents()
    assert len(window.concordance.model.rows) == rows
