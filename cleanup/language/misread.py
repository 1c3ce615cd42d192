"""Text that was written in one encoding and read in another: what it was, where going back loses nothing."""

from collections.abc import Collection
from types import MappingProxyType
from typing import Final, NamedTuple

from cleanup.language.chars import CHINESE_MARKS, is_han
from cleanup.language.script import fold

# The characters that Windows puts on the codes 80 to 9F; five of these codes it leaves as they are.
_WINDOWS: Final = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"
_BYTE_OF: Final = MappingProxyType({char: 0x80 + place for place, char in enumerate(_WINDOWS)})
HIGH: Final = "\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""The inside of a class of characters that stand for bytes above 7F in a text that was read byte by byte."""

_ROUNDS: Final = 3  # how often a text may have been read wrongly
_LEAST_HIGH: Final = 4  # bytes above 7F of a text in GB 18030
_KNOWN_SHARE: Final = 0.8  # of the Han characters, which the character model knows


class Misread(NamedTuple):
    """What a text was, and the encodings: the one it was written in and the one it was read in."""

    text: str
    written: str
    read: str


def read_by_bytes(text: str, known: Collection[str]) -> Misread | None:
    """What a text was of which each character is a byte; None where it is nothing in UTF-8 or GB 18030, or nothing that is Chinese.

    `known` are the simplified characters that Chinese newspapers use.

    >>> read_by_bytes("\u00e4\u00b8\u00ad\u00e5\u009b\u00bd", "中国"), read_by_bytes("ÖÐ¹ú", "中国"), read_by_bytes("Ñéä", "中国")
    (Misread(text='中国', written='UTF-8', read='Latin-1'), Misread(text='中国', written='GB 18030', read='Latin-1'), None)
    """
    data = _as_bytes(text)
    for _ in range(_ROUNDS):
        if data is None:
            return None
        plain = _decoded(data, "utf-8")
        if plain is None:
            break
        if is_chinese_text(plain, known, least=1):
            return Misread(plain, "UTF-8", "Latin-1")
        data = _as_bytes(plain)
    data = _as_bytes(text)
    high = sum(byte > 0x7F for byte in data or b"")
    # Words with accents (brûlée) are pairs of bytes too, but most of their letters are plain.
    plain = _decoded(data, "gb18030") if data is not None and high >= _LEAST_HIGH and 2 * high > len(data) else None
    if plain is not None and is_chinese_text(plain, known, least=2):
        return Misread(plain, "GB 18030", "Latin-1")
    return None


def _as_bytes(text: str) -> bytes | None:
    try:
        return bytes(_BYTE_OF.get(char) or ord(char) for char in text)
    except ValueError:
        return None


def _decoded(data: bytes, encoding: str) -> str | None:
    """The bytes in an encoding; None where they are none of it, or where encoding again gives others."""
    try:
        text = data.decode(encoding)
        return text if text.encode(encoding) == data else None
    except UnicodeError:
        return None


def leads_utf8_as_gbk() -> frozenset[str]:
    """The characters with which UTF-8 begins a Chinese one where it is read as GB 18030: two bytes of its three."""
    pairs = (bytes((first, second)) for first in range(0xE3, 0xEA) for second in range(0x80, 0xC0))
    return frozenset(char for char in (_decoded(pair, "gb18030") for pair in pairs) if char is not None)


def may_be_utf8(pair: str) -> bool:
    """Whether two characters, as GB 18030, begin with a Chinese character in UTF-8 and a byte of the next: a cheap look.

    >>> may_be_utf8("鍏ㄥ"), may_be_utf8("鍏有")
    (True, False)
    """
    try:
        data = pair.encode("gb18030")
    except UnicodeError:
        return False
    if len(data) < 4 or not (0xE3 <= data[0] <= 0xE9 and 0x80 <= data[1] < 0xC0 and 0x80 <= data[2] < 0xC0):
        return False
    return data[3] < 0x80 or 0xE2 <= data[3] <= 0xEF


def read_as_gbk(text: str, known: Collection[str]) -> Misread | None:
    """What a text was that was written in UTF-8 and read as GB 18030: the longest beginning of it that goes back without loss.

    `Misread.text` is then what a beginning of `text` stands for; its length is that of `Misread.text` in UTF-8, read as GB 18030.

    >>> read_as_gbk("鍏ㄥ競浜", "全市")
    Misread(text='全市', written='UTF-8', read='GB 18030')
    """
    try:
        data = text.encode("gb18030")
    except UnicodeError:
        return None
    try:
        plain = data.decode("utf-8")
    except UnicodeDecodeError as error:
        plain = data[: error.start].decode("utf-8")
    while plain:
        if is_chinese_text(plain, known, least=2) and _decoded(plain.encode("utf-8"), "gb18030") == text[: _length(plain)]:
            return Misread(plain, "UTF-8", "GB 18030")
        plain = plain[:-1]
    return None


def _length(plain: str) -> int:
    read = _decoded(plain.encode("utf-8"), "gb18030")
    return len(read) if read is not None else 0


def is_chinese_text(text: str, known: Collection[str], least: int) -> bool:
    """Whether a text is Chinese: `least` Han characters or more, most of them known, beside them marks and what ASCII has."""
    han = [char for char in fold(text) if is_han(char)]
    if len(han) < least or any(not (char.isascii() or is_han(char) or char in CHINESE_MARKS or char == "\u3000") for char in text):
        return False
    return sum(char in known for char in han) >= _KNOWN_SHARE * len(han)
