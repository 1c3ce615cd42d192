"""How well each two neighbouring characters of a text go together, by the character model: where a text is looked at more closely."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from operator import add
from typing import Final, NamedTuple

from cleanup.language import models
from cleanup.language.ngram_table import LOG_STEP, NgramTable

UNSEEN: Final = -4.0
"""The gain of a pair that the model never saw."""

_KEPT: Final = 1 << 17  # pairs that are remembered; a page of a newspaper has five thousand


class Neighbours(NamedTuple):
    """The pairs of neighbours of a text and their gains, one more than it has characters: that of a character with the one before it
    stands at the character's own place, that with the one after it at the next. At both ends there is none, and it gains nothing."""

    pairs: Sequence[str]
    gains: Sequence[float]


class PairGains:
    """What the character model has of pairs, asked for whole texts at once."""

    def __init__(self, table: NgramTable) -> None:
        self._table = table
        self._chars: dict[str, _Char | None] = {}
        self._gains: dict[str, float] = {"": 0.0}

    def along(self, text: str) -> Neighbours:
        """The pairs of a text and their gains.

        >>> load_pair_gains().along("到涌知。").gains
        [0.0, -4.0, -4.0, 0.0, 0.0]
        """
        if len(self._gains) >= _KEPT:
            self._gains.clear()
        pairs = ["", *map(add, text, text[1:]), ""]
        known = self._gains.get
        gains = list(map(known, pairs))
        if None in gains:
            self._add(pair for pair, gain in zip(pairs, gains, strict=True) if gain is None)
            gains = list(map(known, pairs))
        return Neighbours(pairs, [gain for gain in gains if gain is not None])

    def gain(self, pair: str) -> float:
        """How much likelier the second of two Han characters is behind the first than anywhere, as a natural logarithm.

        `UNSEEN` where it never was; 0 where either is no common Han character of the plane that has them, or there are no two.
        """
        found = self._gains.get(pair)
        if found is None:
            self._add((pair,))
            found = self._gains[pair]
        return found

    def _add(self, pairs: Iterable[str]) -> None:
        """Looks pairs up: thousands of a page that is the first one, which is why all is written out in one loop."""
        gains, chars, followers = self._gains, self._chars, self._table.levels[1].chars
        logs = self._table.levels[1].logs
        for pair in pairs:
            one, other = pair[:1], pair[1:]
            first = chars[one] if one in chars else self._look_up(one)
            second = chars[other] if other in chars else self._look_up(other)
            if first is None or second is None:
                gains[pair] = 0.0
                continue
            number, end = second[0], first[3]
            place = bisect_left(followers, number, first[2], end)
            if place == end or followers[place] != number:
                gains[pair] = UNSEEN
            else:
                gains[pair] = max(UNSEEN, (second[1] - logs[place]) * LOG_STEP)

    def _look_up(self, char: str) -> "_Char | None":
        """What the model has of a common Han character, which is kept; None of any other one."""
        found: _Char | None = None
        if len(char) == 1 and "\u4e00" <= char <= "\u9fff":
            table = self._table
            number = table.numbers.get(char, -1)
            history = table.longer(table.root, char) or (0, 0, 0, 0.0)
            alone = table.levels[0].logs[table.find_number(table.root, number)] if number >= 0 else 0
            found = number, alone, history[1], history[2]
        self._chars[char] = found
        return found


_Char = tuple[int, int, int, int]
"""A character's number, the steps of its log probability, and where its followers stand on the model's second level; made too often for
a class."""


@cache
def load_pair_gains() -> PairGains:
    """The pairs of the model that ships with Kanwu; one for the process, which remembers what it was asked."""
    return PairGains(models.ngrams().table)
