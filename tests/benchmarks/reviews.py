"""Whole reviews by keyboard alone, and what keys they take: of the real pages where they are at hand, and of sample pages.

    python -m tests.benchmarks.reviews PAGE

reviews one page whose truth is known in a window off the screen, and prints the figures as JSON.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

from tests.accuracy.pages import REAL, ROOT
from tests.benchmarks.report import Goal, Report

GOALS: Final = {"000": 40, "001": 30, "003": 120}
"""The most keys that a review of a real page may take."""

SAMPLES: Final = {"01_blocks.txt": 20, "02_markdown.md": 30, "03_interleaved.txt": 75}
"""The most keys that a review of a sample page may take."""


class Figures(NamedTuple):
    """Keys by what they were pressed for; joins there of those needed; marks and duplicates that are still open."""

    keys: dict[str, int]
    joins: int
    wanted: int
    typography: int
    duplicates: int

    @property
    def pressed(self) -> int:
        """All keys."""
        return sum(self.keys.values())


def real_page(number: str) -> Path | None:
    """A real page by its number; None where it is not at hand."""
    return next(iter(sorted(REAL.glob(f"{number}_*.txt"))), None)


def sample_page(name: str) -> Path:
    """A sample page."""
    return ROOT / "seeds" / "pages" / name


def reviewed(page: Path) -> Figures:
    """Reviews a page in a process of its own; RuntimeError where that fails."""
    command = [sys.executable, "-m", "tests.benchmarks.reviews", str(page)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)
    if done.returncode:
        raise RuntimeError(f"{page.name} could not be reviewed\n{done.stderr[-2000:]}")
    return Figures(**json.loads(done.stdout.splitlines()[-1]))


def print_reviews(report: Report, *, quick: bool) -> None:
    """Reviews each page and prints a table of the keys."""
    pages = {number: (page, goal) for number, goal in GOALS.items() if (page := real_page(number)) is not None}
    if not quick or not pages:
        pages |= {name: (sample_page(name), goal) for name, goal in SAMPLES.items()}
    rows = []
    for name, (page, goal) in pages.items():
        figures = reviewed(page)
        spent = ", ".join(f"{what} {count}" for what, count in sorted(figures.keys.items(), key=lambda item: -item[1]))
        verdict = report.judge(f"keys for {name}", figures.pressed, Goal(goal, "keys"))
        rows.append([name, str(figures.pressed), f"{figures.joins} of {figures.wanted}", str(figures.typography), spent, verdict])
    note = "A typed character counts as one key. The reviewer knows the truth and sees what the window shows."
    report.table("Whole reviews by keyboard", ["page", "keys", "joins", "marks open", "pressed for", "goal"], rows, note)


def review(page: Path, folder: Path) -> Figures:
    """Reviews a copy of a page in a window."""
    from cleanup.scoring import load_truth
    from desktop.app import Wishes, application, open_window
    from desktop.settings import settings_at
    from tests.benchmarks.reviewer import Gold, Reviewer, open_typography, truth_beside

    application()
    copy = folder / page.name
    shutil.copy(page, copy)
    window = open_window(Wishes((copy,), theme="light"), "en", settings_at(folder / "window.ini"))
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    gold = Gold(load_truth(truth_beside(page)))
    reviewer = Reviewer(window, gold)
    reviewer.work()
    score, now = gold.score(reviewer.review), reviewer.review
    duplicates = sum(finding.rule == "duplicate-paragraph" for finding in now.open_findings)
    return Figures(dict(reviewer.keys), score.there, score.wanted, len(open_typography(now)), duplicates)


def main() -> int:
    """Reviews the page that is named."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="kanwu-review-") as folder:
        figures = review(Path(sys.argv[1]), Path(folder))
        sys.stdout.write(json.dumps(figures._asdict()) + "\n")
        sys.stdout.flush()
        os._exit(0)  # threads that still work on the page need not be waited for


if __name__ == "__main__":
    sys.exit(main())
