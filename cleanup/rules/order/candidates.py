"""The joins of a page that are worth weighing: of each open tail the heads that may follow it, weighed in full where that is not hopeless.

On an ordinary page every head is looked at; on a long one those near the tail, the openest of the page, and those whose first character
makes a word with the tail's last ones.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log2
from typing import Final

from cleanup.language.ngrams import ORDER, squash
from cleanup.rules.order.pairs import (
    balance_features,
    parallel_features,
    place_features,
    repeated_text,
    restarts,
    shared_features,
    text_features,
)
from cleanup.rules.order.pieces import Piece
from cleanup.rules.order.scene import Scene
from cleanup.rules.order.sides import Features, clause_length, clause_rest, head_features, tail_features
from cleanup.rules.order.weights import WEIGHTS, weigh

FEW: Final = 200
"""Pieces up to which every tail looks at every head."""

NEAR: Final = 10
"""Pieces before and after a tail whose heads are looked at on a longer page."""

OPEN_HEADS: Final = 16
"""Heads of a longer page, the openest, that every tail looks at."""

WEIGHED: Final = 10
"""Heads of a tail that are weighed in full, the likeliest by what is cheap to tell."""

LEAST: Final = -5.0
"""Odds below which a join is forgotten."""

_AHEAD, _AHEAD_FAR = WEIGHTS["ahead"], WEIGHTS["ahead.far"]
_BACK, _BACK_FAR = WEIGHTS["back"], WEIGHTS["back.far"]
_FAR_LED = WEIGHTS["far.led"]
_HOPELESS: Final = 6.0  # odds by which a head may be worse than the best, by what is cheap to tell
_CALLED: Final = 1  # heads on each side that begin with one called-for character, the nearest
_WORD_BONUS: Final = 1.5  # odds for two characters at the break that are a word


@dataclass(frozen=True, slots=True)
class Proposal:
    """A join worth weighing: numbers of the pieces, the evidence of tail, head and pair together, and its natural-log odds."""

    tail: int
    head: int
    features: Features
    score: float


def propose(scene: Scene) -> list[Proposal]:
    """The joins worth weighing, by tail, each with its evidence."""
    if all(scene.finished):
        return []
    search = _Search(scene)
    return [proposal for tail in scene.pieces if not scene.finished[tail.number] for proposal in search.proposals(tail)]


@dataclass(frozen=True, slots=True)
class _Head:
    """The beginning of a piece: its evidence, odds, text in the model's alphabet, and what is asked of it again and again.

    `alone` is the log probability of its first characters by themselves, `loose` how much the first wants another before it, `clause`
    the code points before its first mark.
    """

    features: Features
    score: float
    squashed: str
    alone: float
    loose: float
    clause: int


class _Search:
    """The heads of a scene, and what was found out about them so far."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._pieces = scene.pieces
        self._models = scene.models
        self._heads = [self._head(piece) for piece in scene.pieces]
        # What the look at every pair reads: a list each, by the number of the head or of the steps to it.
        self._scores = [head.score for head in self._heads]
        self._firsts = [head.squashed[:1] for head in self._heads]
        self._led = [piece.led == "headline" for piece in scene.pieces]
        self._ahead = [0.0, *(_AHEAD + _AHEAD_FAR * log2(steps) for steps in range(1, len(scene.pieces)))]
        self._back = [_BACK + _BACK_FAR * log2(1 + steps) for steps in range(len(scene.pieces))]
        self._restarts: dict[int, bool] = {}
        self._starts: dict[str, list[int]] = defaultdict(list)
        self._openest: list[int] = []
        if len(scene.pieces) > FEW:
            for number, head in enumerate(self._heads):
                self._starts[head.squashed[:1]].append(number)
            self._openest = nlargest(OPEN_HEADS, range(len(scene.pieces)), key=lambda n: (self._scores[n], -n))

    def _head(self, piece: Piece) -> _Head:
        model = self._models.ngrams
        features = head_features(piece, model, self._scene.usual_indent)
        squashed = squash(piece.head)
        alone = model.log_sequence("", squashed[: ORDER - 1])
        loose = self._models.lexicon.bound_start(piece.head)
        return _Head(features, weigh(features), squashed, alone, loose, clause_length(piece.head))

    def proposals(self, tail: Piece) -> list[Proposal]:
        """The joins of one tail that are not hopeless."""
        scene, number = self._scene, tail.number
        lexicon, model = self._models.lexicon, self._models.ngrams
        width, density = scene.widths[number], scene.density[number]
        common = tail_features(tail, model, width)
        squashed = squash(tail.tail)
        context = squashed[1 - ORDER :]
        loose = lexicon.bound_end(tail.tail)
        clause = clause_rest(tail.tail)
        found = []
        for other in self._likeliest(tail, squashed):
            piece, head = self._pieces[other], self._heads[other]
            features = {**common, **head.features, **place_features(tail, piece, density, width), **balance_features(tail, piece)}
            gain = model.log_sequence(context, head.squashed[: ORDER - 1]) - head.alone
            repeated = repeated_text(squashed, head.squashed, scene.text, scene.places, scene.threes)
            crossing = lexicon.crossing(tail.tail, piece.head)
            features |= text_features(crossing, (loose, head.loose), gain, repeated, clause + head.clause)
            if not repeated[0] and self._begins_clause(other):
                features["restart"] = 1.0
            features |= parallel_features(tail, piece)
            features |= shared_features(scene.shared(number, other))
            score = weigh(features)
            if score > LEAST:
                found.append(Proposal(number, other, features, score))
        return found

    def _begins_clause(self, head: int) -> bool:
        if head not in self._restarts:
            self._restarts[head] = restarts(self._heads[head].squashed, self._scene.text)
        return self._restarts[head]

    def _likeliest(self, tail: Piece, squashed: str) -> list[int]:
        """The likeliest heads by place, openness and the two characters at the break; the next piece is always among them."""
        number = tail.number
        width, density = self._scene.widths[number], self._scene.density[number]
        last = squashed[-1:]
        odds = self._models.odds_after(last)
        firsts, scores, ahead, back = self._firsts, self._scores, self._ahead, self._back
        rated = []
        for other in self._within_reach(number, squashed):
            steps = other - number
            if steps == 1:
                place = weigh(place_features(tail, self._pieces[other], density, width))
            else:
                place = ahead[steps] if steps > 0 else back[-steps]
                if self._led[other]:
                    place += _FAR_LED
            first = firsts[other]
            gain = odds.get(first)
            if gain is None:
                gain = odds[first] = self._odds(last, first)
            rated.append((scores[other] + place + gain, -other))
        best = nlargest(WEIGHED, rated)
        numbers = [-other for score, other in best if score > best[0][0] - _HOPELESS]
        if number + 1 < len(self._pieces) and number + 1 not in numbers:
            numbers.append(number + 1)
        return numbers

    def _odds(self, last: str, first: str) -> float:
        """Odds that the two characters at a break give."""
        if not last or not first:
            return 0.0
        model = self._models.ngrams
        gain = model.log_probability(last, first) - model.log_probability("", first)
        odds = WEIGHTS["gram"] * gain if gain > 0 else WEIGHTS["ungram"] * min(3.0, -gain)
        return odds + _WORD_BONUS if last + first in self._models.lexicon else odds

    def _within_reach(self, number: int, squashed: str) -> Sequence[int]:
        """The heads that a tail looks at, in source order."""
        count = len(self._pieces)
        if count <= FEW:
            return [other for other in range(count) if other != number]
        numbers = set(range(max(0, number - NEAR), min(count, number + NEAR + 1)))
        numbers.update(self._openest)
        for size in (1, 2):
            for first in self._models.lexicon.followers(squashed[-size:]) if len(squashed) >= size else ():
                same = self._starts.get(first)
                if same:
                    at = bisect_left(same, number)
                    numbers.update(same[max(0, at - _CALLED) : at + _CALLED])
        numbers.discard(number)
        return sorted(numbers)
