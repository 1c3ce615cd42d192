"""The frame of the window: panels in docks around the texts, which can be moved, put on each other or hidden, and are found again.

A panel is added by one line in `MainWindow._add_panels`:

    self.frame.add("notes", self.tr("Notes"), self.notes, Place.BESIDE)

Its dock shows the title; a panel that has more to say sets its own `windowTitle` ("Pages · 3 of 20"), which the dock then shows.
The menu View > Panels offers every dock, and where they are is kept by their names ("notes").
"""

from collections.abc import Callable, Iterator
from enum import Enum
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QByteArray, QObject, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMenu, QTabBar, QTabWidget, QWidget

from desktop.theme import Theme
from desktop.workers import single_shot

_VERSION = 2  # of the kept places: one more where an old state must not be taken up
_DEEP = 350  # pixels that the docks below the texts get where they have the room
_TAB = 30  # pixels of a tab beside its words
_GEOMETRY, _STATE = "window/geometry", "window/docks"


@runtime_checkable
class Themed(Protocol):
    """A panel that draws in colours of its own."""

    def set_theme(self, theme: Theme) -> None: ...


class Place(Enum):
    """Where a panel stands until it is moved: beside the texts, or under them, left and right."""

    LEFT = "left"
    RIGHT = "right"
    BELOW = "below"
    BESIDE = "beside"  # under the texts, right of BELOW


class Frame(QObject):
    """The docks of a window. Panels of one place lie on each other as tabs, the first one on top."""

    def __init__(self, window: QMainWindow, settings: QSettings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._docks: dict[str, QDockWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {}  # of panels that nobody has seen yet
        self._usual: dict[str, tuple[Place, bool]] = {}
        self._titles: dict[str, str] = {}
        self._retitle_soon = single_shot(self, 0, self._retitle)
        self._restored = False
        self._bare: list[str] | None = None  # the panels that are to be shown again; None where they are shown
        self._unfitted = False
        window.setDockNestingEnabled(True)
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.BottomDockWidgetArea)

    def add(self, name: str, title: str, panel: QWidget, place: Place, *, shown: bool = True) -> QDockWidget:
        """Puts a panel into a dock of its own; with `shown` false it waits to be asked for."""
        dock = self._dock(name, title, place, shown=shown)
        self._take(dock, panel)
        return dock

    def add_later(self, name: str, title: str, make: Callable[[], QWidget], place: Place) -> QDockWidget:
        """As `add`, for a panel that is made when its dock is first shown, or when `panel` asks for it."""
        dock = self._dock(name, title, place, shown=False)
        self._makers[name] = make
        dock.visibilityChanged.connect(lambda visible: self.panel(name) if visible else None)
        return dock

    def panel(self, name: str) -> QWidget:
        """A panel by the name of its dock; it is made now where that was put off."""
        make = self._makers.pop(name, None)
        if make is not None:
            self._take(self._docks[name], make())
        return self._docks[name].widget()

    def _take(self, dock: QDockWidget, panel: QWidget) -> None:
        dock.setWidget(panel)
        panel.windowTitleChanged.connect(partial(self._retitle_panel, dock.objectName()))

    def _dock(self, name: str, title: str, place: Place, *, shown: bool) -> QDockWidget:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        for moved in (dock.visibilityChanged, dock.dockLocationChanged, dock.topLevelChanged):
            moved.connect(self._retitle_soon.start)
        self._titles[name] = title
        self._docks[name] = dock
        self._usual[name] = (place, shown)
        self._put(name)
        return dock

    def _retitle_panel(self, name: str, _title: str) -> None:
        """As `_retitle`, for a panel that says something else of itself."""
        dock = self._docks[name]
        if self._window.tabifiedDockWidgets(dock):
            self._retitle()
        elif dock.windowTitle() != self._said(name):
            self._set_title(name, self._said(name))

    def _retitle(self) -> None:
        """Shows what each panel says of itself; the plain names alone where that has no room on the tabs of one place."""
        metrics = self._window.fontMetrics()
        said = {dock: self._said(name) for name, dock in self._docks.items()}
        for name, dock in self._docks.items():
            mates = self._window.tabifiedDockWidgets(dock)
            needed = sum(metrics.horizontalAdvance(said[tab]) + _TAB for tab in (dock, *mates) if tab in said)
            title = self._titles[name] if mates and needed > dock.width() else said[dock]
            if dock.windowTitle() != title:
                self._set_title(name, title)
        for bar in self._bars():
            bar.setAccessibleName(self.tr("Panels in this place"))
            # One with a single panel Qt keeps out of sight, where the keyboard would be lost.
            bar.setFocusPolicy(Qt.FocusPolicy.TabFocus if bar.count() > 1 else Qt.FocusPolicy.NoFocus)

    def _bars(self) -> list[QTabBar]:
        """The rows of tabs of panels that share a place."""
        return self._window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)

    @property
    def parts(self) -> list[QWidget]:
        """What of the frame can be seen in the window: the docks, and the rows of tabs over them."""
        there = [*(dock for dock in self._docks.values() if not dock.isFloating()), *self._bars()]
        # What lies under another tab counts as visible, but is put beside the window.
        return [part for part in there if part.isVisible() and self._window.rect().intersects(part.geometry())]

    def _set_title(self, name: str, title: str) -> None:
        self._docks[name].setWindowTitle(title)
        self._docks[name].toggleViewAction().setText(self._titles[name])  # the menu keeps the plain name

    def _said(self, name: str) -> str:
        return self._titles[name] if name in self._makers else self._docks[name].widget().windowTitle() or self._titles[name]

    def dock(self, name: str) -> QDockWidget:
        """The dock of a panel by its name."""
        return self._docks[name]

    @property
    def themed(self) -> Iterator[Themed]:
        """The panels that have to be told of other colours."""
        return (panel for dock in self._docks.values() if isinstance(panel := dock.widget(), Themed))

    def bring(self, name: str) -> None:
        """Shows a panel, on top of those that share its place."""
        self._docks[name].show()
        self._docks[name].raise_()

    def fill(self, menu: QMenu, reset: QAction) -> None:
        """Builds the menu of panels, with the action that puts all back to their places."""
        menu.addActions([dock.toggleViewAction() for dock in self._docks.values()])
        menu.addSeparator()
        menu.addAction(reset)

    def reset(self) -> None:
        """Puts every panel where it usually stands."""
        for dock in self._docks.values():
            dock.setFloating(False)
            self._window.removeDockWidget(dock)
        for name in self._docks:
            self._put(name)
        self.fit()

    def set_bare(self, bare: bool, /) -> None:
        """Hides every panel while there is nothing to show in them, or shows again those that were hidden so."""
        if bare and self._bare is None:
            self._bare = [name for name, dock in self._docks.items() if not dock.isHidden()]
            for dock in self._docks.values():
                dock.hide()
        elif not bare and self._bare is not None:
            shown, self._bare = self._bare, None
            for name in shown:
                self._docks[name].show()
            for name in reversed(shown):
                self._docks[name].raise_()
            if self._unfitted:
                self._unfitted = False
                self.fit()

    # Keeping places.

    def restore(self) -> bool:
        """Takes up the sizes and places of the last time; False where there was none."""
        geometry, state = self._settings.value(_GEOMETRY), self._settings.value(_STATE)
        if isinstance(geometry, QByteArray):
            self._window.restoreGeometry(geometry)
        self._restored = isinstance(state, QByteArray) and self._window.restoreState(state, _VERSION)
        return self._restored

    def keep(self) -> None:
        """Remembers sizes and places for the next time."""
        self._settings.setValue(_GEOMETRY, self._window.saveGeometry())
        if self._bare is None:
            self._settings.setValue(_STATE, self._window.saveState(_VERSION))

    def fit(self) -> None:
        """Gives the docks the shares of the window that they usually have, unless they were found as they were left."""
        if self._bare is not None:
            self._unfitted = True
            return
        if self._restored:
            self._restored = False
            return
        width, height = self._window.width(), self._window.height()
        shares: dict[Place, Callable[[], tuple[int, Qt.Orientation]]] = {
            Place.LEFT: lambda: (min(190, width // 6), Qt.Orientation.Horizontal),
            Place.RIGHT: lambda: (width // 4, Qt.Orientation.Horizontal),
        }
        for place, share in shares.items():
            docks = self._at(place)
            if docks:
                size, orientation = share()
                self._window.resizeDocks(docks[:1], [size], orientation)
        below = [*self._at(Place.BELOW)[:1], *self._at(Place.BESIDE)[:1]]
        if below:
            # On a small screen the detail still has to show what a decision needs without scrolling.
            deep = max(height * 2 // 5, min(height // 2, _DEEP))
            self._window.resizeDocks(below, [deep] * len(below), Qt.Orientation.Vertical)
            self._window.resizeDocks(below, [width * 3 // 6, width * 2 // 6][: len(below)], Qt.Orientation.Horizontal)

    # Where a dock goes.

    def _at(self, place: Place) -> list[QDockWidget]:
        return [self._docks[name] for name, (where, _) in self._usual.items() if where is place]

    def _put(self, name: str) -> None:
        dock = self._docks[name]
        place, shown = self._usual[name]
        if not shown:
            dock.hide()  # before it is put on others: their tabs would be drawn, though there is only one
        there = [other for other in self._at(place) if other is not dock and self._window.dockWidgetArea(other) != _NOWHERE]
        if there:
            self._window.tabifyDockWidget(there[-1], dock)
        elif place is Place.BESIDE and self._at(Place.BELOW):
            first = self._at(Place.BELOW)[0]
            self._window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
            self._window.splitDockWidget(first, dock, Qt.Orientation.Horizontal)
        else:
            self._window.addDockWidget(_AREAS[place], dock)
        dock.setVisible(shown)
        if there:
            there[0].raise_()


_NOWHERE = Qt.DockWidgetArea.NoDockWidgetArea
_AREAS = {
    Place.LEFT: Qt.DockWidgetArea.LeftDockWidgetArea,
    Place.RIGHT: Qt.DockWidgetArea.RightDockWidgetArea,
    Place.BELOW: Qt.DockWidgetArea.BottomDockWidgetArea,
    Place.BESIDE: Qt.DockWidgetArea.BottomDockWidgetArea,
}
