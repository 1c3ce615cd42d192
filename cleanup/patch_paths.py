"""Where the patch of a source lies, and the files beside it."""

from pathlib import Path

from cleanup.messages import KanwuError

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


def source_name(patch: Path) -> str:
    """The file name of the source that a patch of this name belongs to; KanwuError where it is no patch's name."""
    name = patch.name.removesuffix(PATCH)
    if not name or name == patch.name:
        raise KanwuError("patch.name", path=str(patch), suffix=PATCH)
    return name


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
    try:
        with journal_path(patch).open("rb") as journal:
            return b"\n" in journal.read(1 << 16)
    except FileNotFoundError:
        return False
    except OSError:
        return True  # there is something, and whoever reads it will say what is wrong with it
