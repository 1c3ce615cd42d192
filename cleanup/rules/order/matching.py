"""One assignment for a page: how probable each join is when every tail takes at most one head and every head at most one tail.

The joins of a page form a matching in the graph of candidates. A matching's weight is the product of its joins' odds; leaving a tail or
a head alone counts one. Belief propagation gives each join's share of the weight of all matchings (exact on graphs without circles, close
on the sparse ones here).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import exp
from typing import Final, NamedTuple

ROUNDS: Final = 24
DAMPING: Final = 0.2
TOLERANCE: Final = 3e-3
_MOST: Final = 25.0


class Candidate(NamedTuple):
    """A join that may be right: numbers of the two pieces and the natural-log odds that its evidence gives."""

    tail: int
    head: int
    score: float


def join_probabilities(candidates: list[Candidate]) -> list[float]:
    """The probability of each candidate, in their order; those of one tail, or of one head, add up to at most one.

    >>> [round(p, 2) for p in join_probabilities([Candidate(0, 1, 3.0), Candidate(0, 2, 3.0), Candidate(5, 2, 6.0)])]
    [0.95, 0.0, 1.0]
    """
    weights = [exp(max(-_MOST, min(_MOST, c.score))) for c in candidates]
    tails = [c.tail for c in candidates]
    heads = [c.head for c in candidates]
    by_tail, by_head = _groups(tails), _groups(heads)
    to_head = [1.0] * len(candidates)  # how likely the tail is free, but for this join
    to_tail = [1.0] * len(candidates)  # how likely the head is free, but for this join
    stirred: Iterable[int] = by_tail
    for turn in range(ROUNDS):
        moved = _pass(weights, by_tail, stirred, to_tail, to_head, turn)
        stirred = {heads[e] for e in moved} if turn else by_head
        moved = _pass(weights, by_head, stirred, to_head, to_tail, turn)
        stirred = {tails[e] for e in moved}
        if not stirred:
            break
    found = []
    for weight, left, right in zip(weights, to_head, to_tail, strict=True):
        together = weight * left * right
        found.append(together / (1.0 + together))
    return found


def _groups(ends: list[int]) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for index, end in enumerate(ends):
        groups[end].append(index)
    return groups


def _pass(
    weights: list[float], groups: dict[int, list[int]], stirred: Iterable[int], incoming: list[float], outgoing: list[float], turn: int
) -> list[int]:
    """One round of messages from the ends that are `stirred`, in place; gives the candidates whose message moved."""
    moved = []
    for end in stirred:
        members = groups[end]
        claims = [weights[e] * incoming[e] for e in members]
        total = 1.0 + sum(claims)
        for e, claim in zip(members, claims, strict=True):
            others = total - claim
            fresh = 1.0 / others if others > 1.0 else 1.0
            before = outgoing[e]
            if turn:
                fresh += DAMPING * (before - fresh)
            if not -TOLERANCE <= fresh - before <= TOLERANCE:
                moved.append(e)
            outgoing[e] = fresh
    return moved


def choose(candidates: Sequence[Candidate], probabilities: Sequence[float], pieces: int, first: Iterable[int] = ()) -> dict[int, int]:
    """The head taken by each tail: index of the candidate by the tail's number; no head twice, no circle through whole pieces.

    Candidates are taken from the most probable down, those in `first` before all others. `pieces` is how many pieces the page has.
    """
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    chain = list(range(pieces))

    def root(piece: int) -> int:
        while chain[piece] != piece:
            chain[piece] = chain[chain[piece]]
            piece = chain[piece]
        return piece

    likeliest = sorted(range(len(candidates)), key=probabilities.__getitem__, reverse=True)
    for index in (*first, *likeliest):
        tail, head, _ = candidates[index]
        if tail in chosen or head in taken or root(tail) == root(head):
            continue
        chosen[tail] = index
        taken.add(head)
        chain[root(head)] = root(tail)
    return chosen
