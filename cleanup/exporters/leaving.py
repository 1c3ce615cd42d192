"""Leaving lines of some kinds out of what is exported: running heads, captions, bylines.

A block goes as a whole, with the smaller of the breaks beside it. Nothing is decided by it: page and patch stay as they are, and what was
left out is known by its place in the source.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from cleanup.articles import Block, read_blocks
from cleanup.edits import Replace
from cleanup.page import Kind, Span
from cleanup.render import Rendered, Segment

LEAVABLE: Final = (Kind.FURNITURE, Kind.CAPTION, Kind.BYLINE)
"""The kinds that an export may leave out; headlines and text are what a corpus is made of."""


class LeftOut(NamedTuple):
    """A block that was left out: its kind, what it says, and the source lines it comes from."""

    kind: Kind
    text: str
    spans: tuple[Span, ...]


def without(rendered: Rendered, kinds: Collection[Kind]) -> tuple[Rendered, tuple[LeftOut, ...]]:
    """The cleaned text without the blocks of some kinds, and these blocks in their order; the same value where there are none."""
    blocks = read_blocks(rendered)
    gone = [block for block in blocks if block.kind in kinds]
    if not gone:
        return rendered, ()
    left = tuple(LeftOut(block.kind, rendered.text[block.start : block.end], block.spans) for block in gone)
    return _cut(rendered, list(_ranges(rendered.text, blocks, kinds))), left


def _ranges(text: str, blocks: Sequence[Block], kinds: Collection[Kind]) -> Iterator[Span]:
    """What goes of the cleaned text, run by run of blocks that follow each other."""
    at = 0
    while at < len(blocks):
        if blocks[at].kind not in kinds:
            at += 1
            continue
        first = at
        while at < len(blocks) and blocks[at].kind in kinds:
            at += 1
        start, end = blocks[first].start, blocks[at - 1].end
        before = text[blocks[first - 1].end : start] if first else ""
        after = text[end : blocks[at].start] if at < len(blocks) else ""
        if first and (at == len(blocks) or _lines(before) <= _lines(after)) and not before.strip():
            start -= len(before)
        elif not after.strip():
            end += len(after)
        yield Span(start, end)


def _lines(gap: str) -> int:
    return len(gap.splitlines())


def _cut(rendered: Rendered, ranges: Sequence[Span]) -> Rendered:
    """The cleaned text with ranges taken out, in order; each character of the source can still be told to have gone."""
    source = rendered.page.text
    segments: list[Segment] = []
    kept: list[str] = []
    here = number = 0

    def add(segment: Segment, low: int, high: int, *, stays: bool) -> None:
        nonlocal here
        text = rendered.text[low:high] if stays else ""
        edit = segment.edit
        start, end = segment.source_start, segment.source_end
        if edit is None:
            start, end = start + low - segment.start, start + high - segment.start
            edit = None if stays else Replace(start, end, source[start:end], "")
        elif high < segment.end:
            end = start  # what an edit replaced goes with the last piece of what it put there
        segments.append(Segment(here, here + len(text), start, end, edit))
        kept.append(text)
        here += len(text)

    for segment in rendered.segments:
        low = segment.start
        while number < len(ranges) and ranges[number].end <= low:
            number += 1
        at = number
        while at < len(ranges) and ranges[at].start < segment.end:
            start, end = max(ranges[at].start, low), min(ranges[at].end, segment.end)
            if low < start:
                add(segment, low, start, stays=True)
            if start < end:
                add(segment, start, end, stays=False)
            low = end
            at += 1
        if low < segment.end or segment.start == segment.end:
            add(segment, low, segment.end, stays=True)
    return Rendered(rendered.page, "".join(kept), tuple(segments), rendered.asleep, rendered.cuts)
