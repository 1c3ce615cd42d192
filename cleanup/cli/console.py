"""Where a command speaks: results to the standard output, everything else to the standard error, in one language."""

import sys
from contextlib import suppress
from dataclasses import dataclass
from io import TextIOWrapper

from cleanup.messages import KanwuError, Message


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
        """A line of result."""
        sys.stdout.write(text + "\n")

    def out_bytes(self, data: bytes) -> None:
        """Bytes of result, as they are."""
        sys.stdout.flush()
        raw = getattr(sys.stdout, "buffer", None)
        if raw is None:  # somebody put a text stream in the place of the standard output
            sys.stdout.write(data.decode("utf-8", "backslashreplace"))
        else:
            raw.write(data)

    def note(self, text: str) -> None:
        """A line for the person at the terminal."""
        sys.stdout.flush()
        sys.stderr.write(text + "\n")

    def error(self, error: KanwuError | str) -> None:
        """What went wrong."""
        text = error if isinstance(error, str) else self.text(error.message)
        self.note(self.say("error", text=text))


def write_utf8() -> None:
    r"""Make the standard streams write UTF-8 with `\n`, whatever the environment says; what cannot be written is shown escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            with suppress(OSError, ValueError):  # closed already: writing tells
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
