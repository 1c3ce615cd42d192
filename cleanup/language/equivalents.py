"""Characters that look like an ordinary one and are another code: radicals, strokes, compatibility ideographs, full-width letters.

The table is Unicode's own (see `resources/characters/ORIGIN.md`), read when the first text that holds one of them asks for it.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from cleanup.resources import resource

_BLOCKS: Final = ((0x2E80, 0x2FDF), (0x31C0, 0x31E3), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
_FULL_WIDTH: Final = ((0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
_TO_ASCII: Final = 0xFEE0

FULL_WIDTH_LETTERS: Final = frozenset(chr(code) for first, last in _FULL_WIDTH for code in range(first, last + 1))
LOOK_ALIKE_CODES: Final = frozenset(chr(code) for first, last in _BLOCKS for code in range(first, last + 1)) | FULL_WIDTH_LETTERS
"""Every code point of the blocks that hold such characters; a few of them are ideographs of their own."""


@cache
def equivalents() -> Mapping[str, str]:
    """The character that each such one stands for; one code point for one.

    >>> equivalents()["⼯"], equivalents()["⻓"], equivalents()["Ｋ"]
    ('工', '长', 'K')
    """
    lines = resource("characters", "equivalents.tsv").read_text(encoding="utf-8").splitlines()
    table = {chr(int(code, 16)): plain for code, plain in (line.split("\t") for line in lines)}
    table.update((letter, chr(ord(letter) - _TO_ASCII)) for letter in FULL_WIDTH_LETTERS)
    return MappingProxyType(table)


def is_same_character(before: str, after: str) -> bool:
    """Whether `after` is `before` with nothing but such characters put right.

    >>> is_same_character("⼯⼈", "工人"), is_same_character("土", "工")
    (True, False)
    """
    if len(before) != len(after) or LOOK_ALIKE_CODES.isdisjoint(before):
        return False
    return _folded(before) == after


def _folded(text: Iterable[str]) -> str:
    table = equivalents()
    return "".join(table.get(char, char) for char in text)
