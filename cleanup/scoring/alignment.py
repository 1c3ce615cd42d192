"""Where each character of a source stands in its cleaned text, told from the two texts alone; pieces may have moved."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from cleanup.scoring.distance import common_places
from cleanup.scoring.normal import folded

_RUN: Final = 8  # characters that stand once in both texts, widths and quotes apart, are the same place
_GAP: Final = 400  # characters between two blocks that may be one change; beyond it something moved


class Block(NamedTuple):
    """Source `start` to `end` stands in the cleaned text `shift` characters further on, perhaps with other widths and quotes."""

    start: int
    end: int
    shift: int


class Made(NamedTuple):
    """A change between two texts: source `start` to `end` has become `after`."""

    start: int
    end: int
    after: str


@dataclass(frozen=True)
class Alignment:
    """Blocks that both texts share, in the source's order, and the changes in them and between neighbours."""

    source: str
    cleaned: str
    blocks: tuple[Block, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def place(self, offset: int) -> int | None:
        """Where the source character at `offset`, or what its width or quote became, stands in the cleaned text; None where not known."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self.blocks[index].end:
            return offset + self.blocks[index].shift
        return None

    def changes(self) -> list[Made]:
        """The changes in blocks, between blocks that are neighbours in both texts, and at the ends of both; each as small as it can be."""
        length = len(self.source)
        first, last = Block(0, 0, 0), Block(length, length, len(self.cleaned) - length)
        blocks = [first, *self.blocks, last]
        cleaned_starts = sorted(block.start + block.shift for block in blocks[1:])
        made = [
            Made(at, at + 1, new)
            for start, end, shift in self.blocks
            for at, old, new in zip(range(start, end), self.source[start:end], self.cleaned[start + shift : end + shift], strict=True)
            if old != new
        ]
        for left, right in pairwise(blocks):
            here, there = left.end + left.shift, right.start + right.shift
            following = 0 if left is first else bisect_right(cleaned_starts, left.start + left.shift)
            if following < len(cleaned_starts) and cleaned_starts[following] == there and there - here <= _GAP:
                made += _smallest(self.source, left.end, right.start, self.cleaned[here:there])
        return sorted(made)


def align(source: str, cleaned: str) -> Alignment:
    """Align a source with its cleaned text; time and memory grow with the length of both."""
    before, after = folded(source), folded(cleaned)
    runs: list[Block] = []
    for at, other in common_places(before, after, _RUN):
        shift = other - at
        if runs and runs[-1].shift == shift and at <= runs[-1].end:
            runs[-1] = runs[-1]._replace(end=at + _RUN)
        elif not runs or at >= runs[-1].end:
            runs.append(Block(at, at + _RUN, shift))
    blocks: list[Block] = []
    for index, run in enumerate(runs):
        low = blocks[-1].end if blocks else 0
        high = runs[index + 1].start if index + 1 < len(runs) else len(source)
        grown = _grown(before, after, run, low, high)
        if blocks and blocks[-1].shift == grown.shift and blocks[-1].end == grown.start:
            blocks[-1] = blocks[-1]._replace(end=grown.end)
        else:
            blocks.append(grown)
    return Alignment(source, cleaned, tuple(blocks))


def _grown(source: str, cleaned: str, run: Block, low: int, high: int) -> Block:
    start, end = run.start, run.end
    while start > low and start + run.shift > 0 and source[start - 1] == cleaned[start - 1 + run.shift]:
        start -= 1
    while end < high and end + run.shift < len(cleaned) and source[end] == cleaned[end + run.shift]:
        end += 1
    return Block(start, end, run.shift)


def _smallest(source: str, start: int, end: int, after: str) -> list[Made]:
    if not after or start == end:
        return [Made(start, end, after)] if after or end > start else []
    from rapidfuzz.distance import Levenshtein

    before = source[start:end]
    opcodes = Levenshtein.opcodes(before, after)
    return [Made(start + op.src_start, start + op.src_end, after[op.dest_start : op.dest_end]) for op in opcodes if op.tag != "equal"]
