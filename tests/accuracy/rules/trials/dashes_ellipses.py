"""Dashes and ellipses in every other form."""

from collections.abc import Iterator

from seeds.damage import generate
from tests.accuracy.rules.clean_text import newspaper_articles, some_articles
from tests.accuracy.rules.trial import Made, Trial, from_seeds

PAGES = 40
SEED = 6631
KINDS = ("dash", "ellipsis")


def pages() -> Iterator[Made]:
    """Pages of articles that have a dash or an ellipsis, half of these in another form."""
    able = [
        article for article in (*some_articles(), *newspaper_articles()) if any("——" in e.text or "……" in e.text for e in article.elements)
    ]
    for page in generate(able, PAGES, 0.5, SEED, KINDS):
        yield from_seeds(page, KINDS)


TRIAL = Trial(pages)
