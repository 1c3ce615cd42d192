"""A line under the texts in which one thing is asked for: the words of a note, or a place to go to."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.looks import show_fields
from desktop.panels.leavable_line import LeavableLine


class AskBar(QFrame):
    """Enter tells `given(text)`, Esc tells `left`, and both hide the bar."""

    given = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        show_fields(self)
        self._label = QLabel(self)
        self.line = LeavableLine(self)
        self._label.setBuddy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self._label)
        row.addWidget(self.line, 1)
        self.line.returnPressed.connect(self._give)
        self.line.left.connect(self._leave)
        self.hide()

    def open_on(self, question: str, text: str = "", hint: str = "") -> None:
        """Asks for something, with what it is now to be changed."""
        self._label.setText(question)
        self.line.setAccessibleName(question)
        self.line.setPlaceholderText(hint)
        self.line.setText(text)
        self.line.selectAll()
        self.show()
        self.line.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.line.setFocus()

    def _give(self) -> None:
        self.hide()
        self.given.emit(self.line.text())

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
