"""Strings that a reviewer rejected for a rule: what stays away on every page of a folder, in the window and on the command line.

They stand in `kanwu.rejected`, one JSON object a line (`{"rule": "stray-english", "text": "OK"}`), sorted, so that two people's files
merge by lines. It is found upwards from the page, as `kanwu.toml` is. The decisions themselves are in the patches of the pages on which
they were made.
"""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from cleanup.messages import KanwuError

FILE_NAME: Final = "kanwu.rejected"
_MOST_BYTES: Final = 16_000_000
_PATIENCE: Final = 5.0  # seconds for another window to finish writing


class Rejection(NamedTuple):
    """A rule, and a text that it must not flag."""

    rule: str
    text: str


def find_rejections(start: Path) -> Path | None:
    """The `kanwu.rejected` in the folder of `start` (or in `start`, where it is one) or in the nearest one above; None without one."""
    start = start.absolute()
    return next((path for folder in (start, *start.parents) if (path := folder / FILE_NAME).is_file()), None)


def load_rejections(path: Path) -> frozenset[Rejection]:
    """What a file holds; KanwuError names the line that cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise KanwuError("rejections.unreadable", path=str(path), reason=getattr(error, "strerror", None) or str(error)) from error
    if len(data) > _MOST_BYTES:
        raise KanwuError("rejections.too-large", path=str(path), most=_MOST_BYTES // 1_000_000)
    return frozenset(_rejection(line, path, number) for number, line in enumerate(data.split(b"\n"), 1) if line.strip())


def _rejection(line: bytes, path: Path, number: int) -> Rejection:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        value = None
    rule, text = (value.get("rule"), value.get("text")) if isinstance(value, dict) else (None, None)
    if not (isinstance(rule, str) and isinstance(text, str) and rule and text):
        raise KanwuError("rejections.line", path=str(path), line=number)
    return Rejection(rule, text)


def change_rejections(path: Path, add: Iterable[Rejection], drop: Iterable[Rejection]) -> bool:
    """Puts some into the file and takes others out, whatever other programs do to it; whether that changed it.

    The old file stays whole until the new one is; an empty one is removed. KanwuError where it cannot be read or written.
    """
    from filelock import FileLock, Timeout

    lock = path.with_name(f".{path.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(lock, timeout=_PATIENCE):
            known = load_rejections(path) if path.exists() else frozenset()
            wanted = (known - frozenset(drop)) | frozenset(add)
            if wanted != known:
                _write(path, wanted)
            return wanted != known
    except Timeout as error:
        raise KanwuError("rejections.busy", path=str(path)) from error
    except OSError as error:
        raise KanwuError("rejections.cannot-write", path=str(path), reason=error.strerror or str(error)) from error


def _write(path: Path, rejections: frozenset[Rejection]) -> None:
    if not rejections:
        path.unlink()
        return
    lines = sorted(json.dumps(rejection._asdict(), ensure_ascii=False) + "\n" for rejection in rejections)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write("".join(lines).encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
