"""Marks as they lie in the lines of a Qt document: cut at line ends, in UTF-16 units of their line."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from desktop.models.marks import Mark, Style
from desktop.offsets import Shown


class Piece(NamedTuple):
    """What a mark is in one line: its first unit there, how many units, and what it says (see Mark)."""

    start: int
    length: int
    style: Style
    gone: bool
    chosen: bool


def by_line(marks: Sequence[Mark], shown: Shown) -> dict[int, list[Piece]]:
    """The pieces of marks by the lines of the document, counted from 0, in the order of the marks."""
    lines: dict[int, list[Piece]] = {}
    starts = shown.line_positions
    count = len(starts)
    for start, end, style, gone, chosen in marks:
        first, last = shown.to_qt(start), shown.to_qt(end)
        number = bisect_right(starts, first) - 1
        while number < count and starts[number] < last:
            line = starts[number]
            begin = max(first, line) - line
            length = min(last, starts[number + 1] - 1 if number + 1 < count else last) - line - begin
            if length > 0:
                lines.setdefault(number, []).append(Piece(begin, length, style, gone, chosen))
            number += 1
    return lines
