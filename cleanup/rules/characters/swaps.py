"""Characters of a text that may stand for one of their look-alikes, and how likely each is by what stands around it.

Three looks, each dearer than the one before and over fewer places: how the pairs with both neighbours gain by the exchange, what the
character model says of the text around it, and what the cut into words and the rest of the page say.
"""

from collections.abc import Iterator, Mapping
from math import inf, log1p
from types import MappingProxyType
from typing import Final, NamedTuple

from cleanup.language.alikes import Alikes, PairsInWords
from cleanup.language.lexicon import Lexicon
from cleanup.language.ngrams import ORDER, Ngrams, squash
from cleanup.language.pair_gains import Neighbours, PairGains, gain_of, levels_of
from cleanup.rules.characters.swap_weights import Weights, load_looks

LEAST: Final = 3.0  # natural-log units that they must gain by a look-alike

_REACH: Final = 6  # Han characters on each side that are cut into words
_BEFORE: Final = 8  # code points that the character model is given, of which it reads its own order
_NEAR: Final = 8  # code points on each side in which the same character speaks for a figure of speech (能者上，庸者下)
_PAGE: Final = 20_000  # code points on each side in which a word counts as one of the page's
_MOST_ON_PAGE: Final = 8  # times that a word counts which the page has elsewhere
_MOST: Final = 20_000  # look-alikes of a page that the model is asked about; a page of a newspaper has a hundred
_LOGS: Final = tuple(map(log1p, range(_MOST_ON_PAGE + 1)))
_GAINS_OF_ONE: Final = tuple(gain_of(levels) for levels in range(256))
_GAINS_OF_TWO: Final = tuple(gain_of(levels, 2) for levels in range(511))
_CONFIRMED: Final = 3.0  # natural-log odds that a confusion has for it which somebody has confirmed
_KEPT: Final = 1 << 13  # pairs of which the look-alikes are remembered
_ROUNDED: Final = 1e-6  # natural-log units, more than sums of weights are off by rounding
_NONE: Final[Mapping[str, int]] = MappingProxyType({})  # most pairs have none, and one for all takes no room


class Candidate(NamedTuple):
    """A look-alike that makes a word with a neighbour and fits better to both.

    `old` and `new`: what both pairs gain as they are, and with it; `best`: what the better of the two gains with it. `paired`: how often
    the text has the commoner of the two that it makes (the logarithm of one more); `lone`: the same of its other places with the character
    that stands here; `worded`: whether that stands in words with a neighbour.
    """

    at: int
    instead: str
    old: float
    new: float
    best: float
    paired: float
    lone: float
    worded: float


class Swap(NamedTuple):
    """A look-alike that may belong in the place of a character, with its natural-log odds and what speaks for it.

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


class Tables:
    """What is known of the language, with what was asked of it lately."""

    def __init__(self, lexicon: Lexicon, model: Ngrams, alikes: Alikes, words: PairsInWords, pairs: PairGains) -> None:
        self.lexicon = lexicon
        self.model = model
        self.alikes = alikes
        self.words = words
        self.pairs = pairs
        self.firsts: dict[int, Mapping[str, int]] = {}  # by the codes of pairs
        self.seconds: dict[int, Mapping[str, int]] = {}
        self._beside = _Beside(alikes, words)  # at most as many as the basic plane has: none is forgotten
        self._anywhere: dict[str, tuple[float, float, float]] = {}
        self._weights = [(look.bias, *(look.values[name] for name in ("level", "rarity", "common"))) for look in load_looks()]

    def forget(self) -> None:
        """Keeps what is remembered bounded."""
        for known in (self.firsts, self.seconds, self._anywhere):
            if len(known) > _KEPT:
                known.clear()

    def for_first(self, code: int) -> Mapping[str, int]:
        """The look-alikes of a pair's first character that stand before its second in words, with the level of the pair with them."""
        alikes, known = self._beside[code & 0xFFFF][0], self._beside[code >> 16][1]
        few, many = (known, alikes) if len(known) < len(alikes) else (alikes, known)
        both = [char for char in few if char in many]
        found = self.firsts[code] = dict(zip(both, self.pairs.levels_before(both, code >> 16), strict=True)) if both else _NONE
        return found

    def for_second(self, code: int) -> Mapping[str, int]:
        """The look-alikes of a pair's second character that stand behind its first in words, with the level of the pair with them."""
        alikes, known = self._beside[code >> 16][0], self._beside[code & 0xFFFF][2]
        few, many = (known, alikes) if len(known) < len(alikes) else (alikes, known)
        both = [char for char in few if char in many]
        found = self.seconds[code] = dict(zip(both, self.pairs.levels_behind(code & 0xFFFF, both), strict=True)) if both else _NONE
        return found

    def anywhere(self, char: str, instead: str) -> tuple[float, float, float]:
        """What the three looks say of two characters wherever they stand."""
        found = self._anywhere.get(char + instead)
        if found is None:
            level, rarity, common = self.of_characters(char, instead).values()
            pairs, model, whole = (
                bias + by_level * level + by_rarity * rarity + by_common * common for bias, by_level, by_rarity, by_common in self._weights
            )
            found = self._anywhere[char + instead] = pairs, model, whole
        return found

    def of_characters(self, char: str, instead: str) -> dict[str, float]:
        """How alike two characters are, and how common."""
        alone = self.model.log_probability("", char)
        return {
            "level": float(self.alikes.level(char, instead)),
            "rarity": self.model.log_probability("", instead) - alone,
            "common": alone,
        }


class _Beside(dict[int, tuple[str, str, str]]):
    """By the code of a character its look-alikes, and what stands before it and behind it in words."""

    def __init__(self, alikes: Alikes, words: PairsInWords) -> None:
        super().__init__()
        self._alikes, self._words = alikes, words

    def __missing__(self, code: int) -> tuple[str, str, str]:
        char = chr(code)
        found = self[code] = self._alikes.likest(char), self._words.before(char), self._words.after(char)
        return found


def swaps(neighbours: Neighbours, tables: Tables, confirmed: Mapping[str, frozenset[str]], least: float) -> Iterator[Swap]:
    """The look-alikes of odds `least` or more, in the text's order; `confirmed` are those of a character that somebody confirmed."""
    text = neighbours.text
    left = _MOST
    first, second, _ = load_looks()
    second_old, second_new, second_best = (second.values[name] for name in ("old", "new", "best"))
    second_paired, second_lone, second_worded = (second.values[name] for name in ("paired", "lone", "worded"))
    by_gain = second.values["gain"]
    by_log = by_gain + second.values["context"]
    place: Place | None = None
    for at, instead, old, new, best, paired, lone, worded in candidates(neighbours, tables, confirmed, first):
        extra = _CONFIRMED if confirmed and instead in confirmed.get(text[at], ()) else 0.0
        if place is None or place.at != at:
            if left <= 0:
                return
            place = Place(at, tables, neighbours)
        left -= 1
        _, by_model, whole = tables.anywhere(text[at], instead)
        by_model += second_old * old + second_new * new + second_best * best
        by_model += second_paired * paired + second_lone * lone + second_worded * worded - by_gain * place.log_as_is
        log = place.log(instead, -inf if extra else (second.least - by_model) / by_log - _ROUNDED)
        by_model += by_log * log
        if by_model >= second.least or extra:
            swap = place.weighed(instead, log - place.log_as_is, whole + extra, least)
            if swap is not None:
                yield swap


def candidates(
    neighbours: Neighbours, tables: Tables, confirmed: Mapping[str, frozenset[str]], look: Weights | None = None
) -> Iterator[Candidate]:
    """The look-alikes that make a word with a neighbour and fit better to both, where a character fits badly; in the text's order.

    With `look` those alone that are likely enough by it, or that somebody confirmed.
    """
    text, levels, in_words, characters, pairs = (
        neighbours.text,
        neighbours.levels,
        neighbours.in_words,
        neighbours.characters,
        neighbours.word_pairs.get,
    )
    weights = look.values if look is not None else dict.fromkeys(("old", "new", "best", "paired", "lone", "worded"), 0.0)
    by_old, by_new, by_best = weights["old"], weights["new"], weights["best"]
    by_paired, by_lone, by_worded = weights["paired"], weights["lone"], weights["worded"]
    anywhere = tables.anywhere
    most = by_paired * _LOGS[-1]
    for at, before, after, alikes in _better(neighbours, tables, confirmed):
        char, old = text[at], _GAINS_OF_TWO[levels[at] + levels[at + 1]]
        lone, worded = _LOGS[min(characters[char] - 1, _MOST_ON_PAGE)], float(in_words[at] or in_words[at + 1])
        least = -inf if look is None else look.least - by_old * old - by_lone * lone - by_worded * worded
        told = confirmed.get(char, ()) if confirmed else ()
        for instead, from_left, from_right in alikes:
            new, best = _GAINS_OF_TWO[from_left + from_right], _GAINS_OF_ONE[max(from_left, from_right)]
            odds = anywhere(char, instead)[0] + by_new * new + by_best * best
            if odds + most < least and not told:
                continue
            other = ord(instead)
            paired = _LOGS[min(max(pairs(before & 0xFFFF | other << 16, 0), pairs(other | after & 0xFFFF0000, 0)), _MOST_ON_PAGE)]
            if odds + by_paired * paired >= least or instead in told:
                yield Candidate(at, instead, old, new, best, paired, lone, worded)


def _better(
    neighbours: Neighbours, tables: Tables, confirmed: Mapping[str, frozenset[str]]
) -> Iterator[tuple[int, int, int, list[tuple[str, int, int]]]]:
    """The places of which a look-alike makes a word with a neighbour and fits better to both, in the text's order.

    A place, the codes of its two pairs, and each such look-alike with the levels of the pairs that it makes.
    """
    tables.forget()
    text, codes, levels = neighbours.text, neighbours.codes, neighbours.levels
    between, gained = tables.pairs.between, levels_of(LEAST)
    # Most places end at the two look-ups, which is why they do not go through a function where the answer is known.
    seconds, firsts = tables.seconds, tables.firsts
    weak = neighbours.weak
    befores, afters = [codes[at] for at in weak], [codes[at + 1] for at in weak]
    for at, before, after, second, first in zip(weak, befores, afters, map(seconds.get, befores), map(firsts.get, afters), strict=True):
        if second is None:
            second = tables.for_second(before)
        if first is None:
            first = tables.for_first(after)
        if not (second or first or confirmed) or before & 0xFFFF == before >> 16 or after & 0xFFFF == after >> 16:
            continue  # or a character twice: 面面, 冽冽
        least = levels[at] + levels[at + 1] + gained
        found = between(before & 0xFFFF, after >> 16, second, first, least)
        char = text[at]
        if char in confirmed:
            beside = tables.words.after(text[at - 1 : at]) + tables.words.before(text[at + 1 : at + 2])
            for instead in confirmed[char].intersection(beside).difference(second, first):
                (from_left,) = tables.pairs.levels_behind(before & 0xFFFF, instead)
                (from_right,) = tables.pairs.levels_before(instead, after >> 16)
                if from_left + from_right >= least:
                    found.append((instead, from_left, from_right))
        if found:
            found.sort()
            yield at, before, after, found


class Place:
    """A place of a text whose character may be a misread one: what its look-alikes share is worked out once."""

    def __init__(self, at: int, tables: Tables, neighbours: Neighbours) -> None:
        self.at = at
        self._text = text = neighbours.text
        self._tables = tables
        self._char = text[at]
        self._neighbours = neighbours
        self._before = tables.model.histories(squash(text[max(0, at - _BEFORE) : at]))
        self._right = squash(text[at + 1 : at + 1 + _BEFORE])[: ORDER - 1]
        self.log_as_is = self.log(self._char)
        self._run: tuple[str, str, float, str] | None = None

    def log(self, char: str, least: float = -inf) -> float:
        """What the character model says of the text from the place on, with `char` there: a natural logarithm; see `log_from`."""
        return self._tables.model.log_from(self._before, char + self._right, least)

    def by_model(self, candidate: Candidate) -> dict[str, float]:
        """What the first two looks see of a look-alike."""
        log = self.log(candidate.instead)
        values = {name: value for name, value in candidate._asdict().items() if isinstance(value, float)}
        values |= {"gain": log - self.log_as_is, "context": log}
        return values | self._tables.of_characters(self._char, candidate.instead)

    def weighed(self, instead: str, gain: float, anywhere: float, least: float) -> Swap | None:
        """A look-alike with all that speaks for and against it, which is more than `anywhere`; None below the odds `least`."""
        seen = self.seen(instead)
        weights = load_looks().whole.values
        whole = anywhere + weights["gain"] * gain + sum(weights[name] * value for name, value in seen.values.items())
        if whole < least:
            return None
        return Swap(self.at, self._char, instead, self._word(instead), gain, seen.values["words"], seen.page, whole)

    def seen(self, instead: str) -> "Seen":
        """What the third look sees of a look-alike."""
        left, right, log, word = self._cut()
        instead_log, made = self._tables.lexicon.word_at(left + instead + right, len(left))
        low, high = max(0, self.at - _PAGE), self.at + _PAGE
        page = min(self._text.count(made, low, high), _MOST_ON_PAGE) if len(made) > 1 else 0
        levels = self._neighbours.levels
        broken = [self._text[place - 1 : place + 1] for place in (self.at, self.at + 1) if not levels[place]]
        again = bool(broken) and min(self._text.count(pair, low, high) for pair in broken) > 1
        values = {
            "words": instead_log - log,
            "made": float(len(made)),
            "in-word": float(len(made) > 1),
            "was-word": float(len(word) > 1),
            "page": log1p(page),
            "again": float(again),
            "near": float(self._text.count(self._char, max(0, self.at - _NEAR), self.at + _NEAR + 1) > 1),
            "own": log1p(min(self._text.count(self._char, low, high) - 1, _MOST_ON_PAGE)),
        }
        return Seen(values, page)

    def _cut(self) -> tuple[str, str, float, str]:
        """The run of Han characters around the place in two parts, how likely it is as it stands, and the word of the character."""
        if self._run is None:
            text, at = self._text, self.at
            low, high = at, at + 1
            while low > max(0, at - _REACH) and _is_han(text[low - 1]):
                low -= 1
            while high < min(len(text), at + 1 + _REACH) and _is_han(text[high]):
                high += 1
            log, word = self._tables.lexicon.word_at(text[low:high], at - low)
            self._run = text[low:at], text[at + 1 : high], log, word
        return self._run

    def _word(self, instead: str) -> str:
        """The commonest word of two to four characters that a look-alike makes here, the longest of equals; else itself."""
        left, right = self._text[max(0, self.at - 3) : self.at], self._text[self.at + 1 : self.at + 4]
        made = [left[len(left) - before :] + instead + right[:after] for before in range(len(left) + 1) for after in range(len(right) + 1)]
        freq = self._tables.lexicon.freq
        return max((word for word in made if 1 < len(word) < 5 and freq(word)), key=lambda word: (freq(word), len(word)), default=instead)


class Seen(NamedTuple):
    """What the cut into words and the rest of the page say of a look-alike, and how often the page has its word elsewhere."""

    values: Mapping[str, float]
    page: int


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
