"""What differs between two states of a page: the decisions of a moment ago touch a few findings, and only those are looked at again."""

from collections.abc import Mapping
from typing import NamedTuple

from cleanup.edits import Edit
from cleanup.finding import Finding
from cleanup.messages import KanwuError
from cleanup.page import Span
from cleanup.review import Review, Scope
from desktop.models.marks import style_of_edit


class Difference(NamedTuple):
    """Findings that came, went or are in another state, and edits that came or went or are held by others."""

    findings: tuple[Finding, ...]
    edits: frozenset[Edit]


def find(review: Review, finding_id: str | None) -> Finding | None:
    """A finding of the review by its id; None where it has none of that id."""
    if finding_id is None:
        return None
    try:
        return review.finding(finding_id)
    except KanwuError:
        return None


def states_of(review: Review) -> dict[str, str]:
    """The states of all findings by their ids."""
    return {finding.id: review.state_of(finding) for finding in review.findings}


def difference(before: Review, after: Review, states: Mapping[str, str]) -> tuple[Difference, dict[str, str]]:
    """What differs, and the states of the findings after it; `states` are those before."""
    old_edits, new_edits = before.standing.owners.keys(), after.standing.owners.keys()
    edits = frozenset(old_edits ^ new_edits) | _restyled(before, after)
    decided = _decided_differently(before, after) if before.findings is after.findings else None
    if decided is None:
        return _all_over(before, after, states, edits)
    names, spots = decided
    found = [finding for name in names if (finding := find(after, name)) is not None]
    if spots:
        found += [finding for finding in after.findings if (finding.rule, finding.spans) in spots and finding.id not in names]
    again = {finding.id: after.state_of(finding) for finding in found}
    changed = tuple(finding for finding in found if again[finding.id] != states.get(finding.id))
    return Difference(changed, edits), {**states, **again}


def _all_over(before: Review, after: Review, states: Mapping[str, str], edits: frozenset[Edit]) -> tuple[Difference, dict[str, str]]:
    """As `difference`, where every finding has to be looked at."""
    now = states_of(after)
    old = {finding.id: finding for finding in before.findings}
    new = {finding.id: finding for finding in after.findings}
    changed = [new.get(name) or old[name] for name in states.keys() | now.keys() if states.get(name) != now.get(name)]
    # A later run of the rules may trust the same finding more, or less.
    changed += [one for name, one in new.items() if (known := old.get(name)) is not None and known.safety is not one.safety]
    return Difference(tuple(changed), edits), now


def _restyled(before: Review, after: Review) -> frozenset[Edit]:
    """Edits that stay, held by other decisions now: what was typed is marked otherwise than what was accepted."""
    old, new = before.standing.owners, after.standing.owners
    held = [edit for edit, owners in new.items() if (known := old.get(edit)) is not None and known is not owners and known != owners]
    return frozenset(edit for edit in held if style_of_edit(before, edit) is not style_of_edit(after, edit))


def _decided_differently(before: Review, after: Review) -> tuple[set[str], set[tuple[str | None, tuple[Span, ...]]]] | None:
    """The findings on which other decisions are in force now, and the rules and places of these, which reach other findings there.

    None where a decision reaches further.
    """
    old, new = ({id(d): d for d in review.standing.in_force} for review in (before, after))
    names: set[str] = set()
    spots: set[tuple[str | None, tuple[Span, ...]]] = set()
    for mark in old.keys() ^ new.keys():
        decision = old.get(mark) or new[mark]
        if decision.scope is not Scope.PLACE:
            return None
        if decision.finding is not None:
            names.add(decision.finding)
        if decision.spans and not decision.edits:
            spots.add((decision.rule, decision.spans))
    return names, spots
