"""The one set of joins with the greatest sum of odds: every tail at most one head, every head at most one tail, no circle.

Leaving a tail alone has a price: a join enters the set only for odds above it. Pieces that no chain of candidates connects are solved
apart. Each part is solved exactly, by shortest augmenting paths over the sparse candidates (Jonker and Volgenant 1987, with a place of its
own for each tail that stays alone); circles are broken by branch and bound. Where a page's candidates would ask for more than `WORK`
looks, or a part's circles for more than `BRANCHES` sets, the rest is chosen from the best join down, and the answer says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import Final, NamedTuple

from cleanup.rules.order.matching import Candidate

WORK: Final = 150_000
"""Looks at a candidate that one page may cost, under a second; an ordinary page asks for some hundreds."""

BRANCHES: Final = 64
"""Sets that may be looked at to break the circles of one part."""


class BestMatching(NamedTuple):
    """The chosen candidate of each tail, by the tail's number; the sum of their odds above the price; whether no other set has more.

    `circles` says that a circle had to be broken.
    """

    chosen: Mapping[int, int]
    weight: float
    exact: bool
    circles: bool


def best_matching(candidates: Sequence[Candidate], *, price: float = 0.0, work: int = WORK, branches: int = BRANCHES) -> BestMatching:
    """The best set of joins; `price` is the natural-log odds that a join must exceed.

    >>> dict(best_matching([Candidate(0, 1, 3.0), Candidate(0, 2, 2.9), Candidate(5, 1, 2.5)]).chosen)
    {0: 1, 5: 0}
    """
    graph = _Graph(candidates, price, work)
    chosen: dict[int, int] = {}
    exact, circles = True, False
    for tails in graph.parts():
        part = _best_of(graph, tails, branches)
        chosen.update(part.chosen)
        exact = exact and part.exact
        circles = circles or part.circles
    return BestMatching(chosen, graph.weight(chosen), exact, circles)


def _best_of(graph: "_Graph", tails: Sequence[int], branches: int) -> BestMatching:
    """The best set of the tails of one part."""
    nothing = frozenset[int]()
    best = graph.solve(tails, nothing)
    waiting = [(-graph.weight(best), 0, nothing)]
    sets = {0: best}
    seen = {nothing}
    while waiting and not graph.spent:
        # To forbid more never makes a set better: the best set waiting, once it has no circle, is the best of all.
        _, number, forbidden = heappop(waiting)
        best = sets.pop(number)
        circle = next(graph.circles(best), ())
        if not circle:
            return BestMatching(best, graph.weight(best), exact=True, circles=number > 0)
        if len(seen) > branches:
            break
        for index in circle:
            fewer = forbidden | {index}
            if fewer not in seen and not graph.spent:
                sets[len(seen)] = found = graph.solve(tails, fewer)
                heappush(waiting, (-graph.weight(found), len(seen), fewer))
                seen.add(fewer)
    best = graph.opened(best)
    return BestMatching(best, graph.weight(best), exact=False, circles=len(seen) > 1)


class _Graph:
    """The candidates that are worth more than the price, by tail, the nearest heads first; and how many looks are left."""

    def __init__(self, candidates: Sequence[Candidate], price: float, work: int) -> None:
        self._tails = [candidate.tail for candidate in candidates]
        self._heads = [candidate.head for candidate in candidates]
        self._worth = [candidate.score - price for candidate in candidates]
        self._edges: dict[int, list[int]] = defaultdict(list)
        usable = [index for index, worth in enumerate(self._worth) if worth > 0]
        for index in sorted(usable, key=lambda i: (self._tails[i], abs(self._heads[i] - self._tails[i]), i)):
            self._edges[self._tails[index]].append(index)
        self._left = work

    @property
    def spent(self) -> bool:
        """Whether the looks allowed were not enough."""
        return self._left <= 0

    def weight(self, chosen: Mapping[int, int]) -> float:
        """The sum of the odds above the price."""
        return sum(self._worth[index] for index in chosen.values())

    def parts(self) -> Iterable[Sequence[int]]:
        """The tails by part: no candidate leads from a piece of one part to a piece of another."""
        leader: dict[int, int] = {}

        def part_of(piece: int) -> int:
            way = []
            while leader.setdefault(piece, piece) != piece:
                way.append(piece)
                piece = leader[piece]
            for passed in way:
                leader[passed] = piece
            return piece

        for tail, edges in self._edges.items():
            for index in edges:
                leader[part_of(self._heads[index])] = part_of(tail)
        parts: dict[int, list[int]] = defaultdict(list)
        for tail in self._edges:
            parts[part_of(tail)].append(tail)
        return parts.values()

    def solve(self, tails: Sequence[int], forbidden: frozenset[int]) -> dict[int, int]:
        """The best set of some tails without the forbidden candidates, circles allowed."""
        chosen: dict[int, int] = {}
        holder: dict[int, int] = {}  # the candidate that holds a head
        price: dict[int, float] = defaultdict(float)  # what a head costs beyond its join, as its other claims made it
        for tail in tails:
            if self.spent:
                break
            self._enter(tail, forbidden, chosen, holder, price)
        else:
            return chosen
        late = [index for tail in tails if tail not in chosen for index in self._edges[tail] if index not in forbidden]
        for index in sorted(late, key=lambda i: (-self._worth[i], i)):
            if self._tails[index] not in chosen and self._heads[index] not in holder:
                chosen[self._tails[index]] = holder[self._heads[index]] = index
        return chosen

    def _enter(self, tail: int, forbidden: frozenset[int], chosen: dict[int, int], holder: dict[int, int], price: dict[int, float]) -> None:
        """Let one more tail choose: others move on, or stay alone, where all together gain by it."""
        far: dict[int, float] = {}  # the least loss found to free a head
        came: dict[int, int] = {}  # by which candidate
        done: dict[int, float] = {}  # held heads whose holders were asked to move on
        queue: list[tuple[float, int]] = []
        at, loss, base = tail, 0.0, 0.0
        alone, lonely = float("inf"), tail  # the least loss with which somebody on the way stays alone, and who
        while True:
            # One on the way who gives up its join for nothing loses what that join was worth, `base`.
            if loss + base < alone:
                alone, lonely = loss + base, at
            edges = self._edges[at]
            self._left -= 1 + len(edges)
            for index in edges:
                head = self._heads[index]
                reached = loss + base - self._worth[index] + price[head]
                if head not in done and index not in forbidden and reached < far.get(head, alone):
                    far[head] = reached
                    came[head] = index
                    heappush(queue, (reached, head))
            while queue and (queue[0][1] in done or queue[0][0] > far[queue[0][1]]):
                heappop(queue)
            if not queue or queue[0][0] >= alone:
                shortest, free = alone, None
                break
            loss, head = heappop(queue)
            if head not in holder:
                shortest, free = loss, head
                break
            done[head] = loss
            index = holder[head]
            at, base = self._tails[index], self._worth[index] - price[head]
        for head, reached in done.items():
            price[head] += shortest - reached
        if free is None and lonely == tail:
            return
        # Along the way back each takes the head by which the way went on; the first had none before.
        wanted = self._heads[chosen.pop(lonely)] if free is None else free
        while True:
            index = holder[wanted] = came[wanted]
            before = self._tails[index]
            left = chosen.get(before)
            chosen[before] = index
            if left is None:
                return
            wanted = self._heads[left]

    def circles(self, chosen: Mapping[int, int]) -> Iterator[tuple[int, ...]]:
        """The joins of each circle."""
        seen: set[int] = set()
        for start in chosen:
            at = start
            way: dict[int, int] = {}  # the join of each tail on the way
            while at in chosen and at not in seen:
                seen.add(at)
                way[at] = chosen[at]
                at = self._heads[chosen[at]]
            if at in way:
                # In a set of joins a way can only come back to where it began.
                yield tuple(way.values())

    def opened(self, chosen: Mapping[int, int]) -> dict[int, int]:
        """The set without the weakest join of each circle."""
        weakest = {min(circle, key=lambda index: (self._worth[index], index)) for circle in self.circles(chosen)}
        return {tail: index for tail, index in chosen.items() if index not in weakest}
