"""How far the pages are that nobody has opened yet: counted one after another in a process beside the window."""

import json
from base64 import b64encode
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess, Signal
from shiboken6 import isValid

from desktop.children import child, end
from desktop.counting import Counted
from desktop.desk import Desk, PageRef
from desktop.shelf import Shelf
from desktop.workers import single_shot

_PAUSE = 1000  # milliseconds after the open page was looked at, so that the first decisions have the machine for themselves
_TELL = 250  # milliseconds between two times that the list is told of what was counted
_RENEWED = 64  # pages after which another process takes over: what the rules remember of words grows from page to page
_LONGEST = 120_000  # milliseconds for one page; what takes longer is left out


class Survey(QObject):
    """Counts page after page; `changed` says that the list of pages has something new to show.

    `progressed` tells how many pages are known, how many there are, and whether it goes on.
    """

    changed = Signal()
    progressed = Signal(int, int, bool)

    def __init__(self, desk: Desk, shelf: Shelf, names_of: Callable[[PageRef], bytes | None], parent: QObject | None = None) -> None:
        """`names_of` gives what is known by now of the names of a page's folder, as `Beside` has it."""
        super().__init__(parent)
        self._desk = desk
        self._shelf = shelf
        self._names_of = names_of
        self._told: dict[PageRef, bytes] = {}  # the names with which a page was counted, where there were any
        self._process: QProcess | None = None
        self._dismissed: QProcess | None = None  # one that has nothing left to do and is ending
        self._asked: PageRef | None = None
        self._waiting: deque[PageRef] = deque()
        self._listed = -1
        self._stopped = False
        self._answers = 0  # of this process
        self._start = single_shot(self, _PAUSE, self._ask)
        self._tell = single_shot(self, _TELL, self._tell_now)
        self._patience = single_shot(self, _LONGEST, self._leave_out)

    @property
    def running(self) -> bool:
        """Whether pages are being counted, or will be in a while."""
        return self._start.isActive() or self._asked is not None

    def go_on(self) -> None:
        """Counts in a while what is not known yet, unless that is under way or was stopped by hand."""
        known, count = self._shelf.known, len(self._desk.refs)
        if self.running or (self._stopped and known < count):
            return
        if known < count:
            self._start.start()
        self.progressed.emit(known, count, known < count)

    def again(self) -> None:
        """Counts the pages too that are not known any more."""
        self._listed = -1
        self.go_on()

    def doubt(self) -> None:
        """Counts every page again, since other rules hold now; what was counted before is shown until then."""
        self._shelf.doubt()
        self.again()

    def learn_names(self) -> None:
        """Names were gathered: pages that were counted without what these say of them are counted again."""
        for ref in self._desk.refs:
            if self._names_of(ref) != self._told.get(ref) and self._shelf.is_counted(ref):
                self._shelf.doubt_page(ref)
        self.again()

    def set_stopped(self, stopped: bool, /) -> None:
        """Stops counting until it is wished again, or goes on with it."""
        self._stopped = stopped
        if stopped:
            self.stop()
            self._tell_now()
        else:
            self._ask()

    def stop(self) -> None:
        """Ends the process, and counts no further page for now."""
        for timer in (self._start, self._tell, self._patience):
            timer.stop()
        process, self._process = self._process, None
        end(process)
        dismissed, self._dismissed = self._dismissed, None
        if dismissed is not None and isValid(dismissed):
            end(dismissed)
        if self._asked is not None:
            self._waiting.appendleft(self._asked)
        self._asked = None

    def _dismiss(self) -> None:
        """Lets the process end by itself: this is called while it is being read, where one cannot wait for it."""
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._read)
            process.finished.disconnect(self._leave_out)
            process.errorOccurred.disconnect(self._failed)
            process.finished.connect(process.deleteLater)
            process.closeWriteChannel()
            self._dismissed = process

    def _next(self) -> PageRef | None:
        """The next page that is not known, those after the open one first."""
        refs = self._desk.refs
        if self._listed != self._desk.edition:
            self._listed = self._desk.edition
            here = self._shelf.number
            self._waiting = deque([*refs[here:], *refs[:here]])
        now = self._shelf.now
        while self._waiting:
            ref = self._waiting.popleft()
            if not self._shelf.is_counted(ref) and (now is None or ref != now.ref):
                return ref
        return None

    def _ask(self) -> None:
        if self._asked is not None:
            return
        ref = self._next()
        if ref is None:
            self._listed = -1  # the page that was open was passed over, and may have been left before the rules answered
            self._dismiss()
            self._tell_now()
            return
        if self._process is None:
            self._process = child("desktop.counting", self._desk.reading, self)
            self._process.readyReadStandardOutput.connect(self._read)
            self._process.finished.connect(self._leave_out)
            self._process.errorOccurred.connect(self._failed)
            self._process.start()
            self._answers = 0
        self._asked = ref
        self._patience.start()
        names = self._names_of(ref)
        self._told.pop(ref, None)
        if names is not None:
            self._told[ref] = names
        told = None if names is None else b64encode(names).decode("ascii")
        self._process.write(json.dumps([str(ref.path), ref.index, told]).encode() + b"\n")

    def _read(self) -> None:
        process = self._process
        while process is not None and process is self._process and process.canReadLine():
            self._take(Counted(*json.loads(bytes(process.readLine().data()))))

    def _take(self, counted: Counted) -> None:
        ref, self._asked = self._asked, None
        self._patience.stop()
        if ref is not None:
            if counted.open is None:
                self._shelf.fail(ref)
            else:
                self._shelf.count(ref, counted.open, counted.found, counted.status)
                if self._names_of(ref) != self._told.get(ref):
                    self._shelf.doubt_page(ref)  # they were gathered meanwhile
                    self._waiting.append(ref)
        if not self._tell.isActive():
            self._tell.start()
        self._answers += 1
        if self._answers >= _RENEWED:
            self._dismiss()
        self._ask()

    def _leave_out(self) -> None:
        """The page that was asked for ended the process, or takes too long: it is left, and the next one asked for."""
        ref, self._asked = self._asked, None
        self.stop()
        if ref is not None:
            self._shelf.fail(ref)
            self._tell.start()
            self._start.start()

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._asked = None
            self._stopped = True
            self.stop()
            self._tell_now()

    def _tell_now(self) -> None:
        self.changed.emit()
        self.progressed.emit(self._shelf.known, len(self._desk.refs), self.running)
