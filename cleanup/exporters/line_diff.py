"""Which lines of a file differ from another's: by lines that stand once in both, so that it stays quick on large files.

Common ends are set aside; lines that are unique in both files and in the same order part the rest (patience diff, after Bram
Cohen); what holds no such line is compared by Myers' O(ND) method up to a limit, and beyond it counts as changed as a whole.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from typing import Final, NamedTuple

_DEEPEST: Final = 48  # nested ranges: each level reads its lines once more
_MOST_STEPS: Final = 200  # insertions and deletions that Myers' method looks for; its cost is their square


class Change(NamedTuple):
    """Lines `old_start` to `old_end` of the old file stand as `new_start` to `new_end` in the new one (half-open, from 0)."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def changed_lines(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Change]:
    """The places where two sequences of lines differ, in order; neighbours are one change.

    >>> changed_lines("abcde", "abXde")
    [Change(old_start=2, old_end=3, new_start=2, new_end=3)]
    """
    numbers: dict[Hashable, int] = {}
    a = [numbers.setdefault(line, len(numbers)) for line in old]
    b = [numbers.setdefault(line, len(numbers)) for line in new]
    changes: list[Change] = []
    for change in _changes(a, b):
        if changes and changes[-1].old_end == change.old_start and changes[-1].new_end == change.new_start:
            change = Change(changes[-1].old_start, change.old_end, changes[-1].new_start, change.new_end)
            changes[-1] = change
        else:
            changes.append(change)
    return changes


def _changes(a: list[int], b: list[int]) -> Iterator[Change]:
    waiting = [(Change(0, len(a), 0, len(b)), 0)]  # last is next, so that changes come in order
    while waiting:
        part, depth = waiting.pop()
        part = _without_common_ends(a, b, part)
        if part.old_start == part.old_end or part.new_start == part.new_end:
            if part.old_end > part.old_start or part.new_end > part.new_start:
                yield part
            continue
        anchors = _anchors(a, b, part) if depth < _DEEPEST else []
        if not anchors:
            yield from _myers(a, b, part)
            continue
        i, j = part.old_start, part.new_start
        inner = []
        for at_old, at_new in anchors:
            inner.append((Change(i, at_old, j, at_new), depth + 1))
            i, j = at_old + 1, at_new + 1
        inner.append((Change(i, part.old_end, j, part.new_end), depth + 1))
        waiting += reversed(inner)


def _without_common_ends(a: list[int], b: list[int], part: Change) -> Change:
    i, i_end, j, j_end = part
    while i < i_end and j < j_end and a[i] == b[j]:
        i += 1
        j += 1
    while i < i_end and j < j_end and a[i_end - 1] == b[j_end - 1]:
        i_end -= 1
        j_end -= 1
    return Change(i, i_end, j, j_end)


def _anchors(a: list[int], b: list[int], part: Change) -> list[tuple[int, int]]:
    """Lines that stand once in both ranges, as pairs of places in rising order on both sides; as many as there can be."""
    old = _once(a, part.old_start, part.old_end)
    new = _once(b, part.new_start, part.new_end)
    pairs = [(at, new[line]) for line, at in old.items() if line in new]
    return rising(sorted(pairs))


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rises on both sides, by patience sorting; `pairs` rise in their first number."""
    tops: list[int] = []
    last_on: list[int] = []
    before: list[int] = []
    for index, (_, second) in enumerate(pairs):
        pile = bisect_left(tops, second)
        before.append(last_on[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(second)
            last_on.append(index)
        else:
            tops[pile] = second
            last_on[pile] = index
    chosen = []
    index = last_on[-1] if last_on else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


def _once(lines: list[int], start: int, end: int) -> dict[int, int]:
    """The lines that stand once in a range, with their places."""
    place: dict[int, int] = {}
    for at in range(start, end):
        line = lines[at]
        place[line] = -1 if line in place else at
    return {line: at for line, at in place.items() if at >= 0}


def _myers(a: list[int], b: list[int], part: Change) -> Iterator[Change]:
    """The shortest way from one range to the other, where it takes few steps; else the whole range as one change."""
    first, last, other, other_last = part
    n, m = last - first, other_last - other
    reach = {1: 0}
    trace: list[dict[int, int]] = []
    for steps in range(min(n + m, _MOST_STEPS) + 1):
        trace.append(dict(reach))
        for k in range(-steps, steps + 1, 2):
            down = k == -steps or (k != steps and reach.get(k - 1, -1) < reach.get(k + 1, -1))
            x = reach.get(k + 1, 0) if down else reach[k - 1] + 1
            y = x - k
            while x < n and y < m and a[first + x] == b[other + y]:
                x += 1
                y += 1
            reach[k] = x
            if x >= n and y >= m:
                yield from _walked_back(trace, n, m, first, other)
                return
    yield part


def _walked_back(trace: list[dict[int, int]], n: int, m: int, first: int, other: int) -> Iterator[Change]:
    """The steps that Myers' method took, from the last to the first, given out in order."""
    x, y = n, m
    found: list[Change] = []
    for steps in range(len(trace) - 1, 0, -1):
        reach = trace[steps]
        k = x - y
        down = k == -steps or (k != steps and reach.get(k - 1, -1) < reach.get(k + 1, -1))
        back = k + 1 if down else k - 1
        x_before = reach[back]
        y_before = x_before - back
        if down:
            found.append(Change(first + x_before, first + x_before, other + y_before, other + y_before + 1))
        else:
            found.append(Change(first + x_before, first + x_before + 1, other + y_before, other + y_before))
        x, y = x_before, y_before
    yield from reversed(found)
