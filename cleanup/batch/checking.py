"""Findings of many pages: what the check command prints, made where the pages are read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from cleanup.batch.decided import Decided, decided_findings
from cleanup.batch.findings import Places, json_line, page_label, shown, text_line
from cleanup.batch.inputs import Input
from cleanup.batch.report import Broken, Failure, LeftBy, broken_of, left_by
from cleanup.batch.settings import RuleBook, open_input
from cleanup.batch.taking import States
from cleanup.batch.trouble import failure
from cleanup.engine import analyse
from cleanup.finding import Finding
from cleanup.review import Review

_RECORDS_BYTES = 300_000  # of a file of records, from which on they are worked on in chunks


@dataclass(frozen=True, slots=True)
class FileTask:
    """A file to check: the number of its configuration, and its patch where there is one."""

    item: Input
    config: int
    patch: Path | None

    @property
    def size(self) -> int:
        return self.item.size


@dataclass(frozen=True, slots=True)
class PagesTask:
    """Some pages of a large file of records, with what was decided on them."""

    file: FileTask
    reviews: tuple[Review, ...]
    size: int


@dataclass(frozen=True, slots=True)
class FailedTask:
    """A file whose reading failed on the way."""

    file: FileTask
    failure: Failure
    size: int = 0


Task = FileTask | PagesTask | FailedTask


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a task: lines to print, findings that are open, and what went wrong."""

    size: int
    lines: str = ""
    pages: int = 0
    left: LeftBy = field(default_factory=dict)
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

    def __call__(self, task: Task, /) -> Checked:
        if isinstance(task, FailedTask):
            return Checked(task.size, failures=(task.failure,))
        if isinstance(task, PagesTask):
            return self._checked(task.file, task.reviews, task.size, one_page=False)
        try:
            with Decided(task.patch) as decided:
                source = open_input(task.item, self.book.configs[task.config], self.encoding)
                reviews = (decided.review(page) for page in source.pages())
                done = self._checked(task, reviews, task.size, one_page=source.format in ("text", "markdown"))
                evidence = "; ".join(message.text(self.language) for message in source.evidence)
                notes = tuple(message.text(self.language) for message in decided.reports)
                return replace(done, evidence=evidence, notes=notes)
        except Exception as error:  # one file that fails must not take the others with it
            return Checked(task.size, failures=(failure(shown(task.item.path), error, self.language),))

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
        reviews: list[Review] = []
        size = 0
        try:
            with Decided(file.patch) as decided:
                for page in open_input(file.item, self.book.configs[file.config], self.encoding).pages():
                    reviews.append(decided.review(page))
                    size += 3 * len(page.text)
                    if size >= _RECORDS_BYTES:
                        yield PagesTask(file, tuple(reviews), size)
                        reviews, size = [], 0
        except Exception as error:  # as above: what was read before is still checked
            yield PagesTask(file, tuple(reviews), size)
            yield FailedTask(file, failure(shown(file.item.path), error, self.language))
            return
        if reviews:
            yield PagesTask(file, tuple(reviews), size)

    def _checked(self, task: FileTask, reviews: Iterable[Review], size: int, *, one_page: bool) -> Checked:
        tally = _Tally(shown(task.item.path))
        for review in reviews:
            tally.pages += 1
            tally.encoding = review.page.origin.encoding
            label = page_label(tally.path, review.page, one_page=one_page)
            try:
                self._page(tally, label, review, task.config)
            except Exception as error:  # as above, for a page
                tally.failures.append(failure(label, error, self.language))
        lines = "".join(f"{line}\n" for line in tally.lines)
        left = left_by(tally.undecided)
        return Checked(size, lines, tally.pages, left, tuple(tally.broken), tuple(tally.failures), tally.path, tally.encoding)

    def _page(self, tally: "_Tally", label: str, review: Review, config: int) -> None:
        page = review.page
        rules = self.book.rules(config)
        result = analyse(page, self.book.configs[config], rules=rules, edits=review.edits, decided=decided_findings(review))
        tally.broken += broken_of(label, result.broken)
        places = Places(page.text)
        states = States(review)
        for finding in result.findings:
            if not self.book.wants(finding.rule):
                continue
            state = states.of(finding)
            if state in ("open", "postponed"):
                tally.undecided.append(finding)
            elif not self.everything:
                continue
            if self.as_json:
                tally.lines.append(json_line(tally.path, page, finding, state, places, self.language))
            else:
                tally.lines.append(text_line(label, finding, places, self.language))


@dataclass(slots=True)
class _Tally:
    """What comes of one file while its pages are checked."""

    path: str
    pages: int = 0
    encoding: str = ""
    lines: list[str] = field(default_factory=list)
    undecided: list[Finding] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
