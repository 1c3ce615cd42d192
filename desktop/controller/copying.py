"""Deciding between two copies of one text: which is kept, or what a blend of both reads."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from cleanup.handedit import hand_edits
from cleanup.review import Review, now
from desktop.controller.deciding import Deciding
from desktop.controller.session import Session
from desktop.models.detail import copies_now


class Copying(QObject):
    """Decides on the copies that the chosen finding names.

    Where the finding has a fix for what is wished, that is taken; else the answer is the reviewer's own, as typing would have it.
    """

    def __init__(self, session: Session, deciding: Deciding, who: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._deciding = deciding
        self._who = who

    def names_copies(self) -> bool:
        """Whether the chosen finding names two copies that are both there."""
        state = self._session.now
        found = self._deciding.chosen_finding() if state is not None and state.chosen is not None else None
        return found is not None and state is not None and copies_now(state.review, found) is not None

    def keep(self, *, second: bool) -> bool:
        """Keeps one copy, the first or the second, and deletes the other; whether that could be done."""
        found = self._deciding.chosen_finding()
        state = self._session.now
        copies = None if found is None or state is None else copies_now(state.review, found)
        if found is None or copies is None:
            return False
        fix = copies.drops_first if second else copies.drops_second
        if fix is not None and not copies.more:
            return self._deciding.accept(fix)

        from cleanup.compare.copies import kept

        def make(review: Review) -> Review:
            change = hand_edits(review.page, review.edits, kept(review.rendered, copies, second=second))
            return review.change(change, finding_id=found.id, who=self._who, when=now())

        return self._deciding.decide(self.tr("Keep one copy"), found, make)

    def keep_both(self) -> bool:
        """Leaves both copies, as the fix that does so, or by rejecting the finding."""
        found = self._deciding.chosen_finding()
        if found is None:
            return False
        fix = next((number for number, fix in enumerate(found.fixes) if not fix.edits), None)
        return self._deciding.reject() if fix is None else self._deciding.accept(fix)

    def blend(self, seconds: Sequence[bool]) -> bool:
        """Keeps the first copy with the second's reading wherever `seconds` says so of a difference."""
        found = self._deciding.chosen_finding()
        state = self._session.now
        copies = None if found is None or state is None else copies_now(state.review, found)
        if found is None or copies is None or len(seconds) != len(copies.different):
            return False
        if not any(seconds):
            return self.keep(second=False)

        from cleanup.compare.copies import blended

        def make(review: Review) -> Review:
            change = hand_edits(review.page, review.edits, blended(review.rendered, copies, seconds))
            return review.change(change, finding_id=found.id, who=self._who, when=now())

        return self._deciding.decide(self.tr("Blend two copies"), found, make)
