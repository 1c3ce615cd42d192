"""Repeats made to measure: loops of several sentences or paragraphs, two readings under two bylines, passages that stand in two places."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from seeds.articles import Kind
from seeds.cells import Cell, Draft, Line, Repeat, shown
from seeds.characters import END_MARKS
from seeds.kinds_of_damage.repeats import changed, copied, free, other_reading
from seeds.recipe import Recipe

_BYLINES = (
    "记者 闻人舟 通讯员 喻晚晴",
    "记者 闻人舟 通讯员 宗政平",
    "记者 桑亦白 通讯员 喻晚晴",
    "通讯员 卫苇",
    "本报记者 桑亦白",
    "本报记者 阚雨",
)
_CLOSERS = "”’」』）)"
_FURNITURE = -1  # the copy number of what damage put in and no repeat owns


def add_rounds(draft: Draft, recipe: Recipe, rng: Random) -> Draft:
    """The draft with the repeats of this module that the recipe asks for, after those that stand on the samples."""
    makers: tuple[tuple[str, Callable[[Draft, Random], Draft]], ...] = (
        ("loop-rounds", _sentence_loop),
        ("loop-blocks", _paragraph_loop),
        ("two-bylines", _two_bylines),
        ("passage", _passage),
    )
    length = len(draft.true_text)
    for kind, make in makers:
        for _ in range(recipe.places(kind, length, rng)):
            draft = make(draft, rng)
    return draft


def _sentence_loop(draft: Draft, rng: Random) -> Draft:
    """A paragraph whose last one to three sentences stand one to five times more, in turns, the last round perhaps cut off."""
    places = free(draft, (Kind.BODY,), 40, 500)
    rng.shuffle(places)
    period = rng.choice((1, 1, 2, 3))
    for article, i in places:
        flow = draft.flows[article]
        cells = flow[i].cells
        begins = _sentences(cells)
        if len(begins) <= period or not 8 <= len(cells) - begins[-period] <= 150 or not _is_balanced(cells[begins[-period] :]):
            continue
        begin = begins[-period]
        number = len(draft.repeats) + 1
        looped = copied(cells[begin:], number) * rng.choice((1, 2, 2, 3, 5) if period > 1 else (2, 3, 5))
        if rng.random() < 0.5:
            looped = looped[: -rng.randint(1, len(cells) - begin - 4)]
        repeat = Repeat(number, "loop-rounds", cells[begin].at, cells[-1].at + 1)
        line = Line(cells + looped, flow[i].part)
        return changed(draft, article, (*flow[:i], line, *flow[i + 1 :]), repeat, frozenset({line.part}))
    return draft


def _paragraph_loop(draft: Draft, rng: Random) -> Draft:
    """One to three paragraphs that follow each other stand one to three times more, the last paragraph of all perhaps cut off."""
    period = rng.choice((1, 2, 2, 3))
    able = set(free(draft, (Kind.BODY,), 30, 220))
    runs = [(article, i) for article, i in sorted(able) if all((article, i + step) in able for step in range(period))]
    if not runs:
        return draft
    article, i = rng.choice(runs)
    flow = draft.flows[article]
    number = len(draft.repeats) + 1
    whole = {line.part for line in flow[i : i + period]}
    repeat = Repeat(number, "loop-blocks", flow[i].cells[0].at, flow[i + period - 1].cells[-1].at + 1)
    copies: list[Line] = []
    for _ in range(rng.choice((1, 2, 3)) if period > 1 else rng.choice((2, 3))):
        for line in flow[i : i + period]:
            part = replace(draft.parts[line.part], number=len(draft.parts), copy=number)
            draft = draft.with_part(part)
            copies.append(Line(copied(line.cells, number), part.number))
            whole.add(part.number)
    if rng.random() < 0.5 and len(copies) > period:
        last = copies[-1]
        copies[-1] = replace(last, cells=last.cells[: rng.randint(len(last.cells) // 2, len(last.cells) - 1)])
    at = i + period
    return changed(draft, article, (*flow[:at], *copies, *flow[at:]), repeat, frozenset(whole))


def _two_bylines(draft: Draft, rng: Random) -> Draft:
    """A paragraph that stands twice, perhaps in two readings, each time with another byline behind it."""
    places = free(draft, (Kind.BODY,), 30, 220)
    if not places:
        return draft
    article, i = rng.choice(places)
    flow = draft.flows[article]
    source = flow[i]
    number = len(draft.repeats) + 1
    part = replace(draft.parts[source.part], number=len(draft.parts), copy=number)
    cells = copied(source.cells, number)
    first, second = rng.sample(_BYLINES, 2)
    end = source.cells[-1].at + 1
    signed = Line(source.cells + tuple(Cell(char, "", end, "", _FURNITURE) for char in f" {first}"), source.part)
    copy = other_reading(cells, rng) if rng.random() < 0.4 else cells
    again = Line(copy + tuple(Cell(char, "", end, "", number) for char in f" {second}"), part.number)
    repeat = Repeat(number, "two-bylines", part.start, part.end)
    at = min(len(flow), i + 1 + rng.choice((0, 0, 1, 2)))
    return changed(
        draft.with_part(part),
        article,
        (*flow[:i], signed, *flow[i + 1 : at], again, *flow[at:]),
        repeat,
        frozenset({source.part, part.number}),
    )


def _passage(draft: Draft, rng: Random) -> Draft:
    """One to three sentences of a paragraph that also stand in another one: at its head, at its end, or between two sentences."""
    by_article: dict[int, list[int]] = {}
    for article, i in free(draft, (Kind.BODY,), 60, 700):
        by_article.setdefault(article, []).append(i)
    able = [article for article, places in by_article.items() if len(places) > 1]
    if not able:
        return draft
    article = rng.choice(able)
    target, source = rng.sample(by_article[article], 2)
    flow = draft.flows[article]
    cells = flow[source].cells
    edges = [*_sentences(cells), len(cells)]
    spans = [
        (low, high)
        for n, low in enumerate(edges)
        for high in edges[n + 1 : n + 4]
        if 36 <= high - low <= 160 and _is_balanced(cells[low:high])
    ]
    if not spans:
        return draft
    low, high = rng.choice(spans)
    kept = flow[target].cells
    at = rng.choice([*_sentences(kept), len(kept)])
    number = len(draft.repeats) + 1
    line = Line(kept[:at] + copied(cells[low:high], number) + kept[at:], flow[target].part)
    repeat = Repeat(number, "passage", cells[low].at, cells[high - 1].at + 1)
    return changed(draft, article, (*flow[:target], line, *flow[target + 1 :]), repeat, frozenset({flow[target].part, flow[source].part}))


def _sentences(cells: Sequence[Cell]) -> list[int]:
    """Indexes of the cells that begin a sentence."""
    begins = [0]
    for i in range(1, len(cells)):
        before = cells[i - 1].true
        ended = before in END_MARKS or (before in _CLOSERS and i > 1 and cells[i - 2].true in END_MARKS)
        if ended and cells[i].true not in END_MARKS and cells[i].true not in _CLOSERS:
            begins.append(i)
    return begins


def _is_balanced(cells: Sequence[Cell]) -> bool:
    text = shown(cells)
    return text.count("“") == text.count("”") and text.count("（") == text.count("）")
