"""Page furniture that damage put among the blocks of a page, some of it inside cut paragraphs."""

from collections.abc import Iterator

from seeds.damage import generate
from tests.accuracy.rules.clean_text import some_articles
from tests.accuracy.rules.trial import Damage, Made, Trial, touches

PAGES = 25
SEED = 6211
_MIXES = (("furniture",), ("furniture", "columns"), ("furniture", "newline-wrap"), ("furniture", "space-wrap"))


def pages() -> Iterator[Made]:
    """Pages whose furniture is known: what damage put in, and what the articles' own pages had."""
    for number, kinds in enumerate(_MIXES):
        for page in generate(some_articles(), PAGES, 0.6, SEED + number, kinds):
            spans = {(extra.start, extra.end) for extra in page.truth.extra if extra.kind == "furniture"}
            spans |= {(line.start, line.end) for line in page.truth.kinds if line.kind == "furniture"}
            yield Made(page.name, page.text, tuple(Damage(low, high, page.text[low:high], "", "line") for low, high in sorted(spans)))


TRIAL = Trial(pages, touches)
