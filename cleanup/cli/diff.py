"""`kanwu diff`: what clean would change, as a patch for other tools."""

from functools import partial
from pathlib import Path

from cleanup.cli.command import Command, accept_option, config_option, encoding_option, option, patches_option, paths_argument
from cleanup.cli.console import Console


def command(console: Console) -> Command:
    """The command, with its help in the run's language."""
    return Command(
        console,
        "diff",
        partial(diff, console),
        [
            paths_argument("paths", "PAGE…"),
            accept_option(console, "opt-accept-diff"),
            option(console, "--drop-duplicates", is_flag=True),
            option(console, "--move-blocks", is_flag=True),
            option(console, "--drop-furniture", is_flag=True),
            patches_option(console),
            config_option(console),
            encoding_option(console),
        ],
    )


def diff(
    console: Console,
    *,
    paths: tuple[Path, ...],
    accept: str,
    drop_duplicates: bool,
    move_blocks: bool,
    drop_furniture: bool,
    patches: Path | None,
    config: Path | None,
    encoding: str | None,
) -> int:
    """Print the differences; 2 where a page failed."""
    from cleanup.batch.cleaning import Cleaner, CleanTask
    from cleanup.batch.inputs import gather
    from cleanup.batch.places import find_patch
    from cleanup.batch.settings import RuleBook, configured
    from cleanup.batch.taking import Taking
    from cleanup.cli.reporting import Speaker

    inputs = gather(paths)
    settings = configured(inputs, config)
    book = RuleBook(settings.configs)
    book.load_all()
    cleaner = Cleaner(book, Taking(accept, drop_duplicates, move_blocks, drop_furniture), console.language, encoding, diff=True)
    speaker = Speaker(console)
    code = 0
    for item, number in zip(inputs, settings.of, strict=True):
        done = cleaner(CleanTask(item, number, None, find_patch(item, patches)))
        console.out_bytes(done.diff)
        speaker.file(done)
        if done.tally.exit_code == 2:
            code = 2
    speaker.finish()
    return code
