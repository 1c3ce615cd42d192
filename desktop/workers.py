"""Work done later, or off the window's thread: a job carries plain data and an id; answers that nobody waits for are dropped."""

import threading
from collections.abc import Callable, Mapping
from queue import SimpleQueue
from traceback import format_exception
from typing import NamedTuple, ParamSpec

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.dropped import DroppedError

_Params = ParamSpec("_Params")


class Failure(NamedTuple):
    """What a job raised, with the traceback for whoever mends it."""

    error: Exception
    traceback: str


class _Job(NamedTuple):
    key: str
    number: int
    work: Callable[[], object]


class Workers(QObject):
    """Runs jobs one after another on a thread of its own, and tells their answers on the window's thread.

    A job belongs to a `key`; asking again under a key makes the earlier answer stale, so that it is dropped. `answered` gives key and
    result, `failed` key and Failure. This object outlives its jobs: `stop` waits for the one that runs.

    The thread is Python's own, not Qt's pool: that may delete a short job while the call that started it has still to take note of it.
    """

    answered = Signal(str, object)
    failed = Signal(str, object)
    _done = Signal(str, int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Rules are Python: two of them at once would only slow each other and the window down.
        self._thread: threading.Thread | None = None
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._newest: dict[str, int] = {}
        self._count = 0
        self._done.connect(self._deliver)

    def ask(self, key: str, work: Callable[_Params, object], *args: _Params.args, **kwargs: _Params.kwargs) -> int:
        """Starts a job; its number, which grows."""
        self._count += 1
        self._newest[key] = self._count
        self._jobs.put(_Job(key, self._count, lambda: work(*args, **kwargs)))
        if self._thread is None:
            arguments = (self._jobs, self._newest, self._done.emit)
            self._thread = threading.Thread(target=_run, args=arguments, name="kanwu-worker", daemon=True)
            self._thread.start()
        return self._count

    def forget(self, key: str) -> None:
        """Drops the answer that is still to come under a key."""
        self._newest.pop(key, None)

    @property
    def busy(self) -> bool:
        """Whether somebody waits for an answer."""
        return bool(self._newest)

    def waits_for(self, key: str) -> bool:
        """Whether an answer is still to come under a key."""
        return key in self._newest

    def stop(self) -> None:
        """Drops every answer and waits for the job that runs."""
        self._newest.clear()
        thread, self._thread = self._thread, None
        if thread is not None:
            self._jobs.put(None)
            thread.join()

    def _deliver(self, key: str, number: int, result: object) -> None:
        if self._newest.get(key) != number:
            return
        del self._newest[key]
        if isinstance(result, Failure) and isinstance(result.error, DroppedError):
            return
        if isinstance(result, Failure):
            self.failed.emit(key, result)
        else:
            self.answered.emit(key, result)


def _run(jobs: "SimpleQueue[_Job | None]", newest: Mapping[str, int], done: Callable[[str, int, object], object]) -> None:
    """Does one job after another, those left out that nobody waits for any more, until there is none to come."""
    while (job := jobs.get()) is not None:
        if newest.get(job.key) != job.number:
            continue
        result: object
        try:
            result = job.work()
        except Exception as error:  # told on the window's thread, where it is shown
            result = Failure(error, "".join(format_exception(error)))
        done(job.key, job.number, result)
        del job, result  # what they hold must not live until the next job comes


def single_shot(parent: QObject, interval: int, slot: Callable[[], object]) -> QTimer:
    """A timer that calls a slot once, `interval` milliseconds after it was last started."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    timer.timeout.connect(slot)
    return timer
