"""Writing so that the old file stays whole until the new one is: temporary file, fsync, rename, fsync of the folder."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from cleanup.messages import KanwuError
from cleanup.patch_paths import temporary_path

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def write_failure(path: Path, error: OSError) -> KanwuError:
    """The error to show for a failed write: the disk is full, it is not permitted, or what the system says."""
    if error.errno in _FULL:
        return KanwuError("patch.disk-full", path=str(path))
    if error.errno in _FORBIDDEN:
        return KanwuError("patch.not-permitted", path=str(path))
    return KanwuError("patch.cannot-write", path=str(path), reason=error.strerror or str(error))


def refuse_link(path: Path) -> None:
    """KanwuError for a symbolic link: what it points to may lie anywhere, so nothing is written through it or in its place."""
    if path.is_symlink():
        raise KanwuError("patch.link", path=str(path))


def write_all(descriptor: int, data: bytes) -> None:
    """All bytes to a descriptor; OSError where they do not all get there."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a loss of power, where the system has a way to."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class NewFile:
    """The new content of a file: takes the old one's place when the block ends well, and is dropped when it does not.

    The caller holds the lock. With `durable` the content is on the disk before it counts. Raises KanwuError.
    """

    def __init__(self, path: Path, *, durable: bool = True) -> None:
        self._path = path
        self._durable = durable
        self._temporary = temporary_path(path)
        self._descriptor = -1
        self._waiting: list[bytes] = []
        self._size = 0

    def __enter__(self) -> "NewFile":
        refuse_link(self._path)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # A file of this name is a dead writer's: whoever holds the lock may remove it. O_EXCL never follows a link.
            self._temporary.unlink(missing_ok=True)
            self._descriptor = os.open(self._temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
            if os.name == "posix":
                with suppress(FileNotFoundError):
                    os.fchmod(self._descriptor, self._path.stat().st_mode & 0o777)
        except OSError as error:
            self._drop()
            raise write_failure(self._path, error) from error
        return self

    def write(self, data: bytes) -> None:
        """Add bytes at the end; collected, so that many small ones cost little."""
        self._waiting.append(data)
        self._size += len(data)
        if self._size > 1 << 18:
            self._flush()

    def _flush(self) -> None:
        data, self._waiting, self._size = b"".join(self._waiting), [], 0
        try:
            write_all(self._descriptor, data)
        except OSError as error:
            raise write_failure(self._path, error) from error

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        if kind is not None:
            self._drop()
            return
        try:
            self._flush()
            if self._durable:
                os.fsync(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = -1
            self._temporary.replace(self._path)
            if self._durable:
                sync_folder(self._path.parent)
        except OSError as error:
            self._drop()
            raise write_failure(self._path, error) from error
        except BaseException:
            self._drop()
            raise

    def _drop(self) -> None:
        with suppress(OSError):
            if self._descriptor >= 0:
                os.close(self._descriptor)
                self._descriptor = -1
                self._temporary.unlink(missing_ok=True)


def open_regular(path: Path) -> BinaryIO | None:
    """A file opened for reading; None where there is none, KanwuError where it is no plain file or may not be read."""
    try:
        # A pipe or device would make the reader wait for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KanwuError("patch.unreadable", path=str(path), reason=error.strerror or str(error)) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise KanwuError("patch.not-a-file", path=str(path))
    return os.fdopen(descriptor, "rb")


def marks_of(path: Path) -> tuple[int, ...] | None:
    """What tells one state of a file from another: inode, size, time of change; None where there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_ino, status.st_size, status.st_mtime_ns)
