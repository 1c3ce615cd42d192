"""Paragraphs that stand under the wrong headline: their rare words belong to another article, where a place is sought for them.

One choice is made for each paragraph whose words lie elsewhere: it stays, or it stands (alone or with the next one) behind one of the
paragraphs of another article.
"""

from collections.abc import Collection, Iterator, Sequence
from math import log
from typing import Final

from cleanup.articles.cohesion import damped
from cleanup.language.lazy import lazy
from cleanup.page import Kind
from cleanup.rules.order.block_following import Features, Following
from cleanup.rules.order.block_scene import HEADS, BlockScene

_MOST_TOGETHER: Final = 2  # paragraphs that are moved together
_MOST_SECTIONS: Final = 2  # articles in which a place is sought
_LEAST: Final = 3.0  # natural-log odds of another article from which a place is sought there
_SHORTEST: Final = 30  # code points of a paragraph whose words say enough
_SERIES: Final = (
    lazy("([一二三四五六七八九十])是"),
    lazy("第([一二三四五六七八九十])[，、,]"),
    lazy("[（(]?([一二三四五六七八九十])[）)、]"),
    lazy("([0-9])[．.、](?![0-9])"),
    lazy("其([一二三四五六七八九十])[，,：:]"),
)
_NUMBERS: Final = {char: number for number, char in enumerate("一二三四五六七八九十", 1)}
_MOST_BLOCKS: Final = 400  # blocks of a page that is looked at; a longer one is no newspaper page


def straying(scene: BlockScene, settled: Collection[int]) -> Iterator[tuple[int, list[Following]]]:
    """For each paragraph that may be another article's, it and the hypotheses; the first is that it stays.

    `settled` are blocks whose place a Follow in force names.
    """
    if len(scene.blocks) > _MOST_BLOCKS:
        return
    sections = [section for section in sections_of(scene) if any(map(scene.is_text, section))]
    if len(sections) < 2:
        return
    words = scene.cohesion
    models = [words.model(section) for section in sections]
    held = [frozenset(model.counts) for model in models]
    for here, section in enumerate(sections):
        for at, number in enumerate(section):
            if not _may_move(scene, number, settled):
                continue
            pairs = words.pairs[number]
            others = [n for n in range(len(sections)) if n != here]
            others.sort(key=lambda n: -len(pairs & held[n]))
            wanted = [n for n in others if _misses(scene, sections[n], number)]
            near = others[:_MOST_SECTIONS] if len(scene.texts[number]) >= _SHORTEST and _at_edge(scene, section, at) else []
            hypotheses = [Following((), number, {})]
            for count in range(1, _MOST_TOGETHER + 1 if near else 2 if wanted else 1):
                group = section[at : at + count]
                if len(group) < count or not all(_may_move(scene, block, settled) for block in group):
                    break
                rest = words.model(block for block in section if block not in group)
                stays = sum(words.likelihood(block, rest) for block in group)
                asked = dict.fromkeys([*near, *wanted] if count == 1 else near)
                gains = {n: sum(words.likelihood(block, models[n]) for block in group) - stays for n in asked}
                for other, gain in gains.items():
                    if gain < _LEAST and not (count == 1 and other in wanted):
                        continue
                    rival = max((gains[n] for n in gains if n != other), default=0.0)
                    common = _common(scene, section, at, group, gain, gain - max(0.0, rival))
                    hypotheses += _places(scene, section, group, sections[other], common, settled)
            if len(hypotheses) > 1:
                yield number, hypotheses


def _at_edge(scene: BlockScene, section: Sequence[int], at: int) -> bool:
    """Whether a paragraph stands right under its headline or is the last or last but one of its section, as paragraphs of another do."""
    return at + _MOST_TOGETHER >= len(section) or at == 0 or scene.blocks[section[at - 1]].kind in HEADS


def _common(scene: BlockScene, section: Sequence[int], at: int, group: Sequence[int], gain: float, margin: float) -> Features:
    """What speaks for moving some paragraphs out of their section, wherever they go there."""
    features: Features = {"move": 1.0, "move.gain": damped(gain), "move.margin": damped(margin)}
    if len(group) > 1:
        features["move.two"] = 1.0
    if at == 0 or scene.blocks[section[at - 1]].kind in HEADS:
        features["from.top"] = 1.0
    elif at + len(group) == len(section):
        features["from.end"] = 1.0
    if scene.begins_article(group[0]):
        features["move.dateline"] = 1.0
    return features


def ordinal(text: str) -> tuple[int, int] | None:
    """The series that a paragraph's first words count in, and their number: 二是 is the second of its kind."""
    for kind, pattern in enumerate(_SERIES):
        found = pattern.match(text)
        if found is not None:
            digit = found.group(1)
            return kind, _NUMBERS[digit] if digit in _NUMBERS else int(digit)
    return None


def _misses(scene: BlockScene, section: Sequence[int], number: int) -> bool:
    """Whether a series in a section lacks the number that a paragraph begins with, between the one before and the one behind it."""
    own = ordinal(scene.texts[number])
    if own is None:
        return False
    kind, place = own
    there = {ordinal(scene.texts[block]) for block in section}
    return (kind, place) not in there and (kind, place - 1) in there and (kind, place + 1) in there


def sections_of(scene: BlockScene) -> list[tuple[int, ...]]:
    """The blocks between one headline group and the next, headlines and bylines before the text included, captions and furniture not."""
    sections: list[list[int]] = [[]]
    has_text = False
    for number, block in enumerate(scene.blocks):
        if scene.is_aside(number):
            continue
        if block.kind is Kind.HEADLINE and has_text:
            sections.append([])
            has_text = False
        sections[-1].append(number)
        has_text = has_text or scene.is_text(number)
    return [tuple(section) for section in sections]


def _may_move(scene: BlockScene, number: int, settled: Collection[int]) -> bool:
    return scene.is_text(number) and number not in settled and not scene.joined[number]


def _places(
    scene: BlockScene,
    section: Sequence[int],
    group: tuple[int, ...],
    other: tuple[int, ...],
    common: Features,
    settled: Collection[int],
) -> Iterator[Following]:
    """A hypothesis for each place behind a paragraph of another section."""
    words = scene.cohesion
    texts = [block for block in other if scene.is_text(block)]
    first, last = ordinal(scene.texts[group[0]]), ordinal(scene.texts[group[-1]])
    counted = first is not None and any(_follows_in_series(scene, block, first) for block in section if block not in group)
    for index, place in enumerate(texts):
        if place in settled:
            continue
        after = texts[index + 1] if index + 1 < len(texts) else None
        features = {**common, "places": log(len(texts)), "near.before": damped(words.shared(group[0], place))}
        if counted:
            features["series.here"] = 1.0
        if first is not None and _follows_in_series(scene, place, first):
            features["series.before"] = 1.0
        if after is None:
            features["place.end"] = 1.0
        else:
            features["near.after"] = damped(words.shared(group[-1], after))
            features["near.parted"] = damped(words.shared(place, after))
            if last is not None and ordinal(scene.texts[after]) == (last[0], last[1] + 1):
                features["series.after"] = 1.0
        yield Following(group, place, features)


def _follows_in_series(scene: BlockScene, before: int, own: tuple[int, int]) -> bool:
    """Whether the number of one paragraph's series is the one after another paragraph's."""
    return ordinal(scene.texts[before]) == (own[0], own[1] - 1)
