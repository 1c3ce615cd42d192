"""How far rejections, and what was put off, reach beyond the findings on which they were decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cleanup.finding import Finding
from cleanup.page import Page, Span
from cleanup.review.decision import Decision, Scope, Verdict
from cleanup.review.places import flagged_text


@dataclass(frozen=True, slots=True)
class Reach:
    """Rules rejected on the whole page, rejected texts with their rule, and places with the rule whose finding was turned down there.

    A place counts whatever is proposed there now: the text around it may have changed since, and with it the fix.
    """

    rules: frozenset[str | None]
    strings: frozenset[tuple[str | None, str | None]]
    places: Mapping[tuple[str | None, tuple[Span, ...]], Verdict]

    def verdict(self, page: Page, finding: Finding) -> Verdict | None:
        """REJECTED, AS_PRINTED or POSTPONED where a decision on another finding reaches this one, else None."""
        if finding.rule in self.rules:
            return Verdict.REJECTED
        if self.strings and (finding.rule, flagged_text(page, finding)) in self.strings:
            return Verdict.REJECTED
        return self.places.get((finding.rule, finding.spans)) if self.places else None


def reach_of(in_force: Iterable[Decision]) -> Reach:
    """What the decisions in force reach; at one place a rejection counts first, then what was printed so, then a putting off."""
    decided = tuple(in_force)
    rejected = [d for d in decided if d.verdict is Verdict.REJECTED]
    printed = [d for d in decided if d.verdict is Verdict.AS_PRINTED]
    postponed = [d for d in decided if d.verdict is Verdict.POSTPONED]
    places = {(d.rule, d.spans): d.verdict for d in (*postponed, *printed, *rejected) if d.spans}
    return Reach(
        frozenset(d.rule for d in rejected if d.scope is Scope.RULE),
        frozenset((d.rule, d.string) for d in rejected if d.scope is Scope.STRING),
        places,
    )
