"""Where the output and the patch of each file go, decided for all of them before anything is written."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cleanup.batch.cleaning import CleanTask
from cleanup.batch.files import Identity, identities, refuse_file, refuse_same_names, refuse_source
from cleanup.batch.inputs import Input
from cleanup.batch.places import PATCH, PATCHES_OF_OUTPUT, find_patch, is_there, place_under
from cleanup.messages import Message


class Plan(NamedTuple):
    """The tasks of a run, and what is worth knowing about where its patches lie."""

    tasks: tuple[CleanTask, ...]
    notes: tuple[Message, ...]


def plan_cleaning(
    inputs: Sequence[Input],
    configs: Sequence[int],
    *,
    out: Path | None,
    patches: Path | None = None,
    report: Path | None = None,
    dry_run: bool = False,
) -> Plan:
    """The tasks for `inputs`, whose configurations `configs` gives by number; without `out`, or on a dry run, nothing is written.

    A patch lies in the folder `patches` where that is given; else beside its source where one is already; else in a folder of its
    own in `out`, so that nothing new comes into the sources' folders. KanwuError where anything would be written over a source,
    where two inputs would have the same output, and where `out` is no folder.
    """
    sources = identities(item.path for item in inputs)
    if out is not None:
        refuse_same_names((item.path, item.relative) for item in inputs)
        refuse_file(out)
    if report is not None:
        refuse_source(report, sources)
    notes: list[Message] = []
    tasks = _tasks(inputs, configs, out, patches, sources, notes)
    return Plan(tuple(replace(task, output=None) if dry_run else task for task in tasks), tuple(notes))


def _tasks(
    inputs: Sequence[Input],
    configs: Sequence[int],
    out: Path | None,
    patches: Path | None,
    sources: frozenset[Identity],
    notes: list[Message],
) -> Iterator[CleanTask]:
    for item, config in zip(inputs, configs, strict=True):
        output = None if out is None else out / item.relative
        found = find_patch(item, patches)
        new = _new_patch(item, out, patches)
        patch = found or new
        if output is not None and patch is not None:
            refuse_source(output, sources)
            refuse_source(patch, sources)
            if found is not None and new is not None and new != found and is_there(new):
                notes.append(Message("batch.two-patches", {"used": str(found), "other": str(new)}))
        beside = item.path.with_name(item.path.name + PATCH)
        if patches is not None and is_there(beside) and patch != beside:
            notes.append(Message("batch.left-aside", {"used": str(patches), "other": str(beside)}))
        yield CleanTask(item, config, output, patch)


def _new_patch(item: Input, out: Path | None, patches: Path | None) -> Path | None:
    if patches is None and out is None:
        return None
    return place_under(patches or (out or Path()) / PATCHES_OF_OUTPUT, item)
