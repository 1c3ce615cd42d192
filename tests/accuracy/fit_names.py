"""Fits the weights by which two like names are held to be one, on made folders of pages, and writes their table.

    python -m tests.accuracy.fit_names [--write] [--folders N]

Prints, for folders that the weights were not fitted on, how many of the misread names are asked about and how many of those asked about
are misread, by the chance from which on one asks. Needs numpy.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from math import exp
from typing import Final, NamedTuple

from cleanup.language.alikes import load_alikes
from cleanup.language.models import ngrams
from cleanup.resources import resource
from cleanup.rules.consistency.name_pairs import weights
from seeds.registry_text import registry_articles
from tests.accuracy.logistic import fit
from tests.accuracy.pages import articles
from tests.accuracy.rules.name_folders import folders, gathered
from tests.accuracy.rules.trial import Made

FITTED: Final = "name-variant-fitted"
"""The seed of the folders that the weights are fitted on."""

TESTED: Final = "name-variant-tested"
"""The seed of those that they are tested on; the figures in the floors file are of another."""

EACH: Final = 6


class Case(NamedTuple):
    """A pair of names: what is known of it, whether one is the other misread, and of what kind."""

    features: Mapping[str, float]
    wrong: bool
    kind: str


def cases(folder: Sequence[Made]) -> Iterator[Case]:
    """The pairs of a folder's names."""
    gathering = gathered([(made.name, made.text) for made in folder])
    names = {what.variant: what for what in _variants(folder)}
    for pair, features in gathering.weighed(load_alikes(), ngrams()):
        what = names.get(pair.variant)
        wrong = what is not None and what.name == pair.name
        yield Case(features, wrong, what.kind if wrong and what is not None else "place" if pair.known.place else "two")


class _Variant(NamedTuple):
    variant: str
    name: str
    kind: str


def _variants(folder: Sequence[Made]) -> Iterator[_Variant]:
    """Every text of two to four characters over a damage, with what it should be."""
    for made in folder:
        for damage in made.damages:
            for size in (2, 3, 4):
                for start in range(damage.start - size + 1, damage.start + 1):
                    text = made.text[start : start + size]
                    at = damage.start - start
                    yield _Variant(text, text[:at] + damage.after + text[at + 1 :], damage.kind)


def show(name: str, tested: Sequence[Case], table: Mapping[str, float]) -> None:
    """Print how the pairs come out under a table."""
    chances = [1 / (1 + exp(-sum(table.get(key, 0.0) * value for key, value in case.features.items()))) for case in tested]
    wrong = sum(case.wrong for case in tested)
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        made = [case for case, chance in zip(tested, chances, strict=True) if chance >= least]
        right = sum(case.wrong for case in made)
        precision, recall = right / max(1, len(made)), right / max(1, wrong)
        print(f"{name:12} from {least}: {len(made):4} made, precision {precision:.3f}, recall {recall:.3f} of {wrong}")


def main() -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.fit_names", description="Fit the weights for like names.")
    parser.add_argument("--write", action="store_true", help="write the table that the rule reads")
    parser.add_argument("--folders", type=int, default=60, help="folders to fit on (60)")
    options = parser.parse_args()
    text = [*articles()[0::2], *registry_articles("fit")]
    fitted = [case for folder in folders(text, FITTED, options.folders, EACH) for case in cases(folder)]
    tested = [case for folder in folders(text, TESTED, options.folders // 2, EACH) for case in cases(folder)]
    print(f"{len(fitted)} pairs to fit on, {sum(case.wrong for case in fitted)} misread")
    show("as it stands", tested, weights())
    table = fit([case.features for case in fitted], [case.wrong for case in fitted])
    show("fitted", tested, table)
    for key, value in table.items():
        print(f"  {key:10} {value:6.2f}")
    if options.write:
        resource("name-variant", "weights.json").write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
