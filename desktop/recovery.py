"""Where decisions are kept that their patch cannot take: a journal in a folder of the program's own, offered again later. No Qt."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.messages import KanwuError
from cleanup.page import Page
from desktop.looking import records_before

if TYPE_CHECKING:
    from cleanup.patchfile import Journal, PageRecords

_OF = "of.txt"  # holds the path of the patch that a recovery file stands in for


class Recovery:
    """Recovery files under one folder, one for each patch, in the form of a patch with its journal."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def place(self, patch: Path) -> Path:
        """Where the decisions of a patch are kept instead."""
        return self._home(patch) / patch.name

    def open(self, patch: Path, page: Page, *, many: bool) -> "Journal":
        """The journal that takes decisions instead of that of a patch; KanwuError where not even that can be written."""
        from cleanup.patchfile import Journal
        from cleanup.patchfile.disk import write_failure

        home = self._home(patch)
        try:
            home.mkdir(parents=True, exist_ok=True)
            (home / _OF).write_text(str(patch.absolute()), encoding="utf-8", errors="surrogateescape")
        except OSError as error:
            raise write_failure(home, error) from error
        return Journal(home / patch.name, page, many=many, patience=0.0)

    def records(self, patch: Path, page: Page) -> "PageRecords | None":
        """What is kept of a page; None where that is nothing, KanwuError where it cannot be read."""
        if not self._home(patch).exists():
            return None
        return records_before(page, self.place(patch))

    def drop(self, patch: Path) -> None:
        """Removes what was kept of a patch."""
        shutil.rmtree(self._home(patch), ignore_errors=True)

    def waiting(self) -> tuple[Path, ...]:
        """The sources of all patches for which something is kept."""
        found = []
        with suppress(OSError):
            for home in sorted(self._folder.iterdir()):
                with suppress(OSError, KanwuError):
                    patch = Path((home / _OF).read_text(encoding="utf-8", errors="surrogateescape"))
                    found.append(_source(patch))
        return tuple(found)

    def _home(self, patch: Path) -> Path:
        name = str(patch.absolute()).encode("utf-8", "surrogateescape")
        import hashlib

        return self._folder / hashlib.sha256(name).hexdigest()[:24]


def _source(patch: Path) -> Path:
    from cleanup.patchfile import source_name

    return patch.with_name(source_name(patch))
