"""Dates and times of day that cannot be: 11月31日, 13月, a weekday that the date does not fall on."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from cleanup.finding import Evidence, Finding, Safety
from cleanup.language.lazy import lazy
from cleanup.messages import Message
from cleanup.rules.analysis import Analysis
from cleanup.rules.consistency.numerals import number
from cleanup.rules.record import Example, OptionValue, Rule

RULE_ID: Final = "dates"

_N: Final = "[0-9０-９〇零一二三四五六七八九十廿卅]"
_DATE: Final = lazy(
    f"(?:({_N}{{2,4}})年)?({_N}{{1,3}})月({_N}{{1,3}})(?:日|号(?!楼|线|院|门|车|台|机|井|桥|坝|田|棚|馆|厅|岗|店|码|文|令))"
    "(?:[（(， ]{0,2}(?:星期|周)([一二三四五六日天]))?"
)
_TIME: Final = lazy("(?<![0-9０-９.．:：])([0-9０-９]{1,2})时([0-9０-９]{1,2})分(?!之|钟|贝|值|数|[0-9])")
_LUNAR: Final = lazy("[农農阴陰旧舊][历曆][^，。；]{0,8}\\Z|[闰閏臘腊正冬]\\Z")
_BEFORE: Final = 14  # code points in which it may be said that a date is one of the old calendar
_LEAP: Final = 2024  # for the days of a month whose year is not said
_WEEKDAYS: Final = "一二三四五六日"
_FIRST_YEAR: Final = 1583  # of our calendar


def find(analysis: Analysis, _options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a date or time that cannot be; there is no telling from the page what it should be."""
    text = analysis.text
    if "月" in text:
        for match in _DATE.finditer(text):
            told = _of_date(match, text)
            if told is not None:
                yield from _finding(analysis, match, *told)
    if "时" in text:
        for match in _TIME.finditer(text):
            hour, minute = (number(part) or 0 for part in match.groups())
            if minute > 59 or hour > 24 or (hour == 24 and minute):
                yield from _finding(analysis, match, Message("dates.time", {"text": match.group()}))


def _of_date(match: re.Match[str], text: str) -> tuple[Message, Message] | tuple[Message] | None:
    """What is wrong with a date, and why; None where nothing is."""
    month, day = number(match.group(2)), number(match.group(3))
    if month is None or day is None or _LUNAR.search(text[max(0, match.start() - _BEFORE) : match.start()]):
        return None
    params = {"text": match.group()}
    if not 1 <= month <= 12:
        return (Message("dates.month", params),)
    year = number(match.group(1)) if match.group(1) else None
    known = year is not None and year >= _FIRST_YEAR
    last = monthrange(year if known and year is not None else _LEAP, month)[1]
    if not 1 <= day <= last:
        return Message("dates.day", params), Message("dates.last-day", {"month": month, "last": last})
    weekday = (match.group(4) or "").replace("天", "日")
    if known and year is not None and year < 10_000 and weekday:
        true = _WEEKDAYS[date(year, month, day).weekday()]
        if true != weekday:
            return Message("dates.weekday", params), Message("dates.falls-on", {"day": true})
    return None


def _finding(analysis: Analysis, match: re.Match[str], message: Message, why: Message | None = None) -> Iterator[Finding]:
    start, end = match.span()
    if analysis.is_protected(start, end):
        return
    evidence = (Evidence(why),) if why is not None else ()
    yield Finding(RULE_ID, analysis.spans(start, end), message, 0.9, evidence, (), "", analysis.rests_on(start, end))


RULE = Rule(
    id=RULE_ID,
    find=find,
    safety=Safety.SHOW,
    local=True,
    examples=(Example("会议于11月30日召开，会期两天。", "会议于11月30日召开，会期两天。"),),
)
