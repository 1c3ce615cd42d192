"""Where the time of a stage goes: cProfile of a warm stage, or what a cold `kanwu check` imports."""

import cProfile
import pstats
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.pages import KINDS, page_text
from tests.benchmarks.stages import STAGES, prepare

START = "start"
"""The name under which the imports of `kanwu check` are listed."""

_LINES = 25
_SECONDS = 1.0
_IMPORT = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|( *)(\S+)")


def print_profile(stage: str, kind: str) -> None:
    """Print the profile of a stage over a page of a kind."""
    with tempfile.TemporaryDirectory() as folder:
        if stage == START:
            _print_imports(Path(folder), kind)
            return
        subject = prepare(kind, Path(folder))
        function = STAGES[stage]
        function(subject)
        profile = cProfile.Profile()
        begin = time.process_time()
        runs = 0
        while not runs or time.process_time() - begin < _SECONDS:
            profile.runcall(function, subject)
            runs += 1
    print(f"\n{stage}, {kind} page of 20 KB, {runs} runs")
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(_LINES)


def _print_imports(folder: Path, kind: str) -> None:
    page = folder / "page.txt"
    page.write_bytes(page_text(KINDS[kind]).encode("utf-8"))
    command = [sys.executable, "-X", "importtime", "-m", "cleanup.cli", "check", str(page)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    found = [(int(m[1]), int(m[2]), m[4]) for m in map(_IMPORT.match, done.stderr.splitlines()) if m]
    print(f"\nimports of kanwu check: {sum(own for own, _, _ in found) / 1000:.0f} ms in all; ms alone, ms with what it imports")
    for own, whole, name in sorted(found, reverse=True)[:_LINES]:
        print(f"  {own / 1000:7.1f}  {whole / 1000:7.1f}  {name}")
