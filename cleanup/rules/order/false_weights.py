"""What each sign of a false join is worth, as natural-log odds.

What a gap is worth was fitted (`python -m tests.accuracy.gap_weights`) on pages made of half of the sample articles with glued texts,
cuts, wraps left as spaces, stray spaces and mixed damage; on pages of the other half, precision 0.93 and recall 0.76 at a probability
of 0.7. What the words of two articles are worth was fitted in the same way (`--topics`), on newspaper text as well; on pages of other
articles, precision 0.86 and recall 0.28 at a probability of 0.4. What a label is worth was set by hand, a little below the share of right
ones on generated pages: real pages know more ways to sign a text.
"""

from collections.abc import Mapping
from math import exp
from types import MappingProxyType
from typing import Final

# `gain`, `start` and `end` are those of the character model, `word` of the lexicon; `noise` counts gaps in mid-sentence on the page.
GAP: Final[Mapping[str, float]] = MappingProxyType(
    {
        "gap": 2.1,
        "ended": 0.17,
        "ended.tail": 0.48,
        "head": -0.65,
        "head.long": -1.33,
        "head.tiny": -0.61,
        "head.name": 2.21,
        "head.commas": -1.23,
        "gain": -0.56,
        "start": 0.31,
        "end": 0.51,
        "word": -0.72,
        "figure": 0.29,
        "quote": -1.27,
        "noise.ended": -1.42,
        "noise.head": -0.19,
    }
)

TOPIC: Final[Mapping[str, float]] = MappingProxyType(
    {
        "topic": -9.07,
        "topic.most": 1.1,
        "topic.least": -0.31,
        "topic.cross": -0.96,
        "topic.size": 0.77,
        "topic.start": 0.48,
        "topic.gain": -0.41,
        "topic.gap": 3.52,
    }
)
"""What is worth what where the words of a paragraph's two parts are those of two articles; `gain` and `start` as for a gap."""

ASK_FROM: Final = 0.6
"""Probability from which parting is proposed."""

ASK_TOPIC_FROM: Final = 0.4
"""The same where the words alone say it: few paragraphs are in doubt, and nothing else on the page tells of these."""


def weigh(features: Mapping[str, float], table: Mapping[str, float] = GAP) -> float:
    """The natural-log odds of the features of a gap, or by another table of something else."""
    return sum(table[name] * value for name, value in features.items())


def probability(odds: float) -> float:
    """The probability that natural-log odds stand for.

    >>> probability(0.0)
    0.5
    """
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


ODDS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "byline-start": 3.0,
        "byline-end": 3.5,
        "name-end": 2.0,
        "not-ended": -0.7,
        "no-gap": -0.5,
        "common-word": -3.0,
        "slogan": 2.0,
        "commas": 1.5,
        "caption-start": 3.0,
        "caption-end": 3.0,
        "caption-end-guessed": 1.6,
        "report": 4.0,
        "lead": 3.5,
        "jump": 3.0,
        "furniture": 2.8,
        "caption": 2.5,
        "guessed": -0.8,
        "heading-gap": -8.0,
        "even-parts": 2.2,
        "before-report": 2.5,
        "before-byline": 1.8,
    }
)
"""What a label is worth by itself, and what is added or taken for how it stands."""
