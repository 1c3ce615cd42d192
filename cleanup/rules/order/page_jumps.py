"""Jump lines (下转第三版, 上接第一版), the text that they cut, and what continues it on the page that they name."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from cleanup.language.chars import CLOSERS, QUOTES, SENTENCE_ENDS
from cleanup.language.lazy import lazy
from cleanup.layout import make_page
from cleanup.page import Origin, Span
from cleanup.rules.neighbours import Neighbours
from cleanup.rules.order.assignment import Assignment, assignments
from cleanup.rules.order.pieces import Piece

MOST: Final = 6
"""Jump lines of one page that are followed; each costs what the joins of a page do."""

_JUMP: Final = lazy(
    r"[（(]?\s?[▶►▲△▼→☞]{0,3}\s?(?P<way>下转|转接|紧接|上接)\s?"
    r"(?P<page>第?\s?(?:[A-Z]?[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s?版|头版|[A-Z][0-9]{1,2})"
    r"(?:[^（）()。，\n]{0,12}[）)])?(?:\s?[▶►▲△▼→☞]{1,3})?"
)
_DIGITS: Final = {char: number for number, char in enumerate("一二三四五六七八九", 1)}
_BREAK: Final = "\n\n"
_CLOSING: Final = CLOSERS | QUOTES
_BETWEEN: Final = 6  # code points, white space aside, that may stand between a text and its jump line
_LEAST: Final = 0.15  # probability from which a text that no jump line marks is named as the other end
_LONGEST: Final = 200_000  # code points of a neighbouring page that is looked at


class Jump(NamedTuple):
    """A jump line: the page it names, as number and as printed, whether the text goes on there (`onward`) or comes from there."""

    onward: bool
    number: int
    printed: str
    span: Span


class Cut(NamedTuple):
    """An end of a piece that a jump line cuts: of its text the span in the source, and whether the other end lies onward."""

    piece: Piece
    jump: Jump
    span: Span


class OtherEnd(NamedTuple):
    """Where a cut text goes on, or comes from: the file's name, the span there, its text, and how likely it is; `marked` by a jump line."""

    name: str
    span: Span
    text: str
    probability: float
    marked: bool


def find_jumps(text: str) -> Iterator[Jump]:
    """The jump lines of a text, in its order."""
    if not any(word in text for word in ("下转", "转接", "紧接", "上接")):
        return
    for match in _JUMP.finditer(text):
        number = _number(match["page"].strip("第版 "))
        if number:
            yield Jump(match["way"] != "上接", number, match["page"].strip(), Span(*match.span()))


def _number(printed: str) -> int:
    """The number of a page as printed: A3, 12, 十二, 头; 0 for what is no number."""
    if printed == "头":
        return 1
    digits = printed.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if digits.isdecimal():
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (10 * _DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)


def find_cuts(assignment: Assignment, source: str) -> Iterator[Cut]:
    """The pieces of a scene that a jump line cuts in mid-sentence, in source order."""
    pieces = assignment.scene.pieces
    for jump in find_jumps(source):
        low, high = jump.span
        if jump.onward:
            before = bisect_left(pieces, low, key=lambda p: p.first.start) - 1
            piece = pieces[before] if before >= 0 else None
            if piece is not None and _is_near(source, piece.last.end, low) and _is_near(source, high, piece.last.end):
                span = _trimmed(source, piece.last.start, min(low, piece.last.end))
                if _is_open(source, span):
                    yield Cut(piece, jump, span)
        else:
            behind = bisect_right(pieces, high, key=lambda p: p.last.end)
            piece = pieces[behind] if behind < len(pieces) else None
            if piece is not None and _is_near(source, high, piece.first.start) and _is_near(source, piece.first.start, low):
                span = _trimmed(source, max(high, piece.first.start), piece.first.end)
                if span.start < span.end:
                    yield Cut(piece, jump, span)


def _is_near(source: str, start: int, end: int) -> bool:
    """Whether next to nothing stands between two offsets; true too where they come the other way round."""
    return end - start <= 4 * _BETWEEN and len("".join(source[start:end].split())) <= _BETWEEN


def _trimmed(source: str, start: int, end: int) -> Span:
    while start < end and source[start].isspace():
        start += 1
    while start < end and source[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_open(source: str, span: Span) -> bool:
    text = source[span.start : span.end].rstrip("".join(_CLOSING))
    return bool(text) and text[-1] not in SENTENCE_ENDS


def other_end(cut: Cut, source: str, neighbours: Neighbours) -> OtherEnd | None:
    """What continues a cut text on the page that its jump line names, or leads to it; None where that page is not there or nothing fits.

    The cut text is put before the text of that page, or behind it where its beginning is sought, and the joins of both are judged
    together; an end at a jump line of the other way comes before all others.
    """
    found = neighbours.page(cut.jump.number)
    if found is None or len(found[1].text) > _LONGEST:
        return None
    name, page = found
    onward, piece = cut.jump.onward, cut.piece
    own = source[piece.first.start : cut.span.end] if onward else source[cut.span.start : piece.last.end]
    parts = (own, _without_jumps(page.text)) if onward else (_without_jumps(page.text), own)
    assignment = next(assignments(make_page("", _BREAK.join(parts), Origin(), rule=page.rule)), None)
    if assignment is None:
        return None
    pieces = assignment.scene.pieces
    shift = len(own) + len(_BREAK) if onward else 0
    ours = [p for p in pieces if (p.first.start < len(own) if onward else p.first.start > len(page.text))]
    if len(ours) != 1 or len(ours) == len(pieces) or (onward and ours[0].last.end > len(own)):
        return None  # the text does not stand as a piece of its own there
    chances = dict(_chances(assignment, ours[0].number, onward=onward))
    theirs = sorted((p for p in pieces if p is not ours[0]), key=lambda p: (-chances.get(p.number, 0.0), p.number))
    marks = [jump.span for jump in find_jumps(page.text) if jump.onward is not onward]
    marked = [p for p in theirs if any(_is_at(page.text, mark, p, shift, onward=onward) for mark in marks)]
    best = (marked or theirs)[0]
    if not marked and chances.get(best.number, 0.0) < _LEAST:
        return None
    line = best.first.span if onward else best.last.span
    span = _trimmed(page.text, line.start - shift, line.end - shift)
    return OtherEnd(name, span, page.text[span.start : span.end], chances.get(best.number, 0.0), bool(marked))


def _chances(assignment: Assignment, number: int, *, onward: bool) -> Iterator[tuple[int, float]]:
    """How likely each other piece is the one that follows a piece, or that comes before it."""
    for proposal, chance in zip(assignment.proposals, assignment.probabilities, strict=True):
        if onward and proposal.tail == number:
            yield proposal.head, chance
        elif not onward and proposal.head == number:
            yield proposal.tail, chance


def _is_at(text: str, mark: Span, piece: Piece, shift: int, *, onward: bool) -> bool:
    """Whether a piece begins right behind a jump line, or ends right before it."""
    if onward:
        start = piece.first.start - shift
        return mark.start <= start and _is_near(text, mark.end, start)
    return piece.last.end <= mark.end and _is_near(text, piece.last.end, mark.start)


def _without_jumps(text: str) -> str:
    """The text with its jump lines as white space, of the same length."""
    parts, last = [], 0
    for _, _, _, (start, end) in find_jumps(text):
        parts += [text[last:start], " " * (end - start)]
        last = end
    return "".join((*parts, text[last:]))
