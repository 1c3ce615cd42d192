"""How well each two neighbouring characters of a text go together, by the character model: where a text is looked at more closely."""

import sys
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import compress
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
_LOSES: Final = bytes(both < 2 * NOTHING for both in range(256))  # what the levels of two pairs add up to that lose something
_ZERO: Final = bytes(byte == 0 for byte in range(256))
_IN_WORDS: Final = 256  # is added to the level of a pair that stands in words
# By what a pair gains in steps, from -255 to 255: the negative ones stand at the end, where Python looks for them.
_LEVELS: Final = tuple(min(max(NOTHING + steps, 0), _MOST) for steps in (*range(_MOST + 1), *range(-_MOST, 0)))
_UNKNOWN: Final = chr(sys.maxunicode)  # the number of a character that the model never saw: nothing has it
_NUMBERS: Final = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"
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
        size = len(self.levels)
        wide = bytearray(2 * size)
        wide[0::2] = self.levels
        # One number that holds all levels side by side, and itself moved by one: their sum has what each two neighbours add up to.
        lanes = int.from_bytes(wide, "little")
        both = (lanes + (lanes >> 16)).to_bytes(2 * size + 1, "little")
        low, high = both[0 : 2 * size : 2].translate(_LOSES), both[1 : 2 * size : 2].translate(_ZERO)
        mask = (int.from_bytes(low, "little") & int.from_bytes(high, "little")).to_bytes(size, "little")
        return list(compress(range(size - 1), mask))

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
        self._words = words
        self._chars = _Chars(self._look_up)
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
            new = set(codes).difference(self._known)
            self._known.update(zip(new, self._find_all(new), strict=True))
            found = array("H", map(self._known.__getitem__, codes))
        if sys.byteorder == "big":
            found.byteswap()
        both = found.tobytes()
        return Neighbours(text, codes, both[0::2], both[1::2])

    def levels(self, codes: Iterable[int]) -> list[int]:
        """The levels of pairs by their codes."""
        known, find = self._known, self._find
        return [(known[code] if code in known else find(code)) & _MOST for code in codes]

    def level(self, first: str, second: str) -> int:
        """What `gain` says of two characters, as a level."""
        return self.level_of(ord(first) | ord(second) << 16) if first and second else NOTHING

    def level_of(self, code: int) -> int:
        """The level of a pair by its code."""
        # Nothing is kept of what no text has: of ten pairs that rules think of, three come again before they would be forgotten.
        found = self._known.get(code)
        return (self._find(code) if found is None else found) & _MOST

    def levels_before(self, firsts: Iterable[str], second: int) -> list[int]:
        """The levels of the pairs that common Han characters make with the one behind them, which is given by its code."""
        chars = self._chars
        behind = chars[second]
        found: list[int] = []
        for char in firsts:
            first = chars[ord(char)]
            if first is None or behind is None:
                found.append(NOTHING)
                continue
            place = first[2].find(behind[0])
            found.append(0 if place < 0 else _LEVELS[behind[1] - first[3][place]])
        return found

    def levels_behind(self, first: int, seconds: Iterable[str]) -> list[int]:
        """The levels of the pairs that the one before them, which is given by its code, makes with common Han characters."""
        chars = self._chars
        before = chars[first]
        if before is None:
            return [NOTHING for _ in seconds]
        followers, logs = before[2], before[3]
        found: list[int] = []
        for char in seconds:
            second = chars[ord(char)]
            if second is None:
                found.append(NOTHING)
                continue
            place = followers.find(second[0])
            found.append(0 if place < 0 else _LEVELS[second[1] - logs[place]])
        return found

    def between(
        self, first: int, second: int, behind: Mapping[str, int], before: Mapping[str, int], least: int
    ) -> list[tuple[str, int, int]]:
        """The characters that make pairs of `least` levels together with two characters between which they may stand.

        The two are given by their codes, the others with the level of one pair: `behind` the first of the two, `before` the second. Gives
        each with its levels behind the first and before the second.
        """
        # The inner loop of the search for look-alikes: what `levels_before` and `levels_behind` do is written out.
        chars = self._chars
        left, right = chars[first], chars[second]
        found: list[tuple[str, int, int]] = []
        for char, level in behind.items():
            middle = chars[ord(char)]
            if middle is None or right is None:
                other = NOTHING
            else:
                place = middle[2].find(right[0])
                other = 0 if place < 0 else _LEVELS[right[1] - middle[3][place]]
            if level + other >= least:
                found.append((char, level, other))
        if before:
            for char, level in before.items():
                middle = chars[ord(char)]
                if left is None or middle is None:
                    other = NOTHING
                else:
                    place = left[2].find(middle[0])
                    other = 0 if place < 0 else _LEVELS[middle[1] - left[3][place]]
                if level + other >= least and char not in behind:
                    found.append((char, other, level))
        return found

    def gain(self, first: str, second: str) -> float:
        """How much likelier the second of two Han characters is behind the first than anywhere, as a natural logarithm.

        `UNSEEN` where it never was; 0 where either is no common Han character of the plane that has them, or is empty.
        """
        return (self.level(first, second) - NOTHING) * LOG_STEP

    def _find(self, code: int) -> int:
        """The level of a pair, more by `_IN_WORDS` where it stands in words."""
        (level,) = self._find_all((code,))
        return level

    def _find_all(self, codes: Iterable[int]) -> list[int]:
        """The same of many pairs."""
        chars = self._chars
        found: list[int] = []
        for code in codes:
            first, second = chars[code & 0xFFFF], chars[code >> 16]
            if first is None or second is None:
                found.append(NOTHING)
                continue
            place = first[2].find(second[0])
            level = 0 if place < 0 else _LEVELS[second[1] - first[3][place]]
            found.append(level + _IN_WORDS if second[4] in first[5] else level)
        return found

    def _look_up(self, code: int) -> "_Char | None":
        """What the model has of a common Han character; None of any other one."""
        if not 0x4E00 <= code <= 0x9FFF:
            return None
        char, table = chr(code), self._table
        number = table.numbers.get(char, -1)
        _, begin, end, _ = table.longer(table.root, char) or (0, 0, 0, 0.0)
        alone = table.levels[0].logs[table.find_number(table.root, number)] if number >= 0 else 0
        followers, logs = table.levels[1].chars[begin:end], table.levels[1].logs[begin:end]
        name = chr(number) if number >= 0 else _UNKNOWN
        # A text is searched in a third of the time that a search by halves takes here; the numbers of no alphabet reach the surrogates.
        return name, alone, bytes(followers).decode(_NUMBERS), bytes(logs), char, self._words.after(char)


class _Chars(dict[int, "_Char | None"]):
    """What is known of characters by their codes; what is asked for the first time is looked up."""

    def __init__(self, look_up: Callable[[int], "_Char | None"]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, code: int) -> "_Char | None":
        found = self[code] = self._look_up(code)
        return found


def _numbers(data: bytes | bytearray, start: int, count: int) -> "array[int]":
    """So many little-endian numbers of four bytes."""
    numbers = array("I")
    numbers.frombytes(data[start : start + 4 * count])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


_Char = tuple[str, int, str, bytes, str, str]
"""A character's number as a character, the steps of its log probability, its followers on the model's second level as such numbers and
the steps of their logarithms, the character, and what stands behind it in words; made too often for a class."""


@cache
def load_pair_gains() -> PairGains:
    """The pairs of the model that ships with Kanwu; one for the process, which remembers what it was asked."""
    return PairGains(models.ngrams().table, load_pairs_in_words())
