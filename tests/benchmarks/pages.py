"""The pages that are timed: the project's own articles, damaged by `seeds.damage`; the same bytes on every machine."""

import json
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from seeds.articles import Article, load_articles
from seeds.damage import DamagedPage, make_page
from seeds.kinds_of_damage.tables import is_traditional
from seeds.recipe import MIX, RECIPES

ARTICLES = Path(__file__).resolve().parents[2] / "seeds" / "articles"
SEED = 1402
LENGTH = 7_000
"""Code points of a typical page, 20 KB in UTF-8."""

KINDS = {"markdown": "markdown", "blocks": "blocks", "text layer": "text-layer", "newlines": "newline-wrapped"}
"""The typical kinds of pages, each with the recipe that makes it."""

_HAN = re.compile("[一-龥]")


def simplified() -> list[Article]:
    """The articles in simplified Chinese."""
    return [article for article in load_articles(ARTICLES) if not is_traditional("".join(e.text for e in article.elements))]


def page_text(recipe: str, length: int = LENGTH, number: int = 0) -> str:
    """The text of `page_of` the same arguments."""
    return page_of(recipe, length, number).text


@cache
def page_of(recipe: str, length: int = LENGTH, number: int = 0) -> DamagedPage:
    """A page of about `length` code points, which `number` makes another one; no article stands on it twice, so 50,000 is the most."""
    rng = random.Random(f"{SEED}/{recipe}/{length}/{number}")
    articles = simplified()
    rng.shuffle(articles)
    taken: list[Article] = []
    total = 0
    for article in articles:
        if total + article.length <= length * 1.03:
            taken.append(article)
            total += article.length
    return make_page(taken, RECIPES[recipe], rng.randrange(2**32))


def page_texts(count: int, drawn: int = 40) -> Iterator[str]:
    """`count` different pages of 20 KB, more than half of the three kinds that real ones are, the rest of all others.

    Drawing a page takes longer than cleaning it. So many are `drawn`; each further page is one of them with one in twenty of its Han
    characters changed for others of the page, so that no two have the same words at the same places and no cache sees the same text.
    """
    names = [name for name, weight in MIX for _ in range(weight)]
    random.Random(SEED).shuffle(names)
    patterns = [page_text(names[number % len(names)], number=number) for number in range(min(count, drawn))]
    yield from patterns
    for number in range(drawn, count):
        yield _changed(patterns[number % drawn], random.Random(f"{SEED}/{number}"))


def _changed(text: str, rng: random.Random) -> str:
    places = [match.start() for match in _HAN.finditer(text)]
    chars = list(text)
    for place in rng.sample(places, len(places) // 20):
        chars[place] = text[rng.choice(places)]
    return "".join(chars)


def write_folder(folder: Path, count: int) -> int:
    """Write pages as files, a hundred to a folder; gives the bytes written."""
    size = 0
    for number, text in enumerate(page_texts(count)):
        path = folder / f"{number // 100:03d}" / f"{number:05d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_bytes(text.encode("utf-8"))
    return size


def write_records(path: Path, count: int) -> int:
    """Write pages as one file of JSON records; gives the bytes written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for number, text in enumerate(page_texts(count)):
            out.write(json.dumps({"id": f"page-{number:05d}", "text": text}, ensure_ascii=False) + "\n")
    return path.stat().st_size
