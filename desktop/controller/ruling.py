"""The rules at work on the open page: over the whole of it, or first over the paragraphs that have just changed."""

from typing import cast

from PySide6.QtCore import QObject, Signal

from cleanup.findings import Near
from cleanup.messages import KanwuError
from desktop.beside import RemoteLooker
from desktop.looking import Looked
from desktop.opened import Opened
from desktop.process import EndedError, RulesProcess
from desktop.workers import Failure, Workers, single_shot

_NEAR = 20  # milliseconds without a change before the paragraphs that changed are looked at
_WHOLE = 120  # before the whole page is, of an ordinary length
_WHOLE_LONG = 1500  # and of a long one, on which that takes a second
_LONG = 60_000  # code points
# Milliseconds for an answer about any page, and more for each code point of a long one: many times what the slowest rules take. A rule of
# somebody's own may never come to an end.
_PATIENCE = 60_000
_PATIENCE_MORE = 1
_LEFT = 3000  # for one about a page that was left: another one waits, and rules that are well stop between two of them

RULES = ("look", "near")
"""The keys of the jobs in which rules are run; what becomes of them is told here."""


class Ruling(QObject):
    """Has the rules run by the process beside the window; what nobody waits for any more is stopped between two rules.

    `found` carries Looked, `near` the findings of some paragraphs (Near), `failed` what went wrong, `told` a line for the status bar.
    """

    found = Signal(object)
    near = Signal(object)
    failed = Signal(object)
    told = Signal(str)

    def __init__(self, workers: Workers, language: str, rules: RulesProcess | None = None, parent: QObject | None = None) -> None:
        """`rules` is the process, which whoever made it ends; one of its own where None."""
        super().__init__(parent)
        self._rules, self._own = rules or RulesProcess(), rules is None
        self._died = False  # over the question that was asked last
        self._workers = workers
        self._language = language
        self._state: Opened | None = None
        self._looker: RemoteLooker | None = None
        self._patience = single_shot(self, _PATIENCE, self._give_up)
        self._gave_up = False  # waiting for the question that was asked last
        self._left = single_shot(self, _LEFT, self._end_left)
        self._left_turn: int | None = None
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
            self._state, self._looker = state, RemoteLooker(self._rules, state.review.page, state.page.book, state.beside)
        self._look()
        return True

    def _looks_at(self, state: Opened) -> bool:
        """Whether what was worked out is of this page, under the rules that hold for it now."""
        looker = self._looker
        if looker is None or state is not self._state or looker.page is not state.review.page:
            return False
        return looker.book is state.page.book and looker.beside == state.beside

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
        self._patience.stop()
        self._workers.forget("look")
        self._workers.forget("near")
        if self._looker is not None:
            self._looker.ask()

    def leave(self) -> None:
        """Stops, and lets go of what was worked out for the page."""
        self.stop()
        self._state = self._looker = None
        self._left_turn = self._rules.turn
        if self._left_turn is not None:
            self._left.start()

    def _end_left(self) -> None:
        if self._rules.turn == self._left_turn is not None:
            self._rules.interrupt()

    def close(self) -> None:
        """Lets go of everything, and waits for no answer of the process nor of any other work."""
        self.leave()
        self._left.stop()
        self._rules.interrupt()
        self._workers.stop()
        if self._own:
            self._rules.end()

    def _look(self) -> None:
        state, looker = self._state, self._looker
        if state is None or looker is None:
            return
        self._near_soon.stop()
        self._workers.forget("near")
        missing = frozenset[str]() if state.looked else state.decided
        self._workers.ask("look", looker.whole, state.review, self._language, missing, looker.ask())
        self._wait(state)

    def _look_in_turn(self) -> None:
        if self._workers.waits_for("near"):
            self._whole_soon.start()
        else:
            self._look()

    def _look_near(self) -> None:
        state, looker = self._state, self._looker
        if state is not None and looker is not None:
            self._workers.ask("near", looker.near, state.review, looker.ask())
            self._wait(state)

    def _wait(self, state: Opened) -> None:
        self._gave_up = False
        self._patience.start(_PATIENCE + _PATIENCE_MORE * len(state.review.page.text))

    def _give_up(self) -> None:
        """Ends the process; the next question starts it again. It may hang over an earlier question than the one that is waited for."""
        self._gave_up = True
        self._patience.start()
        self._rules.interrupt()

    def _answered_all(self) -> None:
        if not (self._workers.waits_for("look") or self._workers.waits_for("near")):
            self._patience.stop()

    def _answered(self, key: str, answer: object) -> None:
        if key in RULES:
            self._died = False
            self._answered_all()
        if key == "look" and isinstance(answer, Looked):
            self.found.emit(answer)
        elif key == "near" and answer is not None and self._looker is not None:
            near = cast(Near, answer)
            self._looker.took(near)
            self.near.emit(near)
        elif key == "near" and not self._whole_soon.isActive():
            # Only the whole page can tell what has changed; where that is to come soon anyway, it must not fall on the next key.
            self._look()

    def _job_failed(self, key: str, failure: Failure) -> None:
        if key not in RULES:
            return
        self._answered_all()
        if isinstance(failure.error, EndedError) and self._gave_up:
            self._gave_up = False
            self.failed.emit(KanwuError("desktop.rules-too-slow", seconds=self._patience.interval() // 1000))
        elif isinstance(failure.error, EndedError) and not self._died:
            self._died = True
            self.told.emit(self.tr("The process that runs the rules has ended and was started again."))
            self._look()
        elif isinstance(failure.error, EndedError):
            self._died = False
            self.failed.emit(KanwuError("desktop.rules-ended"))
        else:
            self.failed.emit(failure.error)


def sentence(error: Exception, language: str) -> str:
    """What went wrong, in one line."""
    return error.message.text(language) if isinstance(error, KanwuError) else f"{type(error).__name__}: {error}"
