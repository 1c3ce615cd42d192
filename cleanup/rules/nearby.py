"""The analysis of a few paragraphs of a page's view, so that a key on a long page does not wait for all of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from cleanup.edits import Edit, Follow
from cleanup.page import Page, Span
from cleanup.paragraphs import split_paragraphs
from cleanup.render import Rendered, Segment
from cleanup.rules.analysis import Analysis

_FIRST_LOOK = 2_000  # code points on each side in which the paragraphs around a place are looked for first


class Neighbourhood(NamedTuple):
    """Ranges of a view: `core` is some paragraphs, `whole` these with the paragraphs beside them."""

    core: Span
    whole: Span


def neighbourhood(view: Rendered, place: Span, *, beside: int, margin: int) -> Neighbourhood:
    """The paragraphs that hold `place` with `beside` more on each side, and those with `margin` more on each side.

    What is not text counts to the paragraph before it. Only so much of the view is read as that takes.
    """
    text, page = view.text, view.page
    look = _FIRST_LOOK
    while True:
        low, high = max(place.start - look, 0), min(place.end + look, len(text))
        spans = [Span(start + low, end + low) for start, end in split_paragraphs(text[low:high], page.rule, page.origin.newline).spans]
        first = max(bisect_right(spans, place.start, key=lambda span: span.start) - 1, 0)
        last = max(bisect_right(spans, place.end, key=lambda span: span.start) - 1, first)
        # What stands at the ends of the part that was read may be cut off.
        enough_left = low == 0 or first - beside - margin > 0
        enough_right = high == len(text) or last + beside + margin < len(spans) - 1
        if enough_left and enough_right:
            return Neighbourhood(
                _range(spans, first - beside, last + beside, text), _range(spans, first - beside - margin, last + beside + margin, text)
            )
        look *= 2


def _range(spans: Sequence[Span], first: int, last: int, text: str) -> Span:
    """From the start of one paragraph to the start of the one after another; to the ends of the text where there is none."""
    start = spans[first].start if first > 0 else 0
    end = spans[last + 1].start if last + 1 < len(spans) else len(text)
    return Span(start, end)


def analyse_near(page: Page, view: Rendered, part: Span, undecided: Sequence[tuple[Edit, str]]) -> Analysis:
    """The analysis of a part of a view that is rendered already; its offsets count from the part's start."""
    return _Near(page, view, part, undecided)


class _Near(Analysis):
    def __init__(self, page: Page, view: Rendered, part: Span, undecided: Sequence[tuple[Edit, str]]) -> None:
        cut = _cut(view, part)
        self.page = _with_lines_near(page, cut)
        self.edits = tuple(dict.fromkeys(segment.edit for segment in cut.segments if segment.edit is not None))
        self.view = cut
        self.text = cut.text
        self._undecided = tuple((edit, name) for edit, name in undecided if edit in set(self.edits) and _is_in(cut, edit))
        self._same = False
        self._mergeable = ()
        self.neighbours = None
        self._source = None


def _cut(view: Rendered, part: Span) -> Rendered:
    """A part of a rendered text, with the segments that stand in it."""
    segments = []
    for segment in view.segments[bisect_left(view._all_ends, part.start) :]:
        if segment.start > part.end:
            break
        low, high = max(segment.start, part.start), min(segment.end, part.end)
        source_low, source_high = segment.source_start, segment.source_end
        if segment.edit is None:
            if low == high:
                continue
            source_low, source_high = segment.source_start + low - segment.start, segment.source_start + high - segment.start
        segments.append(Segment(low - part.start, high - part.start, source_low, source_high, segment.edit))
    return Rendered(view.page, view.text[part.start : part.end], tuple(segments), view.asleep, view.cuts)


def _with_lines_near(page: Page, cut: Rendered) -> Page:
    """The page with the lines alone that stand in a part of its view, and their neighbours."""
    starts = [line.start for line in page.lines]
    wanted: set[int] = set()
    for segment in cut.segments:
        first = max(bisect_right(starts, segment.source_start) - 2, 0)
        wanted.update(range(first, min(bisect_right(starts, segment.source_end) + 1, len(starts))))
    near = replace(page, lines=tuple(page.lines[number] for number in sorted(wanted)))
    vars(near)["paragraphs"] = page.paragraphs
    return near


def _is_in(cut: Rendered, edit: Edit) -> bool:
    """Whether both lines of a Follow stand in a part of a view."""
    if not isinstance(edit, Follow) or edit.tail is None or edit.head is None:
        return False
    held = cut._by_source
    starts = cut._source_starts
    for place in (edit.tail.end - 1, edit.head.start):
        number = bisect_right(starts, place) - 1
        if number < 0 or held[number].source_end <= place:
            return False
    return True
