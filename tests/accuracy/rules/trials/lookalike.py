"""Characters of words misread as others of their shape; the confusions are the generator's, listed by hand, not drawn ones.

Words of one character are left alone: 士 for 土 by itself makes as good a text as before, for all that a table can tell.
"""

from collections.abc import Collection, Iterator
from random import Random

from cleanup.language.lexicon import Lexicon
from seeds.damage import make_page
from seeds.kinds_of_damage.codes import Change, apart
from seeds.kinds_of_damage.tables import LOOK_ALIKES
from seeds.recipe import RECIPES
from tests.accuracy.rules.clean_text import unseen_articles
from tests.accuracy.rules.trial import Damage, Made, Trial, mends_with_any, put

PAGES = 40
PLACES = 10
ARTICLES = 6
SEED = 6401


def misread(text: str, chance: Random, lexicon: Lexicon, chars: Collection[str] = LOOK_ALIKES) -> Iterator[Change]:
    """Some places of a text whose characters, some of `chars`, are exchanged for others of their shape."""
    places = [at for at in _in_words(text, lexicon) if text[at] in chars]
    for at in chance.sample(places, min(PLACES, len(places))):
        yield Change(at, at + 1, chance.choice(LOOK_ALIKES[text[at]]), "word")


def _in_words(text: str, lexicon: Lexicon) -> Iterator[int]:
    """Where a character stands that the list has, in a word of two or more."""
    at = 0
    for word in lexicon.cut(text):
        if len(word) > 1:
            yield from (at + step for step, char in enumerate(word) if char in LOOK_ALIKES)
        at += len(word)


def pages() -> Iterator[Made]:
    """Pages of unseen articles with a few such places each."""
    lexicon, articles = Lexicon.load(), unseen_articles()
    for number in range(PAGES):
        chance = Random(f"{SEED}/{number}")
        text = make_page(chance.sample(articles, ARTICLES), RECIPES["clean"], number, f"page-{number:03}").text
        changes = apart(list(misread(text, chance, lexicon)))
        yield put(f"page-{number:03}", text, [Damage(c.start, c.end, c.text, text[c.start : c.end], c.kind) for c in changes])


TRIAL = Trial(pages, mends_with_any)
