"""The recognised paragraphs of a page as they stand in a view of it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleanup.page import Kind, Line, Page, Span
from cleanup.rules.source_map import Piece


class Block(NamedTuple):
    """A recognised paragraph in the view: the lines that follow each other there. `start` and `end` are offsets of the view."""

    start: int
    end: int
    kind: Kind
    lines: tuple[Line, ...]


def view_blocks(page: Page, text: str, paragraphs: Sequence[Span], pieces: Sequence[Piece] | None) -> tuple[Block, ...]:
    """The recognised paragraphs of a view in its reading order; a join to another recognised paragraph makes them one.

    `text` is the view, `paragraphs` its own by the page's fixed rule, `pieces` its runs, None where it is the source. A page without
    recognised lines gives its paragraphs by the fixed rule, as body.
    """
    lines = page.lines
    if not lines:
        return tuple(Block(start, end, Kind.BODY, ()) for start, end in paragraphs)
    breaks = frozenset(start for start, _ in paragraphs)
    if pieces is None:
        return tuple(_blocks_of_source(lines, breaks))
    blocks: list[Block] = []
    held: list[Line] = []
    first = previous = _Placed(0, 0, 0, 0)
    for placed in _placed_lines(lines, pieces):
        line = lines[placed.line]
        if held and (placed.start in breaks or not _continues(lines, text, previous, placed)):
            blocks.append(Block(first.start, previous.end, held[0].kind, tuple(held)))
            held = []
        if not held:
            first = placed
        if not held or held[-1] is not line:
            held.append(line)
        previous = placed
    if held:
        blocks.append(Block(first.start, previous.end, held[0].kind, tuple(held)))
    return tuple(_with_written(text, blocks))


def _with_written(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with the text that edits wrote at their ends: a mark put in at a paragraph's end is part of it."""
    low = 0
    for number, block in enumerate(blocks):
        start, end = block.start, block.end
        high = blocks[number + 1].start if number + 1 < len(blocks) else len(text)
        while start > low and not text[start - 1].isspace():
            start -= 1
        while end < high and not text[end].isspace():
            end += 1
        low = end
        yield block if (start, end) == (block.start, block.end) else block._replace(start=start, end=end)


def _blocks_of_source(lines: Sequence[Line], breaks: frozenset[int]) -> Iterator[Block]:
    """The recognised paragraphs of the page as it stands: lines of one number with no paragraph break between them."""
    first = 0
    number = lines[0].paragraph
    for index, line in enumerate(lines):
        if line.paragraph != number or (line.start in breaks and index > first):
            yield Block(lines[first].start, lines[index - 1].end, lines[first].kind, tuple(lines[first:index]))
            first, number = index, line.paragraph
    yield Block(lines[first].start, lines[-1].end, lines[first].kind, tuple(lines[first:]))


class _Placed(NamedTuple):
    """A run of the view that belongs to one recognised line: start and end there, source offset, the line's index."""

    start: int
    end: int
    source: int
    line: int


def _placed_lines(lines: Sequence[Line], pieces: Sequence[Piece]) -> Iterator[_Placed]:
    """Each run of the view that belongs to one line, in the view's order."""
    starts = [line.start for line in lines]
    for piece in pieces:
        if piece.edit is not None:
            continue
        end = piece.source + piece.end - piece.start
        index = max(bisect_right(starts, piece.source) - 1, 0)
        while index < len(lines) and lines[index].start < end:
            low = max(lines[index].start, piece.source)
            high = min(lines[index].end, end)
            if low < high:
                shift = piece.start - piece.source
                yield _Placed(low + shift, high + shift, low, index)
            index += 1


def _continues(lines: Sequence[Line], text: str, left: _Placed, right: _Placed) -> bool:
    """Whether `right` goes on with the recognised paragraph of `left`: by nature, or because an edit brought them together."""
    if lines[left.line].paragraph == lines[right.line].paragraph:
        return True
    gap = text[left.end : right.start]
    natural = left.source + left.end - left.start + len(gap) == right.source
    return not natural and "\n" not in gap and "\r" not in gap
