"""Text that stands inside a line to which it does not belong: slogans at bylines and openings, captions and furniture in mid-sentence,
heading marks before body text."""

from dataclasses import replace
from random import Random

from seeds.articles import Kind
from seeds.cells import Block, Cell, Draft, Line, Part, Separator
from seeds.characters import ends_sentence
from seeds.kinds_of_damage.tables import (
    FURNITURE,
    FURNITURE_TRADITIONAL,
    JUMPS,
    JUMPS_TRADITIONAL,
    SLOGANS,
    SLOGANS_TRADITIONAL,
    is_traditional,
)
from seeds.recipe import Recipe

_LEAST = 12  # code points of a line on each side of what is put into it


def put_amid(blocks: list[Block], draft: Draft, recipe: Recipe, rng: Random) -> tuple[list[Block], Draft]:
    """The blocks with the damage of this module, a kind at a time."""
    blocks, draft = _put_slogans(blocks, draft, recipe, rng)
    blocks, draft = _put_inside(blocks, draft, recipe, rng)
    return _mark_headings(blocks, draft, recipe, rng), draft


def _new_line(draft: Draft, text: str, kind: Kind) -> tuple[Line, Draft]:
    """A line that the true text does not have."""
    part = Part(len(draft.parts), -1, kind, 0, 0, 0, copy=-1)
    return Line(tuple(Cell(char, char, -1, "", -1) for char in text), part.number), draft.with_part(part)


def _put_slogans(blocks: list[Block], draft: Draft, recipe: Recipe, rng: Random) -> tuple[list[Block], Draft]:
    """A slogan between the end of a text and its byline, all three in one block, or right before the words that open a report."""
    slogans = SLOGANS_TRADITIONAL if is_traditional(draft.true_text) else SLOGANS
    for _ in range(recipe.places("glued-slogan", len(draft.true_text), rng)):
        ends = [i for i in range(len(blocks) - 1) if _is_end(blocks[i], draft) and _is_byline(blocks[i + 1], draft)]
        openings = [i for i, block in enumerate(blocks) if _is_opening(block, draft)]
        if not ends and not openings:
            break
        i = rng.choice(ends + openings)
        line, draft = _new_line(draft, rng.choice(slogans), Kind.HEADLINE)
        slogan = Block((line,))
        if i in ends:
            block = blocks[i].glued(slogan, Separator(rng.choice((" ", " ", "")), "glued-slogan"))
            block = block.glued(blocks[i + 1], Separator(" ", "glued-slogan"))
            blocks = [*blocks[:i], block, *blocks[i + 2 :]]
        else:
            blocks = [*blocks[:i], slogan.glued(blocks[i], Separator(rng.choice((" ", "")), "glued-slogan")), *blocks[i + 1 :]]
    return blocks, draft


def _kind(block: Block, draft: Draft) -> Kind | None:
    """The kind of a block whose lines are of one part and the page's own; None of others."""
    parts = {line.part for line in block.lines}
    if len(parts) != 1 or any(s.why != "wrap" for s in block.separators):
        return None
    part = draft.parts[parts.pop()]
    return None if part.copy or part.number in draft.whole else part.kind


def _is_end(block: Block, draft: Draft) -> bool:
    return _kind(block, draft) is Kind.BODY and ends_sentence(block.lines[-1].text)


def _is_byline(block: Block, draft: Draft) -> bool:
    return _kind(block, draft) is Kind.BYLINE


def _is_opening(block: Block, draft: Draft) -> bool:
    return _kind(block, draft) is Kind.BODY and block.lines[0].text.startswith(("本报讯", "本報訊", "【本报讯】"))


def _put_inside(blocks: list[Block], draft: Draft, recipe: Recipe, rng: Random) -> tuple[list[Block], Draft]:
    """A caption of the page, or furniture, in the middle of a sentence of body text."""
    traditional = is_traditional(draft.true_text)
    words = (*JUMPS_TRADITIONAL, *FURNITURE_TRADITIONAL) if traditional else (*JUMPS, *FURNITURE)
    for _ in range(recipe.places("glued-amid", len(draft.true_text), rng)):
        hosts = [i for i, block in enumerate(blocks) if _kind(block, draft) is Kind.BODY and any(map(_places, block.lines))]
        captions = [i for i, block in enumerate(blocks) if _kind(block, draft) is Kind.CAPTION]
        if not hosts:
            break
        host = rng.choice(hosts)
        if captions and rng.random() < 0.4:
            caption = rng.choice(captions)
            inner = blocks[caption]
        else:
            caption = -1
            line, draft = _new_line(draft, rng.choice([text for text in words if len(text) > 1]), Kind.FURNITURE)
            inner = Block((line,))
        opened = _with_inside(blocks[host], inner, rng.choice(("", " ")), rng)
        blocks = [opened if i == host else block for i, block in enumerate(blocks) if i != caption]
    return blocks, draft


def _places(line: Line) -> list[int]:
    """Where a line may be cut: between two Chinese characters, well inside the line."""
    cells = line.cells
    return [k for k in range(_LEAST, len(cells) - _LEAST) if _is_han(cells[k - 1].text) and _is_han(cells[k].text)]


def _is_han(text: str) -> bool:
    return "\u4e00" <= text <= "\u9fff"


def _with_inside(block: Block, inner: Block, gap: str, rng: Random) -> Block:
    """The block with another inside one of its lines."""
    number = rng.choice([n for n, line in enumerate(block.lines) if _places(line)])
    line = block.lines[number]
    cut = rng.choice(_places(line))
    left, right = replace(line, cells=line.cells[:cut]), replace(line, cells=line.cells[cut:])
    around = Separator(gap, "glued-amid")
    return Block(
        (*block.lines[:number], left, *inner.lines, right, *block.lines[number + 1 :]),
        (*block.separators[:number], around, *inner.separators, around, *block.separators[number:]),
        block.form,
    )


def _mark_headings(blocks: list[Block], draft: Draft, recipe: Recipe, rng: Random) -> list[Block]:
    """Body text that a vision model took for a heading: `#` to `###` before it."""
    for _ in range(recipe.places("heading-mark", len(draft.true_text), rng)):
        able = [
            i
            for i, block in enumerate(blocks)
            if _kind(block, draft) is Kind.BODY and not block.lines[0].text.startswith("#") and sum(map(_size, block.lines)) > 2 * _LEAST
        ]
        if not able:
            break
        i = rng.choice(able)
        first = blocks[i].lines[0]
        mark = Cell("#" * rng.randint(1, 3) + " ", "", first.cells[0].at, "heading-mark")
        blocks = [
            *blocks[:i],
            replace(blocks[i], lines=(replace(first, cells=(mark, *first.cells)), *blocks[i].lines[1:])),
            *blocks[i + 1 :],
        ]
    return blocks


def _size(line: Line) -> int:
    return len(line.cells)
