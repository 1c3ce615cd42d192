"""From findings on a cleaned text, read as a page of its own, back to findings in the coordinates of the source."""

from collections.abc import Callable, Iterable
from typing import Final

from cleanup.edits import Edit, Follow, Replace, Separator
from cleanup.finding import Finding, Fix
from cleanup.page import Page, Span
from cleanup.rules.analysis import Analysis

_SEPARATORS: Final = {"": Separator.JOIN, " ": Separator.SPACE}


class WayBack:
    """Says what a finding on the cleaned text, `view.text`, is in the source."""

    def __init__(self, view: Analysis) -> None:
        self._view = view
        self._named = {span for edit in view.edits if isinstance(edit, Follow) for span in (edit.tail, edit.head) if span is not None}

    @property
    def page(self) -> Page:
        """The page whose text was cleaned."""
        return self._view.page

    @property
    def text(self) -> str:
        """The cleaned text."""
        return self._view.text

    def choose(self, finding: Finding, take: Callable[[Finding], Fix | None]) -> Fix | None:
        """The finding's fix that `take` chooses when it sees the finding in the source; None too where the fix has no place there."""
        fixes = [(fix, there) for fix in finding.fixes if (there := self._fix(fix)) is not None]
        if not fixes:
            return None
        chosen = take(self._moved(finding, (there for _, there in fixes)))
        return next((fix for fix, there in fixes if there is chosen), None)

    def finding(self, finding: Finding) -> Finding | None:
        """The finding in the source, with those of its fixes that have a place there; None where none has."""
        fixes = tuple(there for fix in finding.fixes if (there := self._fix(fix)) is not None)
        return self._moved(finding, fixes) if fixes else None

    def _moved(self, finding: Finding, fixes: Iterable[Fix]) -> Finding:
        spans = tuple(span for start, end in finding.spans for span in self._view.spans(start, end))
        return finding._replace(spans=spans, fixes=tuple(fixes), rests_on=())

    def _fix(self, fix: Fix) -> Fix | None:
        edits: list[Edit] = []
        for edit in fix.edits:
            there: tuple[Edit, ...]
            if isinstance(edit, Follow):
                there = self._follow(edit)
            else:
                there = self._view.replaced(edit.start, edit.end, edit.after) or self._closed_up(edit)
            if not there:
                return None
            edits += there
        return fix._replace(edits=tuple(edits))

    def _follow(self, edit: Follow) -> tuple[Follow, ...]:
        """The same order of lines, between the last line of the tail and the first of the head as the source has them."""
        tail = None if edit.tail is None else self._line_of(edit.tail.end - 1, last=True)
        head = None if edit.head is None else self._line_of(edit.head.start, last=False)
        if (edit.tail is not None and tail is None) or (edit.head is not None and head is None):
            return ()
        return (Follow(tail, head, edit.separator),)

    def _closed_up(self, edit: Replace) -> tuple[Follow, ...]:
        """The join that closes up a line end, where the source has a paragraph break there and the cleaned page a mere wrap."""
        if not edit.before.isspace() or edit.after not in _SEPARATORS or not 0 < edit.start < edit.end < len(self.text):
            return ()
        tail, head = self._line_of(edit.start - 1, last=True), self._line_of(edit.end, last=False)
        return (Follow(tail, head, _SEPARATORS[edit.after]),) if tail and head else ()

    def _line_of(self, offset: int, *, last: bool) -> Span | None:
        """The source line, or the cut of one, whose last or first character stands at `offset` of the cleaned text."""
        blame = self._view.view.blame(offset)
        if not isinstance(blame, int):
            if isinstance(blame, Follow) or blame.start == blame.end:
                return None
            blame = blame.end - 1 if last else blame.start
        for span in self._named:
            if (span.end == blame + 1) if last else (span.start == blame):
                return span
        line = self._view.line_at(blame)
        if line is None:
            return None
        return Span(line.start, blame + 1) if last else Span(blame, line.end)
