"""Paragraphs whose end or beginning is not on the page, beside columns that were cut and whose pieces are all there."""

from collections.abc import Iterator

from cleanup.finding import Finding, Safety
from seeds.damage import generate
from tests.accuracy.rules.clean_text import unseen_articles
from tests.accuracy.rules.judging import Judge
from tests.accuracy.rules.trial import Damage, Made, Trial

PAGES = 25
SEED = 6541
_MIXES = (("lost",), ("lost", "columns", "over"), ("lost", "columns", "newline-wrap"), ("lost", "columns", "space-wrap", "half-width"))

_ENDS = ("lost-text.tail", "lost-text.jump-on", "lost-text.linked-on")


def pages() -> Iterator[Made]:
    """Pages with lost text; a damage is the place after a text that lost its end, or before one that lost its beginning."""
    for number, kinds in enumerate(_MIXES):
        for page in generate(unseen_articles(), PAGES, 0.5, SEED + number, kinds):
            ends = [Damage(lost.after, lost.after, "", lost.text, "end") for lost in page.truth.lost if lost.after is not None]
            starts = [Damage(lost.before, lost.before, "", lost.text, "beginning") for lost in page.truth.lost if lost.before is not None]
            yield Made(page.name, page.text, tuple(sorted([*ends, *starts])))


def tells(_judge: Judge, damage: Damage, finding: Finding) -> bool:
    """The finding says of the line there that its end, or its beginning, is missing."""
    (line,) = finding.spans
    missing = "end" if finding.message.key in _ENDS else "beginning"
    return damage.kind == missing and damage.start == (line.end if missing == "end" else line.start)


TRIAL = Trial(pages, tells, beside=("column-join",), least=Safety.SHOW)
