"""The names of all pages of a run, gathered folder by folder before the pages are worked on, so that each page is told of the others'."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cleanup.batch.inputs import Input
from cleanup.batch.pool import Pool
from cleanup.batch.settings import RuleBook, open_input
from cleanup.config import OFF
from cleanup.messages import KanwuError
from cleanup.page import Page
from cleanup.patch_paths import file_name
from cleanup.readers import Source
from cleanup.readers.neighbours import FolderPages
from cleanup.rules.consistency import name_variant
from cleanup.rules.consistency.name_pairs import FolderNames, Gathering, PageNames, Pair

RECORDS = frozenset({"jsonl", "marked"})
"""Formats of files that hold several pages."""


class NameTask(NamedTuple):
    """A file whose names are gathered, with the number of its configuration."""

    item: Input
    config: int

    @property
    def size(self) -> int:
        return self.item.size


@dataclass(frozen=True, slots=True)
class NameReader:
    """Finds the names of files; sent to other processes as it is. A file that cannot be read has none: whoever works on it says why."""

    book: RuleBook
    encoding: str | None = None

    def __call__(self, task: NameTask, /) -> tuple[PageNames, ...]:
        try:
            return names_of_file(open_input(task.item, self.book.configs[task.config], self.encoding))
        except (KanwuError, OSError, UnicodeError):
            return ()

    def lost(self, task: NameTask, /) -> tuple[PageNames, ...]:
        """A process died over a file."""
        return ()


def names_of_file(source: Source) -> tuple[PageNames, ...]:
    """The names of a file's pages; KanwuError where it cannot be read."""
    alone = source.format not in RECORDS
    return tuple(name_variant.page_names(text, page_name(source.path, page, one_page=alone)) for page, text in source.texts())


def page_name(path: Path, page: str, *, one_page: bool) -> str:
    """What a folder calls a page: its file, and of a file of several pages the page's id."""
    name = file_name(path)
    return name if one_page else f"{name}#{page.removeprefix(f'{name}#')}"


@dataclass(frozen=True, slots=True)
class RunNames:
    """The doubtful names of a run, by folder; of folders with a single page, which tells all by itself, there are none.

    They are kept packed, in a sixth of the room: a process is at work on one folder at a time.
    """

    folders: Mapping[Path, bytes] = field(default_factory=dict)

    def of(self, folder: Path) -> FolderNames | None:
        """The doubtful names of a folder; None where there are none to be told."""
        packed = self.folders.get(folder)
        return None if packed is None else _unpacked(packed)

    def beside(self, path: Path, page: Page, *, one_page: bool, pages: FolderPages | None = None) -> "Beside":
        """What a page of a file is told of the others; `pages` are those that its text may jump to."""
        folder = self.of(path.parent)
        return Beside(pages, None if folder is None else folder.on_page(page_name(path, page.id, one_page=one_page)))


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of the pages beside one: those that its text may jump to, and the doubtful names (see `Neighbours`)."""

    pages: FolderPages | None
    names: Sequence[Pair] | None

    def page(self, number: int) -> tuple[str, Page] | None:
        """The page of that number with the name of its file, where one may look for it."""
        return None if self.pages is None else self.pages.page(number)


def gather_names(inputs: Sequence[Input], configs: Sequence[int], book: RuleBook, encoding: str | None, pool: Pool) -> RunNames:
    """The names of the inputs, whose configurations `configs` gives by number; of none where nobody asks for that rule."""
    wanted = [book.wants(name_variant.RULE.id) and _is_on(book, number) for number in range(len(book.configs))]
    tasks = [NameTask(item, config) for item, config in zip(inputs, configs, strict=True) if wanted[config]]
    if not tasks or (len(inputs) == 1 and _is_one_page(inputs[0], book, configs[0], encoding)):
        return RunNames()
    return RunNames(by_folder(tasks, pool.run(NameReader(book, encoding), tasks)))


def by_folder(tasks: Sequence[NameTask], results: Iterable[Sequence[PageNames]]) -> Mapping[Path, bytes]:
    """The doubtful names of each folder from those of its files, packed."""
    import pickle  # one page by itself needs none

    gatherings: dict[Path, Gathering] = {}
    counts: Counter[Path] = Counter()
    left = Counter(task.item.path.parent for task in tasks)
    found: dict[Path, bytes] = {}
    for task, pages in zip(tasks, results, strict=True):
        folder = task.item.path.parent
        gathering = gatherings.setdefault(folder, Gathering())
        for page in pages:
            gathering.add(page)
        counts[folder] += len(pages)
        left[folder] -= 1
        if not left[folder]:
            # At once: what is gathered of many folders is much, and the next one takes its room.
            del gatherings[folder]
            if counts[folder] > 1:
                found[folder] = pickle.dumps(name_variant.folder_names(gathering), pickle.HIGHEST_PROTOCOL)
    return found


@lru_cache(maxsize=2)
def _unpacked(packed: bytes) -> FolderNames:
    import pickle

    names: FolderNames = pickle.loads(packed)
    return names


def _is_one_page(item: Input, book: RuleBook, config: int, encoding: str | None) -> bool:
    """Whether a file holds one page at most: it has no folder to be compared with."""
    try:
        return open_input(item, book.configs[config], encoding).format not in RECORDS
    except (KanwuError, OSError, UnicodeError):
        return True


def _is_on(book: RuleBook, number: int) -> bool:
    return book.configs[number].level(name_variant.RULE.id, name_variant.RULE.safety) > OFF
