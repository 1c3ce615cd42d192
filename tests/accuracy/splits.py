"""How many of the glued texts on generated pages are parted, and how many of the partings are right, by kind of damage.

python -m tests.accuracy.splits [--pages N] [--seed S] [--verbose]
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cleanup.edits import Follow, Replace
from cleanup.finding import Finding, Safety
from cleanup.layout import make_page
from cleanup.page import Origin
from cleanup.rules.analysis import Analysis
from cleanup.rules.order import false_join
from seeds.articles import Article
from seeds.damage import DamagedPage, generate
from tests.accuracy.pages import articles

PAGES = 40
SEED = 9173
KINDS = ("glued-byline", "glued-headline", "glued-slogan", "glued-amid", "fused", "heading-mark")
"""The kinds of damage that are looked for."""

MIXES: tuple[tuple[str, tuple[str, ...] | None, float], ...] = (
    ("glued alone, strength 0.5", ("glued-byline", "glued-headline", "fused", "furniture"), 0.5),
    ("glued alone, strength 1", ("glued-byline", "glued-headline", "fused", "furniture"), 1.0),
    ("slogans, pieces amid, heading marks", ("glued-byline", "glued-slogan", "glued-amid", "heading-mark"), 0.5),
    ("with wraps as spaces", ("glued-byline", "glued-headline", "fused", "glued-amid", "space-wrap", "columns", "half-width"), 0.5),
    ("with wraps as line ends", ("glued-byline", "glued-headline", "fused", "glued-amid", "newline-wrap", "columns"), 0.5),
    (
        "Markdown with cuts and stray spaces",
        ("glued-byline", "glued-headline", "fused", "markdown", "columns", "spaces", "half-width"),
        0.5,
    ),
    ("recipes mixed, strength 0.5", None, 0.5),
    ("recipes mixed, strength 1", None, 1.0),
)


@dataclass
class Figures:
    """Of one group of pages: by kind how many places were found and wanted, how many partings were made and right, their confidences."""

    name: str
    kinds: dict[str, list[int]] = field(default_factory=dict)
    made: int = 0
    right: int = 0
    sure: list[tuple[float, bool]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        found, wanted = (sum(column) for column in zip(*self.kinds.values(), strict=True)) if self.kinds else (0, 0)
        return found / max(1, wanted)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.made)


def measure(name: str, pages: Iterable[DamagedPage]) -> Figures:
    """The figures of the rule on some pages; what it would ask counts, what it merely shows counts in `sure` alone."""
    figures = Figures(name)
    for made in pages:
        _add(figures, made)
    return figures


def _add(figures: Figures, made: DamagedPage) -> None:
    page = make_page(made.name, made.text, Origin(newline="\r\n" if "\r\n" in made.text else "\n"))
    wanted = {(s.left[1], s.right[0]): s.kind for s in made.truth.splits}
    wanted |= {(e.start, e.end): e.kind for e in made.truth.edits if e.kind == "heading-mark"}
    found: set[tuple[int, int]] = set()
    for finding in false_join.find(Analysis(page), {}):
        places = tuple(places_of_parting(finding))
        right = all(_is_wanted(wanted, place, made.text) for place in places)
        figures.sure.append((finding.confidence, right))
        if finding.safety < Safety.ASK:
            continue
        found.update(places)
        figures.made += 1
        figures.right += right
        if not right:
            figures.wrong.append(
                f"{made.name} {made.truth.recipe}: {finding.message.key} {finding.confidence} {_around(made.text, places)}"
            )
    for place, kind in wanted.items():
        if kind in KINDS:
            there, all_of_it = figures.kinds.get(kind, [0, 0])
            hit = any((low == place[0] and place[1] <= high) or (high == place[1] and low <= place[0]) for low, high in found)
            figures.kinds[kind] = [there + hit, all_of_it + 1]
            if not hit:
                figures.missed.append(f"{made.name} {made.truth.recipe}: {kind} {_around(made.text, [place])}")


def places_of_parting(finding: Finding) -> Iterator[tuple[int, int]]:
    """The places, as end of the left and start of the right text, at which a finding parts."""
    for edit in finding.fixes[0].edits:
        if isinstance(edit, Replace):
            (left, right), (first, last) = (edit.start, edit.end), (finding.spans[0], finding.spans[-1])
            yield (first.end, last.start) if first != last else (left, right)
        elif isinstance(edit, Follow) and edit.tail and edit.head:
            yield edit.tail.end, edit.head.start


def _is_wanted(wanted: dict[tuple[int, int], str], place: tuple[int, int], text: str) -> bool:
    """Whether two texts touch at a place; for a piece that is taken out, at both of its ends."""
    if place in wanted:
        return True
    low, high = place
    return any(left == low for left, _ in wanted) and any(right == high for _, right in wanted) and bool(text[low:high].strip())


def _around(text: str, places: Sequence[tuple[int, int]]) -> str:
    low, high = places[0]
    return repr(f"{text[max(0, low - 16) : low]}¦{text[low:high][:40]}¦{text[high : high + 16]}")


def groups(count: int = PAGES, seed: int = SEED, some: Sequence[Article] | None = None) -> Iterator[Figures]:
    """The figures of every group of pages, `count` pages each."""
    chosen = articles() if some is None else some
    for number, (name, kinds, strength) in enumerate(MIXES):
        yield measure(name, generate(chosen, count, strength, seed + number, kinds))


def total(parts: Iterable[Figures]) -> Figures:
    """The figures of all groups together."""
    whole = Figures("all")
    for part in parts:
        for kind, (found, wanted) in part.kinds.items():
            there, all_of_it = whole.kinds.get(kind, [0, 0])
            whole.kinds[kind] = [there + found, all_of_it + wanted]
        whole.made += part.made
        whole.right += part.right
        whole.sure += part.sure
    return whole


def reliability(sure: Sequence[tuple[float, bool]], bins: int = 10) -> Iterator[tuple[int, float, float]]:
    """Cases, mean confidence and share of right ones, by tenths of the confidence."""
    for number in range(bins):
        inside = [(p, right) for p, right in sure if number <= p * bins < number + 1 or (number == bins - 1 and p == 1)]
        if inside:
            yield len(inside), sum(p for p, _ in inside) / len(inside), sum(right for _, right in inside) / len(inside)


def print_figures(figures: Figures) -> None:
    """One group as a table."""
    print(f"\n{figures.name}: recall {figures.recall:.3f}, parted {figures.made} of which right {figures.right} ({figures.precision:.3f})")
    for kind in KINDS:
        if kind in figures.kinds:
            found, wanted = figures.kinds[kind]
            print(f"  {kind:16} {found} of {wanted} ({found / wanted:.3f})")


def main() -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.splits", description="Measure how glued texts are parted.")
    parser.add_argument("--pages", type=int, default=PAGES, help=f"pages a group ({PAGES})")
    parser.add_argument("--seed", type=int, default=SEED, help=f"seed of the first group ({SEED})")
    parser.add_argument("--verbose", action="store_true", help="name what was missed and what is wrong")
    options = parser.parse_args()
    parts = list(groups(options.pages, options.seed))
    for part in parts:
        print_figures(part)
        for line in (*(f"wrong   {w}" for w in part.wrong), *(f"missed  {m}" for m in part.missed)) if options.verbose else ():
            print(f"    {line}")
    whole = total(parts)
    print_figures(whole)
    print("\nconfidence: cases, mean, share that is right")
    for cases, mean, right in reliability(whole.sure):
        print(f"  {cases:5} {mean:.3f} {right:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
