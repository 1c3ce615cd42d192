"""Spaces inside Chinese prose that are no wraps and that no typesetter put there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language.chars import CLOSERS, OPENERS, SENTENCE_ENDS, is_han
from cleanup.language.lazy import lazy
from cleanup.language.ngrams import squash
from cleanup.messages import Message
from cleanup.page import Kind
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import Example, Option, OptionValue, Rule
from cleanup.rules.typography.context import CLOSING, BlockIndex, is_tight
from cleanup.rules.typography.cut_words import SURNAMES, cut_word, is_sure, runs_beside
from cleanup.rules.view_blocks import Block

RULE_ID: Final = "spacing"

# A space beside one of these, or beside a Han character, is looked at.
_BESIDE: Final = frozenset(
    "，、；：。！？…（）《》〈〉「」『』【】〔〕〖〗“”‘’0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)
_BESIDE_BEFORE: Final = _BESIDE | frozenset("%％")
_APART: Final = frozenset("，、。：；")
_LEAST_APART = 5  # single characters with one space after each, from which a run is set apart
_LONGEST_APART = 4000  # code points; a longer run is no line of a newspaper, and is only shown
_PROSE = 6  # Han characters between two marks, from which a space among them stands in running text
_SHORT_PROSE = 3  # the same where the text surely goes on, far from a paragraph's start: no label (时　间), no padded name
_CLAUSE = 40  # code points on each side in which the marks around a space are looked for
_GOES_ON = -3.0  # gain by the character model from which a text may go on over a space; between two names it is often less
_NAMES_GO_ON = 3.0  # the same where a surname stands before the space
# Before and after these a newspaper sets a space of its own.
_LABEL = 6  # Han characters of a label at a paragraph's start: 房屋出租, 寻物启事
_LABELLED = lazy("[\u4e00-\u9fff]{2,6}[ \u3000](?=\\S)")
_CREDITS = (
    "记者",
    "記者",
    "通讯员",
    "通訊員",
    "实习生",
    "實習生",
    "读者",
    "讀者",
    "作者",
    "编辑",
    "編輯",
    "摄影",
    "攝影",
    "评论员",
    "評論員",
)
_DATELINES = ("讯", "訊", "电", "電")
_OFFICES = ("本报", "本報", "新华社", "新華社", "责任", "責任")
_MUCH = 2.0  # gain from which it hardly stops there
_CONTEXT = 8  # code points that the character model is given on each side
_DATELINE = 40  # code points from a paragraph's start in which its dateline stands
_MOST_ROOM = 2  # half cells; more are set on purpose: columns, tables, centred lines, the indent of a paragraph

_BEFORE_MARK = Message("spacing.before-mark")
_AFTER_MARK = Message("spacing.after-mark")
_AFTER_END = Message("spacing.after-end")
_IN_WORD = Message("spacing.in-word")
_BETWEEN = Message("spacing.between")
_SET_APART = Message("spacing.set-apart")
_REMOVE = Message("spacing.remove")
_OWN_ROOM = (Evidence(Message("spacing.own-room")),)


class _Judged(NamedTuple):
    message: Message
    safety: Safety
    confidence: float
    evidence: tuple[Evidence, ...] = ()


def find(analysis: Analysis, options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a space, or a run of characters that are all set apart."""
    text = analysis.text
    starts, ends = analysis.gaps
    if not starts:
        return
    wraps = analysis.wrap_starts
    blocks = BlockIndex(analysis.blocks)
    gain = float(str(options["gain"]))
    apart = _runs_apart(text, starts, ends)
    number = 0
    while number < len(starts):
        start, end = starts[number], ends[number]
        number += 1
        if number - 1 in apart:
            number = apart[number - 1]
            yield from _set_apart(analysis, start - 1, ends[number - 1] + 1)
            continue
        if not start or start in wraps or not _is_of(_BESIDE_BEFORE, text[start - 1]) or not _is_of(_BESIDE, text[end : end + 1]):
            continue
        block = blocks.at(start)
        if block is None or analysis.is_protected(start, end):
            continue
        judged = _judge(analysis, blocks, block, start, end, gain)
        if judged is not None:
            yield from _finding(analysis, start, end, judged)


def _is_of(marks: frozenset[str], char: str) -> bool:
    """Whether a character is a Han character or one of `marks`; the empty string is neither."""
    return char in marks or is_han(char)


def _runs_apart(text: str, starts: Sequence[int], ends: Sequence[int]) -> dict[int, int]:
    """The runs in which each single character is followed by one space: how some engines write each character as a word of its own.

    By the number of the first gap: the number after the last one.
    """
    runs: dict[int, int] = {}
    first = 0
    for number in range(1, len(starts) + 1):
        end = ends[number - 1]
        single = end - starts[number - 1] == 1
        goes_on = single and number < len(starts) and starts[number] == end + 1 and ends[number] == end + 2
        if goes_on and _is_of(_APART, text[end : end + 1]):
            continue
        last = number if _is_of(_APART, text[end : end + 1]) else number - 1  # the white space after the run is no part of it
        if last - first >= _LEAST_APART and _apart_at(text, starts[first], ends[last - 1]):
            runs[first] = last
        first = number
    return runs


def _apart_at(text: str, start: int, end: int) -> bool:
    """Whether single characters stand before the first gap of a run, at `start`, and after its last, which ends at `end`."""
    if not start or not _is_of(_APART, text[start - 1]):
        return False
    return not is_han(text[start - 2 : start - 1]) and not is_han(text[end + 1 : end + 2])


def _finding(analysis: Analysis, start: int, end: int, judged: _Judged) -> Iterator[Finding]:
    edits = analysis.replaced(start, end, "")
    if edits:
        fix = Fix(_REMOVE, edits, judged.safety, judged.confidence)
        group = f"{judged.message.key}:{judged.safety.label}"
        spans, rests_on = analysis.spans(start, end), analysis.rests_on(start - 1, end + 1)
        yield Finding(RULE_ID, spans, judged.message, judged.confidence, judged.evidence, (fix,), group, rests_on)


def _set_apart(analysis: Analysis, start: int, end: int) -> Iterator[Finding]:
    """A run in which one space follows each character: one finding, whose fix closes them all."""
    if analysis.is_protected(start, end):
        return
    fixes: tuple[Fix, ...] = ()
    if end - start <= _LONGEST_APART:
        edits = tuple(edit for at in range(start + 1, end, 2) for edit in analysis.replaced(at, at + 1, ""))
        fixes = (Fix(_REMOVE, edits, Safety.ASK, 0.9),) if edits else ()
    rests_on = analysis.rests_on(start, end)
    yield Finding(RULE_ID, analysis.spans(start, end), _SET_APART, 0.9, (), fixes, "spacing.set-apart:ask", rests_on)


def _judge(analysis: Analysis, blocks: BlockIndex, block: Block, start: int, end: int, gain: float) -> _Judged | None:
    """What a gap is; None where it is as set."""
    text = analysis.text
    gap = text[start:end]
    left, right = text[start - 1], text[end]
    if block.kind in (Kind.FURNITURE, Kind.BYLINE) or len(gap) + gap.count("\u3000") > _MOST_ROOM:
        return None
    if is_tight(left, right):
        return _Judged(_BEFORE_MARK if right in CLOSING else _AFTER_MARK, Safety.SAFE, 0.98, _OWN_ROOM)
    if block.kind is not Kind.BODY:
        return None
    if left in SENTENCE_ENDS or (left in CLOSERS and text[start - 2 : start - 1] in SENTENCE_ENDS):
        return _Judged(_AFTER_END, Safety.ASK, 0.7 if gap in (" ", "\u00a0") else 0.4)
    if left in CLOSERS or right in OPENERS:
        both = left in CLOSERS and right in OPENERS
        return (
            None
            if both or start - block.start < _DATELINE
            else _Judged(_BEFORE_MARK if right in OPENERS else _AFTER_MARK, Safety.ASK, 0.8, _OWN_ROOM)
        )
    return _in_word(analysis, start, end, gain) or _between(analysis, blocks, block, start, end)


def _in_word(analysis: Analysis, start: int, end: int, gain: float) -> _Judged | None:
    """A space that cuts a word of the dictionary. One character alone on either side may be a padded name: 王 某."""
    before, after = runs_beside(analysis.text, start, end)
    if len(before) < 2 or len(after) < 2:
        return None
    cut = cut_word(analysis.lexicon, before, after)
    if cut is None or cut.gain < gain:
        return None
    evidence = (Evidence(Message("spacing.cuts", {"word": cut.word}), cut.gain),)
    return _Judged(_IN_WORD, Safety.SAFE, 0.97, evidence) if is_sure(cut) else _Judged(_IN_WORD, Safety.ASK, 0.8, evidence)


def _between(analysis: Analysis, blocks: BlockIndex, block: Block, start: int, end: int) -> _Judged | None:
    """A space between two words of running text, the only one of its clause: no names, no credits, no parts of a headline."""
    text = analysis.text
    before, after = runs_beside(text, start, end)
    if not before or not after or text.endswith(_CREDITS, block.start, start) or text.startswith((*_CREDITS, *_OFFICES), end):
        return None
    if start - block.start < _DATELINE and before.endswith(_DATELINES):
        return None
    if start - block.start == len(before) <= _LABEL and _are_labelled(text, blocks.beside(block)):
        return None  # one of several in a row that begin with a label: advertisements, programmes, lists of names
    clause = _clause(analysis, block, start, end)
    if clause is None or len(clause) < _SHORT_PROSE:
        return None
    gain = analysis.ngrams.gain(
        squash(text[max(block.start, start - _CONTEXT) : start]), squash(text[end : min(block.end, end + _CONTEXT)])
    )
    if len(clause) < _PROSE and (gain <= _MUCH or start - block.start < _DATELINE or before[-1] in SURNAMES):
        return None
    if gain < (_NAMES_GO_ON if before[-1] in SURNAMES else _GOES_ON):
        return None
    evidence = (Evidence(Message("spacing.goes-on"), round(gain, 3)),)
    return _Judged(_BETWEEN, Safety.ASK, 0.85 if gain > _MUCH else 0.7, evidence)


def _are_labelled(text: str, beside: Sequence[Block]) -> bool:
    """Whether there are paragraphs beside one, and all begin with a label."""
    return bool(beside) and all(_LABELLED.match(text, block.start) for block in beside)


def _clause(analysis: Analysis, block: Block, start: int, end: int) -> str | None:
    """The Han characters between the marks on both sides of a gap; None where there is another gap among them, or no mark at all."""
    text, wraps = analysis.text, analysis.wrap_starts
    low, high = start, end
    while low > max(block.start, start - _CLAUSE) and (is_han(text[low - 1]) or text[low - 1].isspace()):
        low -= 1
    while high < min(block.end, end + _CLAUSE) and (is_han(text[high]) or text[high].isspace()):
        high += 1
    if low == block.start and high == block.end:
        return None
    left, right = text[low:start], text[end:high]
    for part, at in ((left, low), (right, end)):
        for offset, char in enumerate(part, at):
            first = char.isspace() and not text[offset - 1].isspace()
            if first and offset > low and offset not in wraps:
                return None
    return "".join((left + right).split())


RULE = Rule(
    id=RULE_ID,
    find=find,
    safety=Safety.SAFE,
    local=True,
    examples=(
        Example("渠水清了， 鱼也多了。", "渠水清了，鱼也多了。"),
        Example("编　者　按", "编　者　按"),
    ),
    options={"gain": Option(2.0, Message("spacing.option-gain"))},
)
