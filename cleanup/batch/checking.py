"""Findings of many pages: what the check command prints, made where the pages are read."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleanup.batch.findings import Places, json_line, page_label, shown, text_line
from cleanup.batch.inputs import Input
from cleanup.batch.naming import Beside, RunNames
from cleanup.batch.report import Broken, Failure, LeftBy, broken_of, left_by
from cleanup.batch.settings import RuleBook, open_input
from cleanup.batch.trouble import failure
from cleanup.engine import analyse
from cleanup.finding import Finding
from cleanup.messages import Message
from cleanup.page import Page
from cleanup.readers import Source
from cleanup.readers.neighbours import FolderPages

if TYPE_CHECKING:
    from cleanup.review import Review

_RECORDS_BYTES = 300_000  # of a file of records, from which on they are worked on in chunks


class FileTask(NamedTuple):
    """A file to check: the number of its configuration, and its patch where there is one."""

    item: Input
    config: int
    patch: Path | None

    @property
    def size(self) -> int:
        return self.item.size


class Shown(NamedTuple):
    """A page, and the review of it where a patch has decisions on it."""

    page: Page
    review: "Review | None"


class PagesTask(NamedTuple):
    """Some pages of a large file of records."""

    file: FileTask
    pages: tuple[Shown, ...]
    size: int


class FailedTask(NamedTuple):
    """A file whose reading failed on the way."""

    file: FileTask
    failure: Failure
    size: int = 0


Task = FileTask | PagesTask | FailedTask


class Checked(NamedTuple):
    """What came of a task: lines to print, findings that are open, and what went wrong."""

    size: int
    lines: str = ""
    pages: int = 0
    left: LeftBy | None = None
    broken: tuple[Broken, ...] = ()
    failures: tuple[Failure, ...] = ()
    path: str = ""
    encoding: str = ""
    evidence: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks files; sent to other processes as it is. `everything` prints decided findings too."""

    book: RuleBook
    language: str
    as_json: bool = False
    everything: bool = False
    encoding: str | None = None
    names: RunNames = field(default_factory=RunNames)

    def __call__(self, task: Task, /) -> Checked:
        if isinstance(task, FailedTask):
            return Checked(task.size, failures=(task.failure,))
        if isinstance(task, PagesTask):
            return self._checked(task.file, task.pages, task.size, one_page=False)
        try:
            source = self._open(task)
            notes: list[Message] = []
            done = self._checked(task, self._pages(task, source, notes), task.size, one_page=source.format in ("text", "markdown"))
            evidence = "; ".join(message.text(self.language) for message in source.evidence)
            return done._replace(evidence=evidence, notes=tuple(note.text(self.language) for note in notes))
        except Exception as error:  # one file that fails must not take the others with it
            return Checked(task.size, failures=(failure(shown(task.item.path), error, self.language),))

    def _open(self, file: FileTask) -> Source:
        return open_input(file.item, self.book.configs[file.config], self.encoding)

    def _pages(self, file: FileTask, source: Source, notes: list[Message]) -> Iterator[Shown]:
        """The file's pages with what was decided on them; what reads patches is loaded only where there is one."""
        if file.patch is None:
            yield from (Shown(page, None) for page in source.pages())
            return
        from cleanup.batch.decided import Decided

        with Decided(file.patch) as decided:
            notes += decided.reports
            for page in source.pages():
                review = decided.review(page)
                yield Shown(review.page, review)

    def lost(self, task: Task, /) -> Checked:
        """A process died over a task."""
        file = task if isinstance(task, FileTask) else task.file
        return Checked(task.size, failures=(failure(shown(file.item.path), None, self.language),))

    def tasks(self, files: Iterable[FileTask]) -> Iterator[Task]:
        """The files as tasks; one of many records is read here, and its pages given out in chunks."""
        for file in files:
            if file.size < 4 * _RECORDS_BYTES or file.item.path.suffix.lower() not in (".jsonl", ".ndjson"):
                yield file
                continue
            yield from self._chunks(file)

    def _chunks(self, file: FileTask) -> Iterator[Task]:
        pages: list[Shown] = []
        size = 0
        trouble = None
        try:
            for one in self._pages(file, self._open(file), []):
                pages.append(one)
                size += 3 * len(one.page.text)
                if size >= _RECORDS_BYTES:
                    yield PagesTask(file, tuple(pages), size)
                    pages, size = [], 0
        except Exception as error:  # as above: what was read before is still checked
            trouble = failure(shown(file.item.path), error, self.language)
        if pages:
            yield PagesTask(file, tuple(pages), size)
        if trouble is not None:
            yield FailedTask(file, trouble)

    def _checked(self, task: FileTask, pages: Iterable[Shown], size: int, *, one_page: bool) -> Checked:
        tally = _Tally(shown(task.item.path))
        path = task.item.path
        near = FolderPages(path, self.encoding or self.book.configs[task.config].encoding) if one_page else None
        for one in pages:
            tally.pages += 1
            tally.encoding = one.page.origin.encoding
            label = page_label(tally.path, one.page, one_page=one_page)
            try:
                beside = self.names.beside(path, one.page, one_page=one_page, pages=near)
                self._page(tally, label, one, task.config, beside)
            except Exception as error:  # as above, for a page
                tally.failures.append(failure(label, error, self.language))
        lines = "".join(f"{line}\n" for line in tally.lines)
        left = left_by(tally.undecided)
        return Checked(size, lines, tally.pages, left, tuple(tally.broken), tuple(tally.failures), tally.path, tally.encoding)

    def _page(self, tally: "_Tally", label: str, one: Shown, config: int, beside: Beside) -> None:
        page, review = one
        rules = self.book.rules(config)
        state: Callable[[Finding], str]
        if review is None:
            result = analyse(page, self.book.configs[config], rules=rules, neighbours=beside)
            state = _open
        else:
            result = analyse(page, self.book.configs[config], rules=rules, edits=review.edits, decided=review.is_decided, neighbours=beside)
            state = review.state_of
        tally.broken += broken_of(label, result.broken)
        places = Places(page.text)
        for finding in result.findings:
            if not self.book.wants(finding.rule):
                continue
            said = state(finding)
            if said in ("open", "postponed"):
                tally.undecided.append(finding)
            elif not self.everything:
                continue
            if self.as_json:
                tally.lines.append(json_line(tally.path, page, finding, said, places, self.language))
            else:
                tally.lines.append(text_line(label, finding, places, self.language))


def _open(_: Finding) -> str:
    """What was decided on a finding where nothing was."""
    return "open"


class _Tally:
    """What comes of one file while its pages are checked."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.pages = 0
        self.encoding = ""
        self.lines: list[str] = []
        self.undecided: list[Finding] = []
        self.broken: list[Broken] = []
        self.failures: list[Failure] = []
