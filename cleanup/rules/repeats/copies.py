"""Paragraphs whose text stands on the page more than once, letter for letter, and paragraphs that repeat in turns."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleanup.finding import Finding
from cleanup.messages import Message
from cleanup.page import Kind
from cleanup.rules.repeats import readings
from cleanup.rules.repeats.fingerprints import Folded
from cleanup.rules.repeats.report import ID, Report, ranked

_EACH = 3  # up to so many copies each later one is a finding of its own; more are one finding
_MOST_SPANS = 64  # places that one finding names
_LONGEST_PERIOD = 8  # paragraphs of one round of a loop
_LEAST_PIECE = 4  # folded characters of a paragraph that broke off in a loop


class Turns(NamedTuple):
    """Paragraphs that repeat in turns: numbers of the first and of the last (excluded), and how many are one round.

    `whole` is the number after the last whole round; `broken_off` says that the last paragraph is the beginning of one.
    """

    first: int
    end: int
    period: int
    whole: int
    broken_off: bool

    @property
    def rounds(self) -> int:
        """How many whole rounds there are."""
        return (self.whole - self.first) // self.period


def find_turns(folded: Folded, groups: Iterable[Sequence[int]]) -> list[Turns]:
    """Paragraphs that repeat in turns, none in two; `groups` are the numbers of paragraphs with the same text.

    One paragraph again and again is a loop from the third time on, or from the second where the last one breaks off.
    """
    text_of = {number: index for index, group in enumerate(groups) for number in group}
    found: list[Turns] = []
    taken: set[int] = set()
    for period in range(1, _LONGEST_PERIOD + 1):
        at = -1
        for number in sorted(text_of):
            if number < at or number in taken or text_of.get(number - period, -1) != text_of[number]:
                continue
            at = number
            while text_of.get(at, -1) == text_of.get(at - period, -2) and at not in taken:
                at += 1
            turns = _turns(folded, number - period, at, period)
            if turns is not None and taken.isdisjoint(range(turns.first, turns.end)):
                found.append(turns)
                taken.update(range(turns.first, turns.end))
    return sorted(found)


def _turns(folded: Folded, first: int, end: int, period: int) -> Turns | None:
    """The loop of `period` paragraphs from `first` on, of which those before `end` are the same as the ones a round before."""
    whole = first + (end - first) // period * period
    broken_off = end < len(folded) and _is_beginning(folded, end, end - period)
    rounds = (whole - first) // period
    if rounds < 2 or (period == 1 and rounds < 3 and not broken_off):
        return None
    return Turns(first, end + broken_off, period, whole, broken_off)


def _is_beginning(folded: Folded, number: int, of: int) -> bool:
    """Whether a paragraph is the beginning of another and no more."""
    piece, whole = folded.unit(number), folded.unit(of)
    return _LEAST_PIECE <= piece.size < whole.size and folded.text.startswith(folded.text[piece.low : piece.high], whole.low)


def turns(report: Report, found: Turns) -> Iterator[Finding]:
    """The finding of a loop of paragraphs; none where they are lines of a list or a poem, rows, code, or furniture."""
    folded = report.folded
    units = [folded.unit(number) for number in range(found.first, found.first + found.period)]
    texts = [report.text[unit.start : unit.end] for unit in units]
    size = sum(unit.size for unit in units)
    body = any(readings.is_text(text, unit.size) for unit, text in zip(units, texts, strict=True))
    refrain = size < readings.BODY and found.period > 1
    if not body or refrain or any(map(readings.is_row, texts)) or report.analysis.kind_at(units[0].start) is Kind.FURNITURE:
        return
    if report.analysis.is_protected(units[0].start, units[-1].end):
        return
    numbers = range(found.first + found.period, found.end)
    spans = [report.paragraph(folded.unit(number)) for number in (*range(found.first, found.first + found.period), *numbers)]
    evidence = [report.evidence("turns", min(5.0, size / 8), count=found.rounds, period=found.period)]
    if found.broken_off:
        evidence.append(report.evidence("broken-off", 1.0, end=report.start(spans[-1])))
    fixes = [report.fix("drop-rounds", report.drop(numbers[0], numbers[-1]), 0.8), report.fix("keep", (), 0.1)]
    message = Message(f"{ID}.message-turns", {"start": report.start(spans[0]), "count": found.rounds, "period": found.period})
    yield report.finding(message, spans[:_MOST_SPANS], evidence, fixes)


def repeated(report: Report, group: Sequence[int]) -> Iterator[list[int]]:
    """Of paragraphs with the same text those runs that are copies; slogans, refrains, bylines and rows stay."""
    folded, analysis = report.folded, report.analysis
    unit = folded.unit(group[0])
    text = report.text[unit.start : unit.end]
    code = analysis.is_protected(unit.start, unit.start + 1) and analysis.is_protected(unit.end - 1, unit.end)
    if code or readings.is_row(text):
        return
    body = readings.is_text(text, unit.size)
    if _in_verse(folded, group):
        return
    refrain = unit.size < readings.BODY and len(group) > 2
    if body and not refrain and analysis.kind_at(unit.start) is not Kind.FURNITURE:
        yield list(group)
        return
    run = [group[0]]
    for number in [*group[1:], -1]:
        if number >= 0 and readings.close(folded, run[-1], number):
            run.append(number)
            continue
        if len(run) > _EACH or (len(run) > 1 and not readings.in_list(folded, run[0], run[-1])):
            yield run
        run = [number]


def _in_verse(folded: Folded, group: Sequence[int]) -> bool:
    """Whether a short line stands among short ones wherever it stands, never right behind itself: the refrain of a song or a poem."""
    apart = all(second > first + 1 for first, second in pairwise(group))
    return apart and all(readings.among_lines(folded, number) for number in group)


def exact(report: Report, run: Sequence[int]) -> Iterator[Finding]:
    """The findings of a paragraph and its copies. Captions may stand under two pictures, so the first fix keeps both."""
    unit = report.folded.unit(run[0])
    size = unit.size
    first = report.paragraph(unit)
    caption = size < readings.SHORT and not readings.ends_sentence(report.text[unit.start : unit.end])
    caption |= report.analysis.kind_at(unit.start) is Kind.CAPTION
    caption &= report.analysis.kind_at(unit.start) not in (Kind.HEADLINE, Kind.BYLINE)
    many = len(run) > _EACH
    for copies in [run[1:]] if many else [[number] for number in run[1:]]:
        spans = [first, *(report.paragraph(report.folded.unit(number)) for number in copies[: _MOST_SPANS - 1])]
        adjacent = readings.close(report.folded, run[0], copies[0])
        evidence = [report.evidence("same-text", min(5.0, size / 8), count=size)]
        if adjacent:
            evidence.append(report.evidence("adjacent", 1.0))
        if len({"".join(report.text[place.start : place.end].split()) for place in spans}) > 1:
            evidence.append(report.evidence("marks"))
        if caption and not many:
            evidence.append(report.evidence("caption"))
        if many:
            evidence.append(report.evidence("copies", 2.0, count=len(run)))
        chances = (0.3, 0.15, 0.5) if caption and not many else (0.6, 0.2, 0.15)
        fixes = [report.fix("drop-others" if many else "drop-second", report.drop_all(copies), chances[0])]
        if not many:
            fixes.append(report.fix("drop-first", report.drop(run[0]), chances[1]))
        fixes.append(report.fix("keep", (), chances[2]))
        name = "message-many" if many else "message-exact"
        yield report.finding(Message(f"{ID}.{name}", {"start": report.start(first), "count": len(run)}), spans, evidence, ranked(fixes))
