"""English words, letters for figures and single letters on clean pages."""

from collections.abc import Iterator

from seeds.kinds_of_damage.foreign import stray_english
from tests.accuracy.rules.planting import planted
from tests.accuracy.rules.trial import Made, Trial, touches

PAGES = 60
PLACES = 24
SEED = 8147


def pages() -> Iterator[Made]:
    """Clean pages with such tokens."""
    yield from planted(stray_english, pages=PAGES, places=PLACES, seed=SEED)


TRIAL = Trial(pages, touches)
