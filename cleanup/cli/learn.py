"""`kanwu learn`: which characters persons found misread is written where later runs look for it."""

from functools import partial
from pathlib import Path

import click

from cleanup.cli.command import Command, config_option, option, path_type, paths_argument
from cleanup.cli.console import Console


def command(console: Console) -> Command:
    """The command, with its help in the run's language."""
    return Command(
        console,
        "learn",
        partial(learn, console),
        [
            paths_argument("patches", "PATCH…"),
            option(console, "--least", metavar="N", type=click.IntRange(1, 1000), default=1, help="opt-least-learn"),
            option(console, "--dry-run", is_flag=True, help="opt-dry-run-learn"),
            option(console, "--for", "place", metavar="PATH", type=path_type(), help="opt-for-learn"),
            config_option(console),
        ],
    )


def learn(console: Console, *, patches: tuple[Path, ...], least: int, dry_run: bool, place: Path | None, config: Path | None) -> int:
    """Write the confusions that persons put right into the configuration; 2 where a patch cannot be read."""
    from cleanup.batch.learning import learn
    from cleanup.batch.origins import gather_patches
    from cleanup.cli.reporting import Speaker
    from cleanup.config_writing import config_place, confirm_confusions

    learned = learn(gather_patches(patches), least, console.language)
    for each in learned.confusions:
        console.out(console.say("learned", read=each.read, right=each.right, count=each.times))
    Speaker(console).failed(learned.failures)
    if not learned.confusions:
        console.note(console.say("learned-nothing"))
    elif not dry_run:
        target = config if config is not None else config_place(place if place is not None else patches[0])
        written = confirm_confusions(target, [each.read + each.right for each in learned.confusions])
        console.note(console.say("learned-written" if written.changed else "learned-there", path=written.path))
    return 2 if learned.failures else 0
