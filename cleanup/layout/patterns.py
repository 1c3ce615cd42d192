"""What a line's own words say it is: page furniture, captions, credits. A table, each pattern with its code.

Lines come without outer white space and in simplified characters. A pattern is tried only where the line holds one of its telling
characters, and is compiled when it is first tried: most pages need few of them.
"""

import re
from functools import cache
from typing import Final, NamedTuple

from cleanup.language.lazy import lazy
from cleanup.layout.names import is_han, look_for_credit, look_for_picture_credit, names_in, tokens_of
from cleanup.page import Kind

LONGEST: Final = 240
"""Code points of the longest line that is anything but body text by its words."""

# Patterns see a plainer line: marks and digits in ASCII, Chinese numerals as 0, arrows as ^. That keeps their classes within ASCII,
# which compile and match many times faster.
_PLAIN: Final = str.maketrans(
    "\u3000，：；（）【】／｜·•０１２３４５６７８９〇零一二三四五六七八九十廿",
    " ,:;()()/|||01234567890000000000000",
) | str.maketrans(dict.fromkeys("▲△▼▽↑↓←→◀▶►◄", "^"))

_EDITION: Final = "第? ?[A-Z]?[0-9]{1,3} ?(?:版|页)"
_MONTH_DAY: Final = "[0-9]{1,3} ?月 ?[0-9]{1,3} ?日"
_DAY_WORDS: Final = (
    r"(?:[ ,|]{0,3}(?:\(?(?:星期|周)[0日天]\)?|农历\w{2,14}|总?第[0-9]{1,6}(?:期|号)"
    rf"|今日\w{{0,3}}[0-9]{{0,3}}(?:版|张)?|{_EDITION})|[ |]{{1,3}}\w{{2,8}})"
)
_NEWSPAPER: Final = "(?:日|晚|早|商|时|周|晨|新|都市)报"


class Pattern(NamedTuple):
    """A pattern for a whole line of at most `longest` code points that holds one of the characters `telling`."""

    kind: Kind
    code: str
    telling: frozenset[str]
    pattern: str
    longest: int


def _furniture(code: str, telling: str, pattern: str, longest: int = 70) -> Pattern:
    return Pattern(Kind.FURNITURE, code, frozenset(telling), pattern, longest)


_WEATHER: Final = "晴|多云|阴|[小中大阵雷][雨雪]"
_TABLE: Final = (
    _furniture("image-mark", "<!", r"!\[[^\]]*\]\([^)]*\)|<(?:img|table|/table|div|/div|br)\b[^>]*>|<!--.*-->", LONGEST),
    _furniture(
        "jump-line",
        "转接见",
        r"[(^]{0,2} ?(?:紧接|上接|下转|转|接|详见|见|报道见|更多\w{2,4}(?:见|请)\w{0,2}) ?" + _EDITION + r"[^。,]{0,12}[)^]{0,2}",
    ),
    _furniture("jump-line", "(", r"\((?:上接|下转|未完|待续|续前|续完|完)[^)]{0,12}\)"),
    _furniture("edition", "版页", rf"(?:\w{{2,8}}[ |/]{{1,3}})?{_EDITION}(?:[ :|/]{{0,3}}\w{{2,8}}(?:\|\w{{2,6}})?)?", 30),
    _furniture("edition", "0123456789", r"\w{2,6} {1,4}(?:[A-Z][0-9]{1,2}|0[0-9])|(?:[A-Z][0-9]{1,2}|0[0-9]) {0,4}[^\W\d]{2,6}", 16),
    _furniture(
        "date-line",
        "日",
        rf"(?:\w{{2,6}} {{1,3}})?(?:[0-9]{{4}} ?年 ?{_MONTH_DAY}{_DAY_WORDS}{{0,6}}|{_MONTH_DAY}{_DAY_WORDS}{{1,6}})",
    ),
    _furniture("date-line", "期历", r"(?:星期[0日天]|农历\w{2,14})(?:[ ,|]{1,3}[^。,]{1,20}){0,4}"),
    _furniture(
        "issue-number",
        "期号NS国邮",
        r"\(?(?:总?第 ?[0-9]{1,6} ?(?:期|号)|CN ?[0-9]{2}-[0-9]{4}|ISSN[^。]{0,20}|国内统0[^。]{0,40}|邮发代号[^。]{0,20})"
        r"(?:[ ,|].{0,60})?\)?",
        110,
    ),
    _furniture("masthead", "报", rf"\w{{2,6}}{_NEWSPAPER}社?(?: {{1,3}}(?:[^\W\d]{{2,8}}|[A-Z ]{{3,40}})){{0,3}}", 50),
    _furniture("publisher", "管办版关", r"\W?\w{2,24}(?:主管|主办|出版|机关报)(?: \w{2,24}(?:主管|主办|出版))?", 60),
    _furniture(
        "weather",
        "晴云阴雨雪℃",
        rf"(?:今[日天晚夜]|明[日天]|后天|本市|市区|城区|[白黑]天|夜间|天气|气温|{_WEATHER})"
        rf"(?=[^。]{{0,60}}(?:[0-9](?:℃|度|级)|[转间](?:{_WEATHER})))[^。]{{0,80}}。?",
        90,
    ),
    Pattern(
        Kind.CAPTION,
        "picture-words",
        frozenset("图画片"),
        r"[(^]{0,2} ?(?:图片?为|图[①-⑩0-9]{1,2}[:为是 ]|以上图片|[上下左右中大小]图[为是:, (]|题图:|漫画:|制图:|资料图|资料照片).{0,230}",
        LONGEST,
    ),
    Pattern(Kind.CAPTION, "picture-credit", frozenset("摄图"), r"(?:摄影|供图|图片(?:来源|提供)?)[ :/]{1,2}[^。,]{2,24}", 40),
)

_STAFF: Final = (
    "责任编辑|责编|责任校对|值班主任|值班编委|值班总编|值班|编辑|主编|总编辑|校对|美编|版式|组版|制版|"
    "审读|编审|监制|监审|设计|统筹|策划|视觉|图编|检校|签发"
)
_N: Final = "[0-9〇○零一二三四五六七八九十廿]"
_FOLIO_TOKEN: Final = (
    rf"(?:(?:公元|(?:中华)?民国)?{_N}{{1,4}}年)?{_N}{{1,3}}月{_N}{{1,3}}日|(?:星期|周)[一二三四五六日天]|农历.{{2,12}}"
    "|第?[A-Z]?[0-9]{1,2}[版页]|[A-Z][0-9]{1,2}|0[0-9]|总?第[0-9]{1,6}[期号]"
)
_CONTACT: Final = (
    "专线|热线|电话|传真|邮编|邮政编码|邮箱|信箱|E-mail|Email|e-mail|网址|社址|地址|刊登|发行|订阅|订报|投稿|"
    "零售|定价|承印|印刷|咨询|联系人|微信|公众号|QQ"
)
_REACHED: Final = r"[0-9０-９-]{5,}|@|www\.|https?:|[0-9]元"
_PAGE_NUMBER: Final = r"[-—–·•=_|\s]*[0-9]{1,4}(?:\s?[/／]\s?[0-9]{1,4})?[-—–·•=_|\s]*"
_LETTER: Final = lazy(r"[^\W\d_]")
_DIGIT: Final = lazy("[0-9]{1,4}")
_STAFF_WORD: Final = lazy(f"(?:本版|今日|一版|本期|头版|执行|特约)?(?:{_STAFF})")
# A line without any of these is none of the table's; one look instead of one for each pattern. The class before the alternation
# holds every character that a branch begins with, and makes the search several times faster.
_FIRST: Final = "".join(sorted({word[0] for word in f"{_STAFF}|{_CONTACT}".split("|")}))
_TELLING: Final = lazy(
    f"(?=[图摄版页℃转接见月星农第报主间记通评新据来/／文作综本国邮A-Z{_FIRST}])"
    "(?:[图摄版页℃]|[转接见] ?第?[A-Z0-9一二三四五六七八九十]|月.{1,4}日|星期|农历|第[0-9]|[A-Z][0-9]|报|主[管办]|[间转][晴多阴小中大阵雷]"
    f"|记者|通讯员|评论员|新华|据|来源|[/／]文|文[/／]|作者|综合|本[台网通记宗刊]|CN|ISSN|国内统一|邮发|{_STAFF}|{_CONTACT})"
)
_MARKED_START: Final = frozenset("（(【!<□■◎●◆◇○▲△★☆▍▌▋◤◥※▼↑↓←→◀▶►◄")
_RULES: Final = frozenset("-—–=_*~·•─━│|+.…□■◆●○◇☆★※")
_SHORT: Final = 16
_MIDDLE: Final = 90


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class Seen(NamedTuple):
    """The kind that a line's words give it, and the code of the pattern that says so."""

    kind: Kind
    code: str


def look(line: str) -> Seen | None:
    """The kind that a line's own words give it; None where they give none.

    >>> look("本报记者 王小河 通讯员 李桥"), look("（下转第三版）")
    (Seen(kind=<Kind.BYLINE: 'byline'>, code='credit-pattern'), Seen(kind=<Kind.FURNITURE: 'furniture'>, code='jump-line'))
    """
    size = len(line)
    if size > LONGEST or (size > _MIDDLE and line[-1] == "。" and "图" not in line[:8]):
        return None
    if not is_han(line[0]) and _LETTER.search(line) is None:
        return _without_words(line)
    if line[0] not in _MARKED_START and _TELLING.search(line) is None and (size > _SHORT or _DIGIT.search(line) is None):
        return None
    plain = line.translate(_PLAIN)
    chars = set(plain)
    for entry in _TABLE:
        if size <= entry.longest and not entry.telling.isdisjoint(chars) and _compiled(entry.pattern).fullmatch(plain):
            return Seen(entry.kind, entry.code)
    if look_for_picture_credit(line):
        return Seen(Kind.CAPTION, "picture-credit")
    if (found := _notice(line)) is not None:
        return found
    credit = look_for_credit(line)
    return None if credit is None else Seen(Kind.BYLINE, credit)


def _without_words(line: str) -> Seen | None:
    """A line without Han character and letter: a page number or a drawn rule, or only marks and numbers of some table."""
    numbers = _DIGIT.findall(line)
    if not numbers:
        return Seen(Kind.FURNITURE, "rule-mark") if len(set(line) - {" ", "\u3000"}) <= 2 and line[0] in _RULES else None
    if (
        len(numbers) <= 2
        and len(line) <= _SHORT
        and _compiled(r"[-—–·•=_|\s]*[0-9]{1,4}(?:\s?[/／]\s?[0-9]{1,4})?[-—–·•=_|\s]*").fullmatch(line)
    ):
        return Seen(Kind.FURNITURE, "page-number")
    return None


def _notice(line: str) -> Seen | None:
    """Lines of the paper's staff and of where to reach it, told by their words wherever these stand."""
    if len(line) > 120 or line.count("。") > 1:
        return None
    if _STAFF_WORD.match(line.lstrip("（(【")) and _is_staff(tokens_of(line.strip("（()）【】"))):
        return Seen(Kind.FURNITURE, "staff-line")
    tokens = tokens_of(line)
    if len(line) <= 60 and 2 <= len(tokens) <= 9 and not any(mark in line for mark in "。，,") and _is_folio(tokens):
        return Seen(Kind.FURNITURE, "folio")
    words = len(_compiled(_CONTACT).findall(line))
    if words and (words > 1 or len(line) <= 40) and _compiled(_REACHED).search(line):
        return Seen(Kind.FURNITURE, "contact-line")
    return None


def _is_folio(tokens: list[str]) -> bool:
    """Whether tokens are what stands at the head or foot of a page: section, date, weekday, edition, issue, the editor's name."""
    sure = others = at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if _STAFF_WORD.fullmatch(token) and at < len(tokens) and is_han(tokens[at][0]) and len(tokens[at]) <= 4:
            sure += 1
            at += 1
        elif _compiled(_FOLIO_TOKEN).fullmatch(token):
            sure += 1
        elif 2 <= len(token) <= 6 and all(map(is_han, token)):
            others += 1
        else:
            return False
    return sure > 0 and others <= 2


def _is_staff(tokens: list[str]) -> bool:
    """Whether tokens are nothing but jobs at the paper and names."""
    jobs = 0
    names = []
    for token in tokens:
        job = _STAFF_WORD.match(token)
        jobs += job is not None
        rest = token[job.end() :] if job else token
        if rest:
            names.append(rest)
    return jobs > 0 and names_in(names) > 0
