"""Headlines of a Markdown page whose levels came out of order: a level skipped, or one deeper than the page allows there."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from cleanup.finding import Finding, Fix, Safety
from cleanup.language.lazy import lazy
from cleanup.messages import Message
from cleanup.paragraphs import ParagraphRule
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import Example, OptionValue, Rule

RULE_ID: Final = "headline-level"

_HEADING: Final = lazy(r"^(#{1,6})(?=[ \t\u3000]+[^\s#])", re.MULTILINE)
_SURE: Final = 0.7
_KICKER: Final = 0.3  # a line above a headline may well be smaller than it on purpose


class _Heading(NamedTuple):
    """A headline of the view: where its marks stand, how many there are, and how many there should be."""

    start: int
    level: int
    wanted: int


def find(analysis: Analysis, _options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a headline with too many marks; its fix takes away as many as are too many.

    A headline right above a higher one, with no text between, may be the line that leads in to it, and is only shown.
    """
    if analysis.page.rule is not ParagraphRule.MARKDOWN or "#" not in analysis.text:
        return
    text = analysis.text
    headings = _read(analysis)
    if not headings:
        return
    ends = [heading.start for heading in headings[1:]]
    for heading, end in zip(headings, [*ends, len(text)], strict=True):
        if heading.wanted == heading.level:
            continue
        start, high = heading.start, heading.start + heading.level
        edits = analysis.replaced(start, high, "#" * heading.wanted)
        is_kicker = _leads_in(text, heading, end)
        safety, confidence = (Safety.SHOW, _KICKER) if is_kicker else (Safety.ASK, _SURE)
        numbers = {"level": heading.level, "wanted": heading.wanted}
        fixes = (Fix(Message("headline-level.fix", numbers), edits, safety, confidence),) if edits else ()
        key = f"headline-level.{heading.level}-{heading.wanted}"
        message = Message("headline-level.lead-in" if is_kicker else "headline-level.found", numbers)
        yield Finding(RULE_ID, analysis.spans(start, high), message, confidence, (), fixes, key, analysis.rests_on(start, high))


def _leads_in(text: str, heading: _Heading, end: int) -> bool:
    """Whether nothing but blanks stands between a headline and a higher one at `end`."""
    line_end = text.find("\n", heading.start)
    following = _HEADING.match(text, end)
    higher = following is not None and len(following.group(1)) < heading.level
    return higher and line_end >= 0 and not text[line_end:end].strip()


def _read(analysis: Analysis) -> list[_Heading]:
    """The page's headlines; each should stand one level below the nearest higher one before it, or on the page's highest level."""
    found = [(match.start(1), len(match.group(1))) for match in _HEADING.finditer(analysis.text)]
    found = [(start, level) for start, level in found if not analysis.is_protected(start, start + level)]
    highest = min((level for _, level in found), default=1)
    above: list[tuple[int, int]] = []  # levels of the headlines that this one may stand under, each with the one it should have
    there = {level for _, level in found}
    headings = []
    for start, level in found:
        while above and above[-1][0] >= level:
            last, right = above[-1]
            if right < level and right in there and right < last:
                break  # that one alone slipped, since others have its level: this one stands under it
            above.pop()
        wanted = above[-1][1] + 1 if above else highest
        above.append((level, wanted))
        headings.append(_Heading(start, level, wanted))
    return headings


RULE = Rule(
    id=RULE_ID,
    find=find,
    safety=Safety.ASK,
    examples=(
        Example("# 要闻\n\n### 渠水进村\n\n渠水重新流进了村子。", "# 要闻\n\n## 渠水进村\n\n渠水重新流进了村子。"),
        Example("# 要闻\n\n## 渠水进村\n\n渠水重新流进了村子。", "# 要闻\n\n## 渠水进村\n\n渠水重新流进了村子。"),
    ),
)
