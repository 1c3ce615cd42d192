"""Marks of Markdown, HTML and LaTeX, page separators and a model's remarks on clean pages."""

from collections.abc import Iterator

from seeds.kinds_of_damage.markings import markings
from tests.accuracy.rules.planting import planted
from tests.accuracy.rules.trial import Made, Trial, touches

PAGES = 60
PLACES = 24
SEED = 8117


def pages() -> Iterator[Made]:
    """Clean pages with such marks put in."""
    yield from planted(markings, pages=PAGES, places=PLACES, seed=SEED)


TRIAL = Trial(pages, touches)
