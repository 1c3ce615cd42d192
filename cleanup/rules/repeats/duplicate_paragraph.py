"""Paragraphs and passages that stand on the page twice: exact, near, partial, and loops."""

from collections.abc import Iterator, Mapping, Sequence
from math import exp

from cleanup.edits import Replace
from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language.chars import OPENERS, SENTENCE_ENDS
from cleanup.messages import Message
from cleanup.page import Kind, Span
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import Example, OptionValue, Rule
from cleanup.rules.repeats import readings
from cleanup.rules.repeats.fingerprints import GRAM, Folded, Unit
from cleanup.rules.repeats.passages import Loop, Passage, exact_groups, find_matches

ID = "duplicate-paragraph"
_EACH = 3  # up to so many copies each later one is a finding of its own; more are one finding
_MOST_SPANS = 64  # places that one finding names
_LEAST_LOOP = 16  # folded characters of a passage said twice on end; half of it where a line's end stands between
_LEAST_ROUNDS = 3
_FORM_HOLDERS = 5  # a passage in so many paragraphs is the wording of a form
_FORM_ALIKE = 0.97  # share of equal characters from which on two notices of one form are two readings of one
_PASSAGES_A_PAIR = 3
_LINES_ALIKE = 0.85  # share of equal characters of two lines that are two readings of one


def find(analysis: Analysis, options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """Repeated paragraphs, passages and loops of the view."""
    folded = Folded(analysis.text, analysis.paragraphs)
    seeds = folded.seeds()
    if seeds:
        yield from _Search(analysis, folded).findings(seeds)


class _Search:
    """One page's search for repeats."""

    def __init__(self, analysis: Analysis, folded: Folded) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.folded = folded

    def findings(self, seeds: Sequence[Sequence[int]]) -> Iterator[Finding]:
        """Exact copies first; one of each set of copies is then compared with the other paragraphs."""
        copies: set[int] = set()
        for group in exact_groups(self.folded, seeds):
            copies.update(group[1:])
            for run in self._repeated(group):
                yield from self._exact(run)
        matches = find_matches(self.folded, seeds, frozenset(copies))
        for loop in matches.loops:
            yield from self._loop(loop)
        near: set[int] = set()
        for (first, second), passages in sorted(matches.passages.items()):
            a, b = self.folded.unit(first), self.folded.unit(second)
            if first != second and readings.may_be_near(a, b, sum(p.same for p in passages)):
                found = list(self._near(a, b, sum(p.held for p in passages) // sum(p.same for p in passages))) if second not in near else []
                if found:
                    near.add(second)
                    yield from found
                    continue
            yield from self._partial(a, b, passages)

    # ---- exact -------------------------------------------------------------------------------------------------------------

    def _repeated(self, group: Sequence[int]) -> Iterator[list[int]]:
        """Of paragraphs with the same text those runs that are copies; slogans, refrains, bylines and rows stay."""
        unit = self.folded.unit(group[0])
        text = self.text[unit.start : unit.end]
        code = self.analysis.is_protected(unit.start, unit.start + 1) and self.analysis.is_protected(unit.end - 1, unit.end)
        if code or readings.is_row(text):
            return
        body = readings.is_text(text, unit.size)
        refrain = unit.size < readings.BODY and len(group) > 2
        if body and not refrain and self.analysis.kind_at(unit.start) is not Kind.FURNITURE:
            yield list(group)
            return
        run = [group[0]]
        for number in [*group[1:], -1]:
            if number >= 0 and readings.close(self.folded, run[-1], number):
                run.append(number)
                continue
            if len(run) > _EACH or (len(run) > 1 and not readings.in_list(self.folded, run[0], run[-1])):
                yield run
            run = [number]

    def _exact(self, run: Sequence[int]) -> Iterator[Finding]:
        unit = self.folded.unit(run[0])
        size = unit.size
        first = self._paragraph(unit)
        caption = size < readings.SHORT and not readings.ends_sentence(self.text[unit.start : unit.end])
        caption &= self.analysis.kind_at(unit.start) not in (Kind.HEADLINE, Kind.BYLINE)
        many = len(run) > _EACH
        for copies in [run[1:]] if many else [[number] for number in run[1:]]:
            spans = [first, *(self._paragraph(self.folded.unit(number)) for number in copies[: _MOST_SPANS - 1])]
            adjacent = readings.close(self.folded, run[0], copies[0])
            evidence = [Evidence(Message(f"{ID}.same-text", {"count": size}), min(5.0, size / 8))]
            if adjacent:
                evidence.append(Evidence(Message(f"{ID}.adjacent"), 1.0))
            if len({"".join(self.text[place.start : place.end].split()) for place in spans}) > 1:
                evidence.append(Evidence(Message(f"{ID}.marks")))
            if many:
                evidence.append(Evidence(Message(f"{ID}.copies", {"count": len(run)}), 2.0))
            drop = self._drop_all(copies)
            fixes = [self._fix("drop-others" if many else "drop-second", drop, 0.6)]
            if not many:
                fixes.append(self._fix("drop-first", self._drop(run[0]), 0.2))
            keep = self._fix("keep", (), 0.15)
            fixes.insert(0 if caption and not many else len(fixes), keep)
            name = "message-many" if many else "message-exact"
            yield self._finding(Message(f"{ID}.{name}", {"start": self._start(first), "count": len(run)}), spans, evidence, fixes)

    # ---- near --------------------------------------------------------------------------------------------------------------

    def _near(self, a: Unit, b: Unit, holders: int) -> Iterator[Finding]:
        likeness = readings.compare(self.folded.text[a.low : a.high], self.folded.text[b.low : b.high])
        small = min(a.size, b.size)
        if likeness.share < readings.LIKE_ENOUGH or readings.is_series(likeness, small):
            return
        texts = self.text[a.start : a.end], self.text[b.start : b.end]
        if small < readings.SHORT and (likeness.share < _LINES_ALIKE or readings.in_list(self.folded, a.number, b.number)):
            return
        text_twice = readings.is_text(texts[0], a.size) and readings.is_text(texts[1], b.size)
        if not text_twice and not readings.close(self.folded, a.number, b.number):
            return
        form = holders >= _FORM_HOLDERS or all(map(readings.is_notice, texts))
        if form and likeness.share < _FORM_ALIKE:
            return
        counts = {"equal": likeness.equal, "total": likeness.total, "percent": likeness.percent}
        evidence = [Evidence(Message(f"{ID}.equal", counts), 12 * (likeness.share - 0.75) + min(2.0, small / 50))]
        if likeness.differences:
            shown = "、".join(f"“{d.first}”/“{d.second}”" for d in likeness.differences[:3])
            name = "differ-at-end" if likeness.at_end else "differ"
            evidence.append(Evidence(Message(f"{ID}.{name}", {"count": len(likeness.differences), "places": shown})))
        else:
            evidence.append(Evidence(Message(f"{ID}.marks"), 1.0))
        if likeness.numbers:
            evidence.append(Evidence(Message(f"{ID}.numbers", {"count": likeness.numbers}), -0.7 * likeness.numbers))
        fixes = [
            self._fix("keep", (), 0.4),
            self._fix("drop-first", self._drop(a.number), 0.3),
            self._fix("drop-second", self._drop(b.number), 0.3),
        ]
        places = [self._paragraph(a), self._paragraph(b)]
        message = Message(f"{ID}.message-near", {"start": self._start(places[0]), "percent": likeness.percent})
        yield self._finding(message, places, evidence, fixes)

    # ---- partial -----------------------------------------------------------------------------------------------------------

    def _partial(self, a: Unit, b: Unit, passages: Sequence[Passage]) -> Iterator[Finding]:
        worth = [p for p in passages if p.same * 10 >= p.size * 7 and p.holders < _FORM_HOLDERS and self._is_worth(a, b, p)]
        for passage in sorted(worth, key=lambda p: -p.same)[:_PASSAGES_A_PAIR]:
            first, second = self._range(a, passage.a_low, passage.a_high), self._range(b, passage.b_low, passage.b_high)
            texts = self.text[first.start : first.end], self.text[second.start : second.end]
            if all(map(readings.is_notice, (self.text[a.start : a.end], self.text[b.start : b.end]))):
                continue
            likeness = readings.compare(self.folded.text[passage.a_low : passage.a_high], self.folded.text[passage.b_low : passage.b_high])
            if likeness.share < readings.LIKE_ENOUGH or readings.is_series(likeness, passage.size):
                continue
            counts = {"count": passage.size, "equal": likeness.equal, "total": likeness.total, "percent": likeness.percent}
            evidence = [Evidence(Message(f"{ID}.passage", counts), min(3.0, (passage.size - readings.BODY) / 20))]
            where = self._where(a, first), self._where(b, second)
            evidence.append(Evidence(Message(f"{ID}.stands-{where[0]}-{where[1]}"), 1.0 if "whole" in where else 0.0))
            if a.number != b.number and readings.close(self.folded, a.number, b.number):
                evidence.append(Evidence(Message(f"{ID}.adjacent"), 0.5))
            sentence = any(map(readings.holds_sentence_end, texts))
            if not sentence and passage.size < readings.BODY:
                continue
            evidence.append(Evidence(Message(f"{ID}.sentence" if sentence else f"{ID}.no-sentence"), 1.0 if sentence else -0.5))
            if readings.quoted(self.text, *first) or readings.quoted(self.text, *second):
                evidence.append(Evidence(Message(f"{ID}.quoted"), -1.5))
            if passage.holders > 2:
                evidence.append(Evidence(Message(f"{ID}.holders", {"count": passage.holders}), -1.5))
            fixes = [
                self._fix("keep", (), 0.4),
                self._fix("drop-first-passage", self._cut(a, first), 0.3),
                self._fix("drop-second-passage", self._cut(b, second), 0.3),
            ]
            message = Message(f"{ID}.message-partial", {"start": self._start(first), **counts})
            yield self._finding(message, [first, second], evidence, fixes)

    def _is_worth(self, a: Unit, b: Unit, passage: Passage) -> bool:
        """Whether a passage is long enough, or all of a caption, say, that also stands at the edge of the paragraph beside it."""
        if passage.size >= readings.PASSAGE:
            return True
        if a.number == b.number or not readings.close(self.folded, a.number, b.number):
            return False
        whole = {(passage.a_low, passage.a_high): a, (passage.b_low, passage.b_high): b}
        return any(edges == unit[3:] and readings.is_text(self.text[unit.start : unit.end], unit.size) for edges, unit in whole.items())

    # ---- loops -------------------------------------------------------------------------------------------------------------

    def _loop(self, loop: Loop) -> Iterator[Finding]:
        low, period = self._round(loop)
        rounds = (loop.high - low) // period
        if rounds < 2 or self.analysis.is_protected(self.folded.unfolded(low), self.folded.unfolded(low) + 1):
            return
        few = loop.high - low < _LEAST_ROUNDS * period - period // 2
        if few and period < (GRAM if self._is_whole(low, period) else _LEAST_LOOP):
            return
        unit = self.folded.unit(loop.unit)
        first = self._range(unit, low, low + period)
        last = low + rounds * period
        broken_off = loop.high == unit.high and not readings.ends_sentence(self.text[unit.start : unit.end])
        rest = Span(self.folded.unfolded(low + period), unit.end if broken_off else self._range(unit, low + period, last).end)
        once, all_rounds = self.folded.unfolded(low + period - 1) + 1, self.folded.unfolded(last - 1) + 1
        marks = self.text[once : rest.start].strip()
        # What stood after the last round stays, so the marks between the rounds go; where nothing does, those after the first stay.
        extra = rest if marks and (broken_off or all_rounds == unit.end) else Span(once, rest.end if broken_off else all_rounds)
        evidence = [
            Evidence(Message(f"{ID}.rounds", {"count": rounds, "period": period}), min(4.0, period / 8) + min(2.0, rounds - 1.0)),
        ]
        fixes = [self._fix("drop-rounds", self.analysis.replaced(*extra, ""), 0.7), self._fix("keep", (), 0.2)]
        message = Message(f"{ID}.message-loop", {"start": self._start(first), "count": rounds})
        yield self._finding(message, [first, rest], evidence, fixes)

    def _is_whole(self, low: int, period: int) -> bool:
        """Whether a round is a line or a sentence of its own: it begins where one begins, and the next round does too."""
        first, second = self.folded.unfolded(low), self.folded.unfolded(low + period)
        between = self.text[self.folded.unfolded(low + period - 1) + 1 : second]
        if "\n" in between or "\r" in between:
            return True
        before = self.text[max(first - 4, 0) : first]
        begins = low == self.folded.unit(self.folded.number_at(low)).low or readings.ends_sentence(before)
        return begins and not SENTENCE_ENDS.isdisjoint(between)

    def _round(self, loop: Loop) -> tuple[int, int]:
        """Where a round of the loop best begins (after a sentence's end, else where a run begins), and its length."""
        best = loop.low
        rank = 0
        for at in range(loop.low, min(loop.low + loop.period, loop.high - 2 * loop.period + 1)):
            if not self.folded.starts_run(at):
                continue
            place = self.folded.unfolded(at)
            before = self.text[max(place - 4, 0) : place]
            here = 2 if not before or before[-1] in "\r\n" or readings.ends_sentence(before) else 1
            if here > rank:
                best, rank = at, here
        return best, loop.period

    # ---- places and fixes --------------------------------------------------------------------------------------------------

    def _paragraph(self, unit: Unit) -> Span:
        return Span(unit.start, unit.end)

    def _start(self, place: Span) -> str:
        text = " ".join(self.text[place.start : min(place.end, place.start + 40)].split())
        return text if len(text) <= 18 else f"{text[:18]}…"

    def _range(self, unit: Unit, low: int, high: int) -> Span:
        """The view's range of a folded one, with the marks that close it, and the quote or bracket that opens it."""
        start, end = self.folded.unfolded(low), self.folded.unfolded(high - 1) + 1
        limit = self.folded.unfolded(high) if high < unit.high else unit.end
        while end < limit and not self.text[end].isspace() and self.text[end] not in OPENERS:
            end += 1
        if start > unit.start and self.text[start - 1] in OPENERS:
            start -= 1
        return Span(start, end)

    def _where(self, unit: Unit, place: Span) -> str:
        head = not self.text[unit.start : place.start].strip("#*>-　 ")
        tail = place.end >= unit.end
        return "whole" if head and tail else "head" if head else "tail" if tail else "inside"

    def _drop(self, first: int, last: int | None = None) -> tuple[Replace, ...]:
        """The edits that take a paragraph, or all from one to another, away with the break before it (after it for the page's first)."""
        last = first if last is None else last
        start, end = self.folded.unit(first).start, self.folded.unit(last).end
        low = self.folded.unit(first - 1).end if first else start
        high = self.folded.unit(last + 1).start if first == 0 and last + 1 < len(self.folded) else end
        return self.analysis.replaced(low, high, "") or self.analysis.replaced(start, end, "")

    def _drop_all(self, numbers: Sequence[int]) -> tuple[Replace, ...]:
        """The edits that take several paragraphs away; those that follow each other at one go."""
        starts = [n for n, before in zip(numbers, [-1, *numbers], strict=False) if n != before + 1 or n == 0]
        ends = [n for n, after in zip(numbers, [*numbers[1:], -1], strict=True) if after != n + 1]
        return tuple(edit for first, last in zip(starts, ends, strict=True) for edit in self._drop(first, last))

    def _cut(self, unit: Unit, place: Span) -> tuple[Replace, ...]:
        """The edits that take a passage away, the whole paragraph where nothing else is in it."""
        if self._where(unit, place) == "whole":
            return self._drop(unit.number)
        return self.analysis.replaced(place.start, place.end, "")

    def _fix(self, name: str, edits: tuple[Replace, ...], probability: float) -> Fix | None:
        if not edits and name != "keep":
            return None
        return Fix(Message(f"{ID}.fix-{name}"), edits, Safety.ASK, probability, removes_text=bool(edits))

    def _finding(self, message: Message, places: Sequence[Span], evidence: Sequence[Evidence], fixes: Sequence[Fix | None]) -> Finding:
        """The finding, its confidence from the weights of its evidence; one that is unlikely is only shown."""
        odds = sum(each.weight for each in evidence)
        finding = Finding(
            rule=ID,
            spans=tuple(span for place in places for span in self.analysis.spans(*place)),
            message=message,
            confidence=round(1 / (1 + exp(-odds)), 3),
            evidence=tuple(evidence),
            fixes=tuple(fix for fix in fixes if fix is not None),
            rests_on=tuple(dict.fromkeys(name for place in places[:2] for name in self.analysis.rests_on(*place))),
        )
        return finding if odds >= 0.5 else finding.capped(Safety.SHOW)


RULE = Rule(
    id=ID,
    find=find,
    safety=Safety.ASK,
    examples=(
        Example(
            "清河大桥昨日合龙，比计划提前十二天，两岸群众从此不再绕行三十里。\n\n通车时间另行通知。\n\n"
            "清河大桥昨日合龙，比计划提前十二天，两岸群众从此不再绕行三十里。",
            "清河大桥昨日合龙，比计划提前十二天，两岸群众从此不再绕行三十里。\n\n通车时间另行通知。",
        ),
        Example(
            "人民城市人民建\n\n街道干部走进小区，听取居民意见。\n\n人民城市人民建",
            "人民城市人民建\n\n街道干部走进小区，听取居民意见。\n\n人民城市人民建",
        ),
    ),
)
