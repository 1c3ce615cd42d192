"""Clean pages with damage put into their text by a generator that works on text."""

from collections.abc import Callable, Iterable, Iterator
from random import Random

from seeds.damage import make_page
from seeds.kinds_of_damage.codes import Change, apart
from seeds.recipe import RECIPES, Recipe
from tests.accuracy.rules.clean_text import some_articles
from tests.accuracy.rules.trial import Damage, Made, put

Plant = Callable[[str, Random, int], Iterable[Change]]
ARTICLES = 6  # of a page


def planted(plant: Plant, *, pages: int, places: int, seed: int, recipe: Recipe = RECIPES["clean"]) -> Iterator[Made]:
    """Pages of some articles each, with about so many places of damage."""
    articles = some_articles()
    for number in range(pages):
        chance = Random(f"{seed}/{number}")
        text = make_page(chance.sample(articles, ARTICLES), recipe, number, f"page-{number:03}").text
        changes = apart(list(plant(text, chance, places)))
        yield put(f"page-{number:03}", text, [Damage(c.start, c.end, c.text, text[c.start : c.end], c.kind) for c in changes])
