"""Spaces inside words and beside marks, on pages that are wrapped and on pages that are not."""

from collections.abc import Iterator

from seeds.damage import generate
from tests.accuracy.rules.clean_text import some_articles
from tests.accuracy.rules.trial import Made, Trial, from_seeds

PAGES = 20
SEED = 6521
_MIXES = (("spaces",), ("spaces", "columns", "half-width"), ("spaces", "newline-wrap"))


def pages() -> Iterator[Made]:
    """Pages with spaces that nobody set."""
    for number, kinds in enumerate(_MIXES):
        for page in generate(some_articles(), PAGES, 0.5, SEED + number, kinds):
            yield from_seeds(page, ["spaces"])


TRIAL = Trial(pages, beside=("column-join",))
