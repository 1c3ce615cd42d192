"""The blocks of a page in its cleaned order: headlines, bylines, captions and paragraphs, each whole as its lines were joined."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from cleanup.edits import Follow
from cleanup.language.lazy import lazy
from cleanup.order import cut_pieces
from cleanup.page import Kind, Page, Span
from cleanup.paragraphs import split_paragraphs
from cleanup.render import Rendered

_MARK: Final = lazy("#{1,6}(?=[ \t\u3000])")


@dataclass(frozen=True, slots=True)
class Block:
    """One element of a page as a reader sees it.

    `start` and `end` are code points of the cleaned text, `spans` the lines of the source, in reading order, whose text stands there; no
    two of them share a character. `level` is the number of `#` that mark a headline, 0 without a mark.
    """

    kind: Kind
    start: int
    end: int
    spans: tuple[Span, ...]
    level: int = 0

    @property
    def first(self) -> Span:
        """The line that the block begins with: the head of a Follow that moves the block."""
        return self.spans[0]

    @property
    def last(self) -> Span:
        """The line that the block ends with: the tail of a Follow that puts another behind it."""
        return self.spans[-1]


class _Placed(NamedTuple):
    """A run of the cleaned text that comes from one recognised line: where it stands, where it comes from, the line's number."""

    start: int
    end: int
    source: int
    line: int


def read_blocks(rendered: Rendered) -> tuple[Block, ...]:
    """The blocks of a page's cleaned text, in its order; paragraphs by the fixed rule where no lines were recognised.

    Lines of one recognised paragraph that still follow each other are one block, and so are lines that a join brought together.
    """
    page = rendered.page
    found: list[Block] = []
    group: list[_Placed] = []
    breaks = _paragraph_starts(rendered)
    cuts = _cuts(rendered)
    for placed in _placed(rendered):
        if group and not _goes_on(rendered, group[-1], placed, breaks):
            found.append(_block(page, group, cuts))
            group = []
        group.append(placed)
    if group:
        found.append(_block(page, group, cuts))
    return tuple(found)


def _paragraph_starts(rendered: Rendered) -> frozenset[int]:
    page = rendered.page
    if rendered.text == page.text:
        return frozenset(start for start, _ in page.paragraphs.spans)
    return frozenset(start for start, _ in split_paragraphs(rendered.text, page.rule, page.origin.newline).spans)


def _cuts(rendered: Rendered) -> list[Span]:
    """The pieces into which the Follows in force cut the page; none where none is in force."""
    follows = {segment.edit for segment in rendered.segments if isinstance(segment.edit, Follow)}
    return list(cut_pieces(rendered.page, follows).spans) if follows else []


def _placed(rendered: Rendered) -> Iterator[_Placed]:
    """Each run of the cleaned text that one recognised line gave, in the order of the cleaned text."""
    spans = [line.span for line in rendered.page.lines] or [Span(*span) for span in rendered.page.paragraphs.spans]
    starts = [span.start for span in spans]
    for segment in rendered.segments:
        if segment.edit is not None:
            continue
        shift = segment.start - segment.source_start
        number = max(bisect_right(starts, segment.source_start) - 1, 0)
        while number < len(spans) and starts[number] < segment.source_end:
            low = max(starts[number], segment.source_start)
            high = min(spans[number].end, segment.source_end)
            if low < high:
                yield _Placed(low + shift, high + shift, low, number)
            number += 1


def _goes_on(rendered: Rendered, left: _Placed, right: _Placed, breaks: frozenset[int]) -> bool:
    """Whether a run belongs to the block of the run before it."""
    if right.start in breaks:
        return False
    lines = rendered.page.lines
    if left.line == right.line or not lines:
        return True
    gap = rendered.text[left.end : right.start]
    if "\n" not in gap and "\r" not in gap and left.source + left.end - left.start + len(gap) != right.source:
        return True
    return lines[left.line].paragraph == lines[right.line].paragraph


def _block(page: Page, group: list[_Placed], cuts: list[Span]) -> Block:
    spans: list[Span] = []
    for placed in group:
        span = _line_of(page, placed, cuts)
        if not spans or spans[-1] != span:
            spans.append(span)
    line = page.lines[group[0].line] if page.lines else None
    kind = Kind.BODY if line is None else line.kind
    level = 0
    if kind is Kind.HEADLINE:
        mark = _MARK.match(page.text, spans[0].start)
        level = 0 if mark is None else mark.end() - mark.start()
    return Block(kind, group[0].start, group[-1].end, tuple(dict.fromkeys(spans)), level)


def _line_of(page: Page, placed: _Placed, cuts: list[Span]) -> Span:
    """The source line that holds a run, or the part of it that the Follows in force leave as one piece."""
    line = page.lines[placed.line].span if page.lines else Span(*page.paragraphs.spans[placed.line])
    if not cuts:
        return line
    piece = cuts[bisect_right(cuts, placed.source, key=lambda span: span.start) - 1]
    return Span(max(line.start, piece.start), min(line.end, piece.end))
