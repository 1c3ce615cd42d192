"""How well each two neighbouring characters of a text go together, by the character model: where a text is looked at more closely."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from operator import add
from typing import Final, NamedTuple

from cleanup.language.ngram_table import LOG_STEP, NgramTable
from cleanup.resources import resource

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
        self._spans: dict[str, tuple[int, int]] = {}
        self._gains: dict[str, float] = {"": 0.0}

    def along(self, text: str) -> Neighbours:
        """The pairs of a text and their gains.

        >>> load_pair_gains().along("到涌知。").gains
        [0.0, -4.0, -4.0, 0.0, 0.0]
        """
        if len(self._gains) >= _KEPT:
            self._gains.clear()
        pairs = ["", *map(add, text, text[1:]), ""]
        gains = list(map(self._gains.get, pairs))
        if None in gains:
            return Neighbours(pairs, [self.gain(pair) if gain is None else gain for pair, gain in zip(pairs, gains, strict=True)])
        return Neighbours(pairs, [gain for gain in gains if gain is not None])

    def gain(self, pair: str) -> float:
        """How much likelier the second of two Han characters is behind the first than anywhere, as a natural logarithm.

        `UNSEEN` where it never was; 0 where either is no common Han character of the plane that has them, or there are no two.
        """
        found = self._gains.get(pair)
        if found is None:
            found = self._gains[pair] = self._gain(pair)
        return found

    def _gain(self, pair: str) -> float:
        if len(pair) < 2 or not ("\u4e00" <= pair[0] <= "\u9fff" and "\u4e00" <= pair[1] <= "\u9fff"):
            return 0.0
        table = self._table
        span = self._spans.get(pair[0])
        if span is None:
            span = self._spans[pair[0]] = self._span(pair[0])
        number = table.numbers.get(pair[1])
        if number is None:
            return UNSEEN
        level = table.levels[1]
        place = bisect_left(level.chars, number, *span)
        if place == span[1] or level.chars[place] != number:
            return UNSEEN
        alone = table.levels[0].logs[table.find_number(table.root, number)]
        return max(UNSEEN, (alone - level.logs[place]) * LOG_STEP)

    def _span(self, char: str) -> tuple[int, int]:
        """Where the followers of a character stand on the model's second level."""
        history = self._table.longer(self._table.root, char)
        return (0, 0) if history is None else (history[1], history[2])


@cache
def load_pair_gains() -> PairGains:
    """The pairs of the model that ships with Kanwu; one for the process, which remembers what it was asked."""
    return PairGains(NgramTable.load(resource("lexicon") / "ngrams.bin"))
