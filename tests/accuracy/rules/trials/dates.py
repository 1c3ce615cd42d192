"""Dates whose day or month was misread into one that cannot be."""

import re
from collections.abc import Iterator
from random import Random

from cleanup.finding import Safety
from seeds.kinds_of_damage.codes import Change
from tests.accuracy.rules.planting import planted
from tests.accuracy.rules.trial import Made, Trial, touches

PAGES = 40
_DATE = re.compile("(?<![0-9])([0-9]{1,2})月([0-9]{1,2})日")
_LONG = ("1", "3", "5", "7", "8", "10", "12")


def _misread(text: str, chance: Random, places: int) -> Iterator[Change]:
    """A day that the month does not have, or a month that no year has."""
    found = list(_DATE.finditer(text))
    for match in chance.sample(found, min(places, len(found))):
        if chance.random() < 0.25:
            yield Change(*match.span(1), str(chance.randint(13, 19)), "month")
        else:
            yield Change(*match.span(2), str(chance.randint(32, 39) if match.group(1) in _LONG else chance.choice((31, 37, 38))), "day")


def pages() -> Iterator[Made]:
    """Pages with a few such dates each."""
    return planted(_misread, pages=PAGES, places=4, seed=6301)


TRIAL = Trial(pages, touches, least=Safety.SHOW)
