"""Whole reviews by keyboard alone come to their end, with no more keys than they may take."""

import pytest

from tests.benchmarks.reviews import GOALS, SAMPLES, Figures, real_page, reviewed, sample_page

pytestmark = pytest.mark.slow


def is_done(figures: Figures) -> bool:
    return figures.joins == figures.wanted and not figures.typography and not figures.duplicates


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_page_is_reviewed_by_keyboard(name: str) -> None:
    """Takes a minute or less a page: every key is answered by the window and its rules."""
    figures = reviewed(sample_page(name))
    assert is_done(figures), figures
    assert figures.wanted > 0
    assert figures.pressed <= SAMPLES[name], figures


@pytest.mark.parametrize("number", GOALS)
def test_a_real_page_is_reviewed_by_keyboard(number: str) -> None:
    """Takes minutes for the largest."""
    page = real_page(number)
    if page is None:
        pytest.skip(f"page {number} of the real pages is not at hand")
    figures = reviewed(page)
    assert is_done(figures), figures
    assert figures.pressed <= GOALS[number], figures
