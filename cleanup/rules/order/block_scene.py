"""What the moves of whole blocks are judged on: the page's blocks as it reads with its joins, and as they stand in the source."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile
from typing import Final

from cleanup.articles.blocks import Block
from cleanup.articles.cohesion import Cohesion
from cleanup.language.lazy import lazy
from cleanup.language.script import fold, has_traditional
from cleanup.page import Kind

HEADS: Final = frozenset({Kind.HEADLINE, Kind.BYLINE})
"""Kinds of blocks that stand above an article's text."""

_ASIDE: Final = frozenset({Kind.CAPTION, Kind.FURNITURE})
_DATELINE: Final = lazy("(?:本报|本台|本网|本刊|新华社|新华网|中新社|中新网|人民网|据).{0,12}?(?:讯|电|消息|报道)")
_WRITER: Final = lazy(r"[（(【\[]?(?:□|■|◎)?\s*(?:本报|特约|实习|见习|通讯员|记者|文/|图/|作者)")
_FIRST: Final = lazy(
    "(?:近日|日前|连日来|昨[日天晚]|今[日天晨]|凌晨|清晨|早晨|上午|傍晚|入冬|开春|[0-9]{1,4}年|[一二三四五六七八九十0-9]{1,3}月[一二三四五六七八九十0-9]{1,3}日|[一二三四五六七八九十0-9]{1,3}[日时]|"
    "腊月|正月|初[春夏秋冬]|立[春夏秋冬])"
)
_LATER: Final = lazy(
    "(?:同时|与此同时|此外|另外|随后|于是|但|然而|不过|其中|为此|对此|因此|据悉|据介绍|据了解|目前|截至|下一步|今后|最后|此后|后来|从此|"
    "他|她|它|这|那|该|而|也|还|又|再|其实|当然|会上|会后|会议(?:指出|强调|要求|认为)|记者.{0,6}(?:看到|了解到|注意到)|.{1,8}?(?:说|表示|介绍|认为|告诉)[，：:])"
)
_LOOKED_AT: Final = 24  # code points of a paragraph's beginning that tell how it begins
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
    def _starts(self) -> tuple[tuple[int, int], ...]:
        """Where the blocks start in the source, in its order, and their numbers."""
        return tuple(sorted((block.first.start, number) for number, block in enumerate(self.blocks)))

    def starting_in(self, start: int, end: int) -> list[int]:
        """The blocks that start in a range of the source, in the order of the page."""
        return sorted(number for _, number in self._starts[bisect_left(self._starts, (start, -1)) : bisect_left(self._starts, (end, -1))])

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

    def opens(self, number: int) -> bool:
        """Whether a paragraph begins as first paragraphs do: with a dateline, a day or a time."""
        return self.begins_article(number) or (self.is_text(number) and _FIRST.match(self._folded[number]) is not None)

    def leans_back(self, number: int) -> bool:
        """Whether a paragraph begins with words that point back to one before it: 同时, 他, 会议指出."""
        return self.is_text(number) and _LATER.match(self._folded[number]) is not None

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        """The beginnings of the blocks in simplified script."""
        firsts = [text[:_LOOKED_AT].lstrip() for text in self.texts]
        return tuple(fold(first) if has_traditional(first) else first for first in firsts)

    def heads_above(self, number: int) -> tuple[int, ...]:
        """The headlines and bylines right above a block, nearest first; not a credit set behind the last paragraph of another text."""
        found = tuple(takewhile(lambda block: self.blocks[block].kind in HEADS, self.before(number)))
        return () if found and not self.is_headline(found[-1]) and self._ends_text(found[-1]) else found

    def is_under_credit(self, number: int) -> bool:
        """Whether a block stands right behind a byline that closes a text: what is above it has ended."""
        above = self.before(number)[:1]
        return bool(above) and self.blocks[above[0]].kind is Kind.BYLINE and self._ends_text(above[0])

    def _ends_text(self, byline: int) -> bool:
        """Whether a byline stands behind a paragraph."""
        above = byline - 1
        while above >= 0 and self.is_aside(above):
            above -= 1
        return above >= 0 and self.is_text(above)

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
