"""Every decision on the disk: given to the system before it is shown, synced off the window's thread, folded when it is quiet."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cleanup.messages import KanwuError
from desktop.desk import Desk
from desktop.opened import Opened
from desktop.workers import Failure, Workers, single_shot

_IDLE = 4000  # milliseconds without a decision before they are folded into the patch
_SYNC = 150  # milliseconds in which further decisions join a sync, which has to be over a second after each; the next frame comes first
_AGAIN = 5000  # milliseconds before a save that failed is tried again

SAVED, SAVING, FAILED = "saved", "saving", "failed"


class Saver(QObject):
    """Saves the open page; `quiet` asks its owner to fold, `again` to save once more, `told` is a line for the status bar.

    `state_changed` says how it stands: `saved` (on the disk), `saving` (with the system, which survives the death of the window but not
    of the machine), or `failed` with the reason.
    """

    quiet = Signal()
    again = Signal()
    told = Signal(str)
    state_changed = Signal(str, str)

    def __init__(self, desk: Desk, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._language = language
        self._state = SAVED
        self._more = False  # something was recorded while a sync was under way
        # A thread of its own: a sync must not wait until the rules have answered.
        self._workers = Workers(self)
        self._workers.answered.connect(self._synced)
        self._workers.failed.connect(self._not_synced)
        self._sync_soon = single_shot(self, _SYNC, self._sync)
        self._idle = single_shot(self, _IDLE, self.quiet.emit)
        self._retry = single_shot(self, _AGAIN, self.again.emit)

    @property
    def state(self) -> str:
        """How it stands: SAVED, SAVING or FAILED."""
        return self._state

    def save(self, state: Opened) -> None:
        """Gives the system what was decided since the last time. What it refuses is told, kept elsewhere, and tried again."""
        if not self._record(state):
            return
        self._set(SAVING)
        if not self._sync_soon.isActive():
            self._sync_soon.start()
        self._idle.start()

    def fold(self, state: Opened) -> bool:
        """Writes what was decided into the patch now; whether that could be done."""
        self._idle.stop()
        if not self._record(state):
            return False
        try:
            self._desk.fold()
        except KanwuError as error:
            text = error.message.text(self._language)
            self.told.emit(text)
            self._set(FAILED, text)
            self._sync()
            return False
        self._sync_soon.stop()
        self._set(SAVED)
        return True

    def leave(self) -> None:
        """Folds, and gives the patch of the open file back."""
        self._idle.stop()
        self._retry.stop()
        try:
            self._desk.leave()
        except KanwuError as error:
            self.told.emit(error.message.text(self._language))

    def stop(self) -> None:
        """Waits for the sync that is under way."""
        self._idle.stop()
        self._sync_soon.stop()
        self._retry.stop()
        self._workers.stop()

    @staticmethod
    def is_safe(state: Opened) -> bool:
        """Whether everything decided on a page is in its patch or in a recovery file."""
        return state.rescued is state.review or (state.saved is state.review and not state.noted)

    # Writing.

    def _record(self, state: Opened) -> bool:
        """Appends to the journal; False, with the work in a recovery file where that is possible, where it cannot be."""
        try:
            self._desk.record(state.review, state.saved, *state.noted)
        except KanwuError as error:
            self._rescue(state, error)
            return False
        state.saved, state.noted, state.rescued = state.review, (), None
        self._retry.stop()
        if state.unsaved:
            state.notices = tuple(notice for notice in state.notices if notice != state.unsaved)
            state.unsaved = ""
        return True

    def _rescue(self, state: Opened, error: KanwuError) -> None:
        reason = error.message.text(self._language)
        try:
            place: Path | None = self._desk.rescue(state.review, state.rescued or state.saved, *state.noted)
            state.rescued = state.review
        except KanwuError:
            place = None
        if place is None:
            text = self.tr("Not saved yet: {error}").format(error=reason)
        else:
            text = self.tr("Not saved yet: {error} Your decisions are kept in {path} until then.").format(error=reason, path=place)
        if text != state.unsaved:
            state.notices = (*(notice for notice in state.notices if notice != state.unsaved), text)
            state.unsaved = text
            self.told.emit(text)
        self._set(FAILED, text)
        self._retry.start()

    # Syncing.

    def _sync(self) -> None:
        self._sync_soon.stop()
        if self._workers.busy:
            self._more = True
        else:
            self._more = False
            self._workers.ask("sync", self._desk.sync)

    def _synced(self) -> None:
        if self._more:
            self._sync()
        elif self._state == SAVING and not self._sync_soon.isActive():
            self._set(SAVED)

    def _not_synced(self, _key: str, failure: Failure) -> None:
        error = failure.error
        self._set(FAILED, error.message.text(self._language) if isinstance(error, KanwuError) else str(error))

    def _set(self, state: str, reason: str = "") -> None:
        if state != self._state or reason:
            self._state = state
            self.state_changed.emit(state, reason)
