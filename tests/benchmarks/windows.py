"""The window: how long it takes from its start, what it holds, and a folder of a thousand pages. Off the screen."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.clock import costs_in_turns
from tests.benchmarks.pages import write_folder
from tests.benchmarks.peers import YARDSTICK, yardstick
from tests.benchmarks.report import Goal, Report

_GOALS = {"window, page and marks": Goal(2, "times"), "memory": Goal(150, "MB")}
_FIRST_PAGE, _FOLDER_MEMORY = Goal(1000, "ms"), Goal(400, "MB")


def print_windows(report: Report, page: Path, rounds: int, folder_pages: int, work: Path) -> None:
    """Measure and print; `page` is one of 20 KB."""
    this = [sys.executable, "-m", "tests.benchmarks.window_process"]
    commands: dict[str, Sequence[str | Path]] = {
        "bare Qt window with the text": [*this, "bare", page],
        "window, text painted": [*this, "painted", page],
        "window, page and marks": [*this, "marked", page],
    }
    costs = costs_in_turns(commands, rounds)
    bare = median(cost.wall for cost in costs["bare Qt window with the text"])
    bare_cpu = median(cost.cpu for cost in costs["bare Qt window with the text"])
    rows = []
    for name, some in costs.items():
        cpu = 1000 * median(cost.cpu for cost in some)
        wall, peak = median(cost.wall for cost in some), max(cost.peak for cost in some)
        least = min(cost.wall for cost in some)
        goals = [report.judge(name, wall / bare, _GOALS.get(name))]
        if name in _GOALS:
            goals.append(report.judge(f"{name}, memory", peak, _GOALS["memory"]))
        rows.append(
            [
                name,
                f"{1000 * wall:.0f}",
                f"{1000 * least:.0f}",
                f"{cpu:.0f}",
                f"{wall / bare:.1f}",
                f"{cpu / 1000 / bare_cpu:.1f}",
                f"{peak:.0f}",
                "; ".join(filter(None, goals)),
            ]
        )
    beside = _figures("marked", page)
    share = beside["cpu"] / 1000 / bare_cpu
    rows.append(["the rules beside it", "", "", f"{beside['cpu']:.0f}", "", f"{share:.1f}", f"{beside['peak']:.0f}", ""])
    report.table(
        f"Window with a page of 20 KB, from the start of the process, {rounds} rounds in turns",
        ["", "ms median", "ms least", "CPU median", "times bare", "CPU times bare", "MB", "goal"],
        rows,
    )
    _print_folder(report, folder_pages, work)


def _print_folder(report: Report, pages: int, work: Path) -> None:
    folder = work / f"window-{pages}-pages"
    size = write_folder(folder, pages)
    before = yardstick()
    figures = _figures("folder", folder)
    # Other work on the machine slows every step: what is judged is what it would take where the goals were set.
    speed = (before + yardstick()) / 2 / YARDSTICK
    first = figures["first"] * speed
    rows = [
        ["first page painted, ms", f"{figures['first']:.0f}", report.judge("first page of a folder", first, _FIRST_PAGE)],
        ["its marks painted, ms", f"{figures['marks']:.0f}", ""],
        ["all pages counted, s", f"{figures['counted']:.0f}", ""],
        ["window, peak MB", f"{figures['own']:.0f}", ""],
        ["with the processes beside it, peak MB", f"{figures['all']:.0f}", report.judge("folder open", figures["all"], _FOLDER_MEMORY)],
        ["key while pages are counted, p95 ms", f"{figures['keys during']:.1f}", ""],
        ["key afterwards, p95 ms", f"{figures['keys after']:.1f}", ""],
    ]
    note = f"Judged is the first page after {first:.0f} ms, times {speed:.2f} as this machine is slower than the one the goals were set on"
    report.table(f"A folder of {pages} pages, {size / 1e6:.1f} MB", ["", "", "goal"], rows, note)


def _figures(what: str, path: Path) -> dict[str, float]:
    """What a window in a process of its own says of itself."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.window_process", what, str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"the window could not be measured\n{done.stderr[-2000:]}")
    figures: dict[str, float] = json.loads(done.stdout)
    return figures
