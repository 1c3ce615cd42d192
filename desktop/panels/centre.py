"""The middle of the window: bars above and below the two texts, or another screen in their place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget


class Centre(QWidget):
    """Shows texts side by side with bars around them; `show_screen` puts something else, such as a start page, in the place of all.

    `screen_changed` tells whether another screen is in the place of the texts now.
    """

    screen_changed = Signal(bool)

    def __init__(self, texts: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        for number, text in enumerate(texts):
            self.splitter.addWidget(text)
            self.splitter.setStretchFactor(number, 1)
            handle = self.splitter.handle(number)
            handle.setAutoFillBackground(True)
            handle.setBackgroundRole(QPalette.ColorRole.Mid)
        review = QWidget(self)
        self._column = QVBoxLayout(review)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.splitter, 1)
        self._above = 0
        self._review = review
        self._screens = QStackedWidget(self)
        self._screens.addWidget(review)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._screens)

    def add_bar(self, bar: QWidget, *, below: bool = False) -> None:
        """Puts a bar above the texts, under the bars added before; or below them."""
        if below:
            self._column.addWidget(bar)
        else:
            self._column.insertWidget(self._above, bar)
            self._above += 1

    def show_screen(self, screen: QWidget | None) -> None:
        """Shows a screen in the place of texts and bars; None for the texts."""
        if screen is not None and self._screens.indexOf(screen) < 0:
            self._screens.addWidget(screen)
        self._screens.setCurrentWidget(screen or self._review)
        self.screen_changed.emit(screen is not None)

    @property
    def screen_shown(self) -> QWidget | None:
        """The screen in the place of the texts; None where these are shown."""
        shown = self._screens.currentWidget()
        return None if shown is self._review else shown
