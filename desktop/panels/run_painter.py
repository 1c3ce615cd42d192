"""Snippets drawn run by run: old text struck out, new text underlined, each in its colour."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from desktop.models.runs import Role, Runs
from desktop.theme import Theme

_APART = (Role.SEAM, Role.REMOVED, Role.ADDED)


def paint_runs(painter: QPainter, place: QRect, runs: Runs, theme: Theme, only: QColor | None = None) -> None:
    """Draws the runs from the left edge of `place`; with `only` in one colour, told apart by strike and underline alone."""
    painter.save()
    plain = painter.font()
    metrics = painter.fontMetrics()
    base = place.top() + (place.height() + metrics.ascent() - metrics.descent()) / 2
    left, right = place.left(), place.right()
    for run in runs:
        if left >= right:
            break
        # Fonts and pens cost more than the text itself: most runs are context, in the plain font.
        font = plain
        if run.role in (Role.REMOVED, Role.ADDED, Role.FLAGGED):
            font = painter.font()
            font.setStrikeOut(run.role is Role.REMOVED)
            font.setUnderline(run.role is not Role.REMOVED)
        painter.setFont(font)
        painter.setPen(only or QColor(theme.runs[run.role]))
        text, width = run.text, metrics.horizontalAdvance(run.text)
        short = left + width > right
        if short:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, right - left)
            if metrics.horizontalAdvance(text) > right - left:
                break
        painter.drawText(QPointF(left, base), text)
        if short:
            break
        left += width + (5 if run.role in _APART else 2)
    painter.restore()


def runs_width(metrics: QFontMetrics, runs: Runs) -> int:
    """How many pixels the runs take where they have the room."""
    return sum(metrics.horizontalAdvance(run.text) + (5 if run.role in _APART else 2) for run in runs)
