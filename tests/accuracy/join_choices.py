"""The same evidence for a page's joins with other ways of choosing among them, and where the ways part."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import exp

from cleanup.rules.order.alternatives import ask_of, is_asked
from cleanup.rules.order.assignment import Assignment, best_set
from cleanup.rules.order.best_matching import best_matching
from cleanup.rules.order.matching import Candidate, choose
from tests.accuracy.join_figures import Figures, count_case
from tests.accuracy.join_pages import Case

WAYS = (
    "the best set, as sure as its marginals",
    "the best set, whatever it is sure of",
    "the same, staying alone at even odds",
    "the same, staying alone at odds of e",
    "the marginals alone",
    "each tail by itself",
    "the best by turns",
)


@dataclass
class Choices:
    """What each way of choosing comes to, and what is to be said of the best sets.

    `alike` counts pages on which the best set and the marginals propose the same joins, `circles` those whose best set had a circle before
    it was broken, `exact` those whose best set is known to be the best. `out_right` and `out_wrong` are joins that the marginals propose
    and the best set does without.
    """

    figures: dict[str, Figures] = field(default_factory=lambda: {way: Figures() for way in WAYS})
    pages: int = 0
    alike: int = 0
    circles: int = 0
    exact: int = 0
    out_right: int = 0
    out_wrong: int = 0

    def count(self, case: Case, found: Assignment) -> None:
        """Add one page."""
        candidates = [Candidate(p.tail, p.head, p.score) for p in found.proposals]
        best = best_set(found.proposals)
        marginals = choose(candidates, list(found.probabilities), len(found.scene.pieces))
        ways = dict(zip(WAYS, self.figures.values(), strict=True))
        count_case(ways[WAYS[0]], case, found)
        count_case(ways[WAYS[1]], case, _certain(found, best.chosen.values()))
        for way, price in ((WAYS[2], 0.0), (WAYS[3], 1.0)):
            count_case(ways[way], case, _certain(found, best_matching(candidates, price=price).chosen.values()))
        count_case(ways[WAYS[4]], case, Assignment(found.scene, found.proposals, found.probabilities, marginals))
        count_case(ways[WAYS[5]], case, _alone_with(found, _each_by_itself(found)))
        count_case(ways[WAYS[6]], case, _alone_with(found, _by_turns(found)))
        sure = {i for i in marginals.values() if found.probabilities[i] >= ask_of(found.proposals[i])}
        asked = {i for i in found.chosen.values() if is_asked(found, i)}
        self.pages += 1
        self.alike += sure == asked
        self.exact += best.exact
        self.circles += best.circles
        for index in sure - asked:
            right = case.truth.get(found.proposals[index].tail) == found.proposals[index].head
            self.out_right += right
            self.out_wrong += not right

    def show(self) -> None:
        """Print them."""
        for way, figures in self.figures.items():
            right, wrong, missed = figures.totals
            shares = f"precision {right / max(1, right + wrong):.4f}  recall {right / max(1, right + missed):.4f}"
            print(
                f"  {way:40} right {right:6} wrong {wrong:5} missed {missed:5}  {shares}  f {2 * right / (2 * right + wrong + missed):.4f}"
            )
        print(
            f"  on {self.alike} of {self.pages} pages the best set and the marginals propose the same joins; "
            f"of those that the best set does without, {self.out_right} are right and {self.out_wrong} wrong"
        )
        print(f"  the best set is known to be the best on {self.exact} pages; on {self.circles} a circle had to be broken")


def _certain(found: Assignment, indexes: Iterable[int]) -> Assignment:
    """A choice of joins that is made whatever it is sure of."""
    chosen = {found.proposals[i].tail: i for i in indexes}
    made = frozenset(chosen.values())
    return Assignment(found.scene, found.proposals, tuple(float(i in made) for i in range(len(found.proposals))), chosen)


def _alone_with(found: Assignment, indexes: Iterable[int]) -> Assignment:
    """A choice of joins, each as sure as it is by itself."""
    chances = list(found.probabilities)
    for piece in found.scene.pieces:
        for index, value in _alone(found, piece.number).items():
            chances[index] = value
    return Assignment(found.scene, found.proposals, tuple(chances), {found.proposals[i].tail: i for i in indexes})


def _alone(found: Assignment, tail: int) -> Mapping[int, float]:
    """The probabilities of a tail's joins where no other tail is looked at."""
    indexes = found.ranked(tail)
    odds = {i: exp(min(25.0, found.proposals[i].score)) for i in indexes}
    total = 1.0 + sum(odds.values())
    return {i: value / total for i, value in odds.items()}


def _each_by_itself(found: Assignment) -> Iterator[int]:
    for piece in found.scene.pieces:
        alone = _alone(found, piece.number)
        if alone:
            yield max(alone, key=lambda i: alone[i])


def _by_turns(found: Assignment) -> Iterator[int]:
    """The likeliest join of the page, then the likeliest of what is left: each tail and each head once."""
    chances = {i: chance for piece in found.scene.pieces for i, chance in _alone(found, piece.number).items()}
    tails: set[int] = set()
    heads: set[int] = set()
    for index in sorted(chances, key=lambda i: -chances[i]):
        proposal = found.proposals[index]
        if proposal.tail not in tails and proposal.head not in heads and chances[index] >= ask_of(proposal):
            tails.add(proposal.tail)
            heads.add(proposal.head)
            yield index
