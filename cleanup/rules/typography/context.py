"""What stands beside a mark: the nearest character that tells a script, looked for over spaces, wraps and marks of both scripts."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from cleanup.language.chars import CHINESE_MARKS, is_han
from cleanup.rules.view_blocks import Block

# Marks that stand in Chinese as in English text, so that they tell no script.
NEUTRAL: Final = frozenset("\"'“”‘’,.;:?!()[]…—·~*_ \t\r\n\u00a0\u3000")
FULL_WIDTH: Final = CHINESE_MARKS - NEUTRAL
CLOSING: Final = frozenset("，、；：。！？）》〉」』】〕〗”’")
OPENING: Final = frozenset("（《〈「『【〔〖“‘")
PAUSES: Final = frozenset("，、；：")
_HALF_PAUSES: Final = frozenset(",;:")
_HALF_CLOSING: Final = frozenset(",;:!?)")
_REACH: Final = 24  # characters; keeps a run of a million brackets linear


def tells_chinese(char: str) -> bool:
    """Whether a character is Han or a mark of Chinese text alone."""
    return "\u4e00" <= char <= "\u9fff" or char in FULL_WIDTH or is_han(char)


def is_tight(left: str, right: str) -> bool:
    """Whether a space between these two is never set: marks of Chinese text bring their own room.

    Before a closing mark, after an opening one and after a pause; the end of a sentence may be that of a paragraph.
    """
    return right in CLOSING or left in OPENING or left in PAUSES


def is_tight_at(text: str, start: int, end: int) -> bool:
    """Whether the space from `start` to `end` is never set: beside a mark of Chinese text, or a half-width one between Chinese."""
    left, right = text[start - 1], text[end]
    if is_tight(left, right):
        return True
    if left not in _HALF_PAUSES and right not in _HALF_CLOSING:
        return False
    return tells_chinese(before(text, start, 0)) and tells_chinese(after(text, end, len(text)))


def before(text: str, offset: int, start: int) -> str:
    """The nearest character before `offset` that tells a script, not before `start`; empty where there is none."""
    if offset > start and text[offset - 1] not in NEUTRAL:
        return text[offset - 1]  # nearly always
    for index in range(offset - 1, max(start, offset - _REACH) - 1, -1):
        if text[index] not in NEUTRAL:
            return text[index]
    return ""


def after(text: str, offset: int, end: int) -> str:
    """The nearest character from `offset` on that tells a script, before `end`; empty where there is none."""
    if offset < end and text[offset] not in NEUTRAL:
        return text[offset]
    for index in range(offset, min(end, offset + _REACH)):
        if text[index] not in NEUTRAL:
            return text[index]
    return ""


class BlockIndex:
    """Finds the recognised paragraph of the view in which an offset lies."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._starts = [block.start for block in blocks]

    def at(self, offset: int) -> Block | None:
        """The block that holds the character at `offset`; None between blocks."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self._blocks[index].end:
            return None
        return self._blocks[index]

    def beside(self, block: Block) -> Sequence[Block]:
        """The block before one, and the one after it, where there are any."""
        index = bisect_right(self._starts, block.start) - 1
        return (*self._blocks[max(0, index - 1) : index], *self._blocks[index + 1 : index + 2])
