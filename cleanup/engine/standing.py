"""Which fixes stand together, and in what order findings are listed."""

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from cleanup.edits import Edit
from cleanup.finding import Finding, Fix, sort_key
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


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By `sort_key`; the ids, which are dear, are made only where findings of one rule share a place."""
    keyed = [((f.spans[0] if f.spans else _NOWHERE, f.rule), number, f) for number, f in enumerate(findings)]
    keyed.sort()  # never compares findings: the numbers differ
    if all(left[0] != right[0] for left, right in pairwise(keyed)):
        return tuple(finding for _, _, finding in keyed)
    return tuple(finding for _, same in groupby(keyed, key=itemgetter(0)) for finding in _by_id(f for _, _, f in same))


def _by_id(same: Iterable[Finding]) -> list[Finding]:
    ties = list(same)
    return ties if len(ties) == 1 else sorted({finding.id: finding for finding in ties}.values(), key=sort_key)
