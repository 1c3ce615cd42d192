"""The two clocks of the benchmarks: CPU seconds of functions, and what a command costs from outside; both sides take turns.

Stages are timed by pytest-benchmark (`bench_stages.py`). It runs one function to the end before the next, so on a machine that is busy
with other things two of its figures cannot be divided by each other; what is compared is therefore timed here, in turns.
"""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

LAUNCHER = Path(__file__).with_name("launcher.py")
USUAL_EXITS = (0, 1)


class Times(NamedTuple):
    """Seconds of each round."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.rounds)

    @property
    def least(self) -> float:
        return min(self.rounds)


class Cost(NamedTuple):
    """What one run of a command cost: wall and CPU seconds, and the peak memory in MB of its largest process."""

    wall: float
    cpu: float
    peak: float


def in_turns(sides: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Times]:
    """CPU seconds of each function; a round calls each once, every second round in the other order, after one round to warm up."""
    names = list(sides)
    taken: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds + 1):
        for name in names if number % 2 else reversed(names):
            function = sides[name]
            gc.collect()
            begin = time.process_time()
            function()
            if number:
                taken[name].append(time.process_time() - begin)
    return {name: Times(tuple(seconds)) for name, seconds in taken.items()}


def cost_of(command: Sequence[str | Path]) -> Cost:
    """Run a command once; RuntimeError with what it said where it ends with another exit code than 0 or 1."""
    arguments = [sys.executable, "-I", "-S", str(LAUNCHER), *map(str, command)]
    environment = {**os.environ, "KANWU_LANG": "en"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode at hand
    done = subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8", check=False, env=environment)
    figures = done.stdout.split()
    if done.returncode or len(figures) != 4 or int(figures[3]) not in USUAL_EXITS:
        raise RuntimeError(f"{' '.join(map(str, command))}\nended with {figures[3:] or done.returncode}\n{done.stderr[-2000:]}")
    return Cost(*map(float, figures[:3]))


def costs_in_turns(commands: Mapping[str, Sequence[str | Path]], rounds: int) -> dict[str, list[Cost]]:
    """The costs of each command, which take turns; one round before them fills the system's file cache."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            cost = cost_of(command)
            if number:
                costs[name].append(cost)
    return costs


def kanwu(*arguments: str | Path) -> list[str | Path]:
    """The command line of `kanwu` in this virtual environment."""
    script = Path(sys.executable).with_name("kanwu")
    start: list[str | Path] = [script] if script.exists() else [sys.executable, "-m", "cleanup.cli"]
    return [*start, *arguments]
