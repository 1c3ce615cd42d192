"""What stands elsewhere in the cleaned text than in the source: moved runs, told apart from what stayed in its order."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from cleanup.edits import Follow
from cleanup.page import Span
from cleanup.render import Rendered


class Run(NamedTuple):
    """Cleaned text that stands together in the source too, both as half-open ranges of code points, edits inside included.

    `moved` says that it left its place: what kept its order around it is the most text that can be said to have stayed.
    """

    start: int
    end: int
    source: Span
    moved: bool


@dataclass(frozen=True)
class Moves:
    """The runs of a cleaned text, in its order; they hold all its characters but the separators that joins put there."""

    runs: tuple[Run, ...]

    @cached_property
    def moved(self) -> tuple[Run, ...]:
        """The runs that left their place."""
        return tuple(run for run in self.runs if run.moved)

    def at(self, offset: int) -> Run | None:
        """The run that holds an offset of the cleaned text, or ends just before it."""
        number = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        return self.runs[number] if number >= 0 else None

    def of(self, source_offset: int) -> Run | None:
        """The run that a place of the source stands in."""
        number = bisect_right(self._by_source, source_offset, key=lambda run: run.source.start) - 1
        return self._by_source[number] if number >= 0 else None

    @cached_property
    def _by_source(self) -> list[Run]:
        return sorted(self.runs, key=lambda run: run.source.start)


def moves_of(rendered: Rendered) -> Moves:
    """The runs of a cleaned text; one that did not move where no join is in force."""
    runs = _runs(rendered)
    stayed = _longest_rising([source.start for _, _, source in runs], [source.end - source.start for _, _, source in runs])
    return Moves(tuple(Run(start, end, source, number not in stayed) for number, (start, end, source) in enumerate(runs)))


def _runs(rendered: Rendered) -> list[tuple[int, int, Span]]:
    """Maximal runs of segments whose source ranges touch but for what joins removed."""
    if not any(isinstance(segment.edit, Follow) for segment in rendered.segments):
        return [(0, len(rendered.text), Span(0, len(rendered.page.text)))] if rendered.segments else []
    gone = {segment.source_start: segment.source_end for segment in rendered.segments if isinstance(segment.edit, Follow)}
    runs: list[tuple[int, int, Span]] = []
    first = last = begin = reach = -1  # of the run that is being made; -1 before there is one
    for start, end, source_start, source_end, edit in rendered.segments:
        if edit is not None and isinstance(edit, Follow):
            continue
        # A break that a join took out does not part what reads on behind it.
        if first >= 0 and (reach == source_start or gone.get(reach) == source_start):
            last, reach = end, source_end
            continue
        if first >= 0:
            runs.append((first, last, Span(begin, reach)))
        first, last, begin, reach = start, end, source_start, source_end
    if first >= 0:
        runs.append((first, last, Span(begin, reach)))
    return runs


def _longest_rising(starts: Sequence[int], weights: Sequence[int]) -> frozenset[int]:
    """The numbers of the heaviest choice of runs whose starts rise: what stayed. Time n log n, over a tree of best weights."""
    ranks = {start: rank for rank, start in enumerate(sorted(set(starts)), 1)}
    tree: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)
    before: list[int] = []
    best = (0, -1)
    for number, (start, weight) in enumerate(zip(starts, weights, strict=True)):
        rank = ranks[start]
        heaviest = (0, -1)
        at = rank - 1
        while at:
            heaviest = max(heaviest, tree[at])
            at &= at - 1
        before.append(heaviest[1])
        here = (heaviest[0] + weight, number)
        best = max(best, here)
        at = rank
        while at < len(tree):
            tree[at] = max(tree[at], here)
            at += at & -at
    chosen: set[int] = set()
    at = best[1]
    while at >= 0:
        chosen.add(at)
        at = before[at]
    return frozenset(chosen)
