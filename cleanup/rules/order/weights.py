"""What each piece of evidence for a join is worth, and from which probability a join is named, proposed, or taken unasked.

The tables were fitted by `python -m tests.accuracy.fit_joins` on pages that the damage generator made of newspaper text which the
character model has not seen and of half of the sample articles; the same command prints how they do on other pages of that making.
"""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from cleanup.resources import resource

Knots = tuple[tuple[float, float], ...]
"""Points of a rising line: a predicted probability, and what joins of that probability came to."""


class Table(NamedTuple):
    """What one unit of each feature is worth, in natural-log odds: the sum of a join's is the odds of the join against nothing.

    The calibrations put right what the page's assignment makes of them: `near` of joins to where a text mostly goes on, `far` of others.
    """

    weights: Mapping[str, float]
    near: Knots
    far: Knots

    def weigh(self, features: Mapping[str, float]) -> float:
        """The natural-log odds of a set of features."""
        weights = self.weights
        total = 0.0
        for name, value in features.items():
            total += weights[name] * value
        return total


def _tables() -> tuple[Table, Table]:
    record = json.loads(resource("column-join", "weights.json").read_text(encoding="utf-8"))
    return _table(record["blocks"]), _table(record["lines"])


def _table(record: Mapping[str, Any]) -> Table:
    weights = {str(name): float(weight) for name, weight in record["weights"].items()}
    near, far = (tuple((float(a), float(b)) for a, b in record["calibration"][where]) for where in ("near", "far"))
    return Table(MappingProxyType(weights), near, far)


BLOCKS, LINES = _tables()
"""The table for pieces of running text, and that for two lines of columns: what their ends say is not the same."""


def table_of(lined: bool) -> Table:
    """The table by which a join is weighed; `lined` says that both ends are lines of columns."""
    return LINES if lined else BLOCKS


def ask_from(*, lined: bool, near: bool) -> float:
    """The probability from which a join is proposed; `near` says that the head stands where a text mostly goes on.

    Lines that are near each other are joined for want of better ones; what stands far apart only for what it says.
    """
    if near:
        return ASK_LINES_FROM if lined else ASK_FROM
    return ASK_FAR_LINES_FROM if lined else ASK_FAR_FROM


SHOW_FROM: Final = 0.15
"""Probability from which a join is named at all."""

ASK_FROM: Final = 0.64
"""Probability from which a join of running text is proposed; of a hundred articles with nothing to join not one has a join then."""

ASK_LINES_FROM: Final = 0.8
"""Probability from which two lines of columns are: a woven page asks so much that a wrong one among many is easily missed."""

ASK_FAR_FROM: Final = 0.82
"""The same of running text for a head that stands far from its tail, which a reader has to look for."""

ASK_FAR_LINES_FROM: Final = 0.9
"""The same of two lines of columns: short as they are, one of the many heads of a page often fits by chance."""

STREAM_FROM: Final = 0.8
"""Probability from which a line's join is one of a stream that is decided as a whole."""

SAFE_FROM: Final = 0.96
"""Probability from which a join to the next block may be taken unasked, given strong evidence in the characters at the break."""

SURE_FROM: Final = 0.975
"""The same for running text whose characters at the break say little."""

STRONG_FROM: Final = 1.5
"""Odds that the characters at the break alone must give for that."""

LOST_FROM: Final = 0.5
"""Probability that nothing on the page fits from which a tail is reported as lost text."""
