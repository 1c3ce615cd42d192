"""`kanwu clean`: cleaned text and patches, in folders of their own."""

from functools import partial
from pathlib import Path

import click

from cleanup.cli.command import (
    Command,
    accept_option,
    config_option,
    encoding_option,
    jobs_option,
    option,
    patches_option,
    path_type,
    paths_argument,
)
from cleanup.cli.console import Console


def command(console: Console) -> Command:
    """The command, with its help in the run's language."""
    return Command(
        console,
        "clean",
        partial(clean, console),
        [
            paths_argument(),
            option(console, "--out", metavar="DIR", type=path_type(), help="opt-out-clean"),
            accept_option(console),
            option(console, "--drop-duplicates", is_flag=True),
            option(console, "--move-blocks", is_flag=True),
            option(console, "--drop-furniture", is_flag=True),
            patches_option(console, "opt-patches-clean"),
            option(console, "--dry-run", is_flag=True),
            option(console, "--diff", "diff", is_flag=True, help="opt-diff"),
            option(console, "--report", metavar="FILE", type=path_type()),
            config_option(console),
            encoding_option(console),
            option(console, "--to-encoding", metavar="NAME"),
            jobs_option(console),
        ],
    )


def clean(
    console: Console,
    *,
    paths: tuple[Path, ...],
    out: Path | None,
    accept: str,
    drop_duplicates: bool,
    move_blocks: bool,
    drop_furniture: bool,
    patches: Path | None,
    dry_run: bool,
    diff: bool,
    report: Path | None,
    config: Path | None,
    encoding: str | None,
    to_encoding: str | None,
    jobs: int | None,
) -> int:
    """Clean pages; 1 where findings are left, 2 where a page failed."""
    from cleanup.batch.cleaning import Cleaner
    from cleanup.batch.files import remove_abandoned
    from cleanup.batch.inputs import gather
    from cleanup.batch.naming import gather_names
    from cleanup.batch.planning import plan_cleaning
    from cleanup.batch.pool import Pool, processes
    from cleanup.batch.report import Tally
    from cleanup.batch.settings import RuleBook, codec_name, configured
    from cleanup.batch.streaming import clean_all
    from cleanup.batch.taking import Taking
    from cleanup.cli.progress import Progress
    from cleanup.cli.reporting import ReportFile, Speaker, summary

    if out is None and not dry_run:
        raise click.UsageError(console.say("needs-out"))
    codec = None if to_encoding is None else codec_name(to_encoding)
    inputs = gather(paths, skip=[folder for folder in (out, patches) if folder is not None])
    settings = configured(inputs, config)
    book = RuleBook(settings.configs)
    book.load_all()
    size = sum(item.size for item in inputs)
    taking = Taking(accept, drop_duplicates, move_blocks, drop_furniture)
    total = Tally()
    with Pool(processes(jobs, size)) as pool:
        pool.begin()  # before much is known of many files, which would be with each process
        plan = plan_cleaning(inputs, settings.of, out=out, patches=patches, report=report, dry_run=dry_run)
        remove_abandoned(dict.fromkeys(task.output.parent for task in plan.tasks if task.output is not None))
        speaker = Speaker(console, notes=plan.notes)
        with ReportFile(report) as report_file, Progress(console, size) as progress:
            names = gather_names(inputs, settings.of, book, encoding, pool)
            cleaner = Cleaner(book, taking, console.language, encoding, codec, diff, names)
            for done in clean_all(cleaner, plan.tasks, pool):
                progress.pause_for(done.diff or speaker.has_something(done))
                if done.diff:
                    console.out_bytes(done.diff)
                speaker.file(done)
                report_file.file(done)
                progress.advance(done.size)
                total.include(done.tally)
            report_file.total(total)
    speaker.finish()
    text = summary(console, total, dry_run=dry_run)
    if diff:
        console.note(text)  # the standard output is the diff's
    else:
        console.out(text)
    return total.exit_code
