"""Texts that OCR ran together and that must be parted: bylines, headlines, captions and page furniture glued to body text, two articles
in one paragraph, heading marks before body text.

A cut is a `Replace` that puts the page's paragraph break where white space or nothing stands: it leaves the lines of the page whole,
so that a column join of the line stands beside it. Only a piece in mid-sentence takes a `Follow`, from the text before it to the text
after it, and so stands apart.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from cleanup.edits import Edit, Follow, Separator, replace
from cleanup.finding import Finding, Fix, Safety
from cleanup.language.chars import is_latin_letter
from cleanup.messages import Message
from cleanup.page import Page, Span
from cleanup.rules.order.false_cuts import Cut, find_cuts
from cleanup.rules.order.false_places import read_sheet
from cleanup.rules.order.false_weights import ASK_FROM, ASK_TOPIC_FROM, probability
from cleanup.rules.record import Example, OptionValue, Rule, Stage

if TYPE_CHECKING:
    from cleanup.rules.analysis import Analysis

_SHOWN: Final = 10  # code points on each side that a message shows


def find(analysis: "Analysis", options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """The places of a page where two texts touch that do not belong together."""
    sheet = read_sheet(analysis)
    if not sheet.paragraphs:
        return
    cuts = [cut for cut in find_cuts(sheet) if probability(cut.odds) >= _least(cut) and not analysis.is_protected(cut.start, cut.end)]
    insides = [cut for cut in cuts if cut.kind == "inside"]
    for cut in cuts:
        finding = _finding(analysis, cut, _bounds(cut, insides) if cut.kind == "inside" else cut.paragraph)
        if finding is not None:
            yield finding


def _least(cut: Cut) -> float:
    """The probability from which a cut is proposed."""
    return ASK_TOPIC_FROM if cut.kind == "two-articles" else ASK_FROM


def _bounds(cut: Cut, insides: Sequence[Cut]) -> Span:
    """The part of a paragraph between the pieces before and after one that stands inside it: two fixes must name the same spans."""
    at = bisect_left(insides, cut)
    before = insides[at - 1] if at else None
    after = insides[at + 1] if at + 1 < len(insides) else None
    low = before.end if before is not None and before.paragraph == cut.paragraph else cut.paragraph.start
    high = after.start if after is not None and after.paragraph == cut.paragraph else cut.paragraph.end
    return Span(low, high)


def _finding(analysis: "Analysis", cut: Cut, bounds: Span) -> Finding | None:
    page = analysis.page
    edits = _edits(analysis, cut, bounds)
    if not edits:
        return None
    chance = round(probability(cut.odds), 3)
    text, (low, high) = page.text, cut.paragraph
    left, right = Span(max(low, cut.start - _SHOWN), cut.start), Span(cut.end, min(high, cut.end + _SHOWN))
    spans = tuple(span for span in (left, right) if span.start < span.end)
    params = {"left": text[slice(*left)], "right": text[slice(*right)]}
    if cut.kind in ("inside", "heading"):
        spans = (Span(cut.start, cut.end),)
        params["text"] = text[cut.start : cut.end].strip()
    title = Message(f"false-join.fix-{'inside' if cut.kind == 'inside' else 'heading' if cut.kind == 'heading' else 'part'}", params)
    fix = Fix(title, edits, Safety.ASK, chance)
    return Finding("false-join", spans, Message(f"false-join.{cut.kind}", params), chance, cut.evidence, (fix,), version=RULE.version)


def _edits(analysis: "Analysis", cut: Cut, bounds: Span) -> tuple[Edit, ...]:
    page = analysis.page
    if cut.kind == "inside":
        return _apart(analysis, cut, bounds)
    if cut.kind == "heading":
        edit = replace(page, cut.start, cut.end, _mark_left(page, cut))
    else:
        edit = replace(page, cut.start, cut.end, page.paragraphs.usual_break)
    return (edit,) if edit is not None else ()


def _mark_left(page: Page, cut: Cut) -> str:
    """What stays of a heading mark: nothing, or a line end where the mark alone parted its paragraph from the one before."""
    at = cut.start
    while at and page.text[at - 1].isspace():
        at -= 1
    gap = page.text[at : cut.start]
    ends = gap.count("\n") or gap.count("\r")
    return page.paragraphs.usual_line if at and ends == 1 else ""


def _apart(analysis: "Analysis", cut: Cut, bounds: Span) -> tuple[Edit, ...]:
    """The text after a piece follows the text before it."""
    text = analysis.page.text
    left, right = analysis.line_at(cut.start - 1), analysis.line_at(cut.end)
    if left is None or right is None:
        return ()
    tail, head = Span(max(left.start, bounds.start), cut.start), Span(cut.end, min(right.end, bounds.end))
    latin = is_latin_letter(text[cut.start - 1]) and is_latin_letter(text[cut.end])
    return (Follow(tail, head, Separator.SPACE if latin else Separator.JOIN),)


RULE = Rule(
    id="false-join",
    find=find,
    safety=Safety.ASK,
    stage=Stage.ORDER,
    examples=(
        Example(
            "泵站抢修用了一整夜，清晨六点供水恢复正常，居民们纷纷点赞。 本报记者 方若谷",
            "泵站抢修用了一整夜，清晨六点供水恢复正常，居民们纷纷点赞。\n\n本报记者 方若谷",
        ),
        Example(
            "泵站抢修用了一整夜，清晨六点供水恢复正常，居民们纷纷点赞。（记者 方若谷）",
            "泵站抢修用了一整夜，清晨六点供水恢复正常，居民们纷纷点赞。（记者 方若谷）",
        ),
    ),
)
