"""Wraps the text of a part into the lines of a column, as a newspaper sets them."""

from collections.abc import Sequence

from seeds.cells import Cell, Line
from seeds.characters import CLOSERS, OPENERS, width


def wrap(line: Line, columns: int, indent: int = 2) -> list[Line]:
    """The lines of a column `columns` Chinese characters wide; the first is shorter by `indent`.

    No line begins with a closing mark or ends with an opening one, and no break falls inside a number, a Latin word, a dash or
    next to a space, so a line may be up to two characters off its width (real pages: about one).
    """
    cells = line.cells
    lines: list[Line] = []
    start, used, room = 0, 0.0, float(columns - indent)
    best = 0
    for i, cell in enumerate(cells):
        if i > start and may_break(cells, i):
            best = i
        step = width(cell.text) if cell.text else 0.0
        if used + step > room and best > start and not _hangs(cells, i, used, room):
            lines.append(Line(cells[start:best], line.part, len(lines)))
            start, room = best, float(columns)
            used = sum(width(c.text) if c.text else 0.0 for c in cells[start:i])
        used += step
    if start < len(cells) or not cells:
        lines.append(Line(cells[start:], line.part, len(lines)))
    return lines


def _hangs(cells: Sequence[Cell], i: int, used: float, room: float) -> bool:
    """Whether a closing mark is squeezed into the full line rather than carried down with the character before it."""
    return (cells[i].true or cells[i].text) in CLOSERS and used - room < 1


def may_break(cells: Sequence[Cell], i: int) -> bool:
    """Whether a line may end before cell `i`."""
    if not 0 < i < len(cells):
        return False
    before, after = cells[i - 1], cells[i]
    if not before.text or not after.text or before.text[-1].isspace() or after.text[0].isspace():
        return False
    # the clean reading says which way a straight quote points
    left, right = before.true or before.text, after.true or after.text
    if right in CLOSERS or left in OPENERS or (left[-1] in "—…" and right[0] in "—…"):
        return False
    return not (_joined(left[-1]) and _joined(right[0])) and not (left in ".," and right.isdigit())


def _joined(char: str) -> bool:
    """Whether a character belongs to a number, Latin word or address, which no break divides."""
    return char.isascii() and (char.isalnum() or char in ".-/:@#%+_&'~")
