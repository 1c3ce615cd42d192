"""How far pages are: marking one, and going to the next on which something is open."""

from PySide6.QtCore import QObject, Signal

from cleanup.review import now
from desktop.controller.session import Session
from desktop.models.pages_model import SETTLED


class Paging(QObject):
    """Works on the pages of a session; `doubted` asks whether one reader may validate what was called proofread under the same name."""

    doubted = Signal()

    def __init__(self, session: Session, who: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._who = who
        self._seeking = False
        session.looked.connect(self._go_on)
        session.page_opened.connect(self._forget)

    def mark(self, status: str) -> bool:
        """Marks the open page with one of PageStatus; whether that could be done."""
        from cleanup.patchfile import PageStatus, Status

        done = self._session.note(Status(PageStatus(status), self._who, now()))
        self._session.show_pages()
        return done

    def validate(self, *, alone: bool = False) -> bool:
        """Marks the open page as read by a second reader, once it is proofread; whether that could be done.

        With `alone` it may have been the same name that called it proofread.
        """
        state = self._session.writable()
        if state is None or state.status not in SETTLED:
            if state is not None:
                self._session.told.emit(self.tr("A second reader validates what is proofread: call the page proofread first."))
            self._session.show_pages()
            return False
        if state.status == "validated":
            return True
        first = None if state.records is None else state.records.status
        if not alone and first is not None and first.who == self._who:
            self._session.show_pages()
            self.doubted.emit()
            return False
        return self.mark("validated")

    def next_unresolved(self) -> bool:
        """Opens the next page on which something is open, going round; whether there is one."""
        number = self._session.shelf.next_unresolved()
        if number is None:
            self._seeking = False
            self._session.told.emit(self.tr("Nothing is open on any other page."))
            return False
        self._session.go_to(number)
        # A page that nobody had looked at may turn out to have nothing open.
        self._seeking = self._session.now is not None
        return True

    def _forget(self) -> None:
        self._seeking = False

    def _go_on(self) -> None:
        state = self._session.now
        if not self._seeking or state is None:
            return
        self._seeking = False
        if not state.review.open_findings or state.status in SETTLED:
            self.next_unresolved()
            return
        chosen = state.chosen
        if chosen is None or state.review.state_of(state.review.finding(chosen)) != "open":
            self._session.choose(state.review.open_findings[0].id)
