"""Snippets drawn run by run: old text struck out, new text underlined, each in its colour."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QStaticText, QTextLayout, QTransform

from desktop.models.runs import Role, Runs
from desktop.theme import Theme

_APART: Final = (Role.SEAM, Role.REMOVED, Role.ADDED)
_LINED: Final = (Role.REMOVED, Role.ADDED, Role.FLAGGED)
_KEPT: Final = 400  # snippets whose shapes stay known: a few screens of a list


class _Laid(NamedTuple):
    """A run as it is drawn: pixels from the left and above the line that it stands on, its glyphs, the colour of its role, its font.

    Words where it is drawn for the first time, and where the font has a line through or under them: Qt draws the line of ready glyphs in
    the wrong place.
    """

    left: float
    above: float
    text: QStaticText | str
    colour: QColor
    font: QFont


class RunPainter:
    """Draws runs in one line. What is drawn a second time has its glyphs ready from then on: to find them costs more than to draw them."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._font = QFont()
        self._laid: dict[tuple[Runs, int], list[_Laid]] = {}
        self._ready: set[tuple[Runs, int]] = set()

    def set_theme(self, theme: Theme) -> None:
        """Draws in other colours."""
        self._theme = theme
        self._forget()

    def _forget(self) -> None:
        self._laid = {}
        self._ready = set()

    def paint(self, painter: QPainter, place: QRect, runs: Runs, only: QColor | None = None) -> None:
        """Draws the runs from the left edge of `place`; with `only` in one colour, told apart by strike and underline alone.

        The painter's font and pen are others afterwards.
        """
        font = painter.font()
        if font != self._font:
            self._font = font
            self._forget()
        metrics = painter.fontMetrics()
        base = place.top() + (place.height() + metrics.ascent() - metrics.descent()) / 2
        if only is not None:
            painter.setPen(only)
        for left, above, text, colour, look in self._known(metrics, runs, place.width()):
            painter.setFont(look)
            if only is None:
                painter.setPen(colour)
            if isinstance(text, str):
                painter.drawText(QPointF(place.left() + left, base), text)
            else:
                painter.drawStaticText(QPointF(place.left() + left, base - above), text)

    def _known(self, metrics: QFontMetrics, runs: Runs, room: int) -> list[_Laid]:
        known = self._laid.get((runs, room))
        if known is None:
            if len(self._laid) == _KEPT:
                self._forget()
            made = self._laid[runs, room] = list(self._lay_out(metrics, runs, room))
            return made
        if (runs, room) not in self._ready:
            self._ready.add((runs, room))
            known[:] = [_with_glyphs(one) for one in known]
        return known

    def _lay_out(self, metrics: QFontMetrics, runs: Runs, room: int) -> Iterator[_Laid]:
        left = 0
        for text, role in runs:
            if left >= room:
                break
            width = metrics.horizontalAdvance(text)
            short = left + width > room
            if short:
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room - left)
                if metrics.horizontalAdvance(text) > room - left:
                    break
            look = self._font
            if role in _LINED:
                look = QFont(self._font)
                look.setStrikeOut(role is Role.REMOVED)
                look.setUnderline(role is not Role.REMOVED)
            yield _Laid(left, 0, text, QColor(self._theme.runs[role]), look)
            if short:
                break
            left += width + (5 if role in _APART else 2)


def _with_glyphs(one: _Laid) -> _Laid:
    if not isinstance(one.text, str) or one.font.strikeOut() or one.font.underline():
        return one
    return one._replace(above=_ascent(one.text, one.font), text=_glyphs(one.text, one.font))


def _glyphs(text: str, font: QFont) -> QStaticText:
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(QTransform(), font)
    return made


def _ascent(text: str, font: QFont) -> float:
    """How far a text reaches above the line that it stands on: another font may step in for some of its characters."""
    laid = QTextLayout(text, font)
    laid.beginLayout()
    line = laid.createLine()
    laid.endLayout()
    return line.ascent()


def runs_width(metrics: QFontMetrics, runs: Runs) -> int:
    """How many pixels the runs take where they have the room."""
    return sum(metrics.horizontalAdvance(run.text) + (5 if run.role in _APART else 2) for run in runs)
