"""Text in which nothing is wrong: the project's own articles, and those of a newspaper that no rule and no model was fitted on."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from seeds.articles import Article
from seeds.damage import make_page as damaged
from seeds.recipe import RECIPES
from seeds.registry_text import registry_articles
from tests.accuracy.pages import articles
from tests.accuracy.rules.trial import Made

LENGTH = 6000  # code points of a newspaper page


@cache
def newspaper_articles() -> tuple[Article, ...]:
    """The held-out articles of the newspaper; FileNotFoundError, which says what to install, where it is not there."""
    return (*registry_articles("fit"), *registry_articles("test"))


@cache
def some_articles() -> tuple[Article, ...]:
    """The project's articles and as many of the newspaper's, by turns."""
    own = articles()
    step = len(newspaper_articles()) // len(own)
    return tuple(article for pair in zip(own, newspaper_articles()[::step], strict=False) for article in pair)


@cache
def unseen_articles() -> tuple[Article, ...]:
    """The half of the articles on which no weights were fitted: every second one of the project, the newspaper's last by turns."""
    own, paper = articles()[1::2], registry_articles("test")
    step = len(paper) // len(own)
    return tuple(article for pair in zip(own, paper[::step], strict=False) for article in pair)


@cache
def all_unseen_articles() -> tuple[Article, ...]:
    """All articles on which no weights were fitted: for what is seldom, lest one alarm of a few articles be counted page after page."""
    return (*articles()[1::2], *registry_articles("test"))


def clean_pages() -> Iterator[Made]:
    """Every article of the project a page, then the newspaper's articles as pages of some length."""
    for number, article in enumerate(articles()):
        yield _page(f"own-{number:03}-{article.name}", [article], number)
    group: list[Article] = []
    number = 0
    for article in newspaper_articles():
        group.append(article)
        if sum(each.length for each in group) >= LENGTH:
            yield _page(f"paper-{number:03}", group, number)
            group, number = [], number + 1
    if group:
        yield _page(f"paper-{number:03}", group, number)


def _page(name: str, group: list[Article], number: int) -> Made:
    page = damaged(group, replace(RECIPES["clean"], final_newline=True), number, name)
    return Made(name, page.text, ())
