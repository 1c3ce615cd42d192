"""What has lost its text, or was decided otherwise, is not offered any more."""

import random
from pathlib import Path

import pytest

from cleanup.conflicts import find_conflicts
from cleanup.edits import Edit, Follow, Replace
from cleanup.engine import analyse
from cleanup.engine.remaining import remaining
from cleanup.finding import Finding, Fix, Safety
from cleanup.messages import KanwuError, Message
from cleanup.page import Page, Span
from cleanup.readers import open_source
from cleanup.review import Review
from tests.test_render import page_of

PAGE = page_of("渡口的灯亮了，\n\n船工守在舵旁，\n\n岸上的人挥手，\n\n孩子们跑着喊。")
ONE, TWO, THREE, FOUR = (line.span for line in PAGE.lines)
WHEN = "2026-01-31T08:00:00Z"
SEEDS = Path(__file__).parent.parent / "seeds" / "pages"


def fix(*edits: Edit, title: str = "", parts: bool = False) -> Fix:
    return Fix(Message("literal.text", {"text": title}), edits, Safety.ASK, 0.7, parts=parts)


def finding(*fixes: Fix, spans: tuple[Span, ...] = (ONE, TWO)) -> Finding:
    return Finding("column-join", spans, Message("literal.text", {"text": "渡口"}), 0.9, fixes=fixes)


def gone(span: Span) -> Replace:
    return Replace(span.start, span.end, PAGE.text[span.start : span.end], "")


JOIN = Follow(ONE, TWO)


@pytest.mark.parametrize(
    "in_force",
    [
        gone(TWO),
        gone(ONE),
        Follow(ONE, THREE),
        Follow(FOUR, TWO),
        Follow(TWO, ONE),
        Follow(ONE, Span(TWO.start, TWO.start + 2)),
        JOIN,
    ],
    ids=["head", "tail", "successor", "predecessor", "circle", "cut", "done"],
)
def test_a_join_that_cannot_be_made_any_more_leaves(in_force: Edit) -> None:
    assert remaining([finding(fix(JOIN))], PAGE, [in_force], None) == []
    assert in_force == JOIN or find_conflicts(PAGE, [JOIN, in_force]) or in_force in (gone(ONE), gone(TWO))


def test_a_long_circle_is_seen_and_a_chain_is_none() -> None:
    chain = [Follow(TWO, THREE), Follow(THREE, FOUR)]
    assert remaining([finding(fix(Follow(FOUR, TWO)))], PAGE, chain, None) == []
    ahead = finding(fix(Follow(FOUR, ONE)))
    assert remaining([ahead], PAGE, chain, None) == [ahead]


def test_what_was_decided_on_stays_as_it_is() -> None:
    decided = finding(fix(JOIN))
    assert remaining([decided], PAGE, [JOIN], lambda _: True) == [decided]
    assert remaining([decided], PAGE, [gone(ONE)], lambda _: True) == [decided]


def test_nothing_goes_where_nothing_is_in_the_way() -> None:
    here = finding(fix(JOIN), fix(Follow(ONE, THREE)))
    corrected = Replace(ONE.end - 2, ONE.end - 1, "了", "着")
    assert remaining([here], PAGE, [corrected, Follow(THREE, FOUR)], None)[0] is here
    assert remaining([here], PAGE, [], None) == [here]


def test_the_other_continuations_are_left_and_say_so() -> None:
    here = finding(fix(JOIN, title="first"), fix(Follow(ONE, THREE), title="second"))
    (left,) = remaining([here], PAGE, [Follow(FOUR, TWO)], None)
    assert [f.edits for f in left.fixes] == [(Follow(ONE, THREE),)]
    assert left.message.text("en").endswith("one other possibility is left.")
    assert (left.confidence, left.evidence, left.spans) == (0.7, (), here.spans)
    # Where the first is as it was, so is what is said of it.
    (left,) = remaining([here], PAGE, [Follow(FOUR, THREE)], None)
    assert (left.message, left.fixes) == (here.message, here.fixes[:1])


def test_a_column_keeps_the_lines_that_are_left() -> None:
    here = finding(fix(JOIN, Follow(TWO, THREE), Follow(THREE, FOUR), parts=True))
    (left,) = remaining([here], PAGE, [gone(FOUR)], None)
    assert left.fixes[0].edits == (JOIN, Follow(TWO, THREE))
    whole = finding(fix(JOIN, Follow(TWO, THREE)))
    assert remaining([whole], PAGE, [gone(THREE)], None) == []


def test_a_place_that_is_only_shown_goes_with_its_text() -> None:
    here = finding(spans=(THREE,))
    assert remaining([here], PAGE, [gone(THREE)], None) == []
    half = Replace(THREE.start, THREE.start + 3, "岸上的", "")
    assert remaining([here], PAGE, [half], None) == [here]


def test_a_break_put_in_gives_way_to_words_and_not_to_spaces() -> None:
    parted = Replace(9, 9, "", "\n\n")
    here = finding(fix(parted), spans=(Span(9, 9),))
    assert remaining([here], PAGE, [Replace(9, 9, "", "，")], None) == []
    assert remaining([here], PAGE, [Replace(9, 9, "", " ")], None) == [here]


@pytest.mark.parametrize("name", ["01_blocks.txt", "04_moved.txt", "14_text_layer.txt"])
@pytest.mark.parametrize("seed", range(3))
def test_on_a_page_at_work_whatever_is_offered_can_be_taken(name: str, seed: int) -> None:
    """Joins are taken, some against the likeliest, and passages deleted and overwritten; every fix that is offered then stands."""
    chance = random.Random(seed)
    page: Page = next(iter(open_source(SEEDS / name).pages()))
    review = Review(page)
    review = review.with_findings(analyse(page).findings)
    taken = 0
    for found in chance.sample(review.open_findings, len(review.open_findings)):
        if found.rule == "column-join" and chance.random() < 0.5:
            try:
                review = review.accept(found.id, alternative=chance.randrange(len(found.fixes)), who="甲", when=WHEN)
                taken += 1
            except KanwuError:
                continue
    for _ in range(5):
        line = chance.choice(page.lines)
        start, end = review.rendered.to_cleaned(line.start), review.rendered.to_cleaned(line.end, "left")
        review = review.edit(min(start, end), max(start, end), chance.choice(["", "渡口"]), who="甲", when=WHEN)
    result = analyse(page, edits=review.edits, decided=review.is_decided)
    review = review.with_findings(result.findings)
    offered = [f for f in review.open_findings if f.rule in ("column-join", "false-join", "lost-text")]
    for each in offered:
        for number in range(len(each.fixes)):
            review.accept(each.id, alternative=number, who="甲", when=WHEN)
    assert taken or offered
