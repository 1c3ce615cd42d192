"""Paragraphs of two articles run together, told by their words: those of the one part are another article's, and not the other part's."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from math import fsum, log
from typing import Final, NamedTuple

from cleanup.articles.cohesion import Cohesion, Model, damped
from cleanup.language.ngrams import START, squash
from cleanup.page import Kind, Span
from cleanup.rules.order.false_places import SENTENCE_END, Sheet
from cleanup.rules.order.sides import Features

_LEAST_PART: Final = 25  # code points of a part whose words say enough
_MOST_SENTENCES: Final = 30  # of a paragraph that is looked at
_MOST_UNITS: Final = 1500  # sentences, headlines and short paragraphs of a page that is looked at; a longer one is no newspaper page
_LEAST_GAIN: Final = 5.0  # natural-log odds of other articles for the two parts together, from which a place is weighed
_MOST_BRIDGED: Final = 3.0  # what two texts that are run together share, at most: a pair that stands in two places counts one
_EDGE: Final = 12
_ASIDE: Final = frozenset({Kind.CAPTION, Kind.FURNITURE})


class Seam(NamedTuple):
    """A place between two sentences where a paragraph's likeliest second text begins: the white space there, or nothing."""

    start: int
    end: int
    paragraph: Span
    features: Features


class _Paragraph(NamedTuple):
    """A paragraph's section, the ends of its sentences, and the numbers of these among the page's units."""

    span: Span
    section: int
    ends: tuple[int, ...]
    units: range


def seams(sheet: Sheet) -> Iterator[Seam]:
    """For each paragraph of a page with several articles the place where a second text may begin, if any is worth weighing."""
    texts, paragraphs = _read(sheet)
    count = 1 + max((paragraph.section for paragraph in paragraphs), default=0)
    if count < 2 or not 0 < len(texts) <= _MOST_UNITS:
        return
    words = Cohesion(texts)
    models = [words.model() for _ in range(count)]
    for paragraph in paragraphs:
        for unit in paragraph.units:
            models[paragraph.section].add(words.pairs[unit])
    for paragraph in paragraphs:
        if 2 <= len(paragraph.ends) <= _MOST_SENTENCES:
            bridged = [(at, cross) for at, cross in _bridged(words, paragraph) if cross <= _MOST_BRIDGED]
            seam = _seam(sheet, words, models, paragraph, bridged) if bridged else None
            if seam is not None:
                yield seam


def _bridged(words: Cohesion, paragraph: _Paragraph) -> Iterator[tuple[int, float]]:
    """For each sentence end of a paragraph with enough text on both sides what the two sides share, by the sentence's number."""
    start, end = paragraph.span
    low = bisect_right(paragraph.ends, start + _LEAST_PART)
    high = bisect_right(paragraph.ends, end - _LEAST_PART)
    if low >= high:
        return
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for number, unit in enumerate(paragraph.units):
        for pair in words.pairs[unit]:
            first.setdefault(pair, number)
            last[pair] = number
    steps = [0.0] * (len(paragraph.ends) + 1)
    for pair, number in first.items():
        if last[pair] > number:
            worth = 2.0 / words.counts[pair]
            steps[number] += worth
            steps[last[pair]] -= worth
    for at, cross in enumerate(accumulate(steps)):
        if low <= at < high:
            yield at, cross


def _read(sheet: Sheet) -> tuple[list[str], list[_Paragraph]]:
    """The sentences of a page's long paragraphs, and its headlines and short paragraphs, with what they belong to."""
    texts: list[str] = []
    found: list[_Paragraph] = []
    section, has_text = 0, False
    for start, end in sheet.page.paragraphs.spans:
        kind = sheet.kind_at(start)
        if kind in _ASIDE:
            continue
        if kind is Kind.HEADLINE and has_text:
            section, has_text = section + 1, False
        has_text = has_text or kind is Kind.BODY
        ends = (*(match.end() for match in SENTENCE_END.finditer(sheet.text, start, end)),) if kind is Kind.BODY else ()
        if not ends or ends[-1] < end:
            ends = (*ends, end)
        units = range(len(texts), len(texts) + len(ends))
        texts += [sheet.text[low:high] for low, high in zip((start, *ends), ends, strict=False)]
        if len(texts) > _MOST_UNITS:
            return [], []
        found.append(_Paragraph(Span(start, end), section, ends, units))
    return texts, found


def _seam(
    sheet: Sheet, words: Cohesion, models: Sequence[Model], paragraph: _Paragraph, bridged: Sequence[tuple[int, float]]
) -> Seam | None:
    """The place of a paragraph whose two sides are likeliest those of two articles, with what speaks for and against it."""
    start, end = paragraph.span
    units, own = list(paragraph.units), models[paragraph.section]
    alone = _sums(_likelihoods(words, units, own))
    others = [model for number, model in enumerate(models) if number != paragraph.section and model.size]
    elsewhere = [_sums(words.likelihood(unit, model) for unit in units) for model in others]
    best: tuple[float, int, tuple[float, float, float]] | None = None
    for at, cross in bridged:
        over_left = max((sums[at + 1] for sums in elsewhere), default=0.0)
        over_right = max((sums[-1] - sums[at + 1] for sums in elsewhere), default=0.0)
        if max(over_left - alone[at + 1], over_right - (alone[-1] - alone[at + 1])) < _LEAST_GAIN:
            continue  # the other part can but speak for its own article
        left, right = units[: at + 1], units[at + 1 :]
        to_left, to_right = over_left - _likelihood(words, left, own), over_right - _likelihood(words, right, own)
        if to_left + to_right < _LEAST_GAIN:
            continue
        rate = (to_left + to_right) / (1.0 + cross)
        if best is None or rate > best[0]:
            best = rate, at, (max(to_left, to_right), min(to_left, to_right), cross)
    if best is None:
        return None
    _, at, (most, least, cross) = best
    begin = paragraph.ends[at]
    stop = begin
    while sheet.text[stop].isspace():
        stop += 1
    after = squash(sheet.text[stop : stop + _EDGE])
    features: Features = {
        "topic": 1.0,
        "topic.most": damped(most),
        "topic.least": damped(least),
        "topic.cross": damped(cross),
        "topic.size": log(min(begin - start, end - stop)),
        "topic.start": max(-4.0, min(4.0, sheet.ngrams.start_gain(after, START))),
        "topic.gain": max(-4.0, min(5.0, sheet.ngrams.gain(squash(sheet.text[max(start, begin - _EDGE) : begin]), after))),
    }
    if stop > begin and begin not in sheet.wraps:
        features["topic.gap"] = 1.0
    return Seam(begin, stop, paragraph.span, features)


def _likelihoods(words: Cohesion, part: Sequence[int], own: Model) -> list[float]:
    """How likely each of some sentences is in their own article once they are taken out of it."""
    for unit in part:
        own.remove(words.pairs[unit])
    found = [words.likelihood(unit, own) for unit in part]
    for unit in part:
        own.add(words.pairs[unit])
    return found


def _likelihood(words: Cohesion, part: Sequence[int], own: Model) -> float:
    return fsum(_likelihoods(words, part, own))


def _sums(values: Iterable[float]) -> list[float]:
    return list(accumulate(values, initial=0.0))
