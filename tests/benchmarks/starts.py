"""Cold starts: a new process each time, its files in the system's cache."""

import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.clock import costs_in_turns, kanwu
from tests.benchmarks.report import Goal, Report

PEER = "import sys, autocorrect_py; autocorrect_py.lint_for(open(sys.argv[1], encoding='utf-8').read(), 'page.txt')"
GOALS = {"kanwu --version": Goal(60, "ms"), "kanwu --help": Goal(150, "ms"), "kanwu check PAGE": Goal(350, "ms")}


def print_starts(report: Report, page: Path, rounds: int) -> None:
    """Measure and print; `page` is one of 20 KB."""
    commands: dict[str, Sequence[str | Path]] = {
        "python": [sys.executable, "-c", "pass"],
        "kanwu --version": kanwu("--version"),
        "kanwu --help": kanwu("--help"),
        "kanwu check PAGE": kanwu("check", page),
        "AutoCorrect lint PAGE (Python binding)": [sys.executable, "-c", PEER, page],
    }
    costs = costs_in_turns(commands, rounds)
    bare = median(cost.wall for cost in costs["python"])
    rows = []
    for name, some in costs.items():
        wall = 1000 * median(cost.wall for cost in some)
        least = 1000 * min(cost.wall for cost in some)
        cpu = 1000 * median(cost.cpu for cost in some)
        peak = max(cost.peak for cost in some)
        goal = report.judge(name, wall, GOALS.get(name))
        rows.append([name, f"{wall:.0f}", f"{least:.0f}", f"{cpu:.0f}", f"{wall / bare / 1000:.1f}", f"{peak:.0f}", goal])
    report.table(
        f"Cold starts, {rounds} rounds in turns; ms", ["", "wall median", "wall least", "CPU median", "times python", "MB", "goal"], rows
    )
