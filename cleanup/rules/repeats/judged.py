"""Which of two readings of one text reads better, place by place, by the character model."""

from collections.abc import Iterator
from typing import NamedTuple

from cleanup.edits import Replace
from cleanup.language.ngrams import ORDER, Ngrams, squash
from cleanup.page import Span
from cleanup.rules.repeats.fingerprints import Unit
from cleanup.rules.repeats.readings import Difference, Likeness
from cleanup.rules.repeats.report import Report

_A_CHARACTER = 4.6  # what a character costs on an average in the model, so that a reading is not better for being shorter
_SURE = 1.0  # natural log of how much likelier a reading must be to be called the better one
_AROUND = 12  # code points of the view beside a difference that the model is given


class Judged(NamedTuple):
    """A place where two readings differ, as ranges of the view, and how much likelier the first is (natural log; below 0 the second)."""

    difference: Difference
    first: Span
    second: Span
    gain: float

    @property
    def winner(self) -> int:
        """1 or 2 where that reading is the likelier one, 0 where the model has no clear word."""
        return 0 if abs(self.gain) < _SURE else 1 if self.gain > 0 else 2


def judge(report: Report, a: Unit, b: Unit, likeness: Likeness) -> list[Judged]:
    """Every difference of two paragraphs, judged in its context."""
    model = report.analysis.ngrams
    return [_judged(report, model, a, b, difference) for difference in likeness.differences]


def _judged(report: Report, model: Ngrams, a: Unit, b: Unit, difference: Difference) -> Judged:
    first = _place(report, a, difference.a_low, difference.a_high)
    second = _place(report, b, difference.b_low, difference.b_high)
    gain = _reads(report, model, a, first) - _reads(report, model, b, second)
    return Judged(difference, first, second, gain)


def _place(report: Report, unit: Unit, low: int, high: int) -> Span:
    """The view's range of a paragraph's folded characters; an empty one stands right behind the character before it."""
    low, high = unit.low + low, unit.low + high
    if low < high:
        return Span(report.folded.unfolded(low), report.folded.unfolded(high - 1) + 1)
    at = report.folded.unfolded(low - 1) + 1 if low > unit.low else unit.start
    return Span(at, at)


def _reads(report: Report, model: Ngrams, unit: Unit, place: Span) -> float:
    """How well a place reads with what stands beside it; higher is better."""
    text = report.text
    before = squash(text[max(unit.start, place.start - _AROUND) : place.start])[1 - ORDER :]
    here = squash(text[place.start : min(unit.end, place.end + _AROUND)])
    inside = len(squash(text[place.start : place.end]))
    here = here[: inside + ORDER - 1]
    return model.log_sequence(before, here) + _A_CHARACTER * len(here)


def blend(report: Report, judged: list[Judged], *, into_first: bool) -> tuple[Replace, ...]:
    """The edits that take into one reading what the other reads better; () where there is nothing of that or it cannot be done."""
    edits: list[Replace] = []
    for place, other, wins in _sides(judged, into_first=into_first):
        if wins:
            replaced = report.analysis.replaced(place.start, place.end, report.text[other.start : other.end])
            if not replaced:
                return ()
            edits += replaced
    return tuple(edits)


def _sides(judged: list[Judged], *, into_first: bool) -> Iterator[tuple[Span, Span, bool]]:
    """Place, place in the other reading, and whether the other reads better there."""
    for each in judged:
        if into_first:
            yield each.first, each.second, each.winner == 2
        else:
            yield each.second, each.first, each.winner == 1
