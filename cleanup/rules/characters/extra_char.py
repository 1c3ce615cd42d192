"""A character too many: 组织部分副部长 for 组织部副部长."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language.script import is_mostly_traditional
from cleanup.messages import Message
from cleanup.rules.analysis import Analysis
from cleanup.rules.characters.slip_findings import SILENT, chance_of, reasons, seam
from cleanup.rules.record import Example, OptionValue, Rule

if TYPE_CHECKING:
    from cleanup.rules.characters.slips import Slip

RULE_ID: Final = "extra-char"


def find(analysis: Analysis, _options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a character without which the text reads much better."""
    if is_mostly_traditional(analysis.characters):
        return
    from cleanup.rules.characters.slips import extras, likely, load_language, load_weights
    from cleanup.rules.characters.titles import between_titles, may_stand

    weights, language = load_weights(RULE_ID), load_language()
    text = analysis.flow.text
    likeliest = likely(extras(analysis.neighbouring, language, weights), weights)
    found = {slip.at: slip for slip in likeliest if not may_stand(text, slip.at)}
    found |= {slip.at: slip for slip in between_titles(text, language)}
    for _, slip in sorted(found.items()):
        start, end = analysis.flow.view(slip.at, slip.at + 1)
        if not analysis.is_protected(start, end) and analysis.kind_at(start) not in SILENT:
            yield _finding(analysis, slip, start, end)


def _finding(analysis: Analysis, slip: "Slip", start: int, end: int) -> Finding:
    chance = chance_of(slip)
    edits = analysis.replaced(start, end, "")
    title = Message(f"{RULE_ID}.fix", {"char": slip.char, "word": slip.word})
    fixes = (Fix(title, edits, Safety.SHOW, chance, removes_text=True),) if edits else ()
    message = Message(f"{RULE_ID}.message", {"char": slip.char, "word": slip.word})
    gain = Evidence(Message(f"{RULE_ID}.gain", {"char": slip.char, "times": f"{slip.gain / 2.3026:.1f}"}), round(slip.gain, 3))
    told = (gain, *reasons(slip), *seam(analysis, slip.at - 1, slip.at + 2))
    return Finding(RULE_ID, analysis.spans(start, end), message, chance, told, fixes, None, analysis.rests_on(max(0, start - 1), end + 1))


RULE = Rule(
    id=RULE_ID,
    find=find,
    safety=Safety.SHOW,
    examples=(Example("县委组织部副部长到村里走访。", "县委组织部副部长到村里走访。"),),
)
