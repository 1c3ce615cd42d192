"""A file of pages that is open: a page by its number."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cleanup.messages import KanwuError, Message
from cleanup.page import Page
from desktop.looking import RuleBook

if TYPE_CHECKING:
    from cleanup.readers import Source
    from desktop.questions import Early

_HELD = 8  # pages of an open file that are kept in memory
MANY = ("marked", "jsonl")
"""Formats of files that hold several pages."""


class Pages(Protocol):
    """What is asked of a file of pages: its format, and its pages in order."""

    @property
    def format(self) -> str: ...

    def pages(self) -> Iterator[Page]: ...


class ReadAhead:
    """A file whose first page was read already; it is opened for further ones alone."""

    def __init__(self, page: Page, form: str, open_it: "Callable[[], Source]") -> None:
        self.format = form
        self._page = page
        self._open = open_it

    def pages(self) -> Iterator[Page]:
        """The pages in order."""
        yield self._page
        if self.format in MANY:
            yield from islice(self._open().pages(), 1, None)


def pages_of(path: Path, encoding: str | None, early: "Early | None") -> Pages:
    """Opens a file; its first page is not read again where another process has just done that."""
    if early is not None and (early.path, early.encoding) == (str(path), encoding):
        with suppress(OSError):  # whoever opens it says what is wrong
            there = path.stat()
            if (early.size, early.changed) == (there.st_size, there.st_mtime_ns):
                return ReadAhead(early.page, early.format, partial(_opened, path, encoding))
    return _opened(path, encoding)


def _opened(path: Path, encoding: str | None) -> "Source":
    from cleanup.readers import open_source

    return open_source(path, encoding=encoding)


class OpenFile:
    """An open file of pages: a page by its number, read again from the start only to go back far."""

    def __init__(self, path: Path, source: Pages, patch: Path, book: RuleBook | None, notices: tuple[Message, ...]) -> None:
        self.path = path
        self.patch = patch
        self.book = book
        self.notices = notices
        self.many = source.format in MANY
        self._source = source
        self._pages: Iterator[Page] = source.pages()
        self._next = 0
        self._held: dict[int, Page] = {}

    def page(self, index: int) -> Page:
        """The page at a number; KanwuError where the file does not hold it."""
        if index in self._held:
            return self._held[index]
        if index < self._next:
            self._pages, self._next = self._source.pages(), 0
        for page in self._pages:
            self._held[self._next] = page
            self._next += 1
            if len(self._held) > _HELD:
                del self._held[next(iter(self._held))]
            if self._next > index:
                return page
        raise KanwuError("desktop.no-such-page", path=str(self.path), number=index + 1)
