"""From one open end of the cleaned text to the next: what each goes on with is chosen among the likeliest lines, or by hand."""

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from cleanup.edits import Follow
from cleanup.handorder import line_at
from cleanup.page import Page, Span
from cleanup.render import Rendered
from cleanup.review import Review, Verdict
from desktop.controller.ordering import Ordering
from desktop.controller.session import Session

if TYPE_CHECKING:
    from cleanup.continuations import Continuations, OpenEnd
    from desktop.models.walk import Stop

_NEXT, _LIKELY = "open-end", "likely-lines"


class Walking(QObject):
    """Walks through the open ends of the open page; what is weighed is weighed off the window's thread.

    `stopped` carries the Stop that is asked about now, `ended` that none is left; `likely` the places that the line of `look` may go on
    with.
    """

    stopped = Signal(object)
    ended = Signal()
    likely = Signal(object)

    def __init__(self, session: Session, ordering: Ordering, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ordering = ordering
        self._page: Page | None = None
        self._made: Continuations | None = None
        self._stop: Stop | None = None
        self._behind: Span | None = None
        self._alone = False
        self._left: set[OpenEnd] = set()
        session.workers.answered.connect(self._answered)

    @property
    def stop(self) -> "Stop | None":
        """The open end that is asked about; None where none is."""
        return self._stop

    def begin(self) -> None:
        """Asks about the first open end of the text that was not left before."""
        self._behind, self._alone = None, False
        self._go_on()

    def begin_at(self, line: Span) -> None:
        """Asks what a line goes on with, and then about the lines that are taken from within paragraphs, one leading to the next."""
        from cleanup.continuations import OpenEnd

        self._alone = True
        self._go_on(first=OpenEnd(line))

    def leave(self) -> bool:
        """Leaves the end that is asked about as it is, and asks about the next one; whether one is asked about."""
        stop = self._stop
        if stop is None:
            return False
        self._left.add(stop.end)
        self._go_on()
        return True

    def take(self, source_offset: int) -> bool:
        """The line at a place of the source stands on the other side of the end that is asked about; asks about the next one then.

        False, and why is told, where that cannot be.
        """
        review, stop = self._session.review, self._stop
        if review is None or stop is None:
            return False
        other = line_at(review.page, review.edits, source_offset)
        if other is None:
            return False
        tail, head = (other, stop.end.line) if stop.end.begins else (stop.end.line, other)
        if not self._ordering.continue_line(tail, head.start):
            return False
        self._go_on(None if stop.end.begins else (review.rendered, head))
        return True

    def _go_on(self, torn: tuple[Rendered, Span] | None = None, first: "OpenEnd | None" = None) -> None:
        from desktop.models.walk import Course, next_stop

        review, self._stop = self._session.review, None  # nothing is asked until the next one is found
        if review is not None:
            made = self._of(review.page)
            course = Course(frozenset(self._left), self._behind, taken_with_others(review), torn, first, self._alone)
            self._session.workers.ask(_NEXT, partial(next_stop, made, review.rendered, course))

    def look(self, tail: Span) -> None:
        """Asks which lines a line may go on with."""
        from desktop.models.walk import likely_places

        review = self._session.review
        if review is not None:
            self._session.workers.ask(_LIKELY, partial(likely_places, self._of(review.page), review.rendered, tail))

    def line_at(self, cleaned_offset: int) -> Span | None:
        """The line of the source that stands at a place of the cleaned text; between two that touch, the one before."""
        review = self._session.review
        if review is None:
            return None
        rendered = review.rendered
        before = bool(rendered.text[max(0, cleaned_offset - 1) : cleaned_offset].strip())
        source = rendered.to_source(cleaned_offset, "left") - 1 if before else rendered.to_source(cleaned_offset)
        return line_at(review.page, review.edits, max(0, source))

    def _of(self, page: Page) -> "Continuations":
        from cleanup.continuations import Continuations

        if self._made is None or page is not self._page:
            self._page, self._made = page, Continuations(page)
            self._behind = None
            self._left.clear()
        return self._made

    def _answered(self, key: str, answer: object) -> None:
        if key == _LIKELY:
            self.likely.emit(answer)
        elif key == _NEXT:
            self._stop = cast("Stop | None", answer)
            if self._stop is None:
                self.ended.emit()
            else:
                self._behind = self._stop.end.line
                self.stopped.emit(self._stop)


def taken_with_others(review: Review) -> frozenset[Follow]:
    """The joins in force that were taken as parts of a whole column, not one by one."""
    columns = [d for d in review.standing.in_force if d.verdict is Verdict.ACCEPTED and d.rule == "column-join" and len(d.edits) > 1]
    in_force = review.standing.owners
    return frozenset(edit for decision in columns for edit in decision.edits if isinstance(edit, Follow) and edit in in_force)
