"""What the fit of the column join makes of the joins that were chosen: a rising curve that says what shares came to."""

from math import exp, log
from random import Random

import pytest

from tests.accuracy.fit_joins import Chosen, knots_of


def _drawn(bias: float, slope: float, count: int) -> list[Chosen]:
    """Joins whose shares are evenly spread, right as often as a curve of the log odds says."""
    chance = Random(5)
    found = []
    for _ in range(count):
        share = chance.uniform(0.01, 0.99)
        odds = bias + slope * log(share / (1 - share))
        found.append(Chosen(share, chance.random() < 1 / (1 + exp(-odds)), lined=True, near=True))
    return found


@pytest.mark.parametrize(("bias", "slope"), [(0.0, 1.0), (0.7, 1.0), (-0.5, 1.4)])
def test_a_curve_says_what_shares_came_to(bias: float, slope: float) -> None:
    knots = knots_of(_drawn(bias, slope, 20_000), lined=True, near=True)
    for share, came_to in knots[1:-1]:
        if 0.1 <= share <= 0.9:
            assert came_to == pytest.approx(1 / (1 + exp(-bias - slope * log(share / (1 - share)))), abs=0.03)


def test_a_curve_never_falls_and_ends_at_both_ends() -> None:
    chance = Random(6)
    upside_down = [Chosen(share, chance.random() > share, lined=False, near=False) for share in (chance.random() for _ in range(2000))]
    knots = knots_of(upside_down, lined=False, near=False)
    assert knots[0] == (0.0, 0.0)
    assert knots[-1][0] == 1.0
    assert [p for p, _ in knots] == sorted(p for p, _ in knots)
    assert [came for _, came in knots] == sorted(came for _, came in knots)


def test_joins_of_another_kind_do_not_count() -> None:
    near = _drawn(0.0, 1.0, 3000)
    far = [join._replace(near=False, right=False) for join in near]
    assert knots_of(near, lined=True, near=True) == knots_of([*near, *far], lined=True, near=True)
