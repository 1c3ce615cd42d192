"""Figures of one sentence that do not add up: a total whose parts come to another number, by one digit."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from cleanup.finding import Evidence, Finding, Safety
from cleanup.language.lazy import lazy
from cleanup.messages import Message
from cleanup.rules.analysis import Analysis
from cleanup.rules.consistency.numerals import figure
from cleanup.rules.record import Example, OptionValue, Rule

if TYPE_CHECKING:
    from decimal import Decimal

RULE_ID: Final = "figures"

_SENTENCE: Final = lazy("[^。！？\n\r]+")
_NUMBER: Final = lazy("([0-9０-９][0-9０-９,，.．]{0,14}[0-9０-９]|[0-9０-９])(?![0-9０-９%％‰])([万亿]?)([\u4e00-\u9fff]{0,2})")
_TOTAL: Final = lazy("(?:共计|总计|合计|总共|一共|共有|累计|全部|共)[^0-9０-９，。；：、！？]{0,12}\\Z")
_PARTS: Final = lazy("其中|分别|包括|包含|含|有|：")
_MORE: Final = lazy("[余多近约超]|以上|左右|至|到|—|-|~|～")
_LEAST_PARTS: Final = 2
_MOST_PARTS: Final = 12
_LONGEST: Final = 400  # code points of a sentence that is added up
_LEAST: Final = 10  # a total below which any two numbers may meet by chance


class _Figure(NamedTuple):
    """A number with its unit, and where it stands in the view."""

    start: int
    end: int
    value: "Decimal"
    unit: str


def find(analysis: Analysis, _options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a total, or the part by which it is missed."""
    text = analysis.text
    if "共" not in text and "计" not in text and "計" not in text:
        return
    for match in _SENTENCE.finditer(text):
        sentence = match.group()
        if len(sentence) > _LONGEST or not ("共" in sentence or "计" in sentence or "全部" in sentence):
            continue  # without one of these no total is said
        numbers = list(_figures(text, *match.span()))
        for at, total in enumerate(numbers):
            if total.value < _LEAST or _TOTAL.search(text, max(match.start(), total.start - 16), total.start) is None:
                continue
            parts = _parts(text, total, numbers[at + 1 :])
            if len(parts) >= _LEAST_PARTS and _off_by_a_digit(total, parts) and not analysis.is_protected(total.start, total.end):
                yield _finding(analysis, total, parts)


def _figures(text: str, start: int, end: int) -> Iterator[_Figure]:
    for match in _NUMBER.finditer(text, start, end):
        value = figure(match.group(1))
        unit = match.group(2) + match.group(3)[:1]
        around = text[max(start, match.start() - 1) : match.start()] + text[match.end(2) : match.end(2) + 1]
        if value is not None and unit and _MORE.search(around) is None:
            yield _Figure(match.start(1), match.end(1), value, unit)


def _parts(text: str, total: _Figure, after: Sequence[_Figure]) -> list[_Figure]:
    """The figures of the total's unit behind it, where the sentence says that these are its parts, up to the next total."""
    parts: list[_Figure] = []
    for one in after:
        if _TOTAL.search(text, max(total.end, one.start - 16), one.start) is not None or len(parts) == _MOST_PARTS:
            break
        if one.unit == total.unit:
            parts.append(one)
    if not parts or _PARTS.search(text, total.end, parts[0].start) is None:
        return []
    close = all(right.start - left.end < 40 for left, right in pairwise(parts))
    return parts if close else []


def _off_by_a_digit(total: _Figure, parts: Sequence[_Figure]) -> bool:
    """Whether the parts miss the total, and one digit of one of the figures put otherwise would make them meet it."""
    apart = total.value - sum(part.value for part in parts)
    if not apart:
        return False
    digits = f"{abs(apart).normalize():f}".replace(".", "").strip("0")
    if len(digits) > 1:
        return False  # one digit changed makes a difference of one digit and zeros
    changed = [total.value - apart, *(part.value + apart for part in parts)]
    return any(_differ_in_one(before.value, after) for before, after in zip([total, *parts], changed, strict=True))


def _differ_in_one(before: "Decimal", after: "Decimal") -> bool:
    left, right = f"{before:f}", f"{after:f}"
    if after < 0 or len(left) != len(right):
        return False
    return sum(a != b for a, b in zip(left, right, strict=True)) == 1


def _finding(analysis: Analysis, total: _Figure, parts: Sequence[_Figure]) -> Finding:
    came = sum(part.value for part in parts)
    params = {"total": f"{total.value:f}{total.unit}", "sum": f"{came:f}{total.unit}"}
    evidence = (Evidence(Message("figures.parts", {"parts": " + ".join(f"{part.value:f}" for part in parts), "sum": f"{came:f}"})),)
    spans = tuple(span for one in (total, *parts) for span in analysis.spans(one.start, one.end))
    rests_on = analysis.rests_on(total.start, parts[-1].end)
    return Finding(RULE_ID, spans, Message("figures.apart", params), 0.5, evidence, (), "", rests_on)


RULE = Rule(
    id=RULE_ID,
    find=find,
    safety=Safety.SHOW,
    local=True,
    examples=(Example("全镇共有399户，其中上渠村143户，下渠村256户。", "全镇共有399户，其中上渠村143户，下渠村256户。"),),
)
