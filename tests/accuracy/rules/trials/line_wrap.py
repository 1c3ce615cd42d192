"""Hard wraps left as line ends and as spaces, with columns cut, and on pages whose columns were read across."""

from collections.abc import Iterator
from dataclasses import replace

from seeds.damage import generate
from tests.accuracy.rules.clean_text import some_articles, unseen_articles
from tests.accuracy.rules.trial import Made, Trial, from_seeds

PAGES = 12
SEED = 6421
_MIXES = (("newline-wrap",), ("space-wrap",), ("newline-wrap", "space-wrap", "columns", "half-width"), ("space-wrap", "spaces", "lost"))
_READ_ACROSS = ("text-layer", "scattered", "interleaved-spaces", "everything")


def pages() -> Iterator[Made]:
    """Wrapped pages; what was done to those that were read across is a kind of its own."""
    for number, kinds in enumerate(_MIXES):
        for page in generate(some_articles(), PAGES, 1.0, SEED + number, kinds):
            yield from_seeds(page, ["line-wrap"])
    for number, recipe in enumerate(_READ_ACROSS):
        for page in generate(unseen_articles(), PAGES, 0.5, SEED + len(_MIXES) + number, None, recipe):
            made = from_seeds(page, ["line-wrap"])
            yield replace(made, damages=tuple(damage._replace(kind="read-across") for damage in made.damages))


TRIAL = Trial(pages, beside=("column-join",))
