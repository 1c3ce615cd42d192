"""Rows that run across several columns: lines in which a gutter of white space parts the columns' own lines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from cleanup.language.chars import han_count
from cleanup.language.lazy import lazy
from cleanup.page import Kind, Line, Page

_GUTTER: Final = lazy(r"(?:[ \u00a0\u3000\t]{3,}|\t|\u3000[ \u00a0\u3000]+)")
_MOST_COLUMNS: Final = 6
_LEAST_ROWS: Final = 3  # rows with a gutter that make a grid
_LEAST_WIDTH: Final = 7  # code points of most cells of a grid of running text; those of a table are shorter
_LEAST_HAN: Final = 0.6  # share of Han characters in such cells
_LONGEST_ROW: Final = 400


class Row(NamedTuple):
    """The cells of one line of a grid, left to right; `grid` and `number` count the page's grids and the grid's rows."""

    grid: int
    number: int
    cells: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a piece stands in a grid: grid, row and column, and whether it is the column's last, in the last column too."""

    grid: int
    row: int
    column: int
    bottom: bool
    last_column: bool


def find_grids(page: Page, text: str) -> Mapping[int, Row]:
    """The rows of the page's grids by the source offset at which they start; `text` has the page's length."""
    if _GUTTER.search(text) is None:
        return {}
    rows: dict[int, Row] = {}
    grid = 0
    for run in _runs(page.lines, text):
        cells = [_cells(line, text) for line in run]
        if _is_text(cells, text):
            rows.update((line.start, Row(grid, n, parts)) for n, (line, parts) in enumerate(zip(run, cells, strict=True)))
            grid += 1
    return rows


def _runs(lines: Sequence[Line], text: str) -> Iterator[list[Line]]:
    """Runs of lines from the first that has a gutter to the last of its paragraph, each with enough rows of several cells."""
    run: list[Line] = []
    several = 0
    for line in lines:
        wide = line.kind is Kind.BODY and line.end - line.start <= _LONGEST_ROW and _GUTTER.search(text, line.start, line.end) is not None
        if run and ((line.paragraph != run[-1].paragraph and not wide) or line.kind is not Kind.BODY):
            if several >= _LEAST_ROWS:
                yield run
            run, several = [], 0
        if wide or run:
            run.append(line)
            several += wide
    if several >= _LEAST_ROWS:
        yield run


def _cells(line: Line, text: str) -> tuple[Line, ...]:
    cells = []
    start = line.start
    for gutter in _GUTTER.finditer(text, line.start, line.end):
        if gutter.start() > start:
            cells.append(Line(start, gutter.start(), line.kind, line.paragraph, line.evidence))
        start = gutter.end()
    cells.append(Line(start, line.end, line.kind, line.paragraph, line.evidence))
    return tuple(cells)


def _is_text(rows: Sequence[tuple[Line, ...]], text: str) -> bool:
    """Whether the cells hold running text, as those of a table do not."""
    if max(map(len, rows)) > _MOST_COLUMNS:
        return False
    cells = [cell for row in rows for cell in row]
    wide = sum(cell.end - cell.start >= _LEAST_WIDTH for cell in cells)
    han = sum(han_count(text[cell.start : cell.end]) for cell in cells)
    return wide >= 0.7 * len(cells) and han >= _LEAST_HAN * sum(cell.end - cell.start for cell in cells)


def places(rows: Mapping[int, Row]) -> Mapping[int, Cell]:
    """The place of each cell by the source offset at which it starts."""
    bottoms: dict[tuple[int, int], int] = {}
    columns: dict[int, int] = {}
    for row in rows.values():
        for column in range(len(row.cells)):
            bottoms[row.grid, column] = max(row.number, bottoms.get((row.grid, column), 0))
        columns[row.grid] = max(columns.get(row.grid, 0), len(row.cells))
    return {
        cell.start: Cell(row.grid, row.number, column, bottoms[row.grid, column] == row.number, column + 1 == columns[row.grid])
        for row in rows.values()
        for column, cell in enumerate(row.cells)
    }


def is_due(cell: Cell, other: Cell) -> bool:
    """Whether `other` is where a column goes on after `cell`: below it, or after the column's last at the top of the next."""
    if other.grid != cell.grid:
        return False
    if other.column == cell.column:
        return other.row == cell.row + 1
    return cell.bottom and other.row == 0 and other.column == cell.column + 1
