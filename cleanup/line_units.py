"""The lines that an edit made by hand may name: as recognised, and cut further where Follows cut them."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from functools import cached_property

from cleanup.edits import Edit, Follow
from cleanup.order import cut_pieces
from cleanup.page import Page, Span
from cleanup.render import Rendered


def line_units(page: Page, edits: Iterable[Edit]) -> list[Span]:
    """Lines as recognised, cut further where the Follows among `edits` cut them; whole pieces where no line was recognised.

    They are what a Follow made by hand may name: in source order, no two of them share a character.
    """
    follows = [e for e in edits if isinstance(e, Follow)]
    named = {span for f in follows for span in (f.tail, f.head) if span is not None}
    starts = [line.start for line in page.lines]
    return [unit for piece in cut_pieces(page, follows).spans for unit in _in_piece(page, starts, piece, named)]


def _in_piece(page: Page, starts: list[int], piece: Span, named: Collection[Span]) -> list[Span]:
    first, last = bisect_left(starts, piece.start), bisect_left(starts, piece.end)
    inside = [line.span for line in page.lines[first:last] if line.end <= piece.end]
    covers = inside and inside[0].start == piece.start and inside[-1].end == piece.end
    return inside if covers and piece not in named else [piece]


class LineUnits:
    """The same lines looked up near a place, so that a key on a long page does not wait for those of all of it.

    `edits` are those that `now` was rendered from.
    """

    def __init__(self, now: Rendered, edits: Iterable[Edit]) -> None:
        self._page = now.page
        self._cuts = now.cuts
        self._edits = edits

    @cached_property
    def _named(self) -> frozenset[Span]:
        follows = (e for e in self._edits if isinstance(e, Follow))
        return frozenset(span for f in follows for span in (f.tail, f.head) if span is not None)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self._page.lines]

    def at(self, offset: int) -> Span | None:
        """The line that holds a source offset, or ends there; None in a break."""
        number = self._page.paragraphs.at_or_before(offset)
        here = self.of_paragraphs(number, number + 1)
        k = bisect_right(here, offset, key=lambda unit: unit.start) - 1
        return here[k] if k >= 0 and offset <= here[k].end else None

    def around(self, span: Span) -> list[Span]:
        """The lines of all paragraphs that a source range touches, of the one before and of the one after."""
        paragraphs = self._page.paragraphs
        return self.of_paragraphs(paragraphs.at_or_before(span.start) - 1, paragraphs.at_or_before(span.end) + 2)

    def of_paragraphs(self, first: int, last: int) -> list[Span]:
        """The lines of the paragraphs from number `first` to before `last`."""
        spans = self._page.paragraphs.spans[max(first, 0) : max(last, 0)]
        return [unit for start, end in spans for piece in self._pieces(start, end) for unit in self._units(piece)]

    def _units(self, piece: Span) -> list[Span]:
        return _in_piece(self._page, self._line_starts, piece, self._named)

    def _pieces(self, start: int, end: int) -> list[Span]:
        """A paragraph cut where Follows cut it: between two cuts stands a piece, or white space."""
        text = self._page.text
        places = sorted({start, end, *self._cuts_between(start, end)})
        runs = (Span(low, high) for low, high in itertools.pairwise(places))
        return [run for run in runs if not text[run.start : run.end].isspace()]

    @cached_property
    def _sorted_cuts(self) -> list[int]:
        return sorted(self._cuts)

    def _cuts_between(self, start: int, end: int) -> list[int]:
        cuts = self._sorted_cuts
        return cuts[bisect_left(cuts, start) : bisect_right(cuts, end)]
