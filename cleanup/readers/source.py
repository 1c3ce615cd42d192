"""What every reader gives: the pages of one file, one after another, and the file written again with cleaned pages in it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from cleanup.messages import KanwuError, Message
from cleanup.page import Page
from cleanup.readers.keeping import encode_cleaned
from cleanup.render import Rendered

Cleaned = Iterable[tuple[Page, Rendered]]


class Source(Protocol):
    """A file of pages, opened for reading; nothing ever writes to its path.

    `format` is `text`, `markdown`, `marked` or `jsonl`. `evidence` says how the file's encoding was told.
    """

    @property
    def path(self) -> Path: ...

    @property
    def format(self) -> str: ...

    @property
    def evidence(self) -> tuple[Message, ...]: ...

    def pages(self) -> Iterator[Page]:
        """The pages in the file's order; KanwuError where the file cannot be read."""
        ...

    def texts(self) -> Iterator[tuple[str, str]]:
        """The id and the text of each page, in order, for who needs no lines; raises what `pages` raises."""
        ...

    def write(self, cleaned: Cleaned, out: BinaryIO, *, encoding: str | None = None) -> None:
        """The whole file in its own form, with these pages in place of their sources.

        `cleaned` comes in the order of `pages`; a page that it leaves out, or that is unchanged, is written byte for byte. With
        `encoding` the file is written in that one, without a BOM, else in its own. KanwuError for a page that is not in the file,
        and for a character that the encoding cannot hold.
        """
        ...


class Lockstep:
    """Cleaned pages taken one by one as their places in the file come up."""

    def __init__(self, cleaned: Cleaned, path: Path) -> None:
        self._rest = iter(cleaned)
        self._path = path
        self._next = next(self._rest, None)

    def take(self, page_id: str, text: str) -> tuple[Page, Rendered] | None:
        """The cleaned page for this place, None where it was left out; KanwuError where its source text is another."""
        if self._next is None or self._next[0].id != page_id:
            return None
        taken = self._next
        if taken[0].text != text:
            raise KanwuError("reading.no_such_page", path=str(self._path), page=page_id)
        self._next = next(self._rest, None)
        return taken

    def finish(self) -> None:
        """KanwuError where a page is left whose place never came."""
        if self._next is not None:
            raise KanwuError("reading.no_such_page", path=str(self._path), page=self._next[0].id)


def encoded(page: Page, rendered: Rendered, encoding: str | None) -> bytes:
    """The cleaned page in its own encoding, kept bytes as they were, or in another one."""
    if encoding is None:
        return encode_cleaned(page, rendered)
    return rendered.text.encode(encoding)
