"""Cleaning many files, in one process or several; a large file of records is shared out in chunks of its records."""

import pickle
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cleanup.batch.cleaning import Cleaner, CleanTask, Outcome, PageFailedError
from cleanup.batch.findings import shown
from cleanup.batch.paging import CleanedPage
from cleanup.batch.patches import ReadPatch, WrittenPatch
from cleanup.batch.pool import Pool
from cleanup.batch.report import Failure, FileReport, PageReport
from cleanup.batch.trouble import failure
from cleanup.page import Page
from cleanup.patchfile import PageRecords
from cleanup.readers import Source
from cleanup.render import Rendered

CHUNK: Final = 300_000  # bytes of records, about, that are worked on as one
LARGE: Final = 4 * CHUNK  # bytes from which on a file of records is shared out
_SUFFIXES: Final = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Some pages of a large file, with what its patch holds of them."""

    task: CleanTask
    pages: tuple[tuple[Page, PageRecords | None], ...]
    size: int


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a large file; with what went wrong in reading it."""

    task: CleanTask
    failure: Failure | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class _Slim:
    """A cleaned page without what the first process has itself; `records` are pickled, since as objects they take ten times the room
    and several hundred pages may wait for their turn."""

    text: str
    records: bytes
    report: PageReport


_Thing = CleanTask | _Chunk | _End
_Done = FileReport | list[_Slim | Failure] | _End


@dataclass(frozen=True, slots=True)
class _Shared:
    """Cleans whole files and chunks of large ones, in whatever process it finds itself."""

    cleaner: Cleaner

    def __call__(self, thing: _Thing, /) -> _Done:
        if isinstance(thing, CleanTask):
            return self.cleaner(thing)
        if isinstance(thing, _End):
            return thing
        return [self._slim(page, known, thing.task) for page, known in thing.pages]

    def _slim(self, page: Page, known: PageRecords | None, task: CleanTask) -> _Slim | Failure:
        done = self.cleaner.page(page, known, task, one_page=False)
        return (
            done
            if isinstance(done, Failure)
            else _Slim(done.rendered.text, pickle.dumps(done.records, pickle.HIGHEST_PROTOCOL), done.report)
        )

    def lost(self, thing: _Thing, /) -> _Done:
        """A process died over a thing."""
        if isinstance(thing, CleanTask):
            return self.cleaner.lost(thing)
        if isinstance(thing, _End):
            return thing
        path = shown(thing.task.item.path)
        return [failure(f"{path}#{page.id}", None, self.cleaner.language) for page, _ in thing.pages]


def clean_all(cleaner: Cleaner, tasks: Sequence[CleanTask], pool: Pool) -> Iterator[FileReport]:
    """Clean files in their order; the reports, and every byte written, are the same for any number of processes."""
    if pool.jobs <= 1:
        yield from map(cleaner, tasks)
        return
    streams: deque[_Stream] = deque()
    results = pool.run(_Shared(cleaner), _things(cleaner, tasks, streams))
    try:
        for done in results:
            yield done if isinstance(done, FileReport) else streams.popleft().written(done, results)
    finally:
        for stream in streams:  # there are some only where the run is given up
            stream.close()


def _things(cleaner: Cleaner, tasks: Sequence[CleanTask], streams: "deque[_Stream]") -> Iterator[_Thing]:
    for task in tasks:
        if task.size < LARGE or task.item.path.suffix.lower() not in _SUFFIXES:
            yield task
            continue
        stream = _Stream(cleaner, task)
        streams.append(stream)
        yield from stream.chunks()


class _Stream:
    """A large file: read in chunks ahead of those that are cleaned, written as they come back."""

    def __init__(self, cleaner: Cleaner, task: CleanTask) -> None:
        self._cleaner = cleaner
        self._task = task
        self._source: Source | None = None
        self._patch: WrittenPatch | ReadPatch | None = None
        self._pages: deque[Page] = deque()
        self._ended = False

    def chunks(self) -> Iterator[_Chunk | _End]:
        """The file's pages, as far as they can be read."""
        chunk: list[tuple[Page, PageRecords | None]] = []
        size = 0
        trouble = None
        try:
            self._source = self._cleaner.open(self._task)
            self._patch = self._cleaner.patch(self._task, self._source)
            for page in self._source.pages():
                chunk.append((page, self._patch.records(page)))
                self._pages.append(page)
                size += 3 * len(page.text)
                if size >= CHUNK:
                    yield _Chunk(self._task, tuple(chunk), size)
                    chunk, size = [], 0
        except Exception as error:
            trouble = failure(shown(self._task.item.path), error, self._cleaner.language)
        if chunk and trouble is None:
            yield _Chunk(self._task, tuple(chunk), size)
        yield _End(self._task, trouble)

    def written(self, first: "list[_Slim | Failure] | _End", results: Iterator[_Done]) -> FileReport:
        """Write the file and its patch; `first` is the first of its results, the others are taken from `results`, up to its end."""
        try:
            if self._source is None or self._patch is None:
                list(self._outcomes(first, results))
                raise ValueError("a file that was not opened has no failure")
            report = self._cleaner.write(self._task, self._source, self._patch, self._outcomes(first, results))
        except PageFailedError as failed:
            report = self._cleaner.failed(self._task, failed.failure)
        except Exception as error:  # one file that fails must not take the others with it
            report = self._cleaner.failed(self._task, failure(shown(self._task.item.path), error, self._cleaner.language))
        while not self._ended:
            self._ended = isinstance(next(results), _End)
        return report

    def _outcomes(self, first: "list[_Slim | Failure] | _End", results: Iterator[_Done]) -> Iterator[Outcome]:
        done: _Done = first
        while isinstance(done, list):
            for slim in done:
                page = self._pages.popleft()
                if isinstance(slim, Failure):
                    yield slim
                else:
                    # A record's text is written as it is, so how it came about is not needed here.
                    yield CleanedPage(page, Rendered(page, slim.text, ()), pickle.loads(slim.records), slim.report)
            done = next(results)
        self._ended = True
        if isinstance(done, _End) and done.failure is not None:
            raise PageFailedError(done.failure)

    def close(self) -> None:
        """Give up a file of which nothing was written yet."""
        if self._patch is not None:
            self._patch.__exit__(KeyboardInterrupt, None, None)
