"""The page's articles as an outline: headlines, bylines, captions and the beginnings of paragraphs."""

from typing import NamedTuple

from cleanup.page import Kind
from cleanup.render import Rendered

_SHOWN = 24  # code points of a block's beginning


class OutlineBlock(NamedTuple):
    """A block of an article: what it is, how it begins, and where it stands in the cleaned text, in code points."""

    kind: Kind
    text: str
    start: int
    end: int


class OutlineArticle(NamedTuple):
    """An article: its number from 1, its headline or how it begins, and its blocks in order."""

    number: int
    title: str
    blocks: tuple[OutlineBlock, ...]


class Outline(NamedTuple):
    """The articles of a page in the order of its cleaned text."""

    articles: tuple[OutlineArticle, ...]


def outline_of(rendered: Rendered) -> Outline:
    """The outline of a page as the edits in force leave it."""
    from cleanup.articles import articles_of

    articles = []
    for article in articles_of(rendered):
        blocks = tuple(
            OutlineBlock(block.kind, _beginning(rendered.text, block.start, block.end), block.start, block.end) for block in article.blocks
        )
        headlines = [_beginning(rendered.text, block.start, block.end) for block in article.headlines]
        articles.append(OutlineArticle(article.number, " ".join(headlines) or blocks[0].text, blocks))
    return Outline(tuple(articles))


def _beginning(text: str, start: int, end: int) -> str:
    shown = " ".join(text[start : min(end, start + 2 * _SHOWN)].split())
    return shown if len(shown) <= _SHOWN and end - start <= 2 * _SHOWN else f"{shown[:_SHOWN]}…"
