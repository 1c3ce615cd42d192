"""Puts blocks on the page: the damaged text, and where every line of it stands."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from seeds.articles import Kind
from seeds.cells import Block, Line, Part
from seeds.draft import paragraph_break
from seeds.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Placed:
    """A line on the page: its span in the damaged text (code points), its block and its place in the block."""

    line: Line
    start: int
    end: int
    block: int
    index: int


def place_blocks(blocks: Sequence[Block], parts: Sequence[Part], recipe: Recipe) -> tuple[str, list[Placed]]:
    """The damaged text, with the page's own line ends, and its lines in page order."""
    text: list[str] = []
    placed: list[Placed] = []
    at = 0

    def put(piece: str) -> None:
        nonlocal at
        text.append(piece)
        at += len(piece)

    put(recipe.lead.replace("\n", recipe.newline))
    for number, block in enumerate(blocks):
        if number:
            first = block.lines[0]
            part = parts[first.part]
            opens = bool(first.cells) and first.cells[0].at == part.start and part.copy >= 0
            before = parts[blocks[number - 1].lines[-1].part].kind
            put(paragraph_break(before, part.kind if opens else Kind.HEADLINE, recipe).replace("\n", recipe.newline))
        for index, line in enumerate(block.lines):
            if index:
                put(block.separators[index - 1].text.replace("\n", recipe.newline))
            start = at
            put(line.text)
            placed.append(Placed(line, start, at, number, index))
    if recipe.final_newline:
        put(recipe.newline)
    return "".join(text), placed


def in_reading_order(placed: Sequence[Placed]) -> dict[int, list[Placed]]:
    """The lines of every part in reading order, by part."""
    by_part: dict[int, list[Placed]] = defaultdict(list)
    for line in placed:
        by_part[line.line.part].append(line)
    for lines in by_part.values():
        lines.sort(key=lambda p: p.line.serial)
    return by_part


def touch(left: Placed, right: Placed) -> bool:
    """Whether two lines stand beside each other in one block."""
    return left.block == right.block and left.index + 1 == right.index


def joined_ends(blocks: Sequence[Block]) -> frozenset[tuple[int, int, bool]]:
    """The line ends that take part in a join, as block, line and whether it is the line's end (else its start)."""
    lines = [Placed(line, 0, 0, b, i) for b, block in enumerate(blocks) for i, line in enumerate(block.lines)]
    ends: set[tuple[int, int, bool]] = set()
    for group in in_reading_order(lines).values():
        for left, right in pairwise(group):
            if not touch(left, right):
                ends.add((left.block, left.index, True))
                ends.add((right.block, right.index, False))
    return frozenset(ends)
