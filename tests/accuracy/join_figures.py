"""What the joins of damaged pages come to: right, wrong and missed by kind, how far the probabilities hold, what is lost and said so."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import sqrt
from typing import Final, NamedTuple

from cleanup.edits import Follow
from cleanup.finding import Safety
from cleanup.rules.order.alternatives import alternatives, is_asked
from cleanup.rules.order.assignment import Assignment, assign
from tests.accuracy.join_pages import Case

BINS: Final = 10
_Z: Final = 1.96  # of the 95 % interval


@dataclass
class Tally:
    """Joins of a kind: those made and right, those made and wrong, those needed and not made."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)


class Bin(NamedTuple):
    """Joins whose probability lies in a tenth: how many, how many of them right, and the mean of what was predicted."""

    joins: int
    right: int
    predicted: float

    @property
    def interval(self) -> tuple[float, float]:
        """The Wilson interval, at 95 %, of the share that is right."""
        return wilson(self.right, self.joins)

    @property
    def holds(self) -> bool:
        low, high = self.interval
        return low <= self.predicted <= high


def wilson(right: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson (1927); 0 to 1 where nothing was counted.

    >>> [round(x, 3) for x in wilson(600, 600)]
    [0.994, 1.0]
    """
    if not count:
        return 0.0, 1.0
    share, z2 = right / count, _Z * _Z
    middle = share + z2 / (2 * count)
    half = _Z * sqrt(share * (1 - share) / count + z2 / (4 * count * count))
    return max(0.0, (middle - half) / (1 + z2 / count)), min(1.0, (middle + half) / (1 + z2 / count))


class Judged(NamedTuple):
    """A chosen join: its probability and whether it is right, its page's group, and what kind of join it is."""

    probability: float
    right: bool
    group: str
    next: bool
    lined: bool
    near: bool
    safe: bool


@dataclass
class Figures:
    """The figures of some groups of pages.

    `groups` are by group of pages, `kinds` by kind of damage (`wrong` is counted under the kind of place that was joined). `among_three`
    counts needed joins whose head is among the tail's three likeliest, of all in `needed`. `judged` holds each tail's chosen join, `bins`
    their number, how many are right, and the sum of their probabilities, by tenths of it. `torn` counts lines parted from their true
    neighbours, of `neighbours`.
    """

    groups: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    bins: list[list[float]] = field(default_factory=lambda: [[0, 0, 0.0] for _ in range(BINS)])
    judged: list["Judged"] = field(default_factory=list)
    among_three: int = 0
    needed: int = 0
    torn: int = 0
    neighbours: int = 0
    lost: Tally = field(default_factory=Tally)

    @property
    def totals(self) -> tuple[int, int, int]:
        """Right, wrong and missed joins of all kinds."""
        tallies = self.kinds.values()
        return sum(t.right for t in tallies), sum(t.wrong for t in tallies), sum(t.missed for t in tallies)

    @property
    def reliability(self) -> Iterator[Bin]:
        """The bins of predicted probability, lowest first."""
        for count, right, total in self.bins:
            yield Bin(int(count), int(right), total / count if count else 0.0)


def measure(cases: Iterable[Case]) -> Figures:
    """The figures of the rule as it stands over these cases."""
    figures = Figures()
    for case in cases:
        count_case(figures, case, assign(case.scene))
    return figures


def count_case(figures: Figures, case: Case, found: Assignment) -> None:
    """Add one page's joins."""
    made = {}
    for tail, index in found.chosen.items():
        if tail in case.unsure or found.is_natural(index):
            continue
        head, chance = found.proposals[index].head, found.probabilities[index]
        right = case.truth.get(tail) == head
        pieces, lined = found.scene.pieces, found.scene.lined
        following = pieces[head].block == pieces[tail].block + 1
        safe = any(
            fix.safety is Safety.SAFE and fix.edits[0].tail == pieces[tail].last.span and fix.edits[0].head == pieces[head].first.span
            for fix in alternatives(found, case.page.text, pieces[tail], Safety.SAFE)
            if isinstance(fix.edits[0], Follow)
        )
        figures.judged.append(Judged(chance, right, case.group, following, lined[tail] and lined[head], found.proposals[index].near, safe))
        row = figures.bins[min(BINS - 1, int(chance * BINS))]
        row[0] += 1
        row[1] += right
        row[2] += chance
        if is_asked(found, index):
            made[tail] = head
            if not right:
                figures.groups[case.group].wrong += 1
                # A stray may have come from anywhere: a wrong guess of where is counted with the damage.
                where = place_of(found, tail, head)
                figures.kinds["strayed" if where != "next" and "strayed" in case.kinds.values() else where].wrong += 1
    for tail, head in case.truth.items():
        kind = case.kinds[tail]
        if kind == "inner":
            figures.neighbours += 1
            figures.torn += made.get(tail, head) != head
            continue
        for tally in (figures.groups[case.group], figures.kinds[kind]):
            tally.right += made.get(tail) == head
            tally.missed += made.get(tail) != head
        figures.needed += 1
        figures.among_three += head in {found.proposals[i].head for i in found.ranked(tail)[:3]}
    for kind in case.beyond:
        figures.groups[case.group].missed += 1
        figures.kinds[kind].missed += 1
        figures.needed += 1


def place_of(found: Assignment, tail: int, head: int) -> str:
    pieces = found.scene.pieces
    if pieces[tail].cell is not None and pieces[head].cell is not None:
        return "row-merged"
    if head == tail + 1:
        return "next" if pieces[head].block == pieces[tail].block + 1 else "over"
    if found.scene.lined[tail] and found.scene.lined[head] and 0 < head - tail <= 4:
        return "interleaved"
    return "over" if head > tail else "earlier"
