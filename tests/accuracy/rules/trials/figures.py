"""Totals and parts of which one digit was misread; sentences that say the same twice are few, so they are put into the articles."""

from collections.abc import Iterator
from random import Random

from cleanup.finding import Safety
from seeds.kinds_of_damage.codes import Change
from tests.accuracy.rules.planting import planted
from tests.accuracy.rules.trial import Made, Trial, touches

PAGES = 40
_UNITS = ("户", "亩", "人", "棵", "万元", "册", "吨")
_WAYS = (
    "全乡共有{total}，其中上片{first}，下片{second}。",
    "今年共计投入{total}，包括一期{first}、二期{second}、三期{third}。",
    "至此累计完成{total}，分别是渠首{first}、渠尾{second}。",
    "合计{total}，其中县里{first}，各村{second}，学校{third}。",
)


def _sums(text: str, chance: Random, places: int) -> Iterator[Change]:
    """Sentences at the ends of paragraphs, one digit of one of their figures another."""
    ends = [at + 1 for at, char in enumerate(text[:-1]) if char == "。" and text[at + 1] == "\n"]
    for at in chance.sample(ends, min(places, len(ends))):
        way, unit = chance.choice(_WAYS), chance.choice(_UNITS)
        count = 3 if "{third}" in way else 2
        parts = [chance.randint(12, 960) for _ in range(count)]
        figures = [sum(parts), *parts]
        wrong = chance.randrange(len(figures))
        figures[wrong] = _misread(figures[wrong], chance)
        names = dict(zip(("total", "first", "second", "third"), (f"{figure}{unit}" for figure in figures), strict=False))
        yield Change(at, at, way.format(**names), "sum")


def _misread(figure: int, chance: Random) -> int:
    digits = list(str(figure))
    at = chance.randrange(len(digits))
    digits[at] = chance.choice([digit for digit in "123456789" if digit != digits[at]])
    return int("".join(digits))


def pages() -> Iterator[Made]:
    """Pages with a few such sentences each."""
    return planted(_sums, pages=PAGES, places=3, seed=6407)


TRIAL = Trial(pages, touches, least=Safety.SHOW)
