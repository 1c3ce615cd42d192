"""Full-width digits, and dates with spaces in them."""

from collections.abc import Iterator

from seeds.damage import generate
from tests.accuracy.rules.clean_text import some_articles
from tests.accuracy.rules.trial import Made, Trial, from_seeds

PAGES = 20
SEED = 6733
_MIXES = (("full-digits",), ("cut-date",), ("full-digits", "cut-date", "newline-wrap"))


def pages() -> Iterator[Made]:
    """Pages with half of their numbers damaged."""
    for number, kinds in enumerate(_MIXES):
        for page in generate(some_articles(), PAGES, 0.5, SEED + number, kinds):
            yield from_seeds(page, ["full-digits", "cut-date"])


TRIAL = Trial(pages)
