"""How long the window takes from a key to the painted answer: deciding, walking, undoing, typing, scrolling; a small and a large page.

python -m tests.benchmarks.keys PAGE [--profile ACTION]

A process of its own for each page, off the screen, with the rules at work in their thread as they are for a reviewer. A frame is a key
and everything that Qt does after it until nothing waits, painting included.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.pages import page_text
from tests.benchmarks.peers import YARDSTICK, yardstick
from tests.benchmarks.report import Goal, Report

if TYPE_CHECKING:
    from desktop.main_window import MainWindow

_BETWEEN = 0.06  # seconds of a reviewer's hand between two keys
_WALL = 900.0  # seconds for the rules to answer on the largest page
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


class _Hand:
    """A reviewer's hand on a window: presses, waits until all is painted, and writes down how long that took."""

    def __init__(self, window: "MainWindow") -> None:
        from PySide6.QtCore import QCoreApplication

        self.window = window
        self.frames: dict[str, list[float]] = {}
        self.cpu: dict[str, list[float]] = {}
        self.between = 0.0
        self._process = QCoreApplication.processEvents

    @contextmanager
    def frame(self, action: str) -> Iterator[None]:
        """Times what is done inside, and what Qt has to do after it."""
        begin, cpu = time.perf_counter(), time.thread_time()
        yield
        self._process()
        self.frames.setdefault(action, []).append((time.perf_counter() - begin) * 1000)
        self.cpu.setdefault(action, []).append((time.thread_time() - cpu) * 1000)

    def wait(self, seconds: float = _BETWEEN) -> None:
        """Lets Qt work for a while; the longest piece of that is remembered."""
        end = time.perf_counter() + seconds
        while (begin := time.perf_counter()) < end:
            self._process()
            self.between = max(self.between, (time.perf_counter() - begin) * 1000)
            time.sleep(0.002)

    def until(self, ready: Callable[[], bool]) -> None:
        """Lets Qt work until something is so; RuntimeError where that never comes."""
        end = time.monotonic() + _WALL
        while not ready():
            if time.monotonic() > end:
                raise RuntimeError("the rules do not answer")
            self._process()
            time.sleep(0.005)


def measure(text: str, rounds: int, folder: Path, profile: str | None = None) -> dict[str, object]:
    """The frames of each kind of key on a page, in milliseconds; with `profile` that kind alone, its profile on standard error."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

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
    hand = _Hand(window)
    hand.until(lambda: not window.controller.looking)
    hand.wait(0.5)
    # Kinds would take hundreds of findings by one key: every finding in a row of its own is the harder case.
    window.findings.sort(Sort.PLACE)
    table, view = window.findings.table, window.cleaned.view
    key = Qt.Key

    def keys(action: str, which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        table.setFocus()
        for _ in range(rounds):
            with hand.frame(action):
                QTest.keyClick(table, which, modifier)
            hand.wait()

    def type_in() -> None:
        view.setFocus()
        view.set_caret(view.top_offset() + 40)
        hand.wait()
        for number in range(rounds):
            with hand.frame("typing"):
                QTest.keyClicks(view, "abcdefgh"[number % 8])
            hand.wait()

    def scroll() -> None:
        bar = window.source.view.verticalScrollBar()
        for number in range(rounds):
            with hand.frame("scroll"):
                bar.setValue(bar.maximum() * number // rounds if number % 4 == 0 else bar.value() + 3)
            hand.wait(0.01)

    kinds: dict[str, Callable[[], None]] = {
        "next": lambda: keys("next", key.Key_N),
        "previous": lambda: keys("previous", key.Key_P),
        "accept": lambda: keys("accept", key.Key_A),
        "reject": lambda: keys("reject", key.Key_R),
        "undo": lambda: keys("undo", key.Key_Z, Qt.KeyboardModifier.ControlModifier),
        "typing": type_in,
        "scroll": scroll,
    }
    before = len(window.findings.model.all_rows)
    for name, act in kinds.items():
        if profile is None:
            act()
        elif name == profile:
            _profiled(act)
        elif name in ("accept", "reject") and profile == "undo":
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
