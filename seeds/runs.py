"""Runs: the pieces of an article's flow that stand together on the page, and how a run becomes blocks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from seeds.articles import Kind
from seeds.cells import Block, Line, Part, Repeat, Separator, merge
from seeds.recipe import Recipe


class Wrap(StrEnum):
    """What is left of the hard wraps of a run."""

    NONE = "none"
    NEWLINE = "newline-wrap"
    SPACE = "space-wrap"
    PARAGRAPHS = "line-paragraphs"


class Weave(StrEnum):
    """How columns are read across: line by line, or each row as one line."""

    NONE = "none"
    LINES = "interleaved"
    ROWS = "row-merged"


@dataclass(frozen=True, slots=True)
class Run:
    """Lines that stand together: one column in reading order, or several that are read across within `window` (rows).

    `article` is the number of the article they come from, `head` says that the run is the article's headline group.
    """

    columns: tuple[tuple[Line, ...], ...]
    article: int
    wrap: Wrap = Wrap.NONE
    weave: Weave = Weave.NONE
    window: tuple[int, int] = (0, 0)
    head: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of a plain run; a woven run has none that could be cut."""
        return self.columns[0] if self.weave is Weave.NONE else ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A page of runs in page order, with what the damage needs to know of its parts.

    `cut` holds the parts that are cut already and stay as they are, `whole` those that must not be cut (repeats and their sources).
    """

    parts: tuple[Part, ...]
    runs: tuple[Run, ...]
    recipe: Recipe
    repeats: tuple[Repeat, ...] = ()
    whole: frozenset[int] = frozenset()
    cut: frozenset[int] = frozenset()
    length: int = 0

    def kind(self, line: Line) -> Kind:
        """What the part of a line is."""
        return self.parts[line.part].kind

    def begins(self, line: Line) -> bool:
        """Whether a line begins its part."""
        part = self.parts[line.part]
        return bool(line.cells) and line.cells[0].at == part.start and (part.copy == 0) == (line.cells[0].copy == 0)


def choose_wrap(recipe: Recipe, rng: Random) -> Wrap:
    """The wrap of one article by the shares of the recipe; shares that add up to more than 1 are weights."""
    shares = [(wrap, recipe.strength(wrap)) for wrap in (Wrap.NEWLINE, Wrap.SPACE, Wrap.PARAGRAPHS)]
    point = rng.random() * max(1.0, sum(share for _, share in shares))
    for wrap, share in shares:
        if point < share:
            return wrap
        point -= share
    return Wrap.NONE


def run_blocks(run: Run, layout: Layout, rng: Random) -> list[Block]:
    """The blocks of one run as they stand on the page."""
    if run.weave is Weave.ROWS:
        return [_rows(run, rng)]
    if run.weave is Weave.LINES:
        return _woven(run, layout)
    return [block for group in by_part(run.lines) for block in _part_blocks(group, run.wrap, layout.kind(group[0]))]


def by_part(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines in groups of the same part, in their order."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and groups[-1][0].part == line.part:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _part_blocks(group: Sequence[Line], wrap: Wrap, kind: Kind) -> list[Block]:
    if kind is not Kind.BODY or wrap is Wrap.NONE:
        return [Block((merge(group),))]
    if wrap is Wrap.PARAGRAPHS:
        return [Block((line,), form=wrap) for line in group]
    return [_block(group, "\n" if wrap is Wrap.NEWLINE else " ", "wrap")]


def _block(lines: Sequence[Line], separator: str, why: str, form: str = "") -> Block:
    return Block(tuple(lines), tuple(Separator(separator, why) for _ in lines[1:]), form)


def _rows(run: Run, rng: Random) -> Block:
    """Each row of the columns on one line with a gutter between them; a column that is shorter leaves its place empty."""
    gutter = rng.choice(("   ", "    ", "\u3000\u3000", "\t"))
    block: Block | None = None
    for row in range(max(len(column) for column in run.columns)):
        cells = [column[row] for column in run.columns if row < len(column)]
        line = _block(cells, gutter, "gutter", Weave.ROWS)
        block = line if block is None else block.glued(line, Separator("\n", "woven"))
    assert block is not None
    return block


def reading_order(run: Run) -> list[tuple[Line, bool]]:
    """The lines of a woven run as the machine reads them, each with whether it was read across.

    The rows of the window are read across all columns where the first column meets them; the other columns follow without them,
    as the text layer of a real page showed it.
    """
    first, last = run.window
    order: list[tuple[Line, bool]] = []
    for number, column in enumerate(run.columns):
        for row, line in enumerate(column):
            if not first <= row < last:
                order.append((line, False))
            elif number == 0:
                order.extend((other[row], True) for other in run.columns if row < len(other))
        if number == 0:
            for row in range(max(first, len(column)), last):
                order.extend((other[row], True) for other in run.columns if row < len(other))
    return order


def _woven(run: Run, layout: Layout) -> list[Block]:
    order = reading_order(run)
    if run.wrap is Wrap.PARAGRAPHS:
        return [Block((line,), form=Weave.LINES) for line, _ in order]
    groups: list[list[Line]] = []
    before: tuple[Line, bool] | None = None
    for line, across in order:
        opens = not across and layout.begins(line)
        leaves = before is not None and not across and before[1] != across
        if before is None or opens or leaves:
            groups.append([])
        groups[-1].append(line)
        before = (line, across)
    separator = "\n" if run.wrap in (Wrap.NEWLINE, Wrap.NONE) else " "
    return [_block(group, separator, "woven", Weave.LINES) for group in groups]
