"""Whether the text goes on over a hard wrap, or the lines of two columns stand between each other.

A word of the dictionary crosses two in five of the wraps between Han characters of one text, and hardly any between two texts. One wrap
says little, a run of them much: a two-state chain over the wraps of a paragraph (the forward-backward algorithm) gives each wrap its
probability of being inside one text. Where the words leave it open, the character model is asked too. Words take long: where the pairs
of characters at the wraps of a paragraph leave little doubt, and no paragraph of the page looks interleaved, they are not asked for.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import groupby
from math import exp, log
from operator import itemgetter
from typing import Final, NamedTuple

from cleanup.language.chars import is_han
from cleanup.language.lexicon import Lexicon
from cleanup.language.ngrams import Ngrams, squash
from cleanup.language.pair_gains import UNSEEN, code_of, gain_of, load_pair_gains
from cleanup.rules.analysis import Wrap

# Natural-log odds of one text against two, measured on 7,600 wraps of generated pages, a sixth of them between two columns.
_WORD: Final = 3.0  # a word crosses, and the text is much likelier with it
_WEAK_WORD: Final = 1.0
_NO_WORD: Final = -0.47
_MUCH: Final = 2.0  # gain of the lexicon from which a crossing word is a strong one
_ELSEWHERE: Final = -2.5  # no word crosses, but one crosses from this line to the second or third next, or to the next from one before
# Share of the wraps between Han characters that a word crosses: on a page of one text a column, and where a third are interleaved.
_CROSSED: Final = 0.39
_CROSSED_LESS: Final = 0.27
# The character model's gain and what it says: where no word crosses, where none could (a mark or a digit stands there), and where one does.
# Counted on 17,000 wraps of generated pages, 1,600 of them between two columns.
_GAINS: Final = ((-6.0, -4.0), (-4.0, -1.9), (-2.5, -1.35), (-1.5, -0.5), (-0.75, 0.0), (0.2, 0.6), (1.0, 1.05), (2.0, 1.8), (3.0, 2.6))
_GAINS_OF_MARKS: Final = ((-6.0, -3.5), (-4.0, -2.0), (-2.5, -1.2), (-1.3, -0.5), (-0.3, 0.0), (1.2, 0.45), (2.0, 1.0), (4.5, 2.3))
_GAINS_OF_WORDS: Final = ((-3.0, -3.0), (-0.8, -1.0), (0.0, 0.0), (2.0, 0.3), (3.5, 2.5))
# The gain of the pair of characters at a wrap, and what it says by itself: 11,400 wraps, 860 of them between two columns.
_GAINS_OF_PAIRS: Final = (
    *((-4.0, -1.2), (-2.0, -2.0), (-1.25, -1.7), (-0.75, -1.05), (-0.25, -0.33), (0.25, 0.41), (0.75, 0.76), (1.25, 1.6), (2.5, 2.25)),
    *((3.5, 3.5), (5.0, 4.5)),
)
_FAR_PAIR: Final = -0.5  # gain of a pair from which a word is looked for over it where it stands lines apart

_PRIOR: Final = 0.02  # chance that a page has interleaved columns, before its wraps are looked at
_LEAST: Final = 0.005  # the bounds of that chance, and of leaving one text at a wrap
_MOST: Final = 0.4
_SHOWN: Final = 0.05  # chance from which a page counts as one that has them
_STOPS: Final = 0.1  # chance that a run of interleaved lines ends at a wrap
_CONTEXT: Final = 8
_MOST_WRAPS: Final = 20_000
_OWN: Final = 0.5  # log odds from which a wrap speaks for itself
_SUSPECT: Final = 0.1  # chance of a wrap below which its paragraph looks interleaved
_NEAR: Final = 20  # paragraphs before and after such a one
_DOUBTFUL: Final = 0.5
_UNLOOKED: Final = 0.85  # the most that is said of a wrap on a page that looks interleaved and was not looked at thoroughly
_LITTLE_DOUBT: Final = 0.95  # chance by the pairs alone, of all wraps of a paragraph, from which no word is asked for
CERTAIN: Final = 0.9
"""The probability of being inside one text from which a wrap is certain."""


def going_on(
    text: str, wraps: Sequence[Wrap], regular: Sequence[bool], lexicon: Lexicon, model: Callable[[], Ngrams], *, thorough: bool = True
) -> list[float]:
    """For each wrap of a page, in the source's order, the probability that the text goes on over it; `text` is the source.

    Where a paragraph looks interleaved, the wraps in it and in the paragraphs around it must speak for themselves; so must those that are
    not `regular`: their line is not as wide as its column. Where the look is not `thorough`, every wrap of such a page is in doubt. On a
    page of more wraps than a newspaper page has, nothing is looked at and every wrap is in doubt.
    """
    if len(wraps) > _MOST_WRAPS:
        return [_DOUBTFUL] * len(wraps)
    parts = _paragraphs(wraps)
    told = _Evidence(text, wraps, lexicon, model)
    pairs = told.pairs()
    by_pairs = [_chain(pairs[first:last], _LEAST) for first, last in parts]
    open_ones = [number for number, chances in enumerate(by_pairs) if min(chances) < _LITTLE_DOUBT]
    looked_at = _look(told, parts, open_ones, _LEAST)
    if any(looked_at.is_suspect) and not thorough:
        return [min(chance, _UNLOOKED) for part, chances in enumerate(by_pairs) for chance in looked_at.chances.get(part, chances)]
    if any(looked_at.is_suspect):
        rare = _chance_of_columns([told.words(number) for number in range(len(wraps))])
        looked_at = _look(told, parts, range(len(parts)), rare)
    chances_of = [looked_at.chances.get(number, by_pairs[number]) for number in range(len(parts))]
    suspect = looked_at.is_suspect
    result: list[float] = []
    for part, chances in enumerate(chances_of):
        near = any(suspect[max(part - _NEAR, 0) : part + _NEAR + 1])
        for number, chance in enumerate(chances, parts[part][0]):
            silent = chance > _DOUBTFUL and (near or not regular[number]) and told.words_and_model(number) <= _OWN
            result.append(_DOUBTFUL if silent else chance)
    return result


def _paragraphs(wraps: Sequence[Wrap]) -> list[tuple[int, int]]:
    """The first wrap of each paragraph, and the one after its last."""
    parts: list[tuple[int, int]] = []
    numbers = [wrap.left.paragraph for wrap in wraps]
    for _, same in groupby(numbers):
        start = parts[-1][1] if parts else 0
        parts.append((start, start + len(list(same))))
    return parts


class _Looked(NamedTuple):
    """The chances of the wraps of those paragraphs that were looked at, and for all paragraphs whether they look interleaved."""

    chances: Mapping[int, Sequence[float]]
    is_suspect: Sequence[bool]


def _look(told: "_Evidence", parts: Sequence[tuple[int, int]], numbers: Sequence[int], rare: float) -> _Looked:
    """What words, and where they leave it open the character model, say of some paragraphs; `rare` is the chance of leaving a text."""
    chances: dict[int, Sequence[float]] = {}
    for number in numbers:
        wraps = range(*parts[number])
        found = _chain([told.words(wrap) for wrap in wraps], rare)
        if min(found) < CERTAIN:
            found = _chain([told.words_and_model(wrap) for wrap in wraps], rare)
        chances[number] = found
    suspect = [rare >= _SHOWN or (number in chances and min(chances[number]) < _SUSPECT) for number in range(len(parts))]
    return _Looked(chances, suspect)


def _chance_of_columns(words: Sequence[float]) -> float:
    """The chance that columns are interleaved somewhere on the page, by how many of its wraps a word crosses."""
    told = [said for said in words if said]
    crossed = sum(said > 0 for said in told)
    said = crossed * log(_CROSSED_LESS / _CROSSED) + (len(told) - crossed) * log((1 - _CROSSED_LESS) / (1 - _CROSSED))
    odds = _PRIOR / (1 - _PRIOR) * exp(min(said, 50.0))
    return min(max(odds / (1 + odds), _LEAST), _MOST)


class _Evidence:
    """Log odds that a wrap is inside one text, by its number; each is worked out once, when it is asked for."""

    def __init__(self, text: str, wraps: Sequence[Wrap], lexicon: Lexicon, model: Callable[[], Ngrams]) -> None:
        self._text = text
        self._wraps = wraps
        self._lexicon = lexicon
        self._model = model
        self._sides = _Sides(text, wraps)
        self._gain, self._levels = load_pair_gains().gain, load_pair_gains().levels
        self._words: dict[int, float] = {}
        self._both: dict[int, float] = {}

    def pairs(self) -> list[float]:
        """What the two characters at each wrap say; 0 where one of them is no Han character."""
        said, text = _said_of_pairs(), self._text
        ends = [(text[wrap.left.end - 1], text[wrap.right.start]) for wrap in self._wraps]
        levels = self._levels([code_of(last, first) for last, first in ends])
        return [said[level] if is_han(last) and is_han(first) else 0.0 for (last, first), level in zip(ends, levels, strict=True)]

    def words(self, number: int) -> float:
        """What the words at the wrap say; 0 where no word could cross it."""
        found = self._words.get(number)
        if found is None:
            found = self._words[number] = self._look_for_words(number)
        return found

    def words_and_model(self, number: int) -> float:
        """What words and character model say together; a word that surely crosses leaves the model little to say."""
        words = self.words(number)
        if words == _WORD:
            return _WORD
        found = self._both.get(number)
        if found is None:
            table = _GAINS_OF_WORDS if words > 0 else _GAINS if words else _GAINS_OF_MARKS
            found = self._both[number] = words + _gain_evidence(self._text, self._wraps[number], self._model(), table)
        return found

    def _look_for_words(self, number: int) -> float:
        tail, head = self._sides[number]
        # Hardly a word that is worth anything has a pair of characters that the model never saw.
        crossed = self._lexicon.crossing(tail, head) if tail and head and self._gain(tail[-1], head[0]) > UNSEEN else None
        if crossed is not None:
            return _WORD if crossed.gain > _MUCH else _WEAK_WORD
        if self._crosses_elsewhere(number):
            return _ELSEWHERE
        return _NO_WORD if tail and head else 0.0

    def _crosses_elsewhere(self, number: int) -> bool:
        """Whether a word crosses from the line before a wrap to the second or third next, or to the next one from one before."""
        sides, wraps = self._sides, self._wraps
        tail, head = sides[number]
        paragraph = wraps[number].left.paragraph
        for other in (number + 1, number + 2) if tail else ():
            if other < len(wraps) and wraps[other].left.paragraph == paragraph and self._crosses(tail, sides[other][1]):
                return True
        for other in (number - 1, number - 2) if head else ():
            if other >= 0 and wraps[other].left.paragraph == paragraph and self._crosses(sides[other][0], head):
                return True
        return False

    def _crosses(self, tail: str, head: str) -> bool:
        if not tail or not head or self._gain(tail[-1], head[0]) < _FAR_PAIR:
            return False
        crossing = self._lexicon.crossing(tail, head)
        return crossing is not None and crossing.gain > _MUCH


class _Sides(dict[int, tuple[str, str]]):
    """The sides of wraps by their numbers; only of those that are asked for, which on most pages are few."""

    def __init__(self, text: str, wraps: Sequence[Wrap]) -> None:
        super().__init__()
        self._text, self._wraps = text, wraps

    def __missing__(self, number: int) -> tuple[str, str]:
        found = self[number] = _sides(self._text, self._wraps[number])
        return found


def _sides(text: str, wrap: Wrap) -> tuple[str, str]:
    """The end of the line before a wrap and the start of the one after it, each empty where no Han character stands at the wrap."""
    left, right = wrap.left, wrap.right
    end, start = left.end, right.start
    tail = text[max(left.start, end - _CONTEXT) : end]
    head = text[start : min(right.end, start + _CONTEXT)]
    last, first = tail[-1], head[0]
    if not ("\u4e00" <= last <= "\u9fff" or is_han(last)):
        tail = ""
    if not ("\u4e00" <= first <= "\u9fff" or is_han(first)):
        head = ""
    return tail, head


def _gain_evidence(text: str, wrap: Wrap, model: Ngrams, table: Sequence[tuple[float, float]]) -> float:
    (start, end), left, right = wrap.source, wrap.left, wrap.right
    before = squash(text[max(left.start, start - _CONTEXT) : start])
    after = squash(text[end : min(right.end, end + _CONTEXT)])
    return _said(model.gain(before, after), table)


def _said(gain: float, table: Sequence[tuple[float, float]]) -> float:
    """What a table says of a gain: straight between two of its points, the same as at its ends beyond them."""
    number = bisect_right(table, gain, key=itemgetter(0))
    if not number:
        return table[0][1]
    if number == len(table):
        return table[-1][1]
    (low, at_low), (high, at_high) = table[number - 1], table[number]
    return at_low + (at_high - at_low) * ((gain - low) / (high - low))


@cache
def _said_of_pairs() -> tuple[float, ...]:
    """What a pair of each level says."""
    return tuple(_said(gain_of(level), _GAINS_OF_PAIRS) for level in range(256))


def _chain(evidence: Sequence[float], rare: float) -> list[float]:
    """The probability of the state "one text" at each step; `evidence` are log odds for it, `rare` the chance of leaving it."""
    forward: list[tuple[float, float, float]] = []
    good, bad = 1 - rare, rare
    for odds in map(exp, evidence):
        good, bad = good * (1 - rare) + bad * _STOPS, good * rare + bad * (1 - _STOPS)
        good *= odds
        good, bad = good / (good + bad), bad / (good + bad)
        forward.append((good, bad, odds))
    chances: list[float] = []
    good, bad = 1.0, 1.0
    for seen_good, seen_bad, odds in reversed(forward):
        chances.append(seen_good * good / (seen_good * good + seen_bad * bad))
        good *= odds
        good, bad = good * (1 - rare) + bad * rare, good * _STOPS + bad * (1 - _STOPS)
        good, bad = good / (good + bad), bad / (good + bad)
    chances.reverse()
    return chances
