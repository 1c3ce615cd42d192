"""Items of a list that a comma parts where the page sets the pause mark 、 between such items, or the other way round: a note, no fix."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from cleanup.finding import Evidence, Finding, Safety
from cleanup.language.lazy import lazy
from cleanup.messages import Message
from cleanup.page import Kind
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import Example, Option, OptionValue, Rule
from cleanup.rules.typography.context import BlockIndex

RULE_ID: Final = "enumeration"

# What stands between two items in marks of their own: titles, or terms in quotes. White space may be a wrap.
_BETWEEN: Final = lazy(r"([》”」])\s?([、，,])\s?([《“「])")
_NUMERAL: Final = lazy(r"[一二三四五六七八九十]{1,3}([、，,．.])(?=[\u4e00-\u9fff])")
_NUMERALS: Final = frozenset("一二三四五六七八九十")
_LONGEST_ITEM: Final = 16  # code points of a term or title in a list; a longer one is a speech, and commas part speeches
_ENDS_SPEECH: Final = frozenset("，。！？…,!?")
_KINDS: Final = {"》": "title", "”": "term", "」": "term"}
_PLAIN: Final = {",": "，"}


class _Separator(NamedTuple):
    """What parts two items: its place in the view, the mark (a half-width comma counted as a full one), and what kind of items."""

    start: int
    end: int
    mark: str
    kind: str


def find(analysis: Analysis, options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a mark that the page uses less between items of its kind."""
    text = analysis.text
    least = int(str(options["least"]))
    separators = [*_between_items(text), *_numerals(analysis)] if "、" in text else []
    marks: dict[str, Counter[str]] = {}
    for one in separators:
        marks.setdefault(one.kind, Counter())[one.mark] += 1
    blocks: BlockIndex | None = None
    for one in separators:
        counted = marks[one.kind]
        usual, times = counted.most_common(1)[0]
        if usual == one.mark or times < least or counted[one.mark] * 2 > times:
            continue
        blocks = blocks or BlockIndex(analysis.blocks)
        block = blocks.at(one.start)
        if block is not None and block.kind is Kind.BODY and not analysis.is_protected(one.start, one.end):
            yield _finding(analysis, one, usual, counted)


def _between_items(text: str) -> Iterator[_Separator]:
    for match in _BETWEEN.finditer(text):
        closer, mark, opener = match.groups()
        if _KINDS[closer] != ("title" if opener == "《" else "term"):
            continue
        start, end = match.start(), match.end()
        left = text.rfind(opener, max(0, start - _LONGEST_ITEM - 1), start)
        right = text.find(closer, end, end + _LONGEST_ITEM + 1)
        speech = closer != "》" and (text[start - 1] in _ENDS_SPEECH or (right > 0 and text[right - 1] in _ENDS_SPEECH))
        if left >= 0 and right >= 0 and not speech:
            yield _Separator(match.start(2), match.end(2), _PLAIN.get(mark, mark), _KINDS[closer])


def _numerals(analysis: Analysis) -> Iterator[_Separator]:
    """The mark after the number with which a paragraph begins."""
    text = analysis.text
    for block in analysis.blocks:
        if text[block.start] not in _NUMERALS or block.kind is not Kind.BODY:
            continue
        match = _NUMERAL.match(text, block.start, min(block.end, block.start + 5))
        if match is not None:
            yield _Separator(match.start(1), match.end(1), _PLAIN.get(match.group(1), match.group(1)), "number")


def _finding(analysis: Analysis, one: _Separator, usual: str, counted: Counter[str]) -> Finding:
    params = {"mark": analysis.text[one.start : one.end], "usual": usual, "times": counted[usual]}
    evidence = (Evidence(Message(f"enumeration.of-{one.kind}", params)),)
    message = Message("enumeration.other", params)
    spans, rests_on = analysis.spans(one.start, one.end), analysis.rests_on(one.start - 1, one.end + 1)
    return Finding(RULE_ID, spans, message, 0.4, evidence, (), "enumeration", rests_on)


RULE = Rule(
    id=RULE_ID,
    find=find,
    safety=Safety.SHOW,
    examples=(Example("村里订了《渠志》、《水经》和《农时》。", "村里订了《渠志》、《水经》和《农时》。"),),
    options={"least": Option(2, Message("enumeration.option-least"))},
)
