"""Runs one command, and turns whatever happens into an exit code and a sentence."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

from cleanup.cli.commands import COMMANDS
from cleanup.cli.console import CANNOT_PRINT, Console, open_streams, printing, write_utf8
from cleanup.cli.garbage import looked_for_less_often
from cleanup.cli.stopping import Stopped, stopping_in_order
from cleanup.messages import LANGUAGES, KanwuError, language_from_environment

ERROR = 2
INTERRUPTED = 130
PIPE_CLOSED = 141
_OWN_SIGNALS = frozenset({"review"})  # a window ends on signals as Qt does


def run(args: Sequence[str]) -> int:
    """Run `kanwu` with these arguments; gives the exit code and never raises."""
    open_streams()
    write_utf8()
    console = Console(_language(args), "--debug" in args)
    try:
        with looked_for_less_often():
            code = _dispatch(args, console)
        with printing():
            sys.stdout.flush()
    except KanwuError as error:
        if error.message.key == CANNOT_PRINT:
            _forget_output()
        console.error(error)
        code = ERROR
    except Stopped as stopped:
        console.note(console.say("interrupted"))
        code = 128 + stopped.number
    except KeyboardInterrupt:
        console.note(console.say("interrupted"))
        code = INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        code = PIPE_CLOSED
    except Exception as error:  # whatever it is, the person at the terminal gets a sentence and not a traceback
        console.error(unexpected(console, error))
        code = ERROR
    return code


def unexpected(console: Console, error: BaseException) -> str:
    """What to say of an error that nobody foresaw; with the traceback where that was asked for."""
    said = console.say("unexpected", error=f"{type(error).__name__}: {error}")
    if console.debug:
        from traceback import format_exception

        return f"{said}\n{''.join(format_exception(error))}"
    return said


def _dispatch(args: Sequence[str], console: Console) -> int:
    rest = _without_global(args)
    if not rest or rest[0] in ("--help", "-h"):
        from cleanup.cli.help import overview

        console.out(overview(console).rstrip("\n"))
        return 0 if rest else ERROR
    name = rest[0]
    if name in ("--version", "-V"):
        from cleanup import __version__

        console.out(f"kanwu {__version__}")
        return 0
    if name not in COMMANDS:
        from difflib import get_close_matches

        near = get_close_matches(name, [*COMMANDS, "--help", "--version", "--lang", "--debug"], 1, 0.5)
        said = console.say("unknown-command-near", name=name, near=near[0]) if near else console.say("unknown-command", name=name)
        console.error(said)
        return ERROR
    if "" in rest:  # a path that a script left empty would mean the folder one stands in
        raise KanwuError("cli.empty-argument")
    from cleanup.cli.invoking import invoke

    command = import_module(f"cleanup.cli.{name}").command(console)
    if name in _OWN_SIGNALS:
        return invoke(command, rest[1:], console)
    with stopping_in_order():
        return invoke(command, rest[1:], console)


def _language(args: Sequence[str]) -> str:
    """The language that the arguments ask for, else the environment's; a name that is none is reported by the command itself."""
    for at, arg in enumerate(args):
        if arg == "--":
            break
        name, equals, value = arg.partition("=")
        if name == "--lang":
            wanted = value if equals else args[at + 1] if at + 1 < len(args) else ""
            if wanted in LANGUAGES:
                return wanted
    return language_from_environment()


def _without_global(args: Sequence[str]) -> list[str]:
    """The arguments without the options that may stand before the command."""
    rest = list(args)
    while rest:
        if rest[0] == "--debug":
            del rest[0]
        elif rest[0] == "--lang" and len(rest) > 1 and rest[1] in LANGUAGES:
            del rest[:2]
        elif rest[0].startswith("--lang=") and rest[0].removeprefix("--lang=") in LANGUAGES:
            del rest[0]
        elif rest[0] == "--lang" or rest[0].startswith("--lang="):
            raise KanwuError("cli.bad-language", name=" ".join(rest[0:2]).removeprefix("--lang").strip(" ="), known=", ".join(LANGUAGES))
        else:
            break
    return rest


def _forget_output() -> None:
    """Where nothing can be printed any more: what is still buffered goes nowhere, so that ending the process raises nothing."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
