"""A fix as a person would have it: its proposal edited first, and taken as one decision on the finding."""

from dataclasses import dataclass

from cleanup.edits import Edit, Follow, Replace
from cleanup.finding import Finding
from cleanup.handedit import HandEdit, hand_edit
from cleanup.page import Span
from cleanup.render import Rendered, render
from cleanup.review.decision import Verdict
from cleanup.review.review import Review

_LONGEST = 400  # code points of a proposal that is edited in one line
_SEAM = 8  # code points shown on each side of a join


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a fix makes of its place: `text`, which stands at `place` of the cleaned text that has the fix taken."""

    finding: str
    alternative: int
    place: Span
    text: str


def proposal_of(review: Review, finding: Finding, alternative: int = 0) -> Proposal | None:
    """What a fix would put in its place; None where it has no such fix, or its edits lie too far apart to be shown in one line.

    ConflictError where the fix cannot be taken beside what was decided.
    """
    if alternative >= len(finding.fixes):
        return None
    rendered = _taken(review, finding, alternative)
    own = set(finding.fixes[alternative].edits)
    places = [_widened(rendered, segment.start, segment.end, segment.edit) for segment in rendered.segments if segment.edit in own]
    if not places:
        return None
    start, end = min(place.start for place in places), max(place.end for place in places)
    text = rendered.text[start:end]
    if len(text) > _LONGEST or len(text.splitlines()) > 1:
        return None
    return Proposal(finding.id, alternative, Span(start, end), text)


def take_edited(review: Review, finding: Finding, proposal: Proposal, text: str, *, who: str, when: str, id: str | None = None) -> Review:
    """The review with a fix taken as a person edited it: one decision, which answers the finding.

    Where nothing was edited the fix is accepted as it is; where the text came out as it was before, the finding is rejected.
    ConflictError names the edits that keep it out.
    """
    if text == proposal.text:
        return review.accept(finding.id, alternative=proposal.alternative, who=who, when=when, id=id)
    there = _standing(review, finding)
    own = finding.fixes[proposal.alternative].edits
    with_fix = tuple(dict.fromkeys((*there, *own)))
    change = hand_edit(review.page, with_fix, proposal.place.start, proposal.place.end, text)
    gone = set(change.supersedes)
    kept = tuple(edit for edit in own if edit not in gone)
    made = HandEdit((*kept, *change.edits), tuple(edit for edit in change.supersedes if edit in set(review.edits) - set(own)))
    if not made.edits and not made.supersedes:
        return review.reject(finding.id, who=who, when=when, id=id)
    return review.change(made, finding_id=finding.id, who=who, when=when, id=id)


def _standing(review: Review, finding: Finding) -> tuple[Edit, ...]:
    """The edits in force but for those that only an earlier answer to the finding holds, which the new one replaces."""
    before = {d.id for d in review.decisions_on(finding.id) if d.verdict in (Verdict.ACCEPTED, Verdict.EDITED)}
    return tuple(edit for edit in review.edits if not {d.id for d in review.owners(edit)} <= before)


def _taken(review: Review, finding: Finding, alternative: int) -> Rendered:
    return render(review.page, (*_standing(review, finding), *finding.fixes[alternative].edits))


def _widened(rendered: Rendered, start: int, end: int, edit: Edit | None) -> Span:
    """The place of an edit; of a join and of a deletion, with the characters around it, as far as its line goes."""
    if isinstance(edit, Replace) and start < end:
        return Span(start, end)
    around = _SEAM if isinstance(edit, Follow) else 2
    before = rendered.text[max(0, start - around) : start]
    after = rendered.text[end : end + around]
    left = len(before) - len(before[max(before.rfind("\n"), before.rfind("\r")) + 1 :])
    lines = after.splitlines()
    return Span(start - len(before) + left, end + (len(lines[0]) if lines else 0))
