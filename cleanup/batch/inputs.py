"""Which files a command works on, and the name that each has under a folder of output."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from cleanup.batch.files import identity
from cleanup.messages import KanwuError
from cleanup.readers import walk


class Input(NamedTuple):
    """A file to work on.

    `relative` is its path below the folder that was named, or its name alone where it was named itself; its output has the same
    one. `size` is in bytes, 0 where it is not known.
    """

    path: Path
    relative: Path
    size: int


def gather(paths: Iterable[Path], *, skip: Collection[Path] = ()) -> list[Input]:
    """The files that `paths` name, in their order, each once; folders replaced by the page files in them, sorted.

    Files under the folders in `skip` are left out. KanwuError for a name that does not exist, and where there is no page at all.
    """
    named = list(paths)
    # A folder that is named itself is never left out: where output would go into it, that is refused later, and says so.
    wanted = {identity(path) for path in named}
    skip = [folder for folder in skip if identity(folder) not in wanted]
    found: list[Input] = []
    seen: set[object] = set()
    for path in named:
        is_folder = path.is_dir()
        for file in walk([path], skip=skip):
            key = identity(file) or str(file)
            if key not in seen:
                seen.add(key)
                found.append(_input(file, path if is_folder else file.parent))
    if not found:
        raise KanwuError("batch.nothing", paths=", ".join(map(str, named)) or "-")
    return found


def _input(file: Path, root: Path) -> Input:
    try:
        size = file.stat().st_size
    except OSError:
        size = 0  # opening it tells why
    return Input(file, file.relative_to(root), size)
