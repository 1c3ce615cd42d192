"""Latin letters that stand for figures of the same shape: O for 0 or 〇, l for 1, x for ×."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

_MEASURES: Final = (
    "年月日号號时時分秒点點元万萬亿億千百十个個名人位岁歲米公里亩畝吨噸斤克升度层層户戶家次条條件项項届屆"
    "期版页頁章节節只隻台辆輛座栋棟处處所场場倍%％℃°周週天"
)
# Patterns as text: they are compiled when a page has such a letter, which few have.
# Figures with an O, o, l or I among them.
_FIGURE: Final = (
    r"(?<![A-Za-z0-9._/-])(?=[OolI]{0,40}[0-9])(?=[0-9.,]{0,60}[OolI])[0-9OolI]{1,40}(?:[.,][0-9OolI]{1,40}){0,5}(?![A-Za-z0-9_/])"
)
_ALONE: Final = (
    f"(?<![A-Za-z0-9])[lI](?=[月日号號年版]|[.．][0-9])|(?<![A-Za-z0-9])[Oo](?=[.．][0-9])|(?<![A-Za-z0-9])[lI][OolI](?=[{_MEASURES}])"
)
_CHINESE_NUMERALS: Final = "零〇○一二三四五六七八九十"
_ROUND: Final = f"(?<=[{_CHINESE_NUMERALS}])[Oo]{{1,2}}(?=[{_CHINESE_NUMERALS}年月日号號])"
_TIMES: Final = "(?<=[0-9米厘毫分寸尺公里])([ ]?)[xX]([ ]?)(?=(?:长|宽|高|深|約|约)?[0-9])"
_HEX: Final = "(?<![0-9])0$"
_AFTER: Final = f"\\s?[{_MEASURES}]|[多余餘]|[，。、；：）]|$|\\s"
_SURE_AFTER: Final = f"\\s?[{_MEASURES}]|[多余餘]"
_LETTERS: Final = frozenset("OolIxX")
_LONGEST: Final = 40  # code points of a figure before the letter
_DIGIT_OF: Final = str.maketrans("OolI", "0011")
_KEPT: Final = frozenset(("O2O", "o2o", "1o1", "H2O"))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class Figure(NamedTuple):
    """Letters that stand for figures: the range, what should stand there, and how sure it is."""

    start: int
    end: int
    after: str
    confidence: float


def figures(text: str, runs: Iterable[tuple[int, int]]) -> Iterator[Figure]:
    """Figures with letters in them; `runs` are the places of the text's runs of Latin letters, in their order."""
    end = 0
    for start, stop in runs:
        if start >= end and stop - start <= _LONGEST and _LETTERS.issuperset(text[start:stop]):
            figure = _figure(text, start) or _other(text, start)
            if figure is not None:
                end = figure.end
                yield figure


def _figure(text: str, at: int) -> Figure | None:
    """The figure of digits and letters that holds the letter at a place."""
    low = at
    while low and at - low < _LONGEST and text[low - 1] in "0123456789.,OolI":
        low -= 1
    while text[low] in ".,":
        low += 1
    match = _compiled(_FIGURE).match(text, low)
    if match is None or match.end() <= at:
        return None
    run = match.group()
    sure = _compiled(_SURE_AFTER).match(text, match.end()) is not None
    digits = sum(char.isdigit() for char in run)
    if run in _KEPT or not _compiled(_AFTER).match(text, match.end()) or (not sure and 2 * digits < len(run)):
        return None
    if run[0] in "IO" and digits == len(run) - 1 == 1 and not sure:
        return None  # I5, O2: models
    return Figure(*match.span(), run.translate(_DIGIT_OF), 0.95 if sure else 0.75)


def _other(text: str, at: int) -> Figure | None:
    """A letter that is a figure by itself, a round nought of Chinese figures, or the sign of multiplication."""
    alone = _compiled(_ALONE).match(text, at)
    if alone is not None:
        return Figure(*alone.span(), alone.group().translate(_DIGIT_OF), 0.85)
    nought = _compiled(_ROUND).match(text, at)
    if nought is not None:
        return Figure(*nought.span(), "〇" * len(nought.group()), 0.95)
    low = at - 1 if text[max(0, at - 1) : at] == " " else at
    times = _compiled(_TIMES).match(text, low)
    if times is None or _compiled(_HEX).search(text, max(0, low - 2), low):
        return None
    return Figure(*times.span(), f"{times[1]}×{times[2]}", 0.85)
