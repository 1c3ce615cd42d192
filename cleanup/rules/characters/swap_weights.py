"""What each piece of evidence for a misread character is worth, as natural-log odds per unit, in each of the three looks.

The table was fitted by `python -m tests.accuracy.fit_lookalikes` (logistic regression) on pages of text that no model counted, in which
characters were exchanged for others of their shape; the same command prints how it does on others.
"""

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from cleanup.resources import resource


class Weights(NamedTuple):
    """A look: its weights by the name of the evidence, the odds of none, and those below which it is not looked further."""

    values: Mapping[str, float]
    bias: float
    least: float


class Looks(NamedTuple):
    """The three looks.

    `pairs`: what the pairs with both neighbours gain, and what the characters say wherever they stand; `model`: with what the character
    model says; `whole`: with words and page, its `least` the odds from which a look-alike is asked about.
    """

    pairs: Weights
    model: Weights
    whole: Weights


@cache
def load_looks() -> Looks:
    """The weights that ship with Kanwu, read once a process."""
    record: dict[str, Any] = json.loads(resource("lookalike", "weights.json").read_text(encoding="utf-8"))
    return Looks(
        *(Weights(MappingProxyType(record[name]["values"]), record[name]["bias"], record[name]["least"]) for name in Looks._fields)
    )
