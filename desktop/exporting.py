"""What the window exports: made by the commands of `kanwu` in a process of their own, so that the bytes are theirs. No Qt."""

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cleanup.batch.files import Identity


class Kind(StrEnum):
    """What can be exported."""

    CLEANED = "cleaned"
    TXT = "txt"
    MD = "md"
    JSONL = "jsonl"
    PAIRS = "pairs"
    PATCH = "patch"
    DIFF = "diff"
    REPORT = "report"

    @property
    def suffix(self) -> str:
        """The suffix of the one file that it is written to; empty where it needs a folder."""
        suffixes = {Kind.TXT: ".txt", Kind.MD: ".md", Kind.JSONL: ".jsonl", Kind.PAIRS: ".jsonl", Kind.DIFF: ".diff", Kind.REPORT: ".jsonl"}
        return suffixes.get(self, "")


class Wish(NamedTuple):
    """What to export of which files and folders, and where to: a folder, or a file where the name has the kind's suffix."""

    kind: Kind
    paths: tuple[Path, ...]
    target: Path


class Outcome(NamedTuple):
    """Whether an export came to pass, and what the command said where it did not."""

    done: bool
    said: str = ""


PatchOf = Callable[[Path], Path]


def export(wish: Wish, patch_of: PatchOf, encoding: str | None, language: str) -> Outcome:
    """Exports what was decided so far; `patch_of` gives the place of a file's patch. KanwuError where a file is missing.

    The command reads copies of the patches: this window holds the locks of its own.
    """
    from tempfile import TemporaryDirectory

    from cleanup.batch.files import identities, refuse_source
    from cleanup.batch.inputs import gather

    with TemporaryDirectory(prefix="kanwu-export-") as folder:
        patches = Path(folder) / "patches"
        copied = copy_patches(wish.paths, patch_of, patches)
        sources = identities(item.path for item in gather(wish.paths))
        if wish.kind is Kind.PATCH:
            return _give_patches(copied, patches, wish.target, sources)
        if wish.kind is Kind.DIFF:
            refuse_source(wish.target, sources)
        command = arguments(wish, patches, encoding)
        return _run(command, language, wish.target if wish.kind is Kind.DIFF else None)


def copy_patches(paths: Sequence[Path], patch_of: PatchOf, target: Path) -> list[Path]:
    """Copies the patches of files, and of those in folders, to where the commands look for them; gives the copies."""
    from cleanup.batch.inputs import gather
    from cleanup.batch.places import place_under

    copies = []
    target.mkdir(parents=True, exist_ok=True)
    for item in gather(paths):
        patch = patch_of(item.path)
        if patch.exists():
            copy = place_under(target, item)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(patch, copy)
            copies.append(copy)
    return copies


def arguments(wish: Wish, patches: Path, encoding: str | None) -> list[str]:
    """The command that exports a wish, with patches from a folder."""
    paths = ["--", *map(str, wish.paths)]
    known = ["--patches", str(patches), *(["--encoding", encoding] if encoding else [])]
    nothing_more = ["--accept", "show"]
    match wish.kind:
        case Kind.CLEANED:
            return ["clean", *nothing_more, *known, "--out", str(wish.target), *paths]
        case Kind.REPORT:
            return ["clean", *nothing_more, *known, "--dry-run", "--report", str(wish.target), *paths]
        case Kind.DIFF:
            return ["diff", *nothing_more, *known, *paths]
        case _:
            return ["export", "--format", wish.kind.value, *known, "--out", str(wish.target), *paths]


def _run(command: Sequence[str], language: str, output: Path | None) -> Outcome:
    """Runs `kanwu` with these arguments, its output to a file where one is named; 0 and 1 are its good ends."""
    import subprocess

    home = str(Path(__file__).resolve().parent.parent)
    known = os.pathsep.join([home, os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    environment = {**os.environ, "KANWU_LANG": language, "PYTHONPATH": known, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-m", "cleanup.cli", *command], capture_output=True, check=False, env=environment)
    if done.returncode not in (0, 1):
        said = done.stderr.decode("utf-8", "replace").strip()
        return Outcome(done=False, said=said or f"kanwu {command[0]}: {done.returncode}")
    if output is not None:
        _write(output, done.stdout)
    return Outcome(done=True)


def _give_patches(copies: Sequence[Path], folder: Path, target: Path, sources: "frozenset[Identity]") -> Outcome:
    from cleanup.batch.files import refuse_source

    for copy in copies:
        place = target / copy.relative_to(folder)
        refuse_source(place, sources)
        _write(place, copy.read_bytes())
    return Outcome(done=True)


def _write(path: Path, data: bytes) -> None:
    """Writes a file as a whole; KanwuError where that is not possible."""
    from cleanup.batch.files import replacing

    with replacing(path) as file:
        file.write(data)
