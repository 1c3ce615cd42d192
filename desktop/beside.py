"""The rules at work on one page, in the process beside the window. No Qt."""

from collections.abc import Collection, Mapping

from cleanup.edits import Edit
from cleanup.finding import Finding
from cleanup.findings import Near
from cleanup.page import Page
from cleanup.review import Decision, Review
from desktop.dropped import DroppedError
from desktop.looking import Beside, Looked, RuleBook
from desktop.models.rule_note import RuleNote
from desktop.process import EndedError, RulesProcess
from desktop.questions import Dropped, Failed, Found, Newest, Question, Subject, Took, Unknown, in_full


class RemoteLooker:
    """Has the rules run over one page again and again by the process beside the window, as `Looker` does itself.

    `ask` and `took` are called on the window's thread, `whole` and `near` where one may wait. What is stale ends in a DroppedError,
    a process that dies in an EndedError: the next question is asked in full then.
    """

    def __init__(self, rules: RulesProcess, page: Page, book: RuleBook, beside: Beside | None = None) -> None:
        self.page = page
        self.beside = beside
        self.book = book
        self._rules = rules
        self._id = rules.number()
        self._asked = 0
        self._waits = False  # for an answer, in another thread
        self._notes: Mapping[str, RuleNote] = {}
        self._near: tuple[Near, int] | None = None
        self._forget()

    def _forget(self) -> None:
        self._known = False
        self._edits: frozenset[Edit] = frozenset()
        self._decisions: dict[str, Decision] = {}
        self._found: tuple[Finding, ...] = ()

    def ask(self) -> int:
        """The number of a new question; an earlier one need not be answered any more."""
        self._asked += 1
        if self._waits:
            self._rules.tell(Newest(self._id, self._asked))
        return self._asked

    def whole(self, review: Review, language: str, missing: Collection[str], number: int) -> Looked:
        """All findings of the page; see `Looker.whole`."""
        found = self._answer(review, number, whole=True, language=language, missing=missing)
        assert isinstance(found, Found)
        self._found = in_full(found.findings, self._found)
        if found.notes:
            self._notes = {note.id: note for note in found.notes}
        return Looked.of(self._found, self._notes, found.broken)

    def near(self, review: Review, number: int) -> Near | None:
        """What has changed in the findings near the last edits; None where only all of the page can tell."""
        near = self._answer(review, number, whole=False)
        assert near is None or isinstance(near, Near)
        self._near = None if near is None else (near, number)
        return near

    def took(self, near: Near) -> None:
        """Says that an answer of `near` is shown."""
        if self._near is not None and self._near[0] is near:
            self._rules.tell(Took(self._id, self._near[1]))

    def _answer(
        self, review: Review, number: int, *, whole: bool, language: str = "en", missing: Collection[str] = ()
    ) -> Found | Near | None:
        self._waits = True  # first: whoever asks again from now on tells the process so
        try:
            if number != self._asked:
                raise DroppedError
            answer = self._rules.ask(self._question(review, number, whole, language, missing))
            if isinstance(answer, Unknown):
                self._forget()
                answer = self._rules.ask(self._question(review, number, whole, language, missing))
        except EndedError:
            self._forget()
            raise
        finally:
            self._waits = False
        self._known, self._edits = True, frozenset(review.edits)
        if whole:
            self._decisions = {decision.id: decision for decision in review.decisions}
        if isinstance(answer, Failed):
            self._forget()  # who knows how far it came
            raise answer.error
        if isinstance(answer, Dropped):
            raise DroppedError
        assert not isinstance(answer, Unknown)
        return answer

    def _question(self, review: Review, number: int, whole: bool, language: str, missing: Collection[str], /) -> Question:
        edits = frozenset(review.edits)
        gone, new = tuple(self._edits - edits), tuple(edits - self._edits)
        subject = None if self._known else Subject(self.page, self.book.config, self.beside)
        if not whole:
            return Question(self._id, number, subject, gone, new, whole=False)
        now = {decision.id: decision for decision in review.decisions}
        decisions = tuple(one for one in review.decisions if self._decisions.get(one.id) is not one)
        undone = tuple(name for name in self._decisions if name not in now)
        return Question(self._id, number, subject, gone, new, True, decisions, undone, frozenset(missing), language)
