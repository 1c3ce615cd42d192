"""A page's joins judged together: which head each open tail takes, how sure that is, and which lines run on in one stream."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Final, NamedTuple

from cleanup.page import Page
from cleanup.rules.order.best_matching import BestMatching, best_matching
from cleanup.rules.order.candidates import GRID, Proposal
from cleanup.rules.order.grids import is_due
from cleanup.rules.order.matching import Candidate, choose, join_probabilities
from cleanup.rules.order.proposing import propose
from cleanup.rules.order.scene import Models, Scene, scenes
from cleanup.rules.order.streams import STRIDES
from cleanup.rules.order.weights import ASK_LINES_FROM, BLOCKS, LINES, STREAM_FROM, Knots, Table

_SURE_DUE: Final = 0.95  # that a column goes on as it came where a sentence ends
_EVEN: Final = 0.5
_ASTRAY: Final = 0.3  # probability of a join that leads away, from which the lines beside it are in doubt
_CLOSE: Final = 3  # lines
LEAST_STREAM: Final = 3
"""Joins of a stream; fewer are questions of their own."""


class Link(NamedTuple):
    """Two lines of a column that follow each other; `join` is the index of the proposal, None where the first line ends a sentence."""

    tail: int
    head: int
    probability: float
    join: int | None


@dataclass(frozen=True)
class Assignment:
    """The joins that a scene's tails may make, with their probabilities, and the one that each makes where it makes one.

    `chosen` gives the proposal's index by the tail's number. `left_out` are chosen ones that the page's best set of joins does without:
    they may be looked at, and are not proposed.
    """

    scene: Scene
    proposals: tuple[Proposal, ...]
    probabilities: tuple[float, ...]
    chosen: Mapping[int, int]
    left_out: frozenset[int] = frozenset()

    @cached_property
    def _by_tail(self) -> Mapping[int, Sequence[int]]:
        by_tail: dict[int, list[int]] = defaultdict(list)
        for index, proposal in enumerate(self.proposals):
            by_tail[proposal.tail].append(index)
        return {
            tail: sorted(found, key=lambda i: (i != self.chosen.get(tail), -self.probabilities[i], i)) for tail, found in by_tail.items()
        }

    def ranked(self, tail: int) -> Sequence[int]:
        """The proposals of a tail, the chosen one first, then the likeliest."""
        return self._by_tail.get(tail, ())

    def nothing(self, tail: int) -> float:
        """The probability that nothing on the page continues a tail."""
        return max(0.0, 1.0 - sum(self.probabilities[i] for i in self.ranked(tail)))

    @cached_property
    def _led(self) -> Mapping[int, float]:
        led: dict[int, float] = defaultdict(float)
        for proposal, probability in zip(self.proposals, self.probabilities, strict=True):
            led[proposal.head] += probability
        return led

    def unled(self, head: int) -> float:
        """The probability that nothing on the page leads to a head."""
        return max(0.0, 1.0 - self._led.get(head, 0.0))

    def touches_next(self, number: int) -> bool:
        """Whether a piece is followed by the next one in one recognised paragraph."""
        pieces = self.scene.pieces
        return number + 1 < len(pieces) and pieces[number + 1].inner

    def is_natural(self, index: int) -> bool:
        """Whether a proposal leaves its two pieces as they stand: one after the other in one recognised paragraph."""
        proposal = self.proposals[index]
        return proposal.head == proposal.tail + 1 and self.scene.pieces[proposal.head].inner

    def naturals(self) -> Iterator[tuple[int, float, bool]]:
        """How sure it is that each open piece goes on with the one it touches in its paragraph.

        By piece: the source offset of its end, the probability, and whether a line of a column close by goes on elsewhere, perhaps.
        """
        pieces = self.scene.pieces
        astray = sorted(
            number
            for tail, index in self.chosen.items()
            if self.scene.lined[tail] and not self.is_natural(index) and self.probabilities[index] >= _ASTRAY
            for number in (tail, self.proposals[index].head)
        )
        for index, proposal in enumerate(self.proposals):
            if self.is_natural(index):
                at = bisect_left(astray, proposal.tail - _CLOSE)
                close = at < len(astray) and astray[at] <= proposal.tail + _CLOSE
                yield pieces[proposal.tail].last.end, self.probabilities[index], close

    @cached_property
    def streams(self) -> tuple[tuple[Link, ...], ...]:
        """Chains of lines of one column each, in the order of reading, without the links that leave two lines as they stand.

        A chain holds links that are sure enough to be taken together, and at least `LEAST_STREAM` of them.
        """
        after = self._links()
        heads = {link.head for link in after.values()}
        found = []
        for first in sorted(after.keys() - heads):
            chain = []
            number = first
            while number in after:
                chain.append(after[number])
                number = after[number].head
            links = tuple(link for link in chain if not self._stays(link))
            if len(links) >= LEAST_STREAM:
                found.append(links)
        return tuple(found)

    def _stays(self, link: Link) -> bool:
        """Whether the two lines of a link may stand as they do."""
        return link.head == link.tail + 1 if link.join is None else self.is_natural(link.join)

    def _links(self) -> Mapping[int, Link]:
        """The sure links between lines of columns, by tail: chosen joins, and what comes next in the column where a sentence ends."""
        scene = self.scene
        after: dict[int, Link] = {}
        for index in self.chosen.values():
            proposal, chance = self.proposals[index], self.probabilities[index]
            least = ASK_LINES_FROM if self.is_natural(index) else STREAM_FROM
            if scene.lined[proposal.tail] and scene.lined[proposal.head] and chance >= least and index not in self.left_out:
                after[proposal.tail] = Link(proposal.tail, proposal.head, chance, index)
        before = {link.head: link for link in after.values()}
        wanted = {self.proposals[index].head for index in self.chosen.values()}
        for number, finished in enumerate(scene.finished):
            head = self._due(number, before) if finished and scene.lined[number] else None
            if head is not None and head not in wanted and head not in before and scene.lined[head]:
                chance = _SURE_DUE * (before[number].probability if number in before else 1.0)
                after[number] = before[head] = Link(number, head, chance, None)
        return after

    def _due(self, number: int, before: Mapping[int, Link]) -> int | None:
        """Where a column goes on after a line that ends a sentence: the cell below, or as many lines further on as it came."""
        pieces = self.scene.pieces
        cell = pieces[number].cell
        if cell is not None:
            return next((p.number for p in pieces[number : number + GRID] if p.cell is not None and is_due(cell, p.cell)), None) or next(
                (p.number for p in pieces[max(0, number - GRID) : number] if p.cell is not None and is_due(cell, p.cell)), None
            )
        came = before.get(number)
        stride = 0 if came is None else number - came.tail
        head = number + stride
        return head if 1 <= stride <= STRIDES and head < len(pieces) and not any(p.led for p in pieces[number + 1 : head + 1]) else None


def assign(scene: Scene) -> Assignment:
    """The joins of a scene, judged together: the best set decides which are proposed, a join's share in all sets how sure it is."""
    return judge(scene, propose(scene), (BLOCKS, LINES))


def judge(scene: Scene, proposals: Sequence[Proposal], tables: tuple[Table, Table]) -> Assignment:
    """The joins that are chosen among some proposals, with their probabilities; `tables` are those of running text and of lines."""
    candidates = [Candidate(p.tail, p.head, p.score) for p in proposals]
    found = calibrated(proposals, join_probabilities(candidates), tables)
    best = best_set(proposals, tables).chosen.values()
    chosen = choose(candidates, found, len(scene.pieces), best)
    return Assignment(
        scene, tuple(proposals), tuple(_shared_out(proposals, found, chosen)), chosen, frozenset(chosen.values()).difference(best)
    )


def best_set(proposals: Sequence[Proposal], tables: tuple[Table, Table] = (BLOCKS, LINES)) -> BestMatching:
    """The best set of joins, where a tail would rather stay alone than take one that is likelier wrong than right."""
    even = {kind: even_odds(knots) for kind, knots in _curves(tables).items()}
    return best_matching([Candidate(p.tail, p.head, p.score - even[p.lined, p.near]) for p in proposals])


def even_odds(knots: Knots) -> float:
    """The natural-log odds of the predicted probability that came to one half."""
    after = next(at for at, (_, came_to) in enumerate(knots) if came_to >= _EVEN)
    (x0, y0), (x1, y1) = knots[after - 1], knots[after]
    predicted = x0 + (x1 - x0) * (_EVEN - y0) / (y1 - y0)
    return log(predicted / (1.0 - predicted))


def calibrated(proposals: Sequence[Proposal], probabilities: Sequence[float], tables: tuple[Table, Table]) -> list[float]:
    """The probabilities as they came to on measured pages, of joins that were chosen there."""
    curves = _curves(tables)
    predicted = {kind: [before for before, _ in knots] for kind, knots in curves.items()}
    return [
        _between(curves[p.lined, p.near], predicted[p.lined, p.near], probability)
        for p, probability in zip(proposals, probabilities, strict=True)
    ]


def _shared_out(proposals: Sequence[Proposal], found: Sequence[float], chosen: Mapping[int, int]) -> list[float]:
    """The probabilities, where those of a tail's other joins share what the chosen one leaves: all of a tail add up to at most one."""
    sums: dict[int, float] = defaultdict(float)
    taken = {tail: found[index] for tail, index in chosen.items()}
    made = frozenset(chosen.values())
    for index, proposal in enumerate(proposals):
        if index not in made:
            sums[proposal.tail] += found[index]
    room = {tail: min(1.0, (1.0 - taken.get(tail, 0.0)) / total) for tail, total in sums.items() if total > 0}
    return [p if i in made else p * room.get(proposal.tail, 1.0) for i, (proposal, p) in enumerate(zip(proposals, found, strict=True))]


def _curves(tables: tuple[Table, Table]) -> Mapping[tuple[bool, bool], Knots]:
    """The calibrations by whether a join is one of lines, and whether its head is near."""
    blocks, lines = tables
    return {(False, False): blocks.far, (False, True): blocks.near, (True, False): lines.far, (True, True): lines.near}


def _between(knots: Knots, predicted: Sequence[float], probability: float) -> float:
    after = min(max(bisect_right(predicted, probability), 1), len(knots) - 1)
    (x0, y0), (x1, y1) = knots[after - 1], knots[after]
    return y0 + (y1 - y0) * min(1.0, (probability - x0) / (x1 - x0)) if x1 > x0 else y1


def assignments(page: Page) -> Iterator[Assignment]:
    """The joins of a page, section by section."""
    return map(assign, scenes(page, load_models()))


def load_models() -> Models:
    """The language data, mapped into memory once a process."""
    from cleanup.language.models import lexicon, ngrams

    return Models(lexicon(), ngrams())
