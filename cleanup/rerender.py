"""A rendered text after a few replacements more or less, made from the one before instead of from the page.

A key that is typed, or a fix that is taken, changes a few characters; rendering a page of a million anew for each of them would make
every key wait. What is made here is always what `render` makes, or nothing where only `render` can tell.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from cleanup.edits import Edit, Follow, Replace
from cleanup.page import Page, Span
from cleanup.render import Rendered, Segment

_MOST = 64
"""More changes than these are made faster by rendering once."""
_NEAR = 4  # segments on each side of a place in which kept text is looked for


def rerender(before: Rendered, gone: Collection[Edit], new: Collection[Edit]) -> Rendered | None:
    """What `render` makes of the edits of `before` without `gone` and with `new`; None where that is not certain.

    It is certain where only replacements come and go, inside paragraphs, those that come in text that is kept, and where no paragraph
    may lose all its text. A result says too that the edits have no conflict.
    """
    if len(gone) + len(new) > _MOST:
        return None
    now: Rendered | None = before
    for edits, step in ((gone, _without), (new, _with)):
        for edit in sorted(edit for edit in edits if isinstance(edit, Replace)):
            now = None if now is None else step(now, edit)
    return None if any(isinstance(edit, Follow) for edit in (*gone, *new)) else now


def _paragraph(page: Page, edit: Replace) -> Span | None:
    """The paragraph that holds a replacement; None where it lies in a break, or is not valid by itself."""
    start, end, before, after = edit.start, edit.end, edit.before, edit.after
    if not 0 <= start <= end <= len(page.text) or page.text[start:end] != before or before == after:
        return None
    if before and after and (before[0] == after[0] or before[-1] == after[-1]):
        return None
    number = page.paragraphs.at_or_before(start)
    if number < 0 or end > page.paragraphs.spans[number][1]:
        return None
    return Span(*page.paragraphs.spans[number])


def _with(now: Rendered, edit: Replace) -> Rendered | None:
    """The text with one more replacement."""
    paragraph = _paragraph(now.page, edit)
    if paragraph is None:
        return None
    if edit.start == edit.end:
        return _with_insert(now, edit, paragraph)
    kept = now.segment_of(edit.start)
    if kept.edit is not None or edit.end > kept.source_end or not _stays(now, paragraph, edit):
        return None
    return _put_into(now, kept, edit)


def _put_into(now: Rendered, kept: Segment, edit: Replace) -> Rendered:
    """A replacement put into a run of kept text that holds it."""
    cut = kept.start + edit.start - kept.source_start
    rest = cut + len(edit.after)
    last = kept.source_end - edit.end
    made = [Segment(cut, rest, edit.start, edit.end, edit)]
    if cut > kept.start:
        made.insert(0, Segment(kept.start, cut, kept.source_start, edit.start, None))
    if last:
        made.append(Segment(rest, rest + last, edit.end, kept.source_end, None))
    at = _number(now, kept)
    return _spliced(now, at, at + 1, made, now.text[kept.start : cut] + edit.after + now.text[kept.end - last : kept.end])


def _with_insert(now: Rendered, edit: Replace, paragraph: Span) -> Rendered | None:
    place = edit.start
    text = now.page.text
    if any(isinstance(one, Replace) and one.start == one.end == place for one in now.asleep):
        return None
    left = now.segment_of(place - 1) if place else None
    right = now.segment_of(place) if place < len(text) else None
    if left is not None and left is right:
        if left.edit is not None or place in now.cuts or not _stays(now, paragraph, edit):
            return None
        return _put_into(now, left, edit)
    if any(one is not None and isinstance(one.edit, Follow) for one in (left, right)):
        return None
    if place in now.cuts and edit.after.isspace():
        return None  # it belongs to the break, which may not be rendered here
    sides = [one for one in (left, right) if one is not None]
    if not _stays(now, paragraph, edit) or _has_insert(now, sides, place):
        return None
    # Where two lines touch it goes with the left one; at a line's start, after white space, with that line.
    if left is not None and not text[place - 1].isspace():
        number, at = _number(now, left) + 1, left.end
    elif right is not None and not text[place].isspace():
        number, at = _number(now, right), right.start
    else:
        return None
    return _spliced(now, number, number, [Segment(at, at + len(edit.after), place, place, edit)], edit.after)


def _has_insert(now: Rendered, sides: Sequence[Segment], place: int) -> bool:
    """Whether another insert stands at a place between two segments."""
    for side in sides:
        number = _number(now, side)
        for near in now.segments[max(number - 1, 0) : number + 2]:
            if near.source_start == near.source_end == place and isinstance(near.edit, Replace):
                return True
    return False


def _without(now: Rendered, edit: Replace) -> Rendered | None:
    """The text with what a replacement had removed, and without what it had put."""
    paragraph = _paragraph(now.page, edit)
    number = None if paragraph is None else _number_of(now, edit)
    if paragraph is None or number is None or (edit.before.isspace() and not now.cuts.isdisjoint((edit.start, edit.end))):
        return None
    first, last = number, number + 1
    here = now.segments[number]
    beside = [now.segments[n] for n in (number - 1, number + 1) if 0 <= n < len(now.segments)]
    if any(_in_removed_break(now, one, edit) for one in beside) or not _stays(now, paragraph, edit):
        return None
    start, source_start, source_end, text = here.start, edit.start, edit.end, edit.before
    if number and (left := now.segments[number - 1]).edit is None and left.source_end == edit.start and edit.start not in now.cuts:
        first, start, source_start, text = number - 1, left.start, left.source_start, now.text[left.start : left.end] + text
    if (
        last < len(now.segments)
        and (right := now.segments[last]).edit is None
        and right.source_start == edit.end
        and edit.end not in now.cuts
    ):
        last, source_end, text = last + 1, right.source_end, text + now.text[right.start : right.end]
    made = [Segment(start, start + len(text), source_start, source_end, None)] if text else []
    return _spliced(now, first, last, made, text)


def _in_removed_break(now: Rendered, beside: Segment, edit: Replace) -> bool:
    """Whether a segment beside a replacement is white space that a Follow removed, with the replacement amid it."""
    if not isinstance(beside.edit, Follow) or beside.source_start == beside.source_end:
        return False
    return (beside.source_end == edit.start not in now.cuts) or (beside.source_start == edit.end not in now.cuts)


def _stays(now: Rendered, paragraph: Span, edit: Replace) -> bool:
    """Whether the paragraph has kept text near the replacement, so that it is not gone before or after it."""
    text = now.page.text
    middle = bisect_right(now._source_starts, edit.start)
    for segment in now._by_source[max(middle - _NEAR, 0) : middle + _NEAR]:
        if segment.edit is None:
            low, high = max(segment.source_start, paragraph.start), min(segment.source_end, paragraph.end)
            if text[low : min(high, edit.start)].strip() or text[max(low, edit.end) : high].strip():
                return True
    return False


def _number(now: Rendered, segment: Segment) -> int:
    """Where a segment stands in the list."""
    number = bisect_right(now._all_ends, segment.start) if segment.end > segment.start else bisect_left(now._all_ends, segment.start)
    while now.segments[number] is not segment:
        number += 1
    return number


def _number_of(now: Rendered, edit: Replace) -> int | None:
    """Where the segment of a replacement stands in the list; None where it sleeps."""
    if edit.start < edit.end:
        segment = now.segment_of(edit.start)
        return _number(now, segment) if segment.edit == edit else None
    for place in (edit.start - 1, edit.start):
        if 0 <= place < len(now.page.text):
            number = _number(now, now.segment_of(place))
            for near in range(max(number - 1, 0), min(number + 2, len(now.segments))):
                if now.segments[near].edit == edit:
                    return near
    return None


def _spliced(now: Rendered, first: int, last: int, made: Sequence[Segment], text: str) -> Rendered:
    """The segments from `first` to before `last` become others, and their text becomes `text`."""
    old = now.segments
    start = old[first].start if first < len(old) else len(now.text)
    end = old[last - 1].end if last > first else start
    by = len(text) - (end - start)
    after = old[last:]
    if by:
        after = tuple([Segment(a + by, b + by, c, d, e) for a, b, c, d, e in after])
    whole = now.text[:start] + text + now.text[end:]
    return Rendered(now.page, whole, (*old[:first], *made, *after), now.asleep, now.cuts)
