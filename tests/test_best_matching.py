"""The best set of joins: the same weight as by going through all sets, and a valid set where the work allowed is not enough."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.layout import make_page
from cleanup.page import Origin
from cleanup.rules.order.assignment import assignments, best_set, even_odds
from cleanup.rules.order.best_matching import best_matching
from cleanup.rules.order.matching import Candidate

SCORES = st.one_of(st.floats(-3, 6), st.integers(-1, 3).map(float))
PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] != pair[1]), max_size=11)


def weight_by_going_through_all(candidates: Sequence[Candidate], price: float) -> float:
    @cache
    def best(index: int, taken: frozenset[tuple[int, int]]) -> float:
        if index == len(candidates):
            return 0.0
        without = best(index + 1, taken)
        tail, head, score = candidates[index]
        if any(tail == t or head == h for t, h in taken) or _leads(dict(taken), head) == tail:
            return without
        return max(without, score - price + best(index + 1, taken | {(tail, head)}))

    return best(0, frozenset())


def _leads(following: Mapping[int, int], piece: int) -> int:
    """The last piece of the chain that a piece begins."""
    while piece in following:
        piece = following[piece]
    return piece


def is_valid(candidates: Sequence[Candidate], chosen: Mapping[int, int]) -> bool:
    following = {candidates[index].tail: candidates[index].head for index in chosen.values()}
    if list(following) != list(chosen) or len(set(following.values())) != len(following):
        return False
    seen: set[int] = set()
    for start in following.keys() - set(following.values()):
        while start in following:
            seen.add(start)
            start = following[start]
    return seen == following.keys()


@settings(max_examples=200, deadline=None)
@given(PAIRS, st.data(), st.sampled_from([0.0, 1.0, -1.0]))
def test_no_set_is_better(pairs: list[tuple[int, int]], data: st.DataObject, price: float) -> None:
    candidates = [Candidate(tail, head, data.draw(SCORES)) for tail, head in pairs]
    found = best_matching(candidates, price=price)
    assert found.exact
    assert is_valid(candidates, found.chosen)
    assert abs(found.weight - weight_by_going_through_all(candidates, price)) < 1e-9
    assert abs(found.weight - sum(candidates[index].score - price for index in found.chosen.values())) < 1e-9


@settings(max_examples=100, deadline=None)
@given(PAIRS, st.data(), st.integers(0, 30), st.integers(0, 2))
def test_a_valid_set_where_the_work_is_not_enough(pairs: list[tuple[int, int]], data: st.DataObject, work: int, branches: int) -> None:
    candidates = [Candidate(tail, head, data.draw(SCORES)) for tail, head in pairs]
    found = best_matching(candidates, work=work, branches=branches)
    assert is_valid(candidates, found.chosen)
    assert found.weight <= weight_by_going_through_all(candidates, 0.0) + 1e-9
    if found.exact:
        assert abs(found.weight - weight_by_going_through_all(candidates, 0.0)) < 1e-9


def test_a_long_way_of_moves() -> None:
    # Each tail would take its own head, and loses little with the next one's; the last to come has one head alone: all move on by one.
    candidates = [Candidate(n, 1000 + n + step, 2.0 - step / 1000) for n in range(400) for step in (0, 1)] + [Candidate(999, 1000, 1.5)]
    found = best_matching(candidates)
    assert found.exact
    assert {tail: candidates[index].head for tail, index in found.chosen.items()} == {n: 1001 + n for n in range(400)} | {999: 1000}


def test_more_claims_than_the_work_allows_end_all_the_same() -> None:
    count = 3000
    candidates = [
        Candidate(n, count + (n * 7 + step) % 40, 3.0 + ((n * 31 + step * 17) % 97) / 97) for n in range(count) for step in range(16)
    ]
    found = best_matching(candidates, work=10_000)
    assert not found.exact
    assert is_valid(candidates, found.chosen)
    assert len(found.chosen) == 40


def test_circles_are_broken_at_the_least_loss() -> None:
    candidates = [Candidate(0, 1, 5.0), Candidate(1, 2, 5.0), Candidate(2, 0, 4.0), Candidate(2, 3, 3.5), Candidate(1, 3, 1.0)]
    found = best_matching(candidates)
    assert found.circles
    assert found.exact
    assert {candidates[index][:2] for index in found.chosen.values()} == {(0, 1), (1, 2), (2, 3)}


def test_even_odds() -> None:
    assert even_odds(((0.0, 0.0), (0.5, 0.5), (1.0, 1.0))) == 0
    assert even_odds(((0.0, 0.0), (0.2, 0.4), (0.4, 0.6), (1.0, 1.0))) < 0


TEXT = "\n\n".join(
    (
        "清晨的码头上人声鼎沸，船工们把一筐筐鲜鱼抬上岸，再由冷链车送往城里的菜",
        "市场。",
        "县图书馆的新馆正式对外开放，首批藏书达到八万册，读者凭身份证就可以办理借",
        "阅手续。",
    )
)


def test_what_is_proposed_is_in_the_best_set() -> None:
    for found in assignments(make_page("page", TEXT, Origin())):
        best = set(best_set(found.proposals).chosen.values())
        made = {(found.proposals[i].tail, found.proposals[i].head) for i in best}
        assert made == {(0, 1), (2, 3)}
        assert found.left_out == set(found.chosen.values()) - best
        assert all(found.probabilities[i] >= found.probabilities[j] for i, j in pairwise(found.ranked(0)))
