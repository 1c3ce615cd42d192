"""Radicals, compatibility ideographs and full-width letters in the place of ordinary characters."""

from collections.abc import Iterator

from seeds.kinds_of_damage.codes import look_alike_codes
from tests.accuracy.rules.planting import planted
from tests.accuracy.rules.trial import Made, Trial, mends

PAGES = 40
PLACES = 24
SEED = 8101


def pages() -> Iterator[Made]:
    """Clean pages with such characters put in."""
    yield from planted(look_alike_codes, pages=PAGES, places=PLACES, seed=SEED)


TRIAL = Trial(pages, mends)
