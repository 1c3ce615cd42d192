"""Edit distance of long sequences: exact on short ones, over anchors on long ones, so that its cost stays near the length."""

from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from cleanup.exporters.line_diff import rising

_EXACT: Final = 24_000  # items on both sides up to which the whole is compared at once: about ten milliseconds
_ANCHOR: Final = 16  # items of a run that stands once on each side
_MOST: Final = 60_000  # items of a gap without anchors that are compared at once


class Gap(NamedTuple):
    """A range of one sequence and what stands for it in the other."""

    start: int
    end: int
    other_start: int
    other_end: int


def distance(a: Sequence[Hashable], b: Sequence[Hashable]) -> int:
    """The least number of insertions, deletions and replacements that make `b` of `a`.

    Exact up to 24,000 items. Beyond that runs of 16 items that stand once on both sides are held to be the same place, which
    gives the least number or a little more.
    """
    if len(a) <= _EXACT and len(b) <= _EXACT:
        return _exact(a, b)
    return sum(_bounded(a[g.start : g.end], b[g.other_start : g.other_end]) for g in gaps(a, b, _ANCHOR))


def _exact(a: Sequence[Hashable], b: Sequence[Hashable]) -> int:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(a, b)


def _bounded(a: Sequence[Hashable], b: Sequence[Hashable]) -> int:
    """The distance of a gap; one too large is cut in proportion, which can only add to it."""
    parts = max(len(a), len(b)) // _MOST + 1
    edges = [(len(a) * n // parts, len(b) * n // parts) for n in range(parts + 1)]
    return sum(_exact(a[i:k], b[j:m]) for (i, j), (k, m) in pairwise(edges))


def gaps(a: Sequence[Hashable], b: Sequence[Hashable], anchor: int) -> Iterator[Gap]:
    """What lies between the runs that both sequences share in the same order, first to last."""
    i = j = 0
    for at, other in rising(common_places(a, b, anchor)):
        # Runs overlap: of those on one diagonal the gap between is empty.
        if at < i or other < j:
            if at - i == other - j:
                i, j = max(i, at + anchor), max(j, other + anchor)
            continue
        yield Gap(i, at, j, other)
        i, j = at + anchor, other + anchor
    yield Gap(i, len(a), j, len(b))


def common_places(a: Sequence[Hashable], b: Sequence[Hashable], length: int) -> list[tuple[int, int]]:
    """Where runs of `length` items that stand once in `a` and once in `b` stand in each; in the order of `a`."""
    once, other = _once(a, length), _once(b, length)
    return [(at, other[run]) for run, at in once.items() if run in other]


def _once(items: Sequence[Hashable], length: int) -> dict[Hashable, int]:
    place: dict[Hashable, int] = {}
    for at in range(len(items) - length + 1):
        run: Hashable = items[at : at + length] if isinstance(items, str) else tuple(items[at : at + length])
        place[run] = -1 if run in place else at
    return {run: at for run, at in place.items() if at >= 0}
