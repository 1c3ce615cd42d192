"""Patches as input: which are named, and where the source of each lies."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cleanup.batch.places import PATCHES_OF_OUTPUT
from cleanup.messages import KanwuError
from cleanup.patchfile import JOURNAL, PATCH, PatchReader, exists, source_name

_ANOTHER: Final = frozenset(
    {"patch.source-changed", "patch.other-encoding", "patch.other-page", "patch.other-shape", "patch.length", "batch.page-gone"}
)


@dataclass(frozen=True, slots=True)
class PatchInput:
    """A patch to work on: `relative` is where its source lies below the folder that was named; `size` is in bytes."""

    path: Path
    relative: Path
    size: int


def gather_patches(paths: Iterable[Path]) -> list[PatchInput]:
    """The patches that `paths` name, in their order, each once; folders replaced by the patches in them, sorted.

    In a folder of output the folder of its patches is meant. A journal whose patch was never written counts as that patch.
    KanwuError for a name that does not exist or is no patch's, and where there is no patch at all.
    """
    named = list(paths)
    found: dict[Path, PatchInput] = {}
    for path in named:
        if path.is_dir():
            inside = list(_in_folder(path))
            own = path / PATCHES_OF_OUTPUT
            root = own if all(patch.is_relative_to(own) for patch in inside) else path
            for patch in inside:
                found.setdefault(patch, _input(patch, root))
        elif not path.name.endswith(PATCH):
            raise KanwuError("batch.no-patch", path=str(path), suffix=PATCH)
        elif not exists(path):
            raise KanwuError("patch.missing", path=str(path))
        else:
            found.setdefault(path, _input(path, path.parent))
    if not found:
        raise KanwuError("batch.no-patches", paths=", ".join(map(str, named)) or "-", suffix=PATCH)
    return list(found.values())


def _in_folder(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        names = {name for name in files if name.endswith(PATCH) and not name.startswith(".")}
        names |= {name.removesuffix(JOURNAL) + PATCH for name in files if name.endswith(JOURNAL) and not name.startswith(".")}
        yield from (Path(place, name) for name in sorted(names))


def _input(patch: Path, root: Path) -> PatchInput:
    try:
        size = patch.stat().st_size
    except OSError:
        size = 0
    return PatchInput(patch, patch.relative_to(root).with_name(source_name(patch)), size)


def places_of(patch: PatchInput, sources: Path | None) -> tuple[Path, ...]:
    """Where the source of a patch may lie: in `sources`, at its place there or at its top (or `sources` itself); else beside the patch.

    What the patch says of its source is a bare file name, so nothing it says leads anywhere else.
    """
    if sources is None:
        return (patch.path.with_name(patch.relative.name),)
    if sources.is_file():
        return (sources,)
    return tuple(dict.fromkeys((sources / patch.relative, sources / patch.relative.name)))


def encodings_of(reader: PatchReader) -> tuple[str | None, ...]:
    """How the source of a patch may be read: as it was when the patch was made, then as it would be read now.

    A source that was written anew in another encoding has the same text, and its patch holds.
    """
    head = reader.header.page
    if head is None:
        first = next(iter(reader.ids()), None)
        head = None if first is None else reader.head(first)
    return (None,) if head is None else (head.encoding, None)


def is_of_another(error: KanwuError) -> bool:
    """Whether an error says that a file is not the source of a patch, so that another file may be."""
    return error.message.key in _ANOTHER or error.message.key.startswith("reading.")
