"""What the moves of whole blocks are judged on: the page's blocks as it reads with its joins, and as they stand in the source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from cleanup.articles.blocks import Block
from cleanup.articles.cohesion import Cohesion
from cleanup.page import Kind

HEADS: Final = frozenset({Kind.HEADLINE, Kind.BYLINE})
"""Kinds of blocks that stand above an article's text."""

_ASIDE: Final = frozenset({Kind.CAPTION, Kind.FURNITURE})
_DATELINE: Final = re.compile("(?:本报|本台|本网|本刊|新华社|新华网|中新社|中新网|人民网|据).{0,12}?(?:讯|电|消息|报道)")
_WRITER: Final = re.compile(r"[（(【\[]?(?:□|■|◎)?\s*(?:本报|特约|实习|见习|通讯员|记者|文/|图/|作者)")
_REACH: Final = 8  # blocks on each side that are looked at as one's own article


@dataclass(frozen=True)
class BlockScene:
    """The blocks of a page in the order in which it reads, with their texts."""

    blocks: tuple[Block, ...]
    texts: tuple[str, ...]

    @cached_property
    def cohesion(self) -> Cohesion:
        return Cohesion(self.texts)

    @cached_property
    def source_next(self) -> tuple[int | None, ...]:
        """For each block the one that begins right behind its last line in the source; None where a line of another goes on there."""
        placed = sorted((span.start, number, at) for number, block in enumerate(self.blocks) for at, span in enumerate(block.spans))
        where = {(number, at): index for index, (_, number, at) in enumerate(placed)}
        found: list[int | None] = []
        for number, block in enumerate(self.blocks):
            index = where[number, len(block.spans) - 1] + 1
            follows = placed[index] if index < len(placed) else None
            found.append(follows[1] if follows is not None and follows[2] == 0 else None)
        return tuple(found)

    @cached_property
    def joined(self) -> tuple[bool, ...]:
        """For each block whether its lines stand apart in the source, with lines of other blocks between them or behind."""
        starts = sorted(span.start for block in self.blocks for span in block.spans)
        after = dict(pairwise(starts))
        return tuple(any(after.get(left.start) != right.start for left, right in pairwise(block.spans)) for block in self.blocks)

    def is_text(self, number: int) -> bool:
        """Whether a block is a paragraph."""
        return self.blocks[number].kind is Kind.BODY

    def is_aside(self, number: int) -> bool:
        """Whether a block is a caption or furniture, which belongs to no place in the text."""
        return self.blocks[number].kind in _ASIDE

    def is_headline(self, number: int) -> bool:
        return self.blocks[number].kind is Kind.HEADLINE

    def begins_article(self, number: int) -> bool:
        """Whether a paragraph begins as news items do: 本报讯, a credit in brackets, a news agency."""
        return self.is_text(number) and (_DATELINE.match(self.texts[number]) is not None or _WRITER.match(self.texts[number]) is not None)

    def before(self, number: int) -> tuple[int, ...]:
        """The blocks of the article in which a block stands, before it: back to its headlines, nearest first."""
        found: list[int] = []
        at = number - 1
        while at >= 0 and len(found) < _REACH:
            if found and self.is_headline(found[-1]) and self.blocks[at].kind not in HEADS:
                break
            if not self.is_aside(at):
                found.append(at)
            at -= 1
        return tuple(found)

    def behind(self, number: int) -> tuple[int, ...]:
        """The blocks behind a block up to the next headline, nearest first."""
        found: list[int] = []
        at = number + 1
        while at < len(self.blocks) and len(found) < _REACH and not self.is_headline(at):
            if not self.is_aside(at):
                found.append(at)
            at += 1
        return tuple(found)


def look(blocks: Sequence[Block], text: str) -> BlockScene:
    """The scene of a page's blocks; `text` is the cleaned text in which they stand."""
    return BlockScene(tuple(blocks), tuple(text[block.start : block.end] for block in blocks))
