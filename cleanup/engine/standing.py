"""Which fixes stand together."""

from collections.abc import Collection, Sequence

from cleanup.edits import Edit
from cleanup.finding import Finding, Fix
from cleanup.page import Page, Span
from cleanup.render import ConflictError, find_conflicts

_NOWHERE = Span(0, 0)


def standing(page: Page, in_force: Collection[Edit], chosen: Sequence[tuple[Finding, Fix]]) -> list[tuple[Finding, Fix]]:
    """Those of the chosen fixes that can stand together and with the edits in force; of rivals the better ranked."""
    ranked = sorted(chosen, key=_rank)
    while True:
        owners: dict[Edit, list[int]] = {}
        for number, (_, fix) in enumerate(ranked):
            for edit in fix.edits:
                owners.setdefault(edit, []).append(number)
        conflicts = find_conflicts(page, (*in_force, *owners)) if ranked else ()
        if not conflicts:
            return ranked
        losers: set[int] = set()
        for conflict in conflicts:
            numbers = [number for edit in conflict.edits for number in owners.get(edit, ())]
            if not numbers:
                raise ConflictError(conflicts)
            if losers.isdisjoint(numbers):
                losers.add(max(numbers))
        ranked = [pair for number, pair in enumerate(ranked) if number not in losers]


def _rank(pair: tuple[Finding, Fix]) -> tuple[int, float, float, Span, str]:
    finding, fix = pair
    return (-fix.safety, -fix.probability, -finding.confidence, finding.spans[0] if finding.spans else _NOWHERE, finding.rule)
