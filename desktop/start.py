"""How the program begins: the rules are loaded in a process of their own while Qt is loaded here."""

import builtins
import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module

from desktop.process import RulesProcess

_VALUED = ("--patches", "--encoding", "--theme")  # options that are followed by a value
# What the window needs and Qt has no part in. Once PySide is loaded, it reads the source of every module that is imported.
_WITHOUT_QT = (
    "desktop.beside",
    "desktop.desk",
    "desktop.models.building",
    "desktop.exporting",
    "desktop.models.notes",
    "desktop.models.offers",
)


def main(argv: Sequence[str] | None = None) -> int:
    """The program `kanwu-desktop`; see `desktop.app.main`."""
    return prepared(sys.argv[1:] if argv is None else argv)()


def prepared(arguments: Sequence[str]) -> Callable[[], int]:
    """The program with all that it needs loaded, to be run; ImportError where Qt is missing."""
    rules = begin(arguments)
    try:
        # Only now: the other process need not wait for it.
        from desktop.app import main as window
    except ImportError:
        rules.end()
        gc.enable()
        raise
    return partial(window, arguments, rules)


def begin(arguments: Sequence[str]) -> RulesProcess:
    """Starts the process that runs the rules, told of the page that the arguments name, and loads what the window needs beside Qt.

    Where the arguments are wrong, it is the window that says so.
    """
    gc.disable()  # nothing is garbage before the window stands, and the window looks for it then
    rules = RulesProcess()
    path, given = first_page(arguments)
    if not path.startswith("-"):
        rules.start(given.get("--encoding", ""), given.get("--patches", ""), path)
    for name in _WITHOUT_QT:
        import_module(name)
    _import_plainly()
    return rules


def _import_plainly() -> None:
    """Loads PySide, and gives Python its own `import` back: PySide's reads the source of each further module, to see whether that asks
    for names in snake case. None here does.
    """
    with suppress(ImportError):  # told by whoever needs it
        import_module("PySide6.QtCore")
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def first_page(arguments: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The first path among arguments, empty where there is none, and the options with a value.

    An option that is none of the program's stands for the path, since no page is opened then.
    """
    given: dict[str, str] = {}
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, value = argument.partition("=")
        if name in _VALUED:
            given[name] = value if equals else next(waiting, "")
        elif argument == "--":
            return next(waiting, ""), given
        else:
            return argument, given
    return "", given
