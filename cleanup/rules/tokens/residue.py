"""Where a text holds marks of Markdown, HTML or LaTeX, and what should stand there instead. Each search is linear in the text."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from cleanup.finding import Safety
from cleanup.language.chars import HAN_RUN, is_chinese, is_han
from cleanup.language.lazy import lazy
from cleanup.layout.names import SURNAMES
from cleanup.rules.tokens.plain_formula import lowered, plain_formula, raised


class Part(NamedTuple):
    """A range of the text, and what should stand there."""

    start: int
    end: int
    after: str


class Residue(NamedTuple):
    """Marks that belong together: their kind (a name in the catalogue), the ranges that change, and how sure it is.

    `other` is another text for the first range, where it is not sure. `removes` says that printed text may go with it.
    """

    kind: str
    parts: tuple[Part, ...]
    safety: Safety
    confidence: float
    other: str | None = None
    removes: bool = False


_PAIRED: Final = lazy(r"(?<!\\)(\*{1,3}|~~|__)(?=\S)")
_LONGEST_PAIR: Final = 300
_DOUBLE: Final = frozenset(("**", "***", "~~", "__"))
_TAG: Final = lazy(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})(?:\s[^<>\n]{0,400})?\s?/?>|<\|[A-Za-z_/]{1,30}\|>")
_INLINE: Final = frozenset(("b", "i", "u", "s", "em", "strong", "font", "span", "small", "big", "mark", "ins", "del", "tt", "cite", "abbr"))
_BLOCKS: Final = frozenset(
    (
        "p", "div", "center", "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "ul", "ol",
        "li", "dl", "dt", "dd", "section", "article", "header", "footer", "caption", "figure", "figcaption", "body", "html", "head",
        "blockquote", "pre", "col", "colgroup", "ruby", "rt", "rb", "a", "img", "br", "hr", "sup", "sub", "image", "page", "text",
        "title", "doc", "document", "bbox", "ref", "det", "box", "nl",
    )
)  # fmt: skip
_TABLE: Final = lazy(r"<table\b", re.IGNORECASE)
_CELL_ENDS: Final = frozenset(("td", "th"))
_ABOUT_TAG: Final = lazy("[”」』`]?\\s?(?:标签|标记|代码|元素|標籤|標記|代碼)")
_ENTITY: Final = lazy(r"&(?:[A-Za-z]{2,8}[0-9]{0,2}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_SPACES: Final = frozenset("\u00a0\u2002\u2003\u2009\u200b\u3000 ")
_DOLLARS: Final = lazy(r"(?<![\\$A-Za-z])(\$\$?)(?=[^\s$])([^$\n]{1,200}?)(?<=[^\s$])\1(?![$0-9])")
_BRACED: Final = lazy(r"\\\(([^\n]{1,200}?)\\\)|\\\[([^\n]{1,200}?)\\\]")
_FORMULA: Final = lazy(r"[\\^_{]")
_NUMBERS: Final = lazy(r"[0-9A-Za-z.,%+=<>/×~:() -]*[0-9A-Za-z%)]")
_COMMAND: Final = lazy(
    r"\\(?:textbf|textit|text|mathrm|mathbf|underline|emph|section\*?|subsection\*?|title|caption)\{([^{}\n]{0,300})\}|\\(?:times|cdot|circ|quad|qquad|ldots|newline|noindent|hfill|par|centering|bullet)(?![A-Za-z])"
)
_IMAGE: Final = lazy(r"!\[([^\[\]\n]{0,300})\]\(([^()\s]{0,500})(?:\s\"[^\"\n]{0,100}\")?\)")
_LINK: Final = lazy(r"(?<!!)\[([^\[\]\n]{1,200})\]\(([^()\s]{0,500})\)")
_ESCAPE: Final = lazy(r"\\([\\`*_{}\[\]()#+.!>~|-])")


def emphasis(text: str) -> Iterator[Residue]:
    """Pairs of `**`, `*`, `__` and `~~` around printed text of one line; marks that hide figures and names (张**, 139****) are none."""
    end = 0
    for match in _PAIRED.finditer(text):
        mark = match[1]
        start = match.start()
        if start < end or text[start - 1 : start] == mark[0]:
            continue
        line_end = text.find("\n", match.end())
        limit = min(len(text) if line_end < 0 else line_end, match.end() + _LONGEST_PAIR)
        close = text.find(mark, match.end() + 1, limit)
        if close < 0 or text[close - 1].isspace() or text[close + len(mark) : close + len(mark) + 1] == mark[0]:
            continue
        inside = text[match.end() : close]
        if HAN_RUN.search(inside) is None and not any(
            is_chinese(char) for char in (text[start - 1 : start], text[close + len(mark) : close + len(mark) + 1]) if char
        ):
            continue
        if (
            not _opens(text, start, match.end())
            or mark[0] in inside
            or (text[max(0, start - 1) : start] in SURNAMES and inside[-1] in SURNAMES)
        ):
            continue  # 李**和王** hides two names
        end = close + len(mark)
        sure = mark in _DOUBLE and _stands_off(text, start - 1) and (_stands_off(text, end) or _ends(inside))
        parts = (Part(start, match.end(), ""), Part(close, end, ""))
        yield Residue("emphasis", parts, Safety.SAFE if sure else Safety.ASK, 0.98 if sure else 0.75)


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a mark may open emphasis: what follows is no closing mark, and a masked name or figure does not stand before it."""
    after = text[end]
    if after in "，。、；：！？）》”’」』】,.;:!?)*_~" or after.isspace():
        return False
    before = text[start - 1] if start else "\n"
    return not (before.isascii() and before.isalnum())


def _stands_off(text: str, at: int) -> bool:
    """Whether at a place there is an edge of the line, white space or a mark, and no character of a word."""
    return not 0 <= at < len(text) or not (is_han(text[at]) or text[at].isalnum())


def _ends(inside: str) -> bool:
    return inside[-1] in "：:。！？，；）"


def tags(text: str) -> Iterator[Residue]:
    """HTML tags of names that a vision model writes, a table with all of its tags as one; special tokens of models."""
    end = 0
    for match in _TAG.finditer(text):
        if match.start() < end or _ABOUT_TAG.match(text, match.end()):
            continue
        name = match[2].lower() if match[2] else ""
        if name == "table" and not match[1]:
            whole = _table(text, match.start())
            end = whole.parts[-1].end
            yield whole
            continue
        if name and name not in _INLINE and name not in _BLOCKS:
            continue
        end = match.end()
        if name in ("sup", "sub") and not match[1] and (shifted := _shifted(text, match, name)) is not None:
            end = shifted.parts[0].end
            yield shifted
        elif name in ("br", "p", "div", "nl"):
            yield _break(text, match.start(), match.end(), closes=bool(match[1]), name=name)
        else:
            sure = not name or name in _INLINE
            yield Residue("tag", (Part(*match.span(), ""),), Safety.SAFE if sure else Safety.ASK, 0.98 if sure else 0.9)


def _shifted(text: str, match: re.Match[str], name: str) -> Residue | None:
    """Raised or lowered text with both its tags, as characters of that kind."""
    close = text.find(f"</{name}>", match.end(), match.end() + 20)
    if close < 0:
        return None
    shifted = (raised if name == "sup" else lowered)(text[match.end() : close])
    return None if shifted is None else Residue("tag", (Part(match.start(), close + len(name) + 3, shifted),), Safety.ASK, 0.85)


def _break(text: str, start: int, end: int, *, closes: bool, name: str) -> Residue:
    """A line break or the edge of a paragraph: nothing at the edge of a line and in mid-sentence, a line end after a sentence."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    ended = before in "。！？…”」）" if before else False
    breaks = bool(before) and bool(after) and not before.isspace() and not after.isspace() and after != "<" and (name != "p" or not closes)
    if breaks and (ended or not is_han(before)):
        return Residue("tag", (Part(start, end, "\n\n"),), Safety.ASK, 0.7, other="")
    return Residue("tag", (Part(start, end, ""),), Safety.ASK, 0.8, other="\n" if breaks else None)


def _table(text: str, start: int) -> Residue:
    """A table in HTML: a row a line, a tab between cells."""
    close = text.find("</table>", start)
    limit = len(text) if close < 0 else close + len("</table>")
    parts = []
    for match in _TAG.finditer(text, start, limit):
        name = (match[2] or "").lower()
        after = ""
        if match[1] and name == "tr":
            after = "\n"
        elif match[1] and name in _CELL_ENDS and text[match.end() : match.end() + 4].lower() != "</tr":
            after = "\t"
        parts.append(Part(*match.span(), after))
    return Residue("table", tuple(parts), Safety.ASK, 0.7)


def entities(text: str) -> Iterator[Residue]:
    """Character references of HTML; runs of spaces are one."""
    if "&" not in text:
        return
    from html import unescape

    end = 0
    for match in _ENTITY.finditer(text):
        start = match.start()
        if start < end:
            continue
        after = unescape(match.group())
        if after == match.group():
            continue
        end = match.end()
        while after.isspace() and (following := _ENTITY.match(text, end)) is not None and unescape(following.group()).isspace():
            end = following.end()
        if after in _SPACES:
            sides = text[max(0, start - 1) : start], text[end : end + 1]
            after = " " if all(side and not side.isspace() and not is_chinese(side) for side in sides) else ""
            yield Residue("entity", (Part(start, end, after),), Safety.SAFE, 0.97)
        else:
            yield Residue("entity", (Part(start, end, after),), Safety.SAFE, 0.98)


def formulas(text: str) -> Iterator[Residue]:
    """Formulas between dollar signs or `\\( \\)`, and commands of LaTeX that stand alone; sums of money are none."""
    taken: list[tuple[int, int]] = []
    for pattern, group in ((_DOLLARS, 2), (_BRACED, 0)):
        for match in pattern.finditer(text):
            inside = match[2] if group else match[1] if match[1] is not None else match[2]
            if group and not _FORMULA.search(inside) and not _NUMBERS.fullmatch(inside):
                continue
            taken.append(match.span())
            plain = plain_formula(inside)
            if plain is None:
                plain = inside
            yield Residue("formula", (Part(*match.span(), plain),), Safety.ASK, 0.8 if plain != inside else 0.6)
    if "\\" in text:
        yield from _commands(text, taken)


def _commands(text: str, taken: list[tuple[int, int]]) -> Iterator[Residue]:
    spans = iter(sorted(taken))
    span = next(spans, None)
    for match in _COMMAND.finditer(text):
        while span is not None and span[1] <= match.start():
            span = next(spans, None)
        if span is not None and span[0] <= match.start():
            continue
        plain = match[1] if match[1] is not None else plain_formula(match.group())
        yield Residue("formula", (Part(*match.span(), (plain or "").strip()),), Safety.ASK, 0.8)


def links(text: str) -> Iterator[Residue]:
    """Links to images, which go, with what they say of the image; other links, of which the text stays."""
    for match in _IMAGE.finditer(text):
        said = HAN_RUN.search(match[1]) is not None
        yield Residue("image", (Part(*match.span(), ""),), Safety.ASK, 0.85, other=match[1] if said else None, removes=said)
    for match in _LINK.finditer(text):
        if HAN_RUN.search(match[1]) is not None:
            yield Residue("link", (Part(match.start(), match.start() + 1, ""), Part(match.end(1), match.end(), "")), Safety.ASK, 0.85)


def escapes(text: str) -> Iterator[Residue]:
    """Backslashes that keep a mark from being read as Markdown."""
    for match in _ESCAPE.finditer(text):
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        if before != "\\" and (not after.isalpha() or is_han(after)):
            yield Residue("escape", (Part(match.start(), match.start() + 1, ""),), Safety.ASK, 0.85)
