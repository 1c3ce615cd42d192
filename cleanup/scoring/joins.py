"""Which pieces of a page were joined, told from the texts alone: no matter what tool cleaned the page."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from cleanup.scoring.normal import normal, normal_body

EDGE: Final = 6
"""Characters that tell a piece's first or last end."""

_SHORT: Final = 4  # a piece shorter than this tells nothing
_AHEAD: Final = 24  # characters after a tail in which its head is recognised
_SPACE_WRAPPED: Final = 100  # spaces between wide characters from which a page is held to be wrapped by spaces
_WIDE_SPACE: Final = re.compile(r"[^\x00-\x7f] [^\x00-\x7f]")
_LINES: Final = re.compile(r"\n")
_LINES_AND_SPACES: Final = re.compile(r"\n|(?<=[^\x00-\x7f,.;:!?\"]) (?=\S)|(?<=[,.;:!?\"]) (?=[^\x00-\x7f])")
_BLOCKS: Final = re.compile(r"\n\s*\n")

Pair = tuple[str, str]


class Piece(NamedTuple):
    """A physical line of the source in its normal form, with the number of its block."""

    block: int
    text: str


class JoinScore(NamedTuple):
    """Joins wanted and there, joins made and right, false neighbours wanted apart and parted; what was missed, and what is wrong."""

    wanted: int
    there: int
    made: int
    right: int
    splits: int
    apart: int
    missed: tuple[Pair, ...]
    wrong: tuple[Pair, ...]


def pieces_of(source: str) -> list[Piece]:
    """The pieces that a source's line ends, or on a page wrapped by spaces its spaces, cut it into."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    cut = _LINES_AND_SPACES if len(_WIDE_SPACE.findall(source)) > _SPACE_WRAPPED else _LINES
    blocks = (block for block in _BLOCKS.split(source) if block.strip())
    lines = ((number, normal(line)) for number, block in enumerate(blocks) for line in cut.split(block.strip()))
    return [Piece(number, text) for number, text in lines if text]


def score_joins(
    source: str, cleaned: str, joins: Sequence[Pair], *, splits: Sequence[Pair] = (), allowed: Sequence[Pair] = ()
) -> JoinScore:
    """How many of the joins that a page needs were made, and how many of those made are right.

    A pair is the end of one piece and the beginning of another. Pieces that touch inside a paragraph of the cleaned text and did
    not in the source count as joined; `allowed` ones count neither for nor against.
    """
    pieces = pieces_of(source)
    before, after = normal_body(source), normal_body(cleaned)
    wanted = [(normal(a), normal(b)) for a, b in joins]
    free = [(normal(a), normal(b)) for a, b in allowed]
    missed = [pair for pair in wanted if not _joined(pair, before, after)]
    right = 0
    wrong: list[Pair] = []
    for tail, head in sorted(set(_touching(pieces, after)) - set(_touching(pieces, before))):
        made = (pieces[tail].text, pieces[head].text)
        if _is_among(made, wanted):
            right += 1
        elif not _is_among(made, free):
            wrong.append((made[0][-EDGE:], made[1][:EDGE]))
    apart = sum(normal(a) + normal(b) not in after for a, b in splits)
    return JoinScore(len(wanted), len(wanted) - len(missed), right + len(wrong), right, len(splits), apart, tuple(missed), tuple(wrong))


def _joined(pair: Pair, before: str, after: str) -> bool:
    tail, head = pair
    short = tail[-_SHORT:] + head[:_SHORT]
    return tail[-EDGE:] + head[:EDGE] in after or (short in after and short not in before)


def _is_among(made: Pair, known: Sequence[Pair]) -> bool:
    tail, head = made
    return any(tail.endswith(a[-min(len(a), len(tail)) :]) and head.startswith(b[: min(len(b), len(head))]) for a, b in known)


def _touching(pieces: Sequence[Piece], body: str) -> Iterator[tuple[int, int]]:
    """Pairs of pieces, by number, of which the second begins where the first ends in `body`; neighbours in one block left out.

    Where pieces read alike (a passage that stands twice) and two of them are neighbours, these are what stands there.
    """
    starts: dict[str, list[int]] = defaultdict(list)
    ends: dict[str, list[int]] = defaultdict(list)
    for number, piece in enumerate(pieces):
        if len(piece.text) >= _SHORT:
            starts[piece.text[:EDGE]].append(number)
            ends[piece.text[-EDGE:]].append(number)
    for edge, tails in ends.items():
        at = body.find(edge)
        while at >= 0:
            after = at + len(edge)
            heads = _longest(pieces, starts, body[after : after + _AHEAD])
            pairs = [(tail, head) for tail in tails for head in heads if tail != head]
            if not any(head == tail + 1 and pieces[head].block == pieces[tail].block for tail, head in pairs):
                yield from pairs
            at = body.find(edge, at + 1)


def _longest(pieces: Sequence[Piece], by_edge: Mapping[str, list[int]], ahead: str) -> list[int]:
    """The pieces that a text begins with; of several those that share most with it."""
    found = [n for length in range(min(EDGE, len(ahead)), _SHORT - 1, -1) for n in by_edge.get(ahead[:length], ())]
    shared = [sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(pieces[n].text, ahead, strict=False))) for n in found]
    most = max(shared, default=0)
    return [n for n, length in zip(found, shared, strict=True) if length == most]
