"""The process that runs the rules beside the window: started before anything else is loaded, asked from a thread of the window. No Qt.

It holds the tables of the language, so that the window need not, and its work never makes a key wait. This module loads next to nothing,
so that the process begins at once.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.questions import Answer, Early, Question, Told

_RENEWED = 64  # pages after which another process takes over: what the rules remember of words grows from page to page
_ENDING = 2.0  # seconds that a killed process may take to be gone


class EndedError(Exception):
    """The process ended before it had answered."""


class RulesProcess:
    """The process, started when it is first needed and again when it has died; one question at a time, from any thread.

    What it is told needs no answer. It ends with this one, however that ends: its standard input is closed then.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()  # held from a question to its answer
        self._writing = threading.Lock()
        self._lookers = count(1)
        self._interrupted = 0  # times
        self._turns = count(1)
        self.turn: int | None = None  # the number of the question that is being answered; None while there is none
        self._reads_first = False  # what it says first is the page that it has read

    def number(self) -> int:
        """A number that no looker has had. Now and then the process ends with it, and the next question starts another one."""
        number = next(self._lookers)
        if number % _RENEWED == 0:
            self.end()
        return number

    @property
    def pid(self) -> int | None:
        """The number that the system has for the process; None while there is none."""
        return None if self._process is None else self._process.pid

    def start(self, encoding: str = "", patches: str = "", path: str = "") -> None:
        """Starts the process now, so that it has loaded the rules when the first question comes, and looked at the first page of `path`.

        `encoding` and `patches` are those of the desk, empty where it has none. Where it cannot be started, the first question says so.
        """
        with suppress(OSError):
            self._process = _started(encoding, patches, path)
            self._reads_first = bool(path)

    def early(self) -> "Early | None":
        """The page that the process was started with, once; None where it could not read it."""
        if not self._reads_first:
            return None
        with self._turn:
            return self._first()

    def _first(self) -> "Early | None":
        import pickle

        process = self._process
        if not self._reads_first or process is None or process.stdout is None:
            return None
        self._reads_first = False
        try:
            read: Early | None = pickle.load(process.stdout)
        except (OSError, ValueError, EOFError, pickle.UnpicklingError):
            return None
        return read

    def tell(self, what: "Told") -> None:
        """Tells the process something, where it runs; it may be busy."""
        process = self._process
        if process is not None:
            with suppress(OSError, ValueError):
                self._write(process, what)

    def ask(self, question: "Question") -> "Answer":
        """Waits for the answer to a question; EndedError where the process ends before."""
        import pickle

        interrupted = self._interrupted
        with self._turn:
            self.turn = next(self._turns)
            try:
                process = self._running()
                self._first()
                self._write(process, question)
                if interrupted != self._interrupted:
                    process.kill()  # it was not there yet when it was to be ended
                assert process.stdout is not None
                answer: Answer = pickle.load(process.stdout)
            except (OSError, ValueError, EOFError, pickle.UnpicklingError) as error:
                self._close(self._process)
                raise EndedError from error
            finally:
                self.turn = None
        return answer

    def interrupt(self) -> None:
        """Ends the process where somebody waits for its answer, who gets an EndedError."""
        self._interrupted += 1
        if self._turn.locked() and (process := self._process) is not None:
            process.kill()

    def end(self) -> None:
        """Ends the process; a later question starts another one."""
        self.interrupt()
        with self._turn:
            self._close(self._process)

    def _close(self, process: "subprocess.Popen[bytes] | None") -> None:
        self._process, self._reads_first = None, False
        if process is None:
            return
        process.kill()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_ENDING)
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what could not be written any more
                if pipe is not None:
                    pipe.close()

    def _running(self) -> "subprocess.Popen[bytes]":
        process = self._process
        if process is None or process.poll() is not None:
            self._close(process)
            process = self._process = _started()
        return process

    def _write(self, process: "subprocess.Popen[bytes]", what: "Told | Question") -> None:
        import pickle

        data = pickle.dumps(what, pickle.HIGHEST_PROTOCOL)
        assert process.stdin is not None
        with self._writing:
            process.stdin.write(data)
            process.stdin.flush()


def _started(*arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "desktop.judging", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=_environment(os.environ),
        creationflags=_no_console(),
    )


def _environment(known: Mapping[str, str]) -> dict[str, str]:
    """The environment of the process, which finds this very code, whether it is installed or lies in a folder."""
    home = str(Path(__file__).resolve().parent.parent)
    there = known.get("PYTHONPATH", "")
    return {**known, "PYTHONPATH": f"{home}{os.pathsep}{there}" if there else home}


def _no_console() -> int:
    """What keeps Windows from opening a console for the process."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0
