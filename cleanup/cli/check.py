"""`kanwu check`: what the rules find."""

from functools import partial
from pathlib import Path

import click

from cleanup.cli.command import Command, config_option, encoding_option, jobs_option, option, patches_option, paths_argument
from cleanup.cli.console import Console


def command(console: Console) -> Command:
    """The command, with its help in the run's language."""
    return Command(
        console,
        "check",
        partial(check, console),
        [
            paths_argument(),
            option(console, "--format", "format_", type=click.Choice(("text", "jsonl")), default="text", help="opt-format-check"),
            option(console, "--rule", "rules", metavar="RULE", multiple=True),
            option(console, "--all", "everything", is_flag=True, help="opt-all"),
            patches_option(console),
            config_option(console),
            encoding_option(console),
            jobs_option(console),
        ],
    )


def check(
    console: Console,
    *,
    paths: tuple[Path, ...],
    format_: str,
    rules: tuple[str, ...],
    everything: bool,
    patches: Path | None,
    config: Path | None,
    encoding: str | None,
    jobs: int | None,
) -> int:
    """Print the findings of all pages; 1 where some are open, 2 where a page failed."""
    from cleanup.batch.checking import Checker, FileTask
    from cleanup.batch.inputs import gather
    from cleanup.batch.naming import gather_names
    from cleanup.batch.places import find_patch
    from cleanup.batch.pool import Pool, processes
    from cleanup.batch.settings import RuleBook, configured
    from cleanup.cli.progress import Progress
    from cleanup.cli.reporting import Speaker

    inputs = gather(paths)
    settings = configured(inputs, config)
    book = RuleBook(settings.configs, frozenset(rules) or None)
    book.load_all()
    size = sum(item.size for item in inputs)
    speaker = Speaker(console)
    left = pages = 0
    failed = False
    with Pool(processes(jobs, size)) as pool, Progress(console, size) as progress:
        pool.begin()  # before much is known of many files, which would be with each process
        files = [FileTask(item, n, find_patch(item, patches)) for item, n in zip(inputs, settings.of, strict=True)]
        names = gather_names(inputs, settings.of, book, encoding, pool)
        checker = Checker(book, console.language, format_ == "jsonl", everything, encoding, names)
        for done in pool.run(checker, checker.tasks(files)):
            if done.lines:
                progress.pause()
                console.out_bytes(done.lines.encode("utf-8", "backslashreplace"))
            progress.pause_for(speaker.has_something(done))
            speaker.file(done)
            progress.advance(done.size)
            failed |= bool(done.failures or done.broken)
            left += sum(some.number for some in (done.left or {}).values())
            pages += done.pages
    speaker.finish()
    if format_ == "text" and not failed:
        console.note(console.say("checked", count=pages, findings=left))
    return 2 if failed else 1 if left else 0
