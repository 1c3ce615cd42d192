"""Writing files so that nobody ever sees half of one, and so that nobody's source is written over."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from cleanup.messages import KanwuError

Identity = tuple[int, int]


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A new file that takes the place of `path` when the block ends well, and is gone when it does not.

    Folders on the way are made. KanwuError where it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.parent / f".kanwu-{os.getpid()}-{os.urandom(4).hex()}.tmp"
        file = temporary.open("xb")
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error
    try:
        with file:
            yield file
        temporary.replace(path)
    except OSError as error:
        _remove(temporary)
        raise unwritable(path, error) from error
    except BaseException:
        _remove(temporary)
        raise


def _remove(path: Path) -> None:
    with suppress(OSError):  # what cannot be removed is a hidden file, and the error that led here is the one to tell
        path.unlink()


def unwritable(path: Path, error: Exception) -> KanwuError:
    """The error for a place where nothing can be written."""
    return KanwuError("batch.cannot-write", path=str(path), reason=getattr(error, "strerror", None) or str(error))


def identity(path: Path) -> Identity | None:
    """What makes a file the same under all its names: device and number; None where it does not exist."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def identities(paths: Iterable[Path]) -> frozenset[Identity]:
    """What the files at `paths` are, whatever their names; missing ones left out."""
    return frozenset(found for path in paths if (found := identity(path)) is not None)


def refuse_source(target: Path, sources: frozenset[Identity]) -> None:
    """KanwuError where writing to `target` would write over a source, by another name, a link or a hard link too."""
    found = identity(target)
    if found is not None and found in sources:
        raise KanwuError("batch.onto-source", path=str(target))


def refuse_file(folder: Path) -> None:
    """KanwuError where a folder of output is a file."""
    if folder.exists() and not folder.is_dir():
        raise KanwuError("batch.no-folder", path=str(folder))


def refuse_same_names(outputs: Iterable[tuple[Path, Path]]) -> None:
    """KanwuError where two of the inputs, each given with its output's name, would have the same output; names both."""
    taken: dict[str, Path] = {}
    for path, output in outputs:
        first = taken.setdefault(os.path.normcase(output), path)
        if first is not path:
            raise KanwuError("batch.clash", first=str(first), second=str(path), name=str(output))
