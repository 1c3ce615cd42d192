"""Passages of one paragraph that also stand in another: put in whole, or spliced in where the paragraph's own text is lost."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleanup.finding import Evidence, Finding
from cleanup.language.chars import HAN_RUN, SENTENCE_ENDS
from cleanup.language.ngrams import Ngrams, squash
from cleanup.messages import Message
from cleanup.page import Span
from cleanup.rules.repeats import loops, readings
from cleanup.rules.repeats.fingerprints import Unit
from cleanup.rules.repeats.passages import Passage
from cleanup.rules.repeats.report import ID, Report, ranked
from cleanup.rules.repeats.two_readings import FORM_HOLDERS

_PASSAGES_A_PAIR = 3
_SURE = 2.0  # natural log of how much worse a seam must read in one place than in the other to be called a splice
_CLEAN = 1.0  # what a seam gains where a sentence begins or ends: about the mean of true continuations
_BOTH_END = 0.6  # two paragraphs end in the same words: set phrases mostly stand elsewhere
_MARKED = 0.0  # what a seam gains at least where a mark stands
_AROUND = 10  # code points beside a seam that the model and the messages are given
_CLOSERS = "”’」』）)】》\"'"


class Seam(NamedTuple):
    """How a place is joined to what stands beside it.

    `head` and `tail` say how well its first and last characters follow, as natural logs; None at the paragraph's edge. Where a mark
    stands at the seam the model's word counts for little, since any clause may follow.
    """

    head: float | None
    tail: float | None


def partial(report: Report, a: Unit, b: Unit, passages: Sequence[Passage]) -> Iterator[Finding]:
    """The findings of the passages that two paragraphs (or one, twice) share."""
    worth = [p for p in passages if p.same * 10 >= p.size * 7 and p.holders < FORM_HOLDERS]
    for passage in sorted(worth, key=lambda p: -p.same)[:_PASSAGES_A_PAIR]:
        if a.number == b.number and loops.is_broken_round(report, a, passage):
            yield from loops.broken_round(report, a, passage)
        elif _is_worth(report, a, b, passage):
            yield from _passage(report, a, b, passage)


def _is_worth(report: Report, a: Unit, b: Unit, passage: Passage) -> bool:
    """Whether a passage is long enough, or all of a caption, say, that also stands at the edge of the paragraph beside it."""
    if passage.size >= readings.PASSAGE:
        return True
    if a.number == b.number or not readings.close(report.folded, a.number, b.number):
        return False
    whole = {(passage.a_low, passage.a_high): a, (passage.b_low, passage.b_high): b}
    return any(edges == unit[3:] and readings.is_text(report.text[unit.start : unit.end], unit.size) for edges, unit in whole.items())


def _passage(report: Report, a: Unit, b: Unit, passage: Passage) -> Iterator[Finding]:
    text, folded = report.text, report.folded
    first, second = report.range(a, passage.a_low, passage.a_high), report.range(b, passage.b_low, passage.b_high)
    texts = text[first.start : first.end], text[second.start : second.end]
    if all(map(readings.is_notice, (text[a.start : a.end], text[b.start : b.end]))):
        return
    likeness = readings.compare(folded.text[passage.a_low : passage.a_high], folded.text[passage.b_low : passage.b_high])
    if likeness.share < readings.LIKE_ENOUGH or readings.is_series(likeness, passage.size):
        return
    counts = {"count": passage.size, "equal": likeness.equal, "total": likeness.total, "percent": likeness.percent}
    evidence = [report.evidence("passage", min(3.0, (passage.size - readings.BODY) / 20), **counts)]
    where = report.where(a, first), report.where(b, second)
    weight = 1.0 if "whole" in where else _BOTH_END if where == ("tail", "tail") and a.number != b.number else 0.0
    evidence.append(report.evidence(f"stands-{where[0]}-{where[1]}", weight))
    if a.number != b.number and readings.close(folded, a.number, b.number):
        evidence.append(report.evidence("adjacent", 0.5))
    sentence = any(map(readings.holds_sentence_end, texts))
    seams = _seam(report, a, first), _seam(report, b, second)
    whole = not sentence and all(_is_sentence(report, unit, place) for unit, place in ((a, first), (b, second)))
    spliced = _spliced(seams)
    if not (sentence or whole or spliced) and passage.size < readings.BODY:
        return
    name = "sentence" if sentence else "whole-sentence" if whole else "no-sentence"
    evidence.append(report.evidence(name, 1.0 if sentence or whole else -0.5))
    if readings.quoted(text, *first) or readings.quoted(text, *second):
        evidence.append(report.evidence("quoted", -1.5))
    if passage.holders > 2:
        evidence.append(report.evidence("holders", -1.5, count=passage.holders))
    if spliced:
        unit, place = (a, first) if spliced == 1 else (b, second)
        evidence += _splice(report, unit, place, seams)
    elif not (sentence or whole) or not all(_begins(report, unit, place) for unit, place in ((a, first), (b, second))):
        evidence += _either(report, ((a, first), (b, second)))
    chances = {0: (0.3, 0.35, 0.3), 1: (0.55, 0.15, 0.2), 2: (0.15, 0.55, 0.2)}[spliced]
    fixes = [
        report.fix("drop-first-passage", report.cut(a, first), chances[0], picks=True),
        report.fix("drop-second-passage", report.cut(b, second), chances[1], picks=True),
        report.fix("keep", (), chances[2]),
    ]
    message = Message(f"{ID}.message-{'splice' if spliced else 'partial'}", {"start": report.start(first), **counts})
    yield report.finding(message, [first, second], evidence, ranked(fixes))


# ---- seams -------------------------------------------------------------------------------------------------------------------


def _seam(report: Report, unit: Unit, place: Span) -> Seam:
    text, model = report.text, report.analysis.ngrams
    before, after = text[unit.start : place.start].rstrip(), text[place.end : unit.end].lstrip()
    inside = text[place.start : place.end]
    head = tail = None
    if HAN_RUN.search(before):
        head = _CLEAN if readings.ends_sentence(before[-4:]) else _gain(model, before, inside)
    if HAN_RUN.search(after):
        tail = _CLEAN if readings.ends_sentence(inside[-4:]) else _gain(model, inside, after)
    return Seam(head, tail)


def _gain(model: Ngrams, left: str, right: str) -> float:
    gain = model.gain(squash(left[-_AROUND:]), squash(right[:_AROUND]))
    least = gain if HAN_RUN.match(left[-1]) and HAN_RUN.match(right[0]) else max(gain, _MARKED)
    return min(least, _CLEAN)


def _spliced(seams: tuple[Seam, Seam]) -> int:
    """1 or 2 where the passage was put into that place, to judge by its seams; 0 where nothing speaks for either."""
    first, second = (_worst(seam) for seam in seams)
    if abs(first - second) < _SURE:
        return 0
    return 1 if first < second else 2


def _worst(seam: Seam) -> float:
    """How the worse end of a place is joined; at a paragraph's edge as well as where a sentence begins."""
    return min(_CLEAN if end is None else end for end in seam)


def _splice(report: Report, unit: Unit, place: Span, seams: tuple[Seam, Seam]) -> Iterator[Evidence]:
    """Where the passage was put in, and what of the paragraph's own text is lost there."""
    text = report.text
    worst = [_worst(seam) for seam in seams]
    weight = min(2.5, abs(worst[0] - worst[1]) / 3)
    before, after = text[unit.start : place.start].rstrip(), text[place.end : unit.end].lstrip()
    mine = seams[0] if worst[0] < worst[1] else seams[1]
    at_head = mine.tail is None or (mine.head is not None and mine.head <= mine.tail)
    if at_head:
        yield report.evidence("splice", weight, left=before[-_AROUND:], right=text[place.start : place.end][:_AROUND])
    else:
        yield report.evidence("splice", weight, left=text[place.start : place.end][-_AROUND:], right=after[:_AROUND])
    if at_head and before and not readings.ends_sentence(before[-4:]):
        yield report.evidence("lost-end" if not after else "lost-between", text=_open_sentence(before))
    elif not at_head and after:
        yield report.evidence("lost-start", text=after[:_AROUND])


def _either(report: Report, places: Sequence[tuple[Unit, Span]]) -> Iterator[Evidence]:
    """What stands before a passage that begins amid a sentence in both places: one of the two is a splice, its own text lost."""
    befores = [report.text[unit.start : place.start].rstrip() for unit, place in places]
    if all(before and not readings.ends_sentence(before[-4:]) for before in befores):
        first, second = map(_open_sentence, befores)
        yield report.evidence("splice-either", first=first, second=second, right=report.text[places[0][1].start :][:_AROUND])


def _open_sentence(before: str) -> str:
    """The end of a text from the last sentence's end on, at most twice what the messages are given."""
    cut = max((before.rfind(mark) for mark in SENTENCE_ENDS), default=-1) + 1
    return before[max(cut, len(before) - 2 * _AROUND) :].lstrip(_CLOSERS)


def _is_sentence(report: Report, unit: Unit, place: Span) -> bool:
    """Whether a place is one sentence or more: it begins where one begins and ends with one."""
    return _begins(report, unit, place) and readings.ends_sentence(report.text[max(place.start, place.end - 4) : place.end])


def _begins(report: Report, unit: Unit, place: Span) -> bool:
    """Whether a place begins where a sentence begins."""
    before = report.text[unit.start : place.start].rstrip()
    return not HAN_RUN.search(before) or readings.ends_sentence(before[-4:])
