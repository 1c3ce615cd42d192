"""One writer a patch: a lock beside it, held while something is written or while a page is open for review."""

import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from cleanup.messages import KanwuError
from cleanup.patch_paths import lock_path
from cleanup.patchfile.disk import refuse_link, write_failure

if TYPE_CHECKING:
    from filelock import BaseFileLock

# Long enough for another process to finish a save, short enough not to look hung where a window holds the lock.
PATIENCE = 2.0  # seconds


class PatchLock:
    """The lock of one patch. Another lock on the same patch waits for it, in this process too; a killed holder's is free.

    KanwuError where somebody else holds it for longer than `patience` seconds, or where no lock can be made there.
    """

    def __init__(self, patch: Path, patience: float = PATIENCE) -> None:
        self._patch = patch
        self._path = lock_path(patch)
        self._patience = patience
        self._lock: BaseFileLock | None = None

    @property
    def is_held(self) -> bool:
        """Whether this object holds the lock."""
        return self._lock is not None

    def acquire(self) -> None:
        """Take the lock; nothing where this object holds it already."""
        if self._lock is not None:
            return
        from filelock import FileLock, Timeout

        refuse_link(self._path)
        lock = FileLock(str(self._path), timeout=self._patience, thread_local=False)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout:
            raise KanwuError("patch.open-elsewhere", path=str(self._patch), lock=str(self._path)) from None
        except OSError as error:
            raise write_failure(self._patch, error) from error
        self._lock = lock

    def release(self) -> None:
        """Give the lock back; nothing where it is not held."""
        if self._lock is None:
            return
        # Removed while it is held: who waits for it sees that the file has no name any more, and makes a new one.
        if os.name == "posix":
            with suppress(OSError):
                self._path.unlink()
        self._lock.release()
        self._lock = None

    def __enter__(self) -> "PatchLock":
        self.acquire()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.release()


def is_open_elsewhere(patch: Path) -> bool:
    """Whether somebody holds the lock of a patch: another window, another process, or another lock of this one."""
    if not lock_path(patch).exists():
        return False
    lock = PatchLock(patch, patience=0)
    try:
        lock.acquire()
    except KanwuError as refused:
        if refused.message.key == "patch.open-elsewhere":
            return True
        raise
    lock.release()
    return False
