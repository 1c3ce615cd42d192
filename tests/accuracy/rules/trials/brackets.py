"""Brackets and title marks that are lost or closed by the wrong one; scored after joins."""

from collections.abc import Iterator

from cleanup.finding import Finding
from seeds.damage import generate
from tests.accuracy.rules.clean_text import newspaper_articles, some_articles
from tests.accuracy.rules.judging import Judge
from tests.accuracy.rules.trial import Damage, Made, Trial, from_seeds, mends_with_any

PAGES = 25
SEED = 6947
_MIXES = (("bracket-lost",), ("bracket-lost", "columns"), ("bracket-misfit",))
_KINDS = ("bracket-lost", "bracket-misfit")
_MARKS = frozenset("（）《》【】〔〕")
_OPENERS = frozenset("（《【〔")


def pages() -> Iterator[Made]:
    """Pages of articles that have brackets, half of these damaged."""
    able = [a for a in (*some_articles(), *newspaper_articles()) if sum(e.text.count("》") + e.text.count("）") for e in a.elements) > 1]
    for number, kinds in enumerate(_MIXES):
        for page in generate(able, PAGES, 0.5, SEED + number, kinds):
            yield from_seeds(page, _KINDS)


def finds(judge: Judge, damage: Damage, finding: Finding) -> bool:
    """One of the fixes mends it; a lost mark is found too where the partner that is left is pointed at, with places for the lost one."""
    if mends_with_any(judge, damage, finding):
        return True
    if damage.before or len(finding.spans) != 1 or not finding.fixes:
        return False
    text = judge.made.text
    step, at = (-1, damage.start - 1) if damage.after not in _OPENERS else (1, damage.start)
    while 0 <= at < len(text) and text[at] not in _MARKS:
        at += step
    return finding.spans[0].start == at


TRIAL = Trial(pages, finds, beside=("column-join",))
