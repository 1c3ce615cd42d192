"""Fits the weights by which whole blocks are moved, on generated pages, and writes their table.

    python -m tests.accuracy.fit_blocks [--write] [--folds N] [--share X]

A choice has hypotheses that exclude each other; the model is a conditional logit over them. Prints, for pages that the weights were not
fitted on, how many of the choices that ask for a move get it, and how many of the moves that are proposed are right; `--folds` (5) does so
for each part of the fitting pages with the weights of the others. Needs numpy.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from cleanup.resources import resource
from cleanup.rules.order.block_weights import ASK_FROM, STRAY_FROM, WEIGHTS
from tests.accuracy.block_cases import Choice, Part, choices_of, damaged_pages

Array = np.ndarray[Any, np.dtype[np.float64]]

HELD: Final = frozenset({"series.before", "series.after", "series.here", "end.refrain", "lift.open", "lift.refrain", "above.ended"})
"""Evidence that generated pages hardly ever hold: its weights are set by hand."""

_PULL: Final = 2e-3  # towards nothing: evidence that is hardly met is worth little
_STEPS: Final = 60


class Sheet(NamedTuple):
    """Choices as a matrix: a row a hypothesis, a column a feature; the choice of each row, and the row of each choice that is right."""

    names: Sequence[str]
    choices: Sequence[Choice]
    values: Array
    groups: np.ndarray[Any, np.dtype[np.int64]]
    right: np.ndarray[Any, np.dtype[np.int64]]


def names_of(pages: Sequence[Sequence[Choice]]) -> tuple[str, ...]:
    """The features that have a weight or are met on some pages."""
    met = {name for page in pages for choice in page for features in choice.hypotheses for name in features}
    return tuple(sorted(met.union(WEIGHTS)))


def sheet_of(choices: Sequence[Choice], names: Sequence[str]) -> Sheet:
    """The choices for fitting."""
    column = {name: index for index, name in enumerate(names)}
    rows = [features for choice in choices for features in choice.hypotheses]
    values = np.zeros((len(rows), len(names)))
    for row, features in enumerate(rows):
        for name, value in features.items():
            values[row, column[name]] = value
    counts = [len(choice.hypotheses) for choice in choices]
    firsts = np.concatenate(([0], np.cumsum(counts)))[:-1]
    return Sheet(names, choices, values, np.repeat(np.arange(len(choices)), counts), firsts + [choice.right for choice in choices])


def chances(sheet: Sheet, weights: Array) -> Array:
    """The probability of each hypothesis among those of its choice."""
    odds = sheet.values @ weights
    most = np.full(len(sheet.choices), -np.inf)
    np.maximum.at(most, sheet.groups, odds)
    likely = np.exp(odds - most[sheet.groups])
    shares: Array = likely / np.bincount(sheet.groups, likely)[sheet.groups]
    return shares


def fit(sheet: Sheet) -> Array:
    """The weights of the greatest likelihood, pulled a little towards 0, by Newton's steps; those in `HELD` stay as they are."""
    names = sheet.names
    weights = np.array([WEIGHTS[name] if name in HELD else 0.0 for name in names])
    free = np.array([name not in HELD for name in names])
    size = _PULL * len(sheet.choices)
    before = _loss(sheet, weights, free, size)
    for _ in range(_STEPS):
        share = chances(sheet, weights)
        weighted = sheet.values * share[:, None]
        slope = weighted.sum(0) - sheet.values[sheet.right].sum(0) + size * weights * free
        means = np.zeros((len(sheet.choices), len(names)))
        np.add.at(means, sheet.groups, weighted)
        bend = weighted.T @ sheet.values - means.T @ means + size * np.eye(len(names))
        step = np.zeros_like(weights)
        step[free] = np.linalg.solve(bend[np.ix_(free, free)], slope[free])
        length = 1.0
        while (after := _loss(sheet, weights - length * step, free, size)) > before and length > 1e-4:
            length /= 2
        weights = weights - length * step
        if before - after < 1e-6 * len(sheet.choices):
            break
        before = after
    return weights


def _loss(sheet: Sheet, weights: Array, free: np.ndarray[Any, np.dtype[np.bool_]], size: float) -> float:
    return float(-np.log(np.maximum(chances(sheet, weights)[sheet.right], 1e-12)).sum() + size / 2 * (weights[free] ** 2).sum())


class Result(NamedTuple):
    """Choices of one kind: all, those that ask for a move, moves proposed, those that are right, those that come under their article."""

    choices: int
    movable: int
    made: int
    right: int
    under: int

    def __str__(self) -> str:
        return (
            f"{self.choices:6} choices, {self.movable:5} ask for a move; {self.made:5} proposed, {self.right:5} right"
            f"  precision {self.right / max(1, self.made):.3f}  recall {self.right / max(1, self.movable):.3f}"
            f"  under their article {self.under / max(1, self.made):.3f}"
        )


def results(sheet: Sheet, weights: Array) -> dict[str, Result]:
    """What is proposed and right, by kind of choice."""
    share = chances(sheet, weights)
    found = {"follow": [0] * 5, "stray": [0] * 5}
    row = 0
    for choice in sheet.choices:
        part = share[row : row + len(choice.hypotheses)]
        row += len(choice.hypotheses)
        counts = found[choice.kind]
        best = int(part.argmax())
        counts[0] += 1
        counts[1] += choice.right > 0
        if best and (part[best] >= STRAY_FROM if choice.kind == "stray" else 1.0 - part[0] >= ASK_FROM):
            counts[2] += 1
            counts[3] += best == choice.right
            counts[4] += choice.places[best]
    return {kind: Result(*counts) for kind, counts in found.items()}


def _show(name: str, sheet: Sheet, weights: Array) -> None:
    for kind, result in results(sheet, weights).items():
        print(f"{name:28} {kind:7} {result}", flush=True)


def main() -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.fit_blocks", description="Fit the weights by which blocks are moved.")
    parser.add_argument("--write", action="store_true", help="write the table that the rule reads")
    parser.add_argument("--folds", type=int, default=5, help="parts for the cross-validation (5)")
    parser.add_argument("--share", type=float, default=1.0, help="make this part of the pages (1)")
    options = parser.parse_args()
    begin = time.monotonic()
    pages = _choices("fit", options.share)
    names = names_of(pages)
    sheet = sheet_of([choice for page in pages for choice in page], names)
    tested = sheet_of([choice for page in _choices("test", options.share) for choice in page], names)
    print(f"{len(pages)} pages to fit on, {len(sheet.choices)} choices, {time.monotonic() - begin:.0f} s")
    _show("the table as it stands", tested, np.array([WEIGHTS.get(name, 0.0) for name in names]))
    for fold in range(options.folds):
        rest = sheet_of([choice for number, page in enumerate(pages) if number % options.folds != fold for choice in page], names)
        left_out = sheet_of([choice for page in pages[fold :: options.folds] for choice in page], names)
        _show(f"fold {fold + 1}, part left out", left_out, fit(rest))
    weights = fit(sheet)
    _show("fitted, its own pages", sheet, weights)
    _show("fitted, other pages", tested, weights)
    if options.write:
        table = {name: round(float(weight), 2) for name, weight in sorted(zip(names, weights, strict=True))}
        resource("block-order", "weights.json").write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")
    print(f"{time.monotonic() - begin:.0f} s")
    return 0


def _choices(part: Part, share: float) -> list[list[Choice]]:
    """The choices of each page."""
    return [choices_of(damaged) for _, damaged in damaged_pages(part, share=share)]


if __name__ == "__main__":
    sys.exit(main())
