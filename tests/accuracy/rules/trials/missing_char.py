"""Articles from which single characters were lost; what is shown counts, since the rule never asks."""

from collections.abc import Iterator

from cleanup.finding import Safety
from tests.accuracy.rules.clean_text import all_unseen_articles
from tests.accuracy.rules.slips import damaged
from tests.accuracy.rules.trial import Made, Trial, mends

PAGES = 60
SEED = "missing-char-measured"


def pages() -> Iterator[Made]:
    """Pages of unseen articles with some such places each."""
    return damaged(all_unseen_articles(), SEED, PAGES, lost=True)


TRIAL = Trial(pages, mends, least=Safety.SHOW)
