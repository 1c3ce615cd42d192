"""Panels stand on their own: each is closed, floated, dragged and sized by the mouse, found again so, and the window works without it."""

import ast
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDockWidget, QMainWindow
from pytestqt.qtbot import QtBot

import desktop.main_window
from desktop.main_window import MainWindow
from tests.desktop.conftest import Opener, come_back, review_of, settle
from tests.desktop.test_pages import statuses
from tests.desktop.test_session import CTRL, press, put_caret, write

Key = Qt.Key
LEFT, RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
TOP, BOTTOM = Qt.DockWidgetArea.TopDockWidgetArea, Qt.DockWidgetArea.BottomDockWidgetArea
NAMES = ("pages", "outline", "notes", "findings", "detail", "concordance", "image")
ROOT = Path(desktop.main_window.__file__).resolve().parents[1]


def title_button(dock: QDockWidget, name: str) -> QAbstractButton:
    """One of the buttons in the title of a dock, as Qt calls it."""
    return next(button for button in dock.findChildren(QAbstractButton) if button.objectName() == f"qt_dockwidget_{name}button")


def click(dock: QDockWidget, name: str) -> None:
    QTest.mouseClick(title_button(dock, name), Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def drag(window: MainWindow, dock: QDockWidget, to: QPoint) -> None:
    """Takes a dock by its title and lets it go over a place of the window."""
    held = QPoint(60, 8)
    start = dock.mapToGlobal(held)
    way = window.mapToGlobal(to) - start
    QTest.mousePress(dock, Qt.MouseButton.LeftButton, pos=held)
    for part in range(1, 11):
        QTest.mouseMove(dock, dock.mapFromGlobal(start + way * part / 10))
        QApplication.processEvents()
    QTest.mouseRelease(dock, Qt.MouseButton.LeftButton, pos=dock.mapFromGlobal(start + way))


def edge(window: MainWindow, area: Qt.DockWidgetArea) -> QPoint:
    """A place at an edge of the window where a dock is put into that area."""
    middle = window.centre.geometry().center()
    places = {
        LEFT: QPoint(3, middle.y()),
        RIGHT: QPoint(window.width() - 4, middle.y()),
        TOP: QPoint(middle.x(), window.menuBar().height() + 4),
        BOTTOM: QPoint(middle.x(), window.height() - window.statusBar().height() - 4),
    }
    return places[area]


@pytest.mark.parametrize("name", NAMES)
def test_a_panel_is_closed_by_its_button_and_the_window_works_without_it(opener: Opener, qtbot: QtBot, folder: Path, name: str) -> None:
    window = opener(folder)
    dock = window.frame.dock(name)
    window.frame.bring(name)
    QApplication.processEvents()
    click(dock, "close")
    assert not dock.isVisible()
    work(qtbot, window)
    # The menu brings it back where it stood, and what it shows is of now.
    dock.toggleViewAction().trigger()
    qtbot.waitUntil(dock.isVisible)
    assert not dock.isFloating()
    window.close()
    assert "更换了破裂的阀门" in review_text(folder)


def review_text(folder: Path) -> str:
    from cleanup.patchfile import load
    from cleanup.patchfile import review_of as from_patch
    from cleanup.readers import open_source

    page = next(iter(open_source(folder / "1.txt").pages()))
    return from_patch(load(folder / "1.txt.kanwu.jsonl"), page).rendered.text


def work(qtbot: QtBot, window: MainWindow) -> None:
    """A bit of everything: deciding, typing, undoing, searching, marking, other pages."""
    chosen = window.controller.chosen
    window.activateWindow()
    window.cleaned.view.setFocus()
    press(qtbot, window, Key.Key_A, Qt.KeyboardModifier.AltModifier)
    review = review_of(window)
    assert review.state_of(review.finding(chosen or "")) == "accepted"
    put_caret(window, "渡口")
    write(qtbot, window, "老")
    settle(qtbot, window)
    assert "老渡口" in window.cleaned.view.text
    press(qtbot, window, Key.Key_Z, CTRL)
    assert "老渡口" not in window.cleaned.view.text
    press(qtbot, window, Key.Key_F9)
    assert window.windowTitle().startswith("2.txt")
    press(qtbot, window, Key.Key_PageUp, CTRL)
    assert window.windowTitle().startswith("1.txt")
    assert statuses(window)[0] == "proofread"


@pytest.mark.parametrize("name", NAMES)
def test_a_panel_floats_and_comes_back_by_its_button(opener: Opener, qtbot: QtBot, folder: Path, name: str) -> None:
    window = opener(folder)
    dock = window.frame.dock(name)
    window.frame.bring(name)
    QApplication.processEvents()
    area = window.dockWidgetArea(dock)
    click(dock, "float")
    assert dock.isFloating()
    come_back(qtbot, window)
    press(qtbot, window, Key.Key_PageDown, CTRL)
    assert window.windowTitle().startswith("2.txt")
    click(dock, "float")
    assert not dock.isFloating()
    assert window.dockWidgetArea(dock) is area


@pytest.mark.parametrize(("name", "area"), [("pages", RIGHT), ("findings", LEFT), ("detail", RIGHT), ("notes", RIGHT), ("outline", RIGHT)])
def test_a_panel_is_dragged_to_another_side_and_found_there_again(
    opener: Opener, qtbot: QtBot, folder: Path, name: str, area: Qt.DockWidgetArea
) -> None:
    window = opener(folder)
    dock = window.frame.dock(name)
    window.frame.bring(name)
    QApplication.processEvents()
    assert window.dockWidgetArea(dock) is not area
    drag(window, dock, edge(window, area))
    qtbot.waitUntil(lambda: not dock.isFloating() and window.dockWidgetArea(dock) is area)
    press_in_list(qtbot, window)
    window.close()
    again = opener(folder)
    moved = again.frame.dock(name)
    assert again.dockWidgetArea(moved) is area
    assert moved.isVisible()
    again.menu_actions.reset_panels.trigger()
    assert again.dockWidgetArea(moved) is not area


def press_in_list(qtbot: QtBot, window: MainWindow) -> None:
    come_back(qtbot, window)
    before = window.controller.chosen
    press(qtbot, window, Key.Key_N)
    assert window.controller.chosen != before


def pull(window: QMainWindow, at: QPoint, by: QPoint) -> None:
    """Pulls what separates two docks, or a dock and the texts."""
    QTest.mouseMove(window, at)
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=at)
    for part in range(1, 6):
        QTest.mouseMove(window, at + by * part / 5)
        QTest.qWait(1)  # Qt lays the docks out anew from a timer
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=at + by)
    QApplication.processEvents()


def right_of(dock: QDockWidget) -> QPoint:
    return QPoint(dock.geometry().right() + 3, dock.geometry().center().y())


def above(dock: QDockWidget) -> QPoint:
    return QPoint(dock.geometry().center().x(), dock.geometry().top() - 3)


@pytest.mark.parametrize(
    ("name", "at", "by"), [("pages", right_of, QPoint(25, 0)), ("findings", right_of, QPoint(-25, 0)), ("findings", above, QPoint(0, -60))]
)
def test_sizes_that_were_pulled_are_found_again(
    opener: Opener, qtbot: QtBot, folder: Path, name: str, at: Callable[[QDockWidget], QPoint], by: QPoint
) -> None:
    window = opener(folder)
    dock = window.frame.dock(name)
    before = dock.size()
    pull(window, at(dock), by)
    after = dock.size()
    # Pulled to the left or upwards where that edge is the left or upper one, it grows.
    wanted = before.width() + by.x() if by.x() else before.height() - by.y()
    assert (after.width() if by.x() else after.height()) == wanted
    sizes = {one: window.frame.dock(one).size() for one in ("pages", "findings", "detail")}
    window.close()
    again = opener(folder)
    assert {one: again.frame.dock(one).size() for one in sizes} == sizes


def test_every_panel_of_the_window_is_one_that_may_know_no_other() -> None:
    """import-linter holds that; here, that nobody adds a panel and leaves it out there."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    independent = next(set(contract["modules"]) for contract in contracts if contract["type"] == "independence")
    tree = ast.parse(Path(desktop.main_window.__file__).read_text(encoding="utf-8"))
    used = {
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("desktop.panels.")
    }
    # A switch holds panels that it is given, and knows none.
    assert used - {"desktop.panels.switch"} == independent
