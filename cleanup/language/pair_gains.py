"""How well each two neighbouring characters of a text go together, by the character model: where a text is looked at more closely."""

import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import compress
from operator import add
from typing import Final, cast

from cleanup.language import models
from cleanup.language.alikes import PairsInWords, load_pairs_in_words
from cleanup.language.chars import code_units
from cleanup.language.ngram_table import LOG_STEP, NgramTable

UNSEEN: Final = -4.0
"""The gain of a pair that the model never saw."""

NOTHING: Final = 64
"""The level of a pair that gains nothing; `UNSEEN` is 0. Levels are steps of the model's logarithms."""

_MOST: Final = 255  # a level is one byte
_IN_WORDS: Final = 256  # is added to the level of a pair that stands in words
_KEPT: Final = 1 << 15  # pairs that are remembered; a page of a newspaper has five thousand, nine in ten of which a page before had


def gain_of(levels: int, pairs: int = 1) -> float:
    """What so many pairs gain whose levels add up to that, as a natural logarithm."""
    return (levels - pairs * NOTHING) * LOG_STEP


def levels_of(gain: float) -> int:
    """A gain, or a difference of gains, in steps of levels."""
    return round(gain / LOG_STEP)


@dataclass(frozen=True)
class Neighbours:
    """The pairs of neighbours of a text: one more than it has characters.

    That of a character with the one before it stands at the character's own place, that with the one after it at the next. At both ends
    there is none: its code is 0, and it gains nothing. `in_words` holds 1 where a pair stands in words that are not rare, else 0.
    """

    text: str
    codes: Sequence[int]
    levels: bytes
    in_words: bytes

    @cached_property
    def weak(self) -> Sequence[int]:
        """The characters whose two pairs together lose something: the places at which anything is looked for."""
        least = 2 * NOTHING
        return [at for at, both in enumerate(map(add, self.levels, self.levels[1:])) if both < least]

    @cached_property
    def word_pairs(self) -> Counter[int]:
        """How often the text has each pair that stands in words, by its code."""
        return Counter(compress(self.codes, self.in_words))

    @cached_property
    def apart(self) -> Sequence[int]:
        """The codes of each two characters with one between them, at the place of the first."""
        data = code_units(self.text)
        both = bytearray(2 * max(0, len(data) - 4))
        both[0::4], both[1::4], both[2::4], both[3::4] = data[0:-4:2], data[1:-4:2], data[4::2], data[5::2]
        return _numbers(both, 0, len(both) // 4)

    @cached_property
    def characters(self) -> Counter[str]:
        """How often the text has each character."""
        return Counter(self.text)


def code_of(first: str, second: str) -> int:
    """The number of a pair of characters; that of one beyond the basic plane is no pair's."""
    return ord(first) | ord(second) << 16


def pair_of(code: int) -> tuple[str, str]:
    """The two characters of a pair's number; ("", "") for 0, which is none."""
    return (chr(code & 0xFFFF), chr(code >> 16)) if code else ("", "")


class PairGains:
    """What the character model has of pairs, asked for whole texts at once."""

    def __init__(self, table: NgramTable, words: PairsInWords) -> None:
        self._table = table
        self._followers, self._logs = table.levels[1].chars, table.levels[1].logs
        self._words = words
        self._chars: dict[int, _Char | None] = {}
        self._asked: dict[int, int] = {}  # as `_known`, which is cleared less often for it
        self._known: dict[int, int] = {0: NOTHING}  # levels by the codes of pairs, more by `_IN_WORDS` where they stand in words

    def along(self, text: str) -> Neighbours:
        """The pairs of a text.

        >>> list(load_pair_gains().along("到涌知。").levels)
        [64, 0, 0, 64, 64]
        """
        if len(self._known) >= _KEPT:
            self._known.clear()
            self._known[0] = NOTHING
        size = len(text)
        data = code_units(text)
        # The bytes of two neighbours are the number of their pair: a third of the time that two characters as a text would take.
        codes = [0] * (size + 1)
        codes[1:size:2], codes[2:size:2] = _numbers(data, 0, size // 2), _numbers(data, 2, (size - 1) // 2)
        # One that is not known gives None, which no array takes.
        found_levels = cast("Iterable[int]", map(self._known.get, codes))
        try:
            found = array("H", found_levels)
        except TypeError:
            self._known.update((code, self._find(code)) for code in set(codes).difference(self._known))
            found = array("H", map(self._known.__getitem__, codes))
        if sys.byteorder == "big":
            found.byteswap()
        both = found.tobytes()
        return Neighbours(text, codes, both[0::2], both[1::2])

    def levels(self, codes: Iterable[int]) -> list[int]:
        """The levels of pairs by their codes."""
        known = self._known
        return [(known[code] if code in known else self._ask(code)) & _MOST for code in codes]

    def level(self, first: str, second: str) -> int:
        """What `gain` says of two characters, as a level."""
        return self.level_of(ord(first) | ord(second) << 16) if first and second else NOTHING

    def level_of(self, code: int) -> int:
        """The level of a pair by its code."""
        found = self._known.get(code)
        return (self._ask(code) if found is None else found) & _MOST

    def _ask(self, code: int) -> int:
        """What is known of a pair that no text had lately: of what rules think of instead three in four were asked for on pages before."""
        found = self._asked.get(code)
        if found is None:
            if len(self._asked) >= _KEPT // 2:
                self._asked.clear()
            found = self._asked[code] = self._find(code)
        return found

    def gain(self, first: str, second: str) -> float:
        """How much likelier the second of two Han characters is behind the first than anywhere, as a natural logarithm.

        `UNSEEN` where it never was; 0 where either is no common Han character of the plane that has them, or is empty.
        """
        return (self.level(first, second) - NOTHING) * LOG_STEP

    def _find(self, code: int) -> int:
        """The level of a pair, more by `_IN_WORDS` where it stands in words."""
        chars, one, other = self._chars, code & 0xFFFF, code >> 16
        first = chars[one] if one in chars else self._look_up(one)
        second = chars[other] if other in chars else self._look_up(other)
        if first is None or second is None:
            return NOTHING
        number, end = second[0], first[3]
        place = bisect_left(self._followers, number, first[2], end)
        level = 0
        if place < end and self._followers[place] == number:
            level = min(max(NOTHING + second[1] - self._logs[place], 0), _MOST)
        return level + _IN_WORDS if second[4] in first[5] else level

    def _look_up(self, number_of_char: int) -> "_Char | None":
        """What the model has of a common Han character, which is kept; None of any other one."""
        found: _Char | None = None
        if 0x4E00 <= number_of_char <= 0x9FFF:
            char, table = chr(number_of_char), self._table
            number = table.numbers.get(char, -1)
            history = table.longer(table.root, char) or (0, 0, 0, 0.0)
            alone = table.levels[0].logs[table.find_number(table.root, number)] if number >= 0 else 0
            found = number, alone, history[1], history[2], char, self._words.after(char)
        self._chars[number_of_char] = found
        return found


def _numbers(data: bytes | bytearray, start: int, count: int) -> "array[int]":
    """So many little-endian numbers of four bytes."""
    numbers = array("I")
    numbers.frombytes(data[start : start + 4 * count])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


_Char = tuple[int, int, int, int, str, str]
"""A character's number, the steps of its log probability, where its followers stand on the model's second level, the character, and what
stands behind it in words; made too often for a class."""


@cache
def load_pair_gains() -> PairGains:
    """The pairs of the model that ships with Kanwu; one for the process, which remembers what it was asked."""
    return PairGains(models.ngrams().table, load_pairs_in_words())
