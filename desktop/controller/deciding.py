"""Decisions on findings: on the chosen one, and on all that are alike."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from cleanup.finding import Finding
from cleanup.messages import KanwuError
from cleanup.review import Proposal, Review, Scope, now, proposal_of, take_edited
from desktop.controller.session import Session
from desktop.models.detail import alike
from desktop.models.differences import find
from desktop.models.page_view import Question
from desktop.opened import decide_many


class Deciding(QObject):
    """Decides on the open page of a session; `asked` is a Question that has to be answered first."""

    asked = Signal(object)

    def __init__(self, session: Session, language: str, who: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._language = language
        self._who = who

    def accept(self, alternative: int = 0) -> bool:
        """Takes a fix of the chosen finding; whether that could be done."""
        found = self.chosen_finding()
        if found is None:
            return False
        if not found.fixes:
            self._session.told.emit(self.tr("This finding proposes nothing to be taken. Mend the text by hand, or reject the finding."))
            return False
        if alternative >= len(found.fixes):
            self._session.told.emit(self.tr("This finding has %n fix(es) only.", "", len(found.fixes)))
            return False
        return self.decide(self.tr("Accept"), found, lambda r: r.accept(found.id, alternative=alternative, who=self._who, when=now()))

    def reject(self, scope: Scope = Scope.PLACE) -> bool:
        """Rejects the chosen finding here, or with `scope` its string or its rule on this page; whether that could be done."""
        found = self.chosen_finding()
        return found is not None and self.decide(self.tr("Reject"), found, lambda r: r.reject(found.id, scope, who=self._who, when=now()))

    def as_printed(self) -> bool:
        """Settles the chosen finding as what the newspaper printed (sic); whether that could be done."""
        found = self.chosen_finding()
        if found is None:
            return False
        return self.decide(self.tr("Leave as printed"), found, lambda r: r.as_printed(found.id, who=self._who, when=now()))

    def postpone(self) -> bool:
        """Puts the chosen finding off; whether that could be done."""
        found = self.chosen_finding()
        return found is not None and self.decide(self.tr("Postpone"), found, lambda r: r.postpone(found.id, who=self._who, when=now()))

    def withdraw(self) -> bool:
        """Takes back what was decided on the chosen finding; whether there was anything to take back."""
        found = self.chosen_finding()
        if found is None or self._session.now is None:
            return False
        ids = [d.id for d in self._session.now.review.decisions_on(found.id)]
        if not ids:
            self._session.told.emit(self.tr("Nothing was decided on this finding itself. Undo takes back the last step."))
            return False
        return self.decide(self.tr("Withdraw"), found, lambda r: r.withdraw(*ids, with_derived=False))

    def decide_alike(self, *, accept: bool) -> bool:
        """Takes the first fix of every open finding in the chosen one's group, or rejects them all, as one step."""
        found = self.chosen_finding()
        state = self._session.now
        if found is None or state is None:
            return False
        return self.decide_many([f.id for f in alike(state.review, found)], accept=accept)

    def decide_many(self, ids: Sequence[str], *, accept: bool) -> bool:
        """Takes the first fix of each of these findings, or rejects them all, as one step and one write; whether that could be done."""
        state = self._session.writable()
        if state is None:
            return False
        found = [one for one in (find(state.review, name) for name in ids) if one is not None and (one.fixes or not accept)]
        to_choose = [one for one in found if accept and one.fixes[0].picks_copy and len(ids) > 1]
        found = [one for one in found if one not in to_choose]
        if not found:
            self._session.told.emit(self.tr("Nothing here can be decided on at once."))
            return False
        skipped: list[str] = []

        def decide(review: Review) -> Review:
            after, left = decide_many(review, [one.id for one in found], self._who, now(), accept=accept)
            skipped.extend(left)
            return after

        text = (self.tr("Accept {count} at once") if accept else self.tr("Reject {count} at once")).format(count=len(found))
        done = self._session.push(state, text, found[0], decide)
        if done:
            line = self.tr("%n finding(s) decided on at once", "", len(found) - len(skipped))
            left_out = self.tr("; %n left out, since they conflict with what was decided", "", len(skipped)) if skipped else ""
            to_see = self.tr("; %n left to you, since a copy has to be chosen", "", len(to_choose)) if to_choose else ""
            self._session.told.emit(line + left_out + to_see)
        return done

    def withdraw_many(self, ids: Sequence[str]) -> bool:
        """Takes back what was decided on these findings themselves, as one step; whether there was anything to take back."""
        state = self._session.writable()
        if state is None:
            return False
        found = [one for one in (find(state.review, name) for name in ids) if one is not None and state.review.decisions_on(one.id)]
        made = [d.id for one in found for d in state.review.decisions_on(one.id)]
        if not made:
            self._session.told.emit(self.tr("Nothing was decided on these findings themselves. Undo takes back the last step."))
            return False
        return self._session.push(state, self.tr("Withdraw"), found[0], lambda r: r.withdraw(*made, with_derived=False))

    # The proposal edited first.

    def proposal(self, alternative: int = 0) -> Proposal | None:
        """What a fix of the chosen finding would make of its place; None, and why is told, where it proposes nothing that can be edited."""
        found = self.chosen_finding()
        state = self._session.now
        if found is None or state is None:
            return None
        made = None
        try:
            made = proposal_of(state.review, found, alternative)
        except KanwuError as error:
            self._session.told.emit(error.message.text(self._language))
            return None
        if made is None:
            self._session.told.emit(self.tr("Nothing short enough is proposed here. Mend the text itself, or take the fix."))
        return made

    def take_edited(self, made: Proposal, text: str) -> bool:
        """Takes a proposal with another text in its place, as one step; whether that could be done."""
        state = self._session.writable()
        found = None if state is None else find(state.review, made.finding)
        if state is None or found is None:
            return False
        text = text.replace("\n", state.review.page.origin.newline)
        return self._session.push(
            state, self.tr("Edited proposal"), found, lambda r: take_edited(r, found, made, text, who=self._who, when=now())
        )

    def chosen(self) -> Finding | None:
        """The finding that is looked at."""
        state = self._session.now
        return None if state is None else find(state.review, state.chosen)

    def chosen_finding(self) -> Finding | None:
        """The finding that is looked at; says so where there is none."""
        found = self.chosen()
        if found is None:
            self._session.told.emit(self.tr("No finding is chosen."))
        return found

    def decide(self, text: str, finding: Finding, make: Callable[[Review], Review]) -> bool:
        """One step of deciding; asks first where hand edits were built on what was decided on the finding before."""
        state = self._session.writable()
        if state is None:
            return False
        ids = [d.id for d in state.review.decisions_on(finding.id)]
        built = state.review.derived(*ids) if ids else ()
        if not built:
            return self._session.push(state, text, finding, make)

        def answer(with_derived: bool) -> None:
            self._session.push(state, text, finding, lambda r: make(r.withdraw(*ids, with_derived=True)) if with_derived else make(r))

        self.asked.emit(Question(len(built), answer))
        return False
