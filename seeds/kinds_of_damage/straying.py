"""Lines that stand in another paragraph: a few of one wrapped paragraph between the lines of another, whose wraps look the same."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random

from seeds.articles import Kind
from seeds.cells import Block, Line, Part, Separator
from seeds.recipe import Recipe

LEAST_LINES = 4
"""Lines of a paragraph that gives or takes some."""

STRAYED = "strayed"
"""The form of a paragraph that gave or took lines, and why the lines beside a gap or a stray stand together."""

_NEAR = 6  # blocks before and after the paragraph that gives its lines
_HOW_MANY = (1, 1, 2, 2, 3, 4)
_BY_TURNS = 0.35  # share of the strays that stand by turns with the lines they came between


def stray_lines(blocks: Sequence[Block], parts: Sequence[Part], whole: frozenset[int], recipe: Recipe, rng: Random) -> list[Block]:
    """The blocks with lines that stand in the wrong paragraph; each paragraph gives or takes once."""
    found = list(blocks)
    length = sum(len(line.cells) for block in found for line in block.lines)
    for _ in range(recipe.places("strayed", length, rng)):
        able = [i for i, block in enumerate(found) if _is_wrapped(block, parts, whole)]
        pairs = [(i, j) for i in able for j in able if i != j and abs(i - j) <= _NEAR]
        if not pairs:
            break
        giver, taker = rng.choice(pairs)
        found[giver], run = _taken_out(found[giver], rng)
        found[taker] = _put_in(found[taker], run, rng)
    return found


def _is_wrapped(block: Block, parts: Sequence[Part], whole: frozenset[int]) -> bool:
    """Whether a block is a plain paragraph of body text whose wraps are left."""
    numbers = {line.part for line in block.lines}
    return (
        len(block.lines) >= LEAST_LINES
        and len(numbers) == 1
        and not block.form
        and all(separator.why == "wrap" for separator in block.separators)
        and all(parts[number].kind is Kind.BODY and number not in whole for number in numbers)
    )


def _taken_out(block: Block, rng: Random) -> tuple[Block, tuple[Line, ...]]:
    """The block without some lines from its middle, and those."""
    first = rng.randint(1, len(block.lines) - 2)
    last = min(len(block.lines) - 1, first + rng.choice(_HOW_MANY))
    left = (*block.lines[:first], *block.lines[last:])
    separators = [*block.separators[: len(left) - 1]]
    separators[first - 1] = Separator(separators[first - 1].text, STRAYED)
    return Block(left, tuple(separators), STRAYED), block.lines[first:last]


def _put_in(block: Block, run: Sequence[Line], rng: Random) -> Block:
    """The block with those lines between its own, one after another or by turns."""
    at = rng.randint(1, len(block.lines) - 1)
    after = list(block.lines[at:])
    between: list[Line] = []
    by_turns = rng.random() < _BY_TURNS
    for line in run:
        between.append(line)
        if by_turns and len(after) > 1:
            between.append(after.pop(0))
    lines = (*block.lines[:at], *between, *after)
    text = block.separators[0].text
    kept = {(id(left), id(right)) for left, right in (*pairwise(block.lines), *pairwise(run))}
    whys = ("wrap" if (id(left), id(right)) in kept else STRAYED for left, right in pairwise(lines))
    return Block(lines, tuple(Separator(text, why) for why in whys), STRAYED)
