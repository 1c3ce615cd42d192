"""Every decision on the disk: given to the system before it is shown, synced off the window's thread, folded when it is quiet."""

from PySide6.QtCore import QObject, Signal

from cleanup.messages import KanwuError
from desktop.desk import Desk
from desktop.opened import Opened
from desktop.workers import Workers, single_shot

_IDLE = 4000  # milliseconds without a decision before they are folded into the patch


class Saver(QObject):
    """Saves the open page; `quiet` asks its owner to fold, `told` is a line for the status bar."""

    quiet = Signal()
    told = Signal(str)

    def __init__(self, desk: Desk, workers: Workers, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._workers = workers
        self._language = language
        self._idle = single_shot(self, _IDLE, self.quiet.emit)

    def save(self, state: Opened) -> None:
        """Gives the system what was decided since the last time. What it refuses is told, kept, and tried again next time."""
        try:
            self._desk.record(state.review, state.saved, *state.noted)
        except KanwuError as error:
            text = self.tr("Not saved yet: {error}").format(error=error.message.text(self._language))
            if text not in state.notices:
                state.notices = (*state.notices, text)
            state.unsaved = text
            self.told.emit(text)
            return
        state.saved, state.noted = state.review, ()
        if state.unsaved:
            state.notices = tuple(notice for notice in state.notices if notice != state.unsaved)
            state.unsaved = ""
        self._workers.ask("sync", self._desk.sync)
        self._idle.start()

    def fold(self, state: Opened) -> bool:
        """Writes what was decided into the patch now; whether that could be done."""
        self._idle.stop()
        try:
            self._desk.record(state.review, state.saved, *state.noted)
            state.saved, state.noted = state.review, ()
            self._desk.fold()
        except KanwuError as error:
            self.told.emit(error.message.text(self._language))
            return False
        return True

    def leave(self) -> None:
        """Folds, and gives the patch of the open file back."""
        try:
            self._desk.leave()
        except KanwuError as error:
            self.told.emit(error.message.text(self._language))
