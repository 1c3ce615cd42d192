"""JSON Lines: one page a line, with its text, what came with it, and what was decided on it."""

import json
from collections.abc import Iterable, Mapping
from typing import BinaryIO, Final

from cleanup.exporters.base import Exporter, ExportPage


def write(pages: Iterable[ExportPage], out: BinaryIO) -> None:
    """Write a record a page, in UTF-8, keys in a fixed order."""
    out.writelines(json.dumps(_record(page), ensure_ascii=False).encode("utf-8") + b"\n" for page in pages)


def _record(page: ExportPage) -> Mapping[str, object]:
    return {
        "id": page.page.id,
        "source": page.source,
        "text": page.rendered.text,
        "encoding": page.page.origin.encoding,
        "metadata": dict(page.page.meta),
        "status": page.status,
        "decisions": dict(page.decisions),
        "lost_text": [list(span) for span in page.lost],
        "undecided": page.undecided,
        "source_sha256": page.page.text_hash,
        "kanwu": page.version,
    }


EXPORTER: Final = Exporter("jsonl", ".jsonl", per_page=False, counts=True, write=write)
