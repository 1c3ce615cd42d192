"""Prints how the column join does on generated pages, piece by piece, and compares it with its floors.

    python -m tests.accuracy.joins [--share X] [--raise] [--record]

A table by group of pages and by kind of damage; the probabilities beside what they came to; how many needed joins have their head among
the tail's three likeliest; what is safe; what is said to be lost; how many of the true joins are weighed at all; and the same evidence
with other ways of choosing: the best set by itself, the marginals by themselves, the best join of each tail, and the best by turns.
`--share` measures that part of the pages (1); `--record` writes what was measured to where the rule's help page reads it.
"""

import argparse
import sys
from pathlib import Path

from cleanup.rules.measured import OnDamage
from cleanup.rules.order.assignment import Assignment, assign
from cleanup.rules.order.column_join import RULE
from cleanup.rules.order.lost_text import lost_ends
from tests.accuracy.floors import compare, raised, read_floors
from tests.accuracy.join_choices import WAYS, Choices
from tests.accuracy.join_figures import Figures, wilson
from tests.accuracy.join_pages import GROUPS, Case, cases, share_of
from tests.accuracy.join_pruning import Pruning
from tests.accuracy.recording import record

FLOORS = Path(__file__).with_name("join_floors.toml")


def main() -> int:
    """The command; returns the exit code, 1 where a figure fell under its floor."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.joins", description="Measure the column join on generated pages.")
    parser.add_argument("--share", type=float, default=1.0, help="measure this part of the pages (1); without floors below 1")
    parser.add_argument("--raise", dest="raise_floors", action="store_true", help="raise the floors to the figures reached")
    parser.add_argument("--record", action="store_true", help="write what was measured for the rule's help page")
    options = parser.parse_args()
    groups = share_of(GROUPS, options.share)
    choices, pruning = Choices(), Pruning()
    figures = choices.figures[WAYS[0]]
    for case in cases("test", groups):
        found = assign(case.scene)
        choices.count(case, found)
        pruning.count(case, found)
        _count_lost(figures, case, found)
    print(f"{choices.pages} pages; joins by group of pages and by kind of damage")
    print_kinds(figures)
    pruning.show()
    print("ways of choosing, staying alone included")
    choices.show()
    if options.record:
        record({RULE.id: _on_damage(figures)}, {})
    reached = _figures(figures) | {"pruning.recall": pruning.all.recall}
    floors = read_floors(FLOORS)
    if options.raise_floors:
        FLOORS.write_text(raised(reached, floors), encoding="utf-8")
    misses = compare(reached, floors) if options.share == 1 else []
    for line in misses:
        print(f"UNDER THE FLOOR  {line}")
    return 1 if misses else 0


def print_kinds(figures: Figures) -> None:
    """The tables of one run."""
    for title, tallies in (("pages", figures.groups), ("kind", figures.kinds)):
        for name, tally in sorted(tallies.items()):
            shown = f"right {tally.right:5} wrong {tally.wrong:4} missed {tally.missed:4}"
            print(f"  {title:6} {name:22} {shown}  precision {tally.precision:.3f}  recall {tally.recall:.3f}")
    print(
        f"  head among the three likeliest: {figures.among_three} of {figures.needed} ({figures.among_three / max(1, figures.needed):.3f})"
    )
    print(f"  lines parted from their true neighbours: {figures.torn} of {figures.neighbours}")
    safe = [some.right for some in figures.judged if some.safe]
    print(f"  safe joins: {len(safe)}, right {sum(safe)}, at least {wilson(sum(safe), len(safe))[0]:.4f} of such are right (95 %)")
    lost = figures.lost
    if lost.right + lost.missed:
        print(f"  lost text: {lost.right} of {lost.right + lost.missed} ends said to be lost, and {lost.wrong} others")
    for number, some in enumerate(figures.reliability):
        low, high = some.interval
        bounds = f"{number / 10:.1f} to {(number + 1) / 10:.1f}"
        held = "holds" if some.holds else ""
        print(f"  {bounds}: {some.joins:6} joins, predicted {some.predicted:.3f}, right {low:.3f} to {high:.3f} {held}")


def totals(figures: Figures) -> tuple[int, int, int]:
    """Right, wrong and missed joins of all kinds."""
    return figures.totals


def _figures(figures: Figures) -> dict[str, float]:
    reached = {}
    for name, tally in figures.kinds.items():
        reached[f"{name}.precision"] = tally.precision
        reached[f"{name}.recall"] = tally.recall
    safe = [some.right for some in figures.judged if some.safe]
    reached["among-three"] = figures.among_three / max(1, figures.needed)
    reached["safe.at-least"] = wilson(sum(safe), len(safe))[0]
    reached["torn"] = -figures.torn / max(1, figures.neighbours)
    reached["lost.recall"] = figures.lost.recall
    return reached


def _on_damage(figures: Figures) -> OnDamage:
    right, wrong, missed = figures.totals
    safe = [some.right for some in figures.judged if some.safe]
    return OnDamage(right + missed, right, right + wrong, right, len(safe), len(safe) - sum(safe))


def _count_lost(figures: Figures, case: Case, found: Assignment) -> None:
    """Which ends are said to be lost, of those that are."""
    tails, heads = lost_ends(found, case.page.text)
    for said, lost in ((tails, case.lost_tails), (heads, case.lost_heads)):
        figures.lost.right += len(said & lost)
        figures.lost.wrong += len(said - lost)
        figures.lost.missed += len(lost - said)


if __name__ == "__main__":
    sys.exit(main())
