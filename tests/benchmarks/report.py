"""What the benchmarks print: tables, with each goal beside its figure and whether it was met."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Goal(NamedTuple):
    """A bound for a figure: at most `limit`, or at least where `least` says so."""

    limit: float
    unit: str
    least: bool = False

    def __str__(self) -> str:
        return f"{'≥' if self.least else '≤'} {self.limit:g} {self.unit}".rstrip()

    def met(self, figure: float) -> bool:
        """Whether a figure lies within the bound."""
        return figure >= self.limit if self.least else figure <= self.limit


@dataclass
class Report:
    """Prints tables as they come and counts the goals."""

    met: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def judge(self, name: str, figure: float, goal: Goal | None) -> str:
        """What to print beside a figure: the goal and `met` or `missed`; nothing where there is no goal."""
        return "" if goal is None else f"{goal} {self.verdict(name, figure, goal)}"

    def verdict(self, name: str, figure: float, goal: Goal) -> str:
        """`met` or `missed`, counted."""
        line = f"{name}: {figure:.3g} {goal.unit} (goal {goal})"
        (self.met if goal.met(figure) else self.missed).append(line)
        return "met" if goal.met(figure) else "missed"

    def table(self, title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], note: str = "") -> None:
        """Print a table; the first column is of names, the others stand at their right edge."""
        lines = [headings, *rows]
        widths = [max(_cells(line[column]) for line in lines) for column in range(len(headings))]
        print(f"\n{title}", flush=True)
        for line in lines:
            cells = [_padded(cell, width, left=not column) for column, (cell, width) in enumerate(zip(line, widths, strict=True))]
            print("  " + "  ".join(cells).rstrip())
        print(f"  {note}" if note else "", end="\n" if note else "", flush=True)

    def close(self) -> None:
        """Print how many goals were met, and name those that were not."""
        print(f"\nGoals: {len(self.met)} met, {len(self.missed)} missed")
        for line in self.missed:
            print(f"  missed  {line}")


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int, *, left: bool) -> str:
    space = " " * (width - _cells(text))
    return text + space if left else space + text
