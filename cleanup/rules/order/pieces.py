"""The pieces of body text on a page: paragraphs as recognised, whose last and first lines a join may bring together."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Final

from cleanup.language.chars import OPENER_OF, PAIRS
from cleanup.language.lazy import lazy
from cleanup.page import Kind, Line, Page
from cleanup.rules.order.grids import Cell, Row, places

EDGE: Final = 24
"""Code points of a piece's ends that are kept for judging them; longer than any word, name or usual opening phrase."""

WIDEST: Final = 60
"""Code points of the longest line that may be one of a column."""

_SHORT: Final = 32  # code points of a piece that may be a headline, a name or a label taken for body text
_RUNNING: Final = lazy("[，。、；：！？…,;:!?]")
_ENTRY: Final = lazy("[^，。、；：！？]{2,16}：(?:[^，。、；：！？]{1,8}、)+[^，。、；：！？]{1,8}\\Z")
_LABEL_END: Final = "："
_LONGEST_ENTRY: Final = 600
_DEEPEST: Final = 16  # nested quotes and brackets that are kept in mind
_TO_FULL: Final = str.maketrans(",;:?!()", "，；：？！（）")
_HALF_OR_SPACE: Final = lazy(r"[\s,;:?!()]")
_HALF_WIDE: Final = lazy("[0-9A-Za-z .%]")
_SPACE: Final = lazy(r"\s+")
_MARKS: Final = lazy("[" + re.escape("".join(PAIRS) + "".join(PAIRS.values())) + '"]')


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of body lines in one recognised paragraph.

    `number` counts the pieces of a section, `block` all paragraphs and pieces of the page: pieces with neighbouring blocks have nothing
    between them. `head` and `tail` are its first and last `EDGE` code points without white space, `; : , ? ! ( )` in full width.
    `opened` holds its quotes and brackets that are not closed, `closed` the closing ones that were not opened, `odd` says that
    its straight quotes are odd in number. `indent` is the width of white space before its first line in columns of half width.
    `bare` says that it is short and has no mark that running text has, `entry` that it is a label, a colon and a list of names.
    `led` says what stands between it and the body text before it: "" for nothing, "headline" where a headline is among it, else "other".
    `inner` says that it goes on in the recognised paragraph of the piece before it, `alone` that its paragraph has one line.
    `width` is that of its last line in full cells, 0 for a line that is longer than those of a column. `cell` is its place in rows that
    run across several columns.
    """

    number: int
    block: int
    first: Line
    last: Line
    lines: int
    length: int
    head: str
    tail: str
    last_line: str
    opened: str
    closed: str
    odd: bool
    indent: int
    bare: bool
    entry: bool
    led: str
    inner: bool
    alone: bool
    width: float
    cell: Cell | None


def find_pieces(
    page: Page, text: str, section: int, parted: Container[int] = (), rows: Mapping[int, Row] = MappingProxyType({})
) -> Iterator[Piece]:
    """The pieces of a page in source order; `text` is the page's text, of the same length, in simplified script.

    `parted` holds the offsets of wrapped lines that begin a piece of their own, `rows` the lines whose cells do. Numbers begin again
    at 0 every `section` pieces.
    """
    number = block = 0
    cells = places(rows)
    led = "other"
    for _, group in groupby(page.lines, key=lambda line: (line.paragraph, line.kind is Kind.BODY)):
        lines = tuple(group)
        if lines[0].kind is Kind.BODY and lines[0].start < lines[-1].end:
            for part in _parts(_with_cells(lines, rows), parted):
                yield _piece(
                    text,
                    part,
                    number,
                    block,
                    led,
                    inner=part[0].start > lines[0].start,
                    alone=len(lines) == 1,
                    cell=cells.get(part[0].start),
                )
                number = (number + 1) % section
                block += 1
                led = ""
            continue
        if led != "headline":
            led = "headline" if any(line.kind is Kind.HEADLINE for line in lines) else "other"
        block += 1


def _with_cells(lines: tuple[Line, ...], rows: Mapping[int, Row]) -> tuple[Line, ...]:
    if not rows:
        return lines
    return tuple(part for line in lines for part in (rows[line.start].cells if line.start in rows else (line,)))


def _parts(lines: tuple[Line, ...], parted: Container[int]) -> Iterator[tuple[Line, ...]]:
    first = 0
    for index in range(1, len(lines)):
        if lines[index].start in parted:
            yield lines[first:index]
            first = index
    yield lines[first:]


def _piece(text: str, lines: tuple[Line, ...], number: int, block: int, led: str, *, inner: bool, alone: bool, cell: Cell | None) -> Piece:
    first, last = lines[0], lines[-1]
    body = text[first.start : last.end]
    opened, closed, odd = _nesting(body)
    head = plain(body[: 4 * EDGE])[:EDGE]
    return Piece(
        number=number,
        block=block,
        first=first,
        last=last,
        lines=len(lines),
        length=len(body),
        head=head,
        tail=plain(body[-4 * EDGE :])[-EDGE:],
        last_line=text[max(last.start, last.end - 4 * EDGE) : last.end],
        opened=opened,
        closed=closed,
        odd=odd,
        indent=_indent(text, first.start),
        entry=_LABEL_END in head and len(body) <= _LONGEST_ENTRY and _ENTRY.match(plain(body)) is not None,
        bare=len(body) <= _SHORT and _RUNNING.search(body) is None,
        led=led,
        inner=inner,
        alone=alone,
        cell=cell,
        width=printed_width(text[last.start : last.end]) if last.end - last.start <= WIDEST else 0.0,
    )


def printed_width(text: str) -> float:
    """The width of a line in full cells: digits and Latin letters take half of one, marks a whole one in either form."""
    return len(text) - len(_HALF_WIDE.findall(text)) / 2


def plain(text: str) -> str:
    """The text without white space, with the marks of running text in full width."""
    if _HALF_OR_SPACE.search(text) is None:
        return text
    return _SPACE.sub("", text).translate(_TO_FULL)


def _nesting(text: str) -> tuple[str, str, bool]:
    """Openers left open, closers without an opener, and whether the straight quotes are odd in number."""
    opened: list[str] = []
    closed: list[str] = []
    odd = False
    for match in _MARKS.finditer(text):
        mark = match.group()
        if mark == '"':
            odd = not odd
        elif mark in PAIRS:
            opened.append(mark)
            del opened[:-_DEEPEST]
        elif opened and opened[-1] == OPENER_OF[mark]:
            opened.pop()
        elif OPENER_OF[mark] in opened:
            while opened.pop() != OPENER_OF[mark]:
                pass
        else:
            closed.append(mark)
    return "".join(opened[-4:]), "".join(closed[:4]), odd


def _indent(text: str, start: int) -> int:
    width = 0
    at = start - 1
    while at >= 0 and width < 8 and text[at] in " \u00a0\u3000\t":
        width += 2 if text[at] in "\u3000\t" else 1
        at -= 1
    return width if at < 0 or text[at] in "\r\n" else 0
