"""Fits the weights of look-alike characters, and writes their table.

    python -m tests.accuracy.fit_lookalikes [--write] [--pages N]

The pages are made of articles that no model counted; on each some characters of words are exchanged for others of their shape. Half of the
pages have half of these articles and every second one of the generator's exchanges, the others have the rest. The odds from which a look
goes on are chosen on either half under the weights of the other, so on articles and exchanges that gave no weight; the weights that are
kept come of both. How the three looks do is measured on neither, but on the trial's articles. Logistic regression, a row a look-alike.
Prints how the three looks do on the trial's pages.
Needs numpy.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import Any, Final, NamedTuple

import numpy as np

from cleanup.language.lexicon import Lexicon
from cleanup.resources import resource
from cleanup.rules.characters.lookalike import load_tables
from cleanup.rules.characters.swap_weights import Looks, Weights
from cleanup.rules.characters.swaps import Place, candidates
from seeds.damage import make_page
from seeds.kinds_of_damage.codes import apart
from seeds.kinds_of_damage.tables import LOOK_ALIKES
from seeds.recipe import RECIPES
from seeds.registry_text import registry_articles
from tests.accuracy import pages as sample_pages
from tests.accuracy.join_figures import wilson
from tests.accuracy.rules.trial import Damage, Made, put
from tests.accuracy.rules.trials import lookalike

Array = np.ndarray[Any, np.dtype[np.float64]]

LOOKS: Final[Mapping[str, tuple[str, ...]]] = {
    "pairs": ("old", "new", "best", "paired", "lone", "worded", "level", "rarity", "common"),
    "model": ("old", "new", "best", "paired", "lone", "worded", "level", "rarity", "common", "gain", "context"),
    "whole": ("gain", "level", "rarity", "common", "words", "made", "in-word", "was-word", "page", "again", "near", "own"),
}
"""The evidence of each look."""

KEPT: Final = (0.993, 0.9915)
"""Of the right look-alikes that the last look asks about, those that the first and the second let through."""

PRECISION: Final = 0.85
"""Of the places that are asked about, the least that shall hold an exchanged character: what the pages of the second half bear out with a
certainty of 95 per cent (Wilson's interval). Four in five are wanted of the rule; real pages have fewer exchanges than these."""

_PULL: Final = 1e-3  # towards nothing
_STEPS: Final = 50
_SEED: Final = 7702


class Rows(NamedTuple):
    """Look-alikes weighed: their evidence, whether each is right, which place (page and offset) it is of, and all that was exchanged."""

    values: Sequence[Mapping[str, float]]
    right: Array
    places: Sequence[tuple[int, int]]
    exchanged: int

    def matrix(self, names: Sequence[str]) -> Array:
        """A row a look-alike, a column a piece of evidence."""
        return np.array([[row.get(name, 0.0) for name in names] for row in self.values])


def fitting_pages(count: int, half: int) -> Iterator[Made]:
    """Pages of one half (0 or 1) of the articles that are for fitting, damaged with every second one of the generator's exchanges."""
    lexicon = Lexicon.load()
    own, paper = sample_pages.articles()[0::2][half::2], registry_articles("fit")[half::2]
    chars = frozenset(sorted(LOOK_ALIKES)[half::2])
    for number in range(count):
        chance = Random(f"{_SEED}/{half}/{number}")
        text = make_page(chance.sample([*own, *paper], lookalike.ARTICLES), RECIPES["clean"], number, f"page-{number:03}").text
        changes = apart(list(lookalike.misread(text, chance, lexicon, chars)))
        yield put(f"page-{number:03}", text, [Damage(c.start, c.end, c.text, text[c.start : c.end], c.kind) for c in changes])


def rows(made: Iterable[Made]) -> Rows:
    """All look-alikes of some pages with all their evidence, whatever the looks say."""
    tables = load_tables()
    values: list[Mapping[str, float]] = []
    right: list[bool] = []
    places: list[tuple[int, int]] = []
    exchanged = 0
    for number, page in enumerate(made):
        true = {damage.start: damage.after for damage in page.damages}
        exchanged += len(true)
        neighbours = tables.pairs.along(page.text)
        for candidate in candidates(neighbours, tables, {}):
            place = Place(candidate.at, tables, neighbours)
            values.append({**place.by_model(candidate), **place.seen(candidate.instead).values})
            right.append(true.get(candidate.at) == candidate.instead)
            places.append((number, candidate.at))
    return Rows(values, np.array(right, float), places, exchanged)


def fit(names: Sequence[str], data: Rows) -> Weights:
    """The weights of the greatest likelihood, pulled a little towards 0, by Newton's steps; the least odds are none yet."""
    matrix = data.matrix(names)
    mean, spread = matrix.mean(0), matrix.std(0) + 1e-9
    scaled = np.c_[(matrix - mean) / spread, np.ones(len(matrix))]
    pull = np.r_[np.full(len(names), _PULL * len(matrix)), 1e-9]
    weights = np.zeros(len(names) + 1)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (chance - data.right) + pull * weights
        bend = scaled.T @ (scaled * (chance * (1 - chance))[:, None]) + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if abs(step).max() < 1e-6:
            break
    plain = weights[:-1] / spread
    return Weights(
        {name: round(float(w), 3) for name, w in zip(names, plain, strict=True)}, round(float(weights[-1] - plain @ mean), 3), 0.0
    )


def scores(look: Weights, data: Rows) -> Array:
    """The odds of each row."""
    found: Array = data.matrix(list(look.values)) @ np.array(list(look.values.values())) + look.bias
    return found


def threshold(found: Array, data: Rows, precision: float) -> float:
    """The least odds from which so many of the places that are asked about surely hold an exchanged character."""
    best: dict[tuple[int, int], tuple[float, bool]] = {}
    for odds, right, place in zip(found, data.right, data.places, strict=True):
        before = best.get(place, (-np.inf, False))
        best[place] = (max(float(odds), before[0]), before[1] or bool(right))
    least, hits = np.inf, 0
    for count, (odds, right) in enumerate(sorted(best.values(), reverse=True), 1):
        hits += right
        if wilson(hits, count)[0] >= precision:
            least = odds
    return round(float(least), 2)


def together(one: Rows, other: Rows) -> Rows:
    """The rows of both, the pages of the second numbered after those of the first."""
    first = 1 + max((page for page, _ in one.places), default=-1)
    places = [*one.places, *((page + first, at) for page, at in other.places)]
    return Rows([*one.values, *other.values], np.r_[one.right, other.right], places, one.exchanged + other.exchanged)


def fit_looks(one: Rows, other: Rows) -> Looks:
    """The three looks, fitted on both halves; the last one's threshold by its precision, the others' by what they let through, each half
    under the weights of the other."""
    every = together(one, other)
    whole = fit(LOOKS["whole"], every)
    unseen = _across("whole", one, other)
    whole = whole._replace(least=threshold(unseen, every, PRECISION))
    asked = (unseen >= whole.least) & (every.right > 0)
    early = []
    for name, kept in zip(("pairs", "model"), KEPT, strict=True):
        least = float(np.quantile(_across(name, one, other)[asked], 1 - kept))
        early.append(fit(LOOKS[name], every)._replace(least=round(least, 2)))
    return Looks(early[0], early[1], whole)


def _across(name: str, one: Rows, other: Rows) -> Array:
    """The odds of each row of both halves under a look's weights of the half that it is not of."""
    found: Array = np.r_[scores(fit(LOOKS[name], other), one), scores(fit(LOOKS[name], one), other)]
    return found


def show(name: str, looks: Looks, data: Rows) -> None:
    """Print how many look-alikes each look lets through, and how many of the exchanged characters are asked about."""
    left = np.ones(len(data.right), bool)
    words = []
    for look in looks:
        left &= scores(look, data) >= look.least
        words.append(f"{left.sum()} ({data.right[left].sum():.0f} right)")
    asked = {place for place, is_left in zip(data.places, left, strict=True) if is_left}
    hit = {place for place, is_left, right in zip(data.places, left, data.right, strict=True) if is_left and right}
    print(f"{name}: {data.exchanged} exchanged; {len(data.right)} look-alikes ({data.right.sum():.0f} right), {', '.join(words)}")
    print(f"    recall {len(hit) / data.exchanged:.3f}, precision {len(hit) / max(1, len(asked)):.3f}")


def main() -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.fit_lookalikes", description="Fit the weights of look-alikes.")
    parser.add_argument("--write", action="store_true", help="write the table that the rule reads")
    parser.add_argument("--pages", type=int, default=300, help="pages of each half (300)")
    options = parser.parse_args()
    one, other = (rows(fitting_pages(options.pages, half)) for half in (0, 1))
    looks = fit_looks(one, other)
    for name, look in zip(Looks._fields, looks, strict=True):
        print(f"{name:6} from {look.least}: {dict(look.values)}, {look.bias}")
    show("one half", looks, one)
    show("the other half", looks, other)
    show("the trial's", looks, rows(lookalike.pages()))
    if options.write:
        record = {name: {"bias": look.bias, "least": look.least, "values": dict(look.values)} for name, look in looks._asdict().items()}
        resource("lookalike", "weights.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
