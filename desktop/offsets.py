"""Between code points, in which Kanwu counts, and the UTF-16 units in which Qt counts. Nothing else in the window converts.

Qt cannot hold every text: a line end of any kind is one unit, some characters part paragraphs or are not drawn. Such a character
is shown by an equivalent of one unit; the text itself stays the truth and an equivalent is never written back.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

# Where a text and what Qt counts go apart: a code point of two units, and a line end of two code points.
_APART: Final = re.compile("\r\n|[\U00010000-\U0010ffff]")
_LINE_END: Final = re.compile("\r\n|\r|\n")
# What Qt takes for a paragraph's end or for an object, and control characters, which it does not draw.
_NOT_SHOWN: Final = re.compile("[\x00-\x08\x0b\x0c\r\x0e-\x1f\x7f\u2029\ufdd0\ufdd1\ufffc]")
_EQUIVALENTS: Final = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"},
    0x7F: 0x2421,
    ord("\r"): ord("\n"),
    0x2029: 0x2028,
    0xFDD0: 0xFFFD,
    0xFDD1: 0xFFFD,
    0xFFFC: 0xFFFD,
}


def units(text: str) -> int:
    """How many UTF-16 units Qt counts for a text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shown_text(text: str) -> str:
    """The text as it is put into a Qt document: one line feed for any line end, equivalents for what Qt cannot hold."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    return text.translate(_EQUIVALENTS) if _NOT_SHOWN.search(text) else text


def text_of(raw: str) -> str:
    """What a range of a Qt document holds (`QTextCursor.selectedText`) with a line feed for each paragraph separator."""
    return raw.replace("\u2029", "\n")


class Shown:
    """A text beside its form in a Qt document, with the way between its code points and Qt's positions."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shown = shown_text(text)
        # From the code point `_points[i]`, which has the position `_positions[i]`, on the two counts differ by `_shifts[i]`.
        self._points: list[int] = []
        self._positions: list[int] = []
        self._shifts: list[int] = []
        shift = 0
        # Most texts have no such place, which is known sooner than all of it is searched.
        for match in _APART.finditer(text) if "\r\n" in text or units(text) != len(text) else ():
            shift += -1 if match.group() == "\r\n" else 1
            self._points.append(match.end())
            self._positions.append(match.end() + shift)
            self._shifts.append(shift)
        self.units = len(text) + shift

    def edited(self, start: int, end: int, text: str) -> "Shown":
        """The text after `text` was put for `start` to `end`; quick where every character is one code point and one unit."""
        after = self.text[:start] + text + self.text[end:]
        plain = text.isascii() or units(text) == len(text)
        if self._points or "\r" in text or "\r" in self.text[max(start - 1, 0) : end + 1] or not plain or _NOT_SHOWN.search(text):
            return Shown(after)
        made = Shown("")
        made.text, made.shown = after, self.shown[:start] + text + self.shown[end:]
        made.units = len(after)
        starts = self.line_starts
        low, high = bisect_right(starts, start), bisect_right(starts, end)
        by = len(text) - (end - start)
        new = [start + at + 1 for at, char in enumerate(text) if char == "\n"]
        made.line_starts = [*starts[:low], *new, *(at + by for at in starts[high:])]
        return made

    def to_qt(self, offset: int) -> int:
        """The position in the document of a code point offset; between CR and LF, the position after both."""
        if not self._points:
            return offset
        number = bisect_right(self._points, offset)
        position = offset + (self._shifts[number - 1] if number else 0)
        return min(position, self._positions[number]) if number < len(self._points) else position

    def to_text(self, position: int) -> int:
        """The code point offset of a position in the document; inside a character of two units, the offset before it."""
        if not self._points:
            return position
        number = bisect_right(self._positions, position)
        offset = position - (self._shifts[number - 1] if number else 0)
        return min(offset, self._points[number] - 1) if number < len(self._points) else offset

    @cached_property
    def line_starts(self) -> list[int]:
        """The code point offset at which each line of the document begins."""
        if "\r" not in self.text:
            return list(accumulate([len(line) + 1 for line in self.text.split("\n")[:-1]], initial=0))
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @cached_property
    def line_positions(self) -> list[int]:
        """The position in the document at which each of its lines begins."""
        return self.line_starts if not self._points else [self.to_qt(offset) for offset in self.line_starts]

    def line_of(self, offset: int) -> int:
        """The number of the line (from 0) that holds a code point offset."""
        return bisect_right(self.line_starts, offset) - 1


class Change(NamedTuple):
    """What was typed: the code points `start` to `end` of the text before became `text` (line feeds for line ends)."""

    start: int
    end: int
    text: str


def change_between(before: Shown, position: int, removed: int, added: str) -> Change | None:
    """The change that Qt reports as `removed` units at `position` replaced by `added`; None where nothing differs.

    Qt reports whole lines, and the end of the document with them, where only a format or an input method's unfinished text
    changed; what is the same on both sides is left out.
    """
    removed = min(removed, before.units - position)
    start, end = before.to_text(position), before.to_text(position + removed)
    old, new = shown_text(before.text[start:end]), text_of(added)
    if old == new:
        return None
    most = min(len(old), len(new))
    head = 0
    while head < most and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < most - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    first = before.to_text(position + units(old[:head]))
    last = before.to_text(position + removed - units(old[len(old) - tail :]))
    return Change(first, last, new[head : len(new) - tail])


def differing(old: str, new: str) -> tuple[int, int, str]:
    """The least range of `old`, in code points, and what stands there in `new`; the range is empty where they are the same."""
    start, old_end, new_end = 0, len(old), len(new)
    most = min(old_end, new_end)
    step = most
    # Halving steps compare slices in C instead of characters in Python.
    while step:
        if old[start : start + step] == new[start : start + step] and start + step <= most:
            start += step
        else:
            step //= 2
    most -= start
    step, tail = most, 0
    while step:
        if tail + step <= most and old[old_end - tail - step : old_end - tail] == new[new_end - tail - step : new_end - tail]:
            tail += step
        else:
            step //= 2
    return start, old_end - tail, new[start : new_end - tail]


def replacements(old: str, new: str) -> list[tuple[int, int, str]]:
    """Small changes that make `new` of `old`, in order and apart from each other: line by line, also where lines come, go or move."""
    start, end, text = differing(old, new)
    if start == end and not text:
        return []
    first = old.rfind("\n", 0, start) + 1
    lines = old[first:end].split("\n")
    new_lines = (old[first:start] + text).split("\n")
    if len(lines) == 1 or len(new_lines) == 1:
        return [(start, end, text)]
    starts = [first, *accumulate((len(line) + 1 for line in lines), initial=first)][1:]
    found = []
    for low, high, new_low, new_high in _changed_lines(lines, new_lines):
        if high - low == new_high - new_low:
            pairs = [(n, n + 1, m, m + 1) for n, m in zip(range(low, high), range(new_low, new_high), strict=True)]
        else:
            pairs = [(low, high, new_low, new_high)]
        for a, b, c, d in pairs:
            was, becomes = "\n".join(lines[a:b]), "\n".join(new_lines[c:d])
            if was != becomes:
                at, until, put = differing(was, becomes)
                found.append((starts[a] + at, starts[a] + until, put))
    return found


def _changed_lines(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """Ranges of old lines and the new ones in their place, both never empty: what lies between lines that both have once.

    That is the patience diff of Bram Cohen: lines that stand once on both sides and in one order hold the rest in its place.
    """
    if len(old) == len(new):
        return [(0, len(old), 0, len(new))]
    changed = []
    at, new_at = 0, 0
    for number, new_number in (*_held(old, new), (len(old), len(new))):
        low, high, new_low, new_high = at, number, new_at, new_number
        while low < high and new_low < new_high and old[low] == new[new_low]:
            low, new_low = low + 1, new_low + 1
        while low < high and new_low < new_high and old[high - 1] == new[new_high - 1]:
            high, new_high = high - 1, new_high - 1
        if low < high or new_low < new_high:
            if (low == high or new_low == new_high) and low and new_low:
                low, new_low = low - 1, new_low - 1  # with the line before, so that its line end comes or goes with it
            elif low == high or new_low == new_high:
                high, new_high = high + 1, new_high + 1
            changed.append((low, high, new_low, new_high))
        at, new_at = number + 1, new_number + 1
    return changed


def _held(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """The longest row of lines that stand once on both sides, in the order of both, as their numbers."""
    once, new_once = Counter(old), Counter(new)
    numbers = {line: number for number, line in enumerate(new) if line and new_once[line] == 1}
    pairs = [(number, numbers[line]) for number, line in enumerate(old) if once[line] == 1 and line in numbers]
    ends: list[int] = []  # the least new number at which a row of each length can end
    rows: list[int] = []  # the pair at which it does
    before: list[int] = []
    for index, (_, new_number) in enumerate(pairs):
        length = bisect_left(ends, new_number)
        before.append(rows[length - 1] if length else -1)
        ends[length : length + 1] = [new_number]
        rows[length : length + 1] = [index]
    held = []
    index = rows[-1] if rows else -1
    while index >= 0:
        held.append(pairs[index])
        index = before[index]
    return held[::-1]
