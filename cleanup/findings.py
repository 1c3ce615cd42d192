"""Findings of a page in their order, and those of some paragraphs put in the place of earlier ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from cleanup.finding import Finding, sort_key
from cleanup.page import Span

_NOWHERE: Final = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Near:
    """What the rules that look at single paragraphs find in some of them: `core` are the paragraphs' source spans, `rules` the rules."""

    core: tuple[Span, ...]
    rules: frozenset[str]
    findings: tuple[Finding, ...]

    def into(self, earlier: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings of an earlier run with these in the place of those that the same rules had in the same paragraphs."""
        kept = [finding for finding in earlier if finding.rule not in self.rules or not touches(finding, self.core)]
        return ordered([*kept, *self.findings])


def touches(finding: Finding, core: Sequence[Span]) -> bool:
    """Whether a finding flags something in source ranges."""
    return any(
        (span.start < part.end and part.start < span.end) or (span.start == span.end and part.start <= span.start < part.end)
        for span in finding.spans
        for part in core
    )


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By `sort_key`; the ids, which are dear, are made only where findings of one rule share a place."""
    found = list(findings)
    keys = [(*(f.spans[0] if f.spans else _NOWHERE), f.rule) for f in found]
    order = sorted(range(len(found)), key=keys.__getitem__)
    if len(set(keys)) == len(keys):
        return tuple([found[number] for number in order])
    return tuple(finding for _, same in groupby(order, key=keys.__getitem__) for finding in _by_id(found[number] for number in same))


def _by_id(same: Iterable[Finding]) -> list[Finding]:
    ties = list(same)
    return ties if len(ties) == 1 else sorted({finding.id: finding for finding in ties}.values(), key=sort_key)
