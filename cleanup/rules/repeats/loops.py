"""Loops inside one paragraph: a text that repeats itself on end, with or without a round that breaks off."""

from collections.abc import Iterator

from cleanup.finding import Finding
from cleanup.language.chars import SENTENCE_ENDS
from cleanup.messages import Message
from cleanup.page import Span
from cleanup.rules.repeats import readings
from cleanup.rules.repeats.fingerprints import GRAM, Unit
from cleanup.rules.repeats.passages import Loop, Passage
from cleanup.rules.repeats.report import ID, Report

_LEAST_LOOP = 16  # folded characters of a passage said twice on end; half of it where a line's end stands between
_LEAST_ROUNDS = 3


def loop(report: Report, found: Loop) -> Iterator[Finding]:
    """The finding of a loop; none of a short text said twice or thrice, as people do."""
    folded = report.folded
    low, period = _round(report, found)
    rounds = (found.high - low) // period
    if rounds < 2 or report.analysis.is_protected(folded.unfolded(low), folded.unfolded(low) + 1):
        return
    few = found.high - low < _LEAST_ROUNDS * period - period // 2
    if few and period < (GRAM if _is_whole(report, low, period) else _LEAST_LOOP):
        return
    unit = folded.unit(found.unit)
    first = report.range(unit, low, low + period)
    last = low + rounds * period
    broken_off = found.high == unit.high and not readings.ends_sentence(report.text[unit.start : unit.end])
    rest = Span(folded.unfolded(low + period), unit.end if broken_off else report.range(unit, low + period, last).end)
    once, all_rounds = folded.unfolded(low + period - 1) + 1, folded.unfolded(last - 1) + 1
    marks = report.text[once : rest.start].strip()
    # What stood after the last round stays, so the marks between the rounds go; where nothing does, those after the first stay.
    extra = rest if marks and (broken_off or all_rounds == unit.end) else Span(once, rest.end if broken_off else all_rounds)
    evidence = [report.evidence("rounds", min(4.0, period / 8) + min(2.0, rounds - 1.0), count=rounds, period=period)]
    if broken_off and last < found.high:
        evidence.append(report.evidence("broken-off", end=report.text[folded.unfolded(last) : unit.end][:24]))
    fixes = [report.fix("drop-rounds", report.analysis.replaced(*extra, ""), 0.7), report.fix("keep", (), 0.2)]
    message = Message(f"{ID}.message-loop", {"start": report.start(first), "count": rounds})
    yield report.finding(message, [first, rest], evidence, fixes)


def is_broken_round(report: Report, unit: Unit, passage: Passage) -> bool:
    """Whether a paragraph's end, which ends no sentence, begins again what stands right before it: a loop in its second round."""
    if passage.b_high != unit.high or passage.same != passage.size or readings.ends_sentence(report.text[unit.start : unit.end]):
        return False
    return _is_whole(report, passage.a_low, passage.b_low - passage.a_low)


def broken_round(report: Report, unit: Unit, passage: Passage) -> Iterator[Finding]:
    """The finding of a loop that breaks off in its second round."""
    first = report.range(unit, passage.a_low, passage.b_low)
    rest = Span(report.folded.unfolded(passage.b_low), unit.end)
    evidence = [
        report.evidence("again", min(4.0, passage.size / 8), count=passage.size),
        report.evidence("broken-off", end=report.start(rest)),
    ]
    fixes = [report.fix("drop-rounds", report.analysis.replaced(*rest, ""), 0.7), report.fix("keep", (), 0.2)]
    yield report.finding(Message(f"{ID}.message-loop", {"start": report.start(first), "count": 2}), [first, rest], evidence, fixes)


def _is_whole(report: Report, low: int, period: int) -> bool:
    """Whether a round is a line or a sentence of its own: it begins where one begins, and the next round does too."""
    folded = report.folded
    first, second = folded.unfolded(low), folded.unfolded(low + period)
    between = report.text[folded.unfolded(low + period - 1) + 1 : second]
    if "\n" in between or "\r" in between:
        return True
    before = report.text[max(first - 4, 0) : first]
    begins = low == folded.unit(folded.number_at(low)).low or readings.ends_sentence(before)
    return begins and not SENTENCE_ENDS.isdisjoint(between)


def _round(report: Report, found: Loop) -> tuple[int, int]:
    """Where a round of the loop best begins (after a sentence's end, else where a run begins), and its length."""
    best = found.low
    rank = 0
    for at in range(found.low, min(found.low + found.period, found.high - 2 * found.period + 1)):
        if not report.folded.starts_run(at):
            continue
        place = report.folded.unfolded(at)
        before = report.text[max(place - 4, 0) : place]
        here = 2 if not before or before[-1] in "\r\n" or readings.ends_sentence(before) else 1
        if here > rank:
            best, rank = at, here
    return best, found.period
