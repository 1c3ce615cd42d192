"""Marks drawn in a text from spans that were computed before; a highlighter that searches nothing."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from desktop.models.mark_changes import MarkChange
from desktop.models.marks import Mark, Style
from desktop.offsets import Change, Shown, units
from desktop.theme import Theme

_Underline = QTextCharFormat.UnderlineStyle
# Marks are told apart by the shape of their underline, not by colour alone.
UNDERLINES: Final = {
    Style.DOUBT: _Underline.WaveUnderline,
    Style.SURE: _Underline.DotLine,
    Style.POSTPONED: _Underline.DashUnderline,
    Style.ACCEPTED: _Underline.SingleUnderline,
    Style.EDITED: _Underline.DashDotLine,
}
TINTS: Final = frozenset({Style.MOVED, Style.STREAM, Style.BESIDE})  # grounds under the other marks
_SMALL: Final = 4  # units below which the chosen place would be overlooked without a halo
_HALO: Final = 6  # units of it on each side
_FEW: Final = 8  # changed lines up to which each is told by itself
_NEAR: Final = 8  # times as many lines that may lie between the first and the last of more
_MANY: Final = 400  # changed lines from which one pass over all of them is faster

# Of one line: first unit, number of units, style, gone, chosen.
_Piece = tuple[int, int, Style, bool, bool]


class MarkHighlighter(QSyntaxHighlighter):
    """Draws marks; each line remembers what it shows, so that only lines whose marks changed are drawn again."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._pieces: dict[int, list[_Piece]] = {}
        self._chosen: dict[int, list[_Piece]] = {}
        self._formats: dict[tuple[Style, bool, bool], QTextCharFormat] = {}
        self._theme = theme
        self._stale: set[int] = set()  # lines whose marks may not be those that they show
        self._lines = -1  # of the document when it was last refreshed

    def set_theme(self, theme: Theme) -> None:
        """Draws all marks in other colours."""
        self._theme = theme
        self._formats.clear()
        self.rehighlight()

    def prepare(self, marks: Sequence[Mark], chosen: Sequence[Mark], shown: Shown) -> None:
        """Takes the marks of a text that the document is about to hold; drawn as Qt meets its lines, or by `refresh`."""
        pieces = _by_line(marks, shown)
        self._stale.update(n for n in self._pieces.keys() | pieces.keys() if self._pieces.get(n) != pieces.get(n))
        self._pieces = pieces
        self.prepare_chosen(chosen, shown)

    def prepare_change(self, change: MarkChange, chosen: Sequence[Mark], before: Shown, after: Shown) -> None:
        """As `prepare`, where all but a few lines keep their marks; `before` is the text that the document holds still."""
        if change.change is not None:
            start, end, now = change.change
            first, last, come = before.line_of(start), before.line_of(end), after.line_of(now)
            if come != last:
                self._pieces = _renumbered(self._pieces, first, last, come - last)
                self._chosen = _renumbered(self._chosen, first, last, come - last)
                self._lines = len(after.line_starts)  # what lies beyond keeps what it shows, under other numbers
            self._stale.update(range(first, come + 1))
        for low, high, marks in change.pieces:
            pieces = _by_line(marks, after)
            for number in range(after.line_of(low), after.line_of(high) + 1):
                self._take(number, pieces.get(number, []))
        self.prepare_chosen(chosen, after)

    def _take(self, number: int, pieces: list[_Piece]) -> None:
        """Takes the marks of one line."""
        if pieces != self._pieces.get(number, []):
            self._stale.add(number)
        if pieces:
            self._pieces[number] = pieces
        else:
            self._pieces.pop(number, None)

    @property
    def lit_lines(self) -> frozenset[int]:
        """The lines, from 0, in which the chosen finding is marked."""
        return frozenset(self._chosen)

    def prepare_chosen(self, marks: Sequence[Mark], shown: Shown) -> None:
        """Takes the marks of the chosen finding, which are drawn over the others."""
        chosen = _by_line(marks, shown)
        self._stale.update(self._chosen, chosen)
        self._chosen = chosen

    def follow(self, change: Change, before: Shown, after: Shown) -> None:
        """Moves the marks with a text that was typed into; those of the lines that were parted or brought together go."""
        first, last = before.line_of(change.start), before.line_of(change.end)
        now = after.line_of(change.start + len(change.text))
        if first == last == now:
            column = before.to_qt(change.start) - before.line_positions[first]
            removed = before.to_qt(change.end) - before.to_qt(change.start)
            added = units(change.text)
            for lines in (self._pieces, self._chosen):
                if first in lines:
                    lines[first] = [piece for old in lines[first] if (piece := _moved(old, column, removed, added)) is not None]
        else:
            self._pieces = _renumbered(self._pieces, first, last, now - last)
            self._chosen = _renumbered(self._chosen, first, last, now - last)
        block = self.document().findBlockByNumber(first)
        while block.isValid() and block.blockNumber() <= now:
            self.rehighlightBlock(block)
            block = block.next()

    def _of(self, number: int) -> tuple[_Piece, ...]:
        """What a line should show."""
        return (*self._pieces.get(number, ()), *self._chosen.get(number, ()))

    def styles_of(self, number: int) -> tuple[Style, ...]:
        """What the marks of a line say, each once, as the gutter repeats it; the chosen finding's tints are not among them."""
        return tuple(dict.fromkeys(piece[2] for piece in self._pieces.get(number, ())))

    def refresh(self) -> None:
        """Draws the lines whose marks are not those that they show."""
        document = self.document()
        if document.blockCount() == self._lines:
            # Nothing moved from line to line: only those can be stale whose marks are others now.
            blocks = [document.findBlockByNumber(number) for number in sorted(self._stale)]
        else:
            blocks = list(_blocks(document))
        self._stale.clear()
        self._lines = document.blockCount()
        changed = [b for b in blocks if b.isValid() and max(b.userState(), 0) != _state(self._of(b.blockNumber()))]
        if len(changed) > _MANY:
            self.rehighlight()
            return
        # Lines near each other are told to the layout as one change: each by itself costs more than drawing it.
        near = len(changed) > _FEW and changed[-1].blockNumber() - changed[0].blockNumber() < _NEAR * len(changed)
        together = QTextCursor(document) if near else None
        if together is not None:
            together.beginEditBlock()
        for block in changed:
            self.rehighlightBlock(block)
        if together is not None:
            together.endEditBlock()

    def highlightBlock(self, text: str) -> None:
        """Qt's call for one line."""
        pieces = self._of(self.currentBlock().blockNumber())
        tinted = False
        for start, length, style, _gone, _chosen in pieces:
            if style in TINTS:
                self.setFormat(start, length, self._format(style, gone=False, chosen=False))
                tinted = True
        for start, length, style, gone, chosen in pieces:
            if style in TINTS:
                continue
            if chosen and length < _SMALL:
                self._paint_halo(start, length, len(text))
            if tinted and not chosen:
                self._paint_over(start, length, self._format(style, gone, chosen))
            else:
                self.setFormat(start, length, self._format(style, gone, chosen))
        self.setCurrentBlockState(_state(pieces))

    def _paint_over(self, start: int, length: int, over: QTextCharFormat) -> None:
        """Gives units a mark and leaves the ground that they have."""
        for at in range(start, start + length):
            both = QTextCharFormat(self.format(at))
            both.merge(over)
            self.setFormat(at, 1, both)

    def _paint_halo(self, start: int, length: int, end: int) -> None:
        """Gives the units around a small place a ground of their own, and leaves their marks."""
        for at in range(max(0, start - _HALO), min(end, start + length + _HALO)):
            around = QTextCharFormat(self.format(at))
            around.setBackground(QColor(self._theme.halo))
            self.setFormat(at, 1, around)

    def _format(self, style: Style, gone: bool, chosen: bool) -> QTextCharFormat:
        key = (style, gone, chosen)
        if key not in self._formats:
            made = QTextCharFormat()
            if style in TINTS:
                made.setBackground(QColor(self._theme.tints[style]))
                self._formats[key] = made
                return made
            made.setUnderlineStyle(UNDERLINES[style])
            made.setUnderlineColor(QColor(self._theme.marks[style]))
            if gone:
                made.setFontStrikeOut(True)
                made.setForeground(QColor(self._theme.dim))
            if chosen:
                made.setBackground(QColor(self._theme.chosen))
                made.setForeground(QColor(self._theme.chosen_text))
            self._formats[key] = made
        return self._formats[key]


def _moved(piece: _Piece, column: int, removed: int, added: int) -> _Piece | None:
    """A piece of a line in which `removed` units at `column` became `added`; None where nothing is left of it."""
    start, length, style, gone, chosen = piece
    end = start + length
    by = added - removed
    if start >= column + removed:
        start += by
    elif start > column:
        start = column + added
    if end > column:
        end = max(end + by, column) if end >= column + removed else column
    return (start, end - start, style, gone, chosen) if end > start else None


def _renumbered(lines: dict[int, list[_Piece]], first: int, last: int, by: int) -> dict[int, list[_Piece]]:
    """The pieces without those of the lines `first` to `last`, and later ones `by` lines further down."""
    return {number + by if number > last else number: pieces for number, pieces in lines.items() if not first <= number <= last}


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.firstBlock()
    while block.isValid():
        yield block
        block = block.next()


def _by_line(marks: Sequence[Mark], shown: Shown) -> dict[int, list[_Piece]]:
    """The marks cut at line ends, by the line of the document."""
    lines: dict[int, list[_Piece]] = {}
    starts = shown.line_positions
    count = len(starts)
    for start, end, style, gone, chosen in marks:
        first, last = shown.to_qt(start), shown.to_qt(end)
        number = bisect_right(starts, first) - 1
        while number < count and starts[number] < last:
            line = starts[number]
            begin = max(first, line) - line
            length = min(last, starts[number + 1] - 1 if number + 1 < count else last) - line - begin
            if length > 0:
                lines.setdefault(number, []).append((begin, length, style, gone, chosen))
            number += 1
    return lines


def _state(pieces: tuple[_Piece, ...]) -> int:
    """A number for what a line shows; 0 for nothing. Qt keeps it with the line when lines move."""
    return hash(pieces) & 0x7FFFFFFF if pieces else 0
