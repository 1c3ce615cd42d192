"""`kanwu clean` over folders, in one process and in two, and the memory of its processes as the input grows."""

import shutil
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.clock import Cost, cost_of, kanwu
from tests.benchmarks.report import Goal, Report

PAGES_A_MB = 50
ALONE = Goal(1, "MB/s", least=True)
TWO = Goal(1.6, "times", least=True)
NEVER_SLOWER = Goal(0.9, "times", least=True)  # one, but for what a start of 0.1 s varies by
MEMORY = Goal(120, "MB")
FLAT = Goal(1.2, "times")


def clean(source: Path, jobs: int, work: Path) -> Cost:
    """The cost of cleaning into a new folder."""
    out = work / "cleaned"
    try:
        return cost_of(kanwu("clean", source, "--out", out, "--jobs", str(jobs)))
    finally:
        shutil.rmtree(out, ignore_errors=True)


def in_pairs(source: Path, work: Path, rounds: int, seconds: float) -> tuple[list[Cost], list[Cost]]:
    """The costs in one process and in two, taken in turns: `rounds` times, or fewer once `seconds` are over, but once."""
    one: list[Cost] = []
    two: list[Cost] = []
    begin = time.monotonic()
    while not one or (len(one) < rounds and time.monotonic() - begin < seconds):
        one.append(clean(source, 1, work))
        two.append(clean(source, 2, work))
    return one, two


def print_batches(report: Report, folders: dict[int, tuple[Path, int]], work: Path, seconds: float) -> dict[int, list[Cost]]:
    """Measure and print, for folders by number of pages, each with its bytes; gives the costs of each in two processes."""
    rows = []
    in_two: dict[int, list[Cost]] = {}
    for count, (folder, size) in folders.items():
        one, two = in_pairs(folder, work, 5, seconds)
        wall_one, wall_two = (median(cost.wall for cost in some) for some in (one, two))
        ratio = median(a.wall / b.wall for a, b in zip(one, two, strict=True))
        rate = size / 1e6 / median(cost.cpu for cost in one)
        big = count == max(folders)
        verdict = report.judge(f"two processes over {count} pages", ratio, TWO if big else NEVER_SLOWER)
        speed = report.judge(f"clean, {count} pages", rate, ALONE) if big else ""
        figures = [f"{wall_one:.2f}", f"{wall_two:.2f}", f"{ratio:.2f}", verdict, f"{rate:.2f}", speed]
        rows.append([f"{count} pages, {size / 1e6:.1f} MB", str(len(one)), *figures])
        in_two[count] = two
    headings = ["", "rounds", "--jobs 1 s", "--jobs 2 s", "one / two", "goal", "MB/s a core", "goal"]
    report.table("kanwu clean, text and patches written; wall seconds, in turns", headings, rows)
    return in_two


def print_memory(report: Report, peaks: dict[str, dict[int, float]]) -> None:
    """Print the peaks, by form of the input and by its size in MB."""
    sizes = sorted({size for by_size in peaks.values() for size in by_size})
    rows = []
    for name, by_size in peaks.items():
        most, last = max(by_size.values()), max(by_size)
        growth = by_size[last] / by_size[min(by_size)]
        goals = [report.judge(f"memory, {name}", most, MEMORY), report.judge(f"memory, {name}, {last} MB to {min(by_size)}", growth, FLAT)]
        rows.append([name, *(f"{by_size[size]:.0f}" if size in by_size else "–" for size in sizes), goals[0], f"{growth:.2f}", goals[1]])
    headings = ["", *(f"{size} MB" for size in sizes), "goal", "last / first", "goal"]
    report.table("Peak memory of the largest process of kanwu clean --jobs 2, in MB", headings, rows)
