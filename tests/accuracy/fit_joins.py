"""Fits the weights of the column join on generated pages, and writes their table.

    python -m tests.accuracy.fit_joins [--write] [--ablation] [--folds N] [--share X]

The model is a conditional logit seen from both sides: which head follows a tail, or none; which tail leads to a head, or none. The pages
are those of the part `fit` in `tests/accuracy/join_pages.py`: every third one gives the weights, the rest, by which they were not fitted,
what the probabilities come to. `--folds` fits anew, from nothing, on all but one part of them in turn and says how the weights do on the
part left out; `--ablation` fits without each kind of evidence in turn. `--share` takes that share of the pages. Needs numpy.

    python -m tests.accuracy.fit_joins --curves [--share X]

writes what the probabilities come to, and keeps the weights. It is due after `--write`: which joins are weighed, and which by themselves
alone, is decided by the weights, those before while they are fitted.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, log1p
from typing import Any, Final, NamedTuple

import numpy as np

from cleanup.resources import resource
from cleanup.rules.order.assignment import judge
from cleanup.rules.order.candidates import Proposal
from cleanup.rules.order.matching import Candidate, join_probabilities
from cleanup.rules.order.proposing import propose
from cleanup.rules.order.weights import BLOCKS, LINES, Knots, Table, table_of
from tests.accuracy.join_figures import Figures, count_case
from tests.accuracy.join_pages import GROUPS, PARTS, Case, cases, share_of
from tests.accuracy.joins import print_kinds, totals
from tests.accuracy.logistic import fit as logistic

Array = np.ndarray[Any, np.dtype[np.float64]]
Groups = np.ndarray[Any, np.dtype[np.int64]]

NAMES: Final = ((False, tuple(BLOCKS.weights)), (True, tuple(LINES.weights)))
FEATURES: Final = tuple((lined, name) for lined, names in NAMES for name in names)
_PULL: Final = 3e-4  # towards the weight before: what is hardly met keeps it
_EACH: Final = 3  # one page in so many gives the weights
_STEPS: Final = 300
_STEPS_AGAIN: Final = 80  # from weights that were fitted on nearly the same
_CLOSEST: Final = 1e-5  # to 0 and 1, where a share has a logarithm
_BENDS: Final = (-2, 0, 2, 4)  # log odds
_SHARES: Final = (
    *(0.0001, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98),
    *(0.985, 0.99, 0.9925, 0.995, 0.9975, 0.999, 0.9999),
)
"""Shares at which a calibration is written down."""


@dataclass(frozen=True)
class Sheet:
    """A page's proposals as a matrix: a row a proposal, a column a feature; the group of each by tail and by head; which are right."""

    case: Case
    proposals: Sequence[Proposal]
    values: Array
    by_tail: Groups
    by_head: Groups
    right: Array


def sheet_of(case: Case) -> Sheet:
    """What is known of a page, for fitting."""
    proposals = propose(case.scene)
    values = np.zeros((len(proposals), len(FEATURES)))
    column = {feature: i for i, feature in enumerate(FEATURES)}
    for row, proposal in enumerate(proposals):
        for name, value in proposal.features.items():
            values[row, column[proposal.lined, name]] = value
    right = np.array([case.truth.get(p.tail) == p.head for p in proposals], dtype=float)
    tails = np.unique([p.tail for p in proposals], return_inverse=True)[1].astype(np.int64)
    heads = np.unique([p.head for p in proposals], return_inverse=True)[1].astype(np.int64)
    return Sheet(case, proposals, values, tails, heads, right)


def loss(sheets: Sequence[Sheet], weights: Array) -> tuple[float, Array]:
    """Mean negative log-likelihood of the true partners of all tails and heads, and its gradient."""
    total, count = 0.0, 0
    gradient = np.zeros_like(weights)
    for sheet in sheets:
        if not len(sheet.right):
            continue
        odds = sheet.values @ weights
        likely = np.exp(np.clip(odds, -30, 30))
        for group in (sheet.by_tail, sheet.by_head):
            alone = 1 + np.bincount(group, likely)
            total += float(np.log(alone).sum() - (sheet.right * odds).sum())
            gradient += sheet.values.T @ (likely / alone[group] - sheet.right)
            count += len(alone)
    return total / count, gradient / count


def fit(sheets: Sequence[Sheet], start: Array, held: Sequence[str] = (), steps: int = _STEPS) -> Array:
    """The weights of the least loss by Adam; those of features in `held` stay 0."""
    keep = np.array([name not in held for _, name in FEATURES], dtype=float)
    weights: Array = start * keep
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        _, gradient = loss(sheets, weights)
        gradient = (gradient + _PULL * (weights - start)) * keep
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        rate = 0.05 if step < 0.6 * steps else 0.015
        weights = weights - rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def figures_of(sheets: Iterable[Sheet], weights: Array, tables: tuple[Table, Table]) -> Figures:
    """The figures of these weights on some pages, with probabilities put right as in `tables`."""
    figures = Figures()
    for sheet in sheets:
        count_case(figures, sheet.case, judge(sheet.case.scene, weighed(sheet, weights), tables))
    return figures


def weighed(sheet: Sheet, weights: Array) -> list[Proposal]:
    """The proposals of a page with the odds that these weights give them."""
    return [p._replace(score=float(odds)) for p, odds in zip(sheet.proposals, sheet.values @ weights, strict=True)]


class Chosen(NamedTuple):
    """A join that a page's assignment chose: its share in all sets of joins, and whether it is right; its kind as in `Proposal`."""

    share: float
    right: bool
    lined: bool
    near: bool


def chosen_of(sheets: Iterable[Sheet], weights: Array, tables: tuple[Table, Table]) -> list[Chosen]:
    """The joins that are chosen on some pages, but for those that leave their lines as they stand or are right and not needed."""
    found = []
    for sheet in sheets:
        proposals = weighed(sheet, weights)
        shares = join_probabilities([Candidate(p.tail, p.head, p.score) for p in proposals])
        judged = judge(sheet.case.scene, proposals, tables)
        for tail, index in judged.chosen.items():
            if tail not in sheet.case.unsure and not judged.is_natural(index):
                p = proposals[index]
                found.append(Chosen(shares[index], sheet.case.truth.get(tail) == p.head, p.lined, p.near))
    return found


def tables_of(sheets: Sequence[Sheet], weights: Array, before: tuple[Table, Table] = (BLOCKS, LINES)) -> tuple[Table, Table]:
    """The fitted weights by name, with their calibrations.

    What is chosen rests on the odds that are even by the calibration: it is made twice, from `before` and from its own first one.
    """
    fitted = dict(zip(FEATURES, weights, strict=True))
    tables = before
    for _ in range(2):
        chosen = chosen_of(sheets, weights, tables)
        blocks, lines = (
            Table(
                {name: round(float(fitted[lined, name]), 3) for name in names}, *(knots_of(chosen, lined, near) for near in (True, False))
            )
            for lined, names in NAMES
        )
        tables = (blocks, lines)
    return tables


def knots_of(chosen: Sequence[Chosen], lined: bool, near: bool) -> Knots:
    """What each share came to, never falling: a logistic curve over the log odds of the share that may bend at `_BENDS`.

    It rests on all joins of its kind; groups of neighbours, each by itself, would each rest on few.
    """
    some = [join for join in chosen if join.lined == lined and join.near == near]
    curve = logistic([_bent(join.share) for join in some], [join.right for join in some], pull=1.0)
    inner = []
    least = 0.0
    for share in _SHARES:
        odds = sum(curve[name] * value for name, value in _bent(share).items())
        least = max(least, round(1 / (1 + exp(-odds)), 4))
        inner.append((share, least))
    return ((0.0, 0.0), *inner, (1.0, max(least, 0.9995)))


def _bent(share: float) -> dict[str, float]:
    held = min(max(share, _CLOSEST), 1 - _CLOSEST)
    odds = log(held) - log1p(-held)
    return {"bias": 1.0, "odds": odds, **{f"beyond {bend}": max(0.0, odds - bend) for bend in _BENDS}}


def _named(*beginnings: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, name in FEATURES if name.startswith(beginnings)))


KINDS_OF_EVIDENCE: Final[Mapping[str, tuple[str, ...]]] = {
    "a word cut by the break": ("word", "word.gain", "word.long", "loose.tail", "loose.head"),
    "the character model over the break": ("gram", "ungram"),
    "how open the tail is": _named("tail."),
    "how open the head is": _named("head."),
    "quotes and brackets": _named("quotes."),
    "parallel openings, length of the clause": ("parallel", "clause.long"),
    "repeats and rare words shared": ("repeat", "repeat.long", "restart", "shared", "shared.around"),
    "what the page has elsewhere": ("page.gain", "page.loss"),
    "streams of what is left over": _named("left"),
    "the lines around (streams)": _named("stream."),
    "widths of lines": ("width.apart", "width.alike", "tail.full", "tail.narrow"),
    "rows and cells": _named("cell."),
    "neighbourhood": _named("next", "over", "ahead", "back", "inner", "far."),
}


def _line(name: str, figures: Figures) -> str:
    right, wrong, missed = totals(figures)
    among = figures.among_three / max(1, figures.needed)
    return f"{name:44} precision {right / max(1, right + wrong):.3f}  recall {right / max(1, right + missed):.3f}  among three {among:.3f}"


def main() -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.fit_joins", description="Fit the weights of the column join.")
    parser.add_argument("--write", action="store_true", help="write the table that the rule reads")
    parser.add_argument("--curves", action="store_true", help="keep the weights, and write the calibrations alone")
    parser.add_argument("--ablation", action="store_true", help="fit without each kind of evidence in turn")
    parser.add_argument("--folds", type=int, default=0, help="parts for the cross-validation (none)")
    parser.add_argument("--share", type=float, default=1.0, help="the share of the pages that is taken (1)")
    options = parser.parse_args()
    begin = time.monotonic()
    groups = share_of(GROUPS, options.share)
    start = np.array([table_of(lined).weights[name] for lined, name in FEATURES])
    if options.curves:
        write(tables_of([sheet_of(case) for i, case in enumerate(cases("fit", groups)) if i % _EACH], start))
        return 0
    sheets, tested = ([sheet_of(case) for case in cases(part, groups)] for part in PARTS)
    weighed = sum(len(sheet.right) for sheet in sheets)
    print(
        f"{len(sheets)} pages to fit on, {len(tested)} to measure by, {weighed} joins weighed, {time.monotonic() - begin:.0f} s", flush=True
    )
    print(_line("the table as it stands", figures_of(tested, start, (BLOCKS, LINES))), flush=True)
    weights = fit(sheets[::_EACH], start)
    for fold in range(options.folds):
        part = fit([s for i, s in enumerate(sheets) if i % options.folds != fold], np.zeros(len(FEATURES)))
        print(_line(f"fold {fold + 1}, on the part left out", figures_of(sheets[fold :: options.folds], part, (BLOCKS, LINES))), flush=True)
    tables = tables_of([sheet for i, sheet in enumerate(sheets) if i % _EACH], weights)
    figures = figures_of(tested, weights, tables)
    print(_line("fitted, probabilities put right", figures))
    print_kinds(figures)
    if options.ablation:
        for name, held in KINDS_OF_EVIDENCE.items():
            print(_line(f"without {name}", figures_of(tested, fit(sheets[::_EACH], weights, held, _STEPS_AGAIN), tables)), flush=True)
    if options.write:
        write(tables)
    print(f"{time.monotonic() - begin:.0f} s")
    return 0


def write(tables: tuple[Table, Table]) -> None:
    """Write the tables that the rule reads."""
    record = {
        title: {"weights": dict(table.weights), "calibration": {"near": table.near, "far": table.far}}
        for title, table in zip(("blocks", "lines"), tables, strict=True)
    }
    resource("column-join", "weights.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
