"""Aligned pairs, JSON Lines: each a run of the source and what became of it.

Over the pairs of a page, in the file's order, the cleaned sides make the cleaned text; in the order of `source_start` the source
sides make the source. A pair ends with a line where it can, so that pairs serve as OCR and truth of a line; where a line was
moved, or joined to another, the pair ends there.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, Final, NamedTuple

from cleanup.exporters.base import Exporter, ExportPage
from cleanup.render import Rendered, Segment


class Pair(NamedTuple):
    """A run of source and what stands for it, both half-open ranges of code points."""

    source_start: int
    source_end: int
    start: int
    end: int


def write(pages: Iterable[ExportPage], out: BinaryIO) -> None:
    """Write the pairs of the pages, a line each, in UTF-8."""
    for page in pages:
        records = (_record(page, number, pair) for number, pair in enumerate(pairs(page.rendered)))
        out.writelines(json.dumps(record, ensure_ascii=False).encode("utf-8") + b"\n" for record in records)


def _record(page: ExportPage, number: int, pair: Pair) -> Mapping[str, object]:
    return {
        "id": page.page.id,
        "pair": number,
        "source": page.page.text[pair.source_start : pair.source_end],
        "cleaned": page.rendered.text[pair.start : pair.end],
        "source_start": pair.source_start,
        "source_end": pair.source_end,
        "cleaned_start": pair.start,
        "cleaned_end": pair.end,
    }


def pairs(rendered: Rendered) -> Iterator[Pair]:
    """The pairs of one page, in the order of its cleaned text."""
    open_pair: Pair | None = None
    for piece in _pieces(rendered):
        if open_pair is not None and (_ends(rendered, open_pair) or not _goes_on(open_pair, piece)):
            yield open_pair
            open_pair = None
        if open_pair is None:
            open_pair = Pair(piece.source_start, piece.source_end, piece.start, piece.end)
        elif piece.source_end > piece.source_start:
            empty = open_pair.source_start == open_pair.source_end
            open_pair = Pair(piece.source_start if empty else open_pair.source_start, piece.source_end, open_pair.start, piece.end)
        else:
            open_pair = open_pair._replace(end=piece.end)
    if open_pair is not None:
        yield open_pair


def _pieces(rendered: Rendered) -> Iterator[Segment]:
    """The segments, kept ones cut behind each line end."""
    text = rendered.text
    for segment in rendered.segments:
        if segment.edit is not None:
            yield segment
            continue
        start = segment.start
        shift = segment.source_start - segment.start
        while start < segment.end:
            found = text.find("\n", start, segment.end)
            end = segment.end if found < 0 else found + 1
            yield Segment(start, end, start + shift, end + shift, None)
            start = end


def _goes_on(pair: Pair, piece: Segment) -> bool:
    """Whether a piece's source follows a pair's; one without source goes with either side."""
    return piece.source_start == piece.source_end or pair.source_start == pair.source_end or piece.source_start == pair.source_end


def _ends(rendered: Rendered, pair: Pair) -> bool:
    """Whether a pair ends its line on both sides."""
    return rendered.text[pair.start : pair.end].endswith("\n") and rendered.page.text[pair.source_start : pair.source_end].endswith("\n")


EXPORTER: Final = Exporter("pairs", ".jsonl", per_page=False, counts=False, write=write)
