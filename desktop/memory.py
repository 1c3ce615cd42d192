"""Where a reviewer was: folders opened before, the page last open in each, finding and scroll of pages. Survives a killed process."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QSettings

_FOLDERS, _LAST, _PLACES = "work/folders", "work/last", "work/places"
_MOST_FOLDERS: Final = 8
_MOST_LAST: Final = 50
_MOST_PLACES: Final = 300


class Kept(NamedTuple):
    """A place on a page: the finding that was looked at, and the offsets at the top of source and cleaned text."""

    finding: str
    source: int
    cleaned: int


class Memory:
    """What settings hold of earlier work; whatever in them is not ours counts as nothing."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def folders(self) -> tuple[Path, ...]:
        """Folders opened before, the last one first."""
        found = self._read(_FOLDERS, [])
        return tuple(Path(name) for name in found if isinstance(name, str)) if isinstance(found, list) else ()

    def opened(self, paths: Sequence[Path]) -> None:
        """Remembers the folders among the paths that were opened."""
        new = [path.absolute() for path in paths if path.is_dir()]
        if new:
            known = [folder for folder in self.folders if folder not in new]
            self._write(_FOLDERS, [str(folder) for folder in [*new, *known][:_MOST_FOLDERS]])

    def last_page(self, paths: Sequence[Path]) -> tuple[Path, int] | None:
        """The page that was open last, by its file and number there, when these paths were; None where that is not known."""
        found = self._table(_LAST).get(_key(paths))
        if isinstance(found, list) and len(found) == 2 and isinstance(found[0], str) and isinstance(found[1], int):
            return Path(found[0]), found[1]
        return None

    def place(self, path: Path, index: int) -> Kept | None:
        """The place where a page was left; None where it was not open before."""
        found = self._table(_PLACES).get(f"{path.absolute()}#{index}")
        if (
            isinstance(found, list)
            and len(found) == 3
            and isinstance(found[0], str)
            and all(isinstance(n, int) and n >= 0 for n in found[1:])
        ):
            return Kept(*found)
        return None

    def keep(self, paths: Sequence[Path], path: Path, index: int, kept: Kept) -> None:
        """Remembers that a page is open, and where on it; written down at once."""
        self._put(_LAST, _key(paths), [str(path), index], _MOST_LAST)
        self._put(_PLACES, f"{path.absolute()}#{index}", list(kept), _MOST_PLACES)
        self._settings.sync()

    def _put(self, name: str, key: str, value: object, most: int) -> None:
        table = {other: known for other, known in self._table(name).items() if other != key}
        table[key] = value
        while len(table) > most:
            del table[next(iter(table))]
        self._write(name, table)

    def _table(self, name: str) -> Mapping[str, object]:
        found = self._read(name, {})
        return found if isinstance(found, dict) else {}

    def _read(self, name: str, nothing: object) -> object:
        try:
            return json.loads(str(self._settings.value(name) or "null")) or nothing
        except (ValueError, RecursionError):
            return nothing

    def _write(self, name: str, value: object) -> None:
        self._settings.setValue(name, json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _key(paths: Sequence[Path]) -> str:
    return "\n".join(str(path.absolute()) for path in paths)
