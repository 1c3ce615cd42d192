"""What may come between a page and its decisions: another window, another program, a patch that could not be written."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from cleanup.messages import KanwuError
from cleanup.page import Page
from desktop.controller.session import Session
from desktop.desk import Desk
from desktop.looking import PageOnDisk, changed_page, rebase_page
from desktop.models.offers import Offer
from desktop.opened import Opened
from desktop.watching import Watcher

if TYPE_CHECKING:
    from cleanup.patchfile import Rebased


class Changed(NamedTuple):
    """What the open page's file holds now: another text, the same (`page` is None), or nothing that can be read (`gone`)."""

    page: Page | None
    gone: bool = False


class Carried(NamedTuple):
    """What came of carrying decisions over; `aside` is where the old patch is kept."""

    made: "Rebased"
    aside: Path


class Keeping(QObject):
    """Watches over the open page. `offers_changed` tells the offers to be made; `left_behind` what could not be carried over.

    `left_behind` carries a sentence and the list of what it is about.
    """

    offers_changed = Signal(object)
    left_behind = Signal(str, object)

    def __init__(self, session: Session, desk: Desk, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = desk
        self._language = language
        self._outside: Changed | None = None
        self._watcher = Watcher(self)
        self._watcher.changed.connect(self._look_again)
        session.page_opened.connect(self._opened)
        session.closed.connect(self._watcher.stop)
        session.claimed.connect(self._tell)
        session.workers.answered.connect(self._answered)
        session.workers.failed.connect(self._failed)

    def answer(self, name: str, choice: str) -> None:
        """Does what was chosen of an offer."""
        if (name, choice) == ("elsewhere", "again"):
            self._session.go_to(self._session.shelf.number)
        elif (name, choice) == ("kept", "take"):
            self._take_kept()
        elif (name, choice) == ("kept", "drop"):
            self._drop_kept()
        elif choice == "rebase":
            self._rebase()
        elif choice == "reading":
            self._outside = None
            self.offers_changed.emit(())

    # What is offered.

    def _opened(self) -> None:
        state = self._session.now
        self._outside = None
        self._watcher.watch(None if state is None else state.ref.path)
        self._tell()

    def _tell(self) -> None:
        state = self._session.now
        self.offers_changed.emit(() if state is None else tuple(self._offers(state)))

    def _offers(self, state: Opened) -> list[Offer]:
        page = state.page
        if self._outside is not None:
            return [self._offer_outside(self._outside)]
        if page.trouble == "patch.open-elsewhere":
            return [
                Offer("elsewhere", self.tr("Once it is closed there, the page can be worked on here."), (("again", self.tr("Try again")),))
            ]
        if page.trouble == "patch.source-changed":
            return [self._offer_outside(Changed(page.page))]
        if page.kept:
            text = self.tr("%n decision(s) on this page could not be saved the last time, and were kept.", "", page.kept)
            return [Offer("kept", text, (("take", self.tr("Take them over")), ("drop", self.tr("Throw them away"))))]
        return []

    def _offer_outside(self, changed: Changed) -> Offer:
        if changed.gone:
            text = self.tr("The file of this page is not there any more, or cannot be read. What was decided is kept in its patch.")
            return Offer("outside", text, (("reading", self.tr("Go on reading")),))
        text = self.tr("The text of this page was changed by another program. What was decided belongs to the text as it was.")
        return Offer("outside", text, (("rebase", self.tr("Carry the decisions over")), ("reading", self.tr("Go on reading the old text"))))

    # A recovery file.

    def _take_kept(self) -> None:
        state = self._session.now
        if state is None:
            return
        try:
            self._desk.take_kept(state.review.page)
        except KanwuError as error:
            self._session.told.emit(error.message.text(self._language))
            return
        self._session.go_to(self._session.shelf.number)

    def _drop_kept(self) -> None:
        self._desk.drop_kept()
        self.offers_changed.emit(())

    # Another program.

    def _look_again(self) -> None:
        state = self._session.now
        if state is not None:
            self._session.workers.ask("outside", partial(_look_at, self._desk.on_disk(state.ref), state.review.page.text_hash))

    def _answered(self, key: str, answer: object) -> None:
        if key == "outside" and isinstance(answer, Changed):
            self._take_change(answer)
        elif key == "rebase":
            self._session.go_to(self._session.shelf.number)
            if isinstance(answer, Carried):
                self._tell_carried(answer)

    def _take_change(self, changed: Changed) -> None:
        if changed.page is None and not changed.gone:
            if self._outside is not None:
                # It is again what it was.
                self._session.go_to(self._session.shelf.number)
            return
        self._outside = changed
        self._session.only_read()
        self._tell()

    def _rebase(self) -> None:
        state = self._session.now
        if state is None:
            return
        old = None if state.page.trouble == "patch.source-changed" else state.review.page.text
        place = self._desk.on_disk(state.ref)
        if self._session.put_away():
            self.offers_changed.emit(())
            self._session.workers.ask("rebase", partial(_carry_over, place, old))

    def _tell_carried(self, carried: Carried) -> None:
        left = [_described(one) for one in carried.made.left]
        count = len(carried.made.records.decisions)
        if not left:
            self._session.told.emit(self.tr("%n decision(s) carried over to the new text", "", count))
            return
        text = self.tr("{carried} decisions were carried over. These have no place in the new text; the old patch is kept in {aside}.")
        self.left_behind.emit(text.format(carried=count, aside=carried.aside.name), tuple(left))

    def _failed(self, key: str) -> None:
        # Why is told by the session, as of every job.
        if key == "rebase":
            self._session.go_to(self._session.shelf.number)


def _look_at(place: PageOnDisk, known: str) -> Changed:
    """Reads the page's file again; `known` is the hash of the text that is open."""
    try:
        page = changed_page(place, known)
    except (KanwuError, OSError):
        return Changed(None, gone=True)
    return Changed(page)


def _carry_over(place: PageOnDisk, old: str | None) -> Carried | None:
    """Carries the page's patch over to what its file holds now; None where nothing was decided."""
    made = rebase_page(place, old)
    return None if made is None else Carried(*made)


def _described(left: object) -> str:
    """What was left behind, in a line: what it did where."""
    from cleanup.edits import Replace
    from cleanup.review import Decision

    if not isinstance(left, Decision):
        return str(getattr(left, "text", "") or getattr(left, "label", "") or getattr(left, "kind", ""))
    changes = [f"{edit.before or '∅'} → {edit.after or '∅'}" for edit in left.edits if isinstance(edit, Replace)]
    return f"{left.rule or left.verdict.value}: {', '.join(changes) or left.string or left.verdict.value}"
