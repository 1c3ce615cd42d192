"""The column join alone: an ordinary page and one whose columns were read across, pages that double, and folders that do.

Beside the time of longer pages stands how many of the true joins their pruning keeps: on a page of more than some hundred pieces not every
tail looks at every head.
"""

import time
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log

from cleanup.layout import make_page
from cleanup.page import Origin, Page
from cleanup.rules.analysis import Analysis
from cleanup.rules.order.assignment import assign
from cleanup.rules.order.column_join import RULE
from cleanup.rules.registry import options_of
from tests.accuracy.join_pages import case_of
from tests.accuracy.join_pruning import Pruning
from tests.benchmarks.clock import in_turns
from tests.benchmarks.pages import LENGTH, page_of, page_text
from tests.benchmarks.report import Goal, Report
from tests.benchmarks.stages import CONFIG

ORDINARY = Goal(25, "ms")
INTERLEAVED = Goal(120, "ms")
KINDS: Mapping[str, Goal] = {"blocks": ORDINARY, "interleaved": INTERLEAVED, "interleaved-spaces": INTERLEAVED}
GROWTH = Goal(2.6, "times")  # two where time grows as the page does; the rest is for what varies from page to page
POWER = Goal(2.0, "")  # of the open pieces
PAGES = (4, 8, 16, 32)
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
    _print_pieces(report, factors, patience)
    _print_folders(report, rounds)


def _print_pieces(report: Report, factors: Sequence[int], patience: float) -> None:
    """The time by open pieces, and what pruning keeps; a kind is not doubled further once a page takes longer than `patience` seconds."""
    rows = []
    for kind in KINDS:
        before: tuple[int, float] | None = None
        for factor in factors:
            case = case_of(page_of(kind, LENGTH * factor))
            pruning = Pruning()
            begin = time.process_time()
            found = assign(case.scene)
            taken = time.process_time() - begin
            pruning.count(case, found)
            open_pieces = case.scene.finished.count(False)
            power = log(taken / before[1]) / log(open_pieces / before[0]) if before and open_pieces > 1.2 * before[0] else None
            cells = [str(len(case.scene.pieces)), str(open_pieces), f"{1000 * taken:.1f}"]
            judged = "" if power is None else report.judge(f"column join, power of the open pieces of {kind} pages", power, POWER)
            kept = f"{pruning.all.recall:.3f}"
            rows.append([f"{kind}, {LENGTH * factor // 1000},000", *cells, "" if power is None else f"{power:.2f}", judged, kept])
            if taken > patience:
                break
            before = open_pieces, taken
    report.table(
        "The column join by open pieces; CPU ms of one round, joins that pruning keeps",
        ["", "pieces", "open", "ms", "power", "goal", "kept"],
        rows,
    )


def _print_folders(report: Report, rounds: int) -> None:
    """The time of more and more ordinary pages; no longer than n log n."""
    pages = [make_page(str(number), page_text("blocks", number=number), Origin()) for number in range(max(PAGES))]
    figures = []
    for count in PAGES:
        folder = pages[:count]
        figures.append(1000 * in_turns({"join": lambda f=folder: [_find(page) for page in f]}, rounds)["join"].median)  # type: ignore[misc]
    worst = max(after / before for before, after in pairwise(figures))
    row = ["ms", *(f"{figure:.1f}" for figure in figures), f"{worst:.1f}", report.judge("column join, growth with pages", worst, GROWTH)]
    report.table("The column join by number of ordinary pages; CPU ms, median", ["", *map(str, PAGES), "worst doubling", "goal"], [row])
