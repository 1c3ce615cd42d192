"""Where the patch of a source lies, and the files beside it."""

import stat
from pathlib import Path

from cleanup.messages import KanwuError, in_any_file

PATCH = ".kanwu.jsonl"
JOURNAL = ".kanwu.journal"
LOCK = ".kanwu.lock"


def patch_path(source: Path, patches: Path | None = None, *, root: Path | None = None) -> Path:
    """The patch of a source file: beside it, or under `patches` with the same relative folder.

    The folder is relative to `root` where that is given and holds the source, else to the working directory; a source outside
    of both has its patch in `patches` itself. The whole file name is kept: `page.txt` has `page.txt.kanwu.jsonl`.
    """
    name = source.name + PATCH
    if patches is None:
        return source.with_name(name)
    folder = source.parent
    if root is not None and folder.is_relative_to(root):
        folder = folder.relative_to(root)
    if folder.is_absolute() or ".." in folder.parts:
        return patches / name
    return patches / folder / name


def file_name(path: Path) -> str:
    """The name of a file as text that any file can hold, for pages that are called as their file: bytes that are no UTF-8 are escaped."""
    return in_any_file(path.name)


def source_name(patch: Path) -> str:
    """The file name of the source that a patch of this name belongs to; KanwuError where it is no patch's name."""
    name = patch.name.removesuffix(PATCH)
    if not name or name == patch.name:
        raise KanwuError("patch.name", path=str(patch), suffix=PATCH)
    return name


def source_label(patch: Path) -> str:
    """What the header of a patch calls its source: its file name, with bytes that are no UTF-8 escaped."""
    return in_any_file(source_name(patch))


def journal_path(patch: Path) -> Path:
    """The journal beside a patch."""
    return patch.with_name(source_name(patch) + JOURNAL)


def lock_path(patch: Path) -> Path:
    """The lock beside a patch, which is there while somebody writes."""
    return patch.with_name(source_name(patch) + LOCK)


def temporary_path(patch: Path) -> Path:
    """The file that a new patch is written to before it takes the old one's place. One name: a dead writer's is reused."""
    return patch.with_name(f".{patch.name}.tmp")


def exists(patch: Path) -> bool:
    """Whether anything was decided: there is a patch, or a journal with a whole line that waits to be folded into one."""
    try:
        if patch.exists():
            return True
    except OSError:
        return False  # a name too long for the file system: nothing can lie there
    journal = journal_path(patch)
    try:
        if not stat.S_ISREG(journal.stat().st_mode):
            return True  # whoever reads it will say what it is; opening a pipe would wait for ever
        with journal.open("rb") as lines:
            return b"\n" in lines.read(1 << 16)
    except FileNotFoundError:
        return False
    except OSError:
        return True  # there is something, and whoever reads it will say what is wrong with it
