"""How a repeat is reported: its places in the view, the edits that take a copy away, fixes and findings."""

from collections.abc import Sequence
from math import exp

from cleanup.edits import Replace
from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language.chars import OPENERS
from cleanup.messages import Message
from cleanup.page import Span
from cleanup.rules.analysis import Analysis
from cleanup.rules.repeats.fingerprints import Folded, Unit

ID = "duplicate-paragraph"
ASK_ODDS = 0.5
"""Natural-log odds from which on a repeat is asked about; below it is only shown."""

_SHOWN = 18  # characters of a text that a message quotes


class Report:
    """One page's repeats, said in places of the view and edits of the source."""

    def __init__(self, analysis: Analysis, folded: Folded) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.folded = folded

    # ---- places ------------------------------------------------------------------------------------------------------------

    def paragraph(self, unit: Unit) -> Span:
        """A paragraph's range in the view."""
        return Span(unit.start, unit.end)

    def start(self, place: Span) -> str:
        """How a place begins, for a message."""
        text = " ".join(self.text[place.start : min(place.end, place.start + 40)].split())
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"

    def range(self, unit: Unit, low: int, high: int) -> Span:
        """The view's range of a folded one, with the marks that close it, and the quote or bracket that opens it."""
        start, end = self.folded.unfolded(low), self.folded.unfolded(high - 1) + 1
        limit = self.folded.unfolded(high) if high < unit.high else unit.end
        while end < limit and not self.text[end].isspace() and self.text[end] not in OPENERS:
            end += 1
        if start > unit.start and self.text[start - 1] in OPENERS:
            start -= 1
        return Span(start, end)

    def where(self, unit: Unit, place: Span) -> str:
        """Where in its paragraph a place stands: whole, head, tail or inside."""
        head = not self.text[unit.start : place.start].strip("#*>-　 ")
        tail = place.end >= unit.end
        return "whole" if head and tail else "head" if head else "tail" if tail else "inside"

    # ---- edits -------------------------------------------------------------------------------------------------------------

    def drop(self, first: int, last: int | None = None) -> tuple[Replace, ...]:
        """The edits that take a paragraph, or all from one to another, away with the break before it (after it for the page's first)."""
        last = first if last is None else last
        start, end = self.folded.unit(first).start, self.folded.unit(last).end
        low = self.folded.unit(first - 1).end if first else start
        high = self.folded.unit(last + 1).start if first == 0 and last + 1 < len(self.folded) else end
        return self.analysis.replaced(low, high, "") or self.analysis.replaced(start, end, "")

    def drop_all(self, numbers: Sequence[int]) -> tuple[Replace, ...]:
        """The edits that take several paragraphs away; those that follow each other at one go."""
        starts = [n for n, before in zip(numbers, [-1, *numbers], strict=False) if n != before + 1 or n == 0]
        ends = [n for n, after in zip(numbers, [*numbers[1:], -1], strict=True) if after != n + 1]
        return tuple(edit for first, last in zip(starts, ends, strict=True) for edit in self.drop(first, last))

    def cut(self, unit: Unit, place: Span) -> tuple[Replace, ...]:
        """The edits that take a passage away, the whole paragraph where nothing else is in it."""
        if self.where(unit, place) == "whole":
            return self.drop(unit.number)
        return self.analysis.replaced(place.start, place.end, "")

    # ---- fixes and findings ------------------------------------------------------------------------------------------------

    def fix(self, name: str, edits: tuple[Replace, ...], probability: float, *, picks: bool = False, **params: str | int) -> Fix | None:
        """A fix by the name of its title; None where it should change something and cannot. `picks` says that it chooses a copy."""
        if not edits and name != "keep":
            return None
        title = Message(f"{ID}.fix-{name}", params)
        return Fix(title, edits, Safety.ASK, probability, removes_text=bool(edits), picks_copy=picks and bool(edits))

    def evidence(self, name: str, weight: float = 0.0, **params: str | int) -> Evidence:
        """A reason by the name of its sentence, with its weight in natural-log odds."""
        return Evidence(Message(f"{ID}.{name}", params), weight)

    def finding(self, message: Message, places: Sequence[Span], evidence: Sequence[Evidence], fixes: Sequence[Fix | None]) -> Finding:
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
        return finding if odds >= ASK_ODDS else finding.capped(Safety.SHOW)


def ranked(fixes: Sequence[Fix | None]) -> list[Fix]:
    """The fixes that there are, the likeliest first; of equals in the order given."""
    return sorted((fix for fix in fixes if fix is not None), key=lambda fix: -fix.probability)
