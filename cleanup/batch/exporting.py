"""The corrected corpus: pages with their decisions, handed to an exporter; rules run only where it counts what is undecided."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cleanup import __version__
from cleanup.batch.decided import Decided
from cleanup.batch.files import Identity, refuse_same_names, refuse_source, replacing
from cleanup.batch.findings import page_label, shown
from cleanup.batch.inputs import Input
from cleanup.batch.report import Broken, Failure, broken_of
from cleanup.batch.settings import RuleBook, open_input
from cleanup.batch.trouble import failure
from cleanup.edits import Follow
from cleanup.engine import analyse
from cleanup.exporters import Exporter, ExportPage, without
from cleanup.finding import Finding
from cleanup.messages import KanwuError
from cleanup.page import Kind, Page, Span
from cleanup.patch_paths import file_name
from cleanup.review import Review, Verdict

_LOST: Final = "lost-text"  # the rule whose findings are places where text is missing
_UNSAFE: Final = re.compile(r"[^\w.()\-]|\A\.|\.\Z")
_LONGEST_NAME: Final = 120  # characters of a file name made from a page's id


@dataclass(frozen=True, slots=True)
class ExportTask:
    """A file to export: the number of its configuration, and its patch where there is one."""

    item: Input
    config: int
    patch: Path | None


@dataclass(slots=True)
class Export:
    """One export; what went wrong, and how many pages were written, is told when it is done.

    `leave_out` are the kinds of lines that the corpus goes without; the exporter is then one that need not give back the source.
    """

    exporter: Exporter
    book: RuleBook
    language: str
    encoding: str | None = None
    leave_out: frozenset[Kind] = frozenset()
    pages: int = 0
    failures: list[Failure] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def to_file(self, tasks: Sequence[ExportTask], out: Path, sources: frozenset[Identity]) -> None:
        """All pages as one file."""
        refuse_source(out, sources)
        with replacing(out) as file:
            self.exporter.write((page for task in tasks for page in self._pages(task)), file)

    def to_folder(self, tasks: Sequence[ExportTask], out: Path, sources: frozenset[Identity]) -> None:
        """A file for each source, or where the format wants that for each page, at its place under `out`."""
        refuse_same_names((task.item.path, self._name(task.item.relative)) for task in tasks)
        for task in tasks:
            try:
                if self.exporter.per_page:
                    self._page_files(task, out, sources)
                else:
                    self.to_file([task], out / self._name(task.item.relative), sources)
            except KanwuError as error:
                self.failures.append(failure(shown(task.item.path), error, self.language))

    def _page_files(self, task: ExportTask, out: Path, sources: frozenset[Identity]) -> None:
        name = self._name(task.item.relative)
        for page in self._pages(task):
            one_page = page.page.id == file_name(task.item.path)
            place = out / name if one_page else out / task.item.relative / (safe_name(_own_name(page.page)) + self.exporter.suffix)
            refuse_source(place, sources)
            with replacing(place) as file:
                self.exporter.write([page], file)

    def _name(self, relative: Path) -> Path:
        """The name of a source's file of output: its own, with the format's suffix behind it unless it has that."""
        suffix = self.exporter.suffix
        return relative if relative.suffix.lower() == suffix else relative.with_name(relative.name + suffix)

    def _pages(self, task: ExportTask) -> Iterator[ExportPage]:
        """The file's pages; one that fails is noted and left out."""
        path = shown(task.item.path)
        try:
            with Decided(task.patch) as decided:
                self.notes += [message.text(self.language) for message in decided.reports]
                source = open_input(task.item, self.book.configs[task.config], self.encoding)
                one_page = source.format in ("text", "markdown")
                for page in source.pages():
                    label = page_label(path, page, one_page=one_page)
                    try:
                        made = self._page(task, decided, page, label)
                    except Exception as error:  # a page that fails must not take the others with it
                        self.failures.append(failure(label, error, self.language))
                        continue
                    self.pages += 1
                    yield made
        except (KanwuError, OSError, UnicodeError) as error:
            self.failures.append(failure(path, error, self.language))

    def _page(self, task: ExportTask, decided: Decided, page: Page, label: str) -> ExportPage:
        review = decided.review(page)
        left: list[Finding] | None = None
        if self.exporter.counts:
            config, rules = self.book.configs[task.config], self.book.rules(task.config)
            result = analyse(review.page, config, rules=rules, edits=review.edits, decided=review.is_decided)
            self.broken += broken_of(label, result.broken)
            left = [finding for finding in result.findings if review.is_left(finding)]
        rendered, left_out = without(review.rendered, self.leave_out) if self.leave_out else (review.rendered, ())
        return ExportPage(
            page=review.page,
            rendered=rendered,
            source=shown(task.item.relative.as_posix()),
            status=decided.status(page),
            decisions={verdict.value: n for verdict in Verdict if (n := _count(review, verdict))},
            lost=lost_text(review, left or ()),
            printed=printed_so(review),
            undecided=None if left is None else len(left),
            version=__version__,
            left_out=left_out,
            noted=decided.noted(page),
        )


def _count(review: Review, verdict: Verdict) -> int:
    return sum(decision.verdict is verdict for decision in review.standing.in_force)


def lost_text(review: Review, findings: Iterable[Finding]) -> tuple[Span, ...]:
    """The lines beside which text is missing: where it was decided that nothing follows, and where a rule found no partner."""
    lost = {edit.tail for edit in review.edits if isinstance(edit, Follow) and edit.head is None and edit.tail is not None}
    lost |= {span for finding in findings if finding.rule == _LOST for span in finding.spans}
    return tuple(sorted(lost))


def printed_so(review: Review) -> tuple[Span, ...]:
    """The source spans that a reviewer left as the newspaper printed them."""
    decided = (decision for decision in review.standing.in_force if decision.verdict is Verdict.AS_PRINTED)
    return tuple(sorted({span for decision in decided for span in decision.spans}))


def _own_name(page: Page) -> str:
    """A page's name inside its file."""
    return page.id.removeprefix(os.path.basename(page.origin.path) + "#")  # noqa: PTH119 - a string is what is asked for


def safe_name(name: str) -> str:
    """A file name for any string, different for different strings; letters and digits of all scripts stay as they are.

    >>> safe_name("../第3版")
    '%2E.%2F第3版'
    """
    safe = _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode("utf-8", "surrogatepass")), name) or "%"
    if len(safe.encode("utf-8")) <= _LONGEST_NAME:
        return safe
    import hashlib

    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{safe.encode('utf-8')[: _LONGEST_NAME - 20].decode('utf-8', 'ignore')}%{digest}"
