"""Whether the text goes on over a hard wrap, or the lines of two columns stand between each other.

A word of the dictionary crosses two in five of the wraps between Han characters of one text, and hardly any between two texts. One wrap
says little, a run of them much: a two-state chain over the wraps of a paragraph (the forward-backward algorithm) gives each wrap its
probability of being inside one text. Where the words leave it open, the character model is asked too.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import groupby
from math import exp, log
from operator import itemgetter
from typing import Final

from cleanup.language.chars import is_han
from cleanup.language.lexicon import Lexicon
from cleanup.language.ngrams import Ngrams, squash
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
CERTAIN: Final = 0.9
"""The probability of being inside one text from which a wrap is certain."""


def going_on(text: str, wraps: Sequence[Wrap], regular: Sequence[bool], lexicon: Lexicon, model: Callable[[], Ngrams]) -> list[float]:
    """For each wrap of a page, in the source's order, the probability that the text goes on over it; `text` is the source.

    Where a paragraph looks interleaved, the wraps in it and in the paragraphs around it must speak for themselves; so must those that are
    not `regular`: their line is not as wide as its column. On a page of more wraps than a newspaper page has, nothing is looked at and
    every wrap is in doubt.
    """
    if len(wraps) > _MOST_WRAPS:
        return [_DOUBTFUL] * len(wraps)
    words = _word_evidence(text, wraps, lexicon)
    rare = _chance_of_columns(words)
    gains: dict[int, float] = {}

    def with_model(number: int) -> float:
        """What words and character model say together; a word that surely crosses leaves the model little to say."""
        if words[number] == _WORD:
            return _WORD
        if number not in gains:
            table = _GAINS_OF_WORDS if words[number] > 0 else _GAINS if words[number] else _GAINS_OF_MARKS
            gains[number] = _gain_evidence(text, wraps[number], model(), table)
        return words[number] + gains[number]

    parts: list[tuple[int, list[float]]] = []
    at = 0
    for _, same in groupby(wraps, key=lambda wrap: wrap.left.paragraph):
        end = at + len(list(same))
        chances = _chain(words[at:end], rare)
        if min(chances) < CERTAIN:
            chances = _chain([with_model(number) for number in range(at, end)], rare)
        parts.append((at, chances))
        at = end
    suspect = [rare >= _SHOWN or min(chances) < _SUSPECT for _, chances in parts]
    result: list[float] = []
    for part, (start, chances) in enumerate(parts):
        near = any(suspect[max(part - _NEAR, 0) : part + _NEAR + 1])
        for number, chance in enumerate(chances, start):
            silent = chance > _DOUBTFUL and (near or not regular[number]) and with_model(number) <= _OWN
            result.append(_DOUBTFUL if silent else chance)
    return result


def _chance_of_columns(words: Sequence[float]) -> float:
    """The chance that columns are interleaved somewhere on the page, by how many of its wraps a word crosses."""
    told = [said for said in words if said]
    crossed = sum(said > 0 for said in told)
    said = crossed * log(_CROSSED_LESS / _CROSSED) + (len(told) - crossed) * log((1 - _CROSSED_LESS) / (1 - _CROSSED))
    odds = _PRIOR / (1 - _PRIOR) * exp(min(said, 50.0))
    return min(max(odds / (1 + odds), _LEAST), _MOST)


def _word_evidence(text: str, wraps: Sequence[Wrap], lexicon: Lexicon) -> list[float]:
    """Log odds that the words at each wrap give; 0 where no word could cross it."""
    sides = [_sides(text, wrap) for wrap in wraps]
    crossing = lexicon.crossing
    evidence: list[float] = []
    for number, (tail, head) in enumerate(sides):
        crossed = crossing(tail, head) if tail and head else None
        if crossed is not None:
            evidence.append(_WORD if crossed.gain > _MUCH else _WEAK_WORD)
        elif _crosses_elsewhere(number, wraps, sides, lexicon):
            evidence.append(_ELSEWHERE)
        else:
            evidence.append(_NO_WORD if tail and head else 0.0)
    return evidence


def _crosses_elsewhere(number: int, wraps: Sequence[Wrap], sides: Sequence[tuple[str, str]], lexicon: Lexicon) -> bool:
    """Whether a word crosses from the line before a wrap to the second or third next, or to the next one from one before."""
    tail, head = sides[number]
    paragraph = wraps[number].left.paragraph
    for other in (number + 1, number + 2) if tail else ():
        if other < len(wraps) and wraps[other].left.paragraph == paragraph and _crosses(lexicon, tail, sides[other][1]):
            return True
    for other in (number - 1, number - 2) if head else ():
        if other >= 0 and wraps[other].left.paragraph == paragraph and _crosses(lexicon, sides[other][0], head):
            return True
    return False


def _crosses(lexicon: Lexicon, tail: str, head: str) -> bool:
    crossing = lexicon.crossing(tail, head) if tail and head else None
    return crossing is not None and crossing.gain > _MUCH


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


def _chain(evidence: Sequence[float], rare: float) -> list[float]:
    """The probability of the state "one text" at each step; `evidence` are log odds for it, `rare` the chance of leaving it."""
    forward: list[tuple[float, float]] = []
    good, bad = 1 - rare, rare
    for said in evidence:
        good, bad = good * (1 - rare) + bad * _STOPS, good * rare + bad * (1 - _STOPS)
        good *= exp(said)
        good, bad = good / (good + bad), bad / (good + bad)
        forward.append((good, bad))
    chances: list[float] = []
    good, bad = 1.0, 1.0
    for (seen_good, seen_bad), said in zip(reversed(forward), reversed(evidence), strict=True):
        chances.append(seen_good * good / (seen_good * good + seen_bad * bad))
        good *= exp(said)
        good, bad = good * (1 - rare) + bad * rare, good * _STOPS + bad * (1 - _STOPS)
        good, bad = good / (good + bad), bad / (good + bad)
    chances.reverse()
    return chances
