"""Tells when the file of the open page is changed by another program."""

import os
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from desktop.workers import single_shot

_QUIET = 300  # milliseconds: a program that writes a file may do so in several steps

_Looks = tuple[int, int, int] | None


class Watcher(QObject):
    """Watches one file at a time, through being replaced too; `changed` where it looks different than before, or is gone."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._looks: _Looks = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._stir)
        self._watcher.directoryChanged.connect(self._stir)
        self._later = single_shot(self, _QUIET, self._look)

    def watch(self, path: Path | None) -> None:
        """Watches this file from now on, and no other."""
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)
        self._later.stop()
        self._path = path
        self._looks = None if path is None else _looks(path)
        self._add()

    def stop(self) -> None:
        """Watches nothing any more."""
        self.watch(None)

    def _add(self) -> None:
        """The folder too: a file that is replaced by another of its name is not the one that was watched."""
        path = self._path
        if path is not None:
            wanted = {str(place) for place in (path, path.parent) if place.exists()}
            missing = wanted - {*self._watcher.files(), *self._watcher.directories()}
            if missing:
                self._watcher.addPaths(sorted(missing))

    def _stir(self) -> None:
        # Our own journal stirs the folder with every decision; the file itself is then as it was.
        if self._path is not None and (_looks(self._path) != self._looks or str(self._path) not in self._watcher.files()):
            self._later.start()

    def _look(self) -> None:
        if self._path is None:
            return
        self._add()
        looks = _looks(self._path)
        if looks != self._looks:
            self._looks = looks
            self.changed.emit()


def _looks(path: Path) -> _Looks:
    """What a file looks like from outside; None where it is not there."""
    try:
        status = os.stat(path)  # noqa: PTH116 - called for every stir of a folder, where a Path costs more than the call
    except OSError:
        return None
    return (status.st_mtime_ns, status.st_size, status.st_ino)
