"""Marks drawn in a text from spans that were computed before; a highlighter that searches nothing."""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtGui import QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from desktop.models.mark_changes import MarkChange
from desktop.models.marks import Mark, Style
from desktop.models.pieces import Piece, by_line
from desktop.offsets import Change, Shown, units
from desktop.panels.mark_formats import TINTS, MarkFormats
from desktop.theme import Theme

_FEW: Final = 8  # changed lines up to which each is told by itself
_NEAR: Final = 8  # times as many lines that may lie between the first and the last of more
_MANY: Final = 400  # changed lines from which one pass over all of them is faster
_SHARE: Final = 16  # or one changed line in so many, since Qt takes that much longer to be told of one than to pass over it


class MarkHighlighter(QSyntaxHighlighter):
    """Draws marks; each line remembers what it shows, so that only lines whose marks changed are drawn again."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._pieces: dict[int, list[Piece]] = {}
        self._formats = MarkFormats(theme)
        self._stale: set[int] = set()  # lines whose marks may not be those that they show
        self._lines = -1  # of the document when it was last refreshed

    def set_theme(self, theme: Theme) -> None:
        """Draws all marks in other colours."""
        self._formats = MarkFormats(theme)
        self.rehighlight()

    def prepare(self, marks: Sequence[Mark], shown: Shown) -> None:
        """Takes the marks of a text that the document is about to hold; drawn as Qt meets its lines, or by `refresh`."""
        pieces = by_line(marks, shown)
        self._stale.update(n for n in self._pieces.keys() | pieces.keys() if self._pieces.get(n) != pieces.get(n))
        self._pieces = pieces

    def prepare_change(self, change: MarkChange, before: Shown, after: Shown) -> None:
        """As `prepare`, where all but a few lines keep their marks; `before` is the text that the document holds still."""
        if change.change is not None:
            start, end, now = change.change
            first, last, come = before.line_of(start), before.line_of(end), after.line_of(now)
            if come != last:
                self._pieces = _renumbered(self._pieces, first, last, come - last)
                self._lines = len(after.line_starts)  # what lies beyond keeps what it shows, under other numbers
            self._stale.update(range(first, come + 1))
        for low, high, marks in change.pieces:
            pieces = by_line(marks, after)
            for number in range(after.line_of(low), after.line_of(high) + 1):
                self._take(number, pieces.get(number, []))

    def _take(self, number: int, pieces: list[Piece]) -> None:
        """Takes the marks of one line."""
        if pieces != self._pieces.get(number, []):
            self._stale.add(number)
        if pieces:
            self._pieces[number] = pieces
        else:
            self._pieces.pop(number, None)

    def follow(self, change: Change, before: Shown, after: Shown) -> None:
        """Moves the marks with a text that was typed into; those of the lines that were parted or brought together go."""
        first, last = before.line_of(change.start), before.line_of(change.end)
        now = after.line_of(change.start + len(change.text))
        if first == last == now:
            column = before.to_qt(change.start) - before.line_positions[first]
            removed = before.to_qt(change.end) - before.to_qt(change.start)
            added = units(change.text)
            if first in self._pieces:
                moved = [_moved(piece, column, removed, added) for piece in self._pieces[first]]
                self._pieces[first] = [piece for piece in moved if piece is not None]
        else:
            self._pieces = _renumbered(self._pieces, first, last, now - last)
        block = self.document().findBlockByNumber(first)
        while block.isValid() and block.blockNumber() <= now:
            self._draw_anew(block)
            block = block.next()

    def _of(self, number: int) -> tuple[Piece, ...]:
        """What a line should show."""
        return tuple(self._pieces.get(number, ()))

    def styles_of(self, number: int) -> tuple[Style, ...]:
        """What the marks of a line say, each once, as the gutter repeats it."""
        return tuple(dict.fromkeys(piece.style for piece in self._pieces.get(number, ())))

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
        if len(changed) > min(_MANY, max(_FEW, self._lines // _SHARE)):
            self.rehighlight()
            return
        # Lines near each other are told to the layout as one change: each by itself costs more than drawing it.
        near = len(changed) > _FEW and changed[-1].blockNumber() - changed[0].blockNumber() < _NEAR * len(changed)
        together = QTextCursor(document) if near else None
        if together is not None:
            together.beginEditBlock()
        for block in changed:
            if together is None:
                self._draw_anew(block)
            else:
                self.rehighlightBlock(block)
        if together is not None:
            together.endEditBlock()

    def _draw_anew(self, block: QTextBlock) -> None:
        """Draws one line anew, and has nothing painted but that: Qt's layout would have the whole view painted."""
        layout = self.document().documentLayout()
        layout.blockSignals(True)
        self.rehighlightBlock(block)
        layout.blockSignals(False)
        layout.updateBlock.emit(block)  # marks make a line neither higher nor wider

    def highlightBlock(self, text: str) -> None:
        """Qt's call for one line."""
        pieces = self._of(self.currentBlock().blockNumber())
        tinted = False
        for start, length, style, _gone, _chosen in pieces:
            if style in TINTS:
                self.setFormat(start, length, self._formats.of(style, gone=False, chosen=False))
                tinted = True
        for start, length, style, gone, chosen in pieces:
            if style in TINTS:
                continue
            look = self._formats.of(style, gone=gone, chosen=chosen)
            if tinted:
                self._paint_over(start, length, look)
            else:
                self.setFormat(start, length, look)
        self.setCurrentBlockState(_state(pieces))

    def _paint_over(self, start: int, length: int, over: QTextCharFormat) -> None:
        """Gives units a mark and leaves the ground that they have."""
        for at in range(start, start + length):
            both = QTextCharFormat(self.format(at))
            both.merge(over)
            self.setFormat(at, 1, both)


def _moved(piece: Piece, column: int, removed: int, added: int) -> Piece | None:
    """A piece of a line in which `removed` units at `column` became `added`; None where nothing is left of it."""
    start, end = piece.start, piece.start + piece.length
    by = added - removed
    if start >= column + removed:
        start += by
    elif start > column:
        start = column + added
    if end > column:
        end = max(end + by, column) if end >= column + removed else column
    return piece._replace(start=start, length=end - start) if end > start else None


def _renumbered(lines: dict[int, list[Piece]], first: int, last: int, by: int) -> dict[int, list[Piece]]:
    """The pieces without those of the lines `first` to `last`, and later ones `by` lines further down."""
    return {number + by if number > last else number: pieces for number, pieces in lines.items() if not first <= number <= last}


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.firstBlock()
    while block.isValid():
        yield block
        block = block.next()


def _state(pieces: tuple[Piece, ...]) -> int:
    """A number for what a line shows; 0 for nothing. Qt keeps it with the line when lines move."""
    return hash(pieces) & 0x7FFFFFFF if pieces else 0
