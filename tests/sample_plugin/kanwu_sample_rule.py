"""A rule from outside: two full-width commas in a row, of which one is too many."""

import re
from collections.abc import Iterator, Mapping

from cleanup.finding import Finding, Fix, Safety
from cleanup.messages import literal
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import Example, Option, OptionValue, Rule

RULE_ID = "doubled-comma"
_COMMAS = re.compile("，{2,}")


def find(analysis: Analysis, options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a run of commas; `most` says how long a run may be to be mended."""
    for match in _COMMAS.finditer(analysis.text):
        start, end = match.span()
        edits = analysis.replaced(start, end, "，") if end - start <= int(str(options["most"])) else ()
        fixes = (Fix(literal("Keep one"), edits, Safety.SAFE, 0.9),) if edits else ()
        yield Finding(RULE_ID, analysis.spans(start, end), literal("A doubled comma"), 0.9, (), fixes)


RULE = Rule(
    id=RULE_ID,
    find=find,
    safety=Safety.SAFE,
    examples=(Example("渠水清了，，鱼也多了。", "渠水清了，鱼也多了。"),),
    options={"most": Option(4, literal("the longest run that is mended"))},
    texts={
        "title": "Doubled comma",
        "flags": "Two or more full-width commas in a row.",
        "why": "One of them is a speck on the scan.",
        "trust": "Safe.",
    },
)
