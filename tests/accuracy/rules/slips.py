"""Pages of which characters were lost, or into which characters came that the text does not need, one at a place."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from cleanup.language.chars import is_han
from seeds.articles import Article
from seeds.damage import make_page
from seeds.recipe import RECIPES
from tests.accuracy.rules.trial import Damage, Made, put

ARTICLES: Final = 8
"""Articles of a page."""

_PLACES: Final = 8
_APART: Final = 30  # code points at least between two places


def damaged(articles: Sequence[Article], seed: str, pages: int, *, lost: bool) -> Iterator[Made]:
    """Pages with some places each where a Han character between two others is lost, or one more stands."""
    for number in range(pages):
        chance = Random(f"{seed}/{number}")
        text = make_page(chance.sample(articles, ARTICLES), RECIPES["clean"], number, f"page-{number:03}").text
        changes = [_lost(text, at) if lost else _more(text, at, chance) for at in _places(text, chance)]
        yield put(f"page-{number:03}", text, changes)


def _places(text: str, chance: Random) -> list[int]:
    able = [at for at in range(2, len(text) - 2) if all(map(is_han, text[at - 2 : at + 3]))]
    chosen: list[int] = []
    for at in sorted(chance.sample(able, _PLACES)):
        if not chosen or at - chosen[-1] >= _APART:
            chosen.append(at)
    return chosen


def _lost(text: str, at: int) -> Damage:
    return Damage(at, at + 1, "", text[at], "lost")


def _more(text: str, at: int, chance: Random) -> Damage:
    """A character of the page, taken from anywhere, which is none of its neighbours."""
    char = chance.choice([c for c in chance.choices(text, k=200) if is_han(c) and c not in text[at - 1 : at + 1]])
    return Damage(at, at, char, "", "more")
