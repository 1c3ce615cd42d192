"""The rules run again near a change: they find there what a run over the whole page finds."""

import random
from pathlib import Path

import pytest

from cleanup.config import Config
from cleanup.edits import Replace
from cleanup.engine import Again, StaleError, analyse
from cleanup.page import Page, Span
from cleanup.readers import open_source
from cleanup.render import render
from cleanup.review import Review
from cleanup.rules.nearby import neighbourhood
from cleanup.rules.registry import RULES, load_rules
from tests.benchmarks.pages import page_text
from tests.test_render import page_of

SAMPLES = Path(__file__).resolve().parents[1] / "seeds" / "pages"
TYPED = ["字", ",", " ", "and ", "。”", "，，", "“", "⼯", "3:2", "!"]


def samples() -> list[Page]:
    found = [page for path in sorted(SAMPLES.glob("*.txt")) for page in open_source(path).pages()]
    return found[::3]


def edited(page: Page, review: Review, rng: random.Random) -> Review:
    """The review after something was typed, or removed, anywhere in its text."""
    length = len(review.rendered.text)
    start = rng.randrange(length)
    end = min(length, start + rng.choice([0, 0, 1, 2]))
    if "\n" in review.rendered.text[start:end]:
        end = start
    return review.edit(start, end, rng.choice(TYPED), who="甲", when="")


@pytest.mark.parametrize("page", samples(), ids=lambda page: page.id)
def test_near_a_change_the_findings_are_those_of_the_whole_page(page: Page) -> None:
    rules = load_rules(Config())
    rng = random.Random(page.id)
    again = Again(page, Config(), rules)
    review = Review(page)
    found = again.whole(review.edits, review.is_decided).findings
    assert found == analyse(page).findings
    seen = 0
    for _ in range(6):
        later = edited(page, review, rng)
        near = again.near(later.edits)
        whole = analyse(page, edits=later.edits)
        if near is not None:
            seen += 1
            local = [f for f in near.into(found) if f.rule in near.rules]
            assert local == [f for f in whole.findings if f.rule in near.rules]
        review, found = later, again.whole(later.edits, later.is_decided).findings
        assert found == whole.findings
    assert seen


def test_keys_one_after_another_are_looked_at_together() -> None:
    page = page_of(page_text("blocks", 3000))
    again = Again(page, Config(), load_rules(Config()))
    review = Review(page)
    found = again.whole((), None).findings
    at = page.paragraphs.spans[4][0] + 3
    for number, char in enumerate("渠水,清了"):
        review = review.edit(at + number, at + number, char, who="甲", when="")
        near = again.near(review.edits)
        assert near is not None
        local = [f for f in near.into(found) if f.rule in near.rules]
        assert local == [f for f in analyse(page, edits=review.edits).findings if f.rule in near.rules]
        # What a person typed is left in peace, the half-width comma too.
        assert not any(edit.start == at for f in near.findings for fix in f.fixes for edit in fix.edits if isinstance(edit, Replace))


@pytest.mark.parametrize("text", ["甲乙\n\n`丙`丁\n\n戊己", "甲乙\n\n<!-- 丙 -->丁\n\n戊己"])
def test_where_marks_reach_far_only_the_whole_page_can_tell(text: str) -> None:
    page = page_of(text)
    again = Again(page, Config(), load_rules(Config()))
    again.whole((), None)
    assert again.near(Review(page).edit(1, 1, "字", who="甲", when="").edits) is None


def test_a_changed_order_is_looked_at_whole() -> None:
    page = page_of("甲甲\n\n乙乙\n\n丙丙")
    again = Again(page, Config(), load_rules(Config()))
    again.whole((), None)
    assert again.near(Review(page).edit(2, 4, "", who="甲", when="").edits) is None


def test_a_run_that_nobody_waits_for_ends() -> None:
    asked = iter([True, True, True, False])
    with pytest.raises(StaleError):
        Again(page_of("甲,乙"), Config(), load_rules(Config())).whole((), None, lambda: next(asked))


def test_only_so_much_is_read_as_it_takes() -> None:
    text = "\n\n".join(f"第{number}段，说的是河堤。" for number in range(4000))
    view = render(page_of(text), [])
    place = text.index("第2000段")
    here = neighbourhood(view, Span(place, place), beside=1, margin=1)
    assert text[slice(*here.core)].split("\n\n")[:3] == [f"第{n}段，说的是河堤。" for n in (1999, 2000, 2001)]
    assert text[slice(*here.whole)].startswith("第1998段")
    assert len(text[slice(*here.whole)]) < 100


def test_every_local_rule_looks_at_the_text() -> None:
    assert {rule.id for rule in RULES if rule.local} == {
        "dashes-ellipses",
        "dates",
        "figures",
        "punctuation-width",
        "radicals",
        "spacing",
        "stray-english",
    }


def test_an_answer_that_was_taken_up_is_not_looked_for_again() -> None:
    page = page_of(page_text("blocks", 12_000))
    rules = load_rules(Config())
    again = Again(page, Config(), rules)
    review = Review(page)
    found = again.whole((), None).findings
    # Too far from each other for one answer: only what came since the last one is looked at.
    for at in (page.paragraphs.spans[-2][0] + 2, page.paragraphs.spans[1][0] + 2):
        review = review.edit(at, at, ",", who="甲", when="")
        near = again.near(review.edits)
        assert near is not None
        again.took(near)
        found = near.into(found)
    local = {rule.id for rule in rules if rule.local}
    whole = analyse(page, edits=review.edits).findings
    assert [f for f in found if f.rule in local] == [f for f in whole if f.rule in local]


def test_an_answer_that_nobody_took_up_is_looked_for_again() -> None:
    page = page_of(page_text("blocks", 3000))
    again = Again(page, Config(), load_rules(Config()))
    found = again.whole((), None).findings
    at = page.paragraphs.spans[4][0] + 3
    review = Review(page).edit(at, at, "，，", who="甲", when="")
    assert again.near(review.edits) is not None
    near = again.near(review.edits)
    assert near is not None
    local = [f for f in near.into(found) if f.rule in near.rules]
    assert local == [f for f in analyse(page, edits=review.edits).findings if f.rule in near.rules]


def test_without_another_edit_nothing_is_looked_at_again() -> None:
    page = page_of("甲,乙\n\n丙,丁")
    again = Again(page, Config(), load_rules(Config()))
    found = again.whole((), None).findings
    near = again.near(())
    assert near is not None
    assert near.into(found) == found
