"""Credits: who wrote, photographed or sent something. Told token by token from tables, so that a line costs microseconds.

Lines come in simplified characters: a traditional page is folded before it is looked at.
"""

from typing import Final

from cleanup.language.lazy import lazy

_SURNAME_TEXT: Final = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑"
    "薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄穆萧肖尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席"
    "季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁"
    "荀羊惠甄曲家封芮储靳汲松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从"
    "鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎闫充慕连茹习宦艾鱼容向古"
    "易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩聂晁勾敖融冷辛阚那简饶空曾毋沙养鞠须丰巢关蒯相查荆红游竺权逯盖益桓公"
    "仉督岳帅缑亢况郈有琴海晋楚法汝鄢涂钦商牟佘佴伯赏墨哈谯笪年爱阳佟言福邸仝苑覃冼岩兰付代门战矫原展隋朴"
)
SURNAMES: Final = frozenset(_SURNAME_TEXT)
COMPOUND_SURNAMES: Final = frozenset(
    {
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "长孙",
        "宇文",
        "司徒",
        "令狐",
        "端木",
        "西门",
        "南宫",
        "呼延",
        "申屠",
        "轩辕",
        "夏侯",
        "澹台",
    }
)

# A role, with the paper and the adjectives before it; what follows may be a name without any sign between.
_ROLE: Final = lazy(
    "(?:本[报刊台网社]|新华[社网]|中新[社网]|人民网|\\w{2,8}?(?:日|晚|早|商|时|周|晨|新|都市)报)?"
    "(?:全媒体|融媒体|特派|特约|首席|见习|实习|资深|驻\\w{2,4}?)*"
    "(?:(?:摄影)?(?:记者站?|通讯员|特派员|实习生)|.{0,4}作者|.{2,4}报[道导]$|.{2,8}来信组$|.{2,6}工作室$)"
)
_WRITERS: Final = frozenset(
    {"评论员", "特约评论员", "编辑部", "编者", "编者按", "本报评论员", "本刊评论员", "本报编辑部", "本刊编辑部", "本报特约评论员"}
)
_JOBS: Final = frozenset(
    {"采写", "撰文", "撰稿", "整理", "编译", "供稿", "作者", "执笔", "来源", "文", "图", "文图", "图文", "摄影", "摄", "报道", "摄影报道"}
)
"""Words that are a credit's sign only beside a name."""

OWN_PAPER: Final = frozenset(
    {
        "本报",
        "本刊",
        "本台",
        "本网",
        "本通",
        "本记",
        "本综",
        "本宗",
        "本社",
        "本刊讯",
        "本报讯",
        "本报综合",
        "综合",
        "综合报道",
        "综合消息",
        "宗合",
        "整理",
    }
)
"""Credits of the paper itself, in the short forms that stand under an article."""

_AGENCIES: Final = frozenset({"新华社", "新华网", "中新社", "中新网", "人民网", "人民日报", "央视", "央视网"})
_ROLES_ALONE: Final = _WRITERS | OWN_PAPER | _AGENCIES
_AGENCY: Final = lazy("(?:据|综合|转自|摘自|来源|原载)?(?:新华社|中新社|新华网|人民网|央视|《\\w{2,10}》)(?:消息|报道|电|电稿|通稿|供稿)?")
_BULLETS: Final = "□■◎●◆◇○▲△★☆▍▌▋◤◥※"
_SEPARATOR: Final = lazy("[ \u3000、，,/／:：|｜；;]+")
_LONGEST: Final = 70  # code points of a byline
_MOST_NAMES: Final = 12


def is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def is_name(token: str) -> bool:
    """Whether a token has the form of a person's name: a surname and one or two characters, or a foreign name with its dot.

    >>> is_name("王小河"), is_name("欧阳河"), is_name("阿不力米提·买买提"), is_name("图书馆")
    (True, True, True, False)
    """
    size = len(token)
    if not 2 <= size <= 12:
        return False
    if "·" in token:
        return all(len(part) >= 2 and all(map(is_han, part)) for part in token.split("·"))
    if not all(map(is_han, token)):
        return False
    return (size <= 3 and token[0] in SURNAMES) or (3 <= size <= 4 and token[:2] in COMPOUND_SURNAMES)


def _like_a_name(token: str) -> bool:
    return 2 <= len(token) <= 4 and all(map(is_han, token)) and token not in _JOBS


def names_in(tokens: list[str]) -> int:
    """How many names a list of tokens is made of, `王 河` counting as one; 0 where a token is part of none."""
    count = at = 0
    while at < len(tokens):
        token = tokens[at]
        if is_name(token):
            at += 1
        elif len(token) == 1 and token in SURNAMES and at + 1 < len(tokens) and len(tokens[at + 1]) <= 2 and is_han(tokens[at + 1][:1]):
            at += 2
        else:
            return 0
        count += 1
    return count


def tokens_of(line: str) -> list[str]:
    return [token for token in _SEPARATOR.split(line) if token]


def look_for_credit(line: str) -> str | None:
    """The code of the byline pattern that takes the whole line, None where none does.

    >>> look_for_credit("本报记者 王小河 通讯员 李桥"), look_for_credit("记者调查")
    ('credit-pattern', None)
    """
    if len(line) > _LONGEST:
        return None
    bullet = line[0] in _BULLETS
    bare = line[1:].strip() if bullet else line
    bracketed = len(bare) > 2 and bare[0] in "（(" and bare[-1] in "）)"
    if bracketed:
        bare = bare[1:-1].strip()
    if not bare or any(mark in bare for mark in "。！？"):
        return None
    if bare in OWN_PAPER:
        return "own-paper"
    if bare in _WRITERS:
        return "commentator"
    if _AGENCY.fullmatch(bare):
        return "agency"
    return _look_at_tokens(tokens_of(bare), bullet, bracketed)


def _look_at_tokens(tokens: list[str], bullet: bool, bracketed: bool) -> str | None:
    names: list[str] = []
    roles = 0
    spaced = True  # whether each name stands apart from its role
    for token in tokens:
        role = _ROLE.match(token)
        if role is not None:
            roles += 1
            rest = token[role.end() :]
            if rest:
                spaced = False
                names.append(rest[:-1] if rest[-1] in "文图摄" and is_name(rest[:-1]) else rest)
        elif token in _ROLES_ALONE or (token in _JOBS and (roles or bullet or bracketed or len(tokens) > 1)):
            roles += 1
        else:
            names.append(token)
    if len(names) > _MOST_NAMES:
        return None
    if names and not names_in(names):
        named = len(names) <= 4 and all(_like_a_name(name) for name in names)
        if named and roles and spaced:
            return "credit-pattern"  # beside a role a name needs no known surname
        return "bullet-name" if named and bullet and len(tokens) == 1 else None
    if roles and (names or not all(token in _JOBS for token in tokens)):
        return "credit-pattern"
    if bullet and names:
        return "bullet-name"
    return "bracketed-name" if bracketed and names and len(names) <= 4 else None


_PHOTO_END: Final = lazy("(?:摄影报道|摄影|摄|供图|图片)[）)]?\\Z")
_LAST_BIT: Final = lazy('[ \u3000（(。！？，；：”"]')


def look_for_picture_credit(line: str) -> bool:
    """Whether a line ends in the credit of a picture: `… 王小河 摄`, `（本报记者王小河摄）`.

    >>> look_for_picture_credit("读者在馆前排队。 记者王小河 摄"), look_for_picture_credit("他正在拍摄")
    (True, False)
    """
    end = _PHOTO_END.search(line)
    if end is None:
        return False
    before = line[: end.start()]
    bits = [bit for bit in _LAST_BIT.split(before[-24:]) if bit]
    spaced = before[-1:].isspace() or before[-1:] in ("（", "(", "/", "／")
    if not bits:
        return bool(spaced)
    last = bits[-1]
    role = _ROLE.match(last)
    rest = last[role.end() :] if role else last
    if role is not None and (not rest or is_name(rest)):
        return True
    if len(bits) > 1 and _like_a_name(last) and (found := _ROLE.search(bits[-2])) is not None and found.end() == len(bits[-2]):
        return True
    if is_name(last) or last in OWN_PAPER or names_in(tokens_of(last)):
        return spaced or len(last) == 3 or last in OWN_PAPER
    return bool(spaced) and len(last) <= 4 and all(map(is_han, last)) and len(before) <= 12
