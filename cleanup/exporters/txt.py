"""Plain text: the cleaned text as it stands, in UTF-8; several pages in one file are parted by form feeds."""

from collections.abc import Iterable
from typing import BinaryIO, Final

from cleanup.exporters.base import Exporter, ExportPage


def write(pages: Iterable[ExportPage], out: BinaryIO) -> None:
    """Write the pages' texts; a page that does not end its last line has it ended where another follows."""
    ended = True
    for number, page in enumerate(pages):
        if number:
            out.write(b"\f" if ended else b"\n\f")
        text = page.rendered.text
        out.write(text.encode("utf-8"))
        ended = not text or text.endswith(("\n", "\r"))


EXPORTER: Final = Exporter("txt", ".txt", per_page=True, counts=False, write=write)
