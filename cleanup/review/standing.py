"""Which decisions of a page are in force, and which edits: a function of the decisions alone, not of their order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cleanup.edits import Edit
from cleanup.review.decision import Decision
from cleanup.review.places import touch

# An edit as one decision holds it: the decision's id and the edit's index.
Held = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a set of decisions comes to.

    `in_force` are the decisions neither withdrawn nor wholly superseded, in the order given. `owners` gives for each edit in
    force the decisions that hold it: identical edits are one edit, in force until its last owner goes. `held` are the same
    edits, one by one as their owners hold them.
    """

    in_force: tuple[Decision, ...]
    owners: Mapping[Edit, tuple[Decision, ...]]
    held: frozenset[Held]


def standing_of(decisions: Iterable[Decision]) -> Standing:
    """What is in force: whatever is not withdrawn and not superseded by a decision that is not withdrawn itself."""
    every = tuple(decisions)
    wholly: set[str] = set()
    partly: set[Held] = set()
    for decision in every:
        if decision.supersedes and not decision.withdrawn:
            partly.update(decision.over)
            wholly.update(set(decision.supersedes) - {name for name, _ in decision.over})
    in_force = tuple(d for d in every if not d.withdrawn and d.id not in wholly)
    owners: dict[Edit, list[Decision]] = {}
    held: set[Held] = set()
    for decision in in_force:
        for index, edit in enumerate(decision.edits):
            if (decision.id, index) not in partly:
                held.add((decision.id, index))
                here = owners.setdefault(edit, [])
                if not here or here[-1] is not decision:
                    here.append(decision)
    return Standing(in_force, {edit: tuple(here) for edit, here in owners.items()}, frozenset(held))


def derived_from(decisions: Iterable[Decision], ids: Iterable[str]) -> tuple[Decision, ...]:
    """The decisions not withdrawn that build on any of `ids`, directly or over others, without `ids` themselves."""
    every = tuple(decisions)
    building: dict[str, list[str]] = {}
    for decision in every:
        for name in decision.derived_from:
            building.setdefault(name, []).append(decision.id)
    waiting = list(ids)
    roots, reached = set(waiting), set(waiting)
    while waiting:
        for name in building.get(waiting.pop(), ()):
            if name not in reached:
                reached.add(name)
                waiting.append(name)
    return tuple(d for d in every if d.id in reached and d.id not in roots and not d.withdrawn)


def touched(owners: Mapping[Edit, tuple[Decision, ...]], by_id: Mapping[str, Decision], superseded: Iterable[Edit]) -> tuple[Held, ...]:
    """The edits that a hand edit takes the place of, as their owners hold them.

    With them go those that an owner, a hand edit itself, had taken the place of just there: they must not come back when that owner
    alone is withdrawn.
    """
    over: set[Held] = set()
    for edit in superseded:
        for owner in owners.get(edit, ()):
            over.update((owner.id, n) for n, held in enumerate(owner.edits) if held == edit)
            for name, n in owner.over:
                below = by_id.get(name)
                if below is not None and n < len(below.edits) and touch(below.edits[n], edit):
                    over.add((name, n))
    return tuple(sorted(over))
