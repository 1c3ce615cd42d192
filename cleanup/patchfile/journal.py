"""The journal of an open patch: each decision is on its way to the disk before the next one can be made."""

import os
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from cleanup.finding import Finding
from cleanup.messages import KanwuError, Message
from cleanup.page import Page
from cleanup.patch_paths import exists, journal_path, source_label
from cleanup.patchfile.anchors import anchors_of
from cleanup.patchfile.check import check_head, review_from
from cleanup.patchfile.disk import refuse_link, write_all, write_failure
from cleanup.patchfile.journalfile import JournalContent, free_name, read_journal, set_aside
from cleanup.patchfile.lock import PATIENCE, PatchLock
from cleanup.patchfile.reader import PatchReader, same_name
from cleanup.patchfile.records import Entry, Header, PageHead, PageRecords
from cleanup.patchfile.writer import PatchRewrite
from cleanup.review import Decision, Review


class Journal:
    """An open patch of one source: its lock, what it holds, and the journal that takes what is decided from now on.

    `append` gives a decision to the system at once: it survives the death of the process. `fsync` brings it to the disk, and may
    be called in another thread, which does not keep `append` waiting. `fold` writes the sorted patch and drops the journal;
    `close` does that and gives the lock back. What an earlier, killed session left in the journal counts.

    `reports` says what was noticed on opening: a last line cut short, a journal of another text that was set aside.
    """

    def __init__(self, path: Path, page: Page, *, many: bool = False, patience: float = PATIENCE, durable: bool = True) -> None:
        """Open the patch of `page`, or with `many` of a source with many pages, of which `page` is the first to be shown.

        KanwuError where it is open elsewhere, cannot be read, or is of another page or text.
        """
        self.path = path
        self._file = journal_path(path)
        self._durable = durable
        self._page = page
        self._header = Header(source_label(path), None if many else PageHead.of(page))
        self._descriptor = -1
        self._size = 0
        self._declared: set[str] = set()
        self._guard = threading.RLock()
        self._lock = PatchLock(path, patience)
        refuse_link(path)
        refuse_link(self._file)
        self._lock.acquire()
        try:
            self.reports: tuple[Message, ...] = self._take_over()
            self.records(page)
        except BaseException:
            self._lock.release()
            raise

    def _take_over(self) -> tuple[Message, ...]:
        """See what lies there: cut off a torn line, set aside a journal that is of another text."""
        if self.path.exists():
            with PatchReader(self.path) as reader:
                self._check_patch(reader, self._page)
                known = {name: reader.head(name) for name in reader.journal.heads}
        else:
            known = {}
        content = read_journal(self.path)
        reports = list(content.reports(self.path))
        if content.torn is not None:
            try:
                if content.good:
                    os.truncate(self._file, content.good)
                else:
                    self._file.unlink()
            except OSError as error:
                raise write_failure(self._file, error) from error
        if self._is_of_other_text(content, known):
            reports.append(Message("journal.set-aside", {"path": str(self._file), "aside": str(self._set_aside(content))}))
            return tuple(reports)
        self._size = content.good
        self._declared = set(content.heads)
        return tuple(reports)

    def _check_patch(self, reader: PatchReader, page: Page) -> None:
        of = reader.header.page
        if (of is None) != (self._header.page is None):
            raise KanwuError("patch.other-shape", path=str(self.path))
        if of is not None and of.page != page.id:
            raise KanwuError("patch.other-page", path=str(self.path), found=of.page, page=page.id)
        head = reader.head(page.id)
        if head is not None:
            check_head(head, page, self.path)

    def _is_of_other_text(self, content: JournalContent, known: Mapping[str, PageHead | None]) -> bool:
        header, own = content.header, self._page
        if header is None:
            return False
        if (header.page is None) != (self._header.page is None) or not same_name(header.source, self._header.source):
            return True
        for name, head in content.heads.items():
            there = known.get(name)
            if there is not None and head.sha256_text != there.sha256_text:
                return True
            if name == own.id and head.sha256_text != own.text_hash:
                return True
        return header.page is not None and own.id not in content.heads

    def _set_aside(self, content: JournalContent) -> Path:
        """Give the journal another name; what it holds of other pages, whose text is as it was, goes into the patch first."""
        header = content.header
        if header is not None and header.page is None and self._header.page is None and same_name(header.source, self._header.source):
            aside = free_name(self.path)
            with PatchRewrite(self.path, self._header, lock=self._lock, durable=self._durable) as rewrite:
                rewrite.ignore_journal(self._page)
            return aside
        return set_aside(self.path)

    # What is there.

    def records(self, page: Page | None = None) -> PageRecords:
        """All that is known of a page, the journal included; KanwuError where the patch is of another page or text."""
        page = self._page if page is None else page
        head = PageHead.of(page)
        if not exists(self.path):
            return PageRecords(head)
        with PatchReader(self.path) as reader:
            self._check_patch(reader, page)
            found = reader.records(page.id)
        if found is None:
            return PageRecords(head)
        check_head(found.head, page, self.path)
        return found

    def review(self, findings: Iterable[Finding] = (), page: Page | None = None) -> Review:
        """The review of a page as decided so far; see `check.review_of`."""
        page = self._page if page is None else page
        return review_from(self.records(page), page, self.path, findings)

    # What is decided from now on.

    def append(self, *entries: Entry, page: Page | None = None) -> None:
        """Write decisions (or notes, bookmarks, a status, line kinds) of a page at the end of the journal, at once.

        When it returns, they survive the death of the process. KanwuError where they cannot be written; then none of them is.
        """
        from cleanup.patchfile.encode import LineWriter

        page = self._page if page is None else page
        if page.id != self._page.id and self._header.page is not None:
            raise ValueError(f"the journal is of page {self._page.id}")
        writer = LineWriter(self._file, many=self._header.page is None)
        anchors = anchors_of(page.text, (e for entry in entries if isinstance(entry, Decision) for e in entry.edits))
        lines = [
            writer.decision(page.id, entry, anchors) if isinstance(entry, Decision) else writer.entry(page.id, entry) for entry in entries
        ]
        with self._guard:
            if page.id not in self._declared and self._header.page is None:
                lines.insert(0, writer.page(PageHead.of(page)))
            if self._size == 0:
                lines.insert(0, writer.header(self._header, journal=True))
            self._write(b"".join(lines))
            self._declared.add(page.id)

    def _write(self, data: bytes) -> None:
        try:
            if self._descriptor < 0:
                flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
                self._descriptor = os.open(self._file, flags, 0o666)
            write_all(self._descriptor, data)
        except OSError as error:
            # Half a line would make one with the next: what was written of it goes again.
            with suppress(OSError):
                if self._descriptor >= 0:
                    os.ftruncate(self._descriptor, self._size)
            raise write_failure(self._file, error) from error
        self._size += len(data)

    def fsync(self) -> None:
        """Bring what was appended to the disk. `append` in another thread goes on meanwhile."""
        with self._guard:
            if self._descriptor < 0:
                return
            copy = os.dup(self._descriptor)
        try:
            os.fsync(copy)
        except OSError as error:
            raise write_failure(self._file, error) from error
        finally:
            os.close(copy)

    def fold(self) -> None:
        """Write everything into the sorted patch, and drop the journal; nothing where the journal is empty."""
        with self._guard:
            if self._size == 0:
                return
            if self._descriptor >= 0:
                os.close(self._descriptor)
                self._descriptor = -1
            # Leaving the block carries over every page, with the journal replayed on it, and then removes the journal.
            with PatchRewrite(self.path, lock=self._lock, durable=self._durable):
                self._declared = set()
            self._size = 0
            self._declared = set()

    def close(self) -> None:
        """Fold, and give the lock back; where folding fails the journal stays, and counts when the patch is opened again."""
        with self._guard:
            try:
                self.fold()
            finally:
                if self._descriptor >= 0:
                    os.close(self._descriptor)
                    self._descriptor = -1
                self._lock.release()

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
