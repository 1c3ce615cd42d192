"""Damage to marks and digits: brackets lost or closed by the wrong one, quotes turned, dashes and ellipses, digits' width and room."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from random import Random
from typing import NamedTuple

from seeds.articles import Kind
from seeds.cells import Block, Cell, Line, Part
from seeds.kinds_of_damage.glue import with_lines
from seeds.recipe import Recipe

MARGIN = 7  # cells beside a join that keep their characters: truth names a join by its last and first six
_APART = 12  # cells between two places of damage in one line
_CLOSERS = "）》】〕"
_TURNED = {"“": "”", "”": "“", "‘": "’", "’": "‘"}
_DASHES = ("--", "---", "—", "－－", "──", "―", "-")
_ELLIPSES = ("...", "......", "…", "。。。", ".……", "···", "….", "..")
_PAIR = re.compile(r"《[^《》]{1,30}》|（[^（）]{1,30}）|【[^【】]{1,12}】|〔[^〔〕]{1,12}〕")
_QUOTED = re.compile("“[^“”]{1,40}”|‘[^‘’]{1,40}’")
_NUMBER = re.compile(r"(?<![A-Za-z0-9.])[0-9]{1,8}(?:\.[0-9]{1,3})?(?![A-Za-z0-9.:%])")
_DATE = re.compile("(?<![0-9])(?:[12][0-9]{3}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}[时点][0-9]{1,2}分)")


class _Change(NamedTuple):
    """Cells `start` to `end` of a line become other cells."""

    start: int
    end: int
    cells: tuple[Cell, ...]


_Damage = Callable[[str, tuple[Cell, ...], Random], Iterator[_Change]]


def damage_marks(
    blocks: list[Block],
    parts: tuple[Part, ...],
    whole: frozenset[int],
    joined: frozenset[tuple[int, int, bool]],
    recipe: Recipe,
    rng: Random,
) -> list[Block]:
    """The blocks with damage to marks and digits; a strength is the share of those marks that get it.

    `joined` holds block and line index of line ends that take part in a join, with whether the line's end (else its start) does.
    """
    kinds = [(kind, damage) for kind, damage in _KINDS if recipe.strength(kind)]
    if not kinds:
        return blocks
    done = []
    for b, block in enumerate(blocks):
        lines = []
        for i, line in enumerate(block.lines):
            low = MARGIN if (b, i, False) in joined else 1
            high = len(line.cells) - (MARGIN if (b, i, True) in joined else 1)
            part = parts[line.part]
            able = part.kind in (Kind.BODY, Kind.HEADLINE) and not part.copy and line.part not in whole and low < high
            lines.append(_damaged(line, low, high, kinds, recipe, rng) if able else line)
        done.append(with_lines(block, tuple(lines)))
    return done


def _damaged(line: Line, low: int, high: int, kinds: list[tuple[str, _Damage]], recipe: Recipe, rng: Random) -> Line:
    """A line with some of the changes that its marks allow, none near another."""
    shown = "".join(cell.text if len(cell.text) == 1 else "\0" for cell in line.cells)
    taken: list[_Change] = []
    for kind, damage in kinds:
        changes = sorted(damage(shown, line.cells, rng), key=itemgetter(0))
        for _, group in groupby(changes, key=itemgetter(0)):
            change = rng.choice(list(group))
            if rng.random() >= recipe.strength(kind) or not low <= change.start <= change.end <= high:
                continue
            if any(cell.kind or cell.copy for cell in line.cells[change.start : change.end]):
                continue
            if all(change.end + _APART < other.start or other.end + _APART < change.start for other in taken):
                taken.append(change._replace(cells=tuple(cell._replace(kind=cell.kind and kind) for cell in change.cells)))
    cells: list[Cell] = []
    at = 0
    for change in sorted(taken, key=itemgetter(0)):
        cells += (*line.cells[at : change.start], *change.cells)
        at = change.end
    return Line((*cells, *line.cells[at:]), line.part, line.serial)


def _one(cells: tuple[Cell, ...], start: int, end: int, text: str) -> _Change:
    """Other text for the cells `start` to `end`."""
    true = "".join(cell.true for cell in cells[start:end])
    return _Change(start, end, (Cell(text, true, cells[start].at, "*"),))


def _brackets_lost(shown: str, cells: tuple[Cell, ...], rng: Random) -> Iterator[_Change]:
    for match in _PAIR.finditer(shown):
        at = rng.choice((match.start(), match.end() - 1))
        yield _one(cells, at, at + 1, "")


def _brackets_misfit(shown: str, cells: tuple[Cell, ...], rng: Random) -> Iterator[_Change]:
    for match in _PAIR.finditer(shown):
        at = match.end() - 1
        yield _one(cells, at, at + 1, rng.choice([closer for closer in _CLOSERS if closer != shown[at]]))


def _quotes_turned(shown: str, cells: tuple[Cell, ...], rng: Random) -> Iterator[_Change]:
    for match in _QUOTED.finditer(shown):
        at = rng.choice((match.start(), match.end() - 1))
        yield _one(cells, at, at + 1, _TURNED[shown[at]])


def _dashes(shown: str, cells: tuple[Cell, ...], rng: Random) -> Iterator[_Change]:
    for match in re.finditer("(?<!—)——(?!—)", shown):
        yield _one(cells, *match.span(), rng.choice(_DASHES))


def _ellipses(shown: str, cells: tuple[Cell, ...], rng: Random) -> Iterator[_Change]:
    for match in re.finditer("(?<!…)……(?!…)", shown):
        yield _one(cells, *match.span(), rng.choice(_ELLIPSES))


def _full_digits(shown: str, cells: tuple[Cell, ...], _rng: Random) -> Iterator[_Change]:
    for match in _NUMBER.finditer(shown):
        full = "".join("．" if char == "." else chr(ord(char) + 0xFEE0) for char in match.group())
        yield _one(cells, *match.span(), full)


def _cut_dates(shown: str, cells: tuple[Cell, ...], rng: Random) -> Iterator[_Change]:
    """Spaces around the numbers of a date, or one space inside it."""
    for match in _DATE.finditer(shown):
        start, end = match.span()
        inside = [at for at in range(start + 1, end) if shown[at - 1].isdigit() or shown[at].isdigit()]
        edges = [at for at in inside if shown[at - 1].isdigit() != shown[at].isdigit()]
        chosen = edges if rng.random() < 0.6 else [rng.choice(inside)]
        yield _Change(start, end, tuple(_spaced(cells, start, end, chosen)))


def _spaced(cells: tuple[Cell, ...], start: int, end: int, places: list[int]) -> Iterator[Cell]:
    for at in range(start, end):
        if at in places:
            yield Cell(" ", "", cells[at].at, "*")
        yield cells[at]


_KINDS: tuple[tuple[str, _Damage], ...] = (
    ("bracket-lost", _brackets_lost),
    ("bracket-misfit", _brackets_misfit),
    ("quote-turned", _quotes_turned),
    ("dash", _dashes),
    ("ellipsis", _ellipses),
    ("full-digits", _full_digits),
    ("cut-date", _cut_dates),
)
