"""Rules made for tests of the engine, and a page for them."""

import re
from collections.abc import Callable, Iterator, Mapping

from cleanup.edits import Follow
from cleanup.finding import Finding, Fix, Safety
from cleanup.messages import literal
from cleanup.page import Line, Origin, Page, Span
from cleanup.paragraphs import ParagraphRule
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import OptionValue, Rule, Stage
from cleanup.rules.registry import RULES

TEXT = "渠水清了,鱼也多了。\n\n老站长说：“水来了，\n\n快去看。”大家都笑了。"
COMMA = 4


def first_fix(finding: Finding) -> Fix | None:
    return finding.fixes[0] if finding.fixes else None


def only_safe(finding: Finding) -> Fix | None:
    return finding.fixes[0] if finding.safety is Safety.SAFE else None


def make(name: str, find: Callable[[Analysis], Iterator[Finding]], stage: Stage = Stage.TEXT, safety: Safety = Safety.SAFE) -> Rule:
    def found(analysis: Analysis, _options: Mapping[str, OptionValue]) -> Iterator[Finding]:
        return find(analysis)

    return Rule(name, found, safety, (), stage=stage, texts={"title": name})


def puts(name: str, pattern: str, after: str, safety: Safety = Safety.SAFE, probability: float = 0.9) -> Rule:
    """A rule that puts `after` for whatever the pattern matches."""

    def find(analysis: Analysis) -> Iterator[Finding]:
        for match in re.finditer(pattern, analysis.text):
            edits = analysis.replaced(*match.span(), match.expand(after))
            fixes = (Fix(literal(name), edits, safety, probability),) if edits else ()
            rests_on = analysis.rests_on(*match.span())
            yield Finding(name, analysis.spans(*match.span()), literal(name), 0.9, (), fixes, None, rests_on)

    return make(name, find)


def joins(tail: str, head: str, probability: float = 0.9, safety: Safety = Safety.ASK, text: str = TEXT) -> Rule:
    """A rule of stage ORDER that joins one line to another."""
    spans = [Span(text.index(piece), text.index(piece) + len(piece)) for piece in (tail, head)]
    follow = Follow(spans[0], spans[1])

    def find(_analysis: Analysis) -> Iterator[Finding]:
        fix = Fix(literal("join"), (follow,), safety, probability)
        yield Finding("join", (spans[0], spans[1]), literal("join"), probability, (), (fix,))

    return make("join", find, Stage.ORDER)


def page_of(text: str = TEXT) -> Page:
    page = Page("1998-01", text, ParagraphRule.BLANK_LINE, origin=Origin(path="pages/1998-01.txt"))
    lines = tuple(Line(start, end, paragraph=number) for number, (start, end) in enumerate(page.paragraphs.spans))
    return Page("1998-01", text, ParagraphRule.BLANK_LINE, lines, page.origin)


def ours(*ids: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.id in ids)


WIDTH = ours("punctuation-width")
QUOTES = ours("quotes")
