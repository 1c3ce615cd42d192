"""A page's text folded for comparison, and the places that begin alike: what shingles are to a corpus, scaled to one page.

The method is seed and extend: short runs of characters that occur more than once (anchored where a word-like run begins, as in
winnowing, where fingerprints are chosen by content) are the seeds, and a seed grows to both sides as far as the text stays the same.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from cleanup.language.lazy import lazy
from cleanup.language.script import fold, has_traditional
from cleanup.page import Span

GRAM = 8
"""Characters of a seed: long enough that a page of prose repeats few, short enough that two readings share most."""

_RUN = lazy(r"\w+")
_LONG_RUN = 24  # a run without any mark: seeds at its start alone would be too few
_LARGE = 400_000  # characters of a page from which on long runs give few seeds, so that memory stays small
_WIDE = lazy("[０-９Ａ-Ｚａ-ｚ]")
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}


class Unit(NamedTuple):
    """A paragraph: its number, its range in the text, and its range in the folded text."""

    number: int
    start: int
    end: int
    low: int
    high: int

    @property
    def size(self) -> int:
        """How many folded characters it has."""
        return self.high - self.low


class Folded:
    """A text without its marks and white space, letters and digits half-width, traditional characters simplified, one to one.

    `edges` are the folded offsets at which the paragraphs begin, and the end.
    """

    def __init__(self, source: str, paragraphs: Sequence[Span]) -> None:
        self.source = source
        self._paragraphs = paragraphs
        self._runs: list[str] = []
        self.edges = [0]
        length = 0
        for start, end in paragraphs:
            found = _RUN.findall(source, start, end)
            self._runs += found
            length += sum(map(len, found))
            self.edges.append(length)
        joined = "".join(self._runs)
        joined = joined.translate(_NARROW) if _WIDE.search(joined) else joined
        self.text = fold(joined) if has_traditional(joined) else joined
        self._places: dict[int, tuple[list[int], list[int]]] = {}

    def __len__(self) -> int:
        """How many paragraphs there are."""
        return len(self._paragraphs)

    def unit(self, number: int) -> Unit:
        """The paragraph of that number; IndexError where there is none."""
        start, end = self._paragraphs[number]
        return Unit(number, start, end, self.edges[number], self.edges[number + 1])

    def number_at(self, offset: int) -> int:
        """The number of the paragraph in which the folded character at `offset` stands."""
        return bisect_right(self.edges, offset) - 1

    def _runs_of(self, unit: Unit) -> tuple[list[int], list[int]]:
        """Where the runs of a paragraph begin, in the folded text and in the text."""
        known = self._places.get(unit.number)
        if known is None:
            spans = [match.span() for match in _RUN.finditer(self.source, unit.start, unit.end)]
            lows = [unit.low, *accumulate((end - start for start, end in spans), initial=unit.low)][1:-1]
            known = self._places[unit.number] = (lows, [start for start, _ in spans])
        return known

    def unfolded(self, offset: int) -> int:
        """The offset in the text of the folded character at `offset`."""
        lows, places = self._runs_of(self.unit(self.number_at(offset)))
        run = bisect_right(lows, offset) - 1
        return places[run] + offset - lows[run]

    def starts_run(self, offset: int) -> bool:
        """Whether a mark or white space stands before the folded character at `offset`, or nothing."""
        lows, _ = self._runs_of(self.unit(self.number_at(offset)))
        run = bisect_left(lows, offset)
        return run < len(lows) and lows[run] == offset

    def _anchors(self) -> list[int]:
        """Folded offsets at which a seed begins: those of runs, and inside long runs those of some characters."""
        text = self.text
        lengths = list(map(len, self._runs))
        starts = list(accumulate(lengths, initial=0))[:-1]
        if not starts:
            return []
        if max(lengths) <= _LONG_RUN:
            return starts
        chosen = 63 if len(text) > _LARGE else 3
        extra = [
            at
            for start, length in zip(starts, lengths, strict=True)
            if length > _LONG_RUN
            for at in range(start + 1, start + length)
            if not ord(text[at]) & chosen and text[at] != text[at - 1]
        ]
        return sorted([*starts, *extra])

    def seeds(self) -> list[list[int]]:
        """For each run of `GRAM` characters that some anchors share, their folded offsets in order; in the order of the first."""
        text = self.text
        anchors = self._anchors()
        grams = [text[at : at + GRAM] for at in anchors]
        last = dict(zip(grams, anchors, strict=True))
        if len(last) == len(grams):
            return []
        groups: dict[str, list[int]] = {}
        for gram, at in [(gram, at) for gram, at, latest in zip(grams, anchors, map(last.__getitem__, grams), strict=True) if at != latest]:
            if len(gram) == GRAM:
                groups.setdefault(gram, []).append(at)
        for gram, places in groups.items():
            places.append(last[gram])
        return list(groups.values())


class Block(NamedTuple):
    """The same `length` folded characters at the folded offsets `a` and `b`, `a` before `b`."""

    a: int
    b: int
    length: int


def common_after(text: str, a: int, b: int, most: int) -> int:
    """How many characters, up to `most`, are the same from `a` and from `b` on."""
    length = 0
    step = 32
    while length < most:
        size = min(step, most - length)
        left, right = text[a + length : a + length + size], text[b + length : b + length + size]
        if left != right:
            return length + _prefix(left, right)
        length += size
        step *= 2
    return length


def common_before(text: str, a: int, b: int, most: int) -> int:
    """How many characters, up to `most`, are the same before `a` and before `b`."""
    length = 0
    step = 32
    while length < most:
        size = min(step, most - length)
        left, right = text[a - length - size : a - length], text[b - length - size : b - length]
        if left != right:
            return length + _prefix(left[::-1], right[::-1])
        length += size
        step *= 2
    return length


def _prefix(left: str, right: str) -> int:
    """How many characters two different texts of one length share at the start, by halving."""
    low, high = 0, len(left) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if left[:middle] == right[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
