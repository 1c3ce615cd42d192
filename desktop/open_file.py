"""A file of pages that is open: a page by its number."""

from collections.abc import Iterator
from pathlib import Path

from cleanup.messages import KanwuError, Message
from cleanup.page import Page
from cleanup.readers import Source
from desktop.looking import RuleBook

_HELD = 8  # pages of an open file that are kept in memory
_MANY = ("marked", "jsonl")


class OpenFile:
    """An open file of pages: a page by its number, read again from the start only to go back far."""

    def __init__(self, path: Path, source: Source, patch: Path, book: RuleBook | None, notices: tuple[Message, ...]) -> None:
        self.path = path
        self.patch = patch
        self.book = book
        self.notices = notices
        self.many = source.format in _MANY
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
