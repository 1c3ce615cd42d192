"""The table of stage times: one page of each typical kind, warm."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from tests.benchmarks.pages import KINDS
from tests.benchmarks.report import Goal, Report
from tests.benchmarks.stages import RULE_STAGES, STAGES

SUITE = Path(__file__).with_name("bench_stages.py")
GOALS: Mapping[str, Goal] = MappingProxyType({"all rules": Goal(25, "ms"), "duplicate-paragraph": Goal(1, "ms")})
"""What a stage may take on a page of each kind; near-duplicates within a page are the largest part of `duplicate-paragraph`."""


class Taken(NamedTuple):
    """CPU milliseconds of a stage: the median of its rounds, and the least."""

    median: float
    least: float


def stage_times(seconds: float) -> dict[tuple[str, str], Taken]:
    """By stage and kind; `seconds` is what each of them may take. RuntimeError with pytest's words where a stage fails."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "stages.json"
        # The suite's own settings (warnings as errors, Qt) are for tests; here only time counts.
        options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:randomly", "-W", "default"]
        clock = [f"--benchmark-max-time={seconds}", "--benchmark-min-rounds=3"]
        command = [sys.executable, "-m", "pytest", str(SUITE), *options, *clock, f"--benchmark-json={result}"]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            raise RuntimeError(done.stdout[-4000:] + done.stderr[-2000:])
        measured = json.loads(result.read_text(encoding="utf-8"))["benchmarks"]
    return {
        (m["extra_info"]["stage"], m["extra_info"]["kind"]): Taken(1000 * m["stats"]["median"], 1000 * m["stats"]["min"]) for m in measured
    }


def print_stages(report: Report, seconds: float) -> None:
    """Measure and print."""
    kinds = tuple(KINDS)
    times = stage_times(seconds)
    rows = []
    for stage in STAGES:
        taken = [times[stage, kind] for kind in kinds]
        goal = ""
        if stage in GOALS:
            verdicts = [report.verdict(f"{stage}, {kind} page", t.median, GOALS[stage]) for kind, t in zip(kinds, taken, strict=True)]
            goal = f"{GOALS[stage]}: {', '.join(verdicts)}"
        name = f"  {stage}" if stage in RULE_STAGES else stage
        rows.append([name, *(f"{t.median:.2f} ({t.least:.2f})" for t in taken), goal])
    report.table(
        "Stages of one page of 20 KB, warm; CPU ms, median (least)",
        ["", *kinds, "goal"],
        rows,
        "A rule alone finds what rules share (analysis) computed. 'clean file' is all stages from the file to text and patch.",
    )
