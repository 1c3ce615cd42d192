"""Markdown pages made of clean articles, some headlines of which came out a level or two too deep."""

from collections.abc import Iterator
from random import Random

from seeds.articles import Article, Kind
from tests.accuracy.rules.clean_text import some_articles
from tests.accuracy.rules.trial import Damage, Made, Trial

PAGES = 60
SEED = 6237
_ARTICLES = 4
_SHARE = 0.3  # of the headlines that can come out too deep
_SECTIONS = ("要闻", "综合", "副刊", "文教")


def _blocks(chance: Random, articles: list[Article]) -> Iterator[tuple[int, str]]:
    """A page's blocks, each with the level of its headline, 0 for text: two sections of articles, some of which have sections too."""
    for section in chance.sample(_SECTIONS, 2):
        yield 1, section
        for article in chance.sample(articles, _ARTICLES // 2):
            yield 2, article.headline
            for number, element in enumerate(each for each in article.elements if each.kind is Kind.BODY):
                if number and chance.random() < 0.2:
                    yield 3, chance.choice(articles).headline
                yield 0, element.text


def pages() -> Iterator[Made]:
    """Pages on which a headline that goes a level deeper than the one before it may skip one or two."""
    chance = Random(SEED)
    articles = [article for article in some_articles() if article.elements and article.elements[0].kind is Kind.HEADLINE]
    for number in range(PAGES):
        text = ""
        damages: list[Damage] = []
        above = 0
        for level, words in _blocks(chance, articles):
            skips = 0 < above < level and chance.random() < _SHARE
            marks = level + chance.choice((1, 2)) if skips else level
            if skips:
                damages.append(Damage(len(text), len(text) + marks, "#" * marks, "#" * level, "skipped"))
            text += f"{'#' * marks} {words}\n\n" if level else f"{words}\n\n"
            above = level or above
        yield Made(f"levels-{number:02}", text, tuple(damages))


TRIAL = Trial(pages)
