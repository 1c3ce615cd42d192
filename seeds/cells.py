"""What a damaged page is made of while it is built: cells, lines and blocks that remember which clean text they stand for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from seeds.articles import Kind


class Cell(NamedTuple):
    """The smallest piece of a page: mostly one character.

    `text` stands on the page (empty: it fell away), `true` is its clean reading (empty: damage put it in), `at` the offset of
    that reading in the true text, `kind` the kind of damage (empty: none). `copy` is 0 for the page's own text, a number above
    0 for the repeat it belongs to, -1 for furniture that damage put in.
    """

    text: str
    true: str
    at: int
    kind: str = ""
    copy: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """An element of the page: which article it belongs to (-1: none), what it is, and its span of the true text.

    A part with `copy` other than 0 is no part of the true text; the span then names the text it repeats.
    """

    number: int
    article: int
    kind: Kind
    level: int
    start: int
    end: int
    copy: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """Cells that stand together, all of one part; `serial` counts the lines of the part in reading order."""

    cells: tuple[Cell, ...]
    part: int
    serial: int = 0

    @property
    def text(self) -> str:
        return "".join(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Separator:
    """What stands between two lines of one block, and why: `wrap`, `woven`, `gutter`, or a kind of glueing."""

    text: str
    why: str = "wrap"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand in one paragraph of the damaged page, with the separators between them (one fewer).

    `form` says how it came about where that is not plain: `line-paragraphs`, `interleaved`, `row-merged` or `strayed`.
    """

    lines: tuple[Line, ...]
    separators: tuple[Separator, ...] = ()
    form: str = ""

    def glued(self, other: "Block", separator: Separator) -> "Block":
        """This block and `other` as one."""
        return Block(self.lines + other.lines, (*self.separators, separator, *other.separators), self.form or other.form)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A passage that stands twice: its number, kind (exact, near, partial, loop) and the span of the true text it repeats."""

    number: int
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A page before layout: all parts, and the passages (one line each) of every article in reading order."""

    true_text: str
    parts: tuple[Part, ...]
    flows: tuple[tuple[Line, ...], ...]
    repeats: tuple[Repeat, ...] = ()
    whole: frozenset[int] = frozenset()  # parts that later damage must leave alone, so that a repeat stays what it is called

    def with_part(self, part: Part) -> "Draft":
        return replace(self, parts=(*self.parts, part))


def merge(lines: Iterable[Line]) -> Line:
    """Lines of one part as one line."""
    group = list(lines)
    return Line(tuple(cell for line in group for cell in line.cells), group[0].part, group[0].serial)


def shown(cells: Sequence[Cell]) -> str:
    """The text of cells as it stands on the page."""
    return "".join(cell.text for cell in cells)


def meant(cells: Sequence[Cell]) -> str:
    """The clean reading of cells."""
    return "".join(cell.true for cell in cells)
