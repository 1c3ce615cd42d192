"""Work on many things in several processes, with the results in the order of the things, as one process gives them.

Memory stays flat: only a few chunks are under way at any time, however long the list is. A process that dies takes down one
thing, not the run.
"""

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

CHUNK_THINGS: Final = 16
CHUNK_BYTES: Final = 400_000  # about a third of a second of cleaning, so that no process waits long for the others at the end
_USUAL: Final = (700, 10, 10)  # objects between two looks for garbage, of which a long run must not heap up much
IN_FLIGHT: Final = 3  # chunks a process: one at work, one waiting, one on its way back
PAYS_FROM: Final = 2_000_000 if sys.platform == "linux" else 5_000_000  # bytes of input; below it starting processes costs more


class Sized(Protocol):
    """Something to work on, with its size in bytes."""

    @property
    def size(self) -> int: ...


_Thing = TypeVar("_Thing", bound=Sized)
_ThingIn = TypeVar("_ThingIn", bound=Sized, contravariant=True)
_Result = TypeVar("_Result")
_ResultOut = TypeVar("_ResultOut", covariant=True)


class Worker(Protocol[_ThingIn, _ResultOut]):
    """What is done with each thing. It is sent to the processes pickled, once, and catches what may go wrong with a thing itself."""

    def __call__(self, thing: _ThingIn, /) -> _ResultOut: ...

    def lost(self, thing: _ThingIn, /) -> _ResultOut:
        """The result for a thing over which a process died."""
        ...


def processes(jobs: int | None, size: int) -> int:
    """How many processes to use for `size` bytes of input: those asked for or one a core, but only where they pay."""
    if size < PAYS_FROM:
        return 1
    return jobs or cores()


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(worker: Worker[_Thing, _Result], things: Iterable[_Thing], jobs: int = 1, *, start: str | None = None) -> Iterator[_Result]:
    """The results for `things`, in their order; `things` is read only a few chunks ahead.

    With one job everything happens in this process, one thing after another. `start` is how processes are started (see `Pool`).
    """
    with Pool(jobs, start=start) as pool:
        yield from pool.run(worker, things)


def chunks(things: Iterable[_Thing]) -> Iterator[tuple[_Thing, ...]]:
    """Things in their order, in chunks of about equal size: at most sixteen, and no more once there are 400 KB."""
    chunk: list[_Thing] = []
    size = 0
    for thing in things:
        chunk.append(thing)
        size += thing.size
        if len(chunk) >= CHUNK_THINGS or size >= CHUNK_BYTES:
            yield tuple(chunk)
            chunk, size = [], 0
    if chunk:
        yield tuple(chunk)


class Pool:
    """Processes that do one run after another; they end with the `with` block.

    They are started with the first thing to do, or before it with `begin`, and what this process holds by then is with each of them.
    `start` is how (`fork`, `spawn`); by default they are forked on Linux, which is quicker, and spawned elsewhere.
    """

    def __init__(self, jobs: int, *, start: str | None = None) -> None:
        self.jobs = jobs
        self._start = start or ("fork" if sys.platform == "linux" else "spawn")
        self._executor: ProcessPoolExecutor | None = None
        self._strangers: set[BaseProcess] = set()

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._close(finished=kind is None)

    def begin(self) -> None:
        """Starts the processes, where more than this one is to work."""
        if self.jobs > 1:
            self._running().submit(_nothing)

    def run(self, worker: Worker[_Thing, _Result], things: Iterable[_Thing]) -> Iterator[_Result]:
        """The results for `things`, in their order; one run at a time. A run that is given up ends the processes."""
        if self.jobs <= 1:
            yield from map(worker, things)
            return
        import pickle  # a run in one process needs none

        finished = False
        try:
            yield from self._results(worker, pickle.dumps(worker), things)
            finished = True
        finally:
            if not finished:
                self._close(finished=False)

    def _results(self, worker: Worker[_Thing, _Result], blob: bytes, things: Iterable[_Thing]) -> Iterator[_Result]:
        from concurrent.futures.process import BrokenProcessPool

        under_way: deque[tuple[tuple[_Thing, ...], Future[list[_Result]]]] = deque()
        rest = chunks(things)
        while True:
            while len(under_way) < self.jobs * IN_FLIGHT and (chunk := next(rest, None)) is not None:
                under_way.append((chunk, self._submitted(blob, chunk)))
            if not under_way:
                return
            chunk, future = under_way.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                # Whose fault it was cannot be told: all that is under way is done again, this chunk thing by thing.
                self._close(finished=True)
                results = [self._alone(worker, blob, thing) for thing in chunk]
                under_way = deque((waiting, self._submitted(blob, waiting)) for waiting, _ in under_way)
            yield from results

    def _alone(self, worker: Worker[_Thing, _Result], blob: bytes, thing: _Thing) -> _Result:
        """The result for one thing in a process of its own; what the worker gives for a lost one where that dies too."""
        from concurrent.futures.process import BrokenProcessPool

        with self._made(1) as executor:
            try:
                results: list[_Result] = executor.submit(_work, blob, (thing,)).result()
                return results[0]
            except BrokenProcessPool:
                return worker.lost(thing)

    def _submitted(self, blob: bytes, chunk: tuple[_Thing, ...]) -> "Future[list[_Result]]":
        from concurrent.futures.process import BrokenProcessPool

        try:
            return self._running().submit(_work, blob, chunk)
        except BrokenProcessPool:  # a process died while nothing was asked of it
            self._close(finished=False)
            return self._running().submit(_work, blob, chunk)

    def _running(self) -> "ProcessPoolExecutor":
        if self._executor is None:
            self._strangers = _children()
            self._executor = self._made(self.jobs)
        return self._executor

    def _made(self, jobs: int) -> "ProcessPoolExecutor":
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        return ProcessPoolExecutor(jobs, get_context(self._start), initializer=_begin)

    def _close(self, *, finished: bool) -> None:
        executor, self._executor = self._executor, None
        if executor is None:
            return
        if not finished:  # the run is given up: nobody waits for what is under way
            for process in _children() - self._strangers:
                process.terminate()
        # Waited for in either case: Python at its end wakes a thread of the executor that still closes its pipes, through a closed one.
        executor.shutdown(wait=True, cancel_futures=True)


def _children() -> "set[BaseProcess]":
    import multiprocessing

    return set(multiprocessing.active_children())


def _nothing() -> None:
    """Nothing, in a process that is there then."""


def _begin() -> None:
    """In a new process: Ctrl+C and a closed terminal are the parent's, nobody outlives it, what is under way is dropped in good order."""
    import gc
    import signal
    import threading
    from multiprocessing import parent_process

    gc.freeze()  # what the parent had loaded stays, and need not be looked through
    gc.set_threshold(*_USUAL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    sys.unraisablehook = _tell_again
    parent = parent_process()
    if parent is not None:

        def leave() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=leave, name="kanwu-parent", daemon=True).start()


def _leave(*_: object) -> None:
    os._exit(1)


def _tell_again(lost: "sys.UnraisableHookArgs") -> None:
    """An end that fell into a place from which Python lets nothing out, such as the clearing of an import's lock, is told once more."""
    import signal
    import threading

    if not isinstance(lost.exc_value, SystemExit):
        sys.__unraisablehook__(lost)
        return
    signal.signal(signal.SIGTERM, _drop)
    threading.Timer(0.02, os.kill, (os.getpid(), signal.SIGTERM)).start()


def _drop(number: int, _frame: object) -> None:
    """Told to end in the midst of work: what is half written is taken away, and who says so again does not keep that from happening."""
    import signal

    signal.signal(number, signal.SIG_IGN)
    sys.exit(1)


@lru_cache(maxsize=1)
def _loaded(blob: bytes) -> Any:
    import pickle

    return pickle.loads(blob)


def _work(blob: bytes, chunk: tuple[Any, ...]) -> list[Any]:
    import signal

    worker = _loaded(blob)
    try:
        signal.signal(signal.SIGTERM, _drop)
        done = [worker(thing) for thing in chunk]
        signal.signal(signal.SIGTERM, _leave)
        return done
    except SystemExit:  # told to stop: half-written files are gone by now, and the chunks that wait in the queue are not begun
        os._exit(1)
