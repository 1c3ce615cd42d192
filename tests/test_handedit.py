"""Hand edits: what is typed into the cleaned text, kept in source coordinates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.conflicts import find_conflicts
from cleanup.edits import Edit, Replace, Separator
from cleanup.handedit import hand_edit
from cleanup.line_units import LineUnits, line_units
from cleanup.messages import KanwuError
from cleanup.page import Page
from cleanup.render import render
from tests.strategies import pages_with_edits
from tests.test_render import follow, page_of


def typed(page: Page, edits: list[Edit], old: str, new: str) -> tuple[str, list[Edit], list[Edit]]:
    """The cleaned text after `old` was typed over with `new`; the edits then, and the superseded ones."""
    now = render(page, edits).text
    start = now.index(old)
    result = hand_edit(page, edits, start, start + len(old), new)
    after = [e for e in edits if e not in result.supersedes] + list(result.edits)
    return render(page, after).text, list(result.edits), list(result.supersedes)


@given(pages_with_edits(), st.data())
def test_the_page_renders_to_what_was_typed(case: tuple[Page, list[Edit]], data: st.DataObject) -> None:
    page, edits = case
    now = render(page, edits).text
    start = data.draw(st.integers(0, len(now)))
    end = data.draw(st.integers(start, min(len(now), start + 5)))
    text = data.draw(st.sampled_from(["", "字", "两字", "𠀀", " ", "\n\n", "改，"]))
    try:
        result = hand_edit(page, edits, start, end, text)
    except KanwuError:
        return
    after = [e for e in edits if e not in result.supersedes] + list(result.edits)
    assert find_conflicts(page, after) == ()
    got = render(page, after).text
    assert "".join(got.split()) == "".join((now[:start] + text + now[end:]).split())
    assert set(result.supersedes) <= set(edits)
    # Taking the hand edit back brings back what it superseded.
    assert render(page, edits).text == now


@given(pages_with_edits(), st.data())
def test_lines_near_a_place_are_those_of_the_whole_page(case: tuple[Page, list[Edit]], data: st.DataObject) -> None:
    page, edits = case
    every = line_units(page, edits)
    near = LineUnits(render(page, edits), edits)
    place = data.draw(st.integers(0, len(page.text)))
    before = [unit for unit in every if unit.start <= place]
    assert near.at(place) == (before[-1] if before and place <= before[-1].end else None)
    assert near.of_paragraphs(0, len(page.paragraphs.spans)) == every


def test_typing_inside_a_joined_line() -> None:
    page = page_of("防控工\n\n标题\n\n作要实")
    text, new, gone = typed(page, [follow(page, "防控工", "作要实")], "作要", "作更要")
    assert text == "防控工作更要实\n\n标题"
    assert new == [Replace(10, 10, "", "更")]
    assert gone == []


def test_a_hand_edit_over_a_join_becomes_edits_by_line() -> None:
    page = page_of("防控工\n\n标题\n\n作要实")
    text, new, gone = typed(page, [follow(page, "防控工", "作要实")], "工作", "措施")
    assert text == "防控措施要实\n\n标题"
    assert new == [Replace(2, 3, "工", "措施"), Replace(9, 10, "作", "")]
    assert gone == []


def test_a_hand_edit_inside_an_accepted_replacement_supersedes_it() -> None:
    page = page_of("成员单位and指挥中心")
    first: list[Edit] = [Replace(4, 7, "and", "和的与")]
    text, new, gone = typed(page, first, "的", "、")
    assert text == "成员单位和、与指挥中心"
    assert gone == first
    assert new == [Replace(4, 7, "and", "和、与")]


def test_typing_beside_an_accepted_insert_takes_it_over() -> None:
    page = page_of("甲乙")
    text, new, gone = typed(page, [Replace(1, 1, "", "和")], "乙", "丙乙")
    assert text == "甲和丙乙"
    assert new == [Replace(1, 1, "", "和丙")]
    assert gone == [Replace(1, 1, "", "和")]


def test_text_at_a_seam_goes_to_the_left_line() -> None:
    page = page_of("甲\n\n乙\n\n丙")
    text, new, _ = typed(page, [follow(page, "甲", "丙")], "甲丙", "甲中丙")
    assert text == "甲中丙\n\n乙"
    assert new == [Replace(1, 1, "", "中")]


@pytest.mark.parametrize(("typed_text", "separator"), [(" ", Separator.SPACE), ("\n", Separator.LINE), ("\n\n", Separator.PARAGRAPH)])
def test_white_space_typed_at_a_seam_changes_its_separator(typed_text: str, separator: Separator) -> None:
    page = page_of("甲\n\n乙\n\n丙")
    text, new, gone = typed(page, [follow(page, "甲", "丙")], "甲丙", f"甲{typed_text}丙")
    assert text == f"甲{typed_text}丙\n\n乙"
    assert new == [follow(page, "甲", "丙", separator)]
    assert gone == [follow(page, "甲", "丙")]


def test_removing_a_paragraph_break_is_a_follow() -> None:
    page = page_of("甲甲\n\n乙乙\n\n丙")
    text, new, _ = typed(page, [], "甲\n\n乙", "甲乙")
    assert text == "甲甲乙乙\n\n丙"
    assert new == [follow(page, "甲甲", "乙乙")]


def test_removing_a_separator_joins_for_good() -> None:
    page = page_of("甲\n\n乙\n\n丙")
    wide = follow(page, "甲", "丙", Separator.PARAGRAPH)
    text, new, gone = typed(page, [wide], "甲\n\n丙", "甲丙")
    assert text == "甲丙\n\n乙"
    assert new == [follow(page, "甲", "丙")]
    assert gone == [wide]


def test_a_whole_paragraph_removed_goes_with_its_break() -> None:
    page = page_of("甲甲\n\n乙乙\n\n丙丙")
    text, new, _ = typed(page, [], "\n\n乙乙", "")
    assert text == "甲甲\n\n丙丙"
    assert all(isinstance(e, Replace) for e in new)


def test_a_break_typed_inside_a_line() -> None:
    page = page_of("前句。后句。")
    text, new, _ = typed(page, [], "。后", "。\n\n后")
    assert text == "前句。\n\n后句。"
    assert new == [Replace(3, 3, "", "\n\n")]


def test_nothing_typed_is_no_edit() -> None:
    page = page_of("甲乙")
    assert hand_edit(page, [], 0, 2, "甲乙").edits == ()


def test_a_range_outside_the_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="not a range"):
        hand_edit(page_of("甲乙"), [], 1, 9, "")
