"""Lines of verse: short lines in a row that all end with a mark, as no lines of a column do."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from cleanup.language.chars import CLOSERS
from cleanup.language.lazy import lazy
from cleanup.layout.verse import WIDEST, are_uneven
from cleanup.rules.order.pieces import Piece

_MARKS: Final = frozenset("，。；！？…")
_CLOSING: Final = "".join(sorted(CLOSERS - _MARKS))
_PROSE: Final = lazy("[0-9A-Za-z、：（]")  # figures, lists and speakers: columns are full of them, verse is not
_NARROW: Final = 9.0  # full cells of lines that are narrower than any column
_FEWEST: Final = 4  # lines; three marked ones in a row are met in columns


def lines_of_verse(pieces: Sequence[Piece]) -> frozenset[int]:
    """The numbers of the pieces that are lines of a poem or a song; what ends with a comma there is whole."""
    return frozenset(piece.number for run in _runs(pieces) if _is_verse(run) for piece in run)


def _runs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Short marked lines that stand right behind each other."""
    for is_line, group in groupby(pieces, _may_be):
        if not is_line:
            continue
        run: list[Piece] = []
        for piece in group:
            if run and (piece.led or piece.block != run[-1].block + 1):
                yield run
                run = []
            run.append(piece)
        yield run


def _may_be(piece: Piece) -> bool:
    last = piece.tail.rstrip(_CLOSING)[-1:]
    short = piece.lines == 1 and 0 < piece.width <= WIDEST and piece.cell is None
    return short and last in _MARKS and _PROSE.search(piece.tail) is None


def _is_verse(run: Sequence[Piece]) -> bool:
    if len(run) < _FEWEST:
        return False
    if all(piece.width <= _NARROW for piece in run):
        return True
    return are_uneven([piece.width for piece in run if piece.tail[-1] in "，；"])
