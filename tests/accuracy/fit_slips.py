"""Fits the weights of characters too many and of missing ones, on pages made for it, and writes their tables.

    python -m tests.accuracy.fit_slips [--write] [--pages N]

The pages are made of articles that no model counted. The odds from which on a slip is shown are those at which so many are shown on
clean text as `SHOWN` says. Prints what that finds on other pages. Needs numpy.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cleanup.resources import resource
from cleanup.rules.characters.losses import candidates, losses
from cleanup.rules.characters.slips import Weighed, Weights, extras, load_language, load_weights
from seeds.registry_text import registry_articles
from tests.accuracy.logistic import fit
from tests.accuracy.pages import articles
from tests.accuracy.rules.slips import damaged
from tests.accuracy.rules.trial import Made

SHOWN: Final = {"extra-char": 1.0, "missing-char": 0.52}
"""Slips that may be shown in 10,000 characters where there are none."""

KEPT: Final = 0.98
"""Of the missing characters that the last look shows, those that the first one lets through."""

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


def best(found: Iterable[Row], weights: Weights) -> list[Row]:
    """Of each place what is likeliest there."""
    ranked = sorted(found, key=lambda row: weights.odds(row.weighed.evidence))
    return list({row.weighed.slip.at: row for row in ranked}.values())


def show(name: str, weights: Weights, pages: Sequence[Made], rule: str) -> None:
    """Print what is shown on some pages under a table."""
    found = [row for made in pages for row in best(rows(rule, made), weights)]
    shown = [row for row in found if weights.odds(row.weighed.evidence) >= weights.least]
    right, wanted = sum(row.right for row in shown), sum(len(made.damages) for made in pages)
    size = sum(len(made.text) for made in pages)
    print(
        f"{rule:12} {name:14} weighed {len(found) / size * 7000:.0f} a page of 7,000, shown {len(shown)}, "
        f"precision {right / max(1, len(shown)):.3f}, recall {right / max(1, wanted):.3f} of {wanted}, "
        f"wrong in 10,000: {(len(shown) - right) / size * 1e4:.2f}"
    )


def table(rule: str, made: Sequence[Made]) -> Weights:
    """The weights fitted to some pages."""
    found = [list(rows(rule, page)) for page in made]
    everything = [row for page in found for row in page]
    weights = Weights(0, fit([row.weighed.evidence for row in everything], [row.right for row in everything]))
    likeliest = [row for page in found for row in best(page, weights)]
    wrong = sorted((weights.odds(row.weighed.evidence) for row in likeliest if not row.right), reverse=True)
    most = int(SHOWN[rule] * sum(len(page.text) for page in made) / 1e4)
    return weights._replace(least=round(wrong[min(most, len(wrong) - 1)], 2))


def first_look(pages: Sequence[Made], last: Weights) -> Weights:
    """The first look at missing characters: from what the model is not asked for, and what it lets through."""
    language = load_language()
    seen: list[Mapping[str, float]] = []
    right: list[bool] = []
    kept: list[int] = []
    for made in pages:
        wanted = {(damage.start, damage.before or damage.after) for damage in made.damages}
        neighbours = language.pairs.along(made.text)
        shown = {(w.slip.at, w.slip.char) for w in losses(neighbours, language) if last.odds(w.evidence) >= last.least}
        for each in candidates(neighbours, language):
            place = (each.at, each.char)
            if place in wanted & shown:
                kept.append(len(seen))
            seen.append(each.evidence)
            right.append(place in wanted)
    look = Weights(0.0, fit(seen, right))
    odds = sorted(look.odds(seen[number]) for number in kept)
    least = round(odds[int((1 - KEPT) * len(odds))], 2)
    asked = sum(look.odds(evidence) >= least for evidence in seen)
    size = sum(len(made.text) for made in pages)
    print(f"  first look: {len(seen) / size * 7000:.0f} seen on a page of 7,000, {asked / size * 7000:.0f} let through")
    return look._replace(least=least)


def as_record(weights: Weights) -> dict[str, object]:
    """A table as it is written."""
    return {"least": weights.least, "weights": dict(weights.values)}


def main() -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.fit_slips", description="Fit the weights of slips.")
    parser.add_argument("--write", action="store_true", help="write the tables that the rules read")
    parser.add_argument("--only", choices=SHOWN, help="this rule alone")
    parser.add_argument("--pages", type=int, default=120, help="pages to fit on (120)")
    options = parser.parse_args()
    text = [*articles()[0::2], *registry_articles("fit")]
    for rule in [options.only] if options.only else SHOWN:
        lost = rule == "missing-char"
        tested = list(damaged(text, TESTED, options.pages // 2, lost=lost))
        show("as it stands", load_weights(rule), tested, rule)
        made = list(damaged(text, FITTED, options.pages, lost=lost))
        weights = table(rule, made)
        show("fitted", weights, tested, rule)
        print(f"  from {weights.least}: " + ", ".join(f"{name} {value}" for name, value in weights.values.items()))
        record = as_record(weights)
        if lost:
            record["first"] = as_record(first_look(made, weights))
            print(f"  {record['first']}")
        if options.write:
            resource(rule, "weights.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
