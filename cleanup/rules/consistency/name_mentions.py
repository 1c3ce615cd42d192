"""Names of people and places in a text: told by the role before a name, by what its bearer does behind it, by a place's last character.

Text comes in simplified characters. A name that was found once is found again wherever the text has it, and with a look-alike in it.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from cleanup.language.alikes import Alikes
from cleanup.language.lazy import lazy
from cleanup.language.lexicon import Lexicon
from cleanup.layout.names import COMPOUND_SURNAMES, SURNAMES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MOST: Final = 4_000
"""Mentions of one page that are looked at; a page of a newspaper has some hundred."""

OFFICES: Final = _words(
    "书记 副书记 县长 副县长 市长 副市长 区长 副区长 镇长 副镇长 乡长 省长 副省长 村长 主任 副主任 局长 副局长 处长 副处长 科长 厅长 "
    "副厅长 部长 副部长 司长 校长 副校长 院长 副院长 所长 副所长 站长 副站长 队长 副队长 大队长 厂长 副厂长 社长 副社长 行长 馆长 团长 "
    "经理 总经理 副总经理 董事长 主席 副主席 会长 副会长 秘书长 理事长 主编 总编辑 总工程师 园长 检察长 政委 司令员 班长 组长 总书记 "
    "总理 副总理 总统 首相 主教练 大使 馆员 船长 机长 矿长 场长 教导员 支书"
)
"""Roles that few people hold at a time."""

_CALLINGS: Final = _words(
    "记者 通讯员 特派员 编辑 摄影 教授 副教授 研究员 工程师 院士 博士 医生 护士 医师 教师 老师 律师 法官 检察官 民警 警官 战士 队员 "
    "教练 作家 诗人 导演 演员 画家 歌手 村民 居民 市民 职工 员工 工人 农民 学生 同学 读者 观众 代表 委员 同志 烈士 先生 女士 老人 "
    "大爷 大妈 师傅 志愿者 社区工作者 网格员 驾驶员 司机 党员 干部 领导 负责人 户主 业主 商户 摊主 菜农 渔民 牧民 选手 球员 冠军 "
    "会计 厨师 校友 游客 乘客 名叫 叫做 丈夫 妻子 儿子 女儿 父亲 母亲 哥哥 弟弟 姐姐 妹妹 作者 供稿 实习生 技术员 保管员 船工"
)
REPORTERS: Final = frozenset({"记者", "通讯员", "摄影", "编辑", "实习生", "作者", "供稿", "特派员"})
"""Roles of those who write the paper, whose names come again day after day."""

_ROLES: Final = OFFICES | _CALLINGS
_ENDS: Final = lazy("[" + "".join(sorted({role[-1] for role in _ROLES})) + "][、 \u3000／/]{0,2}(?=[" + "".join(sorted(SURNAMES)) + "])")
_LONGEST_ROLE: Final = max(map(len, _ROLES))
_SAYS: Final = lazy("说|介绍|表示|告诉|指出|强调|认为|坦言|回忆|感慨|笑着|主持|出席|率队|率领|带领|透露|提出|宣布|解释|坚持|来到")
_SEPARATORS: Final = frozenset("、 \u3000／/")
_EDGES: Final = frozenset("，。；：、“”‘’（）()！？《》—…·,;: \u3000\t\r\n")
_NO_GIVEN: Final = frozenset(
    "在从说对向和与等的了将为到介表告称率曾就也还又已把被及是于以来去该一上下不中给让带同由则并都后前时有这那我你他她它"
)
_PLACE_ENDS: Final = frozenset("村镇乡区县路街巷桥寨屯庄岭坝渠局厂港")
_PLACE_WORDS: Final = frozenset(
    {"街道", "社区", "小区", "水库", "大桥", "公司", "集团", "中学", "小学", "医院", "车站", "农场", "林场", "煤矿"}
)
_PLACE: Final = lazy("[村镇乡区县路街巷桥寨屯庄岭坝渠局厂港道库司团学院站场矿]")
_LEADING: Final = frozenset("县市镇乡区省在到从往去于由")
_STEM: Final = 2  # characters of a place's name before what it is
_COMMON: Final = 60  # times in the lexicon from which two characters are a word rather than the beginning of a name
_VERY_COMMON: Final = 3000  # times from which two characters are a word though they may be a given name too
_MAKERS: Final = frozenset("摄文图报供")  # behind the name of who made a picture or a text
_MADE: Final = frozenset("道导影稿图")  # what may follow that
_MOST_LISTED: Final = 12
_NO_SURNAME: Final = frozenset("从有那应能全公于")  # characters that are surnames too, but behind a role hardly ever
_LISTING: Final = frozenset("、和与跟及同 \u3000／/")
_NEAR: Final = 6  # code points between two names that are listed
_WORD: Final = 3


class Mention(NamedTuple):
    """A name at a place of the text. `role` stands before it, "" where none does; `sure` says that the place itself tells a name."""

    name: str
    at: int
    role: str
    sure: bool
    place: bool = False


def mentions(text: str, lexicon: Lexicon, alikes: Alikes) -> list[Mention]:
    """The names of a text in its order, at most `MOST`; text in simplified characters.

    >>> text = "县长林远溪说，林远溪和村民王大河看过。"
    >>> [(one.name, one.role) for one in mentions(text, Lexicon.load(), Alikes.load())]
    [('林远溪', '县长'), ('林远溪', ''), ('王大河', '村民')]
    """
    found: dict[int, Mention] = {}
    _take(found, _by_role(text, lexicon))
    _take(found, _by_deed(text, lexicon))
    _take(found, _again(text, sorted({mention.name for mention in found.values()}), alikes))
    _take(found, _places(text, lexicon))
    return [found[at] for at in sorted(found)]


def _take(found: dict[int, Mention], more: Iterable[Mention]) -> None:
    """Adds mentions at places that have none yet, while there is room."""
    for mention in more:
        if len(found) >= MOST:
            return
        found.setdefault(mention.at, mention)


def beside(text: str, found: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """Pairs of different names that are listed one after the other: two people, or two places.

    >>> text = "教师林远溪和医生林运溪是兄弟。"
    >>> list(beside(text, mentions(text, Lexicon.load(), Alikes.load())))
    [('林运溪', '林远溪')]
    """
    for one, other in pairwise(found):
        gap = text[one.at + len(one.name) : other.at]
        if one.name != other.name and len(gap) <= _NEAR and not _LISTING.isdisjoint(gap):
            yield min(one.name, other.name), max(one.name, other.name)


def _is_han(text: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in text)


def _by_role(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Names behind a role; several, where they are listed."""
    for match in _ENDS.finditer(text):
        role = _role_before(text, match.start() + 1)
        if not role:
            continue
        at, start = match.start() + 1, match.end()
        for _ in range(_MOST_LISTED):
            size = _size(text, start, lexicon, apart=start > at)
            if not size:
                break
            if size >= _WORD:
                yield Mention(text[start : start + size], start, role, True)
            at = start = start + size
            while start < at + 2 and text[start : start + 1] and text[start] in _SEPARATORS:
                start += 1
            if start == at:
                break


def _role_before(text: str, end: int) -> str:
    """The longest role that ends there; "" where none does."""
    for size in range(min(_LONGEST_ROLE, end), 1, -1):
        if text[end - size : end] in _ROLES:
            return text[end - size : end]
    return ""


def _size(text: str, at: int, lexicon: Lexicon, *, apart: bool) -> int:
    """How many characters of the text from `at` on are a person's name; 0 where they are none. `apart`: a space stands before."""
    head = text[at : at + 5]
    if head[:2] in COMPOUND_SURNAMES:
        base = 2
    elif head[:1] in SURNAMES and (apart or head[:1] not in _NO_SURNAME):
        base = 1
    else:
        return 0
    run = 0
    while run < len(head) and "\u4e00" <= head[run] <= "\u9fff":
        run += 1
    if run <= base or head[base] in _NO_GIVEN:
        return 0
    size = base + 2 if run == base + 2 or (run > base + 2 and head[base + 1] not in _NO_GIVEN) else base + 1
    bounded = run == size
    if base + 2 == size and head[base + 1] in _MAKERS and (bounded or text[at + size : at + size + 1] in _MADE):
        size -= 1
    elif base == 1 and not (apart and bounded) and _is_words(head[:size], lexicon, bounded=bounded):
        return 0
    return size


def _is_words(name: str, lexicon: Lexicon, *, bounded: bool) -> bool:
    """Whether what may be a name looks like words of the text."""
    if lexicon.freq(name[:2]) > _COMMON or lexicon.freq(name[1:]) > _VERY_COMMON:
        return True
    return not bounded and lexicon.freq(name) > _COMMON


def _by_deed(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Names between a mark and what their bearer does."""
    for match in _SAYS.finditer(text):
        for size in (3, 4):
            at = match.start() - size
            if at < 0 or (at and text[at - 1] not in _EDGES) or text[at] not in SURNAMES:
                continue
            name = text[at : match.start()]
            compound = name[:2] in COMPOUND_SURNAMES
            if not _is_han(name) or not _NO_GIVEN.isdisjoint(name[1:]) or compound != (size == 4):
                continue
            if not compound and (lexicon.freq(name[:2]) > _COMMON or lexicon.freq(name) > _COMMON):
                continue
            yield Mention(name, at, "", True)
            break


def _again(text: str, people: Iterable[str], alikes: Alikes) -> Iterator[Mention]:
    """Where the text has names again, and where it has them with one character that looks like theirs."""
    for name in people:
        size = len(name)
        last = size - 1
        for start in _all(text, name[:last]):  # as it is, or with another last character
            there = text[start : start + size]
            if there == name or (len(there) == size and alikes.are_alike(there[last], name[last])):
                yield Mention(there, start, "", False)
        for at in _all(text, name[1:]):
            if at and alikes.are_alike(text[at - 1], name[0]):
                yield Mention(text[at - 1 : at + last], at - 1, "", False)
        for start in _all(text, name[0]):
            if text[start + last : start + size] == name[last] and not text.startswith(name, start):
                there = text[start : start + size]
                apart = [number for number in range(size) if there[number] != name[number]]
                if len(apart) == 1 and alikes.are_alike(there[apart[0]], name[apart[0]]):
                    yield Mention(there, start, "", False)


def _all(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _places(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Places and houses: the characters before what they are, where these are no word."""
    for match in _PLACE.finditer(text):
        end = match.end()
        long = text[end - 2 : end] in _PLACE_WORDS
        if not long and text[end - 1] not in _PLACE_ENDS:
            continue
        start = end - 2 if long else end - 1
        at = start - _STEM
        stem = text[max(at, 0) : start]
        if at < 0 or not _is_han(stem) or not _NO_GIVEN.isdisjoint(stem) or lexicon.freq(stem) > _COMMON or text[at:end] in lexicon:
            continue
        if lexicon.freq(text[end - 1 : end + 1]) > _COMMON and text[end : end + 1] not in "民委":
            continue
        led = at == 0 or text[at - 1] in _EDGES or text[at - 1] in _LEADING
        if led or lexicon.freq(text[at - 1 : at + 1]) <= _COMMON:
            yield Mention(text[at:end], at, "", led, place=True)


def line_numbers(text: str) -> Callable[[int], int]:
    r"""What gives the number, from 1, of the line that holds an offset of the text.

    >>> at = line_numbers("甲\n乙\r\n丙")
    >>> at(0), at(2), at(5)
    (1, 2, 3)
    """
    starts = [0, *(match.end() for match in re.finditer("\r\n|\r|\n", text))]
    return lambda offset: bisect_right(starts, offset)
