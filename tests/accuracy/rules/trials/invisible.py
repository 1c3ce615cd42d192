"""Characters without width, control characters, bullets of a font, and lost characters."""

from collections.abc import Iterator

from seeds.kinds_of_damage.codes import unseen_characters
from tests.accuracy.rules.planting import planted
from tests.accuracy.rules.trial import Made, Trial, touches

PAGES = 90
PLACES = 24
SEED = 8101


def pages() -> Iterator[Made]:
    """Clean pages with such characters put in."""
    yield from planted(unseen_characters, pages=PAGES, places=PLACES, seed=SEED)


TRIAL = Trial(pages, touches)
