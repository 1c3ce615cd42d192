"""Fits the weights of characters too many and of missing ones, on pages made for it, and writes their tables.

    python -m tests.accuracy.fit_slips [--write] [--pages N]

The pages are made of articles that no model counted. The odds from which on a slip is shown are those at which so many are shown on
clean text as `SHOWN` says. Prints what that finds on other pages. Needs numpy.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from cleanup.resources import resource
from cleanup.rules.characters.slips import Weighed, Weights, extras, load_language, load_weights, losses
from seeds.registry_text import registry_articles
from tests.accuracy.logistic import fit
from tests.accuracy.pages import articles
from tests.accuracy.rules.slips import damaged
from tests.accuracy.rules.trial import Made

SHOWN: Final = {"extra-char": 1.0, "missing-char": 1.0}
"""Slips that may be shown in 10,000 characters where there are none."""

FITTED: Final = "slips-fitted"
TESTED: Final = "slips-tested"


class Row(NamedTuple):
    """A place that was weighed, and whether it is a slip."""

    weighed: Weighed
    right: bool


def rows(rule: str, made: Made) -> Iterator[Row]:
    """All places of a page that a rule weighs."""
    look = extras if rule == "extra-char" else losses
    wanted = {(damage.start, damage.before or damage.after) for damage in made.damages}
    language = load_language()
    for weighed in look(language.pairs.along(made.text), language):
        yield Row(weighed, (weighed.slip.at, weighed.slip.char) in wanted)


def show(name: str, weights: Weights, pages: Sequence[Made], rule: str) -> None:
    """Print what is shown on some pages under a table."""
    found = [row for made in pages for row in rows(rule, made)]
    shown = [row for row in found if weights.odds(row.weighed.evidence) >= weights.least]
    right, wanted = sum(row.right for row in shown), sum(len(made.damages) for made in pages)
    size = sum(len(made.text) for made in pages)
    print(
        f"{rule:12} {name:14} weighed {len(found) / size * 7000:.0f} a page of 7,000, shown {len(shown)}, "
        f"precision {right / max(1, len(shown)):.3f}, recall {right / max(1, wanted):.3f} of {wanted}, "
        f"wrong in 10,000: {(len(shown) - right) / size * 1e4:.2f}"
    )


def table(rule: str, pages: Iterable[Made]) -> Weights:
    """The weights fitted to some pages."""
    made = list(pages)
    found = [row for page in made for row in rows(rule, page)]
    values = fit([row.weighed.evidence for row in found], [row.right for row in found])
    wrong = sorted((Weights(0, values).odds(row.weighed.evidence) for row in found if not row.right), reverse=True)
    most = int(SHOWN[rule] * sum(len(page.text) for page in made) / 1e4)
    return Weights(round(wrong[min(most, len(wrong) - 1)], 2), values)


def main() -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.fit_slips", description="Fit the weights of slips.")
    parser.add_argument("--write", action="store_true", help="write the tables that the rules read")
    parser.add_argument("--pages", type=int, default=120, help="pages to fit on (120)")
    options = parser.parse_args()
    text = [*articles()[0::2], *registry_articles("fit")]
    for rule in SHOWN:
        lost = rule == "missing-char"
        tested = list(damaged(text, TESTED, options.pages // 2, lost=lost))
        show("as it stands", load_weights(rule), tested, rule)
        weights = table(rule, damaged(text, FITTED, options.pages, lost=lost))
        show("fitted", weights, tested, rule)
        print(f"  from {weights.least}: " + ", ".join(f"{name} {value}" for name, value in weights.values.items()))
        if options.write:
            record = {"least": weights.least, "weights": dict(weights.values)}
            resource(rule, "weights.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
