"""What a person typed, as a decision."""

from collections.abc import Mapping, Sequence

from cleanup.edits import Edit
from cleanup.finding import Finding
from cleanup.handedit import HandEdit
from cleanup.review.decision import Decision, Verdict
from cleanup.review.places import spans_of
from cleanup.review.standing import touched


def hand_decision(
    owners: Mapping[Edit, tuple[Decision, ...]],
    by_id: Mapping[str, Decision],
    made: HandEdit,
    answered: Finding | None = None,
    instead: Sequence[str] = (),
    *,
    id: str,
    who: str,
    when: str,
    note: str = "",
) -> Decision:
    """The decision that edits of a person's own are.

    `answered` is the finding that they answer, `instead` names the decisions on it that this one takes the place of.
    """
    over = tuple(held for held in touched(owners, by_id, made.supersedes) if held[0] not in instead)
    taken = [spans_of(edit) for edit in made.supersedes] if answered is None else [answered.spans]
    return Decision(
        id=id,
        verdict=Verdict.EDITED,
        edits=made.edits,
        finding=None if answered is None else answered.id,
        rule=None if answered is None else answered.rule,
        rule_version=0 if answered is None else answered.version,
        spans=tuple(span for spans in taken for span in spans),
        who=who,
        when=when,
        note=note,
        supersedes=tuple(dict.fromkeys((*instead, *(name for name, _ in over)))),
        over=over,
        derived_from=tuple(dict.fromkeys(d.id for edit in made.supersedes for d in owners.get(edit, ()) if d.id not in instead)),
    )
