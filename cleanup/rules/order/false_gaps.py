"""Gaps without a label: white space in a paragraph where a headline, a name or another text may begin or end, by what stands around it."""

from collections.abc import Sequence
from math import log1p
from typing import Final

from cleanup.language.chars import OPENERS
from cleanup.language.lazy import lazy
from cleanup.language.ngrams import START, squash
from cleanup.layout.names import is_name
from cleanup.rules.order.false_places import SENTENCE_END, SHORT, Place, Sheet
from cleanup.rules.order.sides import Features

_EDGE: Final = 12
_HEAD: Final = 24  # code points after which white space in mid-sentence stands behind no headline
_COMMON: Final = 60  # frequency from which a word that looks like a name is a word
_MARKS: Final = frozenset("，、；,;")
_DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
_UNITS: Final = frozenset("年月日时点分个人名元万亿米吨号%％")
_SHORTEST: Final = 48  # code points of a paragraph that may be a headline as it stands
_MARK: Final = lazy('[，。、；：！？,;:!?…“”「」"]')


def gap_features(sheet: Sheet, place: Place, later: int, noise: float) -> Features | None:
    """What speaks for and against a lost break at a gap; None where it is not one worth weighing.

    `later` is where the next gap of the paragraph begins, its end where there is none; `noise` as `noise_of` gives it.
    """
    text = sheet.text
    paragraph = place.paragraph
    left = text[max(paragraph.start, place.start - _EDGE) : place.start]
    right = text[place.end : min(paragraph.end, place.end + _EDGE)]
    ended = sheet.ends_sentence(place.start)
    before = _own_part(text, paragraph.start, place.start)
    rest = paragraph.end - place.end
    stop = SENTENCE_END.search(text, place.end, min(paragraph.end, place.end + SHORT + 2))
    tail = stop is None and rest <= SHORT
    head = before <= SHORT and not ended and SENTENCE_END.search(text, paragraph.start, place.start) is None
    if not (ended or (head and before)) or (tail and text[place.end] in "（("):
        return None
    if ended and not tail and sheet.is_wrapped(paragraph):
        return None  # white space after a sentence is what a wrap leaves
    if head and (paragraph.end - paragraph.start <= _SHORTEST or (stop is None and rest <= SHORT)):
        return None
    if head and later - place.end <= SHORT and later < paragraph.end and _MARK.search(text, place.end, later) is None:
        return None  # a headline of two parts: the break, if any, comes after the second
    features: Features = {"gap": 1.0}
    if ended:
        features["ended.tail" if tail else "ended"] = 1.0
    if head:
        features["head"] = 1.0
        features["head.long"] = max(0.0, before - 24) / 8
        features["head.tiny"] = max(0.0, 7.0 - before)
        title = text[place.start - before : place.start]
        features["head.name"] = float(is_name(title) and sheet.lexicon.freq(title) < _COMMON)
        features["head.commas"] = float(sum(char in _MARKS for char in title))
    model = sheet.ngrams
    squashed, after = squash(left), squash(right)
    features["gain"] = _clip(model.gain(squashed, after), -4.0, 5.0)
    features["start"] = _clip(model.start_gain(after, START), -4.0, 4.0)
    features["end"] = _clip(model.end_gain(squashed), -4.0, 5.0)
    crossing = sheet.lexicon.crossing(left[-8:], right[:8])
    if crossing is not None and crossing.gain > 0:
        features["word"] = min(8.0, crossing.gain)
    if left[-1] in _DIGITS or right[0] in _UNITS:
        features["figure"] = 1.0
    if right[0] in OPENERS or right[0] == '"':
        features["quote"] = 1.0
    if noise and not (ended and tail):
        features["noise.ended" if ended else "noise.head"] = noise
    return features


def noise_of(sheet: Sheet, places: Sequence[Place]) -> float:
    """How noisy the white space of a page is: the natural logarithm of how many of its gaps are in mid-sentence and mid-paragraph."""
    amid = sum(1 for p in places if p.start - p.paragraph.start > _HEAD and not sheet.ends_sentence(p.start))
    return min(3.0, log1p(amid))


def _own_part(text: str, start: int, end: int) -> int:
    """Code points of a paragraph before `end`, the mark of a Markdown heading aside."""
    at = start
    while at < end and text[at] in "# ":
        at += 1
    return end - at


def _clip(value: float, least: float, most: float) -> float:
    return min(most, max(least, value))
