"""Columns read across, line by line: how far the lines around a line bear out that each is followed by the one so many lines on.

On such a stretch every line goes on the same number of lines further on, as many as there are columns. Which number holds where is told as
by a hidden Markov model whose states are the numbers: the lines before a line and those after it speak for one (Rabiner 1989, the forward
and backward passes), the line itself does not.
"""

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import Final

from cleanup.rules.order.sides import Features

STRIDES: Final = 4
"""Columns that may have been read across: a line's own column goes on that many lines further on."""

MOST: Final = 4.0
"""Odds by which one line may speak for a stride or against it."""

_SURE: Final = 6.0  # odds that the lines around may give in all
_STAYS: Final = 0.9  # that the next line goes on as many lines further on as this one
_PLAIN: Final = 0.85  # that a stretch of unknown lines is no woven one
_BESIDE: Final = 3  # lines on each side among which the nearest that says something is looked for

Said = Mapping[int, float]
"""By the number of lines further on: the odds that the characters at the break give."""


def leads(said: Sequence[Said | None]) -> list[Said | None]:
    """For each line and stride by how much the characters at the break speak for it more than for any other stride.

    `said` is None for a line that ends a sentence and for what is no line of a column.
    """
    return [None if odds is None or len(odds) < 2 else _leads_of(odds) for odds in said]


def _leads_of(odds: Said) -> Said:
    best = max(odds, key=lambda stride: odds[stride])
    second = max(value for stride, value in odds.items() if stride != best)
    return {s: max(-MOST, min(MOST, value - (second if s == best else odds[best]))) for s, value in odds.items()}


def around(said: Sequence[Said | None]) -> list[tuple[float, ...]]:
    """For each line the odds, by stride less one, that the lines before and after it give for its own stride."""
    spoken = [_likelihoods(odds) for odds in said]
    before = _pass(spoken)
    after = _pass(spoken[::-1])[::-1]
    found = []
    for left, right in zip(before, after, strict=True):
        both = [a * b / p for a, b, p in zip(left, right, _PRIOR, strict=True)]
        total = sum(both)
        found.append(tuple(max(-_SURE, min(_SURE, log(max(x, 1e-12) / max(total - x, 1e-12)))) for x in both))
    return found


_PRIOR: Final = (_PLAIN, *([(1 - _PLAIN) / (STRIDES - 1)] * (STRIDES - 1)))


def _likelihoods(odds: Said | None) -> tuple[float, ...] | None:
    """How likely what stands at a line's breaks is under each stride; None where that says nothing."""
    if odds is None or len(odds) < 2:
        return None
    best = max(odds.values())
    return tuple(exp(max(-MOST, odds.get(stride, best - MOST / 2) - best)) for stride in range(1, STRIDES + 1))


def _pass(spoken: Sequence[tuple[float, ...] | None]) -> list[tuple[float, ...]]:
    """The chance of each stride at each line by the lines before it."""
    here = _PRIOR
    found = []
    for line in spoken:
        found.append(here)
        seen = here if line is None else tuple(a * b for a, b in zip(here, line, strict=True))
        total = sum(seen)
        here = tuple(_STAYS * x / total + (1 - _STAYS) * p for x, p in zip(seen, _PRIOR, strict=True))
    return found


def stream_features(lead: Sequence[Said | None], odds: Sequence[tuple[float, ...]], number: int, stride: int) -> Features:
    """What the lines around line `number` say of its going on `stride` lines further on; `lead` and `odds` are of `leads` and `around`."""
    kind = "stream" if stride > 1 else "stream.next"
    features = {f"{kind}.around": odds[number][stride - 1]}
    before = _nearest(lead, range(number - 1, max(-1, number - 1 - _BESIDE), -1), stride)
    after = _nearest(lead, range(number + 1, min(len(lead), number + 1 + _BESIDE)), stride)
    beside = [value for value in (before, after) if value is not None]
    if beside:
        features[f"{kind}.best"] = max(beside)
        features[f"{kind}.least"] = min(beside)
    return features


def _nearest(lead: Sequence[Said | None], numbers: range, stride: int) -> float | None:
    for number in numbers:
        said = lead[number]
        if said is not None and stride in said:
            return said[stride]
    return None
