"""A line in which a proposal is edited before it is taken."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from desktop.looks import show_fields
from desktop.panels.leavable_line import LeavableLine


class EditBar(QFrame):
    """Shows a text to be edited: Enter tells `taken(text)`, Esc tells `left`, and both hide the bar."""

    taken = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        show_fields(self)
        label = QLabel(self.tr("&Proposal:"), self)
        self.line = LeavableLine(self)
        self.line.setAccessibleName(self.tr("Edit the proposal"))
        label.setBuddy(self.line)
        take = QToolButton(self)
        take.setText(self.tr("Take it (Enter)"))
        drop = QToolButton(self)
        drop.setText(self.tr("Leave it (Esc)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        for widget in (label, self.line, take, drop):
            row.addWidget(widget)
        self.line.returnPressed.connect(self._take)
        self.line.left.connect(self._leave)
        take.clicked.connect(self._take)
        drop.clicked.connect(self._leave)
        self.hide()

    def open_on(self, text: str, font: QFont) -> None:
        """Shows a text, in the font of the page, with the caret at its end."""
        self.line.setFont(font)
        self.line.setText(text)
        self.show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.line.setFocus()

    def _take(self) -> None:
        self.hide()
        self.taken.emit(self.line.text())

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
