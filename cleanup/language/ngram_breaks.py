"""What the character model says of breaks: how much likelier many beginnings are after many ends than anywhere, asked pair by pair.

What a beginning and an end are to the model is found out once for each, and nothing is kept of their pairs: of the thousands that a page
asks for, the next page asks for hardly any. Where all beginnings are wanted after all ends, `Ngrams.gains` is quicker.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final

from cleanup.language.ngram_table import BACKOFFS, LOGS, UNSEEN, History, NgramTable

_KEPT: Final = 1 << 10  # beginnings that are remembered: one page's
_NONE: Final = -2  # no character stands there; -1 is one that the model has never seen

Opening = tuple[int, float, int, float, int, float]
"""The first three characters of a text: of each its number, and its log probability after those before it in the text."""

Ending = Sequence[History]
"""What of the end of a text the model knows something to follow, the longest first."""


class Breaks:
    """The model, asked for breaks between texts in its alphabet."""

    def __init__(self, table: NgramTable) -> None:
        self._table = table
        self._openings: dict[str, Opening] = {}
        self._firsts: dict[str, _First] = {}  # of the alphabet

    def first(self, char: str) -> "_First":
        """What the model has of a character after nothing: its number, its log probability, and itself as a history."""
        found = self._firsts.get(char)
        if found is None:
            table = self._table
            number = table.numbers.get(char, -1)
            place = table.find_number(table.root, number) if number >= 0 else -1
            if place < 0:
                return number, UNSEEN, None
            found = self._firsts[char] = number, table.log(table.root, place), table.child(table.root, place)
        return found

    def ending(self, text: str) -> Ending:
        """The end of a text, as `gain` wants it; its last three code points count."""
        longer = self._table.longer
        found: list[History] = []
        for char in text[1 - self._table.order :]:
            found = [history for before in found if (history := longer(before, char)) is not None]
            alone = self.first(char)[2]
            if alone is not None:
                found.append(alone)
        return found

    def opening(self, text: str) -> Opening:
        """The beginning of a text, as `gain` wants it; its first three code points count."""
        text = text[: self._table.order - 1]
        found = self._openings.get(text)
        if found is None:
            if len(self._openings) >= _KEPT:
                self._openings.clear()
            found = self._openings[text] = self._read(text)
        return found

    def _read(self, text: str) -> Opening:
        if not text:
            return _NONE, 0.0, _NONE, 0.0, _NONE, 0.0
        number, log, alone = self.first(text[0])
        if len(text) == 1:
            return number, log, _NONE, 0.0, _NONE, 0.0
        second, before_second, behind = self._after(() if alone is None else (alone,), text[1])
        if len(text) == 2:
            return number, log, second, before_second, _NONE, 0.0
        third, before_third, _ = self._after(behind, text[2])
        return number, log, second, before_second, third, before_third

    def _after(self, histories: Ending, char: str) -> tuple[int, float, Ending]:
        """The number of a character, its log probability after some histories, and the histories with it behind them."""
        number, anywhere, alone = self.first(char)
        cost, log, behind = self._step(histories, number)
        if alone is not None:
            behind.append(alone)
        return number, cost + (anywhere if log is None else log), behind

    def gain(self, ending: Ending, opening: Opening) -> tuple[float, float]:
        """How much likelier a beginning is after an end than anywhere, and the log probability of its first character there; natural logs.

        Nought where there is no beginning. Where the model knows nothing of a character after some of the end, backing off is all that the
        end costs it.
        """
        first, alone, second, before_second, third, before_third = opening
        if first == _NONE:
            return 0.0, 0.0
        cost, log, behind = self._step(ending, first)
        at_first = cost + (alone if log is None else log)
        gain = at_first - alone
        if not behind or second == _NONE:
            return gain, at_first
        cost, log, behind = self._step(behind, second)
        gain += cost if log is None else cost + log - before_second
        if not behind or third == _NONE:
            return gain, at_first
        cost, log, _ = self._step(behind, third)
        return gain + (cost if log is None else cost + log - before_third), at_first

    def after_one(self, char: str, followers: Iterable[str]) -> dict[str, float]:
        """How much likelier some characters are after one character than anywhere."""
        first, history = self.first, self.first(char)[2]
        if history is None:
            return dict.fromkeys(followers, 0.0)
        length, begin, end, backoff = history
        chars, logs, *_ = self._table.levels[length]
        gains = {}
        for follower in followers:
            number, alone, _ = first(follower)
            place = bisect_left(chars, number, begin, end)
            gains[follower] = LOGS[logs[place]] - alone if place < end and chars[place] == number else backoff
        return gains

    def _step(self, histories: Ending, number: int) -> tuple[float, float | None, list[History]]:
        """One character, by its number, after some histories: what backing off to the longest that knows it costs, its log probability
        there, None where none knows it, and the histories with it behind them.
        """
        cost, log = 0.0, None
        behind: list[History] = []
        # The inner loop of what weighs the joins of a page: what `find_number`, `log` and `child` of the table do is written out.
        levels = self._table.levels
        for length, begin, end, backoff in histories:
            chars, logs, places, begins, backoffs = levels[length]
            place = bisect_left(chars, number, begin, end)
            if place == end or chars[place] != number:
                if log is None:
                    cost += backoff
                continue
            if log is None:
                log = LOGS[logs[place]]
            if places:
                inner = bisect_left(places, place)
                if inner == len(places) or places[inner] != place:
                    continue
                place = inner
            elif not backoffs:
                continue
            begin, end = begins[place], begins[place + 1]
            if begin < end:
                behind.append((length + 1, begin, end, BACKOFFS[backoffs[place]]))
        return cost, log, behind


_First = tuple[int, float, History | None]
"""A character's number, log probability and history; made too often for a class."""
