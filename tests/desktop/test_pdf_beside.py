"""The PDF of the same stem beside the text in the window: the right page of it, zoomed and moved by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.main_window import MainWindow
from tests.desktop.conftest import FIRST, SECOND, Opener, settle
from tests.desktop.test_pictures import RED, pdf
from tests.desktop.test_session import CTRL, press

Key = Qt.Key
WHITE = QColor(Qt.GlobalColor.white)


def shown(qtbot: QtBot, window: MainWindow) -> QColor:
    """The colour in the middle of the picture, once there is one."""
    qtbot.waitUntil(lambda: window.image.shown is not None, timeout=60_000)
    image = window.image.shown
    assert image is not None
    return image.pixelColor(image.width() // 2, image.height() // 2)


def middle(window: MainWindow) -> QPointF:
    """What stands in the middle of the view, in pixels of the picture."""
    view = window.image.view
    return view.mapToScene(view.viewport().rect().center())


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    """Two pages marked off in one file, and their PDF, whose second page is red."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "day.txt").write_text(f"=== 第1版 ===\n{FIRST}\n=== 第2版 ===\n{SECOND}", encoding="utf-8")
    pdf(folder / "day.pdf")
    return folder


def test_each_page_of_a_file_has_its_page_of_the_pdf(opener: Opener, qtbot: QtBot, marked: Path) -> None:
    window = opener(marked)
    qtbot.waitUntil(lambda: len(window.pages.model.rows) == 2, timeout=20_000)
    assert window.frame.dock("image").isVisible()
    assert shown(qtbot, window) == WHITE
    press(qtbot, window, Key.Key_PageDown, CTRL)
    assert window.windowTitle().startswith("day.txt#第2版")
    assert shown(qtbot, window) == RED
    press(qtbot, window, Key.Key_PageUp, CTRL)
    assert shown(qtbot, window) == WHITE


def test_a_page_beyond_the_pdf_says_so(opener: Opener, qtbot: QtBot, marked: Path) -> None:
    pdf(marked / "day.pdf", pages=1)
    window = opener(marked)
    qtbot.waitUntil(lambda: len(window.pages.model.rows) == 2, timeout=20_000)
    press(qtbot, window, Key.Key_PageDown, CTRL)
    qtbot.waitUntil(lambda: "fewer pages" in window.image.told, timeout=60_000)
    assert window.image.shown is None


def test_a_pdf_is_zoomed_and_moved_by_keys(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    pdf(folder / "1.pdf", pages=1)
    window = opener(folder)
    shown(qtbot, window)
    view = window.image.view
    # Reached from the keyboard as any other control.
    window.findings.table.setFocus()
    for _ in range(60):
        if view.hasFocus():
            break
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Key.Key_Tab)
    assert view.hasFocus()
    fitting = window.image.scale
    for _ in range(4):
        QTest.keyClicks(view, "+")
    assert window.image.scale == pytest.approx(fitting * 1.25**4)
    before = middle(window)
    for _ in range(3):
        QTest.keyClick(view, Key.Key_Right)
    assert middle(window).x() > before.x()
    for _ in range(6):
        QTest.keyClick(view, Key.Key_Left)
    assert middle(window).x() < before.x()
    down = middle(window).y()
    QTest.keyClick(view, Key.Key_PageDown)
    assert middle(window).y() > down
    lower = middle(window).y()
    QTest.keyClick(view, Key.Key_Up)
    assert middle(window).y() < lower
    QTest.keyClicks(view, "0")
    assert window.image.scale == pytest.approx(fitting)
    # Letters that decide in the list do nothing here.
    review = window.controller.review
    QTest.keyClicks(view, "ar")
    settle(qtbot, window)
    assert window.controller.review is review
