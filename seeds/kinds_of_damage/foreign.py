"""Foreign words that engines leave in Chinese text: English ones, letters for figures, single letters, words of other scripts.

Made to measure single rules: these kinds work on a plain text and no recipe has them.
"""

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from seeds.characters import is_han
from seeds.kinds_of_damage.codes import Change
from seeds.kinds_of_damage.tables import INSERTED, NOT_STRAY, STRAY

_AMID: Final = re.compile("(?<=[\u4e00-\u9fff]{2})(?=[\u4e00-\u9fff]{2})")
_WORD: Final = re.compile(
    "(?<=[\u4e00-\u9fff，。])(?:发展|工作|问题|群众|市场|技术|农民|学校|城市|活动|服务|经济|安全|教育|道路|建设|管理|领导|生活|历史)(?=[\u4e00-\u9fff，。])"
)
_ENGLISH: Final = {
    "发展": ("development", "growth"),
    "工作": ("work",),
    "问题": ("problem", "issues"),
    "群众": ("people", "masses"),
    "市场": ("market",),
    "技术": ("technology",),
    "农民": ("farmers",),
    "学校": ("school",),
    "城市": ("cities", "urban"),
    "活动": ("activities",),
    "服务": ("services",),
    "经济": ("economic",),
    "安全": ("safety",),
    "教育": ("education",),
    "道路": ("roads",),
    "建设": ("construction", "building"),
    "管理": ("management",),
    "领导": ("leaders", "leadership"),
    "生活": ("life",),
    "历史": ("history",),
}
_CLAUSES: Final = (
    "in order to improve the quality of life",
    "which has been widely welcomed by residents",
    "and all the people of the town came together",
    "as well as the local government departments",
    "it is expected to be completed next year",
    "to further promote rural development",
    "the number of passengers rose again",
    "under the leadership of the committee",
    "more than half of them were students",
    "because the old bridge was too narrow",
)
_NUMBER: Final = re.compile("(?<![0-9A-Za-z.])[0-9]*[01][0-9]*(?=[年月日时人个元万亿名岁米公里吨])")
_ROUND: Final = re.compile("(?<=[一二三四五六七八九])〇(?=[一二三四五六七八九年])")
_TIMES: Final = re.compile("(?<=[0-9])×(?=[0-9])")
_LETTERS: Final = "abcdefghjkmnpqrstuvwyzBDEFGHJLMPRSVWYZ"
_SPACES: Final = ((" ", " "), (" ", " "), (" ", " "), (" ", ""), ("", " "), ("", ""))


def _some(pattern: re.Pattern[str], text: str, count: int, rng: Random) -> list[tuple[int, int]]:
    spans = [match.span() for match in pattern.finditer(text)]
    return rng.sample(spans, min(count, len(spans)))


def stray_english(text: str, rng: Random, count: int) -> Iterator[Change]:
    """About `count` places of English on a page: half of them function words."""
    fits = [at for at in range(2, len(text) - 2) if text[at] in STRAY and _is_alone(text, at)]
    for at in rng.sample(fits, min(len(fits), count // 3)):
        yield Change(at, at + 1, _spaced(rng.choice(STRAY[text[at]]), rng), "function word")
    for start, _ in _some(_AMID, text, count // 6, rng):
        yield Change(start, start, _spaced(rng.choice(INSERTED), rng), "put in")
    for start, end in _some(_WORD, text, count // 6, rng):
        yield Change(start, end, _spaced(rng.choice(_ENGLISH[text[start:end]]), rng), "plain word")
    for start, _ in _some(_AMID, text, max(1, count // 10), rng):
        yield Change(start, start, _spaced(rng.choice(_CLAUSES), rng), "clause")
    for start, end in _some(_NUMBER, text, count // 6, rng):
        yield Change(start, end, _misread(text[start:end], rng), "figure")
    for start, end in _some(_ROUND, text, 2, rng):
        yield Change(start, end, "O", "figure")
    for start, end in _some(_TIMES, text, 2, rng):
        yield Change(start, end, "x", "figure")
    for start, _ in _some(_AMID, text, max(1, count // 10), rng):
        letter = rng.choice(_LETTERS)
        yield Change(start, start, rng.choice((letter, f" {letter} ")), "letter")


def _is_alone(text: str, at: int) -> bool:
    """Whether a function character is a word of its own between two Han characters."""
    return is_han(text[at - 1]) and is_han(text[at + 1]) and text[at - 1 : at + 1] not in NOT_STRAY and text[at : at + 2] not in NOT_STRAY


def _spaced(token: str, rng: Random) -> str:
    before, after = rng.choice(_SPACES)
    return f"{before}{token}{after}"


def _misread(number: str, rng: Random) -> str:
    """A number with one of its noughts or ones read as a letter."""
    at = rng.choice([at for at, char in enumerate(number) if char in "01"])
    return number[:at] + (rng.choice("OOo") if number[at] == "0" else rng.choice("lI")) + number[at + 1 :]


_OTHER: Final = {
    "的": ("の", "ของ", "의", "ର", "का"),
    "和": ("と", "и", "และ", "및", "ଏବଂ", "और", "এবং", "و", "και"),
    "在": ("に", "в", "에서", "में"),
    "从": ("から", "из", "من"),
    "也": ("も", "также"),
    "是": ("は",),
}
_PUT_IN: Final = (
    "している",
    "された",
    "ことが",
    "합니다",
    "развития",
    "ଓଡ଼ିଶା",
    "ที่มี",
    "ของเรา",
    "μας",
    "के साथ",
    "الذي",
    "を",
    "が",
    "して",
    "입니다",
    "был",
)
_SHAPED: Final = {"二": "ニ", "口": "ロ", "力": "カ", "工": "エ", "八": "ハ", "三": "ミ", "千": "チ", "才": "オ", "一": "ー", "夕": "タ"}


def stray_script(text: str, rng: Random, count: int) -> Iterator[Change]:
    """About `count` places of other scripts: function words for Chinese ones, words put in, katakana for characters of their shape."""
    fits = [at for at in range(2, len(text) - 2) if text[at] in _OTHER and _is_alone(text, at)]
    for at in rng.sample(fits, min(len(fits), count // 2)):
        yield Change(at, at + 1, _spaced(rng.choice(_OTHER[text[at]]), rng), "word")
    for start, _ in _some(_AMID, text, count // 4, rng):
        yield Change(start, start, _spaced(rng.choice(_PUT_IN), rng), "put in")
    shaped = [at for at in range(1, len(text) - 1) if text[at] in _SHAPED and is_han(text[at - 1]) and is_han(text[at + 1])]
    for at in rng.sample(shaped, min(len(shaped), count // 4)):
        yield Change(at, at + 1, _SHAPED[text[at]], "shape")
