"""What each piece of evidence for moving whole blocks is worth, as natural-log odds per unit.

The table was fitted by `python -m tests.accuracy.fit_blocks` (conditional logit over the hypotheses of each choice) on pages that the
damage generator made of newspaper text and of half of the sample articles; the same command prints how it does on others. What such pages
hardly ever hold (a series, a refrain, a credit that closes a text) was set by hand.
"""

import json
from collections.abc import Mapping, Sequence
from math import exp
from types import MappingProxyType
from typing import Final

from cleanup.resources import resource


def _table() -> Mapping[str, float]:
    record = json.loads(resource("block-order", "weights.json").read_text(encoding="utf-8"))
    return MappingProxyType({str(name): float(weight) for name, weight in record.items()})


WEIGHTS: Final = _table()
"""The odds that one unit of each feature gives."""

SHOW_FROM: Final = 0.45
"""Probability that a block follows a fragment at all, or that a stray paragraph goes to its likeliest place, from which that is named."""

ASK_FROM: Final = 0.65
"""Probability that a block does not stay, from which it is proposed that what stood behind a fragment follows it.

The same of a headline that would go above its text. How much follows is the likeliest answer; on measured pages this mends more
successions, and breaks fewer, than asking much of that answer.
"""

STRAY_FROM: Final = 0.8
"""Probability of one place from which a paragraph goes to another article: between two places there little is to choose."""


def probabilities(hypotheses: Sequence[Mapping[str, float]]) -> list[float]:
    """The probability of each hypothesis among those that exclude each other; one without features has the weight one."""
    scores = [sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items()) for features in hypotheses]
    most = max(scores)
    weights = [exp(score - most) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]
