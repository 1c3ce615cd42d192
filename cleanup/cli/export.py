"""`kanwu export`: the corrected corpus from pages and their patches."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleanup.cli.command import Command, config_option, encoding_option, option, patches_option, paths_argument
from cleanup.cli.console import Console
from cleanup.exporters import FORMATS, LEAVABLE
from cleanup.messages import KanwuError

if TYPE_CHECKING:
    from cleanup.exporters import Exporter


def command(console: Console) -> Command:
    """The command, with its help in the run's language."""
    return Command(
        console,
        "export",
        partial(export, console),
        [
            paths_argument(),
            option(console, "--format", "format_", type=click.Choice(FORMATS), required=True, help="opt-format-export"),
            option(console, "--out", metavar="FILE|DIR", type=click.Path(), required=True, help="opt-out-export"),
            option(console, "--leave-out", "leave_out", type=click.Choice([kind.value for kind in LEAVABLE]), multiple=True),
            patches_option(console),
            config_option(console),
            encoding_option(console),
        ],
    )


def export(
    console: Console,
    *,
    paths: tuple[Path, ...],
    format_: str,
    out: str,
    leave_out: tuple[str, ...],
    patches: Path | None,
    config: Path | None,
    encoding: str | None,
) -> int:
    """Write the corpus; 2 where a page failed, which is then left out."""
    from cleanup.batch.exporting import Export, ExportTask
    from cleanup.batch.files import identities, refuse_file
    from cleanup.batch.inputs import gather
    from cleanup.batch.places import find_patch
    from cleanup.batch.settings import RuleBook, configured
    from cleanup.cli.reporting import Speaker
    from cleanup.exporters import exporter
    from cleanup.page import Kind

    if leave_out and format_ == "pairs":
        raise KanwuError("cli.leave-out-pairs")
    chosen = exporter(format_)
    to_file = _is_file(out, chosen)
    inputs = gather(paths, skip=[folder for folder in (None if to_file else Path(out), patches) if folder is not None])
    settings = configured(inputs, config)
    book = RuleBook(settings.configs)
    if chosen.counts:
        book.load_all()
    tasks = [ExportTask(item, n, find_patch(item, patches)) for item, n in zip(inputs, settings.of, strict=True)]
    sources = identities(item.path for item in inputs)
    work = Export(chosen, book, console.language, encoding, frozenset(map(Kind, leave_out)))
    if to_file:
        work.to_file(tasks, Path(out), sources)
    else:
        refuse_file(Path(out))
        work.to_folder(tasks, Path(out), sources)
    for note in work.notes:
        console.note(note)
    speaker = Speaker(console)
    speaker.broken(work.broken)
    speaker.finish()
    speaker.failed(work.failures)
    console.out(console.say("exported", count=work.pages, out=out))
    return 2 if work.failures or work.broken else 0


def _is_file(out: str, chosen: "Exporter") -> bool:
    """Whether output goes to one file: where the name has the format's suffix and is no folder, and does not end like one."""
    return not out.endswith(("/", "\\")) and Path(out).suffix.lower() == chosen.suffix and not Path(out).is_dir()
