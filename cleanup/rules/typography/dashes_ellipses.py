"""Dashes and ellipses that were read as hyphens, full stops or half of themselves, and marks set twice."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language.chars import is_han
from cleanup.language.lazy import lazy
from cleanup.messages import Message
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import Example, OptionValue, Rule
from cleanup.rules.typography.context import BlockIndex, after, before, tells_chinese
from cleanup.rules.view_blocks import Block

RULE_ID: Final = "dashes-ellipses"

DASH: Final = "——"
ELLIPSIS: Final = "……"
_DASHES: Final = "-‐‑‒–—―─━－﹣﹘"
_DOTS: Final = ".．…⋯。·・"
# Nearly all of them are characters that a page has few of; the pairs that other runs begin with are looked for apart.
_RARE: Final = lazy(f"[{_DASHES}]+|[{_DOTS}]*[…⋯][{_DOTS}]*")
_RARE_ONE: Final = lazy(f"[{_DASHES}…⋯]")
_ANY_RUN: Final = lazy(f"[{_DASHES}]+|[{_DOTS}]{{2,}}|[…⋯]|，{{2,}}|、{{2,}}|,{{3,}}")
_PAIRS: Final = ("..", "．．", "。。", "··", "・・", "，，", "、、", ",,,", "。.", ".。")
_LONGEST_DASH: Final = 4  # characters; a longer row is a ruler, as are the rows under Markdown's headings
_LONGEST_DOTS: Final = 9  # a longer row leads to the number of a page
_LEAST_DOTS: Final = 3
_MOST_PAUSES: Final = 4  # more of them stand for no mark
_SENTENCE_ENDS: Final = "。．.！？!?"
_MAY_STAND: Final = lazy("……(?:……)?[。！？]?|。……")
_HYPHENS: Final = frozenset("-‐‑‒–－﹣﹘")
_WIDE_DASHES: Final = frozenset("—―─━")
_BESIDE_DASH: Final = frozenset("，。！？；：”’」』》）、")  # a range or a compound never begins after one of these
_STROKES: Final = frozenset(_DASHES)
_CHAIN: Final = 8  # code points between two strokes that connect the parts of one name
# The characters that newspapers write foreign names with, and those that names of places and offices end in.
_FOREIGN: Final = frozenset(
    "阿埃艾奥巴贝彼波伯勃布查达德迪蒂杜多厄恩尔法菲夫弗福伽戈哈赫霍基吉加贾卡科克库拉莱兰劳勒雷里利列卢鲁罗洛马玛麦曼梅蒙米莫姆穆纳内尼宁努诺欧帕佩皮普奇琼撒萨塞桑莎什施斯司苏索塔泰坦特提图托瓦万威维沃乌西希夏辛雅亚耶伊约扎詹佐兹芬丁"
)
_PLACES: Final = frozenset("国州市县省区镇村站社港路桥江河")

_ONE_MARK = (Evidence(Message("dashes-ellipses.one-mark")),)


class _Judged(NamedTuple):
    message: str
    after: str
    safety: Safety
    confidence: float
    others: tuple[tuple[str, float], ...] = ()


def find(analysis: Analysis, _options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a run of strokes or dots."""
    text = analysis.text
    blocks: BlockIndex | None = None
    for match in _runs(text):
        run = match.group()
        if run in (DASH, ELLIPSIS):
            continue
        start, end = match.span()
        if len(run) == 1 and run not in "—―─━…⋯" and not _between_han(text, start, end):
            continue  # nearly always: a hyphen between Latin letters or digits
        blocks = blocks or BlockIndex(analysis.blocks)
        block = blocks.at(start)
        if block is None or analysis.is_protected(start, end):
            continue
        judged = _dash(analysis, block, start, end) if run[0] in _DASHES else _dots(text, block, start, end)
        if judged is not None and (finding := _finding(analysis, start, end, judged)) is not None:
            yield finding


def _runs(text: str) -> Iterator[re.Match[str]]:
    """The runs of strokes, of dots and of marks set twice, in the text's order."""
    if any(pair in text for pair in _PAIRS):
        yield from _ANY_RUN.finditer(text)
        return
    at = 0
    while (rare := _RARE_ONE.search(text, at)) is not None:
        low = rare.start()
        while low > at and text[low - 1] in _DOTS and text[low] not in _DASHES:
            low -= 1
        run = _RARE.match(text, low)
        if run is None:
            return
        yield run
        at = run.end()


def _between_han(text: str, start: int, end: int) -> bool:
    return start > 0 and is_han(text[start - 1]) and is_han(text[end : end + 1])


def _dash(analysis: Analysis, block: Block, start: int, end: int) -> _Judged | None:
    """What a run of strokes is; None where it is as set."""
    text = analysis.text
    size = end - start
    left, right = before(text, start, block.start), after(text, end, block.end)
    counted = size > 1 and tells_chinese(left) and right.isascii() and right.isalnum()
    if size > _LONGEST_DASH or not (tells_chinese(right) or counted or (tells_chinese(left) and end == block.end)):
        return None
    if size == 1:
        return _single(analysis, block, start, end)
    if text[start:end] == DASH + DASH:
        return None
    if counted or (left and not tells_chinese(left)):
        return _Judged("dash", DASH, Safety.ASK, 0.7)
    sure = len(set(text[start:end])) == 1 and size <= 3 and left and text[end : end + 1] not in " |" and text[start - 1] not in " |"
    return _Judged("dash", DASH, Safety.SAFE, 0.97) if sure else _Judged("dash", DASH, Safety.ASK, 0.85)


def _single(analysis: Analysis, block: Block, start: int, end: int) -> _Judged | None:
    """A stroke alone: half a dash, or the connecting stroke of a range or of a compound name."""
    text = analysis.text
    if start == block.start or end >= block.end:
        return None
    stroke, left, right = text[start], text[start - 1], text[end]
    if stroke in _WIDE_DASHES and (left in _BESIDE_DASH or right in "“‘「『《"):
        return _Judged("half-dash", DASH, Safety.ASK, 0.85)
    if not (is_han(left) and is_han(right)):
        return None
    if _may_connect(text, block, start, end):
        return _Judged("half-dash" if stroke in _WIDE_DASHES else "hyphen", DASH, Safety.SHOW, 0.3, (("—", 0.3),))
    return _Judged("half-dash", DASH, Safety.ASK, 0.6, (("—", 0.3),))


def _may_connect(text: str, block: Block, start: int, end: int) -> bool:
    """Whether a stroke between two words may be the connecting one: foreign names, places, one stroke after another."""
    near = text[max(block.start, start - _CHAIN) : start] + text[end : min(block.end, end + _CHAIN)]
    if not _STROKES.isdisjoint(near):
        return True
    return text[start - 1] in _FOREIGN or text[end] in _FOREIGN or text[start - 1] in _PLACES


def _dots(text: str, block: Block, start: int, end: int) -> _Judged | None:
    """What a run of dots or pauses is; None where it is as set."""
    run = text[start:end].replace("⋯", "…")
    chinese = tells_chinese(before(text, start, block.start)) or tells_chinese(after(text, end, block.end))
    if not chinese or _MAY_STAND.fullmatch(run) or end - start > _LONGEST_DOTS:
        return None
    kinds = set(run)
    if kinds <= set("，、,"):
        if len(run) > _MOST_PAUSES:
            return None
        return _Judged("ellipsis", ELLIPSIS, Safety.ASK, 0.6) if len(run) > 2 else _Judged("twice", run[0], Safety.ASK, 0.85)
    if "…" in kinds:
        ended = run[-1] == "。" and kinds == {"…", "。"} and run.count("。") == 1
        whole = kinds == {"…"}
        judged = 0.85 if len(run) > 1 or not whole else 0.75
        return _Judged("ellipsis", ELLIPSIS + "。" if ended else ELLIPSIS, Safety.ASK, judged)
    if text[end : end + 1].isdigit() and text[start - 1 : start].isdigit():
        return None
    if len(kinds) > 1:
        if kinds <= {"。", ".", "．"} and len(run) == 2:
            return _Judged("twice", "。", Safety.ASK, 0.8)
        return _Judged("ellipsis", ELLIPSIS, Safety.ASK, 0.8) if len(run) >= _LEAST_DOTS else None
    if len(run) < _LEAST_DOTS:
        if run == "。。":
            return _Judged("twice", "。", Safety.ASK, 0.85, ((ELLIPSIS, 0.1),))
        return _Judged("ellipsis", ELLIPSIS, Safety.ASK, 0.5, (("。", 0.4),)) if run == ".." and is_han(text[start - 1 : start]) else None
    sure = run in ("...", "......") and start > block.start and _is_tight(text, start - 1) and (end >= block.end or _is_tight(text, end))
    return _Judged("ellipsis", ELLIPSIS, Safety.SAFE, 0.97) if sure else _Judged("ellipsis", ELLIPSIS, Safety.ASK, 0.9)


def _is_tight(text: str, at: int) -> bool:
    """Whether a character of Chinese text, or one of the marks that both scripts share, stands right there."""
    return tells_chinese(text[at]) or text[at] in "”’“‘\"'"


def _finding(analysis: Analysis, start: int, end: int, judged: _Judged) -> Finding | None:
    edits = analysis.replaced(start, end, judged.after)
    if not edits:
        return None
    before = analysis.text[start:end]
    fixes = [Fix(_title(before, judged.after), edits, judged.safety, judged.confidence)]
    for other, probability in judged.others:
        replaces = analysis.replaced(start, end, other)
        if replaces:
            fixes.append(Fix(_title(before, other), replaces, min(judged.safety, Safety.ASK), probability))
    message = Message(f"dashes-ellipses.{judged.message}", {"before": before})
    group = f"{RULE_ID}:{judged.after}:{judged.safety.label}"
    rests_on = analysis.rests_on(start - 1, end + 1)
    spans = analysis.spans(start, end)
    return Finding(RULE_ID, spans, message, judged.confidence, _ONE_MARK, tuple(fixes), group, rests_on)


def _title(before: str, after: str) -> Message:
    return Message("dashes-ellipses.fix", {"before": before, "after": after})


RULE = Rule(
    id=RULE_ID,
    find=find,
    safety=Safety.SAFE,
    local=True,
    examples=(
        Example("老站长望着渠水...半晌没有说话。", "老站长望着渠水……半晌没有说话。"),
        Example("灌溉期3—4个月，闸门编号MD-90。", "灌溉期3—4个月，闸门编号MD-90。"),
    ),
)
