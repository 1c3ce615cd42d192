"""Fits what a gap inside a paragraph is worth (`false_weights.GAP`) and says how well it tells on articles that were not seen.

    python -m tests.accuracy.gap_weights [--topics]

Logistic regression by Newton's method, on pages made of half of the articles; to be run again when the character model changes. With
`--topics` the same for paragraphs whose two parts have the words of two articles (`false_weights.TOPIC`), on newspaper text as well.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from math import exp
from typing import NamedTuple

from cleanup.layout import make_page
from cleanup.page import Origin
from cleanup.rules.analysis import Analysis
from cleanup.rules.order.false_cuts import find_cuts
from cleanup.rules.order.false_places import read_sheet
from cleanup.rules.order.false_topics import seams
from cleanup.rules.order.false_weights import GAP
from seeds.articles import Article
from seeds.damage import DamagedPage, generate
from seeds.registry_text import registry_articles
from tests.accuracy.join_pages import Part
from tests.accuracy.logistic import fit as logistic
from tests.accuracy.pages import articles

PAGES = 40
ROUNDS = 40
RIDGE = 1.0  # prior on each weight but the constant, in cases
_GLUED = ("glued-byline", "glued-headline", "fused", "furniture")


class Case(NamedTuple):
    """The features of a gap, and whether two texts meet there."""

    features: Mapping[str, float]
    right: bool


def pages(some: Sequence[Article], seed: int) -> Iterator[DamagedPage]:
    """Pages on which gaps mean different things: glued texts alone, with wraps, with stray spaces, and as the recipes mix them."""
    yield from generate(some, PAGES, 0.5, seed, _GLUED)
    yield from generate(some, PAGES // 2, 0.5, seed + 1, (*_GLUED, "spaces", "space-wrap", "columns"))
    yield from generate(some, PAGES // 2, 0.5, seed + 2, (*_GLUED, "newline-wrap", "columns"))
    yield from generate(some, PAGES // 2, 0.5, seed + 3, (*_GLUED, "spaces", "half-width", "straight-quotes", "columns", "markdown"))
    yield from generate(some, PAGES, 0.5, seed + 4)
    yield from generate(some, PAGES, 0.5, seed + 5, recipe="space-wrapped")


def cases(some: Sequence[Article], seed: int) -> list[Case]:
    """Every gap that the rule would weigh."""
    found = []
    for made in pages(some, seed):
        sheet = read_sheet(Analysis(make_page(made.name, made.text, Origin())))
        split = {(s.left[1], s.right[0]) for s in made.truth.splits}
        found += [Case(cut.features, (cut.start, cut.end) in split) for cut in find_cuts(sheet) if cut.features is not None]
    return found


def fit(some: Sequence[Case], names: Sequence[str]) -> dict[str, float]:
    """The weights that make the cases likeliest."""
    weights = [0.0] * len(names)
    rows = [[case.features.get(name, 0.0) for name in names] for case in some]
    for _ in range(ROUNDS):
        slope = [RIDGE * w * (name != "gap") for name, w in zip(names, weights, strict=True)]
        bend = [[RIDGE * (i == j) for j in range(len(names))] for i in range(len(names))]
        for row, case in zip(rows, some, strict=True):
            chance = 1 / (1 + exp(-sum(w * x for w, x in zip(weights, row, strict=True))))
            for i, x in enumerate(row):
                if x:
                    slope[i] += x * (chance - case.right)
                    for j, y in enumerate(row):
                        bend[i][j] += x * y * chance * (1 - chance)
        weights = [w - step for w, step in zip(weights, _solved(bend, slope), strict=True)]
    return dict(zip(names, weights, strict=True))


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of linear equations, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for k in range(len(rows)):
        pivot = max(range(k, len(rows)), key=lambda i: abs(rows[i][k]))
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for i in range(len(rows)):
            if i != k:
                share = rows[i][k] / rows[k][k]
                rows[i] = [a - share * b for a, b in zip(rows[i], rows[k], strict=True)]
    return [row[-1] / row[k] for k, row in enumerate(rows)]


def topic_pages(part: Part, seed: int) -> Iterator[DamagedPage]:
    """Pages with paragraphs run together amid what else breaks paragraphs, of the project's and of newspaper articles."""
    for half, some in enumerate((articles()[part == "test" :: 2], registry_articles(part))):
        first = seed + 20 * half
        yield from generate(some, 30, 0.5, first, _GLUED)
        yield from generate(some, 30, 0.5, first + 1, ("fused", "spaces", "space-wrap", "columns", "over"))
        yield from generate(some, 20, 0.5, first + 2, ("fused", "newline-wrap", "columns"))
        yield from generate(some, 20, 0.5, first + 3, ("fused", "glued-headline", "half-width", "straight-quotes", "columns", "markdown"))
        yield from generate(some, 40, 0.5, first + 4)
        yield from generate(some, 20, 1.0, first + 5)
        yield from generate(some, 20, 1.0, first + 6, recipe="moved")


def topic_cases(part: Part, seed: int) -> tuple[list[Case], int]:
    """Every place that the rule would weigh by the words, and how many paragraphs of two articles there are."""
    found, wanted = [], 0
    for made in topic_pages(part, seed):
        split = {(s.left[1], s.right[0]): s.kind for s in made.truth.splits}
        wanted += sum(kind == "fused" for kind in split.values())
        sheet = read_sheet(Analysis(make_page(made.name, made.text, Origin())))
        found += [Case(seam.features, (seam.start, seam.end) in split) for seam in seams(sheet)]
    return found, wanted


def main() -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.gap_weights", description="Fit what tells of texts run together.")
    parser.add_argument("--topics", action="store_true", help="what the words of a paragraph's two parts say, not a gap")
    if parser.parse_args().topics:
        seen, _ = topic_cases("fit", 300)
        weights = logistic([case.features for case in seen], [case.right for case in seen], pull=RIDGE, free="")
        unseen, wanted = topic_cases("test", 900)
    else:
        every = articles()
        weights = fit(cases(every[::2], 100), list(GAP))
        unseen = cases(every[1::2], 500)
        wanted = sum(case.right for case in unseen)
    for name, weight in weights.items():
        print(f'        "{name}": {weight:.2f},')
    print("\nprobability from, precision, recall on articles that were not seen")
    for least in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        taken = [c for c in unseen if 1 / (1 + exp(-sum(weights[n] * v for n, v in c.features.items()))) >= least]
        right = sum(case.right for case in taken)
        print(f"  {least} {right / max(1, len(taken)):.3f} {right / max(1, wanted):.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
