"""Parses a command's arguments and calls it; bad usage becomes a sentence in the run's language."""

from collections.abc import Sequence

import click

from cleanup.cli.command import Command
from cleanup.cli.console import Console

USAGE_ERROR = 2


def invoke(command: Command, args: Sequence[str], console: Console) -> int:
    """The command's exit code; 2 where its arguments are wrong."""
    try:
        with command.make_context(f"kanwu {command.name}", list(args)) as context:
            code = command.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.UsageError as error:
        console.error(usage_message(error, console))
        console.note(console.say("see-help", command=command.name or ""))
        return USAGE_ERROR
    assert isinstance(code, int)
    return code


def usage_message(error: click.UsageError, console: Console) -> str:
    """What is wrong with the arguments, in the run's language; in click's own words where it is something rare."""
    say = console.say
    if isinstance(error, click.NoSuchOption):
        near = sorted(error.possibilities or ())
        return (
            say("no-such-option-near", name=error.option_name, near=", ".join(near))
            if near
            else say("no-such-option", name=error.option_name)
        )
    if isinstance(error, click.MissingParameter):
        return say("missing-argument", name=_name(error))
    if isinstance(error, click.BadParameter) and error.param is not None:
        if isinstance(error.param.type, click.Choice):
            return say("bad-choice", name=_name(error), known=", ".join(map(str, error.param.type.choices)))
        if isinstance(error.param.type, click.IntRange):
            return say("bad-number", name=_name(error), low=error.param.type.min, high=error.param.type.max)
        return say("bad-value", name=_name(error), reason=error.message)
    if isinstance(error, click.BadOptionUsage):
        return say("needs-value", name=error.option_name)
    return error.format_message()


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    if isinstance(error.param, click.Argument):
        return error.param.metavar or error.param.human_readable_name
    return error.param.opts[0]
