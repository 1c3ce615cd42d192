"""Blocks that stand as one though they are two, and furniture that stands between them."""

from dataclasses import replace
from random import Random

from seeds.articles import Kind
from seeds.cells import Block, Cell, Draft, Line, Part, Separator
from seeds.characters import ends_sentence
from seeds.kinds_of_damage.tables import FURNITURE, FURNITURE_TRADITIONAL, JUMPS, JUMPS_TRADITIONAL, is_traditional
from seeds.recipe import Recipe


def glue_blocks(blocks: list[Block], parts: tuple[Part, ...], recipe: Recipe, rng: Random) -> list[Block]:
    """The blocks with bylines, captions and headlines glued to body text, and paragraphs of two articles fused."""
    length = sum(len(line.cells) for block in blocks for line in block.lines)
    small = {Kind.BYLINE, Kind.CAPTION}
    blocks = _glue(blocks, parts, recipe.places("glued-byline", length, rng), small, "glued-byline", rng)
    blocks = _glue(blocks, parts, recipe.places("glued-headline", length, rng), {Kind.HEADLINE}, "glued-headline", rng)
    return _fuse(blocks, parts, recipe.places("fused", length, rng), rng)


def _kinds(block: Block, parts: tuple[Part, ...]) -> tuple[Kind, Kind]:
    return parts[block.lines[0].part].kind, parts[block.lines[-1].part].kind


def _glue(blocks: list[Block], parts: tuple[Part, ...], count: int, kinds: set[Kind], why: str, rng: Random) -> list[Block]:
    """`count` blocks of `kinds` glued to a body block beside them, with a space or without; at most one on a body block."""
    for _ in range(count):
        able = []
        for i in range(len(blocks) - 1):
            left, right = _kinds(blocks[i], parts)[1], _kinds(blocks[i + 1], parts)[0]
            plain = all(s.why == "wrap" for b in blocks[i : i + 2] for s in b.separators)
            markdown = blocks[i + 1].lines[0].text.startswith("#")
            if plain and not markdown and ((left in kinds and right is Kind.BODY) or (left is Kind.BODY and right in kinds)):
                able.append(i)
        if not able:
            return blocks
        i = rng.choice(able)
        gap = "" if ends_sentence(blocks[i].lines[-1].text) and rng.random() < 0.3 else " "
        blocks = [*blocks[:i], blocks[i].glued(blocks[i + 1], Separator(gap, why)), *blocks[i + 2 :]]
    return blocks


def _fuse(blocks: list[Block], parts: tuple[Part, ...], count: int, rng: Random) -> list[Block]:
    """A whole paragraph of one article put right before or behind a paragraph of another, in one block."""
    for _ in range(count):
        whole = [i for i, block in enumerate(blocks) if _is_whole(block, parts)]
        pairs = [
            (i, j)
            for i in whole
            for j in whole
            if parts[blocks[i].lines[0].part].article != parts[blocks[j].lines[0].part].article and abs(i - j) < 12
        ]
        if not pairs:
            return blocks
        moved, host = rng.choice(pairs)
        separator = Separator(" " if rng.random() < 0.3 else "", "fused")
        one = blocks[host].glued(blocks[moved], separator) if rng.random() < 0.5 else blocks[moved].glued(blocks[host], separator)
        blocks = [one if i == host else block for i, block in enumerate(blocks) if i != moved]
    return blocks


def _is_whole(block: Block, parts: tuple[Part, ...]) -> bool:
    """Whether a block is one uncut body paragraph that ends with a sentence."""
    part = parts[block.lines[0].part]
    if part.kind is not Kind.BODY or part.copy or any(s.why != "wrap" for s in block.separators):
        return False
    cells = block.lines[0].cells[0], block.lines[-1].cells[-1]
    return cells[0].at == part.start and cells[1].at + 1 == part.end and cells[1].copy == 0 and ends_sentence(block.lines[-1].text)


def put_furniture(blocks: list[Block], draft: Draft, recipe: Recipe, rng: Random) -> tuple[list[Block], Draft]:
    """Page numbers, running heads and jump lines as blocks of their own, some of them inside a cut paragraph."""
    traditional = is_traditional(draft.true_text)
    jumps, heads = (JUMPS_TRADITIONAL, FURNITURE_TRADITIONAL) if traditional else (JUMPS, FURNITURE)
    for _ in range(recipe.places("furniture", len(draft.true_text), rng)):
        places = [i for i in range(1, len(blocks)) if not _inside(blocks, i) & draft.whole]
        cut = [i for i in places if any(draft.parts[part].kind is Kind.BODY for part in _inside(blocks, i))]
        amid = bool(cut) and rng.random() < 0.5
        at = rng.choice(cut if amid else places) if places else len(blocks)
        text = rng.choice(jumps if amid and rng.random() < 0.5 else heads)
        part = Part(len(draft.parts), -1, Kind.FURNITURE, 0, 0, 0, copy=-1)
        draft = draft.with_part(part)
        line = Line(tuple(Cell(char, char, -1, "", -1) for char in text), part.number)
        blocks = [*blocks[:at], Block((line,)), *blocks[at:]]
    return blocks, draft


def _inside(blocks: list[Block], i: int) -> frozenset[int]:
    """The part that goes on from the block before `i` into block `i`, if any."""
    return frozenset({blocks[i - 1].lines[-1].part}) & {blocks[i].lines[0].part}


def with_lines(block: Block, lines: tuple[Line, ...]) -> Block:
    """The block with other lines and the same separators."""
    return replace(block, lines=lines)
