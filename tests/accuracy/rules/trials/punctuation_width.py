"""Half-width marks, alone and beside wraps, straight quotes and joins."""

from collections.abc import Iterator

from seeds.damage import generate
from tests.accuracy.rules.clean_text import some_articles
from tests.accuracy.rules.trial import Made, Trial, from_seeds

PAGES = 12
SEED = 6311
_MIXES = (("half-width",), ("half-width", "straight-quotes", "space-wrap", "columns"), ("half-width", "newline-wrap", "spaces"))


def pages() -> Iterator[Made]:
    """Pages in which half or all of the marks are half-width."""
    for number, kinds in enumerate(_MIXES):
        for page in generate(some_articles(), PAGES, 0.5 + number / 4, SEED + number, kinds):
            yield from_seeds(page, ["half-width"])


TRIAL = Trial(pages, beside=("column-join",))
