"""What a person, or a batch run, decided about a page: an immutable value, so that undo keeps the previous one."""

from cleanup.review.bulk import Skipped
from cleanup.review.decision import Decision, Scope, State, Verdict, batch_id, new_id, now
from cleanup.review.many import Change, edit_many
from cleanup.review.proposal import Proposal, proposal_of, take_edited
from cleanup.review.review import Review
from cleanup.review.standing import Standing, standing_of
from cleanup.review.withdrawal import DerivedError

__all__ = [
    "Change",
    "Decision",
    "DerivedError",
    "Proposal",
    "Review",
    "Scope",
    "Skipped",
    "Standing",
    "State",
    "Verdict",
    "batch_id",
    "edit_many",
    "new_id",
    "now",
    "proposal_of",
    "standing_of",
    "take_edited",
]
