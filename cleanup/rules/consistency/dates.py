"""Dates and times of day that cannot be: 11月31日, 13月, a weekday that the date does not fall on."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from cleanup.finding import Evidence, Finding, Safety
from cleanup.language.lazy import lazy
from cleanup.messages import Message
from cleanup.rules.analysis import Analysis
from cleanup.rules.consistency.numerals import number
from cleanup.rules.record import Example, OptionValue, Rule

RULE_ID: Final = "dates"

_N: Final = "[0-9０-９〇零一二三四五六七八九十廿卅]"
# A date is looked for around its 月, of which a page has few: an expression that begins with a numeral is tried at every character.
_TO_MONTH: Final = lazy(f"(?:({_N}{{2,4}})年)?({_N}{{1,3}})\\Z")
_FROM_MONTH: Final = lazy(
    f"({_N}{{1,3}})(?:日|号(?!楼|线|院|门|车|台|机|井|桥|坝|田|棚|馆|厅|岗|店|码|文|令))(?:[（(， ]{{0,2}}(?:星期|周)([一二三四五六日天]))?"
)
_LONGEST_TO_MONTH: Final = 8  # code points of a year and a month
_MINUTES: Final = lazy("时([0-9０-９]{1,2})分(?!之|钟|贝|值|数|[0-9])")
_HOUR: Final = lazy("(?<![0-9０-９.．:：])[0-9０-９]{1,2}")
_LUNAR: Final = lazy("[农農阴陰旧舊][历曆][^，。；]{0,8}\\Z|[闰閏臘腊正冬]\\Z")
_BEFORE: Final = 14  # code points in which it may be said that a date is one of the old calendar
_LEAP: Final = 2024  # for the days of a month whose year is not said
_WEEKDAYS: Final = "一二三四五六日"
_FIRST_YEAR: Final = 1583  # of our calendar


def find(analysis: Analysis, _options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a date or time that cannot be; there is no telling from the page what it should be."""
    text = analysis.text
    for said in _dates(text):
        told = _of_date(said, text)
        if told is not None:
            yield from _finding(analysis, said.start, said.end, *told)
    for match in _MINUTES.finditer(text):
        start, end = match.span()
        before = next((found for at in (start - 2, start - 1) if at >= 0 and (found := _HOUR.fullmatch(text, at, start))), None)
        if before is not None:
            hour, minute = number(before.group()) or 0, number(match.group(1)) or 0
            if minute > 59 or hour > 24 or (hour == 24 and minute):
                yield from _finding(analysis, before.start(), end, Message("dates.time", {"text": text[before.start() : end]}))


class _Said(NamedTuple):
    """A date as it is written: where it stands, and its parts."""

    start: int
    end: int
    year: str | None
    month: str
    day: str
    weekday: str


def _dates(text: str) -> Iterator[_Said]:
    """The dates of a text, none overlapping another."""
    done = 0
    at = text.find("月")
    while at >= 0:
        after = _FROM_MONTH.match(text, at + 1)
        low = max(done, at - _LONGEST_TO_MONTH)
        before = _TO_MONTH.search(text[low:at]) if after is not None else None
        if before is not None and after is not None:
            done = after.end()
            yield _Said(low + before.start(), done, before.group(1), before.group(2), after.group(1), after.group(2) or "")
        at = text.find("月", at + 1)


def _of_date(said: _Said, text: str) -> tuple[Message, Message] | tuple[Message] | None:
    """What is wrong with a date, and why; None where nothing is."""
    month, day = number(said.month), number(said.day)
    if month is None or day is None or _LUNAR.search(text[max(0, said.start - _BEFORE) : said.start]):
        return None
    params = {"text": text[said.start : said.end]}
    if not 1 <= month <= 12:
        return (Message("dates.month", params),)
    year = number(said.year) if said.year else None
    known = year is not None and year >= _FIRST_YEAR
    last = monthrange(year if known and year is not None else _LEAP, month)[1]
    if not 1 <= day <= last:
        return Message("dates.day", params), Message("dates.last-day", {"month": month, "last": last})
    weekday = said.weekday.replace("天", "日")
    if known and year is not None and year < 10_000 and weekday:
        true = _WEEKDAYS[date(year, month, day).weekday()]
        if true != weekday:
            return Message("dates.weekday", params), Message("dates.falls-on", {"day": true})
    return None


def _finding(analysis: Analysis, start: int, end: int, message: Message, why: Message | None = None) -> Iterator[Finding]:
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
