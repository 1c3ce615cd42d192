"""`kanwu apply`: the text that patches say, made anew from the sources; no rule runs."""

import os
import shutil
from contextlib import suppress
from functools import partial
from pathlib import Path

from cleanup.cli.command import Command, jobs_option, option, path_type, paths_argument
from cleanup.cli.console import Console


def command(console: Console) -> Command:
    """The command, with its help in the run's language."""
    return Command(
        console,
        "apply",
        partial(apply, console),
        [
            paths_argument("patches", "PATCH…"),
            option(console, "--out", metavar="DIR", type=path_type(), required=True, help="opt-out-apply"),
            option(console, "--source", metavar="DIR", type=path_type()),
            option(console, "--keep-going", is_flag=True),
            option(console, "--to-encoding", metavar="NAME"),
            jobs_option(console),
        ],
    )


def apply(
    console: Console,
    *,
    patches: tuple[Path, ...],
    out: Path,
    source: Path | None,
    keep_going: bool,
    to_encoding: str | None,
    jobs: int | None,
) -> int:
    """Replay patches; 2 where one does not fit its source, and then nothing is written unless `keep_going`."""
    from cleanup.batch.files import refuse_file, refuse_same_names, unwritable
    from cleanup.batch.origins import gather_patches
    from cleanup.batch.pool import processes, run
    from cleanup.batch.replaying import ApplyTask, Replayer
    from cleanup.batch.settings import codec_name
    from cleanup.cli.progress import Progress
    from cleanup.cli.reporting import Speaker

    codec = None if to_encoding is None else codec_name(to_encoding)
    inputs = gather_patches(patches)
    refuse_file(out)
    refuse_same_names((item.path, item.relative) for item in inputs)
    was_there = out.exists()
    staging = out if keep_going else out / f".kanwu-apply-{os.getpid()}-{os.urandom(4).hex()}"
    tasks = [ApplyTask(item, out / item.relative, staging / item.relative) for item in inputs]
    size = sum(item.size for item in inputs)
    speaker = Speaker(console)
    pages = failed = 0
    try:
        with Progress(console, size) as progress:
            for done in run(Replayer(console.language, source, codec), tasks, processes(jobs, size)):
                progress.pause_for(done.failure or done.notes)
                for note in done.notes:
                    console.note(note)
                if done.failure is not None:
                    failed += 1
                    speaker.failed([done.failure])
                pages += done.pages
                progress.advance(done.size)
        if not keep_going and not failed:
            for task in tasks:
                try:
                    task.output.parent.mkdir(parents=True, exist_ok=True)
                    task.written.replace(task.output)
                except OSError as error:
                    raise unwritable(task.output, error) from error
    finally:
        if not keep_going:
            shutil.rmtree(staging, ignore_errors=True)
            if not was_there and failed:
                with suppress(OSError):  # a folder that holds something now is not ours to remove
                    out.rmdir()
    if failed:
        console.note(console.say("apply-some" if keep_going else "apply-none", failed=failed, patches=len(inputs)))
        return 2
    console.out(console.say("applied", patches=len(inputs), pages=pages))
    return 0
