"""Half-width marks in Chinese text, told by what stands on both sides of them."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from cleanup.finding import Evidence, Finding, Fix, Safety, one_change
from cleanup.language.chars import FULL_OF_HALF, HAN_RUN, han_count, is_han
from cleanup.language.lazy import lazy
from cleanup.messages import Message
from cleanup.page import Kind
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import Example, Option, OptionValue, Rule
from cleanup.rules.typography.context import BlockIndex, after, before, tells_chinese
from cleanup.rules.view_blocks import Block

RULE_ID: Final = "punctuation-width"

_MARK: Final = lazy("[,;:?!()（）.]")  # one class of characters: three times as fast as runs of full stops beside one
_LONGEST_BRACKET: Final = 400  # code points between two brackets of a pair
_SENTENCE: Final = 8  # Han characters, from which a paragraph that a half-width full stop ends is a sentence and no heading
_OPERATORS: Final = frozenset("+=<>*/^|\\")
_UNITS: Final = frozenset("℃℉％%‰°′″²³㎡㎜㎝㎞㎏")  # signs that end a number as a letter does
_REMOVE_SPACE: Final = frozenset(" \t\u00a0")
_AFTER_DOT: Final = (".", "…", "⋯")  # dots before these are read with them
_CLOSING: Final = frozenset("\"'”’）)》】」』")

_BOTH = (Evidence(Message("punctuation-width.both-sides")),)
_ONE = (Evidence(Message("punctuation-width.one-side")),)
_START = (Evidence(Message("punctuation-width.at-start")),)
_DOT = (Evidence(Message("punctuation-width.dot")),)
_PAIR = (Evidence(Message("punctuation-width.pair")),)


class _Judged(NamedTuple):
    safety: Safety
    confidence: float
    evidence: tuple[Evidence, ...]


_SURE = _Judged(Safety.SAFE, 0.99, _BOTH)
_SURE_BY_ONE = _Judged(Safety.SAFE, 0.97, _ONE)
_LIKELY = _Judged(Safety.ASK, 0.85, _ONE)
_AT_START = _Judged(Safety.ASK, 0.85, _START)


def find(analysis: Analysis, options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a mark, one a pair of brackets; all of one mark on a page share a group."""
    text = analysis.text
    marks = str(options["marks"])
    if not any(mark in text for mark in marks):
        return
    blocks = BlockIndex(analysis.blocks)
    opened: list[int] = []
    block: Block | None = None
    protected = bool(analysis.protected)
    say = _Sayings()
    source = analysis.is_source
    for match in _MARK.finditer(text):
        start = match.start()
        mark = text[start]
        if block is None or start >= block.end:
            block = blocks.at(start)
            opened = []
        if block is None or (mark not in marks and mark not in "（）") or (protected and analysis.is_protected(start, start + 1)):
            continue
        if mark in "(（":
            if text[start - 1 : start] != "]":  # the target of a Markdown link
                opened.append(start)
        elif mark in ")）":
            if opened and (finding := _brackets(analysis, block, opened.pop(), start)) is not None:
                yield finding
        elif mark == ".":
            alone = text[start + 1 : start + 2] not in _AFTER_DOT and text[start - 1 : start] != "."
            if alone and (finding := _dots(analysis, block, start, start + 1, say)) is not None:
                yield finding
        else:
            judged = _judge(text, block, start)
            if judged is not None and source:  # nearly always
                safety, confidence, evidence = judged
                full = FULL_OF_HALF[mark]
                message, title, group = say(mark, full, safety)
                yield one_change(RULE_ID, (start, start + 1, mark, full), message, title, safety, confidence, evidence, group)
            elif judged is not None and (finding := _finding(analysis, start, start + 1, FULL_OF_HALF[mark], judged, say)) is not None:
                yield finding


class _Saying(NamedTuple):
    """What is said of all marks of a kind that are equally sure: one value for the hundreds of them on a page."""

    message: Message
    title: Message
    group: str


class _Sayings:
    """Makes each saying once."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, Safety], _Saying] = {}

    def __call__(self, half: str, full: str, safety: Safety) -> _Saying:
        saying = self._made.get((half, full, safety))
        if saying is None:
            marks = {"half": half, "full": full}
            saying = _Saying(Message("punctuation-width.mark", marks), Message("punctuation-width.fix", marks), _group(full, safety))
            self._made[half, full, safety] = saying
        return saying


def _judge(text: str, block: Block, at: int) -> _Judged | None:
    """How sure it is that the mark at `at` belongs to Chinese text; None where it does not."""
    if block.start < at < block.end - 1 and "\u4e00" <= text[at - 1] <= "\u9fff" and "\u4e00" <= text[at + 1] <= "\u9fff":
        return _SURE  # nearly always
    mark = text[at]
    following = text[at + 1 : at + 2]
    if (mark == "!" and following == "[") or (mark == ":" and following and following in "()/\\"):
        return None
    left = before(text, at, block.start)
    right = after(text, at + 1, block.end)
    left_chinese, right_chinese = tells_chinese(left), tells_chinese(right)
    if left_chinese and (right_chinese or not right):
        return _SURE
    if not left:
        return _AT_START if right_chinese and at == block.start else None
    if left_chinese:
        return _SURE_BY_ONE if right.isalnum() or right in _UNITS else _LIKELY
    if right_chinese and (left.isalnum() or left in _UNITS):
        sure = mark in ",;" and following not in _REMOVE_SPACE
        return _SURE_BY_ONE if sure else _LIKELY
    return None


def _dots(analysis: Analysis, block: Block, start: int, end: int, say: _Sayings) -> Finding | None:
    """A half-width full stop after Chinese."""
    text = analysis.text
    right = after(text, end, block.end)
    near = start - 1
    while near > block.start and text[near] in _CLOSING:
        near -= 1
    if near < block.start or not is_han(text[near]):
        return None
    if not right:
        sentence = block.kind is Kind.BODY and han_count(text[max(block.start, start - 60) : start]) >= _SENTENCE
        judged = _Judged(Safety.SAFE, 0.97, _BOTH) if sentence else _Judged(Safety.ASK, 0.7, _BOTH)
        return _finding(analysis, start, end, "。", judged, say)
    if tells_chinese(right):
        spaced = text[end] in _REMOVE_SPACE or text[end] in "\r\n"
        stop = 0.9 if spaced else 0.6
        dot = () if spaced else (("·", 0.3),)
        return _finding(analysis, start, end, "。", _Judged(Safety.ASK, stop, _DOT), say, dot)
    return None


def _brackets(analysis: Analysis, block: Block, start: int, end: int) -> Finding | None:
    """A pair of brackets of which one at least is half-width; `start` and `end` are the offsets of the two."""
    text = analysis.text
    halves = [(at, full) for at, half, full in ((start, "(", "（"), (end, ")", "）")) if text[at] == half]
    if not halves or end - start > _LONGEST_BRACKET:
        return None
    judged = _judge_brackets(text, block, start, end, mixed=len(halves) == 1)
    if judged is None:
        return None
    edits = tuple(edit for at, full in halves for edit in analysis.replaced(at, at + 1, full))
    if len(edits) < len(halves):
        return None
    fix = Fix(Message("punctuation-width.fix-brackets"), edits, judged.safety, judged.confidence)
    spans = tuple(span for at, _ in halves for span in analysis.spans(at, at + 1))
    rests_on = analysis.rests_on(start, end + 1)
    message = Message("punctuation-width.brackets")
    return Finding(RULE_ID, spans, message, judged.confidence, judged.evidence, (fix,), _group("（）", judged.safety), rests_on)


def _judge_brackets(text: str, block: Block, start: int, end: int, *, mixed: bool) -> _Judged | None:
    inner = HAN_RUN.search(text, start + 1, end) is not None
    left = before(text, start, block.start)
    right = after(text, end + 1, block.end)
    left_chinese, right_chinese = tells_chinese(left), tells_chinese(right)
    outer = left_chinese or right_chinese
    if (inner and (outer or not (left or right))) or (mixed and (inner or outer)):
        return _Judged(Safety.SAFE, 0.98, _PAIR)
    if inner:
        return _Judged(Safety.ASK, 0.6, _PAIR)
    plain = end - start > 1 and _OPERATORS.isdisjoint(text[start + 1 : end])
    if left_chinese and (right_chinese or not right):
        return _Judged(Safety.SAFE, 0.97, _BOTH) if plain else _Judged(Safety.ASK, 0.7, _BOTH)
    return _Judged(Safety.ASK, 0.6, _ONE) if plain and (left_chinese or (right_chinese and not left)) else None


def _finding(
    analysis: Analysis, start: int, end: int, full: str, judged: _Judged, say: _Sayings, others: tuple[tuple[str, float], ...] = ()
) -> Finding | None:
    edits = analysis.replaced(start, end, full)
    if not edits:
        return None
    half = analysis.text[start:end]
    message, title, group = say(half, full, judged.safety)
    fixes: tuple[Fix, ...] = (Fix(title, edits, judged.safety, judged.confidence),)
    for mark, probability in others:
        fixes += (Fix(say(half, mark, Safety.ASK).title, analysis.replaced(start, end, mark), Safety.ASK, probability),)
    rests_on = analysis.rests_on(start - 1, end + 1)
    return Finding(RULE_ID, analysis.spans(start, end), message, judged.confidence, judged.evidence, fixes, group, rests_on)


def _group(full: str, safety: Safety) -> str:
    """One key for all marks of a kind that are equally sure on a page."""
    return f"{RULE_ID}:{full}" if safety is Safety.SAFE else f"{RULE_ID}:{full}:ask"


RULE = Rule(
    id=RULE_ID,
    find=find,
    safety=Safety.SAFE,
    local=True,
    examples=(
        Example("渠水清了,鱼也多了。", "渠水清了，鱼也多了。"),
        Example("比分是3:2，门票收入1,200元。", "比分是3:2，门票收入1,200元。"),
    ),
    options={"marks": Option(",;:?!().", Message("punctuation-width.option-marks"))},
)
