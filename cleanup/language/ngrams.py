"""How likely a character is after others: a small character model of newspaper Chinese, for judging what may follow what.

Orders one to four, interpolated after Witten and Bell, what adds little left out, one byte a logarithm. The model reads text in its own
alphabet (`squash`): runs of digits are one 0, runs of Latin letters one A, marks are full-width, quotes and white space do not count.
"""

from bisect import bisect_left
from collections.abc import Sequence
from heapq import nlargest
from math import inf
from pathlib import Path
from typing import Final

from cleanup.language.chars import FULL_OF_HALF
from cleanup.language.lazy import lazy
from cleanup.language.ngram_breaks import Breaks
from cleanup.language.ngram_table import BACKOFFS, LOGS, UNSEEN, History, NgramTable
from cleanup.resources import resource

ORDER: Final = 4
START: Final = "\N{START OF TEXT}"
END: Final = "\N{END OF TEXT}"
_UNASKED: Final[History] = (-1, 0, 0, 0.0)  # in the place of a history that was not looked up yet
_KEPT: Final = 1 << 13  # probabilities: a page asks the same again and again, other pages seldom do
_KEPT_HISTORIES: Final = 1 << 12  # each takes four times the room of a probability
_MARKS: Final = str.maketrans(
    {**FULL_OF_HALF, "[": None, "]": None, ".": None, **dict.fromkeys("\"'“”‘’「」『』"), "―": "—", "－": "—", "•": "·", "・": "·"}
)
_DIGITS: Final = lazy(r"[0-9０-９]+(?:[.．][0-9０-９]+)*")
_LETTERS: Final = lazy(r"[A-Za-zＡ-Ｚａ-ｚ]+")
_PLAIN: Final = lazy("[\u4e00-\u9fff，。、；：？！（）《》]*")
_SPACE: Final = lazy(r"\s+")
_SHORTER: Final = lazy(r"[0-9０-９A-Za-zＡ-Ｚａ-ｚ\s]")


def squash(text: str) -> str:
    """The text in the model's alphabet; shorter than before where it has digits, letters, quotes or white space.

    >>> squash("“一江 两岸”,截至12月3.5日KTV")
    '一江两岸，截至0月0日A'
    """
    if _PLAIN.fullmatch(text):
        return text
    if _SHORTER.search(text) is None:
        return text.translate(_MARKS)
    return _LETTERS.sub("A", _DIGITS.sub("0", _SPACE.sub("", text))).translate(_MARKS)


Histories = Sequence[History]
"""What of a context the model knows something to follow, the longest first; the empty history is left out."""


class Ngrams:
    """The model: a memory-mapped tree of character sequences, and what was asked of it lately."""

    def __init__(self, table: NgramTable) -> None:
        """Raises ValueError where the table is of another order than this model's."""
        if table.order != ORDER:
            raise ValueError(f"the character model is of order {table.order}, not {ORDER}")
        self._table = table
        self._cache: dict[str, float] = {}  # of a character, by the context with the character behind it
        self._histories: dict[str, History | None] = {"": table.root}
        self.breaks = Breaks(table)
        """The model, asked for many breaks."""

    @classmethod
    def load(cls, folder: Path | None = None) -> "Ngrams":
        """The model that ships with Kanwu, or one in `folder`; takes milliseconds."""
        return cls(NgramTable.load((folder or resource("lexicon")) / "ngrams.bin"))

    @property
    def table(self) -> NgramTable:
        """The tree itself, for those who ask it in another way."""
        return self._table

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many sequences of each length the model holds, from one character on."""
        return self._table.sizes

    def log_probability(self, context: str, char: str) -> float:
        """Natural log of the probability of `char` after `context` (squashed text; its last three code points count)."""
        key = context[1 - ORDER :] + char
        found = self._cache.get(key)
        return self._look_up(key) if found is None else found

    def _look_up(self, key: str) -> float:
        """The log probability of the last character of `key` after the others; it is kept, and that after fewer of them too.

        The inner loop of whatever weighs a text: what `NgramTable.find` and `log` do is written out.
        """
        cache, histories = self._cache, self._histories
        if len(cache) >= _KEPT:
            cache.clear()
        number = self._table.numbers.get(key[-1], -1)
        levels = self._table.levels
        backoff = 0.0
        passed: list[tuple[str, float]] = []
        part = key
        while part:
            found = cache.get(part)
            if found is not None:
                break
            passed.append((part, backoff))
            history = histories.get(part[:-1], _UNASKED)
            if history is _UNASKED:
                history = self._find_history(part[:-1])
            if history is not None:
                length, begin, end, more = history
                chars = levels[length].chars
                place = bisect_left(chars, number, begin, end) if number >= 0 else end
                if place < end and chars[place] == number:
                    found = LOGS[levels[length].logs[place]]
                    break
                backoff += more
            part = part[1:]
        whole = backoff + (UNSEEN if found is None else found)
        for part, before in passed:
            cache[part] = whole - before
        return whole

    def _find_history(self, text: str) -> History | None:
        """The history that `text` is, None where the model knows nothing that follows it; it is kept."""
        histories = self._histories
        before = histories.get(text[:-1], _UNASKED)
        if before is _UNASKED:
            before = self._find_history(text[:-1])
        found = None if before is None else self._table.longer(before, text[-1])
        if len(histories) >= _KEPT_HISTORIES:
            histories.clear()
            histories[""] = self._table.root
        histories[text] = found
        return found

    def characters(self) -> frozenset[str]:
        """All characters that the model has seen, the start and end of a paragraph among them."""
        return frozenset(self._table.alphabet)

    def log_sequence(self, context: str, text: str) -> float:
        """Natural log of the probability of all of `text` after `context`; both squashed."""
        cache = self._cache
        total = 0.0
        for char in text:
            context = context[1 - ORDER :] + char
            found = cache.get(context)
            total += self._look_up(context) if found is None else found
        return total

    def histories(self, context: str) -> Histories:
        """The histories that a squashed context ends with, for `log_from`."""
        return self.breaks.ending(context)

    def log_from(self, histories: Histories, text: str, least: float = -inf) -> float:
        """What `log_sequence` says of `text` after the context of these histories; where that is below `least`, maybe a part of it, which
        is below `least` too.

        For what is asked once: nothing of it is kept, and a context that many texts follow is gone through but once.
        """
        numbers, levels, first = self._table.numbers, self._table.levels, self.breaks.first
        total = 0.0
        last = len(text) - 1
        for index, char in enumerate(text):
            number = numbers.get(char, -1)
            found: float | None = None
            behind: list[History] = []
            # The inner loop of whatever asks for many texts: what `NgramTable.find_number` and `child` do is written out.
            for length, begin, end, backoff in histories:
                chars, logs, places, begins, backoffs = levels[length]
                place = bisect_left(chars, number, begin, end) if number >= 0 else end
                if place == end or chars[place] != number:
                    if found is None:
                        total += backoff
                    continue
                if found is None:
                    found = LOGS[logs[place]]
                    if index == last:
                        break
                if length == ORDER - 1:
                    continue
                if places:
                    inner = bisect_left(places, place)
                    if inner == len(places) or places[inner] != place:
                        continue
                    place = inner
                begin, end = begins[place], begins[place + 1]
                if begin != end:
                    behind.append((length + 1, begin, end, BACKOFFS[backoffs[place]]))
            _, log, alone = first(char)
            total += log if found is None else found
            if total < least:
                return total
            if alone is not None:
                behind.append(alone)
            histories = behind
        return total

    def gain(self, left: str, right: str) -> float:
        """How much likelier the first characters of `right` are after `left` than anywhere, as a natural logarithm; both squashed.

        >>> model = Ngrams.load()
        >>> model.gain("坚持改革开", "放的方针") > 3 > 0 > model.gain("坚持改革开", "，方针")
        True
        """
        text = right[: ORDER - 1]
        return self.log_sequence(left[1 - ORDER :], text) - self.log_sequence("", text)

    def gains(self, tails: Sequence[str], heads: Sequence[str]) -> list[list[float]]:
        """`gain` of every head after every tail, a row for each tail; all squashed.

        Ten times faster than asking for each pair.
        """
        from cleanup.language.ngram_gains import Gains

        against = Gains(self._table, self.log_probability, [head[: ORDER - 1] for head in heads])
        contexts = [tail[1 - ORDER :] for tail in tails]
        rows = {context: against.row(context) for context in dict.fromkeys(contexts)}
        return [rows[context] for context in contexts]

    def rank(self, tails: Sequence[str], heads: Sequence[str], keep: int) -> list[list[tuple[float, int]]]:
        """For each tail the `keep` heads that gain most after it, the best first: gain and number; all squashed.

        >>> Ngrams.load().rank(["坚持改革开"], ["，方针", "放的方针"], 1)[0][0][1]
        1
        """
        numbers = [-number for number in range(len(heads))]
        ranked = (nlargest(keep, zip(row, numbers, strict=True)) for row in self.gains(tails, heads))
        return [[(gain, -number) for gain, number in row] for row in ranked]

    def start_gain(self, text: str, context: str = START) -> float:
        """How much likelier squashed `text` is to begin a paragraph, or to follow `context`, than to stand anywhere.

        A natural logarithm. `context` is one code point.
        """
        return self.breaks.gain(self.breaks.ending(context), self.breaks.opening(text))[0]

    def end_gain(self, text: str) -> float:
        """How much likelier a paragraph ends after squashed `text` than at any character, as a natural logarithm."""
        return self.log_probability(text, END) - self.log_probability("", END)
