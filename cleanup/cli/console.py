"""Where a command speaks: results to the standard output, everything else to the standard error, in one language."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Final

from cleanup.language.controls import escaped
from cleanup.messages import KanwuError, Message

CANNOT_PRINT: Final = "cli.cannot-print"


@dataclass(frozen=True, slots=True)
class Console:
    """The language of a run, and whether tracebacks are wanted."""

    language: str = "en"
    debug: bool = False

    def say(self, name: str, /, **params: object) -> str:
        """A sentence of the command line's catalogue in the run's language."""
        return Message(f"cli.{name}", params).text(self.language)

    def text(self, message: Message) -> str:
        """A message in the run's language."""
        return message.text(self.language)

    def out(self, text: str) -> None:
        """A line of result, or several; control characters are shown escaped."""
        with printing():
            sys.stdout.write(escaped(text) + "\n")

    def out_bytes(self, data: bytes) -> None:
        """Bytes of result, as they are."""
        with printing():
            sys.stdout.flush()
            raw = getattr(sys.stdout, "buffer", None)
            if raw is None:  # somebody put a text stream in the place of the standard output
                sys.stdout.write(data.decode("utf-8", "backslashreplace"))
            else:
                raw.write(data)

    def note(self, text: str) -> None:
        """A line for the person at the terminal, or several; control characters are shown escaped."""
        with printing():
            sys.stdout.flush()
        with suppress(OSError):  # nobody is told that nobody can be told
            sys.stderr.write(escaped(text) + "\n")

    def error(self, error: KanwuError | str) -> None:
        """What went wrong."""
        text = error if isinstance(error, str) else self.text(error.message)
        self.note(self.say("error", text=text))


@contextmanager
def printing() -> Iterator[None]:
    """Around what goes to the standard output: KanwuError where it cannot be written there; a reader who left is told as it is."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise KanwuError(CANNOT_PRINT, reason=error.strerror or str(error)) from error


def open_streams() -> None:
    """Lead standard streams that were closed before the start to nowhere, so that no file opened later takes their place."""
    if None not in (sys.stdin, sys.stdout, sys.stderr):
        return
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)
    sys.stdin = sys.stdin or os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)


def write_utf8() -> None:
    r"""Make the standard streams write UTF-8 with `\n`, whatever the environment says; what cannot be written is shown escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            with suppress(OSError, ValueError):  # closed already: writing tells
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
