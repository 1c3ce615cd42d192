"""Characters of a text that may stand for one of their look-alikes, and how likely each is by what stands around it."""

from collections.abc import Iterator, Mapping
from math import log1p
from types import MappingProxyType
from typing import Final, NamedTuple

from cleanup.language.alikes import LEVELS, Alikes, PairsInWords
from cleanup.language.lexicon import Lexicon
from cleanup.language.ngrams import ORDER, Ngrams, squash
from cleanup.language.odd_pairs import OddPairs

_REACH: Final = 6  # Han characters on each side that are cut into words
_BEFORE: Final = 8  # code points that the character model is given, of which it reads its own order
_LEAST: Final = 4.0  # natural-log units that the pairs with both neighbours must gain for a look-alike to be weighed
_PAGE: Final = 20_000  # code points on each side in which a word counts as one of the page's
_MOST_ON_PAGE: Final = 8  # times that a word counts which the page has elsewhere
_MOST: Final = 20_000  # look-alikes of a page that are weighed, each in a tenth of a millisecond; a page of a newspaper has fifty
_CONFIRMED: Final = 3.0  # natural-log odds that a confusion has for it which somebody has confirmed

# Fitted by logistic regression on pages of newspaper text that no model counted, with confusions planted from a list made by hand.
_WEIGHTS: Final = MappingProxyType({"gain": 0.62, "words": 0.39, "level": 0.27, "both": -0.71, "rarity": -0.32, "page": 1.0, "again": -3.4})
_BIAS: Final = -8.94


class Swap(NamedTuple):
    """A look-alike that may belong in the place of a character: what is weighed, in natural-log odds.

    `gain`: how much likelier the text is with it by the character model; `words`: the same by the best cut into words; `word`: the word
    that it makes; `page`: how often the page has that word elsewhere.
    """

    at: int
    char: str
    instead: str
    word: str
    gain: float
    words: float
    page: int
    odds: float


class Text(NamedTuple):
    """A text and what is known of its language."""

    text: str
    lexicon: Lexicon
    model: Ngrams
    alikes: Alikes
    pairs: PairsInWords
    odd: OddPairs
    confirmed: Mapping[str, frozenset[str]]


def swaps(text: Text) -> Iterator[Swap]:
    """The look-alikes that make a word where a character fits badly to its neighbours, weighed; in the text's order."""
    left = _MOST
    odd = text.odd.places(text.text)
    if not odd.weak:
        return
    unseen = frozenset(odd.unseen)
    for at in _places(text.text, frozenset(odd.weak), unseen):
        for instead in _instead(text, at):
            yield _weighed(text, at, instead, unseen)
            left -= 1
        if left <= 0:
            return


def _places(text: str, weak: frozenset[int], unseen: frozenset[int]) -> list[int]:
    """Characters beside an unseen pair, and those that fit badly on both sides, where there are characters on both."""
    places = {place for at in unseen for place in (at, at + 1)}
    for at in weak:
        if at + 1 in weak or not _is_han(text[at + 2 : at + 3]):
            places.add(at + 1)
        if at - 1 in weak or not (at and _is_han(text[at - 1])):
            places.add(at)
    return sorted(places)


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _instead(text: Text, at: int) -> list[str]:
    """The look-alikes that make a word with a neighbour and fit much better to both."""
    char, left, right = text.text[at], text.text[at - 1 : at], text.text[at + 1 : at + 2]
    alikes = text.alikes.set_of(char)
    if char in text.confirmed:
        alikes |= text.confirmed[char]
    found = alikes & text.pairs.after(left) if left else frozenset()
    if right:
        found |= alikes & text.pairs.before(right)
    if not found:
        return []
    gain = text.odd.gain
    least = _LEAST + (gain(left + char) if left else 0) + (gain(char + right) if right else 0)
    return sorted(each for each in found if (gain(left + each) if left else 0) + (gain(each + right) if right else 0) >= least)


def _weighed(text: Text, at: int, instead: str, unseen: frozenset[int]) -> Swap:
    shown, model = text.text, text.model
    char = shown[at]
    before = squash(shown[max(0, at - _BEFORE) : at])[1 - ORDER :]
    follow = squash(shown[at + 1 : at + 1 + _BEFORE])[: ORDER - 1]
    gain = model.log_sequence(before, instead + follow) - model.log_sequence(before, char + follow)
    low, high = at, at + 1
    while low > max(0, at - _REACH) and _is_han(shown[low - 1]):
        low -= 1
    while high < min(len(shown), at + 1 + _REACH) and _is_han(shown[high]):
        high += 1
    words = text.lexicon.log_probability(shown[low:at] + instead + shown[at + 1 : high]) - text.lexicon.log_probability(shown[low:high])
    word = _word(text, at, instead)
    low, high = max(0, at - _PAGE), at + _PAGE
    page = min(shown.count(word, low, high), _MOST_ON_PAGE)
    broken = [shown[place : place + 2] for place in (at - 1, at) if place in unseen]
    again = bool(broken) and min(shown.count(pair, low, high) for pair in broken) > 1
    level = next((alike.level for alike in text.alikes.of(char) if alike.char == instead), LEVELS // 2)
    values = {
        "gain": gain,
        "words": words,
        "level": level,
        "both": at - 1 in unseen and at in unseen,
        "rarity": model.log_probability("", instead) - model.log_probability("", char),
        "page": log1p(page),
        "again": again,
    }
    odds = _BIAS + sum(_WEIGHTS[name] * value for name, value in values.items())
    if instead in text.confirmed.get(char, ()):
        odds += _CONFIRMED
    return Swap(at, char, instead, word, gain, words, page, odds)


def _word(text: Text, at: int, instead: str) -> str:
    """The commonest word of two to four characters that the look-alike makes with its neighbours, the longest of equals; else itself."""
    left, right = text.text[max(0, at - 3) : at], text.text[at + 1 : at + 4]
    made = [
        left[len(left) - before :] + instead + right[:after]
        for before in range(len(left) + 1)
        for after in range(min(len(right), 3 - before) + 1)
        if before + after
    ]
    return max(made, key=lambda each: (text.lexicon.freq(each), len(each)), default=instead)
