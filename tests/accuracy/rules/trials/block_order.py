"""Pages whose whole blocks are out of order: what the moves that the rule asks about put right, each tried by itself with the joins."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from cleanup.edits import Edit
from cleanup.finding import Finding
from cleanup.layout import make_page
from cleanup.page import Origin, Span
from cleanup.render import ConflictError
from seeds.damage import DamagedPage, generate
from seeds.truth import Truth
from tests.accuracy.block_cases import sources
from tests.accuracy.blocks import ASIDE, RECIPES, BlockJudge, order_in, succession, taken_by
from tests.accuracy.rules.judging import Judge
from tests.accuracy.rules.trial import Damage, Made, Trial

PAGES: Final = 6  # of each recipe, strength and source of articles
SEED: Final = 6561


@dataclass(frozen=True)
class Scrambled(Made):
    """A page with its truth, the joins that are taken on it, and which element follows which (ends and starts)."""

    truth: Truth = field(default_factory=lambda: Truth("", "", 0))
    joins: Sequence[Edit] = ()
    wanted: Mapping[int, int] = field(default_factory=dict)

    def order(self, edits: Sequence[Edit]) -> Sequence[Span]:
        """Where each block begins and ends, in the order that these edits and the joins make; nothing where they conflict."""
        aside = frozenset(kind.start for kind in self.truth.kinds if kind.kind in ASIDE)
        try:
            return order_in(self.page, (*self.joins, *edits), aside)
        except ConflictError:
            return ()

    def standing(self, edits: Sequence[Edit]) -> frozenset[int]:
        """The ends behind which the right element begins when these edits are in force beside the joins."""
        return frozenset(left.end for left, right in pairwise(self.order(edits)) if self.wanted.get(left.end, -1) == right.start)


def pages() -> Iterator[Made]:
    """Pages of every recipe that moves blocks; a damage is an element that does not stand behind the one before it."""
    for number, (recipe, strength) in enumerate(RECIPES):
        for half, articles in enumerate(sources("test")):
            for page in generate(articles, PAGES, strength, SEED + 2 * number + half, recipe=recipe):
                yield _made(page)


def _made(damaged: DamagedPage) -> Made:
    page = make_page(damaged.name, damaged.text, Origin())
    joins, _ = taken_by(page, moves=False)
    wanted = succession(damaged.truth)
    whole = Scrambled(damaged.name, damaged.text, (), truth=damaged.truth, joins=joins, wanted=wanted)
    left = sorted(wanted[end] for end in wanted.keys() - whole.standing(()))
    damages = tuple(Damage(start, start, "", "", "succession") for start in left)
    return Scrambled(damaged.name, damaged.text, damages, truth=damaged.truth, joins=joins, wanted=wanted)


def brings(judge: Judge, damage: Damage, finding: Finding) -> bool:
    """With the first fix the element that begins there stands behind the one before it."""
    made = judge.made
    if not isinstance(made, Scrambled) or not finding.fixes:
        return False
    return damage.start in {made.wanted[end] for end in made.standing(finding.fixes[0].edits)}


def allows(judge: Judge, finding: Finding) -> bool:
    """The first fix puts every block that it moves behind an earlier one of its article, a headline above its own text."""
    made = judge.made
    if not isinstance(made, Scrambled) or not finding.fixes:
        return False
    fix = finding.fixes[0]
    return BlockJudge(made.truth, made.wanted, made.order(fix.edits)).is_right(finding, fix)


TRIAL = Trial(pages, brings, beside=("column-join",), allows=allows)
