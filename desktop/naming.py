"""What the rules are told of the pages beside the open one: where they lie, and the names of the folder, once these are gathered."""

import json
import pickle
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal

from desktop.children import child, end
from desktop.desk import Desk
from desktop.looking import Beside
from desktop.opened import Opened
from desktop.workers import single_shot

_PAUSE = 3000  # milliseconds after a page of a folder was looked at first: until then its keys have the machine for themselves
_FOLDERS = 8  # whose names are kept


class Naming(QObject):
    """Has the names of one folder after another gathered in a process beside the window; `gathered` says that those of one are there."""

    gathered = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._names: dict[Path, Mapping[tuple[str, int], bytes]] = {}
        self._edition = -1  # of the list of pages of which these are the names
        self._wanted: Path | None = None
        self._asked: Path | None = None
        self._process: QProcess | None = None
        self._soon = single_shot(self, _PAUSE, self._ask)

    def of(self, state: Opened) -> Beside:
        """What is known of the pages beside an open one."""
        ref, page = state.ref, state.page
        names = None if self._edition != self._desk.edition else self._names.get(ref.path.parent)
        known = None if not names else names.get((str(ref.path), ref.index))
        encoding = self._desk.encoding or (None if page.book is None else page.book.config.encoding)
        return Beside(None if page.one_of_many else ref.path, encoding, known)

    def want(self, folder: Path) -> None:
        """Has the names of a folder gathered in a while, unless that was done."""
        if self._edition != self._desk.edition:
            self._names, self._edition = {}, self._desk.edition
            self._drop()
        if folder not in self._names and folder != self._asked:
            self._wanted = folder
            self._soon.start()

    def stop(self) -> None:
        """Ends the process."""
        self._soon.stop()
        self._drop()

    def _drop(self) -> None:
        process, self._process = self._process, None
        self._asked = None
        end(process)

    def _ask(self) -> None:
        folder = self._wanted
        if folder is None:
            return
        self._drop()
        there = [ref.path for ref in self._desk.refs if ref.path.parent == folder]
        if len(there) < 2:
            self._keep(folder, {})  # a page by itself tells all there is to know
            return
        self._asked = folder
        process = self._process = child("desktop.gathering", self._desk.reading, self)
        process.finished.connect(self._finished)
        process.start()
        process.write(json.dumps([str(path) for path in dict.fromkeys(there)]).encode() + b"\n")
        process.closeWriteChannel()

    def _finished(self) -> None:
        process, folder = self._process, self._asked
        if process is None or folder is None:
            return
        said = process.readAllStandardOutput().data()
        ended_well = process.exitStatus() is QProcess.ExitStatus.NormalExit and process.exitCode() == 0
        self._process, self._asked = None, None
        process.deleteLater()
        self._keep(folder, pickle.loads(said) if ended_well and said else {})
        self.gathered.emit()

    def _keep(self, folder: Path, names: Mapping[tuple[str, int], bytes]) -> None:
        self._names[folder] = names
        while len(self._names) > _FOLDERS:
            del self._names[next(iter(self._names))]
