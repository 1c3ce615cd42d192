"""What is left of the findings of reading order once edits are in force: they were found in the source, and some are settled since."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property

from cleanup.edits import Edit, Follow, Replace
from cleanup.finding import Finding, Fix
from cleanup.messages import Message
from cleanup.order import named_spans
from cleanup.page import Page, Span

Decided = Callable[[Finding], bool]
"""Whether somebody accepted or rejected a finding."""


def remaining(findings: Iterable[Finding], page: Page, in_force: Collection[Edit], decided: Decided | None) -> list[Finding]:
    """The findings that can still be decided on, each with the fixes that can still be taken; those decided on as they are.

    A fix goes whose lines have lost their text, or that an order in force rules out: it leads elsewhere from its tail, or to its head,
    cuts its lines otherwise, or would close a circle. A finding goes with its last fix, with the text that it flags, and where
    its first fix is in force already.
    """
    if not in_force:
        return list(findings)
    ground = _Ground(page, in_force)
    found = []
    for finding in findings:
        left = ground.left_of(finding)
        if left is finding or (decided is not None and decided(finding)):
            found.append(finding)
        elif left is not None:
            found.append(left)
    return found


class _Ground:
    """The edits in force, to be asked what they rule out; each answer takes a few look-ups, however many edits there are."""

    def __init__(self, page: Page, in_force: Collection[Edit]) -> None:
        self._text = page.text
        self._in_force = frozenset(in_force)
        self._follows = [edit for edit in in_force if isinstance(edit, Follow)]
        self._replaces = sorted((edit for edit in in_force if isinstance(edit, Replace)), key=lambda edit: (edit.start, edit.end))
        self._starts = [edit.start for edit in self._replaces]
        self._by_tail = {edit.tail: edit for edit in self._follows}
        self._by_head = {edit.head: edit for edit in self._follows if edit.head is not None}
        self._named = named_spans(self._follows)

    def left_of(self, finding: Finding) -> Finding | None:
        """The finding with the fixes that can be taken: itself where these are all, None where nothing is left of it."""
        fixes = finding.fixes
        if not fixes:
            return None if finding.spans and not any(self._has_text(span) for span in finding.spans) else finding
        if fixes[0].edits and self._in_force.issuperset(fixes[0].edits):
            return None
        kept = [left for fix in fixes if (left := self._left_of_fix(fix)) is not None]
        if not any(fix.edits for fix in kept):  # a fix without edits says: leave it as it is
            return finding if not any(fix.edits for fix in fixes) else None
        if len(kept) == len(fixes) and all(new is old for new, old in zip(kept, fixes, strict=True)):
            return finding
        if kept[0].title == fixes[0].title:
            return finding._replace(fixes=tuple(kept))
        return finding._replace(
            message=Message("engine.others-left", {"count": len(kept)}),
            confidence=kept[0].probability,
            evidence=(),
            fixes=tuple(kept),
        )

    def _left_of_fix(self, fix: Fix) -> Fix | None:
        if not fix.parts:
            return fix if all(self._can_be(edit) for edit in fix.edits) else None
        edits = tuple(edit for edit in fix.edits if edit in self._in_force or self._can_be(edit))
        if len(edits) == len(fix.edits):
            return fix
        return None if self._in_force.issuperset(edits) else fix._replace(edits=edits)

    def _can_be(self, edit: Edit) -> bool:
        if isinstance(edit, Replace):
            return not self._overwritten(edit)
        for span in (edit.tail, edit.head):
            if span is not None and (not self._has_text(span) or self._crossed(span)):
                return False
        ahead, behind = self._by_tail.get(edit.tail, edit), self._by_head.get(edit.head, edit) if edit.head is not None else edit
        return ahead == edit and behind == edit and not self._closes_circle(edit)

    def _overwritten(self, edit: Replace) -> bool:
        """Whether words in force stand where a replacement would: it is in the way of nothing where only white space is."""
        last = bisect_right(self._starts, edit.end)
        first = max(0, bisect_left(self._starts, edit.start) - 1)
        for other in self._replaces[first:last]:
            meets = (other.start < edit.end and edit.start < other.end) or (other.start == other.end == edit.start == edit.end)
            if meets and other != edit and (other.before + other.after).strip():
                return True
        return False

    def _has_text(self, span: Span) -> bool:
        """Whether something of a source range stands in the cleaned text; of an empty one, or white space, always."""
        text, at = self._text, span.start
        if not text[span.start : span.end].strip():
            return True
        for number in range(max(0, bisect_left(self._starts, span.start) - 1), bisect_left(self._starts, span.end)):
            start, end = self._replaces[number].start, self._replaces[number].end
            if start > at and text[at : min(start, span.end)].strip():
                return True
            at = max(at, end)
        return bool(text[at : span.end].strip())

    def _crossed(self, span: Span) -> bool:
        """Whether an order in force cuts through a line, or names a longer one."""
        at = bisect_right(self._named, span)
        beside: Sequence[Span] = self._named[max(0, at - 1) : at + 1]
        return any(other != span and other.start < span.end and span.start < other.end for other in beside)

    def _closes_circle(self, edit: Follow) -> bool:
        chain, place = self._chains.get(edit.tail, (-1, 0))
        other, first = self._chains.get(edit.head, (-2, 0))
        return chain == other and first <= place and edit not in self._in_force

    @cached_property
    def _chains(self) -> dict[Span | None, tuple[int, int]]:
        """The chain and the place there of each line that the edits in force bring together."""
        found: dict[Span | None, tuple[int, int]] = {}
        for number, start in enumerate(span for span in self._named if span not in self._by_head):
            at: Span | None = start
            place = 0
            while at is not None:
                found[at] = (number, place)
                follow = self._by_tail.get(at)
                at, place = None if follow is None else follow.head, place + 1
        return found
