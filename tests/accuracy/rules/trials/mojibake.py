"""Sentences that were written in one encoding and read in another, on clean pages."""

from collections.abc import Iterator

from seeds.kinds_of_damage.codes import wrong_encodings
from tests.accuracy.rules.planting import planted
from tests.accuracy.rules.trial import Made, Trial, mends

PAGES = 60
PLACES = 6
SEED = 8123


def pages() -> Iterator[Made]:
    """Clean pages with such sentences."""
    yield from planted(wrong_encodings, pages=PAGES, places=PLACES, seed=SEED)


TRIAL = Trial(pages, mends)
