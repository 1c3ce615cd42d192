"""The patch of a file that is being cleaned: read and written in one go, or on a dry run only read."""

from pathlib import Path
from types import TracebackType

from cleanup.messages import KanwuError, Message
from cleanup.page import Page
from cleanup.patchfile import Header, PageHead, PageRecords, PatchReader, PatchRewrite, exists, journal_path, source_label


class WrittenPatch:
    """Reads the old patch page by page and writes the new one, which counts when the block ends well.

    A new patch of a file of one page is begun with that page. Once somebody decided something in a patch it is brought to the disk
    before it counts; one that a run makes anew can be made again, and is left to the system.
    """

    def __init__(self, path: Path, *, one_page: bool) -> None:
        self._path = path
        self._one_page = one_page
        self._was_there = exists(path)
        self._rewrite: PatchRewrite | None = None
        self.reports = reports_of(path) if self._was_there else ()

    def records(self, page: Page) -> PageRecords | None:
        """What was decided on a page before; KanwuError where the patch is of another page."""
        rewrite = self._opened(page)
        known = rewrite.records(page.id)
        if self._was_there:
            check_shape(self._path, rewrite.header, page, one_page=self._one_page)
        return known

    def write(self, records: PageRecords) -> None:
        """Add a page."""
        if self._rewrite is None:
            raise ValueError("a page is written after what was decided on it was read")
        self._rewrite.write(records)

    def _opened(self, page: Page | None) -> PatchRewrite:
        if self._rewrite is None:
            header = None
            if not self._was_there:
                header = Header(source_label(self._path), PageHead.of(page) if self._one_page and page is not None else None)
            self._rewrite = PatchRewrite(self._path, header, durable=self._was_there).__enter__()
        return self._rewrite

    def __enter__(self) -> "WrittenPatch":
        if not self._one_page:
            self._opened(None)
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        if self._rewrite is not None:
            self._rewrite.__exit__(kind, value, trace)


class ReadPatch:
    """Reads a patch page by page, where there is one; writes nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._reader = PatchReader(path) if path is not None and exists(path) else None
        self.reports: tuple[Message, ...] = () if self._reader is None else tuple(self._reader.reports)

    def records(self, page: Page, *, one_page: bool | None = None) -> PageRecords | None:
        """What was decided on a page; KanwuError where the patch is of another page."""
        if self._reader is None or self._path is None:
            return None
        check_shape(self._path, self._reader.header, page, one_page=one_page)
        return self._reader.records(page.id)

    def write(self, records: PageRecords) -> None:
        """Nothing: on a dry run no patch is written."""

    def __enter__(self) -> "ReadPatch":
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        if self._reader is not None:
            self._reader.close()


def check_shape(path: Path, header: Header, page: Page, *, one_page: bool | None = None) -> None:
    """KanwuError where a patch is of one page and the source of many, or the other way round, or where it is of another page."""
    if header.page is not None and header.page.page != page.id:
        raise KanwuError("patch.other-page", path=str(path), found=header.page.page, page=page.id)
    if one_page is not None and (header.page is not None) is not one_page:
        raise KanwuError("patch.other-shape", path=str(path))


def reports_of(path: Path) -> tuple[Message, ...]:
    """What is noticed in reading a patch; only a journal beside it gives something to notice."""
    if not journal_path(path).exists():
        return ()
    with PatchReader(path) as reader:
        return tuple(reader.reports)
