r"""The fixed rules by which a page's text falls into paragraphs and breaks.

A patch names the rule it was made under, so a rule never changes once released: a better one gets a new name. White space
here is what `str.isspace` says; a line end is `\r\n`, `\n` or `\r` and nothing else (U+2028 is white space, not a line end).
"""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from cleanup.language.lazy import lazy


class ParagraphRule(StrEnum):
    """How paragraphs are told apart.

    BLANK_LINE: white space with two or more line ends parts paragraphs.
    LINE: every line end parts paragraphs.
    INDENT: as BLANK_LINE, and a line end followed by two or more spaces, by U+3000 or by a tab.
    MARKDOWN: as BLANK_LINE, and any line end before or after a line that begins with one to six `#` and a space.
    """

    BLANK_LINE = "blank-line/1"
    LINE = "line/1"
    INDENT = "indent/1"
    MARKDOWN = "markdown/1"


@dataclass(frozen=True)
class Paragraphs:
    """Where the paragraphs of a text stand.

    `spans` are start and end of each paragraph, neither end white space, in code points. Before, between and after them is white
    space alone. `usual_break` is the commonest break between paragraphs, with the commonest indent, in the page's own line
    ends; `usual_line` the line end alone.
    """

    spans: tuple[tuple[int, int], ...]
    usual_break: str
    usual_line: str

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.spans]

    def at_or_before(self, offset: int) -> int:
        """Number of the last paragraph that begins at `offset` or before it; -1 where none does."""
        return bisect_right(self._starts, offset) - 1


# A line end with the white space after it; what stands before it on its line is found by walking back, since a pattern that began with
# white space would take time quadratic in a run of spaces. `str.isspace` also counts U+001C to U+001F, which `\s` does too.
_BREAK = lazy(r"[\r\n]\s*")
_LINE_END = lazy(r"\r\n|\r|\n")
_HEADING = lazy(r"#{1,6}(?=[ \t\u3000])")
_INDENT = lazy(r"(?:\u3000|\t|[ \u00a0]{2})\s*\Z")


def _parts(text: str, start: int, end: int, line_start: int, rule: ParagraphRule) -> bool:
    """Whether the white space `text[start:end]` parts two paragraphs; `line_start` begins the line before it."""
    if rule is ParagraphRule.LINE:
        return True
    if end - start > 1 and _line_ends(text, start, end) > 1:
        return True
    if rule is ParagraphRule.INDENT and end - start > 1:
        last = max(text.rfind("\n", start, end), text.rfind("\r", start, end))
        return _INDENT.match(text[last + 1 : end]) is not None
    if rule is ParagraphRule.MARKDOWN:
        return _HEADING.match(text, end) is not None or _HEADING.match(text, line_start) is not None
    return False


def _line_ends(text: str, start: int, end: int) -> int:
    """How many line ends a range holds."""
    by_newline = text.count("\n", start, end)
    returns = text.count("\r", start, end)
    return by_newline + returns - text.count("\r\n", start, end) if returns else by_newline


def split_paragraphs(text: str, rule: ParagraphRule, newline: str) -> Paragraphs:
    """Paragraph spans of `text` by a fixed rule, with the page's usual breaks; `newline` serves where the text has none."""
    length = len(text)
    first = length - len(text.lstrip())
    last = len(text.rstrip())
    if first >= last:
        return Paragraphs((), newline if rule is ParagraphRule.LINE else newline * 2, newline)
    spans: list[tuple[int, int]] = []
    breaks: Counter[str] = Counter()
    start = line_start = first
    for match in _BREAK.finditer(text, first, last):
        begin, end = match.span()
        if end >= last:
            break
        while text[begin - 1].isspace():
            begin -= 1
        if _parts(text, begin, end, line_start, rule):
            spans.append((start, begin))
            breaks[text[begin:end]] += 1
            start = end
        line_start = end
    spans.append((start, last))
    if breaks:
        most = max(breaks.values())
        usual = next(b for b in breaks if breaks[b] == most)
    else:
        usual = newline if rule is ParagraphRule.LINE else newline * 2
        if rule is ParagraphRule.INDENT:
            usual = newline + "\u3000\u3000"
    ends = _LINE_END.findall(usual)
    return Paragraphs(tuple(spans), usual, ends[0] if ends else newline)


def still_parts(rule: ParagraphRule, before: str, after: str) -> bool:
    """Whether white space that parted two paragraphs as `before` still parts them as `after`."""
    ends = len(_LINE_END.findall(after))
    if rule is ParagraphRule.LINE:
        return ends > 0
    if ends > 1:
        return True
    if rule is ParagraphRule.INDENT:
        last = max(after.rfind("\n"), after.rfind("\r"))
        return ends == 1 and _INDENT.match(after[last + 1 :]) is not None
    # A Markdown heading is parted by one line end; what was parted by two needs two.
    return rule is ParagraphRule.MARKDOWN and ends == 1 and len(_LINE_END.findall(before)) == 1
