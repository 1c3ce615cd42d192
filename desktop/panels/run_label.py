"""Runs of text as a paragraph that wraps: what differs told by line and weight as well as by colour."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.models.runs import Runs, plain
from desktop.theme import Theme


class RunLabel(QLabel):
    """Shows runs; hidden where there are none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._runs: Runs = ()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._paint()

    def show_runs(self, runs: Runs) -> None:
        """Shows other runs."""
        if runs != self._runs:
            self._runs = runs
            self._paint()
        self.setVisible(bool(runs))

    @property
    def runs(self) -> Runs:
        return self._runs

    def _paint(self) -> None:
        self.setText(self._theme.markup(self._runs))
        self.setAccessibleName(plain(self._runs))
