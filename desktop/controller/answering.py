"""What the rules answer on the open page: taken up and shown, and where they fail, that."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.controller.ruling import Ruling, sentence
from desktop.looking import Looked
from desktop.opened import Opened

if TYPE_CHECKING:
    from cleanup.findings import Near
    from desktop.controller.session import Session


class Answering(QObject):
    """Takes up what the rules find on the open page of a session, and goes on with the pages that nobody has opened."""

    def __init__(self, session: "Session", ruling: Ruling, language: str) -> None:
        super().__init__(session)
        self._session = session
        self._language = language
        ruling.found.connect(self._found)
        ruling.near.connect(self._found_near)
        ruling.failed.connect(self._not_found)
        session.naming.gathered.connect(session.look_beside)

    def _found(self, answer: Looked) -> None:
        session = self._session
        state = session.now
        if state is None:
            return
        broken = (self.tr("The rule “{rule}” failed and was left out: {error}").format(rule=r, error=e) for r, e in answer.broken)
        notices = (*(m.text(self._language) for m in state.page.notices), *broken)
        before = state.chosen
        first = state.take_findings(answer, notices)
        self._show(state, before, first=first)
        session.survey.go_on()
        session.naming.want(state.ref.path.parent)
        session.looked.emit()

    def _found_near(self, near: "Near") -> None:
        state = self._session.now
        if state is not None:
            before = state.chosen
            if state.take_near(near):
                self._show(state, before, first=False)

    def _show(self, state: Opened, before: str | None, *, first: bool) -> None:
        session = self._session
        view = session.show_changed(state)
        if view.chosen_id != before:
            # Only when a page is opened do the texts go to the finding that is chosen then: later somebody may be typing.
            session.choice_changed.emit(view.chosen, "" if first else "rules")
        session.show_pages()

    def _not_found(self, error: Exception) -> None:
        state = self._session.now
        if state is not None:
            state.looked = state.unanswered = True
            text = self.tr("The rules could not be run: {error}").format(error=sentence(error, self._language))
            state.notices = tuple(dict.fromkeys((*state.notices, text)))  # the same once, however often they are asked
            self._session.show_changed(state)
            self._session.show_pages()
