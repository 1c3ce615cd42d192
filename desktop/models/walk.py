"""One open end after the other: what is asked at each, and the lines that may be on its other side, as the window shows them."""

from dataclasses import dataclass
from typing import NamedTuple

from cleanup.continuations import Continuations, OpenEnd, Standing, next_end
from cleanup.edits import Follow
from cleanup.page import Page, Span
from cleanup.render import Rendered
from desktop.models.places import Place

_SHOWN = 24  # code points of a line


class Stop(NamedTuple):
    """An open end that is asked about: its words, the lines it may go on with (or come after), and how many ends there are with it.

    `now` is what it goes on with now, where a join leads there that was taken with a whole column. `cleaned` is the offset of the end in
    the cleaned text.
    """

    end: OpenEnd
    words: str
    now: str
    places: tuple[Place, ...]
    left: int
    cleaned: int


@dataclass(frozen=True, slots=True)
class Course:
    """Where a walk stands: the ends that were left, the line that was asked about last, and the joins that were taken with others.

    `torn` is the line that was just taken, with the text as it stood before: a line taken from within a paragraph is asked about first,
    since what follows it there came after it by chance. `first` is asked about before anything else; with `alone` nothing but it and torn
    lines is asked about.
    """

    left: frozenset[OpenEnd] = frozenset()
    behind: Span | None = None
    doubted: frozenset[Follow] = frozenset()
    torn: tuple[Rendered, Span] | None = None
    first: OpenEnd | None = None
    alone: bool = False


def next_stop(made: Continuations, rendered: Rendered, course: Course) -> Stop | None:
    """The next open end to be asked about; None where all were left."""
    standing = Standing.of(rendered)
    ends = made.open_ends(standing, course.doubted)
    end = course.first
    if end is None and course.torn is not None and _is_torn(made, rendered, *course.torn) and OpenEnd(course.torn[1]) not in course.left:
        end = OpenEnd(course.torn[1])
    if end is None and not course.alone:
        end = next_end(ends, standing, course.left, course.behind)
    if end is None:
        return None
    page = rendered.page
    line = end.line
    words = _beginning(page, line) if end.begins else page.text[max(line.start, line.end - _SHOWN) : line.end]
    joined = next((edit for edit in course.doubted if edit.tail == line and not end.begins), None)
    now = "" if joined is None or joined.head is None else _beginning(page, joined.head)
    at = rendered.to_cleaned(line.start) if end.begins else rendered.to_cleaned(line.end, "left")
    count = len({*(one for one in ends if one not in course.left), end})
    return Stop(end, words, now, places_of(page, made.other_ends(standing, end), ends=end.begins), count, at)


def likely_places(made: Continuations, rendered: Rendered, tail: Span) -> tuple[Place, ...]:
    """The lines that a line may go on with, likeliest first."""
    return places_of(rendered.page, made.other_ends(Standing.of(rendered), OpenEnd(tail)))


def places_of(page: Page, lines: tuple[Span, ...], *, ends: bool = False) -> tuple[Place, ...]:
    """Lines to choose from, by how they begin, or with `ends` by how they end."""
    found = []
    for line in lines:
        text = f"…{page.text[max(line.start, line.end - _SHOWN) : line.end]}" if ends else _beginning(page, line)
        found.append(Place(page.text.count("\n", 0, line.start) + 1, line.start, text, not ends))
    return tuple(found)


def _beginning(page: Page, line: Span) -> str:
    return page.text[line.start : min(line.end, line.start + _SHOWN)]


def _is_torn(made: Continuations, rendered: Rendered, before: Rendered, line: Span) -> bool:
    """Whether a line that was taken stood within a paragraph, ends in mid-sentence, and no join leads on from it."""
    stood = Standing.of(before).before.get(line.start)
    if stood is None or stood[1] is None or not made.is_unfinished(line):
        return False
    return not any(isinstance(segment.edit, Follow) and segment.edit.tail == line for segment in rendered.segments)
