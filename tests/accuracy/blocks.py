"""How well whole blocks are put under their own article, on generated pages.

    python -m tests.accuracy.blocks [--count N] [--seed S] [--recipe R] [--true-joins]

For each recipe and strength: how many of the successions of an article's elements (headlines, bylines, paragraphs; captions and page
furniture set aside) stand in the source, after the joins that were taken, and after the moves as well; what part of those that the joins
leave wrong the moves put right (recall). A move is right (precision) when each block that it brings stands then behind an earlier one of
its own article, and a headline above the next line of its own; `exact` are those with nothing between that belongs there. `astray` are the
blocks that the joins leave behind a block of another article, `home` the part of them that the moves bring behind one of their own; those
that they do not are told by kind. With `--true-joins` the joins of the truth are in force, so that the moves are judged alone. The pages
are made of articles on which no weight was fitted.
"""

import argparse
from collections import Counter
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

    `mended` are those that stand with the moves and not with the joins alone, `broken` the reverse. `right` moves bring every block behind
    an earlier one of its article, `exact` ones behind the very one before it. `astray` blocks stand behind one of another article once the
    joins are made, `home` of them behind an earlier one of their own in the end. Of the others `unjoined` begin with the rest of a sentence
    whose join was not made, `behind` stand behind a block that is astray itself, `heads` are headlines or bylines, `asked` were moved to a
    wrong place, `unasked` nothing was proposed for.
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
    exact: int = 0
    astray: int = 0
    home: int = 0
    unjoined: int = 0
    behind: int = 0
    heads: int = 0
    asked: int = 0
    unasked: int = 0

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
    def homed(self) -> float:
        """Of the blocks that the joins leave behind a block of another article, the part that the moves bring home; 1 where none are."""
        return self.home / self.astray if self.astray else 1.0


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


def order_in(page: Page, edits: Sequence[Edit], aside: Collection[int]) -> Sequence[Span]:
    """Where each block begins and ends in the source, in the order of the page as these edits leave it, without those that begin at
    `aside`. A joined block may end before it begins."""
    blocks = (block for block in read_blocks(render(page, edits)) if block.first.start not in aside)
    return [Span(block.first.start, block.last.end) for block in blocks]


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
    source, joined, moved = (order_in(page, some, aside) for some in ((), joins, edits))
    stand = [{left.end for left, right in pairwise(order) if wanted.get(left.end) == right.start} for order in (source, joined, moved)]
    judge = BlockJudge(damaged.truth, wanted, moved)
    made = [(finding, fix) for finding, fix in taken if finding.rule == "block-order"]
    astray, left = judge.astray(joined), judge.astray(moved)
    return BlockScore(
        pages=1,
        all=len(wanted),
        source=len(stand[0]),
        joined=len(stand[1]),
        moved=len(stand[2]),
        mended=len(stand[2] - stand[1]),
        broken=len(stand[1] - stand[2]),
        made=len(made),
        right=sum(judge.is_right(finding, fix) for finding, fix in made),
        exact=sum(judge.is_right(finding, fix, exactly=True) for finding, fix in made),
        astray=len(astray),
        home=len(astray - left),
        **Counter(judge.kinds(astray & left, left, made)),
    )


class BlockJudge:
    """What is right of moves on one page; `order` is what stands where once they are made."""

    def __init__(self, truth: Truth, wanted: Mapping[int, int], order: Sequence[Span]) -> None:
        self._truth = truth
        self._starts, self._ends = places_of(truth)
        self._wanted = wanted
        self._behind = {left.start: (left.end, right.start) for left, right in pairwise(order)}

    def goes_on(self, end: int, start: int) -> bool:
        """Whether the block that begins at one place is of the article of the one that ends at the other, and comes after it."""
        left, right = self._ends.get(end), self._starts.get(start)
        return left is not None and right is not None and left[0] == right[0] and left[1] < right[1]

    def astray(self, order: Sequence[Span]) -> frozenset[int]:
        """The starts of the blocks that stand behind one of another article, or behind one that comes after them; no article's first."""
        return frozenset(
            right.start
            for left, right in pairwise(order)
            if self._starts.get(right.start, (0, 0))[1] and left.end in self._ends and not self.goes_on(left.end, right.start)
        )

    def kinds(self, starts: Collection[int], astray: Collection[int], made: Sequence[tuple[Finding, Fix]]) -> Iterator[str]:
        """Of blocks that the moves leave astray, why each does not come home; the names are those of the counts."""
        rests = {join.head[0] for join in (*self._truth.joins, *self._truth.allowed)}
        heads = {line.start for line in self._truth.kinds if line.kind in ("headline", "byline")}
        behind = {right: left for left, (_, right) in self._behind.items()}
        moved = {edit.head.start for _, fix in made for edit in fix.edits if isinstance(edit, Follow) and edit.head is not None}
        for start in starts:
            if start in rests:
                yield "unjoined"
            elif start in heads:
                yield "heads"
            elif behind.get(start) in astray:
                yield "behind"
            else:
                yield "asked" if start in moved else "unasked"

    def is_right(self, finding: Finding, fix: Fix, *, exactly: bool = False) -> bool:
        """Whether each block that a fix moves comes to stand where it belongs; headlines that are lifted, above their text."""
        moves = [edit for edit in fix.edits if isinstance(edit, Follow) and edit.head is not None]
        pairs = [(edit.tail.end if edit.tail else -1, edit.head.start) for edit in moves if edit.head is not None]
        if finding.message.key == "block-order.lift":
            pairs = [*pairs[1:], self._behind.get(pairs[-1][1], (-1, -1))]
        return all(self._wanted.get(end) == start if exactly else self.goes_on(end, start) for end, start in pairs)


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
    print(
        "recipe          strength pages  successions  in source  joined  moved  recall  broken  "
        "moves right     precision   exact   home  of astray"
    )
    total = BlockScore()
    for recipe, strength, score in scores(options.count, options.seed, recipes, true_joins=options.true_joins):
        total += score
        print(_row(recipe, strength, score), flush=True)
    print(_row("all", 0, total))
    print(
        f"astray in the end, of {total.astray}: rests of sentences whose join was not made {total.unjoined}, headlines and bylines "
        f"{total.heads}, behind another stray block {total.behind}, paragraphs moved wrongly {total.asked}, not moved {total.unasked}"
    )
    return 0


def _row(recipe: str, strength: float, score: BlockScore) -> str:
    return (
        f"{recipe:16}{strength:7.1f}{score.pages:7}{score.all:13}{score.source:11}{score.joined:8}{score.moved:7}{score.recall:8.3f}"
        f"{score.broken:8}{score.right:7} of {score.made:<7}{score.precision:7.3f}{score.exact:8}{score.homed:7.3f}{score.astray:11}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
