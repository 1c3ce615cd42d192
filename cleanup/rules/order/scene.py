"""What the joins of a page are judged on: its body pieces, which of them are unfinished, their widths, and the page's text."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice, pairwise
from operator import add
from typing import Final, NamedTuple

from cleanup.language.lexicon import Lexicon
from cleanup.language.ngrams import Ngrams, squash
from cleanup.language.script import fold, has_traditional
from cleanup.page import Kind, Line, Page
from cleanup.rules.order.grids import Row, find_grids
from cleanup.rules.order.pieces import Piece, find_pieces
from cleanup.rules.order.sides import is_finished
from cleanup.rules.order.verse import lines_of_verse

SECTION: Final = 5000
"""Pieces that are judged together; a longer page is no newspaper page, and is judged in sections of so many."""

SECTIONS: Final = 4
"""Sections of one page that are judged."""

_LONGEST: Final = 4000  # code points of a piece that are searched for repeats
_LONG_TEXT: Final = 20_000  # code points of text from which an index of it pays
_FOLLOWED: Final = 200_000  # code points of text that are looked through for what follows what
_FEW_FOLLOW: Final = 6  # characters that may follow two on a page; more tell nothing
_END: Final = 150  # code points of each end of a piece whose character pairs are compared with those of other pieces
_MANY_TAILS: Final = 20  # unfinished pieces from which a set of what stands in the text pays
_PIECES_ABOUT: Final = 3  # pieces that tell what a text is about, and lines of a column
_LINES_ABOUT: Final = 8
_RARE: Final = 4  # pieces of the page in which a shared character pair may stand
_WIDEST_COLUMN: Final = 40  # full cells
_ABOUT: Final = 6  # pieces on each side of which most are lines where a piece is one line of a column
_SHORT_BY: Final = 2.5  # full cells
_LEAST_LINES: Final = 5
_NEAR_LINES: Final = 12  # pieces on each side among which lines of the same column are looked for
_DENSITY: Final = 8  # pieces on each side over which the share of unfinished ones is taken


class Models(NamedTuple):
    """The language data that a join is judged by."""

    lexicon: Lexicon
    ngrams: Ngrams


@dataclass(frozen=True)
class Scene:
    """The body pieces of a page, which are lines of columns, which are finished, and their texts and the page's, squashed."""

    pieces: tuple[Piece, ...]
    lined: tuple[bool, ...]
    finished: tuple[bool, ...]
    models: Models
    squashed: tuple[str, ...]
    text: str

    @cached_property
    def _rare(self) -> tuple[tuple[frozenset[str], ...], frozenset[str]]:
        """Of each piece the character pairs that stand in two to `_RARE` pieces of the page, and those that stand in two."""
        pairs = [set(map(add, text, text[1:])) for text in map(_both_ends, self.squashed)]
        counts: Counter[str] = Counter()
        for found in pairs:
            counts.update(found)
        rare = {pair for pair, times in counts.items() if 2 <= times <= _RARE}
        return tuple(frozenset(found & rare) for found in pairs), frozenset(pair for pair in rare if counts[pair] == 2)

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]] | None:
        """Where each three characters in a row stand in a long text; None where searching the text itself is as quick."""
        if len(self.text) <= _LONG_TEXT:
            return None
        places: dict[str, list[int]] = defaultdict(list)
        for at in range(len(self.text) - 2):
            places[self.text[at : at + 3]].append(at)
        return dict(places)

    @cached_property
    def threes(self) -> frozenset[str] | None:
        """The three characters in a row that stand in the text; None for a long text, which has `places`, and where few joins are asked."""
        text = self.text
        if len(text) > _LONG_TEXT or self.finished.count(False) < _MANY_TAILS:
            return None
        return frozenset(map(add, map(add, text, text[1:]), text[2:]))

    def after_two(self, pair: str) -> str:
        """What stands on the page after two characters, each time that they stand there; the end of a piece does not count."""
        known = self._after_two
        found = known.get(pair)
        if found is None:
            found = known[pair] = _after(pair, self.text) if len(self.text) <= _LONG_TEXT and len(pair) == 2 else ""
        return found

    @cached_property
    def _after_two(self) -> dict[str, str]:
        """What stands after each two characters of a long text; of another what was asked for."""
        found: dict[str, str] = {}
        if len(self.text) > _LONG_TEXT:
            text = self.text[:_FOLLOWED]
            for pair, after in zip(map(add, text, text[1:]), text[2:], strict=False):
                if after != "\n":
                    found[pair] = found.get(pair, "") + after
        return found

    def followers(self, pair: str) -> list[str]:
        """What stands on the page after two characters, where they are followed more than once there, and by few others."""
        after = self.after_two(pair)
        several = set(after) if len(after) > 1 else ()
        return sorted(several) if len(several) <= _FEW_FOLLOW else []

    def shared(self, one: int, other: int) -> float:
        """How many rare character pairs two pieces share; those that stand in no third piece count in full."""
        pairs = self._rare[0]
        return 0.0 if pairs[one].isdisjoint(pairs[other]) else self.rarity(pairs[one] & pairs[other])

    @cached_property
    def _around(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """Of each piece the rare character pairs of the text up to it, and of the text from it on; a headline ends both."""
        pairs = self._rare[0]
        count = len(self.pieces)
        found = []
        for number, lined in enumerate(self.lined):
            reach = _LINES_ABOUT if lined else _PIECES_ABOUT
            first = number
            while first > max(0, number - reach) and not self.pieces[first].led:
                first -= 1
            last = number
            while last + 1 < min(count, number + reach) and not self.pieces[last + 1].led:
                last += 1
            found.append((frozenset().union(*pairs[first : number + 1]), frozenset().union(*pairs[number : last + 1])))
        return tuple(found)

    def shared_around(self, tail: int, head: int) -> float:
        """How many rare character pairs the text up to a tail and that from a head on share, beyond what the two pieces do themselves."""
        pairs, before, after = self._rare[0], self._around[tail][0], self._around[head][1]
        if before.isdisjoint(after):
            return 0.0
        return self.rarity((before & after) - (pairs[tail] & pairs[head]))

    def rare_pairs(self, numbers: Iterable[int]) -> frozenset[str]:
        """The rare character pairs of some pieces."""
        pairs = self._rare[0]
        return frozenset().union(*(pairs[number] for number in numbers))

    def rarity(self, common: frozenset[str]) -> float:
        """What rare character pairs that two texts share are worth; those that stand in no third piece count in full."""
        return 0.4 * len(common) + 0.6 * len(common & self._rare[1])

    @cached_property
    def density(self) -> tuple[float, ...]:
        """For each piece the share of unfinished pieces around it, itself not counted."""
        sums = [0]
        for finished in self.finished:
            sums.append(sums[-1] + (not finished))
        count = len(self.pieces)
        shares = []
        for number in range(count):
            low, high = max(0, number - _DENSITY), min(count, number + _DENSITY + 1)
            around = sums[high] - sums[low] - (not self.finished[number])
            shares.append(around / max(1, high - low - 1))
        return tuple(shares)

    @cached_property
    def usual_indent(self) -> int:
        """The indent of most pieces, in half-width columns; 0 where most have none."""
        counts = Counter(piece.indent for piece in self.pieces)
        indent, times = max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return indent if indent >= 2 and times > 0.5 * len(self.pieces) else 0

    @cached_property
    def filled(self) -> tuple[bool | None, ...]:
        """For each line of a column whether it fills it; None where no other line says how wide the column is."""
        return tuple(self._fills(number) if lined else None for number, lined in enumerate(self.lined))

    def is_short(self, number: int) -> bool:
        """Whether a line is shorter than its column, or, where no line near it tells how wide that is, than others near it."""
        if self.filled[number] is not None:
            return self.filled[number] is False
        near = range(max(0, number - _ABOUT), min(len(self.pieces), number + _ABOUT + 1))
        return any(self.lined[other] and self.pieces[other].width > self.pieces[number].width + 1 for other in near)

    def _fills(self, number: int) -> bool | None:
        """A line fills its column where unfinished lines near it are as wide; columns of several widths may stand among each other."""
        width = self.pieces[number].width
        alike = wider = 0
        for other in range(max(0, number - _NEAR_LINES), min(len(self.pieces), number + _NEAR_LINES + 1)):
            if other == number or self.finished[other] or not self.lined[other]:
                continue
            more = self.pieces[other].width - width
            alike += -1 <= more <= 1
            wider += more > 1
        return True if alike > 1 else False if wider > 1 else None


def _after(pair: str, text: str) -> str:
    """What stands after two characters in a text that is not long."""
    found = []
    at = text.find(pair)
    while 0 <= at < len(text) - 2:
        found.append(text[at + 2])
        at = text.find(pair, at + 1)
    return "".join(found).replace("\n", "")


def _both_ends(text: str) -> str:
    return text if len(text) <= 2 * _END else f"{text[:_END]} {text[-_END:]}"


def scenes(page: Page, models: Models) -> Iterator[Scene]:
    """The page's body pieces, read in simplified script; a page of more than `SECTION` pieces falls into several scenes.

    After `SECTIONS` of them the page is left alone: `first_left` says from where.
    """
    text = fold(page.text) if has_traditional(page.text) else page.text
    rows = find_grids(page, text)
    pieces = find_pieces(page, text, SECTION, parted_wraps(page, rows), rows)
    for _ in range(SECTIONS):
        section = tuple(islice(pieces, SECTION))
        if not section:
            break
        squashed = tuple(squash(text[piece.first.start : piece.last.end][:_LONGEST]) for piece in section)
        others = (line for line in page.lines if line.kind is not Kind.BODY) if len(page.lines) <= SECTION else ()
        between = (squash(text[line.start : line.end][:_LONGEST]) for line in others)
        lined = lines_of_columns(section)
        whole = _short_cells(section) | lines_of_verse(section)
        finished = tuple(is_finished(piece, lined[piece.number]) or piece.number in whole for piece in section)
        yield Scene(section, lined, finished, models, squashed, "\n".join((*squashed, *between)))


def _short_cells(pieces: Sequence[Piece]) -> frozenset[int]:
    """Cells clearly narrower than most of their column: whatever they end with, a paragraph ends there."""
    columns: dict[tuple[int, int], list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.cell is not None:
            columns[piece.cell.grid, piece.cell.column].append(piece)
    return frozenset(
        piece.number
        for column in columns.values()
        for usual in (sorted(piece.width for piece in column)[len(column) // 2],)
        for piece in column
        if piece.width < usual - _SHORT_BY
    )


def lines_of_columns(pieces: Sequence[Piece]) -> tuple[bool, ...]:
    """For each piece whether it is one line of a column, among others such."""
    single = [piece.lines == 1 and 0 < piece.width <= _WIDEST_COLUMN for piece in pieces]
    sums = list(accumulate(single, initial=0))
    count = len(single)
    return tuple(
        alone and sums[min(count, number + _ABOUT + 1)] - sums[max(0, number - _ABOUT)] > _LEAST_LINES
        for number, alone in enumerate(single)
    )


def parted_wraps(page: Page, rows: Mapping[int, Row]) -> frozenset[int]:
    """Where wrapped lines and cells begin that may not belong behind the line before them."""
    wraps = {
        right.start
        for left, right in pairwise(page.lines)
        if left.paragraph == right.paragraph and left.kind is Kind.BODY and right.kind is Kind.BODY
    }
    return frozenset(wraps.union(*([cell.start for cell in row.cells] for row in rows.values())))


def first_left(page: Page) -> Line | None:
    """The first body line of a page too long to be judged whole that no scene holds; None where the scenes hold all."""
    if len(page.lines) <= SECTION * SECTIONS:
        return None
    piece = next(islice(find_pieces(page, page.text, SECTION), SECTION * SECTIONS, None), None)
    return None if piece is None else piece.first
