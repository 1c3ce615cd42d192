"""Characters that a reader does not see, or sees as an empty box: which they are, and what they are called."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final
from unicodedata import category, name


class Unseen(StrEnum):
    """What becomes of a character that cannot be seen."""

    ZERO_WIDTH = "zero-width"
    """No width, and nothing that it would do in Chinese: zero-width spaces and joiners, soft hyphens, fillers, tags."""
    DIRECTION = "direction"
    """Turns the direction of text."""
    CONTROL = "control"
    """Told machines what to do; in a PDF's text layer it may be a glyph that had no code."""
    SEPARATOR = "separator"
    """Ends lines or paragraphs in other programs."""
    PRIVATE = "private"
    """Means what one font made it mean, or nothing at all."""
    LOST = "lost"
    """U+FFFD: a program said that it could not read what stood there."""
    VARIANT = "variant"
    """Asks for another shape of the character before it."""


_NAMED: Final = MappingProxyType(
    {
        **dict.fromkeys("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0", Unseen.ZERO_WIDTH),
        **dict.fromkeys("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", Unseen.DIRECTION),
        **dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029", Unseen.SEPARATOR),
        **dict.fromkeys(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x180B, 0x180E))), Unseen.VARIANT),
        **dict.fromkeys("\t\n\r", None),
        # Format characters of other scripts that can be seen, or that stand for a mark.
        **dict.fromkeys("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\u0890\u0891\U000110bd\U000110cd", None),
        "\ufffd": Unseen.LOST,
        "\ufffc": Unseen.LOST,
    }
)
_BY_CATEGORY: Final = MappingProxyType(
    {"Cf": Unseen.ZERO_WIDTH, "Cc": Unseen.CONTROL, "Co": Unseen.PRIVATE, "Zl": Unseen.SEPARATOR, "Zp": Unseen.SEPARATOR}
)
_CONTROL_NAMES: Final = (
    "NULL",
    "START OF HEADING",
    "START OF TEXT",
    "END OF TEXT",
    "END OF TRANSMISSION",
    "ENQUIRY",
    "ACKNOWLEDGE",
    "BELL",
    "BACKSPACE",
    "TABULATION",
    "LINE FEED",
    "LINE TABULATION",
    "FORM FEED",
    "CARRIAGE RETURN",
    "SHIFT OUT",
    "SHIFT IN",
    "DATA LINK ESCAPE",
    "DEVICE CONTROL ONE",
    "DEVICE CONTROL TWO",
    "DEVICE CONTROL THREE",
    "DEVICE CONTROL FOUR",
    "NEGATIVE ACKNOWLEDGE",
    "SYNCHRONOUS IDLE",
    "END OF TRANSMISSION BLOCK",
    "CANCEL",
    "END OF MEDIUM",
    "SUBSTITUTE",
    "ESCAPE",
    "INFORMATION SEPARATOR FOUR",
    "INFORMATION SEPARATOR THREE",
    "INFORMATION SEPARATOR TWO",
    "INFORMATION SEPARATOR ONE",
)


def unseen(char: str) -> Unseen | None:
    r"""The kind of a character that cannot be seen; None for all others, tabs and line ends among them.

    A code point that is no character (U+FFFF) counts as private.

    >>> unseen("\u200b"), unseen("\ue5e5"), unseen("字"), unseen("\n")
    (<Unseen.ZERO_WIDTH: 'zero-width'>, <Unseen.PRIVATE: 'private'>, None, None)
    """
    if char in _NAMED:
        return _NAMED[char]
    kind = _BY_CATEGORY.get(category(char))
    return Unseen.PRIVATE if kind is None and _is_noncharacter(ord(char)) else kind


def _is_noncharacter(code: int) -> bool:
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def unseen_name(char: str) -> str:
    r"""How Unicode calls a character that cannot be seen, with its code.

    >>> unseen_name("\u200b"), unseen_name("\x07"), unseen_name("\ue5e5")
    ('U+200B ZERO WIDTH SPACE', 'U+0007 BELL', 'U+E5E5')
    """
    code = ord(char)
    called = _CONTROL_NAMES[code] if code < len(_CONTROL_NAMES) else "DELETE" if code == 0x7F else name(char, "")
    return f"U+{code:04X} {called}".rstrip()
