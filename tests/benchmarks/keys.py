"""How long the window takes from a key to the painted answer: deciding, walking, undoing, typing, scrolling; a small and a large page.

python -m tests.benchmarks.keys PAGE [--profile ACTION]

A process of its own for each page, off the screen, with the rules at work in their process as they are for a reviewer.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from tests.benchmarks.hand import Hand
from tests.benchmarks.pages import page_text
from tests.benchmarks.peers import YARDSTICK, yardstick
from tests.benchmarks.report import Goal, Report

_CONFIG = '[rule.column-join]\nlevel = "ask"\n'


class KeyPage(NamedTuple):
    """A page for the keys: the recipes that are put under each other, characters of each, and the goal for a key in milliseconds."""

    recipes: tuple[str, ...]
    length: int
    goal: float
    rounds: int

    def text(self) -> str:
        """The page."""
        return "\n\n".join(page_text(recipe, self.length, number) for number, recipe in enumerate(self.recipes))


PAGES = {
    "20 KB": KeyPage(("markdown",), 7_000, 16.0, 60),
    "1 MB": KeyPage(("markdown", *["blocks"] * 6), 50_000, 50.0, 40),
}
SCROLL_GOAL = Goal(50.0, "ms")
ANSWER_GOAL = Goal(100.0, "ms")  # the rules on the paragraph that was typed into
_ANSWER = "marks after typing: since the key"
# What has to be done before a kind of key can be profiled.
_FIRST = {"undo": ("accept", "reject"), "withdraw": ("postpone",)}


def print_keys(report: Report, *, quick: bool) -> None:
    """Measures each page in a process of its own and prints a table for it."""
    for name, page in PAGES.items():
        if quick and page.length > 10_000:
            continue
        before = yardstick()
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.keys", name], capture_output=True, text=True, encoding="utf-8", check=False
        )
        if done.returncode:
            raise RuntimeError(f"the keys on {name} could not be measured\n{done.stderr[-2000:]}")
        measured = json.loads(done.stdout.splitlines()[-1])
        # Other work on the machine slows every key: what is judged is what they would take where the goals were set.
        speed = (before + yardstick()) / 2 / YARDSTICK
        rows = []
        for action, taken in measured["frames"].items():
            p95 = _p95(taken)
            judged, goal = (max(taken), SCROLL_GOAL) if action == "scroll" else (p95, Goal(page.goal, "ms"))
            if action == _ANSWER:
                goal = ANSWER_GOAL
            verdict = report.judge(f"{action} on {name}", judged * speed, goal)
            cpu = _p95(measured["cpu"][action])
            rows.append([action, f"{median(taken):.1f}", f"{p95:.1f}", f"{max(taken):.1f}", f"{cpu:.1f}", f"{judged * speed:.1f}", verdict])
        note = (
            f"{measured['characters']:,} characters, {measured['findings']:,} findings; judged is p95 of keys, the longest of scrolling, "
            f"times {speed:.2f}, the speed of this machine meanwhile beside that on which the goals were set.\n  "
            f"The longest frame between keys, where the rules' answer is taken up: {measured['between']:.0f} ms"
        )
        report.table(f"Keys on {name}, milliseconds", ["key", "median", "p95", "longest", "CPU p95", "judged", "goal"], rows, note)


def _p95(taken: list[float]) -> float:
    return quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]


def measure(text: str, rounds: int, folder: Path, profile: str | None = None) -> dict[str, object]:
    """The frames of each kind of key on a page, in milliseconds; with `profile` that kind alone, its profile on standard error."""
    from PySide6.QtCore import Qt

    from desktop.app import Wishes, application, open_window
    from desktop.models.list_rows import Sort
    from desktop.settings import settings_at

    application()
    page = folder / "page.txt"
    page.write_text(text, encoding="utf-8")
    (folder / "kanwu.toml").write_text(_CONFIG, encoding="utf-8")
    window = open_window(Wishes((page,), theme="light"), "zh_CN", settings_at(folder / "window.ini"))
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    hand = Hand(window)
    hand.until(lambda: not window.controller.looking)
    hand.wait(0.5)
    # Kinds would take hundreds of findings by one key: every finding in a row of its own is the harder case.
    window.findings.sort(Sort.PLACE)
    key, few = Qt.Key, rounds // 2
    kinds: dict[str, Callable[[], None]] = {
        "next": lambda: hand.press("next", key.Key_N, rounds),
        "previous": lambda: hand.press("previous", key.Key_P, rounds),
        "accept": lambda: hand.press("accept", key.Key_A, rounds),
        "reject": lambda: hand.press("reject", key.Key_R, rounds),
        "undo": lambda: hand.press("undo", key.Key_Z, rounds, control=True),
        "postpone": lambda: hand.press("postpone", key.Key_S, few),
        "withdraw": lambda: hand.withdraw(few),
        "first alternative": lambda: hand.press("first alternative", key.Key_1, few),
        "edit first": lambda: hand.edit(few),
        "in the text": lambda: hand.decide_in_text(few),
        "typing": lambda: hand.type(rounds),
        "marks after typing": lambda: hand.type_and_look(few),
        "scroll": lambda: hand.scroll(rounds),
    }
    before = len(window.findings.model.all_rows)
    for name, act in kinds.items():
        if profile is None:
            act()
        elif name == profile:
            _profiled(act)
        elif name in _FIRST.get(profile, ()):
            act()
    done: dict[str, object] = {"frames": hand.frames, "cpu": hand.cpu, "between": hand.between, "characters": len(text), "findings": before}
    sys.stdout.write(json.dumps(done) + "\n")
    sys.stdout.flush()
    return done


def _profiled(act: Callable[[], None]) -> None:
    import cProfile
    import pstats

    profile = cProfile.Profile()
    profile.runcall(act)
    pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats(70)


def main() -> int:
    """Measures one page and prints what it came to as JSON."""
    import os

    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.keys")
    parser.add_argument("page", choices=PAGES)
    parser.add_argument("--profile", metavar="ACTION")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    page = PAGES[options.page]
    with tempfile.TemporaryDirectory(prefix="kanwu-keys-") as folder:
        measure(page.text(), page.rounds, Path(folder), options.profile)
        sys.stdout.flush()
        # The rules may have minutes to go on the large page, and nothing here is worth waiting for.
        os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
