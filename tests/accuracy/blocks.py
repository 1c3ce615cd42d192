"""How well whole blocks are put under their own article, on generated pages.

    python -m tests.accuracy.blocks [--count N] [--seed S] [--true-joins]

For each recipe and strength: how many of the successions of an article's elements (headlines, bylines, paragraphs; captions and page
furniture set aside) stand in the source, after the joins that were taken, and after the moves as well; what part of those that the joins
leave wrong the moves put right (recall); and how many of the moves that were taken are right (precision). With `--true-joins` the joins
of the truth are in force, so that the moves are judged alone. A move may come under its own article's headline and miss its place there:
that is counted too. The pages are made of articles on which no weight was fitted.
"""

import argparse
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cleanup.articles.blocks import read_blocks
from cleanup.config import Config
from cleanup.edits import Edit, Follow
from cleanup.engine import settle
from cleanup.finding import Finding, Fix, Safety
from cleanup.layout import make_page
from cleanup.page import Origin, Page, Span
from cleanup.render import find_conflicts, render
from cleanup.rules.order import block_order, column_join
from seeds.damage import DamagedPage, generate
from seeds.truth import Truth
from tests.accuracy.block_cases import places_of, sources

SEED = 7701
"""Of the pages that figures are told of; none of them served to fit weights."""

RECIPES: Sequence[tuple[str, float]] = (
    ("moved", 0.5),
    ("moved", 1.0),
    ("blocks", 0.5),
    ("blocks", 1.0),
    ("everything", 0.5),
    ("everything", 1.0),
)
ASIDE = ("caption", "furniture")


@dataclass(frozen=True, slots=True)
class BlockScore:
    """Counts over some pages: successions in all, those that stand in the source, with the joins, with the moves too, and the moves made.

    `mended` are those that stand with the moves and not with the joins alone, `broken` the reverse. `right` moves bring together two
    elements that follow each other, or the end of one article and the beginning of another; `under` bring a block under its own article.
    """

    pages: int = 0
    all: int = 0
    source: int = 0
    joined: int = 0
    moved: int = 0
    mended: int = 0
    broken: int = 0
    made: int = 0
    right: int = 0
    under: int = 0

    def __add__(self, other: "BlockScore") -> "BlockScore":
        return BlockScore(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def recall(self) -> float:
        """Of the successions that the joins leave wrong, the part that the moves put right; 1 where there are none."""
        return self.mended / (self.all - self.joined) if self.all > self.joined else 1.0

    @property
    def precision(self) -> float:
        """Of the moves made, the part that is right; 1 where none was made."""
        return self.right / self.made if self.made else 1.0

    @property
    def repaired(self) -> float:
        """Of the successions that the source breaks, the part that stands in the end, by joins or by moves."""
        return (self.moved - self.source + self.broken) / (self.all - self.source) if self.all > self.source else 1.0


def succession(truth: Truth) -> Mapping[int, int]:
    """The start of the element that follows, by the end of the one before; captions and furniture passed over."""
    kinds = {kind.start: kind for kind in truth.kinds}
    ends = {kind.end: kind for kind in truth.kinds}
    following = dict(truth.sequence)
    found: dict[int, int] = {}
    for end, start in truth.sequence:
        if end in ends and ends[end].kind in ASIDE:
            continue
        after: int | None = start
        while after is not None and after in kinds and kinds[after].kind in ASIDE:
            after = following.get(kinds[after].end)
        if after is not None:
            found[end] = after
    return found


def standing_in(page: Page, edits: Sequence[Edit], wanted: Mapping[int, int], aside: Collection[int]) -> frozenset[int]:
    """The ends (keys of `wanted`) behind which the right block begins in the page as these edits leave it; blocks that begin at `aside`
    are passed over."""
    blocks = [block for block in read_blocks(render(page, edits)) if block.first.start not in aside]
    return frozenset(left.last.end for left, right in pairwise(blocks) if wanted.get(left.last.end, -1) == right.first.start)


def taken_by(page: Page, edits: Sequence[Edit] = (), *, moves: bool) -> tuple[Sequence[Edit], Sequence[tuple[Finding, Fix]]]:
    """The edits in force, and the fixes taken with their findings, when all that is proposed is taken; moves of blocks where asked for."""
    rules = (() if edits else (column_join.RULE,)) + ((block_order.RULE,) if moves else ())

    def take(finding: Finding) -> Fix | None:
        return finding.fixes[0] if finding.fixes and finding.fixes[0].safety >= Safety.ASK else None

    settled = settle(page, Config(), take, rules=rules, edits=edits)
    return settled.edits, settled.taken


def score_page(damaged: DamagedPage, *, true_joins: bool) -> BlockScore | None:
    """The counts of one page; None where its true joins cannot stand together."""
    page = make_page(damaged.name, damaged.text, Origin())
    wanted = succession(damaged.truth)
    aside = frozenset(kind.start for kind in damaged.truth.kinds if kind.kind in ASIDE)
    given: list[Edit] = []
    if true_joins:
        given = [Follow(Span(*join.tail), Span(*join.head)) for join in (*damaged.truth.joins, *damaged.truth.allowed)]
        if find_conflicts(page, given):
            return None
    joins, _ = taken_by(page, given, moves=False)
    edits, taken = taken_by(page, given, moves=True)
    source, joined, moved = (standing_in(page, some, wanted, aside) for some in ((), joins, edits))
    made = [edit for finding, fix in taken if finding.rule == "block-order" for edit in fix.edits if isinstance(edit, Follow)]
    return BlockScore(
        pages=1,
        all=len(wanted),
        source=len(source),
        joined=len(joined),
        moved=len(moved),
        mended=len(moved - joined),
        broken=len(joined - moved),
        made=len(made),
        right=sum(is_right(edit, damaged.truth, wanted) for edit in made),
        under=sum(is_under(edit, damaged.truth) for edit in made),
    )


def is_right(edit: Follow, truth: Truth, wanted: Mapping[int, int]) -> bool:
    """Whether a move puts an element behind the one before it, or the beginning of an article behind the end of another."""
    if edit.head is None:
        return False
    begins = edit.head.start in {start.start for start in truth.articles}
    if edit.tail is None:
        return begins
    following = wanted.get(edit.tail.end)
    return edit.head.start == following or (following is None and begins)


def is_under(edit: Follow, truth: Truth) -> bool:
    """Whether a move puts a block behind one of the same article, or before all of them."""
    if edit.head is None or edit.tail is None:
        return edit.head is not None
    starts, ends = places_of(truth)
    tail, head = ends.get(edit.tail.end), starts.get(edit.head.start)
    return tail is not None and head is not None and tail[0] == head[0]


def scores(
    count: int, seed: int, recipes: Sequence[tuple[str, float]] = RECIPES, *, true_joins: bool = False
) -> Iterator[tuple[str, float, BlockScore]]:
    """For each recipe and strength the counts over `count` generated pages."""
    for recipe, strength in recipes:
        total = BlockScore()
        for half, articles in enumerate(sources("test")):
            for damaged in generate(articles, (count + 1 - half) // 2, strength, seed + half, recipe=recipe):
                total += score_page(damaged, true_joins=true_joins) or BlockScore()
        yield recipe, strength, total


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.blocks")
    parser.add_argument("--count", type=int, default=30, help="pages of each recipe and strength (30)")
    parser.add_argument("--seed", type=int, default=SEED, help=f"seed of the pages ({SEED})")
    parser.add_argument("--recipe", action="append", help="this recipe alone, at both strengths; may be given several times")
    parser.add_argument("--true-joins", action="store_true", help="with the joins of the truth in force")
    options = parser.parse_args(arguments)
    recipes = [(r, s) for r in options.recipe for s in (0.5, 1.0)] if options.recipe else RECIPES
    print("recipe          strength pages  successions  in source  joined  moved  recall  moves right     precision  own article  broken")
    total = BlockScore()
    for recipe, strength, score in scores(options.count, options.seed, recipes, true_joins=options.true_joins):
        total += score
        print(_row(recipe, strength, score), flush=True)
    print(_row("all", 0, total))
    return 0


def _row(recipe: str, strength: float, score: BlockScore) -> str:
    return (
        f"{recipe:16}{strength:7.1f}{score.pages:7}{score.all:13}{score.source:11}{score.joined:8}{score.moved:7}{score.recall:8.3f}"
        f"{score.right:7} of {score.made:<7}{score.precision:7.3f}{score.under:13}{score.broken:8}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
