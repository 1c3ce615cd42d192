"""Taking decisions back: what they superseded returns, where its place was not taken since."""

from collections.abc import Iterable
from dataclasses import replace

from cleanup.conflicts import find_conflicts
from cleanup.edits import Edit
from cleanup.messages import KanwuError
from cleanup.page import Page
from cleanup.review.decision import Decision, sort_key
from cleanup.review.standing import Held, standing_of


class DerivedError(KanwuError):
    """A decision has others built on it: `derived` names them, and the caller asks what is to become of them."""

    def __init__(self, decisions: tuple[str, ...], derived: tuple[Decision, ...]) -> None:
        self.derived = derived
        names = ", ".join(d.id for d in derived)
        super().__init__("review.derived", decision=", ".join(decisions), count=len(derived), names=names)


def withdraw(page: Page, decisions: Iterable[Decision], ids: Iterable[str]) -> tuple[Decision, ...]:
    """The decisions with `ids` marked as withdrawn.

    An edit that would come back into a place taken since stays away: the decision that took the place supersedes it from now
    on, so that it comes back when that one is withdrawn.
    """
    gone = set(ids)
    before = tuple(decisions)
    after = tuple(replace(d, withdrawn=True) if d.id in gone and not d.withdrawn else d for d in before)
    old, new = standing_of(before), standing_of(after)
    if not find_conflicts(page, new.owners):
        return after
    returning = new.held - old.held
    by_id = {d.id: d for d in after}
    held = set(new.held - returning)
    for decision in sorted((by_id[name] for name in {name for name, _ in returning}), key=sort_key):
        mine = sorted(h for h in returning if h[0] == decision.id)
        # A decision that was away as a whole comes back as a whole or not at all; one that lost single edits, edit by edit.
        whole = not any((decision.id, n) in old.held for n in range(len(decision.edits)))
        for group in [mine] if whole else [[one] for one in mine]:
            kept_away, taker = _taker(page, by_id, held, group)
            if not kept_away:
                held.update(group)
            elif taker is not None:
                by_id[taker] = _above(by_id[taker], decision.id, () if whole else group)
            else:
                by_id[decision.id] = replace(decision, withdrawn=True)
    return tuple(by_id[d.id] for d in after)


def _taker(page: Page, by_id: dict[str, Decision], held: set[Held], group: Iterable[Held]) -> tuple[bool, str | None]:
    """Whether a group of edits must stay away, and the decision that holds an edit in their place."""
    mine = {_edit(by_id, h) for h in group}
    there: dict[Edit, str] = {}
    for one in sorted(held, key=lambda h: (sort_key(by_id[h[0]]), h[1])):
        there.setdefault(_edit(by_id, one), one[0])
    conflicts = find_conflicts(page, [*there, *mine])
    for conflict in conflicts:
        for edit in conflict.edits:
            if edit not in mine and edit in there:
                return True, there[edit]
    return bool(conflicts), None


def _edit(by_id: dict[str, Decision], held: Held) -> Edit:
    return by_id[held[0]].edits[held[1]]


def _above(decision: Decision, name: str, edits: Iterable[Held]) -> Decision:
    """The decision superseding another, wholly or over some of its edits."""
    over = tuple(sorted({*decision.over, *edits}))
    if name in decision.supersedes:
        named = {n for n, _ in decision.over}
        # Superseded wholly already, or now: then no single edits of it are listed.
        if name not in named or not edits:
            over = tuple(h for h in decision.over if h[0] != name)
        return replace(decision, over=over)
    return replace(decision, supersedes=(*decision.supersedes, name), over=over)
