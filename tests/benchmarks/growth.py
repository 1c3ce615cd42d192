"""The column join alone: an ordinary page and one whose columns were read across, and pages that double."""

import time
from collections.abc import Mapping
from itertools import pairwise

from cleanup.layout import make_page
from cleanup.page import Origin, Page
from cleanup.rules.analysis import Analysis
from cleanup.rules.order.column_join import RULE
from cleanup.rules.registry import options_of
from tests.benchmarks.clock import in_turns
from tests.benchmarks.pages import LENGTH, page_text
from tests.benchmarks.report import Goal, Report
from tests.benchmarks.stages import CONFIG

ORDINARY = Goal(25, "ms")
INTERLEAVED = Goal(120, "ms")
KINDS: Mapping[str, Goal] = {"blocks": ORDINARY, "interleaved": INTERLEAVED, "interleaved-spaces": INTERLEAVED}
GROWTH = Goal(2.6, "times")  # two where time grows as the page does; the rest is for what varies from page to page
LONGEST = 8  # times the ordinary page: all that the articles give without repeating one


def _find(page: Page) -> int:
    """The joins of a page that nobody has looked at; what is found out about its lines is kept for other rules, so a new one each time."""
    return len(list(RULE.find(Analysis(page), options_of(RULE, CONFIG))))


def print_growth(report: Report, rounds: int, longest: int = LONGEST, patience: float = 3.0) -> None:
    """Measure and print; a kind is not doubled further once a round takes longer than `patience` seconds."""
    factors = [2**n for n in range(longest.bit_length())]
    rows = []
    for kind, goal in KINDS.items():
        figures: list[float] = []
        for factor in factors:
            page = make_page("page", page_text(kind, LENGTH * factor), Origin())
            begin = time.process_time()
            _find(page)
            slow = time.process_time() - begin > patience
            figures.append(1000 * in_turns({"join": lambda p=page: _find(p)}, 1 if slow else rounds)["join"].median)  # type: ignore[misc]
            if slow:
                break
        steps = [after / before for before, after in pairwise(figures)]
        worst = max(steps, default=1.0)
        cells = [f"{figure:.1f}" for figure in figures] + ["–"] * (len(factors) - len(figures))
        first = report.judge(f"column join, {kind} page", figures[0], goal)
        rows.append([kind, *cells, first, f"{worst:.1f}", report.judge(f"column join, growth with {kind} pages", worst, GROWTH)])
    headings = ["", *(f"{LENGTH * factor // 1000},000" for factor in factors), "goal of the first", "worst doubling", "goal"]
    report.table("The column join alone by characters of the page; CPU ms, median", headings, rows)
