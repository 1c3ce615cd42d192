"""JSON Lines: one page a line, with its text, its articles, what came with it, and what was decided on it.

`articles` lists the page's articles in the order of `text`: their `number`, their `headline` (the lines above the text, joined by a space;
empty where there is none) and their `blocks`, each with its `kind`, its `start` and `end` in code points of `text`, and for headlines its
`level` (1 for the article's own, 2 for that of a section). `as_printed` lists what a reviewer left as the newspaper has it (sic): the
source's words, and the ranges of `text` in which they stand. `notes` and
`bookmarks` are what reviewers noted: its `text`, where it stands in this text (`start`, `end`; null for a note on the whole page), the
source's words there, and `who` wrote it. `left_out` lists the blocks whose kinds were not wanted and which `text` does
not hold: each one's `kind`, its `text`, and its lines as ranges of the `source`.
"""

import json
from collections.abc import Iterable, Mapping
from typing import BinaryIO, Final

from cleanup.articles import Article, articles_of
from cleanup.exporters.base import Exporter, ExportPage
from cleanup.exporters.noted import note_records
from cleanup.page import Kind, Span


def write(pages: Iterable[ExportPage], out: BinaryIO) -> None:
    """Write a record a page, in UTF-8, keys in a fixed order."""
    out.writelines(json.dumps(_record(page), ensure_ascii=False).encode("utf-8") + b"\n" for page in pages)


def _record(page: ExportPage) -> Mapping[str, object]:
    return {
        "id": page.page.id,
        "source": page.source,
        "text": page.rendered.text,
        "articles": [_article(article, page.rendered.text) for article in articles_of(page.rendered)],
        "encoding": page.page.origin.encoding,
        "metadata": dict(page.page.meta),
        "status": page.status,
        "decisions": dict(page.decisions),
        "lost_text": [list(span) for span in page.lost],
        "as_printed": [_printed(page, span) for span in page.printed],
        "left_out": [{"kind": b.kind.value, "text": b.text, "source": [list(span) for span in b.spans]} for b in page.left_out],
        "notes": note_records(page.noted, page.rendered, bookmarks=False),
        "bookmarks": note_records(page.noted, page.rendered, bookmarks=True),
        "undecided": page.undecided,
        "source_sha256": page.page.text_hash,
        "kanwu": page.version,
    }


def _printed(page: ExportPage, span: Span) -> Mapping[str, object]:
    """A source span that stays as printed: what it says, and the ranges of `text` in which it stands now."""
    places: list[list[int]] = []
    for offset in range(*span):
        at = page.rendered.fate(offset)
        if not isinstance(at, int):
            continue
        if places and places[-1][1] == at:
            places[-1][1] = at + 1
        else:
            places.append([at, at + 1])
    return {"text": page.page.text[span.start : span.end], "places": places}


def _article(article: Article, text: str) -> Mapping[str, object]:
    blocks: list[Mapping[str, object]] = []
    for block in article.blocks:
        record: dict[str, object] = {"kind": block.kind.value, "start": block.start, "end": block.end}
        if block.kind is Kind.HEADLINE:
            record["level"] = article.level(block)
        blocks.append(record)
    headline = " ".join(text[block.start : block.end].lstrip("# \u3000") for block in article.headlines)
    return {"number": article.number, "headline": headline, "blocks": blocks}


EXPORTER: Final = Exporter("jsonl", ".jsonl", per_page=False, counts=True, write=write)
