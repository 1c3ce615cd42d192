"""Which joins are missed, and which are made wrongly, by kind of damage, reason and distance.

    python -m tests.accuracy.join_misses [--share X]

Of the generated pages of `python -m tests.accuracy.joins`, and of the real pages where they are at hand. A miss has one reason, the first
that holds: its lines were not recognised as they were set; its tail reads as a paragraph's end; the pair was pruned before it was weighed;
the tail took another head, or another tail the head; it is less sure than what is proposed. A wrong join has one too: its tail ends there,
or goes on elsewhere. Distances are in pieces: 1 is the next one, one below 0 stands earlier. `--share` measures that part of the
generated pages (1).
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cleanup.rules.order.alternatives import is_asked
from cleanup.rules.order.assignment import Assignment, assign, assignments
from cleanup.scoring.normal import normal
from cleanup.scoring.truth import Pair
from tests.accuracy.join_figures import place_of
from tests.accuracy.join_pages import GROUPS, cases, share_of
from tests.accuracy.pages import real

DISTANCES: Sequence[tuple[str, int, int]] = (
    ("back 20+", -1_000_000, -20),
    ("back 5+", -19, -5),
    ("back", -4, -1),
    ("next", 1, 1),
    ("on 2-4", 2, 4),
    ("on 5+", 5, 19),
    ("on 20+", 20, 1_000_000),
)
"""Names of distances, with the least and the most pieces."""

NO_PLACE = "no place"
_LEAST = 4  # code points by which a piece is told on a real page
_KEY = 7


def distance_of(steps: int) -> str:
    """The name of a distance in pieces."""
    return next(name for name, least, most in DISTANCES if least <= steps <= most)


@dataclass
class Misses:
    """Joins by what was wrong with them: `missed` and `wrong` by kind and reason, then by distance; `needed` by kind."""

    missed: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    wrong: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    needed: Counter[str] = field(default_factory=Counter)

    def count(self, found: Assignment, truth: Mapping[int, int], kinds: Mapping[int, str], unsure: Iterable[int] = ()) -> None:
        """Add one page: the true head of each tail by number, and the kind of join; those of `unsure` tails are right, not needed."""
        made = {tail: i for tail, i in found.chosen.items() if is_asked(found, i)}
        led = {found.proposals[i].head: tail for tail, i in made.items()}
        weighed = {(p.tail, p.head) for p in found.proposals}
        for tail, head in truth.items():
            kind = kinds[tail]
            if kind == "inner":
                continue
            self.needed[kind] += 1
            taken = found.proposals[made[tail]].head if tail in made else None
            if taken == head:
                continue
            reason = (
                "the tail reads as a paragraph's end"
                if found.scene.finished[tail]
                else "not weighed"
                if (tail, head) not in weighed
                else "the tail took another head"
                if taken is not None
                else "another tail took the head"
                if led.get(head, tail) != tail
                else "not sure enough"
            )
            self.missed[kind, reason][distance_of(head - tail)] += 1
        known = frozenset(unsure)
        for tail, index in made.items():
            head = found.proposals[index].head
            if truth.get(tail) != head and tail not in known and not found.is_natural(index):
                reason = "the tail goes on elsewhere" if tail in truth else "the tail ends there"
                self.wrong[place_of(found, tail, head), reason][distance_of(head - tail)] += 1

    def not_recognised(self, kinds: Iterable[str]) -> None:
        """Add the joins of lines that were not recognised as they were set."""
        for kind in kinds:
            self.needed[kind] += 1
            self.missed[kind, "lines not recognised as set"][NO_PLACE] += 1

    def show(self, title: str) -> None:
        """Print the two tables, as Markdown."""
        print(f"### {title}\n")
        names = [*(name for name, _, _ in DISTANCES), NO_PLACE]
        for head, table in (("missed", self.missed), ("wrong", self.wrong)):
            shown = [name for name in names if any(counts[name] for counts in table.values())]
            print(f"| {head} | reason | " + " | ".join(shown) + " | all |")
            print("|---|---|" + "---|" * (len(shown) + 1))
            for (kind, reason), counts in sorted(table.items()):
                of = f"{kind} (of {self.needed[kind]})" if head == "missed" else kind
                cells = " | ".join(str(counts[name] or "") for name in shown)
                print(f"| {of} | {reason} | {cells} | {counts.total()} |")
            print()


def known_joins(found: Assignment, text: str, joins: Iterable[Pair]) -> tuple[dict[int, int], int]:
    """The pieces that pairs of a tail's last and a head's first characters name, by number, and how many pairs name none."""
    texts = [normal(text[piece.first.start : piece.last.end]) for piece in found.scene.pieces]
    truth, lost = {}, 0
    for tail, head in joins:
        last, first = normal(tail), normal(head)
        tails = [n for n, piece in enumerate(texts) if len(piece) >= _LEAST and piece[-_KEY:].endswith(last[-len(piece) :][-_KEY:])]
        heads = [n for n, piece in enumerate(texts) if len(piece) >= _LEAST and piece.startswith(first[: len(piece)][:_KEY])]
        if tails and heads:
            truth[tails[0]] = heads[0]
        else:
            lost += 1
    return truth, lost


def _real() -> None:
    for case in real():
        found = next(assignments(case.page), None)
        if found is None:
            continue
        truth, lost = known_joins(found, case.page.text, case.truth.joins)
        free, _ = known_joins(found, case.page.text, case.truth.allowed)
        misses = Misses()
        misses.count(found, truth, {tail: place_of(found, tail, head) for tail, head in truth.items()}, free)
        misses.not_recognised(["unknown"] * lost)
        misses.show(case.page.id.partition("_")[0])


def main() -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.join_misses", description="List the joins that are missed or wrong.")
    parser.add_argument("--share", type=float, default=1.0, help="measure this part of the generated pages (1)")
    options = parser.parse_args()
    misses = Misses()
    for case in cases("test", share_of(GROUPS, options.share)):
        misses.count(assign(case.scene), case.truth, case.kinds, case.unsure)
        misses.not_recognised(case.beyond)
    misses.show("generated pages")
    _real()
    return 0


if __name__ == "__main__":
    sys.exit(main())
