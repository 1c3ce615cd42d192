"""Two spans of time with nothing between them, of which a sentence can have but one: 半小时内1小时之内."""

from collections.abc import Iterator
from typing import Final

from cleanup.language.lazy import lazy
from cleanup.page import Span

_NUMBER: Final = "(?:[0-9]{1,4}|[一二两兩三四五六七八九十百半]{1,4})"
_UNIT: Final = "[多余餘]?[个個]?半?(?:小时|小時|分钟|分鐘|钟头|鐘頭|星期|天|日|周|週|月|年|秒)"
_WITHIN: Final = "[之以]?[内內]"
_SECOND: Final = lazy(f"[内內]({_NUMBER}{_UNIT}{_WITHIN})")
_FIRST: Final = lazy(f"{_NUMBER}{_UNIT}[之以]?\\Z")
_LONGEST: Final = 12  # code points of a span of time


def side_by_side(text: str) -> Iterator[tuple[Span, Span]]:
    """The places of both spans of time, in the text's order."""
    for match in _SECOND.finditer(text):
        first = _FIRST.search(text, max(0, match.start() - _LONGEST), match.start())
        if first is not None:
            yield Span(first.start(), match.start() + 1), Span(*match.span(1))
