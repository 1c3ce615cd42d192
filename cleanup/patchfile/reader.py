"""Reading a patch, with the journal beside it replayed on top: page by page, or as a whole."""

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple

from cleanup.messages import KanwuError, Message
from cleanup.patch_paths import exists, journal_path, source_label
from cleanup.patchfile.disk import marks_of, open_regular
from cleanup.patchfile.journalfile import JournalContent, read_journal
from cleanup.patchfile.records import Header, PageHead, PageRecords, Patch, Row, Stamp
from cleanup.review import Decision

MOST_LINE = 64 << 20  # bytes; one decision can delete a paragraph of ten million characters, and holds it
MOST_WHOLE = 128 << 20  # bytes of one page's records, or of a patch that is read as a whole


class _Line(NamedTuple):
    """A line without its end, the byte offset and number of the line, and the offset of the next one."""

    data: bytes
    offset: int
    number: int
    next: int
    ended: bool


class PatchReader:
    """An open patch: its header, the ids of its pages, and the records of one page at a time.

    Memory grows with the number of pages and with the longest page, not with the file. A patch that is not there yet but has
    a journal (the first session was killed) is read from the journal alone. KanwuError where there is neither, and for anything
    in them that is no patch; it names file, line and field, and the files stay as they are. `reports` says what was noticed,
    `journal_ignored` that the journal is, in whole or in part, of another text.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        name = source_label(path)
        if not exists(path):
            raise KanwuError("patch.missing", path=str(path))
        self.journal, self._file, self.stamp = _open_together(path)
        self._sections: dict[str, _Line] = {}
        self._unknown: list[bytes] = []
        try:
            self.header = self._index()
            if not same_name(self.header.source, name):
                raise KanwuError("patch.other-source", path=str(path), source=self.header.source, name=name)
        except BaseException:
            self.close()
            raise
        self.reports: list[Message] = list(self.journal.reports(path))
        self.journal_ignored = False
        self._foreign: set[str] = set()
        self._check_journal()

    @property
    def unknown(self) -> tuple[bytes, ...]:
        """Records of unknown kind before the first page."""
        return tuple(self._unknown)

    def ids(self) -> Iterator[str]:
        """The ids of the pages, in file order; those that are in the journal alone come last."""
        yield from self._sections
        yield from (page for page in self.journal.heads if page not in self._sections and self._journal_head(page) is not None)

    def __contains__(self, page_id: object) -> bool:
        return isinstance(page_id, str) and (page_id in self._sections or self._journal_head(page_id) is not None)

    def __iter__(self) -> Iterator[PageRecords]:
        for page in self.ids():
            records = self.records(page)
            if records is not None:
                yield records

    def records(self, page_id: str) -> PageRecords | None:
        """The records of a page, the journal's replayed on them; None where the patch has none of that id."""
        section = self._sections.get(page_id)
        records = None if section is None else self._read(section)
        head = self._journal_head(page_id)
        if head is None:
            return records
        if records is None:
            records = PageRecords(head)
        elif records.head.sha256_text != head.sha256_text:
            self.ignore_journal(page_id)
            return records
        return records.merged(self.journal.rows.get(page_id, ()))

    def head(self, page_id: str) -> PageHead | None:
        """The head of a page as the patch itself has it, without the journal; None where the patch has none of that id."""
        section = self._sections.get(page_id)
        return None if section is None else self._head(section)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> "PatchReader":
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # Lines and sections.

    def _lines(self, offset: int, number: int) -> Iterator[_Line]:
        """The lines from a byte offset on."""
        from cleanup.patchfile.decode import Where

        file = self._file
        while file is not None:
            try:
                file.seek(offset)
                data = file.readline(MOST_LINE + 1)
            except OSError as error:
                raise KanwuError("patch.unreadable", path=str(self.path), reason=error.strerror or str(error)) from error
            if not data:
                return
            if len(data) > MOST_LINE:
                raise Where(self.path, number).flaw("line-too-long", most=MOST_LINE >> 20)
            after = offset + len(data)
            yield _Line(data.removesuffix(b"\n").removesuffix(b"\r"), offset, number, after, data.endswith(b"\n"))
            offset = after
            number += 1

    def _decoded(self, line: _Line) -> Row:
        from cleanup.patchfile.decode import Where, decode

        try:
            return decode(line.data, Where(self.path, line.number))
        except KanwuError as error:
            if not line.ended and error.message.key in ("patch.not-json", "patch.not-utf8"):
                raise Where(self.path, line.number).flaw("cut-short") from None
            raise

    def _index(self) -> Header:
        """The header; notes where each page begins."""
        from cleanup.patchfile.decode import Where, kind_of

        lines = self._lines(0, 1)
        first = next(lines, None)
        if first is None:
            if self._file is None and self.journal.header is not None:
                return self.journal.header
            raise KanwuError("patch.missing" if self._file is None else "patch.empty", path=str(self.path))
        header = self._decoded(first).value
        if not isinstance(header, Header) or kind_of(first.data, Where(self.path, 1)) != "header":
            raise Where(self.path, 1).flaw("no-header")
        if header.page is not None:
            self._sections[header.page.page] = first
            return header
        for line in lines:
            where = Where(self.path, line.number)
            if kind_of(line.data, where) == "page":
                head = self._head(line)
                if head.page in self._sections:
                    raise where.flaw("page-twice", page=head.page, first=self._sections[head.page].number)
                self._sections[head.page] = line._replace(data=b"")
            elif not self._sections:
                row = self._decoded(line)
                if row.value is not None:
                    raise where.flaw("no-page")
                self._unknown.append(row.raw)
        return header

    def _head(self, section: _Line) -> PageHead:
        value = self._decoded(section if section.data else next(self._lines(section.offset, section.number))).value
        head = value.page if isinstance(value, Header) else value
        if not isinstance(head, PageHead):
            raise TypeError(f"line {section.number} begins no page")
        return head

    def _read(self, section: _Line) -> PageRecords:
        """The records of a section as the file has them."""
        from cleanup.patchfile.decode import Where, kind_of

        head = self._head(section)
        many = self.header.page is None
        rows: list[Row] = []
        lines: dict[str, int] = {}
        for line in self._lines(section.next, section.number + 1):
            where = Where(self.path, line.number)
            if many and kind_of(line.data, where) == "page":
                break
            if line.next - section.offset > MOST_WHOLE:
                raise KanwuError("patch.too-large", path=str(self.path), most=MOST_WHOLE >> 20)
            row = self._decoded(line)
            if isinstance(row.value, Header | PageHead):
                raise where.flaw("unexpected", kind="header" if isinstance(row.value, Header) else "page")
            if row.value is not None and row.page not in ((head.page,) if many else (None, head.page)):
                raise where.flaw("other-section", field="page")
            if isinstance(row.value, Decision):
                if row.value.id in lines:
                    raise where.flaw("id-twice", id=row.value.id, first=lines[row.value.id])
                lines[row.value.id] = line.number
            rows.append(row)
        return replace(PageRecords(head).merged(rows), lines=lines)

    # The journal.

    def ignore_journal(self, page_id: str) -> None:
        """Leave out what the journal says of a page: it is of another text. It counts for nothing, and must not be lost."""
        self._foreign.add(page_id)
        if not self.journal_ignored:
            self.journal_ignored = True
            self.reports.append(Message("journal.other-text", {"path": str(journal_path(self.path))}))

    def _journal_head(self, page_id: str) -> PageHead | None:
        """The head of a page in the journal, where what the journal says of it counts."""
        return None if page_id in self._foreign else self.journal.heads.get(page_id)

    def _check_journal(self) -> None:
        """Leave out a journal that is not of this source, or not of this text where the source has one page."""
        header, page = self.journal.header, self.header.page
        if header is None:
            return
        same_shape = (header.page is None) == (page is None) and same_name(header.source, self.header.source)
        for name, head in self.journal.heads.items():
            if not same_shape or (page is not None and (page.page, page.sha256_text) != (name, head.sha256_text)):
                self.ignore_journal(name)


def load(path: Path) -> Patch:
    """A patch as a whole, with its journal replayed; KanwuError names what is wrong, and the files stay as they are."""
    with PatchReader(path) as reader:
        size = reader.stamp.patch[1] if reader.stamp.patch else 0
        if size > MOST_WHOLE:
            raise KanwuError("patch.too-large", path=str(path), most=MOST_WHOLE >> 20)
        pages = {records.head.page: records for records in reader}
        return Patch(reader.header, pages, reader.unknown, path, reader.stamp, tuple(reader.reports))


def _open_together(path: Path) -> tuple[JournalContent, BinaryIO | None, Stamp]:
    """Journal and patch as they belong together, where a writer may just be folding the one into the other."""
    file: BinaryIO | None = None
    for _ in range(50):
        before = marks_of(journal_path(path))
        journal = read_journal(path)
        file = open_regular(path)
        if marks_of(journal_path(path)) == before:
            break
        if file is not None:
            file.close()
    else:
        raise KanwuError("patch.open-elsewhere", path=str(path), lock=str(journal_path(path)))
    if file is None:
        return journal, None, Stamp(None, before)
    status = os.fstat(file.fileno())
    return journal, file, Stamp((status.st_ino, status.st_size, status.st_mtime_ns), before)


def same_name(one: str, other: str) -> bool:
    """Whether two file names are the same, in whatever normal form the file system keeps them."""
    return one == other or unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
