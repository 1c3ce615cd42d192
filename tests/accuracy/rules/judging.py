"""Whether a finding has found a damage, and whether a fix puts it right."""

from collections.abc import Iterable

from cleanup.edits import Follow, Replace
from cleanup.finding import Finding, Fix
from cleanup.page import Span
from cleanup.render import ConflictError, render
from tests.accuracy.rules.trial import Damage, Made


class Judge:
    """Judges the findings of one damaged page."""

    def __init__(self, made: Made) -> None:
        self.made = made
        self._reaches = {damage: _reach(made.text, damage) for damage in made.damages}
        self._mended: dict[int, tuple[Fix, frozenset[Damage]]] = {}

    def touches(self, damage: Damage, finding: Finding) -> bool:
        """Whether a span of the finding or an edit of its first fix lies on the damage."""
        reach = self._reaches[damage]
        places = [*finding.spans, *(_reach(self.made.text, e) for fix in finding.fixes[:1] for e in _replaces(fix))]
        return any(_meet(reach, place) for place in places)

    def mends(self, damage: Damage, finding: Finding, fix: Fix) -> bool:
        """Whether a fix puts right what the damage did, and changes nothing else but other damages, which it puts right too."""
        known = self._mended.get(id(fix))
        if known is None:
            known = self._mended[id(fix)] = (fix, self._mended_by(finding, fix))  # kept, so that its id stays its own
        return damage in known[1]

    def mends_something(self, finding: Finding, fix: Fix) -> bool:
        """Whether a fix puts right some damage, and changes nothing else."""
        return any(self.mends(damage, finding, fix) for damage in self.made.damages)

    def _mended_by(self, finding: Finding, fix: Fix) -> frozenset[Damage]:
        if not fix.edits:
            return frozenset()
        text = self.made.text
        places = [_reach(text, edit) for edit in _replaces(fix)]
        if any(isinstance(edit, Follow) for edit in fix.edits):
            places += finding.spans
        touched = [damage for damage, reach in self._reaches.items() if any(_meet(reach, place) for place in places)]
        if not touched:
            return frozenset()
        try:
            got = render(self.made.page, fix.edits).text
        except ConflictError:
            return frozenset()
        if got == _mended(text, touched):
            return frozenset(touched)
        return frozenset(damage for damage in touched if got == _mended(text, [damage]))


def _replaces(fix: Fix) -> list[Replace]:
    return [edit for edit in fix.edits if isinstance(edit, Replace)]


def _mended(text: str, damages: Iterable[Damage]) -> str:
    for damage in sorted(damages, reverse=True):
        text = text[: damage.start] + damage.after + text[damage.end :]
    return text


def _reach(text: str, edit: Damage | Replace) -> Span:
    """Where an edit may stand: of two equal pieces either may be deleted, so a deletion reaches as far as it could be shifted."""
    start, end = edit.start, edit.end
    if edit.after:
        return Span(start, end)
    size = end - start
    while size and start and text[start - 1] == text[start - 1 + size]:
        start -= 1
    while size and end < len(text) and text[end] == text[end - size]:
        end += 1
    return Span(start, end)


def _meet(a: Span, b: Span) -> bool:
    """Whether two ranges overlap; an empty one also meets what it touches."""
    low, high = max(a[0], b[0]), min(a[1], b[1])
    return low < high or (low == high and (a[0] == a[1] or b[0] == b[1]))
