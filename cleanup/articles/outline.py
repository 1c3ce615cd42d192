"""The articles of a page: which headlines, bylines, paragraphs and captions belong together, in the order of the cleaned text."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from cleanup.articles.blocks import Block, read_blocks
from cleanup.articles.cohesion import Cohesion
from cleanup.language.lazy import lazy
from cleanup.page import Kind
from cleanup.render import Rendered

_BEGINNING: Final = lazy("[【（(]?(?:本报|本台|本网|本刊|新华社|新华网|中新社|中新网|人民网).{0,24}?(?:讯|电|消息|报道|记者)")
_SAME: Final = 12.0  # natural-log odds by which the text under a headline must be like the text above it to be a section of one article
_SUBHEAD: Final = 20  # code points of the longest headline of a section


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a page: its blocks in the order of the cleaned text.

    `number` counts from 1 in that order. Captions stand with the article in which they are printed; page furniture belongs to none.
    """

    number: int
    blocks: tuple[Block, ...]

    @property
    def headlines(self) -> tuple[Block, ...]:
        """The headlines above the text: those before the first paragraph."""
        found: list[Block] = []
        for block in self.blocks:
            if block.kind is Kind.BODY:
                break
            if block.kind is Kind.HEADLINE:
                found.append(block)
        return tuple(found)

    def level(self, block: Block) -> int:
        """How deep a headline stands: 1 for the article's own, 2 for that of a section; the marks of a Markdown page are its own affair."""
        return 1 if block in self.headlines else 2


def articles_of(rendered: Rendered) -> tuple[Article, ...]:
    """The articles of a page as the edits in force leave it.

    Each headline, byline, caption and paragraph belongs to one; text above the first headline makes an article of its own.
    A headline begins an article unless it is that of a section: marked deeper than the article's own, or, unmarked, short, alone, with no
    credit before it, no dateline behind it, and text of the same words above and below.
    """
    blocks = [block for block in read_blocks(rendered) if block.kind is not Kind.FURNITURE]
    if not blocks:
        return ()
    texts = [rendered.text[block.start : block.end] for block in blocks]
    page = _Outline(blocks, texts)
    groups: list[list[Block]] = [[]]
    for number, block in enumerate(blocks):
        if number and page.begins_article(number):
            groups.append([])
        groups[-1].append(block)
    return tuple(Article(number, tuple(group)) for number, group in enumerate(groups, 1))


class _Outline:
    """The blocks of one page while they are parted into articles."""

    def __init__(self, blocks: Sequence[Block], texts: Sequence[str]) -> None:
        self.blocks = blocks
        self.texts = texts
        self._words: Cohesion | None = None

    def begins_article(self, number: int) -> bool:
        """Whether the first of a group of headlines begins an article."""
        block = self.blocks[number]
        if block.kind is not Kind.HEADLINE or self._last_told(number) is Kind.HEADLINE:
            return False
        if not any(other.kind is Kind.BODY for other in self.blocks[:number]):
            return False
        if self.blocks[number - 1].kind is Kind.BYLINE:
            return True
        below = self._group_end(number)
        if block.level:
            return block.level <= self._article_level
        if below - number > 1 or len(self.texts[number]) > _SUBHEAD or below >= len(self.blocks) or self._credited(below):
            return True
        return not self._goes_on(number, below)

    def _last_told(self, number: int) -> Kind:
        """The kind of the block before one, captions passed over."""
        at = number - 1
        while at > 0 and self.blocks[at].kind is Kind.CAPTION:
            at -= 1
        return self.blocks[at].kind

    def _group_end(self, number: int) -> int:
        at = number
        while at < len(self.blocks) and self.blocks[at].kind is Kind.HEADLINE:
            at += 1
        return at

    @cached_property
    def _article_level(self) -> int:
        """The level of marks that articles begin with: the highest that stands twice above text; one alone may be the page's title."""
        heads = [b.level for b, after in pairwise(self.blocks) if b.level and after.kind in (Kind.BODY, Kind.BYLINE)]
        return min((level for level in heads if heads.count(level) > 1), default=min(heads, default=6))

    def _credited(self, number: int) -> bool:
        """Whether a block is a byline, or text that begins with a dateline or a writer's name."""
        return self.blocks[number].kind is Kind.BYLINE or _BEGINNING.match(self.texts[number]) is not None

    def _goes_on(self, number: int, below: int) -> bool:
        """Whether the text under a headline speaks of what the text above it speaks of."""
        if self._words is None:
            self._words = Cohesion(self.texts)
        words = self._words
        above = [n for n in range(max(0, number - 6), number) if self.blocks[n].kind is Kind.BODY]
        under: list[int] = []
        while below < len(self.blocks) and self.blocks[below].kind is not Kind.HEADLINE and len(under) < 6:
            under.append(below)
            below += 1
        model = words.model(above)
        nothing = words.model(())
        return sum(words.likelihood(n, model) - words.likelihood(n, nothing) for n in under) > _SAME
