"""What the findings of characters too many and of missing ones have in common."""

from collections.abc import Iterator
from math import exp
from typing import TYPE_CHECKING, Final

from cleanup.finding import Evidence
from cleanup.messages import Message
from cleanup.page import Kind
from cleanup.rules.analysis import Analysis

if TYPE_CHECKING:
    from cleanup.rules.characters.slips import Slip

SILENT: Final = frozenset({Kind.BYLINE, Kind.FURNITURE})
"""Kinds of lines that are made of names and figures, of which no model of prose knows anything."""

_SHOWN: Final = 6  # code points of a seam's sides that are shown


def chance_of(slip: "Slip") -> float:
    """The chance of a slip, from its odds."""
    return round(1 / (1 + exp(-max(-20.0, min(20.0, slip.odds)))), 3)


def reasons(slip: "Slip") -> Iterator[Evidence]:
    """The word that is made, where it is one, and that the page has it elsewhere."""
    if slip.page:
        yield Evidence(Message("missing-char.page", {"word": slip.word, "count": slip.page}))


def seam(analysis: Analysis, start: int, end: int) -> Iterator[Evidence]:
    """That two lines of the source were brought together inside a range of the flow, and what stands on both sides."""
    flow = analysis.flow
    low, high = flow.view(start, end)
    spans = analysis.spans(low, high)
    source = analysis.page.text
    parts = [source[span.start : span.end] for span in spans]
    if len(spans) > 1 or any("\n" in part or "\r" in part for part in parts):
        left, right = flow.text[max(0, start + 1 - _SHOWN) : start + 1], flow.text[start + 1 : start + 1 + _SHOWN]
        yield Evidence(Message("missing-char.seam", {"left": left, "right": right}))
