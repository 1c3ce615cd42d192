"""Texts made comparable: what a cleaned page may write in another way without being better or worse."""

import re
from typing import Final

_HEADING: Final = re.compile(r"^\s*#+\s*")
_BLANK: Final = re.compile(r"\s+")
_QUOTES: Final = re.compile("[\"'“”‘’「」『』]")
_PARAGRAPH: Final = re.compile(r"[\r\n]+")
_WIDTH: Final = {ord(half): full for half, full in zip(",;:?!()", "，；：？！（）", strict=True)} | {
    ord(full): chr(ord(full) - 0xFEE0) for full in map(chr, [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)])
}


def normal(text: str) -> str:
    """A paragraph without white space, quotes and Markdown's heading marks, marks in full width, digits and letters in half width.

    >>> normal("## 河长 说:“水清了,ＯＫ”")
    '河长说：水清了，OK'
    """
    return _QUOTES.sub("", _BLANK.sub("", _HEADING.sub("", text))).translate(_WIDTH)


def normal_body(text: str) -> str:
    """A page's paragraphs in their normal form, one a line; a line end of any kind ends a paragraph."""
    return "\n".join(filter(None, map(normal, _PARAGRAPH.split(text))))


_FOLDED: Final = _WIDTH | {ord(quote): '"' for quote in "'“”‘’「」『』"}


def folded(text: str) -> str:
    """A text of the same length with one width for marks, digits and letters, and one form for quotes."""
    return text.translate(_FOLDED)


def compact(text: str) -> str:
    """A text without white space: what character error rates are counted over."""
    return _BLANK.sub("", text)
