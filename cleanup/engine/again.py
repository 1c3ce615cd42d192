"""The rules run again and again over one page while it is edited: over the whole of it, or over the paragraphs that changed."""

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from cleanup.config import Config
from cleanup.edits import Edit, Replace
from cleanup.engine.remaining import Decided
from cleanup.engine.running import Result, Run, Wanted, always
from cleanup.findings import Near, ordered, touches
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


class _State(NamedTuple):
    """What a run looked at: the edits in force and the text that they make."""

    edits: frozenset[Edit]
    view: Rendered


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
        self._undecided: tuple[tuple[Edit, str], ...] = ()
        self._base: _State | None = None
        self._last: tuple[Near, _State] | None = None
        self._taken: Near | None = None

    def whole(self, edits: Collection[Edit], decided: Decided | None, wanted: Wanted = always) -> Result:
        """What `analyse` finds with these edits in force."""
        run = self._run or Run(self._page, self._config, self._rules, decided, wanted, self._neighbours)
        self._run = run
        run.taken_up(decided, wanted)
        analysis, found = run.text_findings(tuple(edits))
        self._base, self._undecided, self._last = _State(frozenset(edits), analysis.view), analysis.undecided, None
        return Result(ordered([*run.order_left(edits), *found]), tuple(run.broken.values()), analysis.edits)

    def took(self, near: Near) -> None:
        """Says that an answer of `near` was taken up: the next one need not hold it again. May be called while another one is made."""
        self._taken = near

    def near(self, edits: Collection[Edit], wanted: Wanted = always) -> Near | None:
        """What changes in the findings since the last run, or since the last answer that was taken up.

        None where only `whole` can tell: where more than a few replacements came or went.
        """
        run, base = self._run, self._since()
        if run is None or base is None or any(mark in base.view.text for mark in _LONG_MARKS):
            return None
        now = frozenset(edits)
        gone, new = base.edits - now, now - base.edits
        if not (gone or new):
            return Near((), run.local_rules, ())
        view = rerender(base.view, gone, new)
        if view is None or any(mark in view.text for mark in _LONG_MARKS):
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
        near = Near(core, run.local_rules, tuple(finding for finding in found if touches(finding, core)))
        self._last = (near, _State(now, view))
        return near

    def _since(self) -> _State | None:
        """The state from which a change counts: that of the last answer, if it was taken up."""
        last = self._last
        if last is not None and last[0] is self._taken:
            self._base, self._last = last[1], None
        return self._base
