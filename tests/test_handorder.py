"""Reading order set by hand: continuations picked, blocks moved, split and joined, as Follows in source coordinates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.articles import read_blocks
from cleanup.conflicts import find_conflicts
from cleanup.edits import Edit, Follow, Replace, Separator
from cleanup.handedit import HandEdit
from cleanup.handorder import block_at, continue_with, join_next, line_at, move, split
from cleanup.messages import KanwuError
from cleanup.page import Page
from cleanup.paragraphs import ParagraphRule
from cleanup.render import Rendered, render
from cleanup.review import Review
from tests.reviews import BY, finding
from tests.strategies import pages_with_edits
from tests.test_render import follow, page_of, put, span_of

TOWN = "渡口的灯\n\n修好了\n\n夜里也能\n\n过河"


def after(page: Page, edits: list[Edit], change: HandEdit) -> list[Edit]:
    return [e for e in edits if e not in change.supersedes] + list(change.edits)


def moved(page: Page, edits: list[Edit], what: str, behind: str | None) -> tuple[str, list[Edit]]:
    """The text with the block that begins with `what` put behind the one that begins with `behind`, and the edits then."""
    rendered = render(page, edits)
    texts = [rendered.text[b.start : b.end] for b in read_blocks(rendered)]
    number = next(n for n, text in enumerate(texts) if text.startswith(what))
    place = -1 if behind is None else next(n for n, text in enumerate(texts) if text.startswith(behind))
    now = after(page, edits, move(rendered, edits, number, place))
    return render(page, now).text, now


def order_of(rendered: Rendered) -> list[int]:
    return [block.first.start for block in read_blocks(rendered)]


@given(pages_with_edits(), st.data())
def test_a_moved_block_stands_where_it_was_put_and_the_others_stay(case: tuple[Page, list[Edit]], data: st.DataObject) -> None:
    page, edits = case
    rendered = render(page, edits)
    starts = order_of(rendered)
    if not starts:
        return
    number = data.draw(st.integers(0, len(starts) - 1))
    behind = data.draw(st.integers(-1, len(starts) - 1))
    try:
        change = move(rendered, edits, number, behind)
    except KanwuError:
        return
    now = after(page, edits, change)
    assert find_conflicts(page, now) == ()
    assert set(change.supersedes) <= set(edits)
    wanted = [start for n, start in enumerate(starts) if n != number]
    wanted.insert(number if behind == number else 0 if behind < 0 else wanted.index(starts[behind]) + 1, starts[number])
    got = render(page, now)
    assert order_of(got) == wanted
    assert sorted("".join(got.text.split())) == sorted("".join(rendered.text.split()))


@given(pages_with_edits(), st.data())
def test_split_and_joined_text_keeps_its_characters(case: tuple[Page, list[Edit]], data: st.DataObject) -> None:
    page, edits = case
    rendered = render(page, edits)
    offset = data.draw(st.integers(0, len(rendered.text)))
    try:
        change = split(rendered, edits, offset)
        now = after(page, edits, change)
        conflicts = find_conflicts(page, now)
    except KanwuError:
        return
    if not conflicts:
        got = render(page, now).text
        assert "".join(got.split()) == "".join(rendered.text.split())
    blocks = read_blocks(rendered)
    number = block_at(blocks, offset)
    if number is None:
        assert not blocks or offset < blocks[0].start
        return
    try:
        now = after(page, edits, join_next(rendered, edits, number))
    except KanwuError:
        assert number == len(blocks) - 1
        return
    if not find_conflicts(page, now):
        assert sorted("".join(render(page, now).text.split())) == sorted("".join(rendered.text.split()))


def test_a_block_moves_down_up_and_to_the_top() -> None:
    page = page_of(TOWN)
    assert moved(page, [], "修好", "夜里")[0] == "渡口的灯\n\n夜里也能\n\n修好了\n\n过河"
    assert moved(page, [], "过河", "渡口")[0] == "渡口的灯\n\n过河\n\n修好了\n\n夜里也能"
    text, now = moved(page, [], "夜里", None)
    assert text == "夜里也能\n\n渡口的灯\n\n修好了\n\n过河"
    assert now == [Follow(None, span_of(page, "夜里也能"), Separator.PARAGRAPH)]


def test_a_move_and_its_way_back_read_as_the_source_does() -> None:
    page = page_of(TOWN)
    _, now = moved(page, [], "修好", "过河")
    text, now = moved(page, now, "修好", "渡口")
    assert text == page.text


def test_two_blocks_moved_behind_one_keep_the_later_order() -> None:
    page = page_of(TOWN)
    _, now = moved(page, [], "夜里", "渡口")
    text, now = moved(page, now, "过河", "渡口")
    assert text == "渡口的灯\n\n过河\n\n夜里也能\n\n修好了"
    assert len(now) == 2


def test_a_moved_block_takes_its_joined_lines_along() -> None:
    page = page_of(TOWN)
    joined: list[Edit] = [follow(page, "修好了", "过河")]
    assert moved(page, joined, "修好了过河", None)[0] == "修好了过河\n\n渡口的灯\n\n夜里也能"


def test_a_line_of_a_wrapped_page_moves_alone() -> None:
    page = page_of("甲甲甲\n乙乙乙\n丙丙丙\n丁丁丁", ParagraphRule.LINE)
    assert moved(page, [], "乙", "丙")[0] == "甲甲甲\n丙丙丙\n乙乙乙\n丁丁丁"


def test_a_picked_continuation_takes_the_place_of_the_one_before() -> None:
    page = page_of(TOWN)
    old = follow(page, "渡口的灯", "过河")
    change = continue_with(page, [old], span_of(page, "渡口的灯"), page.text.index("里也"))
    assert change == HandEdit((follow(page, "渡口的灯", "夜里也能"),), (old,))
    assert render(page, change.edits).text == "渡口的灯夜里也能\n\n修好了\n\n过河"


def test_a_picked_continuation_is_a_space_between_latin_words() -> None:
    page = page_of("made in\n\n渡口\n\nQingshi town")
    change = continue_with(page, [], span_of(page, "made in"), page.text.index("Qing"))
    assert render(page, change.edits).text == "made in Qingshi town\n\n渡口"


def test_a_line_does_not_go_on_with_itself_or_with_nothing() -> None:
    page = page_of(TOWN)
    for offset in (1, len(page.text)):
        with pytest.raises(KanwuError, match="itself"):
            continue_with(page, [], span_of(page, "渡口的灯"), offset)


def test_a_place_in_a_break_means_the_line_after_it() -> None:
    page = page_of(TOWN)
    assert line_at(page, [], 4) == span_of(page, "修好了")
    assert line_at(page, [], len(page.text)) is None
    assert line_at(Page("p", ""), [], 0) is None


def test_a_line_is_cut_and_its_second_half_can_be_moved() -> None:
    page = page_of(TOWN)
    joined: list[Edit] = [follow(page, "渡口的灯", "夜里也能"), follow(page, "夜里也能", "过河")]
    rendered = render(page, joined)
    change = split(rendered, joined, rendered.text.index("也能"))
    now = after(page, joined, change)
    assert render(page, now).text == "渡口的灯夜里\n\n也能过河\n\n修好了"
    assert moved(page, now, "也能", "修好了")[0] == "渡口的灯夜里\n\n修好了\n\n也能过河"


def test_a_join_is_split_by_its_separator() -> None:
    page = page_of(TOWN)
    joined: list[Edit] = [follow(page, "渡口的灯", "夜里也能")]
    change = split(render(page, joined), joined, 4)
    assert change == HandEdit((follow(page, "渡口的灯", "夜里也能", Separator.PARAGRAPH),), tuple(joined))


def test_a_wrap_is_split_at_its_line_end() -> None:
    page = page_of("渡口的灯\n修好了")
    for offset in (4, 5):
        change = split(render(page, []), [], offset)
        assert render(page, change.edits).text == "渡口的灯\n\n修好了"


@pytest.mark.parametrize("offset", [0, 4, 5, 6, len(TOWN)])
def test_where_a_paragraph_begins_or_ends_nothing_is_split(offset: int) -> None:
    assert split(render(page_of(TOWN), []), [], offset) == HandEdit((), ())


def test_written_text_is_not_cut() -> None:
    page = page_of("渡口灯")
    edits: list[Edit] = [put(page, "口", "头新装的")]
    with pytest.raises(KanwuError, match="middle"):
        split(render(page, edits), edits, 3)


def test_a_block_is_joined_with_the_next_as_it_stands() -> None:
    page = page_of(TOWN)
    _, now = moved(page, [], "夜里", "渡口")
    change = join_next(render(page, now), now, 0)
    assert render(page, after(page, now, change)).text == "渡口的灯夜里也能\n\n修好了\n\n过河"
    with pytest.raises(KanwuError, match="last"):
        join_next(render(page, []), [], 3)


# What a Review makes of it.


def test_an_answer_of_ones_own_accepts_the_finding_and_is_taken_back() -> None:
    page = page_of(TOWN)
    proposed, other = follow(page, "渡口的灯", "修好了"), follow(page, "渡口的灯", "过河")
    found = finding(page, (proposed,), (other,))
    review = Review(page).with_findings([found]).accept(found.id, id="a", **BY)
    change = continue_with(page, review.edits, span_of(page, "渡口的灯"), page.text.index("夜里"))
    own = review.change(change, finding_id=found.id, id="b", **BY)
    assert own.state_of(found) == "accepted"
    assert own.rendered.text == "渡口的灯夜里也能\n\n修好了\n\n过河"
    assert own.edits == (follow(page, "渡口的灯", "夜里也能"),)
    # The rules do not find it again, and it stays in the list with its decision.
    assert own.with_findings(()).findings == (found,)
    back = own.withdraw("b")
    assert back.edits == (proposed,)
    again = own.accept(found.id, alternative=1, id="c", **BY)
    assert again.edits == (other,)


def test_a_change_of_nothing_is_no_decision() -> None:
    page = page_of(TOWN)
    review = Review(page)
    assert review.change(HandEdit((), ()), **BY) is review


def test_an_answer_survives_the_patch(tmp_path: object) -> None:
    from pathlib import Path

    from cleanup.patchfile import Journal, load

    assert isinstance(tmp_path, Path)
    page = page_of(TOWN)
    found = finding(page, (follow(page, "渡口的灯", "修好了"),))
    review = Review(page).with_findings([found])
    own = review.change(continue_with(page, (), span_of(page, "渡口的灯"), 10), finding_id=found.id, id="b", **BY)
    path = tmp_path / "p.kanwu.jsonl"
    journal = Journal(path, page, many=False)
    journal.append(*own.changes(review), page=page)
    journal.close()
    assert load(path).pages["p"].decisions == own.decisions


def test_a_hand_edit_on_a_moved_block_stays_with_it() -> None:
    page = page_of(TOWN)
    review = Review(page).edit(0, 0, "新", id="t", **BY)
    review = review.change(move(review.rendered, review.edits, 0, 3), id="m", **BY)
    assert review.rendered.text == "修好了\n\n夜里也能\n\n过河\n\n新渡口的灯"
    assert Replace(0, 0, "", "新") in review.edits
