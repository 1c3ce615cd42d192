"""Single Latin letters amid Chinese that are no part of a word, no mark of a list, no class and no variable."""

from collections import Counter
from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from cleanup.language.chars import is_han
from cleanup.language.lazy import lazy
from cleanup.language.lexicon import Lexicon

_SINGLE: Final = lazy("(?<![A-Za-z])[A-Za-z](?![A-Za-z])")
_BLANKS: Final = (" ", "\u00a0")
_BEFORE_IT: Final = frozenset("，。、；：")
_AFTER_IT: Final = frozenset("，。；")
_SMALL_NAMES: Final = frozenset("eikx")  # e 时代, i 人, k 线, x 光
_NEAR: Final = 12  # code points on each side in which another single letter makes both marks of a list or variables
_STEPS: Final = 3  # of the alphabet between them
_LEARNED: Final = 2  # times that a letter stands beside the same character on a page, from which both belong together
# What stands after and before a letter that names a class, a part, a grade or a thing.
_THINGS: Final = (
    "型级級类類区區座栋棟楼樓段口厅廳馆館门門组組队隊班线線路轮輪罩版面档檔字形股超光盘盤恤柱片群层層照票证證卡图圖表项項点點位角团團键鍵网網站行章"
    "货貨柜櫃仓倉弯彎调調大小男女咖粉端者种種款试試代市省县縣镇鎮村校厂廠公企君某先姐同士化码碼轴軸极極星族人"
)
_WORDS: Final = "集团|集團|射线|射線|坐标|座標|战警|理论|理論|变换|變換|计划|計劃|因子|罩杯|语言|語言|歌|粒子|染色|电视|電視|联赛|聯賽"
_AFTER: Final = lazy(f"[ ]?(?:[{_THINGS}]|{_WORDS})")
_BEFORE: Final = lazy(
    "(?:[第甲乙丙丁素案图圖表件项項型类類级級组組区區座阿某深沪滬粤粵京津冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘桂琼渝川贵云藏陕甘青宁新港澳牌叫为為是选選小老降升大按])$"
)


class Letter(NamedTuple):
    """A single letter: the range with the spaces beside it, and the characters of the same shape that make a word there."""

    start: int
    end: int
    letter: str
    shapes: tuple[str, ...]


_SHAPES: Final = MappingProxyType(
    {
        "T": "工丁",
        "I": "工",
        "H": "日",
        "B": "日",
        "E": "巨",
        "K": "长",
        "R": "尺",
        "X": "又",
        "Y": "丫",
        "O": "口",
        "o": "口",
        "J": "丁",
        "F": "下",
        "L": "上",
        "t": "七",
        "W": "山",
        "U": "口",
        "D": "口",
        "M": "们",
        "Z": "乙",
        "n": "门",
        "x": "又",
        "l": "一",
        "r": "厂",
        "A": "人",
    }
)


def letters(text: str, runs: Sequence[tuple[int, int]], lexicon: Lexicon, source: str) -> Iterator[Letter]:
    """Single letters that can only be left-overs.

    `runs` are the places of the text's runs of Latin letters, in their order. What comes again in `source`, the page's text, is its own.
    """
    places = [start for start, end in runs if end - start == 1]
    pairs: Counter[str] | None = None
    for number, place in enumerate(places):
        start = place - 1 if text[max(0, place - 1) : place] in _BLANKS else place
        end = place + 2 if text[place + 1 : place + 2] in _BLANKS else place + 1
        before, after, letter = text[max(0, start - 1) : start], text[end : end + 1], text[place]
        if not (before and after and (is_han(before) or before in _BEFORE_IT) and (is_han(after) or after in _AFTER_IT)):
            continue
        if letter == "e" and end - start == 1:
            continue  # e租宝, e家: electronic
        named = _AFTER.match(text, place + 1) or _BEFORE.search(text, max(0, start - 1), start)
        if (named and not _stands_apart(text, start, end)) or _is_word(text, place, lexicon):
            continue
        beside = [places[k] for k in (number - 1, number + 1) if 0 <= k < len(places)]
        if any(_are_a_list(text, other, place) for other in beside):
            continue
        if pairs is None:
            found = [match.start() for match in _SINGLE.finditer(source)]
            pairs = Counter(pair for at in found for pair in (source[max(0, at - 1) : at + 1], source[at : at + 2]))
        if max(pairs[text[place - 1 : place + 1]], pairs[text[place : place + 2]]) < _LEARNED:
            yield Letter(start, end, letter, _shapes(text, start, end, letter, lexicon))


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether a small letter has a space on both sides: one that names a class or a thing is a capital, or stands close to it."""
    return end - start == 3 and text[start + 1].islower() and text[start + 1] not in _SMALL_NAMES and text[end : end + 1] not in "型线線"


def _are_a_list(text: str, one: int, other: int) -> bool:
    """Whether two single letters near each other are marks of a list, or two variables: of one case and near in the alphabet."""
    a, b = text[one], text[other]
    return abs(one - other) <= _NEAR and a.isupper() == b.isupper() and abs(ord(a) - ord(b)) <= _STEPS


def _is_word(text: str, at: int, lexicon: Lexicon) -> bool:
    """Whether the letter is part of a word of the dictionary: T恤, 阿Q."""
    if any(len(word) > 1 for word in lexicon.words_at(text[at].upper() + text[at + 1 : at + 4])):
        return True
    return any(lexicon.freq(text[low:at] + text[at].upper()) > 0 for low in range(max(0, at - 3), at))


def _shapes(text: str, start: int, end: int, letter: str, lexicon: Lexicon) -> tuple[str, ...]:
    left, right = text[max(0, start - 2) : start], text[end : end + 2]
    found = []
    for char in _SHAPES.get(letter, ""):
        whole = left + char + right
        if any(low + len(word) > len(left) and len(word) > 1 for low in range(len(left) + 1) for word in lexicon.words_at(whole[low:])):
            found.append(char)
    return tuple(found)
