"""The joins of a page that are worth weighing: of each open tail the heads that may follow it, weighed in full where that is not hopeless.

On an ordinary page every head is looked at; on a long one those near the tail, the openest of the page, and those whose first character
makes a word with the tail's last ones.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from math import log2
from typing import Final

from cleanup.language.ngrams import ORDER, squash
from cleanup.rules.order.grids import is_due
from cleanup.rules.order.pairs import (
    balance_features,
    parallel_features,
    place_features,
    repeated_text,
    restarts,
    shared_features,
    text_features,
    width_features,
)
from cleanup.rules.order.pieces import Piece
from cleanup.rules.order.scene import Scene
from cleanup.rules.order.sides import Features, clause_length, clause_rest, head_features, tail_features
from cleanup.rules.order.streams import STRIDES, around, leads, stream_features
from cleanup.rules.order.weights import AT_THE_BREAK, BLOCKS, LINES, Table, table_of

FEW: Final = 200
"""Pieces up to which every tail looks at every head."""

NEAR: Final = 10
"""Pieces before and after a tail whose heads are looked at on a longer page."""

OPEN_HEADS: Final = 16
"""Heads of a longer page, the openest, that every tail looks at."""

WEIGHED: Final = 16
"""Heads of a tail that are weighed in full, the likeliest by what is cheap to tell."""

GRID: Final = 200
"""Pieces on each side among which the cells of one grid are looked for."""

LEAST: Final = -5.5
"""Odds below which a join is forgotten."""

_HOPELESS: Final = 7.0  # odds by which a head may be worse than the best, by what is cheap to tell
_CALLED: Final = 1  # heads on each side that begin with one called-for character, the nearest
_WORD_BONUS: Final = 1.5  # odds for two characters at the break that are a word


@dataclass(frozen=True, slots=True)
class Proposal:
    """A join worth weighing: numbers of the pieces, the evidence of tail, head and pair together, and its natural-log odds.

    `lined` says that both are lines of columns."""

    tail: int
    head: int
    features: Features
    score: float
    lined: bool


def propose(scene: Scene) -> list[Proposal]:
    """The joins worth weighing, by tail, each with its evidence."""
    if all(scene.finished):
        return []
    search = _Search(scene)
    found = [search.proposals(tail) if not scene.finished[tail.number] else [] for tail in scene.pieces]
    said = [_said(scene, number, proposals) for number, proposals in enumerate(found)]
    lead, odds = leads(said), around(said)
    kept = []
    for proposals in found:
        for proposal in proposals:
            steps = proposal.head - proposal.tail
            if proposal.lined and 0 < steps <= STRIDES and scene.pieces[proposal.tail].cell is None:
                extra = stream_features(lead, odds, proposal.tail, steps)
                proposal = replace(proposal, features={**proposal.features, **extra}, score=proposal.score + LINES.weigh(extra))
            if proposal.score > LEAST:
                kept.append(proposal)
    return kept


def _said(scene: Scene, number: int, proposals: Sequence[Proposal]) -> dict[int, float] | None:
    if not scene.lined[number] or not proposals:
        return None
    return {
        p.head - p.tail: sum(LINES.weights[name] * value for name, value in p.features.items() if name in AT_THE_BREAK)
        for p in proposals
        if 0 < p.head - p.tail <= STRIDES and scene.lined[p.head]
    }


@dataclass(frozen=True, slots=True)
class _Head:
    """The beginning of a piece: its evidence, odds, text in the model's alphabet, and what is asked of it again and again.

    `alone` is the log probability of its first characters by themselves, `loose` how much the first wants another before it, `clause`
    the code points before its first mark.
    """

    features: Features
    score: float
    line_score: float
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
        self._lined = scene.lined
        # What the look at every pair reads: a list each, by the number of the head or of the steps to it.
        self._scores = [head.score for head in self._heads]
        self._line_scores = [head.line_score if lined else head.score for head, lined in zip(self._heads, scene.lined, strict=True)]
        self._firsts = [head.squashed[:1] for head in self._heads]
        self._led = [piece.led == "headline" for piece in scene.pieces]
        self._ahead = tuple(_by_distance(table, "ahead", len(scene.pieces)) for table in (BLOCKS, LINES))
        self._back = tuple(_by_distance(table, "back", len(scene.pieces)) for table in (BLOCKS, LINES))
        self._restarts: dict[int, bool] = {}
        self._starts: dict[str, list[int]] = defaultdict(list)
        self._openest: list[int] = []
        if len(scene.pieces) > FEW:
            for number, head in enumerate(self._heads):
                self._starts[head.squashed[:1]].append(number)
            self._openest = nlargest(OPEN_HEADS, range(len(scene.pieces)), key=lambda n: (self._scores[n], -n))

    def _head(self, piece: Piece) -> _Head:
        model = self._models.ngrams
        scene, number = self._scene, piece.number
        held = piece.inner and number > 0 and scene.finished[number - 1]
        features = head_features(piece, model, scene.usual_indent, lined=scene.lined[number], held=held)
        squashed = squash(piece.head)
        alone = model.log_sequence("", squashed[: ORDER - 1])
        loose = self._models.lexicon.bound_start(piece.head)
        return _Head(
            features,
            BLOCKS.weigh(features),
            LINES.weigh(features) if scene.lined[number] else 0.0,
            squashed,
            alone,
            loose,
            clause_length(piece.head),
        )

    def proposals(self, tail: Piece) -> list[Proposal]:
        """The joins of one tail that are not hopeless."""
        scene, number = self._scene, tail.number
        lexicon, model = self._models.lexicon, self._models.ngrams
        density, lined = scene.density[number], scene.lined[number]
        common = tail_features(tail, model, lined=lined, filled=scene.filled[number])
        squashed = squash(tail.tail)
        context = squashed[1 - ORDER :]
        loose = lexicon.bound_end(tail.tail)
        clause = clause_rest(tail.tail)
        found = []
        for other in self._likeliest(tail, squashed):
            piece, head = self._pieces[other], self._heads[other]
            both = lined and self._lined[other]
            features = {**common, **head.features, **place_features(tail, piece, density, lined=both)}
            features |= balance_features(tail, piece, lined=both)
            if both:
                features |= width_features(tail, piece, ended=scene.finished[other])
            gain = model.log_sequence(context, head.squashed[: ORDER - 1]) - head.alone
            repeated = repeated_text(squashed, head.squashed, scene.text, scene.places, scene.threes)
            crossing = lexicon.crossing(tail.tail, piece.head)
            features |= text_features(crossing, (loose, head.loose), gain, repeated, clause + head.clause)
            if not repeated[0] and self._begins_clause(other):
                features["restart"] = 1.0
            features |= parallel_features(tail, piece)
            features |= shared_features(scene.shared(number, other), scene.shared_around(number, other))
            found.append(Proposal(number, other, features, table_of(both).weigh(features), both))
        return found

    def _begins_clause(self, head: int) -> bool:
        if head not in self._restarts:
            self._restarts[head] = restarts(self._heads[head].squashed, self._scene.text)
        return self._restarts[head]

    def _likeliest(self, tail: Piece, squashed: str) -> list[int]:
        """The likeliest heads by place, openness and the two characters at the break; the next piece is always among them."""
        number = tail.number
        density, lined = self._scene.density[number], self._lined[number]
        ending = squashed[-1:]
        odds = self._models.odds_after(ending)
        firsts, scores = self._firsts, self._line_scores if lined else self._scores
        ahead, back, led = self._ahead[lined], self._back[lined], table_of(lined).weights["far.led"]
        rated = []
        for other in self._within_reach(number, squashed):
            steps = other - number
            if steps == 1:
                both = lined and self._lined[other]
                place = table_of(both).weigh(place_features(tail, self._pieces[other], density, lined=both))
            else:
                place = ahead[steps] if steps > 0 else back[-steps]
                if self._led[other]:
                    place += led
            first = firsts[other]
            gain = odds.get(first)
            if gain is None:
                gain = odds[first] = self._odds(ending, first)
            rated.append((scores[other] + place + gain, -other))
        best = nlargest(WEIGHED, rated)
        numbers = [-other for score, other in best if score > best[0][0] - _HOPELESS]
        last = number + (STRIDES if lined else 1)
        due = [*range(number + 1, min(len(self._pieces), last + 1))]
        if tail.cell is not None:
            due += self._below(tail)
        numbers += [other for other in dict.fromkeys(due) if other not in numbers]
        return numbers

    def _below(self, tail: Piece) -> list[int]:
        """The cell below a cell, and at a column's end the first of the next column."""
        return [
            piece.number
            for piece in self._pieces[max(0, tail.number - GRID) : tail.number + GRID]
            if piece.cell is not None and tail.cell is not None and is_due(tail.cell, piece.cell)
        ]

    def _odds(self, last: str, first: str) -> float:
        """Odds that the two characters at a break give."""
        if not last or not first:
            return 0.0
        model = self._models.ngrams
        gain = model.log_probability(last, first) - model.log_probability("", first)
        odds = BLOCKS.weights["gram"] * gain if gain > 0 else BLOCKS.weights["ungram"] * min(3.0, -gain)
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


def _by_distance(table: Table, way: str, count: int) -> list[float]:
    """What a head so many pieces ahead or back is worth by its place alone, by the number of pieces."""
    near, far = table.weights[way], table.weights[f"{way}.far"]
    return [near + far * log2(steps + (way == "back")) if steps else 0.0 for steps in range(count)]
