"""The rules at work on the open page: over the whole of it, or first over the paragraphs that have just changed."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from cleanup.messages import KanwuError
from desktop.looking import Looked, Looker
from desktop.opened import Opened
from desktop.workers import Failure, Workers, single_shot

if TYPE_CHECKING:
    from cleanup.engine import Near

_NEAR = 20  # milliseconds without a change before the paragraphs that changed are looked at
_WHOLE = 120  # before the whole page is, of an ordinary length
_WHOLE_LONG = 1500  # and of a long one, on which that takes a second
_LONG = 60_000  # code points


class Ruling(QObject):
    """Runs the rules off the window's thread; what nobody waits for any more is stopped between two rules.

    `found` carries Looked, `near` the findings of some paragraphs (Near), `failed` what went wrong.
    """

    found = Signal(object)
    near = Signal(object)
    failed = Signal(object)

    def __init__(self, workers: Workers, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self._language = language
        self._state: Opened | None = None
        self._looker: Looker | None = None
        self._near_soon = single_shot(self, _NEAR, self._look_near)
        self._whole_soon = single_shot(self, _WHOLE, self._look_in_turn)
        workers.answered.connect(self._answered)
        workers.failed.connect(self._job_failed)

    @property
    def busy(self) -> bool:
        """Whether the rules have still to answer on the page as it stands."""
        timed = self._near_soon.isActive() or self._whole_soon.isActive()
        return timed or self._workers.waits_for("look") or self._workers.waits_for("near")

    def look(self, state: Opened) -> bool:
        """Runs all rules over the page; False where it has none."""
        self.stop()
        if state.page.book is None:
            return False
        if not self._looks_at(state):
            self._state, self._looker = state, Looker(state.review.page, state.page.book)
        self._look()
        return True

    def _looks_at(self, state: Opened) -> bool:
        """Whether what was worked out is of this page, under the rules that hold for it now."""
        looker = self._looker
        return looker is not None and state is self._state and looker.page is state.review.page and looker.book is state.page.book

    def changed(self, state: Opened) -> bool:
        """Runs the rules after an edit: where it stands as soon as nothing is typed any more, over the whole page a while later."""
        looker = self._looker
        if looker is None or not self._looks_at(state) or not state.looked:
            return self.look(state)
        self._near_soon.start()
        self._whole_soon.start(_WHOLE_LONG if len(state.review.page.text) > _LONG else _WHOLE)
        # What runs is of the text before.
        looker.ask()
        self._workers.forget("look")
        self._workers.forget("near")
        return True

    def stop(self) -> None:
        """Waits for no answer any more."""
        self._near_soon.stop()
        self._whole_soon.stop()
        self._workers.forget("look")
        self._workers.forget("near")
        if self._looker is not None:
            self._looker.ask()

    def leave(self) -> None:
        """Stops, and lets go of what was worked out for the page."""
        self.stop()
        self._state = self._looker = None

    def _look(self) -> None:
        state, looker = self._state, self._looker
        if state is None or looker is None:
            return
        self._near_soon.stop()
        self._workers.forget("near")
        missing = frozenset[str]() if state.looked else state.decided
        self._workers.ask("look", looker.whole, state.review, self._language, missing, looker.ask())

    def _look_in_turn(self) -> None:
        if self._workers.waits_for("near"):
            self._whole_soon.start()
        else:
            self._look()

    def _look_near(self) -> None:
        state, looker = self._state, self._looker
        if state is not None and looker is not None:
            self._workers.ask("near", looker.near, state.review, looker.ask())

    def _answered(self, key: str, answer: object) -> None:
        if key == "look" and isinstance(answer, Looked):
            self.found.emit(answer)
        elif key == "near" and answer is not None and self._looker is not None:
            near = cast("Near", answer)
            self._looker.took(near)
            self.near.emit(near)
        elif key == "near" and not self._whole_soon.isActive():
            # Only the whole page can tell what has changed; where that is to come soon anyway, it must not fall on the next key.
            self._look()

    def _job_failed(self, key: str, failure: Failure) -> None:
        if key in ("look", "near"):
            self.failed.emit(failure.error)


def sentence(error: Exception, language: str) -> str:
    """What went wrong, in one line."""
    return error.message.text(language) if isinstance(error, KanwuError) else f"{type(error).__name__}: {error}"
