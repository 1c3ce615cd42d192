"""Plain text and Markdown, one page a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cleanup.layout import make_page
from cleanup.messages import Message
from cleanup.page import Origin, Page
from cleanup.paragraphs import ParagraphRule
from cleanup.readers.encoding import Decoded
from cleanup.readers.source import Cleaned, Lockstep, encoded


@dataclass(frozen=True)
class TextSource:
    """A file that is one page; `data` are its bytes without the BOM, `rule` the paragraph rule that fits its text."""

    path: Path
    page_id: str
    decoded: Decoded
    mark: bytes
    data: bytes
    format: str
    rule: ParagraphRule

    @property
    def evidence(self) -> tuple[Message, ...]:
        return self.decoded.evidence

    def pages(self) -> Iterator[Page]:
        """The one page."""
        read = self.decoded
        yield make_page(self.page_id, read.text, Origin(str(self.path), read.encoding, read.bom, read.newline, self.data), rule=self.rule)

    def texts(self) -> Iterator[tuple[str, str]]:
        """The one page's id and text."""
        yield self.page_id, self.decoded.text

    def write(self, cleaned: Cleaned, out: BinaryIO, *, encoding: str | None = None) -> None:
        """The page's bytes, BOM first; see `Source.write`."""
        pages = Lockstep(cleaned, self.path)
        taken = pages.take(self.page_id, self.decoded.text)
        pages.finish()
        own = self.data if encoding is None else self.decoded.text.encode(encoding)
        body = own if taken is None else encoded(*taken, encoding)
        out.write((self.mark if encoding is None else b"") + body)
