"""Clean articles: what the generator damages, and how they are read from files.

An article file holds one element a line, blank lines between: `# ` main headline, `## ` section headline or deck, `@ ` byline,
`! ` caption, `~ ` furniture (a running head, a page number), anything else a paragraph of body text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """What an element is on a newspaper page."""

    BODY = "body"
    HEADLINE = "headline"
    BYLINE = "byline"
    CAPTION = "caption"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Element:
    """One paragraph, headline, byline, caption or piece of furniture; `level` is 1 for a main headline, 2 for a section, else 0.

    The text is one line, not empty, with no white space at its ends.
    """

    kind: Kind
    text: str
    level: int = 0

    def __post_init__(self) -> None:
        if not self.text or self.text != self.text.strip() or len(self.text.splitlines()) > 1:
            raise ValueError(f"an element is one line without white space at its ends, not {self.text[:20]!r}")


@dataclass(frozen=True, slots=True)
class Article:
    """Elements in reading order; the first is a main headline where the article has one."""

    name: str
    elements: tuple[Element, ...]

    @property
    def length(self) -> int:
        """Code points of all elements."""
        return sum(len(element.text) for element in self.elements)

    @property
    def headline(self) -> str:
        """The first headline, or the first characters of the article."""
        first = next((e.text for e in self.elements if e.kind is Kind.HEADLINE), None)
        return first or (self.elements[0].text[:12] if self.elements else "")


_MARKS: tuple[tuple[str, Kind, int], ...] = (
    ("# ", Kind.HEADLINE, 1),
    ("## ", Kind.HEADLINE, 2),
    ("@ ", Kind.BYLINE, 0),
    ("! ", Kind.CAPTION, 0),
    ("~ ", Kind.FURNITURE, 0),
)


def parse_element(line: str) -> Element:
    """One line of an article file as an element."""
    for mark, kind, level in _MARKS:
        if line.startswith(mark):
            return Element(kind, line[len(mark) :].strip(), level)
    return Element(Kind.BODY, line.strip())


def parse_articles(name: str, text: str) -> list[Article]:
    """The articles of one file: each main headline begins one, all that stands before the first belongs to it."""
    groups: list[list[Element]] = [[]]
    for line in text.splitlines():
        if not line.strip():
            continue
        element = parse_element(line.strip())
        if element.level == 1 and any(e.level == 1 for e in groups[-1]):
            groups.append([])
        groups[-1].append(element)
    return _named(name, groups)


def load_articles(folder: Path | str) -> list[Article]:
    """All `*.txt` of a folder in the order of their names; a file with none of the marks is read by `plain_articles`."""
    articles: list[Article] = []
    for path in sorted(Path(folder).glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        marked = any(line.startswith(("# ", "## ", "@ ")) for line in text.splitlines())
        articles.extend(parse_articles(path.stem, text) if marked else plain_articles(path.stem, text))
    return articles


_END = re.compile(r"[。！？…；!?;][”’」』）)\"']*$")
_BYLINE = re.compile(r"(?:□\s*|本报|记者|通讯员|文/|图/|摄影)\S{0,20}(?:\s\S{1,12}){0,4}")


def plain_articles(name: str, text: str, longest_headline: int = 30) -> list[Article]:
    """Articles of a foreign text that marks nothing: paragraphs are lines, a short line without an end mark is a headline.

    A headline after body text begins a new article; headlines that follow each other belong to one.
    """
    groups: list[list[Element]] = [[]]
    for line in (part.strip() for part in text.splitlines()):
        if not line:
            continue
        short = len(line) <= longest_headline and not _END.search(line)
        if short and _BYLINE.fullmatch(line):
            groups[-1].append(Element(Kind.BYLINE, line))
        elif short:
            if any(e.kind is Kind.BODY for e in groups[-1]):
                groups.append([])
            level = 2 if any(e.level == 1 for e in groups[-1]) else 1
            groups[-1].append(Element(Kind.HEADLINE, line, level))
        else:
            groups[-1].append(Element(Kind.BODY, line))
    return _named(name, groups)


def _named(name: str, groups: Iterable[list[Element]]) -> list[Article]:
    full = [tuple(group) for group in groups if group]
    if len(full) == 1:
        return [Article(name, full[0])]
    return [Article(f"{name}-{number}", group) for number, group in enumerate(full, 1)]
