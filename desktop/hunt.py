"""A search over the files of the desk, done by a process beside the window, that can be stopped at any moment."""

import json
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal

from cleanup.search.places import Place, place_of
from desktop.children import child, end
from desktop.desk import Desk

_AHEAD = 8  # files that the process is told of before it has answered
_MOST = 50_000  # places that one list holds


class Hunt(QObject):
    """One search at a time; `found` carries the places of a file in their order, `problem` why a file could not be searched.

    `progressed` tells how many files were searched, how many there are, and whether it goes on.
    """

    found = Signal(object)
    problem = Signal(str)
    progressed = Signal(int, int, bool)

    def __init__(self, desk: Desk, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._language = language
        self._process: QProcess | None = None
        self._waiting: deque[str] = deque()
        self._asked: deque[str] = deque()
        self._count = self._done = self._places = 0

    @property
    def running(self) -> bool:
        """Whether files are still being searched."""
        return self._process is not None

    def start(self, request: Mapping[str, Any], paths: Iterable[str]) -> None:
        """Looks for something in files; what was looked for before is dropped."""
        self._end()
        self._waiting, self._asked = deque(dict.fromkeys(paths)), deque()
        self._count, self._done, self._places = len(self._waiting), 0, 0
        if self._waiting:
            self._process = child("desktop.hunting", self._desk.reading, self)
            self._process.readyReadStandardOutput.connect(self._read)
            self._process.finished.connect(self._ended)
            self._process.errorOccurred.connect(self._failed)
            self._process.start()
            self._write({**request, "language": self._language})
            self._go_on()
        self.progressed.emit(0, self._count, self.running)

    def stop(self) -> None:
        """Ends the search; what it found stays."""
        if self.running:
            self._end()
            self.progressed.emit(self._done, self._count, False)

    def _end(self) -> None:
        process, self._process = self._process, None
        end(process)

    def _write(self, line: object) -> None:
        if self._process is not None:
            self._process.write(json.dumps(line).encode() + b"\n")

    def _go_on(self) -> None:
        while self._waiting and len(self._asked) < _AHEAD:
            self._asked.append(self._waiting.popleft())
            self._write(self._asked[-1])
        if not self._asked:
            self._end()

    def _read(self) -> None:
        process = self._process
        while process is not None and process is self._process and process.canReadLine():
            answer = json.loads(bytes(process.readLine().data()))
            self._asked.popleft()
            self._done += 1
            places: list[Place] = [place_of(plain) for plain in answer["places"]]
            if places:
                self._places += len(places)
                self.found.emit(places)
            if answer["problem"]:
                self.problem.emit(answer["problem"])
            if self._places > _MOST:
                self.problem.emit(self.tr("More than {count} places: look for more words at once.").format(count=_MOST))
                self.stop()
                return
            self._go_on()
            self.progressed.emit(self._done, self._count, self.running)

    def _ended(self) -> None:
        """The process came to an end over a file: the search ends with it."""
        self._lost()

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._lost()

    def _lost(self) -> None:
        path = self._asked[0] if self._asked else ""
        self._end()
        self.problem.emit(self.tr("The search ended over {path}.").format(path=path))
        self.progressed.emit(self._done, self._count, False)
