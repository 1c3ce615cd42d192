"""Rendering from the text before: the same as rendering the page anew, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.conflicts import find_conflicts
from cleanup.edits import Edit, Replace
from cleanup.page import Page
from cleanup.render import render
from cleanup.rerender import rerender
from tests.strategies import edits_of, pages, pages_with_edits
from tests.test_render import follow, page_of


@given(pages_with_edits(), st.data())
def test_what_is_made_is_what_render_makes(case: tuple[Page, list[Edit]], data: st.DataObject) -> None:
    page, edits = case
    unique = list(dict.fromkeys(edits))
    gone = data.draw(st.lists(st.sampled_from(unique), unique=True, max_size=3)) if unique else []
    new = [e for _ in range(data.draw(st.integers(0, 3))) if (e := data.draw(edits_of(page))) is not None and e not in unique]
    after = [e for e in unique if e not in gone] + list(dict.fromkeys(new))
    made = rerender(render(page, unique), gone, list(dict.fromkeys(new)))
    if made is not None:
        assert find_conflicts(page, after) == ()
        assert made == render(page, after)


@given(pages(), st.data())
def test_one_replacement_after_another(page: Page, data: st.DataObject) -> None:
    """As a person types: each text is made from the one before, a hundred times over in the end."""
    edits: list[Edit] = []
    now = render(page, edits)
    for _ in range(data.draw(st.integers(1, 12))):
        back: bool = data.draw(st.booleans())
        if edits and back:
            gone: list[Edit] = [data.draw(st.sampled_from(edits))]
            new: list[Edit] = []
        else:
            gone = []
            drawn = data.draw(edits_of(page))
            new = [] if drawn is None or drawn in edits else [drawn]
        after = [e for e in edits if e not in gone] + new
        made = rerender(now, gone, new)
        if made is None:
            if find_conflicts(page, after):
                continue
            made = render(page, after)
        assert made == render(page, after)
        edits, now = after, made


SURE: list[tuple[str, list[Edit], list[Edit]]] = [
    ("甲乙丙", [], [Replace(1, 2, "乙", "丁")]),
    ("甲乙丙", [], [Replace(0, 1, "甲", "丁")]),
    ("甲乙丙", [], [Replace(3, 3, "", "丁")]),
    ("甲乙丙\n\n丁", [], [Replace(3, 3, "", "戊")]),
    ("甲 乙", [], [Replace(1, 2, " ", "")]),
    ("甲乙丙", [Replace(0, 1, "甲", "丁")], [Replace(1, 1, "", "戊")]),
    ("甲乙丙丁", [], [Replace(0, 1, "甲", ""), Replace(1, 1, "", "戊"), Replace(3, 4, "丁", "己")]),
]


@pytest.mark.parametrize(("text", "edits", "change"), SURE)
def test_what_a_reviewer_does_most_is_sure(text: str, edits: list[Edit], change: list[Edit]) -> None:
    page = page_of(text)
    there = rerender(render(page, edits), [], change)
    assert there == render(page, [*edits, *change])
    assert rerender(render(page, [*edits, *change]), change, []) == render(page, edits)


def test_typing_at_the_end_of_a_joined_line_is_sure() -> None:
    page = page_of("防控工\n\n标题\n\n作要实")
    join = follow(page, "防控工", "作要实")
    typed = Replace(3, 3, "", "字")
    assert rerender(render(page, [join]), [], [typed]) == render(page, [join, typed])
    assert rerender(render(page, [join, typed]), [typed], []) == render(page, [join])


@pytest.mark.parametrize(
    ("edits", "change"),
    [
        ([], [Replace(3, 5, "\n\n", "")]),  # a paragraph's break
        ([], [Replace(0, 3, "甲乙丙", "")]),  # all of a paragraph
        ([], [Replace(0, 1, "乙", "丁")]),  # not what stands there
        ([Replace(1, 2, "乙", "丁")], [Replace(0, 2, "甲乙", "戊")]),  # over another one
        ([Replace(1, 1, "", "丁")], [Replace(1, 1, "", "戊")]),  # two inserts at one place
    ],
)
def test_what_is_not_sure_is_left_to_render(edits: list[Edit], change: list[Edit]) -> None:
    assert rerender(render(page_of("甲乙丙\n\n丁戊"), edits), [], change) is None
