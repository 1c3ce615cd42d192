"""How well each two neighbouring characters of a text go together, by the character model: where a text is looked at more closely."""

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple, cast

from cleanup.language import models
from cleanup.language.lazy import lazy
from cleanup.language.ngram_table import LOG_STEP, NgramTable

UNSEEN: Final = -4.0
"""The gain of a pair that the model never saw."""

_BEYOND: Final = lazy("[\U00010000-\U0010ffff]")
_KEPT: Final = 1 << 15  # pairs that are remembered; a page of a newspaper has five thousand


class Neighbours(NamedTuple):
    """The pairs of neighbours of a text, as their codes, and their gains, one more than it has characters.

    That of a character with the one before it stands at the character's own place, that with the one after it at the next. At both ends
    there is none: its code is 0, and it gains nothing.
    """

    codes: Sequence[int]
    gains: Sequence[float]


def code_of(first: str, second: str) -> int:
    """The number of a pair of characters; that of one beyond the basic plane is no pair's."""
    return ord(first) | ord(second) << 16


def pair_of(code: int) -> tuple[str, str]:
    """The two characters of a pair's number; ("", "") for 0, which is none."""
    return (chr(code & 0xFFFF), chr(code >> 16)) if code else ("", "")


class PairGains:
    """What the character model has of pairs, asked for whole texts at once."""

    def __init__(self, table: NgramTable) -> None:
        self._table = table
        self._chars: dict[int, _Char | None] = {}
        self._gains: dict[int, float] = {}  # by the codes of pairs

    def along(self, text: str) -> Neighbours:
        """The pairs of a text and their gains.

        >>> list(load_pair_gains().along("到涌知。").gains)
        [0.0, -4.0, -4.0, 0.0, 0.0]
        """
        if len(self._gains) >= _KEPT:
            self._gains.clear()
        size = len(text)
        data = text.encode("utf-16-le")
        if len(data) > 2 * size:  # no Han character that is common stands beyond the basic plane
            data = _BEYOND.sub("\ufffd", text).encode("utf-16-le")
        # The bytes of two neighbours are the number of their pair: a third of the time that two characters as a text would take.
        even, odd = _numbers(data, 0, size // 2), _numbers(data, 2, (size - 1) // 2)
        codes = [0] * (size + 1)
        codes[1:size:2], codes[2:size:2] = even, odd
        known = self._gains.get
        gains: list[float | None] = [0.0] * (size + 1)
        gains[1:size:2], gains[2:size:2] = map(known, even), map(known, odd)
        if None in gains:
            self._add({code for code, gain in zip(codes, gains, strict=True) if gain is None})
            gains[1:size:2], gains[2:size:2] = map(known, even), map(known, odd)
        return Neighbours(codes, cast("list[float]", gains))

    def gain(self, first: str, second: str) -> float:
        """How much likelier the second of two Han characters is behind the first than anywhere, as a natural logarithm.

        `UNSEEN` where it never was; 0 where either is no common Han character of the plane that has them, or is empty.
        """
        if not first or not second:
            return 0.0
        code = ord(first) | ord(second) << 16
        found = self._gains.get(code)
        if found is None:
            self._add((code,))
            found = self._gains[code]
        return found

    def _add(self, codes: Iterable[int]) -> None:
        """Looks pairs up: thousands of a page that is the first one, which is why all is written out in one loop."""
        gains, chars, followers = self._gains, self._chars, self._table.levels[1].chars
        logs = self._table.levels[1].logs
        for code in codes:
            one, other = code & 0xFFFF, code >> 16
            first = chars[one] if one in chars else self._look_up(one)
            second = chars[other] if other in chars else self._look_up(other)
            if first is None or second is None:
                gains[code] = 0.0
                continue
            number, end = second[0], first[3]
            place = bisect_left(followers, number, first[2], end)
            if place == end or followers[place] != number:
                gains[code] = UNSEEN
            else:
                gains[code] = max(UNSEEN, (second[1] - logs[place]) * LOG_STEP)

    def _look_up(self, number_of_char: int) -> "_Char | None":
        """What the model has of a common Han character, which is kept; None of any other one."""
        found: _Char | None = None
        if 0x4E00 <= number_of_char <= 0x9FFF:
            char, table = chr(number_of_char), self._table
            number = table.numbers.get(char, -1)
            history = table.longer(table.root, char) or (0, 0, 0, 0.0)
            alone = table.levels[0].logs[table.find_number(table.root, number)] if number >= 0 else 0
            found = number, alone, history[1], history[2]
        self._chars[number_of_char] = found
        return found


def _numbers(data: bytes, start: int, count: int) -> "array[int]":
    """So many little-endian numbers of four bytes."""
    numbers = array("I")
    numbers.frombytes(data[start : start + 4 * count])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


_Char = tuple[int, int, int, int]
"""A character's number, the steps of its log probability, and where its followers stand on the model's second level; made too often for
a class."""


@cache
def load_pair_gains() -> PairGains:
    """The pairs of the model that ships with Kanwu; one for the process, which remembers what it was asked."""
    return PairGains(models.ngrams().table)
