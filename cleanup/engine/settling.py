"""Takes fixes until none is left to take: joins first, then text fixes, then what only the cleaned page shows."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cleanup.config import Config
from cleanup.edits import Edit, Follow, Replace
from cleanup.engine.remaining import Decided
from cleanup.engine.running import BrokenRule, Run
from cleanup.engine.standing import standing
from cleanup.engine.way_back import WayBack
from cleanup.finding import Finding, Fix, Safety
from cleanup.findings import ordered
from cleanup.layout import make_page
from cleanup.messages import KanwuError
from cleanup.page import Page, Span
from cleanup.rules.analysis import Analysis
from cleanup.rules.neighbours import Neighbours
from cleanup.rules.record import Rule
from cleanup.rules.registry import load_rules

_MOST_PASSES: Final = 8

Take = Callable[[Finding], Fix | None]
"""Which fix of a finding is taken; None leaves the finding."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of taking fixes: all edits in force, the fixes taken with their findings, what is left, and the rules that raised."""

    edits: tuple[Edit, ...]
    taken: tuple[tuple[Finding, Fix], ...]
    left: tuple[Finding, ...]
    broken: tuple[BrokenRule, ...] = ()


def settle(
    page: Page,
    config: Config | None,
    take: Take,
    *,
    rules: Sequence[Rule] | None = None,
    edits: Iterable[Edit] = (),
    decided: Decided | None = None,
    fresh: bool = True,
    neighbours: Neighbours | None = None,
    least: Safety = Safety.SHOW,
) -> Settled:
    """Takes the fixes that `take` chooses until it chooses none: joins first, then text fixes on the page as they leave it.

    Of fixes that cannot stand together the better ranked is taken and the other left as a finding. A text fix that rests on a join which
    is not taken is left. Where anything was taken, the cleaned text is read once more as a page of its own, and what only that page shows
    (lines and paragraphs recognised otherwise) is taken too, so that cleaning it again changes nothing; `fresh=False` leaves this out.
    `neighbours` are the other pages of its paper. `take` chooses no fix less sure than `least`: rules that offer none so sure are asked
    only once nothing is left to take. KanwuError where two rules undo each other, and where rules do not come to rest.
    """
    config = config or Config()
    rules = load_rules(config) if rules is None else rules
    run = Run(page, config, rules, decided, neighbours=neighbours)
    settling = Settling(page, take, edits)
    order_left = settling.add(run.order_findings, None)
    view, left = _come_to_rest(run, settling, least)
    for _ in range(_MOST_PASSES if fresh else 0):
        if not settling.taken:
            break
        # What was read last may hold undecided joins too.
        as_taken = view.edits == tuple(settling.in_force)
        cleaned = view if as_taken else Analysis(page, tuple(settling.in_force), mergeable=settling.owners.keys())
        way_back = WayBack(cleaned)
        again = _found_when_cleaned(way_back, settling.take, config, rules, least)
        settling.add((finding for finding in again if not settling.has(finding)), cleaned, undoing=False)
        if not settling.moved:
            break
        view, left = _come_to_rest(run, settling, least)
    order_left = [f for f in order_left if not (f.fixes and f.fixes[0].edits and settling.in_force.keys() >= set(f.fixes[0].edits))]
    left += settling.add(run.less_sure(view, least), view)
    return Settled(tuple(settling.in_force), tuple(settling.taken), ordered([*order_left, *left]), tuple(run.broken.values()))


def _come_to_rest(run: Run, settling: "Settling", least: Safety) -> tuple[Analysis, list[Finding]]:
    """Text fixes, pass after pass, until one takes nothing; the view that was read last, and the findings that are left of the rules that
    may offer fixes as sure as `least`."""
    run.taken |= {finding.id for finding, fix in settling.taken if isinstance(fix.edits[0], Follow)}
    passes = 0
    while passes < _MOST_PASSES:
        before = dict(settling.in_force)
        analysis, found = run.text_findings(tuple(settling.in_force), settling.owners.keys(), least)
        left = settling.add(found, analysis)
        if not settling.moved:
            return analysis, left
        # Bringing lines together comes to rest by itself: a line is followed once. One move after another may take many passes.
        new = [edit for edit in settling.in_force if edit not in before]
        passes += any(isinstance(edit, Replace) for edit in new) or not before.keys() <= settling.in_force.keys()
    raise _restless(run.page, (settling.owners[edit][0].rule for edit in new))


def _found_when_cleaned(way_back: WayBack, take: Take, config: Config, rules: Sequence[Rule], least: Safety) -> list[Finding]:
    """What would be taken if the cleaned text were a page of its own, said in the coordinates of the source."""
    page = way_back.page
    cleaned = make_page(page.id, way_back.text, replace(page.origin, data=None), page.meta)
    run = Run(cleaned, config, rules, None)
    again = Settling(cleaned, lambda finding: way_back.choose(finding, take), ())
    lines = {line.span for line in page.lines}
    again.add((finding for finding in run.order_findings if _is_sure_or_new(finding, way_back, lines)), None)
    _come_to_rest(run, again, least)
    return [found for finding, _ in again.taken if (found := way_back.finding(finding)) is not None]


def _is_sure_or_new(finding: Finding, way_back: WayBack, lines: Collection[Span]) -> bool:
    """Whether an order that only the cleaned page shows may be taken: it is safe, or one of its ends is no line of the source.

    The rules of order have judged the source's own lines as they stand there, with more to go by than their cleaned text has.
    """
    there = way_back.finding(finding)
    if there is None or not there.fixes:
        return False
    ends = [span for edit in there.fixes[0].edits if isinstance(edit, Follow) for span in (edit.tail, edit.head) if span is not None]
    return there.safety is Safety.SAFE or not ends or any(span not in lines for span in ends)


def _restless(page: Page, rules: Iterable[str]) -> KanwuError:
    return KanwuError("engine.restless", page=page.id, rules=", ".join(sorted(set(rules))))


class Settling:
    """The edits in force while fixes are taken, and who wrote them."""

    def __init__(self, page: Page, take: Take, edits: Iterable[Edit]) -> None:
        self.page = page
        self.take = take
        self.in_force: dict[Edit, None] = dict.fromkeys(edits)
        self.taken: list[tuple[Finding, Fix]] = []
        self.owners: dict[Edit, tuple[Finding, Fix]] = {}
        self.moved = False
        self._history: dict[Edit, frozenset[str]] = {}

    def has(self, finding: Finding) -> bool:
        """Whether all that the finding asks for is in force: the cleaned page does not show it, and asking again would change nothing."""
        return bool(finding.fixes) and self.in_force.keys() >= set(finding.fixes[0].edits)

    def add(self, findings: Iterable[Finding], found_in: Analysis | None, *, undoing: bool = True) -> list[Finding]:
        """Takes what stands of the chosen fixes; returns the findings that are left.

        `found_in` is what the findings were found in; with `undoing` False what would undo an edit in force is left. `moved` says
        whether anything was taken. KanwuError where a fix would undo another, and where a rule wants the same again.
        """
        merged: Mapping[Replace, tuple[Edit, ...]] = found_in.merged if found_in else {}
        asleep = set(found_in.view.asleep) if found_in else set()
        chosen: list[tuple[Finding, Fix]] = []
        wider: list[tuple[Finding, Fix]] = []  # they take in edits in force
        left: list[Finding] = []
        for finding in findings:
            fix = None if finding.rests_on else self.take(finding)
            if fix is None or not fix.edits:  # a fix without edits says: keep it as it is
                left.append(_without(finding, merged))
            elif self.in_force.keys() >= set(fix.edits):
                if asleep.isdisjoint(fix.edits) and all(edit in self.owners for edit in fix.edits):
                    raise _restless(self.page, (finding.rule,))
            elif not any(edit in merged for edit in fix.edits):
                chosen.append((finding, fix))
            elif (undoing or not _undoes(fix, merged)) and self._may_take_in(finding, fix, merged):
                wider.append((finding, fix))
            else:
                left.append(_without(finding, merged))
        stand = standing(self.page, self.in_force, chosen)
        self._put_in_force(stand)
        # What takes in others comes last: where it meets a fix of this pass it is found again in the next, with that one taken in too.
        stand += self._take_in(wider, merged)
        self.moved = bool(stand)
        stood = {id(finding) for finding, _ in stand}
        return left + [_without(finding, merged) for finding, _ in chosen + wider if id(finding) not in stood]

    def _put_in_force(self, stand: Iterable[tuple[Finding, Fix]]) -> None:
        for pair in stand:
            self.taken.append(pair)
            finding, fix = pair
            for edit in fix.edits:
                self.in_force[edit] = None
                self.owners[edit] = pair
                self._history[edit] = self._history.get(edit, frozenset()) | {finding.rule}

    def _may_take_in(self, finding: Finding, fix: Fix, merged: Mapping[Replace, tuple[Edit, ...]]) -> bool:
        """Whether a fix may stand in the place of those that it takes in: not of a part of one, nor of what its own rule wrote."""
        for new in fix.edits:
            if not isinstance(new, Replace) or new not in merged:
                continue
            if all(self._history[old] == {finding.rule} for old in merged[new]):
                return False  # a rule that thinks again about what it wrote itself: its first word stands
            if new.before == new.after:
                rules = self._writers(finding, merged[new])
                raise KanwuError("engine.fight", page=self.page.id, rules=", ".join(sorted(rules)), text=new.before, start=new.start)
            pairs = [self.owners[old] for old in merged[new] if old in self.owners]
            if any(edit not in merged[new] for _, old_fix in pairs for edit in old_fix.edits):
                return False
        return True

    def _writers(self, finding: Finding, olds: Iterable[Edit]) -> frozenset[str]:
        return frozenset({finding.rule}).union(*(self._history[old] for old in olds))

    def _take_in(self, wider: list[tuple[Finding, Fix]], merged: Mapping[Replace, tuple[Edit, ...]]) -> list[tuple[Finding, Fix]]:
        """Puts those fixes in force that can stand in the place of what they take in, and takes that back; returns them."""
        while True:
            gone = {old: None for _, fix in wider for new in fix.edits if isinstance(new, Replace) for old in merged.get(new, ())}
            stand = standing(self.page, [edit for edit in self.in_force if edit not in gone], wider) if wider else []
            if len(stand) == len(wider):
                break
            wider = stand  # what only the losers take in stays in force
        for finding, fix in wider:
            for new in fix.edits:
                if isinstance(new, Replace) and new in merged:
                    self._history[new] = self._writers(finding, merged[new])
        pairs = {id(self.owners[old]) for old in gone if old in self.owners}
        self.taken = [pair for pair in self.taken if id(pair) not in pairs]
        for old in gone:
            self.in_force.pop(old, None)
            self.owners.pop(old, None)
        self._put_in_force(wider)
        return wider


def _undoes(fix: Fix, merged: Mapping[Replace, tuple[Edit, ...]]) -> bool:
    """Whether a fix would put back what edits in force have changed."""
    return any(isinstance(new, Replace) and new in merged and new.before == new.after for new in fix.edits)


def _without(finding: Finding, merged: Mapping[Replace, tuple[Edit, ...]]) -> Finding:
    """The finding without the fixes that would take the place of edits in force."""
    if not merged or not any(edit in merged for fix in finding.fixes for edit in fix.edits):
        return finding
    return finding._replace(fixes=tuple(fix for fix in finding.fixes if not any(edit in merged for edit in fix.edits)))
