"""What each piece of evidence for moving whole blocks is worth, as natural-log odds per unit.

The weights were fitted (conditional logit over the hypotheses of each choice) on some 700 pages made of the sample articles by the seeded
generators: cut, displaced and moved, with the true joins in force. What these pages hardly ever hold (a series, a refrain) was set by
hand. Weights of displaced headlines rest on few cases.
"""

from collections.abc import Mapping, Sequence
from math import exp
from types import MappingProxyType
from typing import Final

WEIGHTS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "count": -0.44,
        "end.bare": -1.01,
        "end.byline": -0.77,
        "end.dateline": 0.33,
        "end.headline": 0.7,
        "end.middle": -0.66,
        "end.refrain": -2.5,
        "end.run": 0.93,
        "from.end": 0.91,
        "from.top": 1.18,
        "leaves.bare": 0.82,
        "lift": -3.18,
        "lift.bare": 0.34,
        "lift.byline": -0.14,
        "lift.cohesion": 0.1,
        "lift.dateline": -0.41,
        "lift.far": 0.18,
        "lift.headed": 0.1,
        "lift.other": -0.56,
        "lift.top": 1.22,
        "move": -7.09,
        "move.dateline": -0.15,
        "move.gain": 0.82,
        "move.margin": 0.06,
        "move.two": -0.38,
        "near.after": -0.54,
        "near.before": 0.59,
        "near.closed": 0.59,
        "near.cut": -0.71,
        "near.first": 1.04,
        "near.left": -0.66,
        "near.parted": -0.23,
        "place.end": 0.12,
        "places": 0.41,
        "series.after": 4.0,
        "series.before": 4.0,
        "series.here": -6.0,
        "take": 0.53,
        "take.best": 0.31,
        "take.byline": -1.52,
        "take.cohesion": -0.6,
        "take.dateline": -0.62,
        "take.earlier": -0.77,
        "take.headed": -0.37,
        "take.headlines": -0.4,
        "take.inner": -0.04,
        "take.later": 1.3,
        "take.outer": 0.04,
    }
)

SHOW_FROM: Final = 0.35
"""Probability from which a place is named at all."""

ASK_FROM: Final = 0.5
"""Probability from which it is proposed that what stood behind a fragment follows it, or that a headline goes above its text."""

STRAY_FROM: Final = 0.8
"""Probability from which it is proposed that a paragraph goes to another article: between two places there little is to choose."""


def probabilities(hypotheses: Sequence[Mapping[str, float]]) -> list[float]:
    """The probability of each hypothesis among those that exclude each other; one without features has the weight one."""
    scores = [sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items()) for features in hypotheses]
    most = max(scores)
    weights = [exp(score - most) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]
