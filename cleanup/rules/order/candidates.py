"""The joins of a page that are worth weighing: of each open tail the heads that may follow it, weighed in full where that is not hopeless.

On an ordinary page every head is looked at; on a long one those near the tail, the openest of the page, and those whose first character
makes a word with the tail's last ones.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from math import log2
from typing import Final, NamedTuple

from cleanup.language.ngram_breaks import Ending, Opening
from cleanup.language.ngrams import squash
from cleanup.rules.order.grids import is_due
from cleanup.rules.order.pairs import (
    balance_features,
    page_features,
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
from cleanup.rules.order.streams import STRIDES
from cleanup.rules.order.weights import BLOCKS, LINES, Table, table_of

FEW: Final = 200
"""Pieces up to which every tail looks at every head."""

NEAR: Final = 10
"""Pieces before and after a tail whose heads are looked at on a longer page."""

OPEN_HEADS: Final = 16
"""Heads of a longer page, the openest, that every tail looks at."""

LOOKED_AT: Final = 8
"""Heads of a tail whose first characters are held against its last ones, the likeliest by what is cheap to tell."""

WEIGHED: Final = 2
"""Heads of a tail that are weighed in full, besides those that are due."""

GRID: Final = 200
"""Pieces on each side among which the cells of one grid are looked for."""

LEAST: Final = -5.5
"""Odds below which a join is forgotten."""

_HOPELESS: Final = 7.0  # odds by which a head may be worse than the best, by what is cheap to tell
_FITS: Final = 6.0  # odds from which two lines that touch in their paragraph are not asked about further
_BEHIND: Final = 5.0  # odds by which what is cheap to tell of a head may be less than all that is known of the next one
_CALLED: Final = 1  # heads on each side that begin with one called-for character, the nearest
_KEPT: Final = 400  # characters before a break whose odds are kept
_WORD_BONUS: Final = 1.5  # odds for two characters at the break that are a word


class Proposal(NamedTuple):
    """A join worth weighing: numbers of the pieces, the evidence of tail, head and pair, and its natural-log odds.

    `evidence` is in parts that many joins share: none may be changed.
    `lined` says that both are lines of columns, `near` that the head stands where a text mostly goes on: the next piece, one of the next
    few lines of columns, or one of the cells of a grid. `at_break` is the part of the odds that the characters at the break give.
    """

    tail: int
    head: int
    evidence: tuple[Features, ...]
    score: float
    lined: bool
    near: bool
    at_break: float = 0.0

    @property
    def features(self) -> Features:
        """All of the evidence."""
        return {name: value for part in self.evidence for name, value in part.items()}

    def told(self, extra: Features) -> "Proposal":
        """The same with more evidence."""
        score = self.score + table_of(self.lined).weigh(extra)
        return Proposal(self.tail, self.head, (*self.evidence, extra), score, self.lined, self.near, self.at_break)


def fits(scene: Scene, proposal: Proposal) -> bool:
    """Whether two lines touch in their paragraph and so clearly belong together that no other head need be looked at."""
    head = scene.pieces[proposal.head]
    natural = proposal.lined and proposal.head == proposal.tail + 1 and head.inner and scene.pieces[proposal.tail].cell is None
    return natural and proposal.score > _FITS


@dataclass(frozen=True, slots=True)
class _Head:
    """The beginning of a piece: its evidence, odds, text in the model's alphabet, and what is asked of it again and again.

    `opening` is what the character model knows of its beginning, `loose` how much its first character wants another before it, `clause`
    the code points before its first mark.
    """

    features: Features
    score: float
    line_score: float
    squashed: str
    opening: Opening
    loose: float
    clause: int


@dataclass(frozen=True, slots=True)
class End:
    """The end of an unfinished piece: whether it is a line of a column, its evidence, its text in the model's alphabet, how much its last
    character wants another after it, and the code points after its last mark. `scores` are the odds of its evidence before running text
    and before a line. `ending` is what the character model knows of it, and `gains` what heads gain after it and the log probability of
    their first characters there, as they are asked for.
    """

    piece: Piece
    lined: bool
    features: Features
    squashed: str
    loose: float
    clause: int
    scores: tuple[float, float]
    ending: Ending
    gains: dict[int, tuple[float, float]] = field(default_factory=dict, compare=False)


class Search:
    """The heads of a scene, and what was found out about them so far."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._pieces = scene.pieces
        self._models = scene.models
        self._breaks = scene.models.ngrams.breaks
        self._heads = [self._head(piece) for piece in scene.pieces]
        self._lined = scene.lined
        # What the look at every pair reads: a list each, by the number of the head or of the steps to it.
        self._scores = [head.score for head in self._heads]
        self._line_scores = [head.line_score if lined else head.score for head, lined in zip(self._heads, scene.lined, strict=True)]
        self._firsts = [head.squashed[:1] for head in self._heads]
        self._places = tuple(_by_distance(table, len(scene.pieces)) for table in (BLOCKS, LINES))
        led = [piece.led == "headline" for piece in scene.pieces]
        self._rates = tuple(
            [score + table.weights["far.led"] * above for score, above in zip(scores, led, strict=True)]
            for table, scores in ((BLOCKS, self._scores), (LINES, self._line_scores))
        )
        self._odds: dict[str, dict[str, float]] = {}
        self._ends: dict[int, End] = {}
        self._restarts: dict[int, bool] = {}
        self._starts: dict[str, list[int]] = defaultdict(list)
        self._openest: list[int] = []
        for number, first in enumerate(self._firsts):
            self._starts[first].append(number)
        if len(scene.pieces) > FEW:
            self._openest = nlargest(OPEN_HEADS, range(len(scene.pieces)), key=lambda n: (self._scores[n], -n))

    def _head(self, piece: Piece) -> _Head:
        model = self._models.ngrams
        scene, number = self._scene, piece.number
        held = piece.inner and number > 0 and scene.finished[number - 1]
        features = head_features(piece, model, scene.usual_indent, lined=scene.lined[number], held=held)
        squashed = squash(piece.head)
        opening = self._breaks.opening(squashed)
        loose = self._models.lexicon.bound_start(piece.head)
        return _Head(
            features,
            BLOCKS.weigh(features),
            LINES.weigh(features) if scene.lined[number] else 0.0,
            squashed,
            opening,
            loose,
            clause_length(piece.head),
        )

    def proposals(self, tail: Piece) -> list[Proposal]:
        """The joins of one tail that are not hopeless; the one to the next piece stands first, and alone where lines that touch fit."""
        after = tail.number + 1
        end = self.end(tail)
        found = [self.weigh(end, after)] if after < len(self._pieces) else []
        if found and fits(self._scene, found[0]):
            return found
        least = found[0].score - _BEHIND if found else LEAST - _BEHIND
        found += [self.weigh(end, head) for head in self._likeliest(end, least) if head != after]
        return found

    def best(self, end: End, heads: Sequence[int], looked_at: int, weighed: int) -> list[int]:
        """The likeliest of some heads by place, openness and the characters at the break; `looked_at` are held against more of these."""
        return self._best(end, heads, LEAST - _BEHIND, looked_at, weighed)

    def end(self, tail: Piece) -> End:
        """The end of a piece, found out about once."""
        found = self._ends.get(tail.number)
        if found is None:
            found = self._ends[tail.number] = self._end(tail)
        return found

    def _end(self, tail: Piece) -> End:
        lexicon, scene = self._models.lexicon, self._scene
        lined = scene.lined[tail.number]
        features = tail_features(tail, lined=lined, filled=scene.filled[tail.number])
        scores = (BLOCKS.weigh(features), LINES.weigh(features) if lined else 0.0)
        squashed, loose = squash(tail.tail), lexicon.bound_end(tail.tail)
        return End(tail, lined, features, squashed, loose, clause_rest(tail.tail), scores, self._breaks.ending(squashed))

    def _gain(self, end: End, other: int) -> tuple[float, float]:
        found = end.gains.get(other)
        if found is None:
            found = end.gains[other] = self._breaks.gain(end.ending, self._heads[other].opening)
        return found

    def weigh(self, end: End, other: int) -> Proposal:
        """The join of a tail and a head with all its evidence."""
        scene, lexicon = self._scene, self._models.lexicon
        tail, number = end.piece, end.piece.number
        piece, head = self._pieces[other], self._heads[other]
        both = end.lined and self._lined[other]
        place = place_features(tail, piece, scene.density[number], lined=both)
        pair = balance_features(tail, piece, lined=both)
        meet = pair.pop("quotes.meet", 0.0)
        if both:
            pair |= width_features(tail, piece, ended=scene.finished[other])
        gain, likely = self._gain(end, other)
        # What stands behind a dash elsewhere says nothing: a line of a headline may end with one.
        dashed = end.squashed.endswith("—")
        repeated = ("", "") if dashed else repeated_text(end.squashed, head.squashed, scene.text, scene.places, scene.threes)
        crossing = lexicon.crossing(tail.tail, piece.head, keep=False)
        broken = text_features(crossing, (end.loose, head.loose), gain, repeated, end.clause + head.clause)
        last, first = end.squashed[-2:], head.squashed[:1]
        after = scene.after_two(last) if last.isalpha() else ""
        if first and after:
            broken |= page_features(after, first, likely)
        if not repeated[0] and self._begins_clause(other):
            broken["restart"] = 1.0
        if meet:
            broken["quotes.meet"] = meet
        pair |= parallel_features(tail, piece)
        pair |= shared_features(scene.shared(number, other), scene.shared_around(number, other))
        near = tail.cell is not None or 0 < other - number <= (STRIDES if both else 1)
        table = table_of(both)
        at_break = table.weigh(broken)
        score = end.scores[both] + (head.line_score if both else head.score) + table.weigh(place) + table.weigh(pair) + at_break
        return Proposal(number, other, (end.features, head.features, place, pair, broken), score, both, near, at_break)

    def _begins_clause(self, head: int) -> bool:
        if head not in self._restarts:
            self._restarts[head] = restarts(self._heads[head].squashed, self._scene.text)
        return self._restarts[head]

    def _likeliest(self, end: End, least: float) -> list[int]:
        """The likeliest heads by place, openness and the two characters at the break if worth `least`; the lines due are among them."""
        tail, number, lined = end.piece, end.piece.number, end.lined
        numbers = self._best(end, self._within_reach(number, end.squashed), least, LOOKED_AT, WEIGHED)
        last = number + (STRIDES if lined else 1)
        due = [*range(number + 1, min(len(self._pieces), last + 1))]
        if tail.cell is not None:
            due += self._below(tail)
        due += self._called(number, end.squashed)
        numbers += [other for other in dict.fromkeys(due) if other not in numbers]
        return numbers

    def _best(self, end: End, heads: Sequence[int], least: float, looked_at: int, weighed: int) -> list[int]:
        """The likeliest of the heads worth `least` by place, openness and the two characters at the break, once more characters there of
        the first `looked_at` have been looked at.
        """
        number, firsts = end.piece.number, self._firsts
        rates, places = self._rates[end.lined], self._places[end.lined]
        odds = self._odds_after(end.squashed[-1:], {firsts[other] for other in heads})
        best = [(score, -other) for other in heads if (score := rates[other] + places[other - number] + odds[firsts[other]]) > least]
        best.sort(reverse=True)
        del best[looked_at:]
        again = [(max(score, score - odds[firsts[-other]] + self._longer_odds(end, -other)), other) for score, other in best]
        again.sort(reverse=True)
        return [-other for score, other in again[:weighed] if score > best[0][0] - _HOPELESS]

    def _called(self, number: int, squashed: str) -> list[int]:
        """The nearest heads that begin as the page goes on elsewhere after the tail's last two characters: names, above all."""
        found = []
        for first in self._scene.followers(squashed[-2:]):
            same = self._starts[first]
            at = bisect_left(same, number)
            found += [other for other in same[max(0, at - _CALLED) : at + _CALLED + 1] if other != number]
        return found

    def _below(self, tail: Piece) -> list[int]:
        """The cell below a cell, and at a column's end the first of the next column."""
        return [
            piece.number
            for piece in self._pieces[max(0, tail.number - GRID) : tail.number + GRID]
            if piece.cell is not None and tail.cell is not None and is_due(tail.cell, piece.cell)
        ]

    def _odds_after(self, last: str, firsts: Collection[str]) -> Mapping[str, float]:
        """Odds that the two characters at a break give, by the second of them, of those asked for and others."""
        odds = self._odds.get(last)
        if odds is None or len(odds) >= _KEPT:
            if len(self._odds) >= _KEPT:
                self._odds.clear()
            odds = self._odds[last] = {}
        missing = set(firsts).difference(odds)
        if missing:
            odds |= self._find_odds(last, missing)
        return odds

    def _find_odds(self, last: str, firsts: Collection[str]) -> dict[str, float]:
        if not last:
            return dict.fromkeys(firsts, 0.0)
        more, less = BLOCKS.weights["gram"], BLOCKS.weights["ungram"]
        gains = self._breaks.after_one(last, firsts)
        odds = {first: more * gain if gain > 0 else less * min(7.0, -gain) for first, gain in gains.items()}
        for first in self._models.lexicon.words_of_two(last, firsts):
            odds[first] += _WORD_BONUS
        if "" in odds:
            odds[""] = 0.0
        return odds

    def _longer_odds(self, end: End, other: int) -> float:
        """Odds that the characters at a break give, as many as the model looks at."""
        return _odds_of(self._gain(end, other)[0])

    def by_their_ends(self, end: End, most: int) -> list[int]:
        """The heads that seem likeliest by themselves and by the two characters at the break, wherever on the page they stand."""
        odds, scores = self._odds_after(end.squashed[-1:], self._starts), self._line_scores if end.lined else self._scores
        rated = ((score + odds[first], -other) for other, (score, first) in enumerate(zip(scores, self._firsts, strict=True)))
        return [-other for _, other in nlargest(most + 1, rated) if -other != end.piece.number]

    def ends_by_them(self, head: int, ends: Sequence[End], most: int) -> list[int]:
        """Those of some ends that seem likeliest before a head by the two characters at the break."""
        first = self._firsts[head]
        odds = {last: self._odds_after(last, (first,))[first] for last in {end.squashed[-1:] for end in ends}}
        rated = ((odds[end.squashed[-1:]], -end.piece.number) for end in ends if end.piece.number != head)
        return [-tail for _, tail in nlargest(most, rated)]

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


def _odds_of(gain: float) -> float:
    """What the character model's gain is worth where little else is known of a join."""
    return BLOCKS.weights["gram"] * gain if gain > 0 else BLOCKS.weights["ungram"] * min(7.0, -gain)


def _by_distance(table: Table, count: int) -> list[float]:
    """What a head is worth by its place alone, by the pieces from the tail to it; counted from the list's end for one before the tail."""
    odds = table.weights
    ahead = [odds["ahead"] + odds["ahead.far"] * log2(steps) for steps in range(1, count)]
    back = [odds["back"] + odds["back.far"] * log2(1 + steps) for steps in range(1, count)]
    return [0.0, *ahead, *reversed(back)]
