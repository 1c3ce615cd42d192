"""Repeats of every class: paragraphs that stand twice, two readings, spliced passages, loops."""

from collections.abc import Iterator

from seeds.damage import DamagedPage, generate
from tests.accuracy.rules.clean_text import some_articles
from tests.accuracy.rules.trial import Damage, Made, Trial, touches

PAGES = 60
SEED = 4711
KINDS = ("exact", "near", "partial", "loop", "loop-rounds", "loop-blocks", "two-bylines", "passage")


def pages() -> Iterator[Made]:
    """Pages with repeats alone."""
    for page in generate(some_articles(), PAGES, 0.5, SEED, KINDS):
        yield _made(page)


def _made(page: DamagedPage) -> Made:
    damages = (Damage(*d.extra, page.text[slice(*d.extra)], "", d.kind) for d in page.truth.duplicates)
    return Made(page.name, page.text, tuple(damages))


TRIAL = Trial(pages, touches)
