"""A character that is missing where the page has its word elsewhere: 综合防措施 for 综合防控措施."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language.script import is_mostly_traditional
from cleanup.messages import Message
from cleanup.rules.analysis import Analysis
from cleanup.rules.characters.side_by_side import side_by_side
from cleanup.rules.characters.slip_findings import SILENT, chance_of, reasons, seam
from cleanup.rules.record import Example, OptionValue, Rule

if TYPE_CHECKING:
    from cleanup.rules.characters.slips import Slip

RULE_ID: Final = "missing-char"

_TWICE: Final = 0.7  # confidence where two spans of time stand side by side


def find(analysis: Analysis, _options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a place where the text reads much better with one more character, or where two spans of time stand side by side."""
    yield from _spans_of_time(analysis)
    if is_mostly_traditional(analysis.characters):
        return
    from cleanup.rules.characters.losses import load_looks, losses
    from cleanup.rules.characters.slips import likely, load_language

    looks = load_looks()
    for slip in likely(losses(analysis.neighbouring, load_language(), looks), looks.last):
        start, end = analysis.flow.view(slip.at - 1, slip.at + 1)
        if not analysis.is_protected(start, end) and analysis.kind_at(start) not in SILENT:
            yield _finding(analysis, slip, start, end)


def _spans_of_time(analysis: Analysis) -> Iterator[Finding]:
    text = analysis.flow.text
    for first, second in side_by_side(text):
        start, end = analysis.flow.view(first.start, second.end)
        if not analysis.is_protected(start, end) and analysis.kind_at(start) not in SILENT:
            params = {"first": text[slice(*first)], "second": text[slice(*second)]}
            told = tuple(seam(analysis, first.end - 1, first.end + 1))
            message = Message(f"{RULE_ID}.side-by-side", params)
            yield Finding(RULE_ID, analysis.spans(start, end), message, _TWICE, told, (), None, analysis.rests_on(start, end))


def _finding(analysis: Analysis, slip: "Slip", start: int, end: int) -> Finding:
    chance = chance_of(slip)
    left, right = analysis.text[start], analysis.text[end - 1]
    edits = analysis.replaced(start, start + 1, left + slip.char)
    title = Message(f"{RULE_ID}.fix", {"char": slip.char, "word": slip.word})
    fixes = (Fix(title, edits, Safety.SHOW, chance),) if edits else ()
    message = Message(f"{RULE_ID}.message", {"left": left, "right": right, "char": slip.char, "word": slip.word})
    gain = Evidence(Message(f"{RULE_ID}.gain", {"char": slip.char, "gain": f"{slip.gain:.1f}"}), round(slip.gain, 3))
    told = (gain, *reasons(slip), *seam(analysis, slip.at - 1, slip.at + 1))
    return Finding(RULE_ID, analysis.spans(start, end), message, chance, told, fixes, None, analysis.rests_on(start, end))


RULE = Rule(
    id=RULE_ID,
    find=find,
    safety=Safety.SHOW,
    examples=(Example("各村落实综合防控措施，防控工作不松劲。", "各村落实综合防控措施，防控工作不松劲。"),),
)
