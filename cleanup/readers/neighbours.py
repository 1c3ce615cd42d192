"""The other pages of a paper, found by the number in a file's name: beside `20240512_A02.txt` page 3 is `20240512_A03.txt`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cleanup.language.lazy import lazy
from cleanup.messages import KanwuError
from cleanup.page import Page
from cleanup.patch_paths import file_name
from cleanup.readers.opening import open_source

_RUN: Final = lazy("(?:(?<![0-9])[0-9]{1,3}|(?<=(?<![0-9])[0-9]{8})[0-9]{2})(?![0-9])")  # a number by itself, or behind a date
_MOST_BYTES: Final = 2_000_000  # of a file that is read for one page


@dataclass(frozen=True, slots=True)
class FolderPages:
    """The pages whose files lie beside the file of one page; only files that hold one page are looked at.

    `encoding` is how the page's own file is read, None where its encoding was found.
    """

    path: Path
    encoding: str | None = None

    def page(self, number: int) -> tuple[str, Page] | None:
        """The page of that number with the name of its file; None where there is none, or it cannot be read."""
        for path in self._paths(number):
            try:
                if not path.is_file() or path.stat().st_size > _MOST_BYTES:
                    continue
                source = open_source(path, encoding=self.encoding)
                if source.format in ("text", "markdown"):
                    return file_name(path), next(iter(source.pages()))
            except (KanwuError, OSError, StopIteration):
                continue
        return None

    def _paths(self, number: int) -> Iterator[Path]:
        """The files whose names are the page's own but for one run of digits, the last such run first; filled with zeros as it is."""
        name = self.path.name
        for run in reversed([*_RUN.finditer(self.path.stem)]):
            for digits in dict.fromkeys((f"{number:0{len(run.group())}d}", str(number))):
                other = f"{name[: run.start()]}{digits}{name[run.end() :]}"
                if other != name:
                    yield self.path.with_name(other)
