"""Hard wraps left as line ends and as spaces, with columns cut and, on a third of the pages, read across."""

from collections.abc import Iterator

from seeds.damage import generate
from tests.accuracy.rules.clean_text import some_articles
from tests.accuracy.rules.trial import Made, Trial, from_seeds

PAGES = 12
SEED = 6421
_MIXES = (("newline-wrap",), ("space-wrap",), ("newline-wrap", "space-wrap", "columns", "half-width"), ("space-wrap", "spaces", "lost"))


def pages() -> Iterator[Made]:
    """Wrapped pages."""
    for number, kinds in enumerate(_MIXES):
        for page in generate(some_articles(), PAGES, 1.0, SEED + number, kinds):
            yield from_seeds(page, ["line-wrap"])


TRIAL = Trial(pages, beside=("column-join",))
