"""The rules run again and again over one page while it is edited: over the whole of it, or over the paragraphs that changed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cleanup.config import Config
from cleanup.edits import Edit, Replace
from cleanup.engine.running import Decided, Result, Run, Wanted, always
from cleanup.engine.standing import ordered
from cleanup.finding import Finding
from cleanup.page import Page, Span
from cleanup.render import Rendered
from cleanup.rerender import rerender
from cleanup.rules.nearby import analyse_near, neighbourhood
from cleanup.rules.neighbours import Neighbours
from cleanup.rules.record import Rule

_BESIDE: Final = 1  # paragraphs beside a changed one whose findings may change with it
_MARGIN: Final = 1  # and beside these, to be read with them
_FARTHEST: Final = 4_000  # code points between two changes that are still looked at together
_LONG_MARKS: Final = ("`", "~~~", "<!--")  # what they open may reach over many paragraphs


@dataclass(frozen=True, slots=True)
class Near:
    """What the rules that look at single paragraphs find in some of them: `core` are the paragraphs' source spans, `rules` the rules."""

    core: tuple[Span, ...]
    rules: frozenset[str]
    findings: tuple[Finding, ...]

    def into(self, earlier: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings of an earlier run with these in the place of those that the same rules had in the same paragraphs."""
        kept = [finding for finding in earlier if finding.rule not in self.rules or not touches(finding, self.core)]
        return ordered([*kept, *self.findings])


def touches(finding: Finding, core: Sequence[Span]) -> bool:
    """Whether a finding flags something in source ranges."""
    return any(
        (span.start < part.end and part.start < span.end) or (span.start == span.end and part.start <= span.start < part.end)
        for span in finding.spans
        for part in core
    )


class Again:
    """One page under one configuration. Findings of stage ORDER read the source alone, so they are found once.

    `wanted` says between two rules whether the answer is still waited for; StaleError ends a run that nobody waits for.
    """

    def __init__(self, page: Page, config: Config, rules: Sequence[Rule], neighbours: Neighbours | None = None) -> None:
        """`neighbours` are the other pages of the page's paper."""
        self._page = page
        self._neighbours = neighbours
        self._config = config
        self._rules = tuple(rules)
        self._run: Run | None = None
        self._edits: frozenset[Edit] = frozenset()
        self._undecided: tuple[tuple[Edit, str], ...] = ()
        self._view: Rendered | None = None

    def whole(self, edits: Collection[Edit], decided: Decided | None, wanted: Wanted = always) -> Result:
        """What `analyse` finds with these edits in force."""
        run = self._run or Run(self._page, self._config, self._rules, decided, wanted, self._neighbours)
        self._run = run
        run.taken_up(decided, wanted)
        analysis, found = run.text_findings(tuple(edits))
        self._edits, self._undecided, self._view = frozenset(edits), analysis.undecided, analysis.view
        return Result(ordered([*run.order_findings, *found]), tuple(run.broken.values()), analysis.edits)

    def near(self, edits: Collection[Edit], wanted: Wanted = always) -> Near | None:
        """What changes in the findings of the last run, if a few replacements are all that changed; None where only `whole` can tell."""
        run, before = self._run, self._view
        if run is None or before is None or any(mark in before.text for mark in _LONG_MARKS):
            return None
        now = frozenset(edits)
        gone, new = self._edits - now, now - self._edits
        view = rerender(before, gone, new)
        if view is None or not (gone or new) or any(mark in view.text for mark in _LONG_MARKS):
            return None
        places = [edit for edit in (*gone, *new) if isinstance(edit, Replace)]
        low = min(view.to_cleaned(edit.start, "left") for edit in places)
        high = max(view.to_cleaned(edit.end, "right") for edit in places)
        if not 0 <= high - low <= _FARTHEST:
            return None
        here = neighbourhood(view, Span(low, high), beside=_BESIDE, margin=_MARGIN)
        core = view.source_spans(*here.core)
        run.taken_up(None, wanted)
        found = run.local_findings(analyse_near(self._page, view, here.whole, self._undecided))
        return Near(core, run.local_rules, tuple(finding for finding in found if touches(finding, core)))
