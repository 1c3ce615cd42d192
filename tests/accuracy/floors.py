"""The floors: the figures reached, kept in one file, which only rise."""

import tomllib
from collections.abc import Mapping
from math import floor
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.toml")


def read_floors(path: Path = FLOORS) -> dict[str, float]:
    """The floors of a file by the name of their figure; none where the file is not there."""
    if not path.exists():
        return {}
    return {name: float(value) for name, value in tomllib.loads(path.read_text(encoding="utf-8"))["floors"].items()}


def compare(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """A line for every figure under its floor, and for every floor whose figure is measured no more.

    A figure of the real pages is passed over where those are not at hand.
    """
    real = any(name.startswith("real.") for name in figures)
    lines = []
    for name, least in floors.items():
        if name not in figures:
            if real or not name.startswith("real."):
                lines.append(f"{name}: not measured any more, the floor is {least:g}")
        elif figures[name] < least - 1e-9:
            lines.append(f"{name}: {figures[name]:.4f}, the floor is {least:g}")
    return lines


def raised(figures: Mapping[str, float], floors: Mapping[str, float]) -> str:
    """The floors file with every floor raised to what was reached, cut to four places."""
    best = dict(floors)
    for name, figure in figures.items():
        best[name] = max(floors.get(name, float("-inf")), floor(figure * 10_000) / 10_000)
    head = "# The figures reached, written by `python -m tests.accuracy --raise`; they only rise.\n"
    head += "# Figures that should be low count below zero.\n\n[floors]\n"
    return head + "".join(f'"{name}" = {value:.4f}\n' for name, value in sorted(best.items()))
