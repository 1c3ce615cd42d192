"""The decisions on the pages of one source, as its patch holds them."""

from pathlib import Path
from types import TracebackType

from cleanup.batch.patches import check_shape
from cleanup.exporters.noted import Noted
from cleanup.messages import Message
from cleanup.page import Page, Span
from cleanup.patchfile import PatchReader, exists, review_from
from cleanup.review import Review


class Decided:
    """The patch of a source, open for reading; without one nothing is decided."""

    def __init__(self, patch: Path | None) -> None:
        self.path = patch
        self._reader = PatchReader(patch) if patch is not None and exists(patch) else None

    @property
    def there(self) -> bool:
        """Whether there is a patch."""
        return self._reader is not None

    @property
    def reports(self) -> tuple[Message, ...]:
        """What was noticed in reading it."""
        return () if self._reader is None else tuple(self._reader.reports)

    def review(self, page: Page) -> Review:
        """The review of a page as far as it was decided, under the page's rules of then; KanwuError where the patch is not of it."""
        if self._reader is None or self.path is None:
            return Review(page)
        check_shape(self.path, self._reader.header, page)
        records = self._reader.records(page.id)
        return Review(page) if records is None else review_from(records, page, self.path)

    def status(self, page: Page) -> str | None:
        """What the reviewer called the page; None where nobody said."""
        records = None if self._reader is None else self._reader.records(page.id)
        return None if records is None or records.status is None else records.status.status.value

    def noted(self, page: Page) -> tuple[Noted, ...]:
        """The remarks and bookmarks on a page that nobody took back."""
        records = None if self._reader is None else self._reader.records(page.id)
        if records is None:
            return ()
        notes = [Noted(note.text, note.span, who=note.who) for note in records.notes if not note.withdrawn]
        marks = [Noted(mark.label, Span(mark.at, mark.at), bookmark=True, who=mark.who) for mark in records.bookmarks if not mark.withdrawn]
        return (*notes, *marks)

    def __enter__(self) -> "Decided":
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        if self._reader is not None:
            self._reader.close()
