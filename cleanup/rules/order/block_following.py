"""What stood behind a displaced fragment: whether it follows the fragment to its new place, and how far.

A join that takes a fragment over other blocks leaves behind what stood under it. One choice is made for each such join: how many of
those blocks follow, or that none does, or that the headline which the join passed over belongs above the joined text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Final

from cleanup.articles.cohesion import damped
from cleanup.page import Kind
from cleanup.rules.order.block_scene import HEADS, BlockScene

Features = dict[str, float]

_MOST: Final = 12  # blocks that may follow
_ALIKE: Final = 3  # code points by which the paragraphs of a refrain or a list begin alike
_GOES_ON: Final = ("；", "：", "，", "、")  # marks behind which a text goes on
_UP: Final = 6  # paragraphs above which a headline may belong


@dataclass(frozen=True, slots=True)
class Following:
    """One hypothesis: the blocks `moved` stand behind `after`, in this order; `after` -1 is the page's top.

    None moved: all stays. `lifted` says that they are headlines that belong above the joined text.
    """

    moved: tuple[int, ...]
    after: int
    features: Features
    lifted: bool = False


def following(scene: BlockScene) -> Iterator[tuple[int, list[Following]]]:
    """For each displaced join the block that it made, and the hypotheses about what follows it; the first is that all stays."""
    for number, joined in enumerate(scene.joined):
        if joined:
            left = left_behind(scene, number)
            hypotheses = [Following((), number, {}), *_takes(scene, number, left), *_lifts(scene, number)]
            if len(hypotheses) > 1:
                yield number, hypotheses


def left_behind(scene: BlockScene, number: int) -> tuple[int, ...]:
    """The blocks that stand in the source behind the last line of a joined block, one behind the other, and do not follow it yet."""
    found: list[int] = []
    at = _next_text(scene, number)
    if at is None or (at > number and all(map(scene.is_aside, range(number + 1, at)))):
        return ()  # it follows already
    while at is not None and at not in found and at != number and len(found) < _MOST:
        if scene.is_headline(at) and any(map(scene.is_text, found)):
            break
        if not scene.is_aside(at):
            found.append(at)
        if scene.joined[at]:
            break
        at = scene.source_next[at]
    return tuple(found)


def _takes(scene: BlockScene, number: int, left: tuple[int, ...]) -> Iterator[Following]:
    """The hypotheses that the first one, two, three … blocks left behind follow."""
    if not left:
        return
    own = {number, *scene.before(number)} - set(left)
    other = ({*scene.before(left[0]), *scene.behind(left[-1])} - own) - set(left)
    cohesion = _split_cohesion(scene, left, own, other)
    gains = [right - here for here, right in pairwise(cohesion)]
    best = max(cohesion[1:])
    before = [b for b in scene.before(left[0]) if b not in own]
    heads = [b for b in scene.heads_above(left[0]) if b not in own]
    ended = scene.is_under_credit(left[0])
    titled = damped(_shared(scene, heads, own)) if heads else 0.0
    earlier = left[0] < number
    for count in range(1, len(left) + 1):
        taken = left[:count]
        features: Features = {"take": 1.0, "take.best": damped(best), "take.cohesion": damped(best - cohesion[count])}
        features["take.inner"] = damped(gains[count - 1])
        if count < len(left):
            features["take.outer"] = damped(gains[count])
        features["take.earlier" if earlier else "take.later"] = 1.0
        after = _next_text(scene, taken[-1])
        if after is None:
            features["end.run"] = 1.0
        elif scene.is_headline(after):
            features["end.headline"] = 1.0
        elif scene.begins_article(after):
            features["end.dateline"] = 1.0
        elif scene.blocks[taken[-1]].kind is Kind.BYLINE:
            features["end.byline"] = 1.0
        else:
            features["end.middle"] = 1.0
        features |= _openings(scene, taken[0], after)
        if ended:
            features["above.ended"] = 1.0
        if heads:
            features |= {"under": 1.0, "under.count": log(count), "under.own": titled, "under.first": damped(_shared(scene, heads, taken))}
            if after is not None and not scene.is_headline(after):
                features["under.after"] = damped(_shared(scene, heads, (after,)))
                if scene.opens(after):
                    features["under.opens"] = 1.0
                if scene.leans_back(after):
                    features["under.leans"] = 1.0
        shared = scene.cohesion.shared
        features["near.first"] = damped(shared(number, taken[0]))
        features["count"] = log(count)
        if before:
            features["near.left"] = damped(shared(before[0], taken[0]))
        if after is not None:
            if scene.texts[taken[-1]][:_ALIKE] == scene.texts[after][:_ALIKE]:
                features["end.refrain"] = 1.0
            features["near.cut"] = damped(shared(taken[-1], after))
            if before:
                features["near.closed"] = damped(shared(before[0], after))
        if scene.is_headline(taken[-1]):
            features["end.bare"] = 1.0
        groups = sum(scene.is_headline(b) and not (i and scene.is_headline(taken[i - 1])) for i, b in enumerate(taken))
        if groups:
            features["take.headlines"] = float(groups)
        if scene.is_headline(taken[0]):
            features["take.headed"] = 1.0
        inner = sum(scene.begins_article(b) for b in taken)
        if inner:
            features["take.dateline"] = float(inner)
        bylines = sum(scene.blocks[b].kind is Kind.BYLINE for b in taken[:-1])
        if bylines:
            features["take.byline"] = float(bylines)
        if before and scene.blocks[before[0]].kind in HEADS and (after is None or scene.is_headline(after)) and not groups:
            features["leaves.bare"] = 1.0
        yield Following(taken, number, features)


def _openings(scene: BlockScene, first: int, after: int | None) -> Features:
    """How the first block that follows begins, and the first that does not."""
    features: Features = {}
    for name, block in (("first", first), ("after", after)):
        if block is not None and scene.opens(block):
            features[f"opens.{name}"] = 1.0
        if block is not None and scene.leans_back(block):
            features[f"leans.{name}"] = 1.0
    return features


def _shared(scene: BlockScene, some: Iterable[int], others: Iterable[int]) -> float:
    """The rare words that some blocks share with others."""
    right = tuple(others)
    return sum(scene.cohesion.shared(one, other) for one in some for other in right)


def _next_text(scene: BlockScene, number: int) -> int | None:
    """The block that stands behind one in the source, captions and furniture passed over."""
    at = scene.source_next[number]
    while at is not None and scene.is_aside(at):
        at = scene.source_next[at]
    return at


def _split_cohesion(scene: BlockScene, left: tuple[int, ...], own: set[int], other: set[int]) -> list[float]:
    """For every count of blocks that follow, how well the page then hangs together against all staying; natural-log odds."""
    words = scene.cohesion
    mine, theirs = words.model(own), words.model({*other, *left})
    totals = []
    for count in range(len(left) + 1):
        if count:
            mine.add(words.pairs[left[count - 1]])
            theirs.remove(words.pairs[left[count - 1]])
        total = 0.0
        for at, block in enumerate(left):
            model = mine if at < count else theirs
            model.remove(words.pairs[block])
            total += words.likelihood(block, model)
            model.add(words.pairs[block])
        totals.append(total)
    return [total - totals[0] for total in totals]


def _lifts(scene: BlockScene, number: int) -> Iterator[Following]:
    """The hypotheses that headlines which the join passed over belong above the joined text, or above a paragraph before it."""
    heads = passed_headlines(scene, number)
    if not heads:
        return
    words = scene.cohesion
    below = [b for b in scene.behind(heads[-1]) if b != number]
    above = [b for b in scene.before(number) if not scene.is_aside(b)]
    own = words.model([number, *below])
    rest = words.model(above)
    title = 0.0
    lifted = 0.0
    for up in range(_UP + 1):
        if up:
            if up > len(above):
                return
            block = above[up - 1]
            if scene.blocks[block].kind in HEADS:
                return
            rest.remove(words.pairs[block])
            lifted += words.odds(block, own, rest)
            own.add(words.pairs[block])
        first = above[up - 1] if up else number
        title = sum(words.odds(b, own, rest) for b in heads)
        features: Features = {"lift": 1.0, "lift.cohesion": lifted, "lift.title": title, "lift.far": float(up)}
        before = above[up] if up < len(above) else None
        if before is None:
            features["lift.top"] = 1.0
        elif scene.is_headline(before):
            features["lift.headed"] = 1.0
        elif scene.blocks[before].kind is Kind.BYLINE:
            features["lift.byline"] = 1.0
        if scene.begins_article(first):
            features["lift.dateline"] = 1.0
        if scene.opens(first):
            features["lift.opens"] = 1.0
        if scene.leans_back(first):
            features["lift.leans"] = 1.0
        if before is not None and not scene.is_headline(before):
            if scene.texts[before].endswith(_GOES_ON):
                features["lift.open"] = 1.0
            if scene.texts[before][: _ALIKE - 1] == scene.texts[first][: _ALIKE - 1]:
                features["lift.refrain"] = 1.0
            features["lift.parted"] = damped(words.shared(before, first))
        if below:
            features["lift.below"] = damped(_shared(scene, heads, below[:1]))
            if scene.opens(below[0]):
                features["lift.below.opens"] = 1.0
            if scene.leans_back(below[0]):
                features["lift.below.leans"] = 1.0
        features["lift.first"] = damped(_shared(scene, heads, (first,)))
        features["lift.own"] = damped(_shared(scene, heads, (number,)))
        if not below:
            features["lift.bare"] = 1.0
        elif scene.begins_article(below[0]):
            features["lift.other"] = 1.0
        after = -1 if first == 0 else first - 1
        yield Following(heads, after, features, lifted=True)


def passed_headlines(scene: BlockScene, number: int) -> tuple[int, ...]:
    """The headlines and bylines that alone stand between two lines of a joined block in the source, where they stand in a row behind it."""
    block = scene.blocks[number]
    for left, right in pairwise(block.spans):
        if right.start < left.end:
            continue
        between = [n for n in scene.starting_in(left.end, right.start) if n != number]
        heads = [n for n in between if not scene.is_aside(n)]
        if heads and all(scene.blocks[n].kind in HEADS for n in heads) and any(scene.is_headline(n) for n in heads):
            in_row = all(b == a + 1 for a, b in pairwise(heads))
            return tuple(heads) if in_row and heads[0] > number else ()
    return ()
