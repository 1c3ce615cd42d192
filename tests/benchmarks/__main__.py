"""Measures how fast Kanwu is and prints tables, goals beside the figures. Timings are no tests: only what breaks gives an exit code.

python -m tests.benchmarks [--quick | --long] [--only SECTION …] [--without RULE …]
python -m tests.benchmarks --profile STAGE [--kind KIND]
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from cleanup.config import FILE_NAME
from tests.benchmarks.batches import PAGES_A_MB, clean, print_batches, print_memory
from tests.benchmarks.growth import LONGEST, print_growth
from tests.benchmarks.hostile import print_hostile
from tests.benchmarks.keys import print_keys
from tests.benchmarks.pages import KINDS, page_text, page_texts, write_folder, write_records
from tests.benchmarks.peers import YARDSTICK, print_peers, yardstick
from tests.benchmarks.profiles import START, print_profile
from tests.benchmarks.report import Report
from tests.benchmarks.reviews import print_reviews
from tests.benchmarks.stage_times import print_stages
from tests.benchmarks.stages import RULE_STAGES, STAGES
from tests.benchmarks.starts import print_starts
from tests.benchmarks.windows import print_windows


class Size(NamedTuple):
    """How much is measured: seconds a stage, rounds of starts, folders by pages with seconds for each, pages for the peers, MB,
    times that a page is doubled for the join, pages of the window's folder, characters of texts made to cost time.
    """

    stage_seconds: float
    starts: int
    folders: tuple[int, ...]
    folder_seconds: float
    peer_pages: int
    peer_rounds: int
    megabytes: tuple[int, ...]
    longest_join: int
    window_pages: int
    hostile: int


USUAL = Size(0.25, 9, (5, 500), 15, 20, 3, (1, 10), 4, 1000, 50_000)
QUICK = Size(0.05, 3, (5, 110), 1, 10, 1, (1,), 2, 60, 5_000)
LONG = Size(1.0, 25, (5, 110, 500), 300, 100, 5, (1, 10, 100), LONGEST, 1000, 200_000)
SECTIONS = ("stages", "starts", "batches", "memory", "peers", "growth", "hostile", "window", "keys", "reviews")


def main() -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure how fast Kanwu is, beside other tools.")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_const", const=QUICK, dest="size", help="under 40 s, few rounds")
    size.add_argument("--long", action="store_const", const=LONG, dest="size", help="many rounds, and 100 MB of pages for the memory")
    parser.add_argument("--only", action="append", choices=SECTIONS, help="these sections alone; may be given several times")
    parser.add_argument("--without", action="append", choices=RULE_STAGES, default=[], help="clean with this rule off (batches, memory)")
    parser.add_argument("--profile", choices=[START, *STAGES], metavar="STAGE", help=f"print a profile: {START}, {', '.join(STAGES)}")
    parser.add_argument("--kind", choices=KINDS, default="blocks", help="the kind of page that is profiled (blocks)")
    parser.set_defaults(size=USUAL)
    options = parser.parse_args()
    if options.profile:
        print_profile(options.profile, options.kind)
        return 0
    begin = time.monotonic()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {_load()}, {_speed()}", flush=True)
    report = Report()
    with tempfile.TemporaryDirectory(prefix="kanwu-bench-") as folder:
        turn_off(Path(folder), options.without)
        bench = _Bench(report, options.size, Path(folder))
        for section in SECTIONS:
            if not options.only or section in options.only:
                bench.run(section)
    report.close()
    print(f"{time.monotonic() - begin:.0f} s, load {_load()}, {_speed()}")
    return 0


def turn_off(folder: Path, rules: Sequence[str]) -> None:
    """Write the configuration that keeps some rules from every page under a folder."""
    if rules:
        (folder / FILE_NAME).write_text("".join(f'[rule.{rule}]\nlevel = "off"\n' for rule in rules), encoding="utf-8")


def _load() -> str:
    """How busy the machine is: processes that want a core, over the last minute."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _speed() -> str:
    """How fast this machine is now at something that never changes, beside the machine on which the goals were set."""
    return f"t2s of a page at {yardstick():.2f} MB/s ({YARDSTICK} where the goals in seconds were set)"


class _Bench:
    """One run: its size and its folder of pages."""

    def __init__(self, report: Report, size: Size, work: Path) -> None:
        self._report = report
        self._size = size
        self._work = work
        self._folder_peaks: dict[int, float] = {}  # by MB, of the folders that were cleaned already
        self._sections: dict[str, Callable[[], None]] = {
            "stages": lambda: print_stages(report, size.stage_seconds),
            "starts": self._starts,
            "batches": self._batches,
            "memory": self._memory,
            "peers": lambda: print_peers(report, list(page_texts(size.peer_pages)), size.peer_rounds),
            "window": self._window,
            "growth": lambda: print_growth(report, size.peer_rounds, size.longest_join),
            "hostile": lambda: print_hostile(report, size.hostile),
            "keys": lambda: print_keys(report, quick=size is QUICK),
            "reviews": lambda: print_reviews(report, quick=size is QUICK),
        }

    def run(self, section: str) -> None:
        """Measure and print one section."""
        self._sections[section]()

    def _starts(self) -> None:
        page = self._work / "page.txt"
        page.write_bytes(page_text(KINDS["blocks"]).encode("utf-8"))
        print_starts(self._report, page, self._size.starts)

    def _window(self) -> None:
        page = self._work / "page.txt"
        page.write_bytes(page_text(KINDS["blocks"]).encode("utf-8"))
        print_windows(self._report, page, self._size.starts, self._size.window_pages, self._work)

    def _batches(self) -> None:
        folders = {}
        for count in self._size.folders:
            folder = self._work / f"{count}-pages"
            folders[count] = (folder, write_folder(folder, count))
        costs = print_batches(self._report, folders, self._work, self._size.folder_seconds)
        self._folder_peaks = {count // PAGES_A_MB: max(cost.peak for cost in two) for count, two in costs.items()}

    def _memory(self) -> None:
        peaks: dict[str, dict[int, float]] = {"folder": {}, "JSON Lines": {}}
        for megabytes in self._size.megabytes:
            if megabytes in self._folder_peaks:
                peaks["folder"][megabytes] = self._folder_peaks[megabytes]
            else:
                folder = self._work / f"{megabytes}-megabytes"
                write_folder(folder, megabytes * PAGES_A_MB)
                peaks["folder"][megabytes] = clean(folder, 2, self._work).peak
            records = self._work / f"{megabytes}-megabytes.jsonl"
            write_records(records, megabytes * PAGES_A_MB)
            peaks["JSON Lines"][megabytes] = clean(records, 2, self._work).peak
        print_memory(self._report, peaks)


if __name__ == "__main__":
    sys.exit(main())
