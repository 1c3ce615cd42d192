"""Names of people, reporters and places misread in one place of a folder, beside as many pairs of people and places with like names."""

from collections.abc import Iterator
from itertools import chain

from tests.accuracy.rules.clean_text import unseen_articles
from tests.accuracy.rules.name_folders import folders
from tests.accuracy.rules.trial import Made, Trial, mends_with_any

FOLDERS = 10
EACH = 6
SEED = "name-variant-measured"


def pages() -> Iterator[Made]:
    """The pages of some folders."""
    return chain.from_iterable(folders(unseen_articles(), SEED, FOLDERS, EACH))


TRIAL = Trial(pages, mends_with_any)
