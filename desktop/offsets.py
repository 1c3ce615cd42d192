"""Between code points, in which Kanwu counts, and the UTF-16 units in which Qt counts. Nothing else in the window converts.

Qt cannot hold every text: a line end of any kind is one unit, some characters part paragraphs or are not drawn. Such a character
is shown by an equivalent of one unit; the text itself stays the truth and an equivalent is never written back.
"""

import re
from bisect import bisect_right
from functools import cached_property
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
        for match in _APART.finditer(text):
            shift += -1 if match.group() == "\r\n" else 1
            self._points.append(match.end())
            self._positions.append(match.end() + shift)
            self._shifts.append(shift)
        self.units = len(text) + shift

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
    """Small changes that make `new` of `old`, in order: line by line where only lines changed, else one."""
    start, end, text = differing(old, new)
    if start == end and not text:
        return []
    first = old.rfind("\n", 0, start) + 1
    lines = old[first:end].split("\n")
    new_lines = (old[first:start] + text).split("\n")
    if len(lines) != len(new_lines) or len(lines) == 1:
        return [(start, end, text)]
    found = []
    at = first
    for was, becomes in zip(lines, new_lines, strict=True):
        if was != becomes:
            low, high, put = differing(was, becomes)
            found.append((at + low, at + high, put))
        at += len(was) + 1
    return found
