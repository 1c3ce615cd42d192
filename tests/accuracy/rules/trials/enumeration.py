"""Lists with one pause mark read as a comma, and numbered paragraphs with one mark after the number read as another."""

import re
from collections.abc import Iterator
from random import Random

from cleanup.finding import Safety
from seeds.articles import Article
from seeds.damage import make_page
from seeds.recipe import RECIPES
from tests.accuracy.rules.clean_text import newspaper_articles, some_articles
from tests.accuracy.rules.trial import Damage, Made, Trial, put, touches

PAGES = 80
SEED = 6551
_ARTICLES = 3
_LISTED = re.compile("(?:》(?=、《)|”(?=、“))(、)")
_NUMBERED = re.compile("^[一二三四五六七八九十]{1,3}([、，．])", re.MULTILINE)
_OTHER = {"、": "，", "，": "、", "．": "、"}


def pages() -> Iterator[Made]:
    """Pages of articles that list titles, terms or numbered paragraphs, each with one mark of a list misread."""
    able = list({article.name: article for article in (*some_articles(), *newspaper_articles()) if _marks(_text(article))}.values())
    for number in range(PAGES):
        chance = Random(f"{SEED}/{number}")
        text = make_page(chance.sample(able, _ARTICLES), RECIPES["clean"], number, f"lists-{number:02}").text
        at, kind = chance.choice(_marks(text))
        yield put(f"lists-{number:02}", text, [Damage(at, at + 1, _OTHER[text[at]], text[at], kind)])


def _text(article: Article) -> str:
    return "\n".join(element.text for element in article.elements)


def _marks(text: str) -> list[tuple[int, str]]:
    """The marks between the items of lists, and those after the numbers of paragraphs."""
    return [(match.start(1), kind) for kind, pattern in (("items", _LISTED), ("numbers", _NUMBERED)) for match in pattern.finditer(text)]


TRIAL = Trial(pages, touches, least=Safety.SHOW)
