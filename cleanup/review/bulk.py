"""Which of many decisions can be taken together: the first ones, in the order given, that nothing taken keeps out."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cleanup.conflicts import Conflict, ConflictError, find_conflicts
from cleanup.edits import Edit, Replace
from cleanup.page import Page
from cleanup.review.decision import Decision

# Conflicts in which any two of the edits named keep each other out; of the others all but one may stand.
_ONE_OF = frozenset({"two-inserts", "two-successors", "two-predecessors"})


class Skipped(NamedTuple):
    """A finding that was left out of a bulk acceptance, and the conflicts that kept it out."""

    finding: str
    conflicts: tuple[Conflict, ...]


class Choice(NamedTuple):
    """The decisions that can be taken, and for each of the others the conflicts that keep it out."""

    taken: tuple[Decision, ...]
    left: tuple[tuple[Decision, tuple[Conflict, ...]], ...]


def choose(page: Page, owners: Mapping[Edit, tuple[Decision, ...]], candidates: Sequence[Decision]) -> Choice:
    """The candidates that can stand together with the edits in force, an earlier one before a later one.

    `owners` are the edits in force with the decisions that hold them; those that a candidate supersedes make room for it.
    Conflicts are looked for in the whole set at once, and again after those found are solved, until there are none.
    """
    known: dict[Edit, list[Conflict]] = {}
    seen: set[Conflict] = set()
    while True:
        choice, present = _solve(owners, candidates, known)
        conflicts = find_conflicts(page, present)
        if not conflicts:
            return choice
        new = [c for c in conflicts if c not in seen]
        if not new:
            raise ConflictError(conflicts)
        seen.update(new)
        for conflict in new:
            for edit in conflict.edits:
                known.setdefault(edit, []).append(conflict)


def _solve(
    owners: Mapping[Edit, tuple[Decision, ...]], candidates: Sequence[Decision], known: Mapping[Edit, list[Conflict]]
) -> tuple[Choice, set[Edit]]:
    present = set(owners)
    holders = {edit: {d.id for d in here} for edit, here in owners.items()}
    taken: list[Decision] = []
    left: list[tuple[Decision, tuple[Conflict, ...]]] = []
    for candidate in candidates:
        room = {e for e in present if holders.get(e) and holders[e] <= set(candidate.supersedes)} if candidate.supersedes else set()
        mine = set(candidate.edits)
        against = [c for e in candidate.edits for c in known.get(e, ()) if _keeps_out(c, mine, present - room if room else present)]
        if against:
            left.append((candidate, tuple(dict.fromkeys(against))))
            continue
        taken.append(candidate)
        present -= room
        present |= mine
        for edit in mine:
            holders.setdefault(edit, set()).add(candidate.id)
    return Choice(tuple(taken), tuple(left)), present


def _keeps_out(conflict: Conflict, mine: set[Edit], present: set[Edit]) -> bool:
    """Whether a known conflict would come about if `mine` joined `present`."""
    if conflict.reason in _ONE_OF:
        return sum(e in mine or e in present for e in conflict.edits) > 1
    if conflict.reason == "overlap":
        there = sorted(e for e in conflict.edits if isinstance(e, Replace) and (e in mine or e in present))
        reach = -1
        for edit in there:
            if edit.start < reach:
                return True
            reach = max(reach, edit.end)
        return False
    return all(e in mine or e in present for e in conflict.edits)
