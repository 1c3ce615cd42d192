"""JSON Lines: one page a line, with its text, its articles, what came with it, and what was decided on it.

`articles` lists the page's articles in the order of `text`: their `number`, their `headline` (the lines above the text, joined by a space;
empty where there is none) and their `blocks`, each with its `kind`, its `start` and `end` in code points of `text`, and for headlines its
`level` (1 for the article's own, 2 for that of a section).
"""

import json
from collections.abc import Iterable, Mapping
from typing import BinaryIO, Final

from cleanup.articles import Article, articles_of
from cleanup.exporters.base import Exporter, ExportPage
from cleanup.page import Kind


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
        "undecided": page.undecided,
        "source_sha256": page.page.text_hash,
        "kanwu": page.version,
    }


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
