"""A second look at what the first leaves over: tails that probably go on and heads that something probably leads to, all against all.

Once most of a page's joins are as good as known, few ends are left, and the streams so far tell more of them than the lines around do:
what the text has been about, and where the column stands whose end a tail is.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from cleanup.rules.order.candidates import Proposal, Search
from cleanup.rules.order.matching import Candidate, choose, join_probabilities
from cleanup.rules.order.scene import Scene
from cleanup.rules.order.sides import Features
from cleanup.rules.order.streams import STRIDES

LEFT: Final = 0.1
"""Probability of having no partner from which an end is looked at again."""

LINKED: Final = 0.5
"""Probability from which a join counts as one of a stream."""

REACH: Final = 120
"""Heads left over, before and after a tail, that are looked at."""

LOOKED_AT: Final = 24
"""Those of them whose first characters are held against the tail's last ones."""

WEIGHED: Final = 8
"""Those of them that are weighed in full."""

_ABOUT: Final = (3, 10)  # pieces of running text, and lines, of a stream that tell what it is about


class _Around:
    """The streams that the joins which are as good as known make, and what they say of two ends that are left over."""

    def __init__(self, scene: Scene, sure: Sequence[Candidate]) -> None:
        self._scene = scene
        self._before = {join.head: join.tail for join in sure}
        self._after = {join.tail: join.head for join in sure}
        self._pairs: dict[tuple[bool, int, bool], frozenset[str]] = {}

    def features(self, proposal: Proposal, beside: int) -> Features:
        """What the streams say of a join; `beside` is the head that the tail's column would go on with."""
        features: Features = {"left": 1.0}
        lined = proposal.lined
        common = self._said(self._before, proposal.tail, lined) & self._said(self._after, proposal.head, lined)
        if common:
            features["left.shared"] = min(8.0, self._scene.rarity(common))
        if proposal.head == beside:
            features["left.beside"] = 1.0
        return features

    def _said(self, way: Mapping[int, int], number: int, lined: bool) -> frozenset[str]:
        """The rare character pairs of a piece's stream up to it, or from it on."""
        key = (way is self._before, number, lined)
        found = self._pairs.get(key)
        if found is None:
            stream = [number]
            while len(stream) < _ABOUT[lined] and stream[-1] in way:
                stream.append(way[stream[-1]])
            found = self._pairs[key] = self._scene.rare_pairs(stream)
        return found

    def beside(self, tail: int) -> int:
        """The top of the column right of that whose end a line is, where columns were read across; -1 where that is not clear."""
        stride = tail - self._before.get(tail, tail)
        if not 1 < stride <= STRIDES or not self._scene.lined[tail]:
            return -1
        top = tail
        while top >= stride and self._goes_on(top - stride, top):
            top -= stride
        return top + 1

    def _goes_on(self, above: int, line: int) -> bool:
        """Whether a column goes on from one line to another: they are joined, or a sentence ends there and neither is joined elsewhere."""
        came = self._before.get(line)
        return came == above or (came is None and self._scene.finished[above])


def complete(scene: Scene, search: Search, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals, by tail, with those between ends that the first look leaves over, and with what the streams so far say of them."""
    candidates = [Candidate(p.tail, p.head, p.score) for p in proposals]
    chances = join_probabilities(candidates)
    gone: dict[int, float] = defaultdict(float)
    led: dict[int, float] = defaultdict(float)
    by_tail: dict[int, list[Proposal]] = defaultdict(list)
    for proposal, chance in zip(proposals, chances, strict=True):
        gone[proposal.tail] += chance
        led[proposal.head] += chance
        by_tail[proposal.tail].append(proposal)
    pieces = scene.pieces
    tails = [piece for piece in pieces if not scene.finished[piece.number] and gone[piece.number] < 1 - LEFT]
    heads = [piece.number for piece in pieces if led[piece.number] < 1 - LEFT]
    if not tails or not heads:
        return list(proposals)
    likely = choose(candidates, chances, len(pieces))
    around = _Around(scene, [candidates[i] for i in likely.values() if chances[i] >= LINKED])
    left = frozenset(heads)
    for tail in tails:
        number = tail.number
        beside = around.beside(number)
        known = {proposal.head for proposal in by_tail[number]} | {number}
        at = bisect_left(heads, number)
        end = search.end(tail)
        fresh = search.best(end, [head for head in heads[max(0, at - REACH) : at + REACH] if head not in known], LOOKED_AT, WEIGHED)
        if beside in left and beside not in known and beside not in fresh:
            fresh.append(beside)
        some = by_tail[number] + [search.weigh(end, head) for head in fresh]
        by_tail[number] = [p.told(around.features(p, beside)) if p.head in left else p for p in some]
    return [proposal for number in sorted(by_tail) for proposal in by_tail[number]]
