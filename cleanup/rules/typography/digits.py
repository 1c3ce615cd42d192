"""Full-width digits, numbers cut by spaces, and dates set apart."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cleanup.edits import Replace
from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language.chars import is_han
from cleanup.language.lazy import lazy
from cleanup.messages import Message
from cleanup.page import Kind
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import Example, Option, OptionValue, Rule
from cleanup.rules.typography.context import BlockIndex
from cleanup.rules.view_blocks import Block

RULE_ID: Final = "digits"

_FULL: Final = "０１２３４５６７８９"
_HALF_OF: Final = {ord(full): str(value) for value, full in enumerate(_FULL)} | {ord("．"): "."}
_FULL_DIGIT: Final = lazy(f"[{_FULL}]")
_FULL_NUMBER: Final = lazy(f"[{_FULL}]+(?:．[{_FULL}]+)*")
_BLANK: Final = " \u00a0\u2009\u202f\u3000"
_DIGITS: Final = frozenset("0123456789")
_MOST_ROOM: Final = 2  # blanks between two parts of a number or a date
_DATE_UNITS: Final = frozenset("年月日时分")
_AFTER_DIGIT: Final = _DIGITS | frozenset("年月日时分秒点号")
_UNITS: Final = frozenset("万亿多余个名位户家次件条项元人岁天倍斤吨亩里公千米处座所台辆%％")
_BEFORE_COUNT: Final = frozenset("了共达近约超至到第")
_POINTS: Final = frozenset(".．")
# A date or a time of day, its parts in order, with blanks anywhere in it; the numbers may be cut themselves.
_S: Final = f"[{_BLANK}]{{0,2}}"
_YEAR: Final = f"[12]{_S}[0-9]{_S}[0-9]{_S}[0-9]{_S}年"
_SHORT: Final = f"[0-9](?:{_S}[0-9])?{_S}"
_DATE: Final = lazy(
    f"(?<![0-9.])(?<![0-9][{_BLANK}])(?:{_YEAR}(?:{_S}{_SHORT}月(?:{_S}{_SHORT}[日号])?)?|{_SHORT}月{_S}{_SHORT}[日号]|{_SHORT}[时点]{_S}{_SHORT}分)"
)
_IN_ORDER: Final = {"年": "月", "月": "日号", "日": "时点", "时": "分", "分": "秒"}
_TABLE: Final = 4  # gaps between two digits in one paragraph, from which they part the columns of a table
_TELEPHONE: Final = range(7, 16)  # digits of a number that may be one
_SPACED: Final = 0.2  # share of the places between a digit and a Han character that have a space, from which the page sets them so
_BESIDE_CLOSE: Final = lazy("[0-9][\u4e00-\u9fff]|[\u4e00-\u9fff][0-9]")
_LONGEST_DATE: Final = 24  # code points with its spaces

_ONE_NUMBER = (Evidence(Message("digits.one-number")),)
_ONE_DATE = (Evidence(Message("digits.one-date")),)
_CLOSE = Message("digits.close-up")


class _Judged(NamedTuple):
    message: str
    safety: Safety
    confidence: float


def find(analysis: Analysis, options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a number in full width, one a date or a number that spaces cut."""
    text = analysis.text
    blocks: BlockIndex | None = None
    if options["width"] == "half" and _FULL_DIGIT.search(text) is not None:
        for match in _FULL_NUMBER.finditer(text):
            blocks = blocks or BlockIndex(analysis.blocks)
            if blocks.at(match.start()) is not None and not analysis.is_protected(*match.span()):
                yield from _full(analysis, *match.span())
    gaps, others = _gaps(analysis)
    if not gaps and not others:
        return
    blocks = blocks or BlockIndex(analysis.blocks)
    wraps = analysis.wrap_starts
    dates = list(_dates(text, gaps))
    inside = _inside(gaps, dates)
    for date, cuts in inside.items():
        if _is_text(analysis, blocks.at(date[0]), date):
            kept = [cut for cut in cuts if cut[0] not in wraps]
            yield from _closed(analysis, kept, _Judged("date", Safety.SAFE, 0.97))
    in_dates = {cut for cuts in inside.values() for cut in cuts}
    yield from _numbers(analysis, blocks, [gap for gap in gaps if gap not in in_dates and gap[0] not in wraps])
    if others and not _is_spaced(analysis):
        for place in sorted(others):
            if place[0] not in wraps and _is_text(analysis, blocks.at(place[0]), place):
                yield from _beside(analysis, *place)


def _gaps(analysis: Analysis) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Blanks inside numbers and dates, and other blanks beside digits that may cut a number from its unit or its decimals.

    A range of the others holds the decimal point too.
    """
    text = analysis.text
    gaps: list[tuple[int, int]] = []
    others: list[tuple[int, int]] = []
    for start, end in zip(*analysis.gaps, strict=True):
        left, right = text[start - 1 : start], text[end : end + 1]
        if (left not in _DIGITS and right not in _DIGITS) or end - start > _MOST_ROOM:
            continue  # nearly always
        if (left in _DIGITS and right in _AFTER_DIGIT) or (right in _DIGITS and left in _DATE_UNITS):
            gaps.append((start, end))
        elif end - start > 1:
            continue
        elif (left in _DIGITS and right in _UNITS) or (right in _DIGITS and left in _BEFORE_COUNT):
            others.append((start, end))
        elif right in _DIGITS and left in _POINTS and text[start - 2 : start - 1] in _DIGITS and _has_decimals(text, end):
            others.append((start - 1, end))
        elif left in _DIGITS and right in _POINTS and text[end + 1 : end + 2] in _DIGITS and _has_decimals(text, end + 1):
            others.append((start, end + 1))
    return gaps, others


def _has_decimals(text: str, at: int) -> bool:
    """Whether one digit or two stand at `at`, and then something that goes on with no point."""
    end = at + 1 + (text[at + 1 : at + 2] in _DIGITS)
    return text[end : end + 1] not in _DIGITS and text[end : end + 1] not in ("", ".")


def _beside(analysis: Analysis, start: int, end: int) -> Iterator[Finding]:
    """A space between a number and its unit, or beside a decimal point, which stands in the range itself."""
    text = analysis.text
    point = text[start:end].strip(_BLANK)
    cut = (start + 1, end) if point and text[start] == point else (start, end - len(point))
    yield from _closed(analysis, [cut], _Judged("point" if point else "unit", Safety.ASK, 0.7))


def _full(analysis: Analysis, start: int, end: int) -> Iterator[Finding]:
    before = analysis.text[start:end]
    half = before.translate(_HALF_OF)
    edits = analysis.replaced(start, end, half)
    if edits:
        title, message = Message("digits.fix", {"after": half}), Message("digits.full", {"before": before})
        fix = Fix(title, edits, Safety.ASK, 0.97)
        yield Finding(RULE_ID, analysis.spans(start, end), message, 0.97, (), (fix,), "digits:full", analysis.rests_on(start, end))


def _dates(text: str, gaps: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The dates and times around the gaps, in their order."""
    done = 0
    for start, end in gaps:
        if start < done:
            continue
        for match in _DATE.finditer(text, max(start - _LONGEST_DATE, done), end + _LONGEST_DATE):
            if match.end() > start:
                yield match.span()
                done = match.end()
                break


def _inside(gaps: Sequence[tuple[int, int]], dates: Sequence[tuple[int, int]]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """The gaps inside each date that has any."""
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    starts = [start for start, _ in dates]
    for gap in gaps:
        index = bisect_right(starts, gap[0]) - 1
        if index >= 0 and dates[index][1] > gap[1]:
            found.setdefault(dates[index], []).append(gap)
    return found


def _is_text(analysis: Analysis, block: Block | None, place: tuple[int, int]) -> bool:
    """Whether a place stands in running text that may be flagged, and not in a table's row."""
    if block is None or block.kind not in (Kind.BODY, Kind.CAPTION, Kind.HEADLINE) or place[1] > block.end:
        return False
    return not analysis.is_protected(*place) and analysis.text[block.start] != "|"


def _numbers(analysis: Analysis, blocks: BlockIndex, gaps: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """Gaps in numbers and between a number and its unit that are in no whole date."""
    text = analysis.text
    by_block: dict[int, list[tuple[int, int]]] = {}
    for gap in gaps:
        block = blocks.at(gap[0])
        if block is not None and block.kind is Kind.BODY and _is_text(analysis, block, gap):
            by_block.setdefault(block.start, []).append(gap)
    for cuts in by_block.values():
        between = sum(text[start - 1].isdigit() and text[end].isdigit() for start, end in cuts)
        if between >= _TABLE:
            continue
        for start, end in cuts:
            left, right = text[start - 1], text[end]
            if left.isdigit() and right.isdigit():
                yield from _cut_number(analysis, start, end)
            elif left.isdigit() or (right.isdigit() and text[start - 2 : start - 1].isdigit() and _goes_on(text, left, end)):
                yield from _closed(analysis, [(start, end)], _Judged("unit", Safety.ASK, 0.8))


def _goes_on(text: str, unit: str, at: int) -> bool:
    """Whether the number at `at` has the unit that follows `unit` in a date: 3月 5日 does, 3月 4月 does not."""
    end = at
    while end < at + 2 and text[end : end + 1].isdigit():
        end += 1
    return bool(text[end : end + 1]) and text[end] in _IN_ORDER.get(unit, "")


def _cut_number(analysis: Analysis, start: int, end: int) -> Iterator[Finding]:
    """A space between two digits: a number cut in two where what follows is a unit and the whole is no telephone number."""
    text = analysis.text
    low, high = start, end
    while low and low > start - 16 and (text[low - 1].isdigit() or text[low - 1] in _BLANK):
        low -= 1
    while high < len(text) and high < end + 16 and (text[high].isdigit() or text[high] in _BLANK):
        high += 1
    digits = sum(char.isdigit() for char in text[low:high])
    if digits in _TELEPHONE or text[high : high + 1] in ("-", "—") or text[low - 1 : low] in ("-", "—"):
        return
    counted = is_han(text[high : high + 1]) or text[high : high + 1] in ("%", "％")
    safety, confidence = (Safety.ASK, 0.65) if counted and text[high - 1].isdigit() else (Safety.SHOW, 0.3)
    yield from _closed(analysis, [(start, end)], _Judged("number", safety, confidence))


def _closed(analysis: Analysis, cuts: Sequence[tuple[int, int]], judged: _Judged) -> Iterator[Finding]:
    """One finding whose fix closes gaps."""
    edits: list[Replace] = []
    for cut in cuts:
        edits += analysis.replaced(*cut, "")
    if cuts and len(edits) >= len(cuts):
        start, end = cuts[0][0], cuts[-1][1]
        fix = Fix(_CLOSE, tuple(edits), judged.safety, judged.confidence)
        spans = tuple(span for cut in cuts for span in analysis.spans(*cut))
        message = Message(f"digits.{judged.message}")
        evidence = _ONE_DATE if judged.message == "date" else _ONE_NUMBER
        group = f"digits:{judged.message}:{judged.safety.label}"
        yield Finding(RULE_ID, spans, message, judged.confidence, evidence, (fix,), group, analysis.rests_on(start - 1, end + 1))


def _is_spaced(analysis: Analysis) -> bool:
    """Whether the page sets spaces between digits and Han characters as a matter of form."""
    text = analysis.text
    starts, ends = analysis.gaps
    beside = ((text[start - 1 : start], text[end : end + 1]) for start, end in zip(starts, ends, strict=True) if end - start == 1)
    spaced = sum((left in _DIGITS and is_han(right)) or (right in _DIGITS and is_han(left)) for left, right in beside if left and right)
    close = sum(1 for _ in _BESIDE_CLOSE.finditer(text))
    return spaced > _SPACED * (spaced + close)


RULE = Rule(
    id=RULE_ID,
    find=find,
    safety=Safety.SAFE,
    examples=(
        Example("闸门于12 月 3 日开启。", "闸门于12月3日开启。"),
        Example("电话0900 555 0118，投资120 万元、30 万元、5 万元。", "电话0900 555 0118，投资120 万元、30 万元、5 万元。"),
    ),
    options={"width": Option("half", Message("digits.option-width"), ("half", "keep"))},
)
