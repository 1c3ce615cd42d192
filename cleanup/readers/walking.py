"""The files of pages in folders."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

from cleanup.messages import KanwuError
from cleanup.readers.suffixes import JSONL_SUFFIXES, MARKDOWN_SUFFIXES

SUFFIXES: Final = JSONL_SUFFIXES | MARKDOWN_SUFFIXES | {".txt", ".text"}
"""Suffixes of the files that a walk through a folder takes, in lower case."""


def walk(paths: Iterable[Path], *, skip: Collection[Path] = ()) -> list[Path]:
    """The files that `paths` name, in their order, folders replaced by the files in them, each file once.

    In a folder files with one of `SUFFIXES` are taken, sorted by path, its folders too; not taken are hidden files and folders,
    patches (`*.kanwu.jsonl`), files called README, folders that a link leads to, and the folders in `skip` (where output goes).
    A file that is named itself is taken whatever it is called. KanwuError where a named path does not exist or a folder
    cannot be listed.
    """
    avoid = {folder.resolve() for folder in skip}
    found: dict[Path, None] = {}
    for path in paths:
        try:
            is_folder, exists = path.is_dir(), path.exists()
        except OSError as error:
            raise KanwuError("reading.unreadable", path=str(path), reason=error.strerror or str(error)) from error
        if is_folder:
            found.update(dict.fromkeys(_in_folder(path, avoid)))
        elif exists:
            found[path] = None
        else:
            raise KanwuError("reading.missing", path=str(path))
    return list(found)


def _in_folder(folder: Path, avoid: set[Path]) -> Iterator[Path]:
    pending = [folder]  # last is next; no recursion, so that depth does not matter
    while pending:
        entry = pending.pop()
        if entry is folder or (entry.is_dir() and not entry.is_symlink()):
            if entry.resolve() not in avoid:
                pending += reversed([child for child in _listed(entry) if not child.name.startswith(".")])
        elif _is_page_file(entry.name) and entry.is_file():
            yield entry


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        raise KanwuError("reading.unreadable", path=str(folder), reason=error.strerror or str(error)) from error


def _is_page_file(name: str) -> bool:
    lower = name.lower()
    return Path(lower).suffix in SUFFIXES and not lower.endswith(".kanwu.jsonl") and not lower.startswith("readme.")
