"""A command as click parses it, with help in the run's language, and the options that several commands share."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from cleanup.cli.console import Console
from cleanup.messages import LANGUAGES


class Command(click.Command):
    """A command whose help text, headings and options come from the catalogue: `NAME-title`, `NAME-help`."""

    def __init__(self, console: Console, name: str, callback: Callable[..., int], params: list[click.Parameter]) -> None:
        self.console = console
        shared: list[click.Parameter] = [
            click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=console.say("opt-lang")),
            click.Option(["--debug"], is_flag=True, expose_value=False, help=console.say("opt-debug")),
        ]
        super().__init__(name, callback=callback, params=[*params, *shared])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, explained in the run's language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = self.console.say("opt-help")
        return option

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes usage, what the command does, and its options."""
        from cleanup.cli.help import columns, definitions, wrapped

        say = self.console.say
        cells = columns()
        pieces = [piece for param in self.params for piece in param.get_usage_pieces(ctx)]
        usage = " ".join(["kanwu", self.name or "", f"[{say('options')}]", *pieces])
        options = [record for p in self.get_params(ctx) if isinstance(p, click.Option) and (record := p.get_help_record(ctx)) is not None]
        lines = [
            say("usage", line=usage),
            "",
            *wrapped(say(f"{self.name}-help"), cells),
            "",
            say("heading-options"),
            *definitions([(names, self._in_our_words(meaning)) for names, meaning in options], cells),
        ]
        formatter.write("\n".join(lines) + "\n")

    def _in_our_words(self, meaning: str) -> str:
        """An option's help with what click adds in English said in the run's language: that it is required, and the numbers it may be."""
        meaning = re.sub(r"\[(\d+)<=x<=(\d+)\]$", r"[\1–\2]", meaning)
        return meaning.replace("[required]", f"[{self.console.say('required')}]")


def paths_argument(name: str = "paths", metavar: str = "PATH…", *, required: bool = True) -> click.Argument:
    """Files and folders, one or more."""
    return click.Argument([name], nargs=-1, required=required, metavar=metavar if required else f"[{metavar}]", type=path_type())


def path_type() -> click.Path:
    """A path as it was typed; whether it exists is for the command to say."""
    return click.Path(path_type=Path)


def option(console: Console, *names: str, help: str = "", **attributes: Any) -> click.Option:
    """An option; its help is the catalogue's `opt-NAME` unless another name is given."""
    key = help or f"opt-{names[0].lstrip('-')}"
    return click.Option(list(names), help=console.say(key), **attributes)


def config_option(console: Console) -> click.Option:
    """`--config FILE`."""
    return option(console, "--config", metavar="FILE", type=path_type())


def encoding_option(console: Console) -> click.Option:
    """`--encoding NAME`."""
    return option(console, "--encoding", metavar="NAME")


def patches_option(console: Console, help: str = "opt-patches") -> click.Option:
    """`--patches DIR`."""
    return option(console, "--patches", metavar="DIR", type=path_type(), help=help)


def jobs_option(console: Console) -> click.Option:
    """`--jobs N`."""
    return option(console, "--jobs", "-j", metavar="N", type=click.IntRange(1, 256))


def accept_option(console: Console, help: str = "opt-accept") -> click.Option:
    """`--accept safe|ask|show`."""
    return option(console, "--accept", type=click.Choice(("safe", "ask", "show")), default="safe", show_default=False, help=help)
