"""Help texts: wrapped by the width that characters have in a terminal, where Chinese ones take two cells."""

import os
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from cleanup.cli.commands import COMMANDS
from cleanup.cli.console import Console

_WIDEST: Final = 100
_USUAL: Final = 80
# Where a line may end: after white space, and on both sides of a wide character unless a mark would begin the line
# or an opening one end it.
_PIECE: Final = (
    r"\s*(?:[（「『“‘《\[(]*(?:(?![（「『“‘《])[\u2e80-\u9fff\uf900-\uffef]|[^\s\u2e80-\u9fff\uf900-\uffef「『“‘《]+)"
    r"[，。、；：？！）」』”’》\])]*|\S)"
)


@cache
def _pieces() -> re.Pattern[str]:
    """Compiled when a help text is set: most commands set none."""
    return re.compile(_PIECE)


def width(text: str) -> int:
    """Cells that a text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1 for char in text)


def columns() -> int:
    """The width that help is set in: that of the terminal, at most 100 cells."""
    try:
        wide = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError, AttributeError):
        wide = 0
    return min(wide or _USUAL, _WIDEST)


def wrapped(text: str, cells: int, indent: int = 0) -> Iterator[str]:
    """A text in lines of at most `cells` cells, indented by `indent` more; its own line ends are kept, its indents too."""
    for paragraph in text.split("\n"):
        own = len(paragraph) - len(paragraph.lstrip(" "))
        margin = " " * (indent + own)
        line = ""
        for piece in _pieces().findall(paragraph):
            if line and width(line) + width(piece) > cells - own:
                yield margin + line
                line = ""
            line += piece if line else piece.lstrip()
        yield (margin + line).rstrip()


def definitions(items: Sequence[tuple[str, str]], cells: int) -> Iterator[str]:
    """Terms with what they mean, the meanings in a column of their own; a long term has a line to itself."""
    gap = min(max((width(term) for term, _ in items), default=0), 24) + 4
    for term, meaning in items:
        lines = list(wrapped(meaning, cells - gap, gap))
        if width(term) > gap - 4:
            yield f"  {term}"
        else:
            lines[0] = f"  {term}{' ' * (gap - 2 - width(term))}{lines[0].lstrip()}"
        yield from lines


def overview(console: Console) -> str:
    """What `kanwu --help` says."""
    cells = columns()
    commands = [(name, console.say(f"{name}-title")) for name in COMMANDS]
    options = [
        ("--lang en|zh_CN|zh_TW", console.say("opt-lang")),
        ("--version", console.say("opt-version")),
        ("--help", console.say("opt-help")),
    ]
    return "\n".join(
        [
            console.say("usage", line=console.say("usage-kanwu")),
            "",
            *wrapped(console.say("about"), cells),
            "",
            console.say("heading-commands"),
            *definitions(commands, cells),
            "",
            console.say("heading-options"),
            *definitions(options, cells),
            "",
            *wrapped(console.say("exit-codes"), cells),
            "",
        ]
    )
