"""Several panels in one place, one of them shown."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.frame import Themed
from desktop.theme import Theme


class Switch(QStackedWidget):
    """Shows one of its panels and carries that one's title."""

    def __init__(self, panels: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for panel in panels:
            self.addWidget(panel)
            panel.windowTitleChanged.connect(self._follow)
        self.currentChanged.connect(self._follow)
        self._follow()

    def set_theme(self, theme: Theme) -> None:
        for number in range(self.count()):
            panel = self.widget(number)
            if isinstance(panel, Themed):
                panel.set_theme(theme)

    def _follow(self) -> None:
        shown = self.currentWidget()
        self.setWindowTitle("" if shown is None else shown.windowTitle())
