"""Cleaning files: the text to its place under the folder of output, the decisions to the patch, both or neither."""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from cleanup.batch.files import replacing
from cleanup.batch.findings import page_label, shown
from cleanup.batch.inputs import Input
from cleanup.batch.naming import RunNames
from cleanup.batch.paging import CleanedPage, clean_page
from cleanup.batch.patches import ReadPatch, WrittenPatch
from cleanup.batch.report import Failure, FileReport, Tally
from cleanup.batch.settings import RuleBook, open_input
from cleanup.batch.taking import Taking
from cleanup.batch.trouble import failure
from cleanup.messages import KanwuError
from cleanup.page import Page
from cleanup.patchfile import PageRecords
from cleanup.readers import Source
from cleanup.render import Rendered


@dataclass(frozen=True, slots=True)
class CleanTask:
    """A file to clean: the number of its configuration, where its text goes (None: nowhere), and where its patch lies or will lie.

    `patch` is None where none lies anywhere and none is written.
    """

    item: Input
    config: int
    output: Path | None
    patch: Path | None

    @property
    def size(self) -> int:
        return self.item.size


class PageFailedError(Exception):
    """The one page of a file could not be cleaned."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


Outcome = CleanedPage | Failure
"""A page as cleaned, or why it could not be."""


@dataclass(frozen=True, slots=True)
class Cleaner:
    """Cleans files; sent to other processes as it is.

    `encoding` is how the sources are read, `to_encoding` how the output is written, None for the source's own. With `diff` the report
    holds the changes as a unified diff.
    """

    book: RuleBook
    taking: Taking
    language: str
    encoding: str | None = None
    to_encoding: str | None = None
    diff: bool = False
    names: RunNames = field(default_factory=RunNames)

    def __call__(self, task: CleanTask, /) -> FileReport:
        """Clean a file; what goes wrong is in the report, and then nothing was written."""
        try:
            source = self.open(task)
            patch = self.patch(task, source)
            alone = is_one_page(source)
            outcomes = (self.page(page, patch.records(page), task, one_page=alone) for page in source.pages())
            return self.write(task, source, patch, outcomes)
        except PageFailedError as failed:
            return self.failed(task, failed.failure)
        except Exception as error:  # one file that fails must not take the others with it
            return self.failed(task, failure(shown(task.item.path), error, self.language))

    def lost(self, task: CleanTask, /) -> FileReport:
        """A process died over a file."""
        return self.failed(task, failure(shown(task.item.path), None, self.language))

    def open(self, task: CleanTask) -> Source:
        """The file's pages."""
        return open_input(task.item, self.book.configs[task.config], self.encoding)

    def patch(self, task: CleanTask, source: Source) -> WrittenPatch | ReadPatch:
        """The file's patch: to be written anew, or on a dry run to be read."""
        if task.output is None or task.patch is None:
            return ReadPatch(task.patch)
        return WrittenPatch(task.patch, one_page=is_one_page(source))

    def failed(self, task: CleanTask, why: Failure) -> FileReport:
        """The report of a file that could not be cleaned."""
        return FileReport(shown(task.item.path), task.size, Tally(failures=[why]))

    def page(self, page: Page, known: PageRecords | None, task: CleanTask, *, one_page: bool) -> Outcome:
        """Clean one page of a file."""
        label = page_label(shown(task.item.path), page, one_page=one_page)
        config = self.book.configs[task.config]
        try:
            beside = self.names.beside(task.item.path, page, one_page=one_page)
            return clean_page(page, known, task.patch, self.taking, config, self.book.rules(task.config), label, beside)
        except Exception as error:  # a page that fails leaves the others of its file as they are
            return failure(label, error, self.language)

    def write(self, task: CleanTask, source: Source, patch: WrittenPatch | ReadPatch, outcomes: Iterable[Outcome]) -> FileReport:
        """Write a file's pages and their patch as they come; gives the report. Raises what keeps the file from being written."""
        path = shown(task.item.path)
        tally = Tally()
        encoding = ""
        one_page = is_one_page(source)

        def cleaned() -> Iterator[tuple[Page, Rendered]]:
            nonlocal encoding
            for outcome in outcomes:
                if isinstance(outcome, Failure):
                    if one_page:
                        raise PageFailedError(outcome)
                    tally.failures.append(outcome)
                    continue
                encoding = outcome.page.origin.encoding
                tally.add(outcome.report)
                patch.write(outcome.records)
                yield outcome.page, outcome.rendered

        with ExitStack() as stack:
            target = stack.enter_context(replacing(task.output)) if task.output is not None else stack.enter_context(_nowhere())
            stack.enter_context(patch)  # entered last, so it counts first: what was written can always be replayed
            if not self.diff:
                write_source(source, cleaned(), target, self.to_encoding)
                diff = b""
            else:
                buffer = BytesIO()
                write_source(source, cleaned(), buffer, self.to_encoding)
                diff = file_diff(task.item.path, buffer.getvalue())
                target.write(buffer.getvalue())
        evidence = "; ".join(message.text(self.language) for message in source.evidence)
        notes = tuple(message.text(self.language) for message in patch.reports)
        output, own = (None, None) if task.output is None else (shown(task.output), shown(task.patch or ""))
        return FileReport(path, task.size, tally, output, own, encoding, evidence, notes, diff)


def write_source(source: Source, pages: Iterator[tuple[Page, Rendered]], out: BinaryIO, encoding: str | None) -> None:
    """Write a file with its cleaned pages; KanwuError where `encoding` cannot hold a character of them."""
    try:
        source.write(pages, out, encoding=encoding)
    except UnicodeEncodeError as error:
        char = error.object[error.start]
        code = f"U+{ord(char):04X}"
        raise KanwuError("batch.cannot-encode", path=shown(source.path), encoding=error.encoding, char=char, code=code) from error


def _nowhere() -> BinaryIO:
    """A file that keeps nothing: what is written there only shows that it could be."""
    return open(os.devnull, "wb")  # noqa: PTH123 - the null device is no path of ours


def is_one_page(source: Source) -> bool:
    """Whether a file is one page, whose patch has it in its header."""
    return source.format in ("text", "markdown")


def file_diff(path: Path, cleaned: bytes) -> bytes:
    """The unified diff of a source against its cleaned bytes, under the name it has below the working directory."""
    from cleanup.exporters.unified import unified_diff

    try:
        name = path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        name = path.name
    return unified_diff(path.read_bytes(), cleaned, os.fsencode(name))
