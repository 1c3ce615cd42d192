"""Single characters of the other script on generated pages."""

from collections.abc import Iterator

from seeds.damage import generate
from seeds.kinds_of_damage.tables import is_traditional
from tests.accuracy.rules.clean_text import some_articles
from tests.accuracy.rules.trial import Made, Trial, from_seeds, mends

PAGES = 60
SEED = 8131
KINDS = ("mixed-script",)


def pages() -> Iterator[Made]:
    """Pages of one script each, with characters of the other and no other damage."""
    articles = some_articles()
    groups = [[a for a in articles if is_traditional("".join(e.text for e in a.elements)) is script] for script in (False, True)]
    for number, group in enumerate(groups):
        for page in generate(group, PAGES // 2, 0.5, SEED + number, KINDS):
            yield from_seeds(page, KINDS)


TRIAL = Trial(pages, mends)
