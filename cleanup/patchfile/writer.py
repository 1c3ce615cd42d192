"""Writing a patch: as a whole, or page by page while the old one is read, always under a lock and all at once."""

from contextlib import ExitStack, nullcontext
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from cleanup.messages import KanwuError
from cleanup.page import Page
from cleanup.patch_paths import exists, journal_path, source_label
from cleanup.patchfile.disk import NewFile, marks_of, write_failure
from cleanup.patchfile.journalfile import read_journal, set_aside
from cleanup.patchfile.lock import PatchLock
from cleanup.patchfile.reader import PatchReader, same_name
from cleanup.patchfile.records import Header, PageRecords, Patch, Stamp

if TYPE_CHECKING:
    from cleanup.patchfile.encode import LineWriter


class PatchRewrite:
    """Writes a new patch page by page while the old one, if there is one, is read; the new one counts when the block ends.

    Pages of the old patch that are not written are kept, in their order, after those that are. Where the block ends in an error
    the old patch and its journal stay as they are. Memory grows with the number of pages and with the longest page.
    """

    def __init__(self, path: Path, header: Header | None = None, *, lock: PatchLock | None = None, durable: bool = True) -> None:
        """`header` is that of a new patch, None to keep the old one's; `lock` is one that the caller holds and keeps."""
        self.path = path
        self._header = header
        self._lock = lock
        self._durable = durable
        self._asked: set[str] = set()
        self._written: set[str] = set()
        self._begun = False

    def __enter__(self) -> "PatchRewrite":
        with ExitStack() as stack:
            if self._lock is None:
                stack.enter_context(PatchLock(self.path))
            stack.push(self._retire_journal)
            self._old = stack.enter_context(PatchReader(self.path)) if self._header is None or exists(self.path) else None
            self.header = _one_header(self.path, self._header, self._old)
            self._out = stack.enter_context(NewFile(self.path, durable=self._durable))
            self._stack = stack.pop_all()
        return self

    def records(self, page_id: str) -> PageRecords | None:
        """What the old patch and its journal hold of a page; None where they have nothing of it."""
        self._asked.add(page_id)
        return None if self._old is None else self._old.records(page_id)

    def ignore_journal(self, page: Page) -> None:
        """Leave out what the journal says of a page where that is of another text than the page has now."""
        head = None if self._old is None else self._old.journal.heads.get(page.id)
        if self._old is not None and head is not None and head.sha256_text != page.text_hash:
            self._old.ignore_journal(page.id)

    def write(self, records: PageRecords) -> None:
        """Add a page; in a patch of many pages one without any record is left out.

        ValueError for a page written twice, for a second page where the source has one, and for a page of the old patch whose
        records were not asked for, which would be lost.
        """
        page = records.head.page
        if page in self._written or (self._written and self.header.page is not None):
            raise ValueError(f"page {page} cannot be written after {', '.join(sorted(self._written))}")
        if self._old is not None and page not in self._asked and page in self._old:
            raise ValueError(f"page {page} has records that were not read")
        if self.header.page is not None:
            self.header = replace(self.header, page=records.head)
        self._begin()
        self._written.add(page)
        _write_page(self._out, self._lines, records, many=self.header.page is None)

    def _begin(self) -> None:
        if self._begun:
            return
        from cleanup.patchfile.encode import LineWriter

        self._begun = True
        self._lines = LineWriter(self.path, many=self.header.page is None)
        self._out.write(self._lines.header(self.header))
        for raw in self._old.unknown if self._old is not None else ():
            self._out.write(raw + b"\n")

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        if kind is not None:
            self._stack.__exit__(kind, value, trace)
            return
        # Leaving the stack puts the new file in its place, then removes the journal, all of which it holds, then unlocks.
        with self._stack:
            if self._old is not None:
                for page in self._old.ids():
                    records = None if page in self._written else self.records(page)
                    if records is not None:
                        self.write(records)
            self._begin()

    def _retire_journal(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None and self._old is not None:
            retire_journal(self.path, other_text=self._old.journal_ignored)


def save(path: Path, patch: Patch, *, lock: PatchLock | None = None, durable: bool = True) -> Patch:
    """Write a patch as a whole, under its lock; gives the patch as it now lies there.

    KanwuError, and the old file as it was: where somebody else has written since the patch was loaded (or made, where it is a
    new one), where the disk is full, or where writing is not permitted. `lock` is one that the caller holds. Without `durable`
    the content is left to the system to bring to the disk.
    """
    if not same_name(patch.header.source, source_label(path)):
        raise KanwuError("patch.other-source", path=str(path), source=patch.header.source, name=source_label(path))
    with PatchLock(path) if lock is None else nullcontext():
        known = patch.stamp if patch.path == path and patch.stamp is not None else Stamp(None, None)
        if _stamp(path) != known:
            raise KanwuError("patch.changed-meanwhile", path=str(path))
        with NewFile(path, durable=durable) as out:
            from cleanup.patchfile.encode import LineWriter

            lines = LineWriter(path, many=patch.many)
            out.write(lines.header(patch.header))
            for raw in patch.unknown:
                out.write(raw + b"\n")
            for records in patch.pages.values():
                _write_page(out, lines, records, many=patch.many)
        if known.journal is not None:
            heads = read_journal(path).heads
            mine = {name: records.head.sha256_text for name, records in patch.pages.items()}
            retire_journal(path, other_text=any(mine.get(name) != head.sha256_text for name, head in heads.items()))
        return replace(patch, path=path, stamp=_stamp(path), reports=())


def retire_journal(path: Path, *, other_text: bool) -> None:
    """Remove a journal whose decisions the patch holds now; one of another text is set aside under a new name instead."""
    try:
        if not other_text:
            journal_path(path).unlink(missing_ok=True)
        elif journal_path(path).exists():
            set_aside(path)
    except OSError as error:
        raise write_failure(journal_path(path), error) from error


def _one_header(path: Path, new: Header | None, old: PatchReader | None) -> Header:
    """The header to write: the new one, with the old one's unknown fields; KanwuError where they are of different sources."""
    if new is None:
        if old is None:
            raise KanwuError("patch.missing", path=str(path))
        return old.header
    if not same_name(new.source, source_label(path)):
        raise KanwuError("patch.other-source", path=str(path), source=new.source, name=source_label(path))
    if old is None:
        return new
    if (new.page is None) != (old.header.page is None):
        raise KanwuError("patch.other-shape", path=str(path))
    return replace(new, extra={**old.header.extra, **new.extra})


def _write_page(out: NewFile, lines: "LineWriter", records: PageRecords, *, many: bool) -> None:
    if many:
        if records.is_empty:
            return
        out.write(lines.page(records.head))
    for line in lines.records(records):
        out.write(line)


def _stamp(path: Path) -> Stamp:
    return Stamp(marks_of(path), marks_of(journal_path(path)))
