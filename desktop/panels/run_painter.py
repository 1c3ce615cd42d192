"""Snippets drawn run by run: old text struck out, new text underlined, each in its colour."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from desktop.models.runs import Role, Runs
from desktop.theme import Theme

_APART = (Role.SEAM, Role.REMOVED, Role.ADDED)


def paint_runs(painter: QPainter, place: QRect, runs: Runs, theme: Theme, only: QColor | None = None) -> None:
    """Draws the runs from the left edge of `place`; with `only` in one colour, told apart by strike and underline alone."""
    metrics = painter.fontMetrics()
    painter.save()
    left = place.left()
    for run in runs:
        if left >= place.right():
            break
        font = painter.font()
        font.setStrikeOut(run.role is Role.REMOVED)
        font.setUnderline(run.role in (Role.ADDED, Role.FLAGGED))
        painter.setFont(font)
        painter.setPen(only or QColor(theme.runs[run.role]))
        text = metrics.elidedText(run.text, Qt.TextElideMode.ElideRight, place.right() - left)
        painter.drawText(QRect(left, place.top(), place.right() - left + 1, place.height()), Qt.AlignmentFlag.AlignVCenter, text)
        left += metrics.horizontalAdvance(text) + (5 if run.role in _APART else 2)
    painter.restore()
