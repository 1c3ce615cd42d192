"""Straight quotes, quotes turned round, and quotes whose partner is lost; scored after joins."""

from collections.abc import Iterator

from cleanup.finding import Finding
from seeds.damage import generate
from tests.accuracy.rules.clean_text import some_articles
from tests.accuracy.rules.judging import Judge
from tests.accuracy.rules.trial import Damage, Made, Trial, from_seeds, mends_with_any

PAGES = 20
SEED = 6841
_MIXES = (
    ("straight-quotes",),
    ("straight-quotes", "columns", "half-width", "newline-wrap"),
    ("quote-lost", "columns"),
    ("quote-turned",),
    ("straight-quotes", "quote-lost"),
)
_KINDS = ("straight-quotes", "quote-lost", "quote-turned")
_MARKS = frozenset("“”‘’「」『』\"'")
_OPENERS = frozenset("“‘「『")


def pages() -> Iterator[Made]:
    """Pages with one kind of damage to quotes, or two that meet."""
    for number, kinds in enumerate(_MIXES):
        for page in generate(some_articles(), PAGES, 0.5, SEED + number, kinds):
            made = from_seeds(page, _KINDS)
            yield Made(made.name, made.text, tuple(damage for damage in made.damages if damage.after in _MARKS))


def finds(judge: Judge, damage: Damage, finding: Finding) -> bool:
    """One of the fixes mends it; a lost quote is found too where the partner that is left is pointed at, with places for the lost one."""
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
