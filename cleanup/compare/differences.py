"""Where two short texts differ, character by character, in pieces that a reader can follow."""

from collections.abc import Sequence
from typing import Final, NamedTuple

_MOST: Final = 4_000  # code points of each side that are compared one by one: the memory grows with their product
_ISLAND: Final = 1  # equal characters between two differences that are read as part of them, where both are longer


class Piece(NamedTuple):
    """A run of both texts: code points `start` to `end` of the first and `other_start` to `other_end` of the second.

    `same` says that they are equal; else the first has there what the second has not, or the other way round, or both.
    """

    same: bool
    start: int
    end: int
    other_start: int
    other_end: int


def differences(first: str, second: str) -> tuple[Piece, ...]:
    """The pieces of two texts in order, equal and different ones in turn; they cover both texts.

    What remains of very long texts when their common ends are set aside is one difference.

    >>> [(first_text[p.start : p.end], p.same) for first_text in ["桥今日合龙"] for p in differences(first_text, "桥昨日合拢")]
    [('桥', True), ('今', False), ('日合', True), ('龙', False)]
    """
    head = _common(first, second)
    tail = _common(first[head:][::-1], second[head:][::-1])
    a, b = first[head : len(first) - tail], second[head : len(second) - tail]
    pieces = [Piece(True, 0, head, 0, head)] if head else []
    for same, start, end, other_start, other_end in _middle(a, b):
        pieces.append(Piece(same, start + head, end + head, other_start + head, other_end + head))
    if tail:
        pieces.append(Piece(True, len(first) - tail, len(first), len(second) - tail, len(second)))
    return _readable(pieces)


def _common(first: str, second: str) -> int:
    """How many characters two texts begin with alike; halving steps compare slices instead of characters."""
    most = min(len(first), len(second))
    here, step = 0, most
    while step:
        if here + step <= most and first[here : here + step] == second[here : here + step]:
            here += step
        else:
            step //= 2
    return here


def _middle(first: str, second: str) -> list[Piece]:
    if not first and not second:
        return []
    if not first or not second or max(len(first), len(second)) > _MOST:
        return [Piece(False, 0, len(first), 0, len(second))]
    from rapidfuzz.distance import Levenshtein  # 40 ms, which a page that nothing is compared on saves

    pieces: list[Piece] = []
    for op in Levenshtein.opcodes(first, second):
        here = Piece(op.tag == "equal", op.src_start, op.src_end, op.dest_start, op.dest_end)
        if pieces and pieces[-1].same == here.same:
            here = _joined(pieces.pop(), here)
        pieces.append(here)
    return pieces


def _joined(left: Piece, right: Piece, *, same: bool | None = None) -> Piece:
    return Piece(left.same if same is None else same, left.start, right.end, left.other_start, right.other_end)


def _readable(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with an equal character that only stands by chance between two longer differences read as part of them."""
    made: list[Piece] = []
    for piece in pieces:
        if not piece.same and len(made) > 1 and made[-1].same and made[-1].end - made[-1].start <= _ISLAND:
            before = made[-2]
            if _size(before) > 1 and _size(piece) > 1:
                made[-2:] = [_joined(before, piece, same=False)]
                continue
        made.append(piece)
    return tuple(made)


def _size(piece: Piece) -> int:
    return max(piece.end - piece.start, piece.other_end - piece.other_start)
