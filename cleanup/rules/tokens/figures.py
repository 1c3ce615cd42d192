"""Latin letters that stand for figures of the same shape: O for 0 or 〇, l for 1, x for ×."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_MEASURES: Final = (
    "年月日号號时時分秒点點元万萬亿億千百十个個名人位岁歲米公里亩畝吨噸斤克升度层層户戶家次条條件项項届屆"
    "期版页頁章节節只隻台辆輛座栋棟处處所场場倍%％℃°周週天"
)
# Figures with an O, o, l or I among them.
_FIGURE: Final = re.compile(r"(?<![A-Za-z0-9._/-])(?=[OolI]*[0-9])(?=[0-9.,]*[OolI])[0-9OolI]+(?:[.,][0-9OolI]+)*(?![A-Za-z0-9_/])")
_ALONE: Final = re.compile(
    f"(?<![A-Za-z0-9])[lI](?=[月日号號年版]|[.．][0-9])|(?<![A-Za-z0-9])[Oo](?=[.．][0-9])|(?<![A-Za-z0-9])[lI][OolI](?=[{_MEASURES}])"
)
_CHINESE_NUMERALS: Final = "零〇○一二三四五六七八九十"
_ROUND: Final = re.compile(f"(?<=[{_CHINESE_NUMERALS}])[Oo]{{1,2}}(?=[{_CHINESE_NUMERALS}年月日号號])")
_TIMES: Final = re.compile("(?<=[0-9米厘毫分寸尺公里])([ ]?)[xX]([ ]?)(?=(?:长|宽|高|深|約|约)?[0-9])")
_HEX: Final = re.compile("(?<![0-9])0$")
_AFTER: Final = re.compile(f"\\s?[{_MEASURES}]|[多余餘]|[，。、；：）]|$|\\s")
_SURE_AFTER: Final = re.compile(f"\\s?[{_MEASURES}]|[多余餘]")
_DIGIT_OF: Final = str.maketrans("OolI", "0011")
_KEPT: Final = frozenset(("O2O", "o2o", "1o1", "H2O"))


class Figure(NamedTuple):
    """Letters that stand for figures: the range, what should stand there, and how sure it is."""

    start: int
    end: int
    after: str
    confidence: float


def figures(text: str) -> Iterator[Figure]:
    """Figures with letters in them, in Chinese text."""
    for match in _FIGURE.finditer(text):
        run = match.group()
        sure = _SURE_AFTER.match(text, match.end()) is not None
        digits = sum(char.isdigit() for char in run)
        if run in _KEPT or not _AFTER.match(text, match.end()) or (not sure and 2 * digits < len(run)):
            continue
        if run[0] in "IO" and digits == len(run) - 1 == 1 and not sure:
            continue  # I5, O2: models
        yield Figure(*match.span(), run.translate(_DIGIT_OF), 0.95 if sure else 0.75)
    for match in _ALONE.finditer(text):
        yield Figure(*match.span(), match.group().translate(_DIGIT_OF), 0.85)
    for match in _ROUND.finditer(text):
        yield Figure(*match.span(), "〇" * len(match.group()), 0.95)
    for match in _TIMES.finditer(text):
        if not _HEX.search(text, max(0, match.start() - 2), match.start()):
            yield Figure(*match.span(), f"{match[1]}×{match[2]}", 0.85)
