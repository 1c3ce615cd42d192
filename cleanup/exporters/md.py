r"""Markdown (CommonMark): headlines as headings, bylines and captions in italics, a paragraph a block; what came with the page on top.

An article's own headlines are of level 2, those of its sections of level 3. Kinds are those that the reader saw in the source. White
space inside a paragraph becomes one space, or nothing between Chinese characters; a page that is Markdown itself is written as it stands.
Characters that Markdown would read as marks get a backslash. What came with a page stands above it as YAML, or, in a file of several
pages, in a comment under a page mark that Kanwu reads.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO, Final

from cleanup.articles import articles_of
from cleanup.exporters.base import Exporter, ExportPage
from cleanup.page import Kind
from cleanup.paragraphs import ParagraphRule, split_paragraphs

_MARKS: Final = re.compile(r"([\\`*_\[\]<>])")
_AT_START: Final = re.compile(r"(?:#{1,6}(?=[ \t]|\Z)|[-+](?=[ \t])|={3,}\s*\Z|-{3,}\s*\Z|~{3,}|>)")
_NUMBERED: Final = re.compile(r"([0-9]{1,9})([.)])(?=[ \t])")
_BLANK: Final = re.compile(r"\s+")
_WIDE: Final = "\u2e80"  # from here on scripts that set no space between words


def write(pages: Iterable[ExportPage], out: BinaryIO) -> None:
    """Write the pages in UTF-8, line ends as `\\n`."""
    rest = iter(pages)
    first_two = list(islice(rest, 2))
    several = len(first_two) > 1
    for number, page in enumerate(chain(first_two, rest)):
        text = _whole_lines(page.rendered.text) if page.page.rule is ParagraphRule.MARKDOWN else "\n\n".join(_blocks(page))
        parts = ["\n" if number else "", f"<!-- page {number + 1} -->\n{_comment(page)}" if several else _front_matter(page), text]
        out.write("".join(parts).encode("utf-8"))
        if text and not text.endswith("\n"):
            out.write(b"\n")


def _whole_lines(text: str) -> str:
    return re.sub(r"\r\n|\r", "\n", text)


def _front_matter(page: ExportPage) -> str:
    """The page's data as YAML, whose strings are written as JSON's."""
    lines = [f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}" for key, value in _fields(page).items()]
    return "\n".join(["---", *lines, "---", "", ""])


def _comment(page: ExportPage) -> str:
    """The page's data as JSON in a comment, in which two hyphens may not stand."""
    record = json.dumps(_fields(page), ensure_ascii=False).replace("--", r"-\u002d")
    return f"<!-- {record} -->\n\n"


def _fields(page: ExportPage) -> dict[str, object]:
    own = {"id": page.page.id, "source": page.source, "status": page.status}
    return {**own, **{f"meta_{key}": value for key, value in page.page.meta.items()}}


def _blocks(page: ExportPage) -> Iterator[str]:
    text = page.rendered.text
    sections = _sections(page)
    lines = page.page.lines
    starts = [line.start for line in lines]
    for start, end in split_paragraphs(text, page.page.rule, page.page.origin.newline).spans:
        block = _escaped(_flowing(text[start:end]))
        source = page.rendered.to_source(start)
        index = bisect_right(starts, source) - 1
        kind = lines[index].kind if index >= 0 and source < lines[index].end else Kind.BODY
        if kind is Kind.HEADLINE:
            yield f"{'###' if start in sections else '##'} {block}"
        elif kind in (Kind.BYLINE, Kind.CAPTION):
            yield f"*{block}*"
        else:
            yield block


def _sections(page: ExportPage) -> frozenset[int]:
    """Where in the cleaned text the headlines of sections begin."""
    return frozenset(
        block.start
        for article in articles_of(page.rendered)
        for block in article.blocks
        if block.kind is Kind.HEADLINE and article.level(block) > 1
    )


def _flowing(paragraph: str) -> str:
    """A paragraph on one line."""

    def joined(blank: re.Match[str]) -> str:
        left, right = paragraph[blank.start() - 1], paragraph[blank.end()]
        return "" if left >= _WIDE and right >= _WIDE else " "

    return _BLANK.sub(joined, paragraph)


def _escaped(paragraph: str) -> str:
    text = _MARKS.sub(r"\\\1", paragraph)
    if _AT_START.match(text):
        return "\\" + text
    return _NUMBERED.sub(r"\1\\\2", text, count=1) if _NUMBERED.match(text) else text


EXPORTER: Final = Exporter("md", ".md", per_page=True, counts=False, write=write)
