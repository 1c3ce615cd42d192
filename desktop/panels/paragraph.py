"""A paragraph of plain words that wraps and can be copied from."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

_WIDTHS = 4  # widths that layouts ask for in turn, of which the height stays known


class Paragraph(QLabel):
    """Shows words, never as markup, since they may be text of the page.

    How high it is at a width is found out once: layouts ask again and again, and a label that can be copied from lays its text out twice
    for each answer.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def say(self, text: str) -> None:
        """Shows other words; hidden where there are none."""
        if self.text() != text:
            self._heights = {}
            self.setText(text)
        self.setVisible(bool(text))

    def heightForWidth(self, width: int) -> int:
        known = self._heights.get(width)
        if known is None:
            if len(self._heights) == _WIDTHS:
                self._heights = {}
            known = self._heights[width] = super().heightForWidth(width)
        return known

    def sizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(20, self.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights = {}
        super().changeEvent(event)
