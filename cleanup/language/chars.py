"""Classes of characters in Chinese newspaper text: what is a Han character, what ends a sentence, what opens and closes.

Sets hold single code points. Names follow Unicode where it has one.
"""

from typing import Final

from cleanup.language.lazy import lazy

# Unified ideographs with their extensions, the compatibility ideographs, 〇, and the iteration mark 々. Radicals (U+2E80 to U+2FDF) are
# left out: they are look-alikes that a PDF's font map put in an ideograph's place.
HAN_CLASS: Final = (
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3005\u3007\U00020000-\U0002a6df\U0002a700-\U0002ebef\U0002ebf0-\U0002ee5d"
    "\U0002f800-\U0002fa1f\U00030000-\U000323af"
)
"""The inside of a regular-expression class that matches one Han character."""

HAN_RUN: Final = lazy(f"[{HAN_CLASS}]+")
"""Han characters; one pattern for all who look for them, since a class of so many takes long to compile."""
_BEYOND: Final = lazy("[\U00010000-\U0010ffff]")

SENTENCE_ENDS: Final = frozenset("。！？!?…")
"""Marks that end a sentence in either width. `.` is not among them: it also stands in numbers and names."""

END_MARKS: Final = SENTENCE_ENDS
PAUSES: Final = frozenset("，、；：,;:")
"""Marks after which a sentence goes on."""

COMMA_LIKE: Final = frozenset("，、,")

# Opener to closer. The straight quotes are in no pair: which side they are on depends on their place.
PAIRS: Final[dict[str, str]] = {
    "（": "）",
    "(": ")",
    "［": "］",
    "[": "]",
    "｛": "｝",
    "{": "}",
    "《": "》",
    "〈": "〉",
    "「": "」",
    "『": "』",
    "【": "】",
    "〔": "〕",
    "〖": "〗",
    "“": "”",
    "‘": "’",
}
OPENERS: Final = frozenset(PAIRS)
CLOSERS: Final = frozenset(PAIRS.values())
OPENER_OF: Final[dict[str, str]] = {closer: opener for opener, closer in PAIRS.items()}
STRAIGHT_QUOTES: Final = frozenset("\"'")
QUOTES: Final = frozenset("“”‘’「」『』\"'")
BRACKETS: Final = frozenset("（）()［］[]｛｝{}《》〈〉【】〔〕〖〗")

# Half-width marks and the full-width ones that Chinese text sets in their place.
FULL_OF_HALF: Final[dict[str, str]] = {
    ",": "，",
    ";": "；",
    ":": "：",
    "?": "？",
    "!": "！",
    "(": "（",
    ")": "）",
    "[": "［",
    "]": "］",
    ".": "。",
    "~": "～",
}
HALF_OF_FULL: Final[dict[str, str]] = {full: half for half, full in FULL_OF_HALF.items()}

# Marks that may stand neither at the start nor at the end of a line by the rules of Chinese line breaking (GB/T 15834).
NOT_AT_LINE_START: Final = frozenset("。，、；：！？…—～·）］｝》〉」』】〕〗”’%％‰℃,;:!?)]}")
NOT_AT_LINE_END: Final = OPENERS

CHINESE_DIGITS: Final = frozenset("〇零一二三四五六七八九十百千万亿两")
FULL_WIDTH_DIGITS: Final = frozenset("０１２３４５６７８９")
DIGITS: Final = frozenset("0123456789") | FULL_WIDTH_DIGITS

# Marks that belong to Chinese text, for telling Chinese context from Latin context.
CHINESE_MARKS: Final = frozenset("。，、；：！？…—～·（）［］｛｝《》〈〉「」『』【】〔〕〖〗“”‘’")

_ASCII_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def is_han(char: str) -> bool:
    """Whether the single character is a Han character.

    >>> is_han("汉"), is_han("，"), is_han("𠮷"), is_han("a")
    (True, False, True, False)
    """
    if "\u4e00" <= char <= "\u9fff":
        return True
    if char < "\u3005" or "\ufb00" <= char <= "\uffff":
        return False  # the marks of both widths, without asking so large a class
    return HAN_RUN.match(char) is not None


def is_latin_letter(char: str) -> bool:
    """Whether the single character is a letter of the Latin script (A to Z in either width, accented ones included)."""
    if char in _ASCII_LETTERS:
        return True
    return ("\u00c0" <= char <= "\u024f" and char.isalpha()) or "\uff21" <= char <= "\uff3a" or "\uff41" <= char <= "\uff5a"


def is_chinese(char: str) -> bool:
    """Whether the single character is a Han character or a mark of Chinese text."""
    return char in CHINESE_MARKS or is_han(char)


def han_count(text: str) -> int:
    """How many Han characters `text` holds."""
    return sum(map(len, HAN_RUN.findall(text)))


def han_before(text: str) -> str:
    """The Han characters that `text` ends with.

    >>> han_before("到站，请下车"), han_before("下车。")
    ('请下车', '')
    """
    found = HAN_RUN.match(text[::-1])
    return found.group()[::-1] if found else ""


def code_units(text: str) -> bytes:
    """The text as little-endian numbers of two bytes, one a code point; one beyond the basic plane is U+FFFD.

    So that C code may compare and count characters: no Han character that is common stands beyond the basic plane.
    """
    data = text.encode("utf-16-le")
    return data if len(data) == 2 * len(text) else _BEYOND.sub("\N{REPLACEMENT CHARACTER}", text).encode("utf-16-le")
