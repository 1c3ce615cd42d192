"""Pairs of Han characters that the character model does not expect side by side: where a text is looked at more closely."""

from bisect import bisect_left
from functools import cache
from operator import add
from typing import Final, NamedTuple

from cleanup.language.ngram_table import LOG_STEP, NgramTable
from cleanup.resources import resource

UNSEEN: Final = -4.0
"""The gain of a pair that the model never saw."""

_KEPT: Final = 1 << 17  # pairs that are remembered; a page of a newspaper has five thousand


class Odd(NamedTuple):
    """Places of a text whose character and the next are odd together; ascending. Those in `unseen` are among those in `weak`."""

    weak: tuple[int, ...]
    unseen: tuple[int, ...]


class OddPairs:
    """What the character model has of pairs, asked for whole texts at once."""

    def __init__(self, table: NgramTable) -> None:
        self._table = table
        self._spans: dict[str, tuple[int, int]] = {}
        self._ordinary: set[str] = set()
        self._gains: dict[str, float] = {}  # of odd pairs
        self._last: tuple[str, Odd] = ("", Odd((), ()))

    def places(self, text: str) -> Odd:
        """Where in a text two Han characters stand side by side less often than by chance, or never.

        Several rules ask for one text: the last one's answer is kept.

        >>> load_odd_pairs().places("大家都接到涌知了。").unseen
        (4, 5)
        """
        if self._last[0] == text:
            return self._last[1]
        pairs = list(map(add, text, text[1:]))
        if len(self._ordinary) + len(self._gains) >= _KEPT:
            self._ordinary.clear()
            self._gains.clear()
        gains = self._gains
        for pair in set(pairs).difference(self._ordinary, gains):
            gain = self.gain(pair)
            if gain < 0:
                gains[pair] = gain
            else:
                self._ordinary.add(pair)
        weak = tuple([place for place, pair in enumerate(pairs) if pair in gains])
        odd = Odd(weak, tuple([place for place in weak if gains[pairs[place]] <= UNSEEN]))
        self._last = (text, odd)
        return odd

    def gain(self, pair: str) -> float:
        """How much likelier the second of two Han characters is behind the first than anywhere, as a natural logarithm.

        `UNSEEN` where it never was; 0 where either is no common Han character of the plane that has them.
        """
        first, second = pair[0], pair[1]
        if not ("\u4e00" <= first <= "\u9fff" and "\u4e00" <= second <= "\u9fff"):
            return 0.0
        table = self._table
        span = self._spans.get(first)
        if span is None:
            span = self._spans[first] = self._span(first)
        number = table.numbers.get(second)
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
def load_odd_pairs() -> OddPairs:
    """The pairs of the model that ships with Kanwu; one for the process, which remembers what it was asked."""
    return OddPairs(NgramTable.load(resource("lexicon") / "ngrams.bin"))
