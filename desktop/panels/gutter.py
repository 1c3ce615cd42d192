"""Line numbers beside a text, with a shape for each kind of mark in a line, and a line between the two sides of the chosen join."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, Protocol

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QPolygon, QTextBlock
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.models.marks import Style
from desktop.models.runs import Role
from desktop.theme import Theme

_ROOM: Final = 8  # pixels on each side of the numbers
_POINTER: Final = 9  # pixels for the pointer
_SIGN: Final = 9  # pixels for a mark's shape
_LANE: Final = 12  # pixels in which the line between two places runs
_FEW: Final = 20  # lines that are painted anew one by one
_SIGNS: Final = 2  # shapes of one line
# What has to be looked at comes first.
_ORDER: Final = (Style.DOUBT, Style.SURE, Style.POSTPONED, Style.EDITED, Style.ACCEPTED, Style.MOVED)


class Flag(NamedTuple):
    """A remark or bookmark on a line: which of both, and its words."""

    bookmark: bool
    words: str


class Marked(Protocol):
    """Whoever knows the marks of a line, counted from 0."""

    def styles_of(self, number: int) -> Sequence[Style]: ...


class Gutter(QWidget):
    """Paints numbers and shapes of the lines that can be seen; the text it stands beside tells it when."""

    def __init__(self, view: QPlainTextEdit, theme: Theme, marked: Marked) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._marked = marked
        self._pointed: frozenset[int] = frozenset()
        self._links: tuple[tuple[int, int], ...] = ()
        self._flags: Mapping[int, tuple[Flag, ...]] = {}
        self._signs: dict[tuple[Style, float], QPixmap] = {}  # by the style, and the pixels of the screen for one of the window
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # it paints all of itself: what lies under it need not be painted first

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._signs = {}
        self.update()

    def point_at(self, lines: Iterable[int], links: Iterable[tuple[int, int]] = ()) -> None:
        """Points at some lines, counted from 0, and links pairs of them: from a join's tail to its head."""
        pointed, linked = frozenset(lines), tuple(links)
        changed = pointed ^ self._pointed
        whole = linked != self._links or len(changed) > _FEW
        self._pointed, self._links = pointed, linked
        if whole:
            self.update()
        else:
            for line in changed:
                self.update(self._room_of(line))

    def _room_of(self, line: int) -> QRect:
        """The rectangle beside a line; empty where that is out of sight."""
        view = self._view
        block = view.document().findBlockByNumber(line)
        if not block.isValid() or block.blockNumber() < view.firstVisibleBlock().blockNumber():
            return QRect()
        place = view.blockBoundingGeometry(block).translated(view.contentOffset())
        return QRect(0, int(place.top()), self.width(), int(place.height()) + 2).intersected(self.rect())

    def show_flags(self, flags: Mapping[int, tuple[Flag, ...]]) -> None:
        """Shows remarks and bookmarks beside their lines, counted from 0."""
        self._flags = flags
        self.setMouseTracking(bool(flags))
        self.setToolTip("")
        self.update()

    @property
    def flags(self) -> Mapping[int, tuple[Flag, ...]]:
        """The remarks and bookmarks by their lines."""
        return self._flags

    @property
    def pointed(self) -> frozenset[int]:
        return self._pointed

    @property
    def links(self) -> tuple[tuple[int, int], ...]:
        return self._links

    def signs_of(self, line: int) -> tuple[Style, ...]:
        """The marks of a line that have a shape here, the most urgent first."""
        styles = self._marked.styles_of(line)
        return tuple(style for style in _ORDER if style in styles)[:_SIGNS]

    def fit(self) -> None:
        """Takes up the font of the text, somewhat smaller."""
        font = self._view.font()
        font.setPointSizeF(font.pointSizeF() * 0.8)
        self.setFont(font)

    def room(self) -> int:
        """How many pixels wide the gutter has to be."""
        digits = max(3, len(str(self._view.blockCount())))
        numbers = self.fontMetrics().horizontalAdvance("9") * digits
        return _ROOM + _LANE + _POINTER + numbers + _ROOM // 2 + _SIGN * _SIGNS + _ROOM // 2 + self._room_of_flags

    @property
    def _room_of_flags(self) -> int:
        return _SIGN + 2 if self._flags else 0

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
                self._paint_line(painter, block, round(top), height)
            top += bounds.height()
            block = block.next()
        for tail, head in self._links:
            self._paint_link(painter, tail, head)

    def _paint_line(self, painter: QPainter, block: QTextBlock, top: int, height: int) -> None:
        number = block.blockNumber()
        chosen = number in self._pointed
        painter.setPen(QColor(self._theme.text if chosen else self._theme.dim))
        right = self.width() - _SIGN * _SIGNS - _ROOM - self._room_of_flags
        place = QRect(0, top, right, height)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number + 1))
        if chosen:
            self._paint_pointer(painter, top + height // 2)
        for index, style in enumerate(self.signs_of(number)):
            left = right + _ROOM // 2 + index * _SIGN
            painter.drawPixmap(QPoint(left, top + height // 2 - _SIGN // 2), self._sign(style))
        if number in self._flags:
            left = self.width() - _SIGN - 2
            self._paint_flag(painter, QRectF(left, top + height / 2 - 4.5, _SIGN - 2.0, 9.0), self._flags[number])

    def _paint_flag(self, painter: QPainter, box: QRectF, flags: Sequence[Flag]) -> None:
        """A bookmark as a ribbon, a remark as a written sheet; of both on one line the remark, which says more."""
        ground = QColor(self._theme.accent)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        if all(flag.bookmark for flag in flags):
            notch = QPointF(box.center().x(), box.bottom() - 3)
            painter.drawPolygon([box.topLeft(), box.topRight(), box.bottomRight(), notch, box.bottomLeft()])
            return
        painter.drawRect(box)
        painter.setPen(QPen(QColor(self._theme.accent_text), 1.0))
        for y in (box.top() + 2.5, box.top() + 4.5, box.top() + 6.5):
            painter.drawLine(QPointF(box.left() + 1.5, y), QPointF(box.right() - 1.5, y))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        line = self._view.cursorForPosition(QPoint(0, event.position().toPoint().y())).blockNumber()
        self.setToolTip("\n".join(flag.words for flag in self._flags.get(line, ()) if flag.words))

    def _sign(self, style: Style) -> QPixmap:
        """The shape of a kind of mark, which is drawn once."""
        ratio = self.devicePixelRatioF()
        made = self._signs.get((style, ratio))
        if made is None:
            made = self._signs[style, ratio] = QPixmap(round(_SIGN * ratio), round(_SIGN * ratio))
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_sign(painter, QRectF(1.0, 1.0, _SIGN - 2.0, _SIGN - 2.0), style)
            painter.end()
        return made

    def _paint_sign(self, painter: QPainter, box: QRectF, style: Style) -> None:
        """The shape of a kind of mark: each is told by its form, whatever its colour."""
        colour = QColor(self._theme.dim if style is Style.MOVED else self._theme.marks[style])
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle = box.center()
        if style is Style.DOUBT:
            path = QPainterPath(QPointF(box.left(), middle.y()))
            path.cubicTo(QPointF(box.left() + 2, box.top()), QPointF(middle.x() - 1, box.top()), middle)
            path.cubicTo(QPointF(middle.x() + 1, box.bottom()), QPointF(box.right() - 2, box.bottom()), QPointF(box.right(), middle.y()))
            painter.drawPath(path)
        elif style is Style.SURE:
            painter.setBrush(colour)
            painter.drawEllipse(middle, 1.8, 1.8)
        elif style is Style.POSTPONED:
            for x in (middle.x() - 1.8, middle.x() + 1.8):
                painter.drawLine(QPointF(x, box.top() + 1), QPointF(x, box.bottom() - 1))
        elif style is Style.ACCEPTED:
            painter.drawPolyline([QPointF(box.left(), middle.y()), QPointF(middle.x() - 1, box.bottom()), QPointF(box.right(), box.top())])
        elif style is Style.EDITED:
            painter.drawPolygon([QPointF(middle.x(), box.top()), QPointF(box.right(), middle.y()), QPointF(middle.x(), box.bottom())])
        else:
            painter.drawLine(QPointF(middle.x(), box.top()), QPointF(middle.x(), box.bottom()))
            for y, back in ((box.top(), 2.2), (box.bottom(), -2.2)):
                painter.drawLine(QPointF(middle.x(), y), QPointF(middle.x() - 2.2, y + back))
                painter.drawLine(QPointF(middle.x(), y), QPointF(middle.x() + 2.2, y + back))

    def _paint_pointer(self, painter: QPainter, middle: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.states["open"]))
        left = _LANE
        painter.drawPolygon(QPolygon([QPoint(left, middle - 5), QPoint(left + 7, middle), QPoint(left, middle + 5)]))

    # The line between both sides of a join.

    def link_ends(self, tail: int, head: int) -> tuple[int, int] | None:
        """The heights between which a link is drawn, cut at the edges of what can be seen; None where both ends are beyond one edge."""
        ends = self._middle_of(tail), self._middle_of(head)
        if max(ends) < 0 or min(ends) > self.height():
            return None
        return min(max(ends[0], 0), self.height()), min(max(ends[1], 0), self.height())

    def _middle_of(self, line: int) -> int:
        view = self._view
        block = view.document().findBlockByNumber(line)
        first = view.firstVisibleBlock()
        if block.blockNumber() < first.blockNumber():
            return -1
        place = view.blockBoundingGeometry(block).translated(view.contentOffset())
        return round(place.top()) + view.fontMetrics().height() // 2

    def _paint_link(self, painter: QPainter, tail: int, head: int) -> None:
        ends = self.link_ends(tail, head)
        if ends is None:
            return
        start, end = ends
        painter.setPen(QPen(QColor(self._theme.runs[Role.SEAM]), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        left, right = 3.5, float(_LANE)
        path = QPainterPath(QPointF(right, start))
        path.lineTo(QPointF(left, start))
        path.lineTo(QPointF(left, end))
        path.lineTo(QPointF(right, end))
        painter.drawPath(path)
        painter.drawLine(QPointF(right - 3, end - 3), QPointF(right, end))
        painter.drawLine(QPointF(right - 3, end + 3), QPointF(right, end))
