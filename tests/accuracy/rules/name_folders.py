"""Folders of pages with invented people and places: some names are misread in one place, others belong to two who have nearly the same.

Surnames come as often as among the people of a newspaper; of two who have nearly the same name half are kin, whose surname comes as often
as any, and half bear it by chance, for which both must have the same surname.

Invented paragraphs stand between articles of clean text. A name that is misread has one character of the drawn look-alikes in its place,
or, more seldom, any other; one of a reporter may also be written with a character that sounds the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final, NamedTuple

from cleanup.language.alikes import Alikes, load_alikes
from cleanup.layout.names import SURNAMES
from cleanup.rules.consistency.name_pairs import FolderNames, Gathering, Pair, surname_bearers
from cleanup.rules.consistency.name_variant import folder_names, page_names
from seeds.articles import Article
from seeds.damage import make_page
from seeds.recipe import RECIPES
from tests.accuracy.rules.trial import Damage, Made

_GIVEN: Final = "远溪茂振邦雨眠闻樱广秋荷建勋若青文志海波森俊敏玲娟燕秀梅峰江泽浩宇晨曦怡佳瑶慧福春松柏桂朗辉煌炜焕钧铭锋宝富田平安成立新"
_PLACES: Final = "柳河清溪石窝上渠榆林双桥杏坡梨沟青岭枫湾松坪竹港盐池麦场樱渡"
_SUFFIXES: Final = ("村", "镇", "乡", "街道")
_NEAR: Final = (
    "伟玮",
    "峰锋",
    "峰烽",
    "玲珍",
    "玲伶",
    "敏敬",
    "晨晟",
    "佳桂",
    "瑶瑞",
    "晴靖",
    "辉晖",
    "明朋",
    "春秦",
    "柏珀",
    "煌煜",
    "泽择",
    "青育",
    "铭铬",
)
_NEAR_PLACES: Final = ("青肖", "岭岑", "沟构", "坪坝", "溪漠", "枫棉", "松桧", "柳柏", "上土", "河何")
_SOUNDS: Final = ("小晓", "洋阳", "伟卫", "文雯", "志智", "玉钰", "建健", "平萍", "辉慧", "红宏")
_OFFICES: Final = ("县长", "局长", "校长", "镇党委书记", "院长", "站长", "副县长", "董事长", "主任", "队长")
_CALLINGS: Final = ("村民", "教师", "医生", "民警", "志愿者", "工人", "司机", "菜农", "技术员")

_FIRST: Final = (
    "{role}{name}昨天一早就到了渡口，和大家一起把沙袋搬上堤坝。",
    "清早六点，{role}{name}已经在大棚里忙了一个钟头。",
    "“这条路今年一定修通。”{role}{name}说。",
    "据{role}{name}介绍，的水渠全长四十公里，沿线要换三座老闸。",
    "会上，{role}{name}汇报了冬修水利的进度。",
)
_LATER: Final = (
    "{name}说，汛期以前这些都要验收，一处也不能落下。",
    "听到这个消息，{name}连夜赶了回来。",
    "在{name}的带动下，又有十几户人家把旧船交了上来。",
    "雨停以后，{name}又沿着河岸走了一遍。",
    "大家都知道{name}的脾气，谁也不敢马虎。",
)
_TOGETHER: Final = ("{one}、{other}都报名参加了这次抢修。", "{role}{one}和{role_other}{other}一起值夜班。")
_PLACE_LINES: Final = (
    "{name}今年种了三百亩春茶，清明前后就能上市。",
    "从{name}到渡口的班车每天两趟，老人坐车不用买票。",
    "这批种子在{name}试种了两年，亩产比往年高一成。",
    "{name}的水塔上个月刚刚换过水泵。",
)
_BYLINES: Final = ("本报记者 {name}", "（记者 {name}）", "本报讯（记者 {name}）", "记者 {name} 文/图")
_BYLINES_OF_TWO: Final = ("本报记者 {one} {other}", "记者 {one} 通讯员 {other}")


_LIKEST: Final = 12  # of the look-alikes of a character that it may be misread as


class Misread(NamedTuple):
    """A name with a character that stands for another."""

    name: str
    at: int
    char: str
    kind: str


@dataclass
class _Draft:
    """The paragraphs of a folder's pages, and what is misread in them; each such place is held by a character of its own."""

    pages: list[list[str]]
    misread: list[Misread] = field(default_factory=list)

    def hold(self, what: Misread) -> str:
        """The name to put in, with the held place for the character."""
        self.misread.append(what)
        return what.name[: what.at] + chr(0xE000 + len(self.misread) - 1) + what.name[what.at + 1 :]


@dataclass(frozen=True)
class Folder:
    """The pages beside a page, and the names that may be one."""

    names: Sequence[Pair]

    def page(self, number: int) -> None:
        """No text of these jumps to another page."""


def folders(articles: Sequence[Article], seed: str, count: int, each: int) -> Iterator[list[Made]]:
    """`count` folders, with `each` names misread in each and as many pairs of names that are nearly the same."""
    for number in range(count):
        chance = Random(f"{seed}/{number}")
        draft = _draft(chance, each)
        yield _made(draft, articles, chance, number)


def _draft(chance: Random, each: int) -> _Draft:
    draft = _Draft([[] for _ in range(6)])
    used: set[str] = set()
    makers = (_misread_person, _misread_reporter, _misread_person, _misread_place, _misread_person, _sounding_reporter)
    nears = (_two_people, _two_reporters, _two_of_a_calling, _two_places, _two_of_a_paper, _two_people)
    for number in range(each):
        makers[number % len(makers)](draft, chance, used)
        nears[number % len(nears)](draft, chance, used)
        _put(draft, chance, _person_lines(_name(chance, used), chance, chance.choice(_CALLINGS), chance.randint(1, 3)))
    return draft


def _surname(chance: Random, *, twice: bool = False) -> str:
    """A surname of one character, as often as people bear it; `twice` as often as two people who meet bear it."""
    bearers = {surname: count for surname, count in surname_bearers().items() if surname in SURNAMES}
    return chance.choices(list(bearers), [count**2 if twice else count for count in bearers.values()])[0]


def _name(chance: Random, used: set[str], *, twice: bool = False) -> str:
    """A name that nobody has yet, nor nearly; of three characters, seldom of two."""
    while True:
        name = _surname(chance, twice=twice) + "".join(chance.choice(_GIVEN) for _ in range(1 if chance.random() < 0.1 else 2))
        if not any(len(other) == len(name) and sum(a != b for a, b in zip(name, other, strict=True)) < 2 for other in used):
            used.add(name)
            return name


def _place_name(chance: Random, used: set[str]) -> str:
    while True:
        name = "".join(chance.sample(_PLACES, 2)) + chance.choice(_SUFFIXES)
        if name[:2] not in {other[:2] for other in used}:
            used.add(name)
            return name


def _person_lines(name: str, chance: Random, role: str, times: int) -> list[str]:
    lines = [chance.choice(_FIRST).format(role=role, name=name)]
    for _ in range(times - 1):
        named = role + name if chance.random() < 0.25 else name
        lines.append(chance.choice(_LATER).format(name=named))
    return lines


def _put(draft: _Draft, chance: Random, lines: Sequence[str], page: int | None = None) -> None:
    """A paragraph or two on one page."""
    where = draft.pages[chance.randrange(len(draft.pages)) if page is None else page]
    cut = chance.randint(1, len(lines))
    where += ["".join(lines[:cut]), *(["".join(lines[cut:])] if cut < len(lines) else [])]


def _other(char: str, chance: Random, alikes: Alikes) -> str:
    known = [alike.char for alike in alikes.of(char)][:_LIKEST]
    return chance.choice(known) if known and chance.random() < 0.85 else chance.choice([c for c in _GIVEN if c != char])


def _misread_person(draft: _Draft, chance: Random, used: set[str]) -> None:
    name = _name(chance, used)
    at = chance.choice([0, *range(1, len(name)), *range(1, len(name))])
    held = draft.hold(Misread(name, at, _other(name[at], chance, load_alikes()), "person"))
    lines = _person_lines(name, chance, chance.choice(_OFFICES + _CALLINGS), chance.randint(2, 5))
    for wrong in chance.sample(range(len(lines)), 2 if len(lines) > 3 and chance.random() < 0.3 else 1):
        lines[wrong] = lines[wrong].replace(name, held)
    _put(draft, chance, lines)


def _bylines(draft: _Draft, chance: Random, names: Sequence[str]) -> None:
    for name in names:
        line = chance.choice(_BYLINES).format(name=name)
        draft.pages[chance.randrange(len(draft.pages))].append(line + chance.choice(_LATER).format(name="村里人") if "（" in line else line)


def _misread_reporter(draft: _Draft, chance: Random, used: set[str]) -> None:
    name = _name(chance, used)
    at = chance.randrange(len(name))
    held = draft.hold(Misread(name, at, _other(name[at], chance, load_alikes()), "reporter"))
    _bylines(draft, chance, [*[name] * chance.choice((1, 1, 2, 3, 4, 6)), *[held] * chance.choice((1, 1, 1, 2))])


def _sounding_reporter(draft: _Draft, chance: Random, used: set[str]) -> None:
    one, other = chance.sample(chance.choice(_SOUNDS), 2)
    name = _name(chance, used)[0] + one + chance.choice(_GIVEN)
    used.add(name)
    held = draft.hold(Misread(name, 1, other, "sound"))
    _bylines(draft, chance, [*[name] * chance.randint(2, 5), held])


def _misread_place(draft: _Draft, chance: Random, used: set[str]) -> None:
    name = _place_name(chance, used)
    at = chance.randrange(2)
    held = draft.hold(Misread(name, at, _other(name[at], chance, load_alikes()), "place"))
    for one in [*[name] * chance.randint(3, 6), held]:
        _put(draft, chance, [chance.choice(_PLACE_LINES).format(name=one)])


def _near(chance: Random, used: set[str]) -> tuple[str, str]:
    one, other = chance.sample(chance.choice(_NEAR), 2)
    name = _name(chance, used, twice=chance.random() < 0.5)
    at = len(name) - 1 if chance.random() < 0.7 else 1
    pair = name[:at] + one + name[at + 1 :], name[:at] + other + name[at + 1 :]
    used.update(pair)
    return pair


def _two_people(draft: _Draft, chance: Random, used: set[str]) -> None:
    one, other = _near(chance, used)
    role, role_other = chance.sample(_OFFICES + _CALLINGS, 2)
    page = chance.randrange(len(draft.pages))
    _put(draft, chance, _person_lines(one, chance, role, chance.randint(1, 4)), page)
    _put(draft, chance, _person_lines(other, chance, role_other, chance.randint(1, 4)), page)
    if chance.random() < 0.5:
        told = chance.choice(_TOGETHER).format(one=one, other=other, role=role, role_other=role_other)
        _put(draft, chance, [told], page)


def _two_reporters(draft: _Draft, chance: Random, used: set[str]) -> None:
    one, other = _near(chance, used)
    _bylines(draft, chance, [*[one] * chance.randint(1, 5), *[other] * chance.randint(1, 5)])
    if chance.random() < 0.4:
        draft.pages[0].append(chance.choice(_BYLINES_OF_TWO).format(one=one, other=other))


def _two_of_a_paper(draft: _Draft, chance: Random, used: set[str]) -> None:
    """Two reporters whose names differ in one character, which do not look alike."""
    name = _name(chance, used, twice=True)
    at = chance.randrange(1, len(name))
    other = name[:at] + chance.choice([char for char in _GIVEN if char not in name]) + name[at + 1 :]
    used.add(other)
    _bylines(draft, chance, [*[name] * chance.randint(1, 5), *[other] * chance.randint(1, 5)])


def _two_of_a_calling(draft: _Draft, chance: Random, used: set[str]) -> None:
    one, other = _near(chance, used)
    role = chance.choice(_CALLINGS)
    for name, page in zip((one, other), chance.sample(range(len(draft.pages)), 2), strict=True):
        _put(draft, chance, _person_lines(name, chance, role, chance.randint(1, 4)), page)


def _two_places(draft: _Draft, chance: Random, used: set[str]) -> None:
    one, other = chance.sample(chance.choice(_NEAR_PLACES), 2)
    name = _place_name(chance, used)
    pair = one + name[1:], other + name[1:]
    for each in pair:
        for _ in range(chance.randint(2, 5)):
            _put(draft, chance, [chance.choice(_PLACE_LINES).format(name=each)])
    if chance.random() < 0.5:
        _put(draft, chance, [f"{pair[0]}、{pair[1]}都已经通水。"])


def _made(draft: _Draft, articles: Sequence[Article], chance: Random, number: int) -> list[Made]:
    texts: list[tuple[str, str]] = []
    for at, paragraphs in enumerate(draft.pages):
        name = f"folder-{number:02}-{at}.txt"
        clean = make_page(chance.sample(articles, 3), RECIPES["clean"], at, name).text
        gap = "\n\n" if "\n\n" in clean else "\n"
        pieces = clean.split(gap)
        for paragraph in chance.sample(paragraphs, len(paragraphs)):
            pieces.insert(chance.randrange(1, len(pieces)), paragraph)
        texts.append((name, gap.join(pieces)))
    made = [_with_damage(name, text, draft) for name, text in texts]
    names = names_in([(one.name, one.text) for one in made])
    return [Made(one.name, one.text, one.damages, Folder(names.on_page(one.name))) for one in made]


def _with_damage(name: str, text: str, draft: _Draft) -> Made:
    damages = []
    for number, what in enumerate(draft.misread):
        mark = chr(0xE000 + number)
        at = text.find(mark)
        while at >= 0:
            text = text[:at] + what.char + text[at + 1 :]
            damages.append(Damage(at, at + 1, what.char, what.name[what.at], what.kind))
            at = text.find(mark)
    return Made(name, text, tuple(sorted(damages)))


def names_in(pages: Sequence[tuple[str, str]]) -> FolderNames:
    """The names of a folder's pages, each its name and text, that may be one."""
    return folder_names(gathered(pages))


def gathered(pages: Sequence[tuple[str, str]]) -> Gathering:
    """The names of a folder's pages."""
    gathering = Gathering()
    for name, text in pages:
        gathering.add(page_names(text, name))
    return gathering
