"""Repeated passages: whole, in another reading, spliced into another paragraph, looped."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from seeds.articles import Kind
from seeds.cells import Cell, Draft, Line, Repeat, shown
from seeds.characters import END_MARKS, ends_sentence, is_han
from seeds.kinds_of_damage.tables import LOOK_ALIKES
from seeds.recipe import Recipe
from seeds.wrap import may_break

Place = tuple[int, int]  # article, index of the line in its flow


def add_repeats(draft: Draft, recipe: Recipe, rng: Random) -> Draft:
    """The draft with the repeats that the recipe asks for; parts taken by one repeat are taken by no other."""
    makers: tuple[tuple[str, Callable[[Draft, Random], Draft]], ...] = (
        ("partial", _splice),
        ("loop", _loop),
        ("near", _near),
        ("exact", _exact),
    )
    length = len(draft.true_text)
    for kind, make in makers:
        for _ in range(recipe.places(kind, length, rng)):
            draft = make(draft, rng)
    return draft


# ---- what the families of repeats share --------------------------------------------------------------------------------------


def free(draft: Draft, kinds: tuple[Kind, ...], shortest: int, longest: int) -> list[Place]:
    return [
        (article, i)
        for article, flow in enumerate(draft.flows)
        for i, line in enumerate(flow)
        if draft.parts[line.part].kind in kinds and shortest <= len(line.cells) <= longest and line.part not in draft.whole
    ]


def changed(draft: Draft, article: int, flow: tuple[Line, ...], repeat: Repeat, whole: frozenset[int]) -> Draft:
    flows = tuple(flow if i == article else other for i, other in enumerate(draft.flows))
    return replace(draft, flows=flows, repeats=(*draft.repeats, repeat), whole=draft.whole | whole)


def copied(cells: tuple[Cell, ...], number: int) -> tuple[Cell, ...]:
    return tuple(cell._replace(copy=number) for cell in cells)


def _exact(draft: Draft, rng: Random) -> Draft:
    return _whole(draft, rng, "exact", lambda cells: cells)


def _near(draft: Draft, rng: Random) -> Draft:
    return _whole(draft, rng, "near", lambda cells: other_reading(cells, rng))


def _whole(draft: Draft, rng: Random, kind: str, read: Callable[[tuple[Cell, ...]], tuple[Cell, ...]]) -> Draft:
    """A second copy of a paragraph or caption, one to four elements further down, not before a byline of its own."""
    captions = free(draft, (Kind.CAPTION,), 10, 80)
    bodies = free(draft, (Kind.BODY,), 30, 220)
    places = captions if captions and (not bodies or rng.random() < 0.3) else bodies
    if not places:
        return draft
    article, i = rng.choice(places)
    flow = draft.flows[article]
    source = flow[i]
    number = len(draft.repeats) + 1
    part = replace(draft.parts[source.part], number=len(draft.parts), copy=number)
    copy = Line(read(copied(source.cells, number)), part.number)
    at = min(len(flow), i + 1 + rng.choice((0, 0, 1, 1, 2, 3)))
    repeat = Repeat(number, kind, part.start, part.end)
    return changed(draft.with_part(part), article, (*flow[:at], copy, *flow[at:]), repeat, frozenset({source.part, part.number}))


def other_reading(cells: tuple[Cell, ...], rng: Random) -> tuple[Cell, ...]:
    """The same cells read otherwise: two to six in a hundred characters are others of their shape, or fell away."""
    share = rng.uniform(0.02, 0.06)
    han = [i for i, cell in enumerate(cells) if is_han(cell.text)]
    able = [i for i in han if cells[i].text in LOOK_ALIKES]
    chosen = set(rng.sample(able, min(len(able), max(1, round(share * len(cells))))))
    if not chosen or rng.random() < 0.3:
        chosen.add(rng.choice(han))
    return tuple(
        cell._replace(text=rng.choice(LOOK_ALIKES.get(cell.text, ("",))), kind="other-reading") if i in chosen else cell
        for i, cell in enumerate(cells)
    )


def _splice(draft: Draft, rng: Random) -> Draft:
    """A paragraph whose end is lost and replaced by the end of another paragraph of the article, which also stands in its place."""
    by_article: dict[int, list[int]] = {}
    for article, i in free(draft, (Kind.BODY,), 90, 700):
        by_article.setdefault(article, []).append(i)
    able = [article for article, places in by_article.items() if len(places) > 1]
    if not able:
        return draft
    article = rng.choice(able)
    target, source = rng.sample(by_article[article], 2)
    flow = draft.flows[article]
    kept, passage = flow[target].cells, flow[source].cells
    stop = _inner_break(kept, 0.4, 0.75, rng)
    begin = _inner_break(passage, 0.35, 0.6, rng)
    number = len(draft.repeats) + 1
    spliced = Line(kept[:stop] + copied(passage[begin:], number), flow[target].part)
    repeat = Repeat(number, "partial", passage[begin].at, passage[-1].at + 1)
    return changed(
        draft, article, (*flow[:target], spliced, *flow[target + 1 :]), repeat, frozenset({flow[target].part, flow[source].part})
    )


def _inner_break(cells: tuple[Cell, ...], low: float, high: float, rng: Random) -> int:
    """A place inside a sentence between two shares of the cells."""
    first, last = int(low * len(cells)), int(high * len(cells))
    able = [i for i in range(first, last) if may_break(cells, i) and not ends_sentence(cells[i - 1].text)]
    return rng.choice(able) if able else first


def _loop(draft: Draft, rng: Random) -> Draft:
    """A paragraph whose last sentence or clause stands two to six times more, the last time perhaps cut off."""
    places = free(draft, (Kind.BODY,), 40, 500)
    rng.shuffle(places)
    for article, i in places:
        flow = draft.flows[article]
        cells = flow[i].cells
        begin = _last_sentence(cells)
        if not 8 <= len(cells) - begin <= 60 or "“" in shown(cells[begin:]) or "”" in shown(cells[begin:]):
            continue
        number = len(draft.repeats) + 1
        looped = copied(cells[begin:], number) * rng.choice((2, 2, 3, 4, 6))
        if rng.random() < 0.5:
            looped = looped[: -rng.randint(1, len(cells) - begin - 4)]
        repeat = Repeat(number, "loop", cells[begin].at, cells[-1].at + 1)
        line = Line(cells + looped, flow[i].part)
        return changed(draft, article, (*flow[:i], line, *flow[i + 1 :]), repeat, frozenset({line.part}))
    return draft


def _last_sentence(cells: tuple[Cell, ...]) -> int:
    """Index of the cell that begins the last sentence."""
    for i in range(len(cells) - 2, 0, -1):
        if cells[i].true in END_MARKS and cells[i + 1].true not in "”’」』）":
            return i + 1
    return 0
