"""Hard wraps that were left as a space between Chinese characters: which spaces of a page are wraps.

A PDF's text layer often gives a paragraph in one line, with a space where each line of the column ended. Lines of one paragraph have
nearly the width of their column, so the spaces that cut a paragraph into pieces of one width are wraps; those between the parts
of a headline, between names or after 本报讯 are not.
"""

from collections.abc import Container, Sequence
from typing import Final, NamedTuple

from cleanup.language.lazy import lazy
from cleanup.layout.shape import ends_sentence, popular, width

# A single space with a character other than an ASCII letter on at least one side.
_SPACE: Final = lazy(r" (?:(?<=[^\sA-Za-z] )(?=\S)|(?<=[A-Za-z] )(?=[^\sA-Za-z]))")  # what is looked for first comes first
_TOLERANCE: Final = 3  # half cells by which a full line may miss its column's width: a mark set narrow, a digit, a hanging comma
_FAR: Final = 1.35  # times its width no line of a column is
_INDENT: Final = 4  # half cells that the first line of a paragraph is set in
_NARROWEST: Final = 18  # half cells: nine characters, the narrowest column
_WIDEST: Final = 96
_LONGEST: Final = 20_000  # code points of the longest paragraph that is looked at: no newspaper prints longer ones
_ENOUGH: Final = 3  # lines from which a paragraph shows its column's width by itself
_FITTING: Final = 0.75  # share of lines before the last that must fit: have the column's width, or end a paragraph
_FULL: Final = 0.5  # share of them that must have the column's width
_TAIL: Final = 6  # code points of a line's end, in which its sentence's mark stands
_MARKS: Final = lazy("[，。、；：！？;:!?]|[,.](?![0-9])")  # what a headline of two or three parts seldom has
_NEIGHBOURS: Final = lazy('[，。、；：！？,.;:!?"“”‘’（）()《》]{2,}')
_PAUSES: Final = lazy("[，。；,;]")


class Wrapped(NamedTuple):
    """A paragraph cut at its wraps: the lines' spans, and the column's width in half cells."""

    lines: tuple[tuple[int, int], ...]
    column: int


def find_space_wraps(text: str, paragraphs: Sequence[tuple[int, int]], known: Container[int] = ()) -> dict[int, Wrapped]:
    """The paragraphs (by index into `paragraphs`) whose wraps were left as spaces, with their lines.

    `known` are the paragraphs that are credits, captions or furniture by their words: their few spaces are their own.
    """
    found: dict[int, Wrapped] = {}
    short: list[tuple[int, list[tuple[int, int]], list[int]]] = []
    if " " not in text:
        return found
    for index, (start, end) in enumerate(paragraphs):
        if end - start > _LONGEST or text.find(" ", start, end) < 0:
            continue
        spaces = [m.start() for m in _SPACE.finditer(text, start, end)]
        marks = _PAUSES if text[start] == "#" else _MARKS
        if not spaces or marks.search(text, start, end) is None:
            continue  # a headline or a credit, whose parts a space keeps apart
        bits = list(zip([start, *(s + 1 for s in spaces)], [*spaces, end], strict=True))
        if len(bits) <= _ENOUGH and index in known:
            continue
        widths = [_printed_width(text[a:b]) for a, b in bits]
        if len(bits) > _ENOUGH and (wrapped := _wrap(text, bits, widths, _columns_of(widths))) is not None:
            found[index] = wrapped
        else:
            short.append((index, bits, widths))
    columns = {wrapped.column for wrapped in found.values()}
    if not columns:  # paragraphs too short to show their column alone may do so together
        inner = [w for _, _, widths in short for w in widths[1:-1] if _NARROWEST <= w <= _WIDEST]
        columns |= popular(inner, max(_ENOUGH, len(short) // 4))
    more: dict[int, Wrapped] = {}
    for index, bits, widths in short if columns else ():
        wrapped = _wrap(text, bits, widths, sorted(columns))
        if wrapped is not None:
            more[index] = wrapped
    return found | more if found or len(more) >= _ENOUGH else {}


def _printed_width(text: str) -> int:
    """The width of a line with neighbouring marks set closer, as printers do; in half cells."""
    return width(text) - sum(len(marks) - 1 for marks in _NEIGHBOURS.findall(text))


def _columns_of(widths: Sequence[int]) -> list[int]:
    """The column widths that a paragraph's own pieces suggest: the median of the inner ones, and of the wider half."""
    inner = sorted(widths[:-1])
    return [w for w in {inner[len(inner) // 2], inner[(3 * len(inner)) // 4]} if _NARROWEST <= w <= _WIDEST]


def _wrap(text: str, bits: Sequence[tuple[int, int]], widths: Sequence[int], columns: Sequence[int]) -> Wrapped | None:
    """The pieces as lines of the column that fits best; None where they are no lines of any."""
    best: Wrapped | None = None
    best_fitting = 0.0
    widest, last = max(widths[:-1]), widths[-1]
    ends: list[bool] = []
    for column in columns:
        if widest > _FAR * column or last > column + 2 * _TOLERANCE:
            continue  # so is the line that holds it
        ends = ends or [ends_sentence(text[max(start, end - _TAIL) : end]) for start, end in bits]
        lines = _fill(bits, widths, ends, column)
        before = lines[:-1]
        if not before or lines[-1].width > column + 2 * _TOLERANCE or max(line.width for line in before) > _FAR * column:
            continue
        if len(before) >= _ENOUGH and not _parts_chinese(text, before):
            continue
        full = sum(line.full for line in before) / len(before)
        fitting = sum(line.full or line.ends for line in before) / len(before)
        if full >= _FULL and fitting >= _FITTING and fitting > best_fitting:
            best, best_fitting = Wrapped(tuple((line.start, line.end) for line in lines), column), fitting
    return best


def _parts_chinese(text: str, before: Sequence["_Line"]) -> bool:
    """Whether half of the lines end between two characters of Chinese: spaces around words and figures of ASCII are set on purpose."""
    plain = sum(not text[line.end - 1].isascii() and not text[line.end + 1].isascii() for line in before)
    return 2 * plain >= len(before)


class _Line(NamedTuple):
    start: int
    end: int
    width: int
    full: bool  # as wide as the column, but for the indent of a paragraph's first line
    ends: bool  # ends a sentence, so that it may be the last of a paragraph


def _fill(bits: Sequence[tuple[int, int]], widths: Sequence[int], ends: Sequence[bool], column: int) -> list[_Line]:
    """Pieces put together to lines of `column`: a narrow piece belongs to a line with an ordinary space in it, as long as the two
    together fit the column. `ends` says which of them end a sentence.
    """
    lines: list[_Line] = []
    at = 0
    while at < len(bits):
        first, last, wide = bits[at][0], bits[at][1], widths[at]
        at += 1
        begins = not lines or (lines[-1].ends and not lines[-1].full)
        least = column - _TOLERANCE - (_INDENT if begins else 0)
        while at < len(bits) and wide < least and wide + 1 + widths[at] <= column + _TOLERANCE:
            last = bits[at][1]
            wide += 1 + widths[at]
            at += 1
        lines.append(_Line(first, last, wide, least <= wide <= column + _TOLERANCE, ends[at - 1]))
    return lines
