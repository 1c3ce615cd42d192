"""Which places of the source and of the cleaned text are marked, and as what."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from cleanup.edits import Edit, Follow, Replace
from cleanup.finding import Finding, Safety
from cleanup.page import Page, Span
from cleanup.render import Rendered
from cleanup.review import Review, Verdict

SEAM = 2  # code points marked on each side of a join that is not chosen
_CHOSEN_SEAM = 10  # and of the chosen one


class Style(StrEnum):
    """What a mark says; each has its own underline as well as its own colour.

    MOVED text stands elsewhere than in the source; STREAM are the lines of the column that is looked at, BESIDE the others among them.
    These three tint the ground.
    """

    DOUBT = "doubt"
    SURE = "sure"
    POSTPONED = "postponed"
    ACCEPTED = "accepted"
    EDITED = "edited"
    MOVED = "moved"
    STREAM = "stream"
    BESIDE = "beside"


class Mark(NamedTuple):
    """A marked range in code points. `gone` is source text that an edit removed; `chosen` belongs to the finding in the detail panel."""

    start: int
    end: int
    style: Style
    gone: bool = False
    chosen: bool = False


def places(finding: Finding, alternative: int = 0, seam: int = _CHOSEN_SEAM) -> tuple[Span, ...]:
    """Where a finding is looked at: its spans, or the ends of the lines that the fix brings together (`seam` code points each)."""
    if 0 <= alternative < len(finding.fixes):
        follows = [edit for edit in finding.fixes[alternative].edits if isinstance(edit, Follow)]
        if follows:
            return tuple(span for follow in follows for span in _seam(follow, seam))
    return finding.spans


def _seam(follow: Follow, seam: int) -> Iterator[Span]:
    if follow.tail is not None:
        yield Span(max(follow.tail.start, follow.tail.end - seam), follow.tail.end)
    if follow.head is not None:
        yield Span(follow.head.start, min(follow.head.end, follow.head.start + seam))


def cleaned_ranges(rendered: Rendered, span: Span) -> Iterator[Span]:
    """Where a source span stands in the cleaned text, in source order; what an edit put there for it included."""
    length = len(rendered.page.text)
    if span.start >= span.end:
        at = rendered.to_cleaned(min(span.start, length))
        yield Span(at, at)
        return
    at = span.start
    while at < min(span.end, length):
        segment = rendered.segment_of(at)
        if segment.edit is None:
            shift = segment.start - segment.source_start
            yield Span(at + shift, min(span.end, segment.source_end) + shift)
        else:
            yield Span(segment.start, segment.end)
        at = segment.source_end


class Marks(NamedTuple):
    """The marks of the source and of the cleaned text, and in each the pairs of places that a join brings together."""

    source: tuple[Mark, ...]
    cleaned: tuple[Mark, ...]
    source_links: tuple[Span, ...] = ()
    cleaned_links: tuple[Span, ...] = ()


def chosen_edits(review: Review, finding: Finding) -> tuple[Edit, ...]:
    """The edits of the chosen finding: the reviewer's own, those of the fix that was taken, else of the first."""
    decisions = review.decisions_on(finding.id)
    own = next((d for d in decisions if d.verdict is Verdict.EDITED), None)
    if own is not None:
        return own.edits
    taken = [d.alternative for d in decisions if d.verdict is Verdict.ACCEPTED]
    number = taken[0] if taken else 0
    return finding.fixes[number].edits if 0 <= number < len(finding.fixes) else ()


def chosen_places(review: Review, finding: Finding) -> tuple[Span, ...]:
    """The places of the chosen finding: the ends of the lines that its edits bring together, else its spans."""
    seams = tuple(span for edit in chosen_edits(review, finding) if isinstance(edit, Follow) for span in _seam(edit, _CHOSEN_SEAM))
    return seams or finding.spans


def chosen_marks(review: Review, finding: Finding | None) -> Marks:
    """The marks of the finding that is looked at, with the pairs of places that its joins bring together."""
    if finding is None:
        return Marks((), ())
    text, rendered = review.page.text, review.rendered
    state = review.state_of(finding)
    style = Style.ACCEPTED if state == "accepted" else finding_style(finding, state) or Style.POSTPONED
    spans = chosen_places(review, finding)
    edits = [edit for edit in chosen_edits(review, finding) if isinstance(edit, Follow)]
    follows = [(edit.tail, edit.head) for edit in edits if edit.tail is not None and edit.head is not None]
    tints = list(_streams(review.page, edits)) if finding.fixes and finding.fixes[0].parts else []
    if tints:
        # The tints say where the column's lines are; the ends that meet are only underlined.
        spans = tuple(span for edit in edits for span in _seam(edit, SEAM))
    cleaned = (place for span in spans for place in cleaned_ranges(rendered, span))
    return Marks(
        (
            *(Mark(*span, tint, chosen=True) for span, tint in tints),
            *(Mark(*seen(span, text), style, chosen=not tints) for span in spans),
        ),
        (
            *(Mark(*place, tint, chosen=True) for span, tint in tints for place in cleaned_ranges(rendered, span)),
            *(Mark(*seen(place, rendered.text), style, chosen=not tints) for place in cleaned),
        ),
        tuple(Span(tail.end - 1, head.start) for tail, head in follows),
        tuple(Span(rendered.to_cleaned(tail.end - 1), rendered.to_cleaned(head.start)) for tail, head in follows),
    )


def _streams(page: Page, follows: list[Follow]) -> Iterator[tuple[Span, Style]]:
    """The lines of an untangled column, and those of other columns among them, each with its tint."""
    mine = {span for edit in follows for span in (edit.tail, edit.head) if span is not None}
    if not mine:
        return
    low, high = min(mine).start, max(span.end for span in mine)
    covered = sorted(mine)
    for span in covered:
        yield span, Style.STREAM
    first = bisect_left(page.lines, low, key=lambda line: line.start)
    starts = [span.start for span in covered]
    for line in page.lines[first : bisect_left(page.lines, high, key=lambda line: line.start)]:
        number = bisect_right(starts, line.start) - 1
        if not (number >= 0 and line.start < covered[number].end) and not (number + 1 < len(covered) and starts[number + 1] < line.end):
            yield line.span, Style.BESIDE


class Marker:
    """Makes the marks of one page; where a finding is marked is worked out once."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[Span, ...]] = {}

    def marks(self, review: Review, states: Mapping[str, str]) -> Marks:
        """The marks of all findings that nothing in force speaks for, and of all edits; `states` by the findings' ids."""
        text, rendered = review.page.text, review.rendered
        source: list[Mark] = []
        cleaned: list[Mark] = []
        for finding in review.findings:
            style = finding_style(finding, states[finding.id])
            if style is None:
                continue
            spans = self._places.get(finding.id)
            if spans is None:
                spans = self._places[finding.id] = places(finding, seam=SEAM)
            for span in spans:
                source.append(Mark(*seen(span, text), style))
                cleaned += [Mark(*seen(place, rendered.text), style) for place in cleaned_ranges(rendered, span)]
        moved = review.moves.moved
        source += [Mark(*run.source, Style.MOVED) for run in moved]
        cleaned += [Mark(run.start, run.end, Style.MOVED) for run in moved]
        styles = {edit: style_of_edit(review, edit) for edit in review.edits}
        for edit, style in styles.items():
            for span, gone in source_places(edit):
                place = seen(span, text)
                source.append(Mark(*place, style, gone and place == span))
        for segment in rendered.segments:
            if segment.edit is not None:
                cleaned.append(Mark(*seen(Span(segment.start, segment.end), rendered.text), styles[segment.edit]))
        return Marks(tuple(source), tuple(cleaned))


def finding_style(finding: Finding, state: str) -> Style | None:
    """How a finding is marked that is not accepted; None for a settled one, which is left in peace."""
    if state == "open":
        return Style.SURE if finding.safety is Safety.SAFE else Style.DOUBT
    return Style.POSTPONED if state == "postponed" else None


def style_of_edit(review: Review, edit: Edit) -> Style:
    """How an edit in force is marked: what a person typed otherwise than a fix that was taken."""
    return Style.EDITED if any(d.verdict is Verdict.EDITED for d in review.owners(edit)) else Style.ACCEPTED


def source_places(edit: Edit) -> Iterator[tuple[Span, bool]]:
    """Where an edit is marked in the source, and whether it removed what stands there."""
    if isinstance(edit, Replace):
        yield Span(edit.start, edit.end), edit.start < edit.end
    else:
        for span in _seam(edit, SEAM):
            yield span, False


def seen(span: Span, text: str) -> Span:
    """The span; for one in which nothing can be seen, empty or of line ends alone, with the characters on both sides of it."""
    if text[span.start : span.end].strip("\r\n"):
        return span
    return Span(max(span.start - 1, 0), min(span.end + 1, len(text)))


def line_and_column(page: Page, line_starts: list[int], offset: int) -> tuple[int, int]:
    """Line and column of a source offset, both from 1, the column in code points."""
    line = bisect_right(line_starts, min(offset, len(page.text)))
    return line, offset - line_starts[line - 1] + 1
