"""Small icons drawn from shapes, so that a state is told by form as well as by colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.theme import Theme


def paint_state(painter: QPainter, place: QRectF, state: str, theme: Theme) -> None:
    """Draws a finding's state: a ring (open), a tick (accepted), a cross (rejected), a square (as printed), two bars (postponed)."""
    colour = QColor(theme.states[state])
    side = min(place.width(), place.height(), 12.0)
    middle = place.center()
    box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state == "open":
        painter.drawEllipse(box.adjusted(1.5, 1.5, -1.5, -1.5))
    elif state == "accepted":
        tick = [(0.1, 0.58), (0.4, 0.85), (1.0, 0.15)]
        painter.drawPolyline([QPointF(box.left() + side * x, box.top() + side * y) for x, y in tick])
    elif state == "rejected":
        inner = box.adjusted(2, 2, -2, -2)
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
    elif state == "as-printed":
        painter.drawRect(box.adjusted(2, 2, -2, -2))
        painter.drawPoint(middle)
    else:
        for x in (middle.x() - side * 0.2, middle.x() + side * 0.2):
            painter.drawLine(QPointF(x, box.top() + 2), QPointF(x, box.bottom() - 2))
    painter.restore()


def page_colour(status: str, theme: Theme) -> str:
    """The colour of a page's status."""
    states = {"in-work": "open", "problem": "rejected", "failed": "rejected", "proofread": "accepted", "validated": "accepted"}
    return theme.states[states[status]] if status in states else theme.dim


def paint_page_status(painter: QPainter, place: QRectF, status: str, colour: QColor) -> None:
    """Draws a page's status: a ring (new), a half disc (in work), a triangle (problem), one tick or two, a cross (cannot be read)."""
    box = place.adjusted(2, 2, -2, -2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    if status in ("new", "in-work"):
        inner = box.adjusted(1, 1, -1, -1)
        painter.drawEllipse(inner)
        if status == "in-work":
            painter.setBrush(colour)
            painter.drawPie(inner, 90 * 16, 180 * 16)
    elif status == "problem":
        painter.drawPolygon([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()])
    elif status == "failed":
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomLeft())
    else:
        for shift in (0.0, 0.35) if status == "validated" else (0.0,):
            tick = [(0.0, 0.6), (0.22, 0.85), (0.65, 0.15)]
            painter.drawPolyline([QPointF(box.left() + box.width() * (x + shift), box.top() + box.height() * y) for x, y in tick])
    painter.restore()
