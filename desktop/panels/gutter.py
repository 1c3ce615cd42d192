"""Line numbers beside a text, with a pointer at the lines of the chosen place."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygon
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.theme import Theme

_ROOM = 8  # pixels on each side of the numbers
_POINTER = 9  # pixels for the pointer


class Gutter(QWidget):
    """Paints the numbers of the lines that can be seen; the text it stands beside tells it when."""

    def __init__(self, view: QPlainTextEdit, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._pointed: frozenset[int] = frozenset()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def point_at(self, lines: Iterable[int]) -> None:
        """Points at some lines, counted from 0."""
        self._pointed = frozenset(lines)
        self.update()

    @property
    def pointed(self) -> frozenset[int]:
        return self._pointed

    def fit(self) -> None:
        """Takes up the font of the text, somewhat smaller."""
        font = self._view.font()
        font.setPointSizeF(font.pointSizeF() * 0.8)
        self.setFont(font)

    def room(self) -> int:
        """How many pixels wide the gutter has to be."""
        digits = max(3, len(str(self._view.blockCount())))
        return 2 * _ROOM + _POINTER + self.fontMetrics().horizontalAdvance("9") * digits

    def sizeHint(self) -> QSize:
        return QSize(self.room(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.alternate))
        painter.setFont(self.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = self._view
        block = view.firstVisibleBlock()
        top = view.blockBoundingGeometry(block).translated(view.contentOffset()).top()
        height = view.fontMetrics().height()
        while block.isValid() and top <= event.rect().bottom():
            bounds = view.blockBoundingRect(block)
            if block.isVisible() and top + bounds.height() >= event.rect().top():
                number = block.blockNumber()
                chosen = number in self._pointed
                painter.setPen(QColor(self._theme.text if chosen else self._theme.dim))
                place = QRect(0, round(top), self.width() - _ROOM, height)
                painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number + 1))
                if chosen:
                    self._paint_pointer(painter, round(top) + height // 2)
            top += bounds.height()
            block = block.next()

    def _paint_pointer(self, painter: QPainter, middle: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.states["open"]))
        left = 4
        painter.drawPolygon(QPolygon([QPoint(left, middle - 5), QPoint(left + 7, middle), QPoint(left, middle + 5)]))
