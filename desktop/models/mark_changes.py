"""Which marks change from one state of a page to the next: a decision touches a few lines, and only those are worked out again."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cleanup.compare.moves import Run
from cleanup.edits import Edit, Follow, Replace, edit_key
from cleanup.finding import Finding
from cleanup.page import Span
from cleanup.review import Review
from desktop.models.differences import Difference
from desktop.models.marks import SEAM, Mark, Style, cleaned_ranges, finding_style, places, seen, source_places, style_of_edit
from desktop.offsets import differing

_BUCKET = 256  # code points of the source that share a bucket of findings
_MOST = 150  # findings and edits that may differ; more are marked faster all at once
_AROUND = 2  # code points on each side of a place in which a mark may be seen that has no text of its own


class Piece(NamedTuple):
    """A range of whole lines and all marks in it, which take the place of those that were there."""

    start: int
    end: int
    marks: tuple[Mark, ...]


class TextChange(NamedTuple):
    """`start` to `end` of a text became `start` to `now`; what stands before and after is the same."""

    start: int
    end: int
    now: int


class MarkChange(NamedTuple):
    """What changes in one text: where its words differ (None: nowhere), and the lines whose marks do, in offsets of the new text."""

    before: str
    change: TextChange | None
    pieces: tuple[Piece, ...]


class MarkChanges(NamedTuple):
    """What changes in the source, whose words stay, and in the cleaned text."""

    source: MarkChange
    cleaned: MarkChange


class FindingPlaces:
    """Where the findings of a page are marked, to be asked by a range of the source."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._buckets: dict[int, list[tuple[int, Span, Finding]]] = {}
        for number, finding in enumerate(findings):
            for span in places(finding, seam=SEAM):
                for bucket in range(span.start // _BUCKET, span.end // _BUCKET + 1):
                    self._buckets.setdefault(bucket, []).append((number, span, finding))

    def within(self, ranges: Iterable[Span]) -> list[tuple[Span, Finding]]:
        """The places that meet or touch some ranges, each once, in the order of the findings."""
        found: dict[tuple[int, Span], Finding] = {}
        for start, end in ranges:
            for bucket in range(max(start, 0) // _BUCKET, end // _BUCKET + 1):
                for number, span, finding in self._buckets.get(bucket, ()):
                    if span.start <= end and start <= span.end:
                        found[(number, span)] = finding
        return [(span, found[(number, span)]) for number, span in sorted(found)]


class MarkChanger:
    """Follows a page from one state to the next and tells the changes of its marks; `start` where it has to begin anew."""

    def __init__(self) -> None:
        self._review: Review | None = None
        self._findings: tuple[Finding, ...] | None = None
        self._places = FindingPlaces(())
        self._replaces: list[Replace] = []
        self._follows: set[Follow] = set()
        self._moved: tuple[Run, ...] = ()

    def start(self, review: Review) -> None:
        """Takes a state up whose marks were all made at once."""
        self._review = review
        self._replaces = sorted(edit for edit in review.standing.owners if isinstance(edit, Replace))
        self._follows = {edit for edit in review.standing.owners if isinstance(edit, Follow)}
        self._moved = review.moves.moved

    def forget(self) -> None:
        """The marks that are shown are others than those told last."""
        self._review = None

    def changes(self, review: Review, differs: Difference | None, states: Mapping[str, str]) -> MarkChanges | None:
        """The changes that lead to a state from the one before; None where all marks have to be made anew. `states` are the new ones."""
        before = self._review
        if self._findings is not review.findings:
            # With the findings, not with the first decision after them: that is a key.
            self._findings, self._places = review.findings, FindingPlaces(review.findings)
        if before is None or differs is None or len(differs.findings) + len(differs.edits) > _MOST:
            self.start(review)
            return None
        self._review = review
        moved = self._take_edits(review, differs.edits)
        rendered, old = review.rendered, before.rendered
        text_change = None
        if rendered.text is not old.text:
            start, end, put = differing(old.text, rendered.text)
            text_change = TextChange(start, end, start + len(put)) if start < end or put else None
        touched = [span for finding in differs.findings for span in places(finding, seam=SEAM)]
        touched += [span for edit in differs.edits for span, _ in source_places(edit)]
        touched += [run.source for run in moved]
        in_cleaned = [place for span in touched for place in cleaned_ranges(rendered, span)]
        in_cleaned += [Span(run.start, run.end) for run in moved if run in self._moved]
        if text_change is not None:
            in_cleaned.append(Span(text_change.start, text_change.now))
        page = review.page
        source = tuple(Piece(*span, self._source_marks(review, span, states)) for span in whole_lines(page.text, touched))
        cleaned = tuple(Piece(*span, self._cleaned_marks(review, span, states)) for span in whole_lines(rendered.text, in_cleaned))
        return MarkChanges(MarkChange(page.text, None, source), MarkChange(old.text, text_change, cleaned))

    def _take_edits(self, review: Review, edits: Iterable[Edit]) -> set[Run]:
        """Takes edits up that came or went; the runs that moved before or after, but not both."""
        owners = review.standing.owners
        follows = False
        for edit in edits:
            if isinstance(edit, Follow):
                follows = True
                (self._follows.add if edit in owners else self._follows.discard)(edit)
            elif edit in owners:
                insort(self._replaces, edit)
            else:
                number = bisect_left(self._replaces, edit)
                del self._replaces[number]
        if not follows:
            # Replacements leave the runs where they are in the source, and shift them in the cleaned text with all that stands there.
            if self._moved and edits:
                self._moved = review.moves.moved
            return set()
        old, self._moved = {run.source: run for run in self._moved}, review.moves.moved
        new = {run.source: run for run in self._moved}
        return {old[source] for source in old.keys() - new.keys()} | {new[source] for source in new.keys() - old.keys()}

    # The marks of a range of lines, as `Marker` makes them of all.

    def _source_marks(self, review: Review, lines: Span, states: Mapping[str, str]) -> tuple[Mark, ...]:
        text = review.page.text
        marks: list[Mark] = []
        for span, finding in self._places.within([_widened(lines)]):
            style = finding_style(finding, states[finding.id])
            if style is not None:
                marks.append(Mark(*seen(span, text), style))
        marks += [Mark(*run.source, Style.MOVED) for run in self._moved if run.source.start < lines.end and lines.start < run.source.end]
        for edit in self._edits_near(_widened(lines)):
            style = style_of_edit(review, edit)
            for span, gone in source_places(edit):
                place = seen(span, text)
                marks.append(Mark(*place, style, gone and place == span))
        return tuple(marks)

    def _edits_near(self, lines: Span) -> list[Edit]:
        found: list[Edit] = []
        # A replacement that begins before the lines may reach into them; those before it end before it begins.
        first = max(bisect_left(self._replaces, lines.start, key=_start) - 1, 0)
        for edit in self._replaces[first:]:
            if edit.start > lines.end:
                break
            found.append(edit)
        found += [f for f in self._follows if any(s.start <= lines.end and lines.start <= s.end for s, _ in source_places(f))]
        return sorted(found, key=edit_key)

    def _cleaned_marks(self, review: Review, lines: Span, states: Mapping[str, str]) -> tuple[Mark, ...]:
        rendered = review.rendered
        text = rendered.text
        marks: list[Mark] = []
        low, high = max(lines.start - _AROUND, 0), min(lines.end + _AROUND, len(text))
        near = [_widened(span) for span in rendered.source_spans(low, high)] or [Span(0, _AROUND)]
        for span, finding in self._places.within(near):
            style = finding_style(finding, states[finding.id])
            if style is not None:
                marks += [
                    Mark(*seen(place, text), style) for place in cleaned_ranges(rendered, span) if place.start <= high and low <= place.end
                ]
        marks += [Mark(run.start, run.end, Style.MOVED) for run in self._moved if run.start < lines.end and lines.start < run.end]
        for segment in rendered.overlapping(max(low - 1, 0), high + 1):
            if segment.edit is not None:
                marks.append(Mark(*seen(Span(segment.start, segment.end), text), style_of_edit(review, segment.edit)))
        return tuple(marks)


def _start(edit: Replace) -> int:
    return edit.start


def _widened(span: Span) -> Span:
    return Span(max(span.start - _AROUND, 0), span.end + _AROUND)


def whole_lines(text: str, spans: Iterable[Span]) -> list[Span]:
    """The lines that spans meet or touch, as ranges without their last line ends, in order and apart from each other."""
    found: list[Span] = []
    for span in sorted(spans):
        low, high = max(span.start - _AROUND, 0), min(span.end + _AROUND, len(text))
        if found and high <= found[-1].end:
            continue
        start = max(text.rfind("\n", 0, low), text.rfind("\r", 0, low)) + 1
        ends = [at for at in (text.find("\n", high), text.find("\r", high)) if at >= 0]
        end = min(ends, default=len(text))
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return found
