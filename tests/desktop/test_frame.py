"""The docks around the texts: where they stand, that they are found again, and the screen in the place of the texts."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtWidgets import QLabel, QMainWindow, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from desktop.frame import Frame, Place
from desktop.panels.centre import Centre
from desktop.settings import settings_at
from tests.desktop.conftest import Opener

LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
RIGHT = Qt.DockWidgetArea.RightDockWidgetArea


def framed(qtbot: QtBot, settings: QSettings) -> tuple[QMainWindow, Frame]:
    """A window with five panels, as a start of the program makes it."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(QLabel("texts"))
    frame = Frame(window, settings)
    for name, place, shown in (
        ("pages", Place.LEFT, True),
        ("list", Place.BELOW, True),
        ("detail", Place.BESIDE, True),
        ("notes", Place.BESIDE, True),
        ("image", Place.RIGHT, False),
    ):
        frame.add(name, name.title(), QLabel(name), place, shown=shown)
    window.resize(1366, 768)
    return window, frame


def test_panels_stand_where_they_are_told(qtbot: QtBot, tmp_path: Path) -> None:
    window, frame = framed(qtbot, settings_at(tmp_path / "a.ini"))
    assert not frame.restore()
    window.show()
    frame.fit()
    qtbot.waitExposed(window)
    assert window.dockWidgetArea(frame.dock("pages")) is LEFT
    assert window.tabifiedDockWidgets(frame.dock("detail")) == [frame.dock("notes")]
    listed, detail = frame.dock("list").geometry(), frame.dock("detail").geometry()
    assert listed.right() < detail.left()
    assert listed.top() <= detail.top() < listed.bottom()  # the tabs stand above the second
    assert frame.dock("image").isHidden()
    frame.bring("image")
    assert window.dockWidgetArea(frame.dock("image")) is RIGHT
    assert frame.dock("image").isVisible()


def test_places_and_sizes_are_found_again(qtbot: QtBot, tmp_path: Path) -> None:
    window, frame = framed(qtbot, settings_at(tmp_path / "a.ini"))
    window.show()
    window.addDockWidget(RIGHT, frame.dock("pages"))
    window.resizeDocks([frame.dock("pages")], [300], Qt.Orientation.Horizontal)
    frame.dock("detail").hide()
    frame.keep()
    window.close()

    again, second = framed(qtbot, settings_at(tmp_path / "a.ini"))
    assert second.restore()
    again.show()
    second.fit()
    assert again.dockWidgetArea(second.dock("pages")) is RIGHT
    assert second.dock("pages").width() == 300
    assert second.dock("detail").isHidden()
    second.reset()
    assert again.dockWidgetArea(second.dock("pages")) is LEFT
    assert second.dock("detail").isVisible()
    assert second.dock("image").isHidden()


def test_a_panel_that_was_added_since_keeps_its_place(qtbot: QtBot, tmp_path: Path) -> None:
    window, frame = framed(qtbot, settings_at(tmp_path / "a.ini"))
    window.show()
    frame.keep()
    again, second = framed(qtbot, settings_at(tmp_path / "a.ini"))
    second.add("new", "New", QLabel("new"), Place.LEFT)
    assert second.restore()
    again.show()
    assert second.dock("new").isVisibleTo(again)
    assert again.dockWidgetArea(second.dock("new")) is LEFT


def test_a_dock_shows_what_its_panel_says(qtbot: QtBot, tmp_path: Path) -> None:
    _window, frame = framed(qtbot, settings_at(tmp_path / "a.ini"))
    dock = frame.dock("pages")
    panel = dock.widget()
    assert panel is not None
    panel.setWindowTitle("Pages · 3 of 20")
    assert dock.windowTitle() == "Pages · 3 of 20"
    assert dock.toggleViewAction().text() == "Pages"
    panel.setWindowTitle("")
    assert dock.windowTitle() == "Pages"


def test_another_screen_in_the_place_of_the_texts(qtbot: QtBot) -> None:
    texts = [QLabel("source"), QLabel("cleaned")]
    centre = Centre(texts)
    qtbot.addWidget(centre)
    upper, lower, screen = QLabel("upper"), QLabel("lower"), QWidget()
    centre.add_bar(upper)
    centre.add_bar(lower, below=True)
    centre.show()
    assert upper.geometry().bottom() < centre.splitter.geometry().top() < lower.geometry().top()
    centre.show_screen(screen)
    assert centre.screen_shown is screen
    assert not texts[0].isVisible()
    centre.show_screen(None)
    assert centre.screen_shown is None
    assert texts[0].isVisible()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_small_screen_is_large_enough(opener: Opener, folder: Path, language: str) -> None:
    window = opener(folder, language=language)
    least = window.minimumSizeHint()
    assert least.width() <= 1366
    assert least.height() <= 700  # a panel of the desktop and a title bar take their share
    window.resize(QSize(1366, 700))
    assert window.size() == QSize(1366, 700)
    assert window.findings.table.height() > 100


def test_the_window_is_found_as_it_was_left(opener: Opener, folder: Path) -> None:
    window = opener(folder)
    assert not window.found_again
    window.frame.dock("pages").hide()
    window.close()
    again = opener(folder)
    assert again.found_again
    assert again.frame.dock("pages").isHidden()
    again.menu_actions.reset_panels.trigger()
    assert again.frame.dock("pages").isVisible()


def tabs(window: QMainWindow) -> list[list[str]]:
    """The rows of tabs that can be seen, by their titles."""
    bars = window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
    seen = [bar for bar in bars if bar.isVisible() and window.rect().intersects(bar.geometry())]
    return [[bar.tabText(number) for number in range(bar.count())] for bar in seen]


def test_a_panel_that_waits_to_be_asked_for_has_no_tab(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener(folder)
    assert len(tabs(window)) == 1
    assert not any("Concordance" in tab for bar in tabs(window) for tab in bar)
    window.frame.bring("concordance")
    qtbot.waitUntil(lambda: any("Concordance" in tab for bar in tabs(window) for tab in bar))
    window.frame.reset()
    qtbot.waitUntil(lambda: len(tabs(window)) == 1)
    assert not any("Concordance" in tab for bar in tabs(window) for tab in bar)


def test_tabs_say_no_more_than_there_is_room_for(qtbot: QtBot, tmp_path: Path) -> None:
    window, frame = framed(qtbot, settings_at(tmp_path / "a.ini"))
    window.show()
    frame.fit()
    qtbot.waitExposed(window)
    detail, notes = frame.dock("detail"), frame.dock("notes")
    detail.widget().setWindowTitle("Detail · 3")
    assert detail.windowTitle() == "Detail · 3"
    detail.widget().setWindowTitle("a very long title indeed, " * 20)
    assert detail.windowTitle() == "Detail"
    assert detail.toggleViewAction().text() == "Detail"
    # By itself its title may be as long as it wants.
    notes.hide()
    qtbot.waitUntil(lambda: detail.windowTitle().startswith("a very long"))
    assert detail.toggleViewAction().text() == "Detail"


def test_the_start_page_stands_alone_and_the_panels_come_back(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener()
    assert window.centre.screen_shown is window.start
    assert not any(window.frame.dock(name).isVisible() for name in ("pages", "findings", "detail"))
    window.add([folder])
    assert all(window.frame.dock(name).isVisible() for name in ("pages", "findings", "detail"))
    assert not window.frame.dock("concordance").isVisible()
    width = window.frame.dock("pages").width()
    assert 150 <= width <= window.width() // 4
    # A panel hidden by hand is not brought back by a look at the start page.
    window.frame.dock("outline").hide()
    window.menu_actions.start_page.trigger()
    assert not window.frame.dock("pages").isVisible()
    window.add([folder])
    assert window.frame.dock("pages").isVisible()
    assert not window.frame.dock("outline").isVisible()


def test_closed_on_the_start_page_the_panels_are_found_as_they_were(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener(folder)
    window.frame.dock("outline").hide()
    window.close()
    start = opener()
    start.close()
    again = opener(folder)
    assert again.frame.dock("findings").isVisible()
    assert not again.frame.dock("outline").isVisible()
