"""From a page's text to its lines: where they stand, which paragraph each belongs to, what kind it is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from cleanup.language.lazy import lazy
from cleanup.language.script import fold, has_traditional
from cleanup.layout.choice import choose_rule, is_wrapped
from cleanup.layout.evidence import Unit
from cleanup.layout.kinds import Verdict, classify, look_at
from cleanup.layout.patterns import LONGEST, look
from cleanup.layout.shape import Piece, ends_sentence, pieces, popular, width
from cleanup.layout.spacewraps import Wrapped, find_space_wraps
from cleanup.page import Kind, Line, Origin, Page
from cleanup.paragraphs import ParagraphRule, split_paragraphs

MOST_LINES: Final = 50_000
"""Line ends of the longest text whose lines are looked at one by one."""

_HEADING: Final = lazy("#{1,6}[ \t\u3000]")
_ENDS: Final = 60  # code points of a long line's beginning and end that are looked at
_WIDEST: Final = 60  # code points of the widest column
_ENOUGH_NARROW: Final = 15  # lines of a common width that make a page one of single lines, and their share of all
_SHARE_NARROW: Final = 0.3
_CLEARLY: Final = 6  # half cells by which a paragraph's last line is shorter than the column


class Wrap(StrEnum):
    """How the hard wraps of the printed columns were left in the text."""

    NONE = "none"
    NEWLINE = "newline"
    SPACE = "space"


class Layout(NamedTuple):
    """What a page's text shows of its layout: the paragraph rule that fits it, its lines, and how wraps were left."""

    rule: ParagraphRule
    lines: tuple[Line, ...]
    wrap: Wrap


def recognise(text: str, rule: ParagraphRule | None = None, newline: str | None = None) -> Layout:
    """The lines of a page's text with their kinds; `rule` is chosen from the text where it is None.

    A paragraph is one line; on a page with hard wraps each wrapped piece is. Lines hold all of the text but white space, in source
    order; each lies in one paragraph of the fixed rule. `newline` is the page's usual line end. A text of more than `MOST_LINES` line
    ends is no newspaper page: its paragraphs are one body line each.
    """
    if text.count("\n") + text.count("\r") > MOST_LINES:
        return _recognise_huge(text, choose_rule(text) if rule is None else rule, newline or "\n")
    found = pieces(text)
    chosen = choose_rule(text, found) if rule is None else rule
    paragraphs = split_paragraphs(text, chosen, newline or "\n").spans
    hard = chosen is not ParagraphRule.LINE and len(found) > len(paragraphs) and is_wrapped(text, found)
    units = _units(text, found, hard=hard)
    seen = look_at(units)
    known = {index for index, found_kind in enumerate(seen) if found_kind is not None}
    spaced = find_space_wraps(text, [(piece.start, piece.end) for piece in found], known)
    for index in spaced:
        units[index].wrapped = True
    apart = sum(unit.breaks > 1 or unit.indented for unit in units[1:])
    blocks = hard and apart >= max(2, len(units) // 40)
    verdicts = classify(units, seen, _usual_breaks(units, chosen, hard=hard), blocks=blocks)
    lines = _lines(text, paragraphs, found, spaced, units, verdicts, hard=hard)
    return Layout(chosen, tuple(lines), Wrap.SPACE if spaced else Wrap.NEWLINE if hard else Wrap.NONE)


def make_page(id: str, text: str, origin: Origin, meta: Mapping[str, object] | None = None, rule: ParagraphRule | None = None) -> Page:
    """A page with its lines recognised; `rule` None lets the text choose."""
    layout = recognise(text, rule, origin.newline)
    return Page(id, text, layout.rule, layout.lines, origin, meta=meta or {})


def _recognise_huge(text: str, rule: ParagraphRule, newline: str) -> Layout:
    spans = split_paragraphs(text, rule, newline).spans
    evidence = ("too-many-lines",)
    return Layout(rule, tuple(Line(start, end, Kind.BODY, n, evidence) for n, (start, end) in enumerate(spans)), Wrap.NONE)


def _units(text: str, found: Sequence[Piece], *, hard: bool) -> list[Unit]:
    """One unit a physical line."""
    units: list[Unit] = []
    traditional = has_traditional(text)
    for piece in found:
        size = piece.end - piece.start
        whole = (
            text[piece.start : piece.end]
            if size <= LONGEST
            else text[piece.start : piece.start + _ENDS] + text[piece.end - _ENDS : piece.end]
        )
        if traditional:  # words are looked up, and patterns written, in simplified characters
            whole = fold(whole)
        heading = whole[0] == "#" and _HEADING.match(whole) is not None
        units.append(Unit(whole, size, piece.width, piece.breaks, piece.indented, heading))
    least = max(2 if hard else 4, len(units) // 12)
    shared = popular((u.width for u in units if not u.heading and u.size <= _WIDEST), least)
    narrow = sum(unit.width in shared for unit in units)
    if hard or (narrow >= _ENOUGH_NARROW and narrow >= _SHARE_NARROW * len(units)):
        for unit in units:
            unit.column = unit.width in shared
    return units


def _usual_breaks(units: Sequence[Unit], rule: ParagraphRule, *, hard: bool) -> int:
    """How many line ends the page has between paragraphs."""
    if hard:
        return 1 if rule is ParagraphRule.INDENT else 2
    counts = Counter(unit.breaks for unit in units[1:])
    return max(counts, key=lambda breaks: (counts[breaks], -breaks)) if counts else 2


def _lines(
    text: str,
    paragraphs: Sequence[tuple[int, int]],
    found: Sequence[Piece],
    spaced: Mapping[int, Wrapped],
    units: Sequence[Unit],
    verdicts: Sequence[Verdict],
    *,
    hard: bool,
) -> list[Line]:
    lines: list[Line] = []
    paragraph = fixed = -1
    for index, piece in enumerate(found):
        kind, evidence = verdicts[index]
        begins = not hard
        while fixed + 1 < len(paragraphs) and paragraphs[fixed + 1][0] <= piece.start:
            fixed += 1
            begins = True
        if begins or _begins_paragraph(units, verdicts, index):
            paragraph += 1
        if index not in spaced:
            lines.append(Line(piece.start, piece.end, kind, paragraph, evidence))
            continue
        for number, (start, end) in enumerate(spaced[index].lines):
            if number and _ended_short(text, *spaced[index].lines[number - 1], spaced[index].column):
                paragraph += 1
            last = number == len(spaced[index].lines) - 1
            seen = look(fold(text[start:end])) if number and last and end - start <= LONGEST else None
            if seen is not None and seen.kind is Kind.BYLINE:  # the writer's name stands in the last line of many articles
                paragraph += 1
                lines.append(Line(start, end, Kind.BYLINE, paragraph, (seen.code,)))
            else:
                lines.append(Line(start, end, kind, paragraph, evidence))
    return lines


def _begins_paragraph(units: Sequence[Unit], verdicts: Sequence[Verdict], index: int) -> bool:
    """Whether a physical line of a hard-wrapped page begins a paragraph where the fixed rule sees none."""
    if index == 0:
        return True
    before, here = units[index - 1], units[index]
    if verdicts[index][0] is not verdicts[index - 1][0] or verdicts[index][0] is Kind.HEADLINE:
        return True
    if here.indented and not before.indented:
        return True
    return before.ends and before.width + _CLEARLY < max(here.width, units[index - 2].width if index > 1 else 0)


def _ended_short(text: str, start: int, end: int, column: int) -> bool:
    """Whether a wrapped line is the last of a paragraph: it ends a sentence well before the column does."""
    return ends_sentence(text[max(start, end - 6) : end]) and width(text[start:end]) + _CLEARLY < column
