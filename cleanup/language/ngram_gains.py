"""How much likelier many heads are after many tails than anywhere: the same as asking for each pair, with the work shared.

The gain of a head is a sum over its characters, and most parts of it are nought. Where the model does not know the head's first character
after the tail's last one, all that is left is what backing off cost the tail, the same for every such head. Where it does, what the
characters behind add is nearly always settled by the tail's last character alone.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from cleanup.language.ngram_table import LOGS, History, NgramTable

_NONE: Final = -2  # no character stands there; -1 is one that the model has never seen


class _After(NamedTuple):
    """What the heads gain after one character, and the part of it that the characters behind their first have."""

    gains: list[float]
    rests: list[float]


class Gains:
    """Heads, of three characters at most, held against contexts of three at most."""

    def __init__(self, table: NgramTable, log_probability: Callable[[str, str], float], heads: Sequence[str]) -> None:
        """`log_probability` is the model's, of a character after a context."""
        self._table = table
        self._log_probability = log_probability
        self._heads = heads
        groups: dict[str, list[int]] = defaultdict(list)
        for member, head in enumerate(heads):
            groups[head[:1]].append(member)
        self._empty = groups.pop("", [])
        firsts = sorted((table.numbers[first], first) for first in groups if first in table.numbers)
        self._members = {number: groups[first] for number, first in firsts}
        self._alone = {number: log_probability("", first) for number, first in firsts}
        self._seconds = [self._behind(head, 1) for head in heads]
        self._thirds = [self._behind(head, 2) for head in heads]
        self._after: dict[str, _After] = {}

    def _behind(self, head: str, at: int) -> tuple[int, float]:
        """The number of a head's character and its log probability after those before it in the head."""
        if len(head) <= at:
            return _NONE, 0.0
        return self._table.numbers.get(head[at], -1), self._log_probability(head[:at], head[at])

    def row(self, context: str) -> list[float]:
        """The gains of all heads after the context."""
        table = self._table
        after = self._after_last(context[-1:])
        longer = [history for start in range(len(context) - 1) if (history := self._history(context[start:])) is not None]
        left = sum(history[3] for history in longer)
        row = [gain + left for gain in after.gains]
        rests: dict[int, float] = {}
        for history in reversed(longer):  # the longest comes last: what it knows, it knows best
            left -= history[3]
            for number, place in table.found(history, self._members):
                gain = left + table.log(history, place) - self._alone[number]
                following = table.child(history, place)
                for member in self._members[number]:
                    if following is not None:
                        rests[member] = self._rest(context[2 - table.order :], following, member, after.rests[member])
                    row[member] = gain + rests.get(member, after.rests[member])
        for member in self._empty:
            row[member] = 0.0
        return row

    def _rest(self, context: str, following: History, member: int, shorter: float) -> float:
        """What a head gains behind its first character, where a context of two and that character are the history `following`."""
        second, log = self._seconds[member]
        if second == _NONE:
            return 0.0
        place = self._table.find_number(following, second)
        if place < 0:
            return following[3] + shorter
        rest = self._table.log(following, place) - log
        if self._thirds[member][0] == _NONE:
            return rest
        head = self._heads[member]
        return rest + self._log_probability(context[-1:] + head[:2], head[2]) - self._thirds[member][1]

    def _after_last(self, last: str) -> _After:
        """What the heads gain after one character; nothing where there is none."""
        found = self._after.get(last)
        if found is None:
            found = self._after[last] = self._after_one(self._history(last)) if last else self._after_one(None)
        return found

    def _after_one(self, history: History | None) -> _After:
        rests = [0.0] * len(self._heads)
        if history is None:
            return _After(list(rests), rests)
        # The inner loop of all of this: what `find_number` and `log` do is written out.
        table, seconds, thirds = self._table, self._seconds, self._thirds
        logs = table.levels[history[0]].logs
        next_chars, next_logs = table.levels[history[0] + 1].chars, table.levels[history[0] + 1].logs
        gains = [history[3]] * len(rests)
        for number, place in table.found(history, self._members):
            gain = LOGS[logs[place]] - self._alone[number]
            following = table.child(history, place)
            if following is None:
                for member in self._members[number]:
                    gains[member] = gain
                continue
            _, begin, end, backoff = following
            for member in self._members[number]:
                second, log = seconds[member]
                rest = 0.0
                if second != _NONE:
                    at = bisect_left(next_chars, second, begin, end)
                    if at < end and next_chars[at] == second:
                        rest = LOGS[next_logs[at]] - log
                        third, log = thirds[member]
                        behind = table.child(following, at) if third != _NONE else None
                        if behind is not None:
                            at = table.find_number(behind, third)
                            rest += behind[3] if at < 0 else table.log(behind, at) - log
                    else:
                        rest = backoff
                rests[member] = rest
                gains[member] = gain + rest
        return _After(gains, rests)

    def _history(self, text: str) -> History | None:
        history: History | None = self._table.root
        for char in text:
            if history is None:
                return None
            history = self._table.longer(history, char)
        return history
