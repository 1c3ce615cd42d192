"""Many changes of a page's text by hand, made at once: each a decision of its own."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from cleanup.handedit import HandEdit, hand_edits_apart
from cleanup.messages import KanwuError
from cleanup.review.decision import is_text, new_id
from cleanup.review.hand import hand_decision
from cleanup.review.review import Review

Change = tuple[int, int, str]
"""Start and end in the cleaned text, and what stands there then."""


def edit_many(
    review: Review, changes: Sequence[Change], *, who: str, when: str, note: str = "", make_id: Callable[[], str] = new_id
) -> tuple[Review, tuple[Change, ...]]:
    """The review with each change of its cleaned text made by hand, and those changes that cannot be said in source coordinates.

    No two changes overlap. Where they do not touch the same edits they are made at one go, else one after another.
    """
    ordered = sorted(changes)
    if not all(is_text(text) for _, _, text in ordered):
        raise KanwuError("review.half-character", page=review.page.id)
    try:
        made, rendered = hand_edits_apart(review.rendered, review.edits, ordered)
    except KanwuError:
        return _one_by_one(review, [(change, 0) for change in ordered], who, when, note, make_id)
    owners, by_id = review.standing.owners, {d.id: d for d in review.decisions}
    new = [
        hand_decision(owners, by_id, one, id=make_id(), who=who, when=when, note=note)
        for one in made
        if one is not None and (one.edits or one.supersedes)
    ]
    gone = tuple(edit for one in made if one is not None for edit in one.supersedes)
    together = HandEdit(tuple(edit for decision in new for edit in decision.edits), gone, rendered)
    after = replace(review, decisions=(*review.decisions, *new)) if new else review
    after.after(review, together)
    waiting: list[tuple[Change, int]] = []
    shift = 0
    for change, one in zip(ordered, made, strict=True):
        if one is None:
            waiting.append((change, shift))
        else:
            shift += len(change[2]) - (change[1] - change[0])
    return _one_by_one(after, waiting, who, when, note, make_id)


def _one_by_one(
    review: Review, changes: Sequence[tuple[Change, int]], who: str, when: str, note: str, make_id: Callable[[], str]
) -> tuple[Review, tuple[Change, ...]]:
    """The changes made one after another, each with how far its place has moved already."""
    left: list[Change] = []
    moved = 0
    for change, shift in changes:
        start, end, text = change
        before = len(review.rendered.text)
        try:
            review = review.edit(start + shift + moved, end + shift + moved, text, who=who, when=when, id=make_id(), note=note)
        except KanwuError:
            left.append(change)
            continue
        moved += len(review.rendered.text) - before
    return review, tuple(left)
