"""Repeats of every class: paragraphs that stand twice, two readings, two bylines, spliced passages, loops."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from cleanup.finding import Finding
from seeds.damage import DamagedPage, generate
from tests.accuracy.rules.clean_text import some_articles
from tests.accuracy.rules.judging import Judge
from tests.accuracy.rules.trial import Damage, Made, Trial

PAGES = 60
SEED = 4711

# What a finding may call a repeat of each kind: two loops of two rounds are two copies as well, a shortened one two readings.
CLASSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "exact": ("exact", "many", "partial", "turns"),
        "near": ("near", "bylines", "partial", "splice"),
        "two-bylines": ("bylines", "near", "partial", "splice"),
        "partial": ("partial", "splice"),
        "passage": ("partial", "splice"),
        "loop": ("loop",),
        "loop-rounds": ("loop",),
        "loop-blocks": ("turns", "many", "exact"),
    }
)


def pages() -> Iterator[Made]:
    """Pages with repeats alone."""
    for page in generate(some_articles(), PAGES, 0.5, SEED, tuple(CLASSES)):
        yield _made(page)


def _made(page: DamagedPage) -> Made:
    return Made(page.name, page.text, tuple(_damage(page.text, d.kind, *d.extra) for d in page.truth.duplicates))


def _damage(text: str, kind: str, start: int, end: int) -> Damage:
    """The copy that the true text does not have; a whole paragraph with the break before it."""
    if text[:start].endswith("\n\n") and text.startswith("\n\n", end):
        start -= 2
    return Damage(start, end, text[start:end], "", kind)


def classed(judge: Judge, damage: Damage, finding: Finding) -> bool:
    """The finding stands on the copy and calls it what it is."""
    name = finding.message.key.rpartition("message-")[2]
    return name in CLASSES[damage.kind] and judge.touches(damage, finding)


TRIAL = Trial(pages, classed)
