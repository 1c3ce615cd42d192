"""Numbers as newspapers write them, in figures or in characters."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from decimal import Decimal

_FIGURES: Final = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_DIGITS: Final = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_TENS: Final = {"廿": 20, "卅": 30}


def number(text: str) -> int | None:
    """A whole number up to ninety-nine in characters, a year read digit by digit, or any in figures; None for what is none.

    >>> [number(text) for text in ("31", "１２", "十二", "三十一", "二〇二三", "卅一", "十十")]
    [31, 12, 12, 31, 2023, 31, None]
    """
    plain = text.translate(_FIGURES)
    if plain.isascii():
        return int(plain) if plain.isdecimal() else None
    if "十" in text:
        tens, _, ones = text.partition("十")
        left = _DIGITS.get(tens, None) if tens else 1
        right = _DIGITS.get(ones, None) if ones else 0
        return None if left is None or right is None else 10 * left + right
    if text[:1] in _TENS:
        last = _DIGITS.get(text[1:], None) if text[1:] else 0
        return None if last is None else _TENS[text[0]] + last
    digits = [_DIGITS.get(char) for char in text]
    return None if None in digits else int("".join(map(str, digits)))


def figure(text: str) -> "Decimal | None":
    """A number in figures, with its thousands parted by commas or not, and its decimals.

    >>> figure("1,234.5"), figure("３９９"), figure("12,34")
    (Decimal('1234.5'), Decimal('399'), None)
    """
    from decimal import Decimal  # takes as long to load as a rule takes over a page, and few pages have figures to compare

    plain = text.translate(_FIGURES)
    whole, _, _ = plain.partition(".")
    groups = whole.split(",")
    if len(groups) > 1 and (not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:])):
        return None
    bare = plain.replace(",", "")
    return Decimal(bare) if bare.replace(".", "", 1).isdecimal() and bare.isascii() else None
