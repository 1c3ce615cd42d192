"""Exports of what was decided so far, while the window goes on."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cleanup.messages import KanwuError
from desktop.controller.session import Session
from desktop.desk import Desk
from desktop.exporting import Kind, Outcome, Wish, export
from desktop.workers import Failure, Workers


class Exporting(QObject):
    """Exports the open file, or everything on the desk; `refused` says why that could not be done."""

    refused = Signal(str)

    def __init__(self, session: Session, desk: Desk, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = desk
        self._language = language
        # A thread of its own: it waits for another process, and the rules must not wait with it.
        self._workers = Workers(self)
        self._workers.answered.connect(self._done)
        self._workers.failed.connect(self._failed)
        self._target = Path()
        session.closed.connect(self._workers.stop)

    @property
    def busy(self) -> bool:
        """Whether an export is under way."""
        return self._workers.busy

    @property
    def file(self) -> Path | None:
        """The open file."""
        return None if self._session.now is None else self._session.now.ref.path

    def export(self, kind: Kind, target: Path, *, everything: bool) -> bool:
        """Exports to a file or folder; whether that was begun."""
        if self.busy or self.file is None or not self._session.fold():
            return False
        paths = self._desk.given if everything else (self.file,)
        self._target = target
        self._session.told.emit(self.tr("Exporting…"))
        self._workers.ask("export", partial(export, Wish(kind, paths, target), self._desk.patch_of, self._desk.encoding, self._language))
        return True

    def _done(self, _key: str, outcome: object) -> None:
        if isinstance(outcome, Outcome) and outcome.done:
            self._session.told.emit(self.tr("Exported to {target}").format(target=self._target))
        elif isinstance(outcome, Outcome):
            self.refused.emit(outcome.said)

    def _failed(self, _key: str, failure: Failure) -> None:
        error = failure.error
        self.refused.emit(error.message.text(self._language) if isinstance(error, KanwuError) else str(error))
