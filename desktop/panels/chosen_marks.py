"""The marks of the chosen finding, drawn over those of all: going to another one lays no line out anew."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from desktop.models.marks import Mark
from desktop.models.pieces import Piece, by_line
from desktop.offsets import Change, Shown
from desktop.panels.mark_formats import TINTS, MarkFormats
from desktop.theme import Theme

_SMALL: Final = 4  # units below which the chosen place would be overlooked without a halo
_HALO: Final = 6  # units of it on each side


class _Drawn(NamedTuple):
    """A range of the document, which moves with the text, and how it looks."""

    cursor: QTextCursor
    look: QTextCharFormat


class ChosenMarks:
    """Draws them in a view; between two calls they move with the text, as cursors do."""

    def __init__(self, view: QPlainTextEdit, theme: Theme) -> None:
        self._view = view
        self._formats = MarkFormats(theme)
        self._marks: tuple[Mark, ...] = ()
        self._shown = Shown("")
        self._drawn: list[_Drawn] = []

    def set_theme(self, theme: Theme) -> None:
        """Draws them in other colours."""
        self._formats = MarkFormats(theme)
        marks, self._marks = self._marks, ()
        self.show(marks, self._shown)

    def show(self, marks: Sequence[Mark], shown: Shown) -> None:
        """Draws other marks, in a text that the document holds already."""
        wanted = tuple(marks)
        if wanted == self._marks and shown is self._shown:
            return
        before, self._marks, self._shown = self._marks, wanted, shown
        if self._marks or before:
            lines = by_line(self._marks, shown)
            order = sorted(lines)
            grounds = [self._over(number, piece) for number in order for piece in lines[number] if piece.style in TINTS]
            halos = [self._halo(number, piece) for number in order for piece in lines[number] if _is_small(piece)]
            places = [self._over(number, piece) for number in order for piece in lines[number] if piece.style not in TINTS]
            self._drawn = [*grounds, *halos, *places]
            self._view.setExtraSelections([_selection(one) for one in self._drawn])

    def follow(self, change: Change, shown: Shown) -> None:
        """Moves them with a text that was typed into, and that the document holds already."""
        grown = any(mark.end == change.start for mark in self._marks)  # what is typed behind a place does not belong to it
        moved = tuple([moved for mark in self._marks if (moved := _moved(mark, change)) is not None])
        if grown:
            self._marks = ()
            self.show(moved, shown)
        else:
            self._marks, self._shown = moved, shown

    @property
    def lines(self) -> frozenset[int]:
        """The lines, from 0, in which something is marked."""
        return frozenset(by_line(self._marks, self._shown))

    @property
    def drawn(self) -> list[tuple[int, int, QTextCharFormat]]:
        """First position in the document, last one, and look of each range that is drawn; later ones lie over earlier ones."""
        return [(cursor.selectionStart(), cursor.selectionEnd(), look) for cursor, look in self._drawn]

    def _over(self, number: int, piece: Piece) -> _Drawn:
        made = self._formats.of(piece.style, gone=piece.gone, chosen=piece.chosen)
        return self._range(number, piece.start, piece.start + piece.length, made)

    def _halo(self, number: int, piece: Piece) -> _Drawn:
        """A ground around a small place, which leaves the marks there as they are."""
        starts = self._shown.line_positions
        end = starts[number + 1] - 1 if number + 1 < len(starts) else self._shown.units
        first, last = max(0, piece.start - _HALO), min(end - starts[number], piece.start + piece.length + _HALO)
        return self._range(number, first, last, self._formats.halo)

    def _range(self, number: int, first: int, last: int, look: QTextCharFormat) -> _Drawn:
        line = self._shown.line_positions[number]
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(line + first)
        cursor.setPosition(line + last, QTextCursor.MoveMode.KeepAnchor)
        return _Drawn(cursor, look)


def _selection(one: _Drawn) -> QTextEdit.ExtraSelection:
    """A range as Qt draws it; its fields are only written, since PySide takes the first of them for the whole when it is read."""
    made = QTextEdit.ExtraSelection()
    made.cursor, made.format = one
    return made


def _is_small(piece: Piece) -> bool:
    return piece.chosen and piece.length < _SMALL and piece.style not in TINTS


def _moved(mark: Mark, change: Change) -> Mark | None:
    """A mark in a text into which somebody typed; None where nothing is left of it."""
    start, end = mark.start, mark.end
    by = len(change.text) - (change.end - change.start)
    if start >= change.end:
        start += by
    elif start > change.start:
        start = change.start + len(change.text)
    if end > change.start:
        end = max(end + by, change.start) if end >= change.end else change.start
    return mark._replace(start=start, end=end) if end > start else None
