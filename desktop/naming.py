"""What the rules are told of the pages beside the open one: where they lie, and the names of the folder, once these are gathered."""

import json
import pickle
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QProcess, Signal

from cleanup.config import find_config
from desktop.children import child, end
from desktop.desk import Desk, PageRef
from desktop.looking import Beside
from desktop.opened import Opened
from desktop.workers import single_shot

_PAUSE = 3000  # milliseconds after a page of a folder was looked at first: until then its keys have the machine for themselves
_FOLDERS = 8  # whose names are kept
_SELDOM = 10.0  # seconds between two looks at whether a folder's files are still those of which the names are
_LONGEST = 600_000  # milliseconds for one folder; its pages tell of themselves alone where it takes longer
_NONE = pickle.dumps(())  # what is told of a page on which no name is doubtful

_Stamp = tuple[tuple[str, int, int], ...]


class Naming(QObject):
    """Has the names of one folder after another gathered in a process beside the window; `gathered` says that those of one are there."""

    gathered = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._names: dict[Path, Mapping[tuple[str, int], bytes]] = {}
        self._edition = -1  # of the list of pages of which these are the names
        self._stamps: dict[Path, _Stamp] = {}  # of the files as they lay there when their names were gathered
        self._checked: dict[Path, float] = {}  # when that was last looked at
        self._stamp: _Stamp = ()  # of the folder that is asked about
        self._wanted: Path | None = None
        self._asked: Path | None = None
        self._process: QProcess | None = None
        self._soon = single_shot(self, _PAUSE, self._ask)
        self._patience = single_shot(self, _LONGEST, self._give_up)

    def of(self, state: Opened) -> Beside:
        """What is known of the pages beside an open one."""
        ref, page = state.ref, state.page
        known = self.names_of(ref)
        encoding = self._desk.encoding or (None if page.book is None else page.book.config.encoding)
        return Beside(None if page.one_of_many else ref.path, encoding, known)

    def names_of(self, ref: PageRef) -> bytes | None:
        """The names of its folder that are doubtful on a page, as `Beside` has them; None where there are none, or none are known yet."""
        names = self._names.get(ref.path.parent) if self._edition == self._desk.edition else None
        known = None if names is None else names.get((str(ref.path), ref.index))
        return None if known == _NONE else known

    def doubt(self) -> None:
        """The rules, or some file, may have changed: the next time that a folder's names are wanted its files are looked at."""
        self._checked.clear()

    def want(self, folder: Path) -> None:
        """Has the names of a folder gathered in a while, unless that was done with the files as they lie there now."""
        if self._edition != self._desk.edition:
            self._names, self._edition = {}, self._desk.edition
            self._drop()
        if folder != self._asked and (folder not in self._names or self._is_stale(folder)):
            self._wanted = folder
            self._soon.start()

    def _is_stale(self, folder: Path) -> bool:
        now = monotonic()
        if now - self._checked.get(folder, -_SELDOM) < _SELDOM:
            return False
        self._checked[folder] = now
        return self._stamp_of(folder) != self._stamps.get(folder)

    def _files(self, folder: Path) -> list[Path]:
        return list(dict.fromkeys(ref.path for ref in self._desk.refs if ref.path.parent == folder))

    def _stamp_of(self, folder: Path) -> _Stamp:
        """What tells whether a folder's files, or the configuration that holds for them, have changed: sizes and times."""
        config = find_config(folder)
        stamps = []
        for path in (*self._files(folder), *([config] if config is not None else [])):
            with suppress(OSError):
                there = path.stat()
                stamps.append((str(path), there.st_size, there.st_mtime_ns))
        return tuple(stamps)

    def stop(self) -> None:
        """Ends the process."""
        self._soon.stop()
        self._drop()

    def _drop(self) -> None:
        self._patience.stop()
        process, self._process = self._process, None
        self._asked = None
        end(process)

    def _ask(self) -> None:
        folder = self._wanted
        if folder is None:
            return
        self._drop()
        self._stamp = self._stamp_of(folder)
        there = self._files(folder)
        if len([ref for ref in self._desk.refs if ref.path.parent == folder]) < 2:
            self._keep(folder, {})  # a page by itself tells all there is to know
            return
        self._asked = folder
        process = self._process = child("desktop.gathering", self._desk.reading, self)
        process.finished.connect(self._finished)
        process.start()
        process.write(json.dumps([str(path) for path in there]).encode() + b"\n")
        process.closeWriteChannel()
        self._patience.start()

    def _give_up(self) -> None:
        folder = self._asked
        self._drop()
        if folder is not None:
            self._keep(folder, {})

    def _finished(self) -> None:
        process, folder = self._process, self._asked
        if process is None or folder is None:
            return
        said = process.readAllStandardOutput().data()
        ended_well = process.exitStatus() is QProcess.ExitStatus.NormalExit and process.exitCode() == 0
        self._process, self._asked = None, None
        self._patience.stop()
        process.deleteLater()
        self._keep(folder, pickle.loads(said) if ended_well and said else {})
        self.gathered.emit()

    def _keep(self, folder: Path, names: Mapping[tuple[str, int], bytes]) -> None:
        self._names[folder], self._stamps[folder], self._checked[folder] = names, self._stamp, monotonic()
        while len(self._names) > _FOLDERS:
            oldest = next(iter(self._names))
            for kept in (self._names, self._stamps, self._checked):
                kept.pop(oldest, None)
