"""`kanwu withdraw`: takes back together what clean decided."""

from functools import partial
from pathlib import Path

import click

from cleanup.cli.command import Command, option, path_type, paths_argument
from cleanup.cli.console import Console


def command(console: Console) -> Command:
    """The command, with its help in the run's language."""
    return Command(
        console,
        "withdraw",
        partial(withdraw, console),
        [
            paths_argument("patches", "PATCH…"),
            option(console, "--batch", is_flag=True),
            option(console, "--rule", metavar="RULE", help="opt-rule-withdraw"),
            option(console, "--source", metavar="DIR", type=path_type()),
            option(console, "--derived", type=click.Choice(("keep", "withdraw"))),
        ],
    )


def withdraw(
    console: Console, *, patches: tuple[Path, ...], batch: bool, rule: str | None, source: Path | None, derived: str | None
) -> int:
    """Take back the batch decisions of patches; 2 where one fails, which then stays as it is."""
    from cleanup.batch.origins import gather_patches
    from cleanup.batch.withdrawing import Withdrawer
    from cleanup.cli.reporting import Speaker

    if not batch:
        raise click.UsageError(console.say("needs-batch"))
    withdrawer = Withdrawer(console.language, source, rule, None if derived is None else derived == "withdraw")
    speaker = Speaker(console)
    count = failed = 0
    for patch in gather_patches(patches):
        done = withdrawer(patch)
        count += done.count
        if done.failure is not None:
            failed += 1
            speaker.failed([done.failure])
        elif done.count:
            console.out(console.say("withdrawn", path=done.path, count=done.count))
    console.out(console.say("withdrawn-all", count=count))
    return 2 if failed else 0
