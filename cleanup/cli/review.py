"""`kanwu review`: the review window."""

import os
import sys
from collections.abc import Mapping
from functools import partial
from importlib import import_module
from pathlib import Path

import click

from cleanup.cli.command import Command, encoding_option, option, patches_option, paths_argument
from cleanup.cli.console import Console
from cleanup.messages import KanwuError


def command(console: Console) -> Command:
    """The command, with its help in the run's language."""
    return Command(
        console,
        "review",
        partial(review, console),
        [
            paths_argument(required=False),
            patches_option(console),
            encoding_option(console),
            option(console, "--theme", type=click.Choice(("light", "dark", "system")), default="system"),
        ],
    )


def review(console: Console, *, paths: tuple[Path, ...], patches: Path | None, encoding: str | None, theme: str) -> int:
    """Open the window; 0 when it is closed."""
    refuse_no_display(os.environ, sys.platform)
    os.environ["KANWU_LANG"] = console.language  # the window speaks the language that was asked for here
    args = ["--theme", theme]
    if patches is not None:
        args += ["--patches", str(patches)]
    if encoding is not None:
        args += ["--encoding", encoding]
    try:
        window = import_module("desktop.start").prepared([*args, "--", *map(str, paths)])
    except ImportError as error:
        raise KanwuError("cli.no-window", reason=str(error)) from error
    return int(window())


def refuse_no_display(environ: Mapping[str, str], platform: str) -> None:
    """KanwuError where there is plainly no screen to open a window on, in which case Qt would end the process without a word."""
    if platform in ("win32", "darwin") or environ.get("QT_QPA_PLATFORM"):
        return
    if not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
        raise KanwuError("cli.no-display")
