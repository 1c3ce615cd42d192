"""Writing files so that nobody ever sees half of one, and so that nobody's source is written over."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final
from zlib import crc32

from cleanup.language.lazy import lazy
from cleanup.messages import KanwuError

Identity = tuple[int, int]
_NEW_FILE: Final = lazy(r"\.kanwu-([1-9][0-9]*)-([0-9a-f]{8})[0-9a-f]{8}\.tmp")  # as `replacing` calls them


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A new file that takes the place of `path` when the block ends well, and is gone when it does not.

    Folders on the way are made. KanwuError where it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.parent / f".kanwu-{os.getpid()}-{_machine()}{os.urandom(4).hex()}.tmp"
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


def remove_abandoned(folders: Iterable[Path]) -> None:
    """Takes away the new files that processes of this machine left in folders of output when they were killed.

    A process that lives keeps its files, and so does one of another machine that writes to the same folder: of that nothing is known
    here. Where the system has no way to ask for a process without harming it, nothing is taken away.
    """
    if os.name != "posix":
        return
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:  # a folder that is not there, or that may not be read, has nothing of ours
            for entry in entries:
                name = _NEW_FILE.fullmatch(entry.name)
                if name is not None and name[2] == _machine() and entry.is_file(follow_symlinks=False) and _is_gone(int(name[1])):
                    _remove(folder / entry.name)


def _is_gone(process: int) -> bool:
    """Whether no process has this number."""
    try:
        os.kill(process, 0)  # sends no signal
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False  # it is somebody else's, or no number that a process can have
    return False


def _machine() -> str:
    """What tells this machine's new files from those of others, eight hexadecimal digits."""
    name = os.uname().nodename if os.name == "posix" else os.environ.get("COMPUTERNAME", "")
    return f"{crc32(name.encode('utf-8', 'replace')):08x}"


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
