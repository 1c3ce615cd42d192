"""How many findings the pages have that nobody has opened yet, counted one by one while nothing else is to be done."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from cleanup.messages import KanwuError
from cleanup.review import Review, Verdict
from desktop.desk import Desk, PageRef
from desktop.looking import PageOnDisk, look, read_page
from desktop.shelf import Shelf
from desktop.workers import Workers, single_shot

_MOST = 100  # pages of the list that are counted without being opened
_PAUSE = 150  # milliseconds between two pages, so that a decision never waits long


class Counted(NamedTuple):
    """A page's findings: how many are open, how many there are; None where it could not be read."""

    ref: PageRef
    open: int | None
    found: int


class Survey(QObject):
    """Counts page after page; `changed` says that the list of pages has something new to show."""

    changed = Signal()

    def __init__(self, desk: Desk, shelf: Shelf, workers: Workers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shelf = shelf
        self._workers = workers
        self._next = single_shot(self, _PAUSE, self._ask)
        workers.answered.connect(self._answered)

    def go_on(self) -> None:
        """Counts the next page in a while, unless that is under way."""
        if not self._next.isActive():
            self._next.start()

    def stop(self) -> None:
        """Counts no further page."""
        self._next.stop()
        self._workers.forget("survey")

    def _ask(self) -> None:
        now = self._shelf.now
        ref = next((r for r in self._desk.refs[:_MOST] if not self._shelf.is_counted(r) and (now is None or r != now.ref)), None)
        if ref is not None and not self._workers.busy:
            self._workers.ask("survey", partial(count_page, ref, self._desk.on_disk(ref)))
        elif ref is not None:
            self.go_on()

    def _answered(self, key: str, answer: object) -> None:
        if key == "survey" and isinstance(answer, Counted):
            if answer.open is None:
                self._shelf.fail(answer.ref)
            else:
                self._shelf.count(answer.ref, answer.open, answer.found)
            self.changed.emit()
            self.go_on()


def count_page(ref: PageRef, place: PageOnDisk) -> Counted:
    """Reads a page with its decisions, and counts what the rules find there."""
    try:
        review = read_page(place)
    except KanwuError:
        return Counted(ref, None, 0)
    if place.book is None:
        return Counted(ref, 0, 0)
    wanted = (Verdict.ACCEPTED, Verdict.EDITED, Verdict.REJECTED, Verdict.AS_PRINTED)
    decided = frozenset(d.finding for d in review.standing.in_force if d.finding is not None and d.verdict in wanted)
    found: Review = review.with_findings(look(review, place.book, "en", decided).findings)
    return Counted(ref, len(found.open_findings), len(found.findings))
