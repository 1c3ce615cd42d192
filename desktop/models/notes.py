"""Remarks and bookmarks as the list shows them, and the places that a reviewer types to go to."""

import re
from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from cleanup.page import Span

if TYPE_CHECKING:
    from cleanup.patchfile import Bookmark, Note


class NoteRow(NamedTuple):
    """One remark or bookmark: its id, the source line from 1 (None: of the whole page), what it says, and the source's words there."""

    id: str
    line: int | None
    text: str
    words: str
    place: int | None
    bookmark: bool = False


def note_rows(notes: "Iterable[Note]", bookmarks: "Iterable[Bookmark]", source: str, line_starts: list[int]) -> tuple[NoteRow, ...]:
    """The rows of a page, in the order of the source; those of the whole page first."""
    from bisect import bisect_right

    rows = [
        NoteRow(
            note.id,
            None if note.span is None else bisect_right(line_starts, note.span.start),
            note.text,
            "" if note.span is None else _words(source, note.span),
            None if note.span is None else note.span.start,
        )
        for note in notes
        if not note.withdrawn
    ]
    for mark in bookmarks:
        if not mark.withdrawn:
            words = _words(source, Span(mark.at, mark.at + _AHEAD))
            rows.append(NoteRow(mark.id, bisect_right(line_starts, mark.at), mark.label, words, mark.at, bookmark=True))
    return tuple(sorted(rows, key=lambda row: (-1 if row.place is None else row.place, row.id)))


_AHEAD: Final = 12  # code points shown after a bookmark
_LONGEST: Final = 24


def _words(source: str, span: Span) -> str:
    words = " ".join(source[span.start : span.end].split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


class Goal(Enum):
    """What a place is counted by."""

    LINE = "line"
    FINDING = "finding"
    OFFSET = "offset"


_GOAL: Final = re.compile(r"\s*([#@]?)\s*(\d{1,9})\s*\Z", re.ASCII)


def goal_of(typed: str) -> tuple[Goal, int] | None:
    """Where a reviewer wants to go: `12` is a line, `#3` a finding, both from 1, `@450` an offset of the source; None for anything else."""
    found = _GOAL.match(typed)
    if found is None:
        return None
    number = int(found.group(2))
    goal = {"": Goal.LINE, "#": Goal.FINDING, "@": Goal.OFFSET}[found.group(1)]
    return (goal, number) if goal is Goal.OFFSET or number > 0 else None
