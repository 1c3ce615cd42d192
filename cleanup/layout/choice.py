"""Which fixed paragraph rule a page needs, and whether its lines were cut by hard wraps."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from cleanup.language.lazy import lazy
from cleanup.layout.shape import CLOSING, END_MARKS, Piece, pieces, popular
from cleanup.paragraphs import ParagraphRule

_HEADING: Final = lazy(r"(?:\A|[\r\n])[^\S\r\n]*#{1,6}[ \t\u3000]+\S")
_SAMPLE: Final = 4000  # physical lines from which the rule is chosen
_SHORT: Final = 12  # half cells: a line narrower than six characters tells nothing of wraps
_LONGEST: Final = 400  # half cells: no newspaper column is wider
_FINISHED: Final = END_MARKS | CLOSING | {".", "：", ":"}


def choose_rule(text: str, lines: Sequence[Piece] | None = None) -> ParagraphRule:
    r"""The paragraph rule that fits a page; `lines` are its physical lines where they are known.

    Markdown where a line is a heading; blank lines where they part all paragraphs, and on hard-wrapped pages; indents on
    hard-wrapped pages that use them; else every line is a paragraph.

    >>> choose_rule("河东市图书馆昨天开馆。\n市民冒雨前来。\n")
    <ParagraphRule.LINE: 'line/1'>
    """
    if "\n" not in text and "\r" not in text:
        return ParagraphRule.BLANK_LINE
    if "#" in text and _HEADING.search(text):
        return ParagraphRule.MARKDOWN
    lines = pieces(text, most=_SAMPLE) if lines is None else lines[:_SAMPLE]
    after = [line for line in lines[1:] if line.breaks == 1]
    if not after:
        return ParagraphRule.BLANK_LINE
    if not is_wrapped(text, lines):
        return ParagraphRule.LINE
    indented = sum(line.indented for line in after)
    return ParagraphRule.INDENT if 0 < indented <= 0.7 * len(after) else ParagraphRule.BLANK_LINE


def is_wrapped(text: str, lines: Sequence[Piece]) -> bool:
    """Whether single line ends cut running text into lines of a column's width: most lines before one are of a width that many
    lines share, and end in mid-sentence."""
    before = [left for left, right in pairwise(lines) if right.breaks == 1 and left.end - left.start <= _LONGEST]
    known = [line for line in before if line.width >= _SHORT]
    if not known:
        return False
    shared = popular((line.width for line in before), max(2, len(known) // 12))
    equal = sum(line.width in shared for line in known)
    cut = sum(text[line.end - 1] not in _FINISHED for line in known)
    singles = sum(right.breaks == 1 for right in lines[1:])
    return equal >= 0.5 * len(known) and cut >= 0.5 * len(known) and len(known) >= 0.5 * singles
