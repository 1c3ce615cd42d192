"""Rendering: each numbered rule of the semantics, by example; `test_render_consequences.py` has what follows of all of them."""

import pytest

from cleanup.conflicts import find_conflicts
from cleanup.edits import Edit, Follow, Replace, Separator, edit_start, replace
from cleanup.page import Origin, Page, Span
from cleanup.paragraphs import ParagraphRule
from cleanup.render import render
from tests.strategies import recognised

LETTERS = "\n\n甲甲\n\n乙乙\n乙二\n乙三\n\n丙丙\n\n丁丁\n"


def page_of(text: str, rule: ParagraphRule = ParagraphRule.BLANK_LINE, newline: str = "\n") -> Page:
    return Page("p", text, rule, recognised(text, rule), Origin(newline=newline))


def span_of(page: Page, words: str) -> Span:
    start = page.text.index(words)
    return Span(start, start + len(words))


def follow(page: Page, tail: str | None, head: str | None, separator: Separator = Separator.JOIN) -> Follow:
    return Follow(span_of(page, tail) if tail else None, span_of(page, head) if head else None, separator)


def put(page: Page, words: str, after: str) -> Replace:
    span = span_of(page, words)
    made = replace(page, span.start, span.end, after)
    assert made is not None
    return made


# Rule 1: inside a paragraph each line is followed by the next; across paragraphs nothing is implied.


def test_a_line_takes_the_rest_of_its_paragraph_with_it() -> None:
    page = page_of(LETTERS)
    assert render(page, [follow(page, "丁丁", "乙乙")]).text == "\n\n甲甲\n\n丙丙\n\n丁丁乙乙\n乙二\n乙三\n"


def test_a_follow_that_takes_the_tail_strands_what_came_next() -> None:
    page = page_of(LETTERS)
    assert render(page, [follow(page, "乙乙", "丁丁")]).text == "\n\n甲甲\n\n乙乙丁丁\n\n乙二\n乙三\n\n丙丙\n"


def test_a_moved_article_takes_a_follow_a_paragraph() -> None:
    page = page_of(LETTERS)
    one = [follow(page, "甲甲", "丙丙", Separator.PARAGRAPH)]
    assert render(page, one).text == "\n\n甲甲\n\n丙丙\n\n乙乙\n乙二\n乙三\n\n丁丁\n"
    two = [*one, follow(page, "丙丙", "丁丁", Separator.PARAGRAPH)]
    assert render(page, two).text == "\n\n甲甲\n\n丙丙\n\n丁丁\n\n乙乙\n乙二\n乙三\n"


def test_top_puts_a_line_first() -> None:
    page = page_of(LETTERS)
    assert render(page, [follow(page, None, "丁丁")]).text == "\n\n丁丁\n\n甲甲\n\n乙乙\n乙二\n乙三\n\n丙丙\n"


def test_end_parts_a_false_join() -> None:
    page = page_of("他们走了。 本通\n\n第二段")
    parted = render(page, [follow(page, "他们走了。", None)])
    assert parted.text == "他们走了。\n\n本通\n\n第二段"
    assert parted.blame(5) == follow(page, "他们走了。", None)


def test_end_across_a_paragraph_break_changes_nothing() -> None:
    page = page_of(LETTERS)
    assert render(page, [follow(page, "甲甲", None)]).text == LETTERS


# Rule 2: spans may cut a recognised line anywhere; named spans are equal or disjoint.


def test_a_cut_inside_a_line() -> None:
    page = page_of("左一右一\n左二右二\n\n尾")
    edits = [
        follow(page, "左一", "左二"),
        follow(page, "左二", "右一", Separator.PARAGRAPH),
        follow(page, "右一", "右二"),
    ]
    assert render(page, edits).text == "左一左二\n\n右一右二\n\n尾"


def test_spans_that_cross_conflict() -> None:
    page = page_of(LETTERS)
    crossing = [follow(page, "甲甲", "丙丙"), Follow(span_of(page, "丙"), span_of(page, "丁丁"))]
    conflicts = find_conflicts(page, crossing)
    assert [c.reason for c in conflicts] == ["spans-cross"]
    assert set(conflicts[0].edits) == set(crossing)


def test_a_better_recogniser_cannot_change_an_old_result() -> None:
    page = page_of(LETTERS)
    bare = Page("p", LETTERS)
    edits = [follow(page, "丁丁", "乙二")]
    assert render(bare, edits).text == render(page, edits).text


# Rule 3: one successor, one predecessor, circles.


@pytest.mark.parametrize(
    ("pairs", "reason"),
    [
        ([("甲甲", "丙丙"), ("甲甲", "丁丁")], "two-successors"),
        ([("甲甲", "丁丁"), ("丙丙", "丁丁")], "two-predecessors"),
        ([(None, "丁丁"), (None, "丙丙")], "two-successors"),
        ([("甲甲", "丙丙"), ("丙丙", "丁丁"), ("丁丁", "甲甲")], "circle"),
        ([("甲甲", "甲甲")], "circle"),
    ],
)
def test_lines_with_two_places_conflict(pairs: list[tuple[str | None, str]], reason: str) -> None:
    page = page_of(LETTERS)
    edits = [follow(page, tail, head) for tail, head in pairs]
    conflicts = find_conflicts(page, edits)
    assert [c.reason for c in conflicts] == [reason]
    assert set(conflicts[0].edits) == set(edits)


def test_a_circle_through_natural_succession_opens_at_its_last_natural_link() -> None:
    page = page_of("甲甲\n甲二\n甲三\n\n尾")
    assert render(page, [follow(page, "甲三", "甲甲")]).text == "甲三甲甲\n甲二\n\n尾"


# Rule 4: where breaks stay.


def test_a_break_stays_with_the_line_that_still_begins_a_chain() -> None:
    page = page_of("甲\n\n\n\n　　乙\n\n丙\n\n丁")
    assert render(page, [follow(page, "甲", "丁")]).text == "甲丁\n\n\n\n　　乙\n\n丙"


def test_a_paragraph_that_lost_its_first_line_starts_at_its_next_one() -> None:
    page = page_of("甲\n\n\n乙一\n乙二\n\n丙")
    edits = [follow(page, "丙", "乙一"), follow(page, "乙一", None)]
    assert render(page, edits).text == "甲\n\n\n乙二\n\n丙乙一"


def test_what_stood_between_tail_and_head_keeps_its_order_after_the_chain() -> None:
    page = page_of("一段开\n\n标题\n\n署名\n\n一段完。")
    assert render(page, [follow(page, "一段开", "一段完。")]).text == "一段开一段完。\n\n标题\n\n署名"


def test_separators_come_in_the_form_of_the_page() -> None:
    text = "甲\r\n\r\n　　乙\r\n\r\n　　丙\r\n"
    page = page_of(text, newline="\r\n")
    for separator, between in [("join", ""), ("space", " "), ("line", "\r\n"), ("paragraph", "\r\n\r\n　　")]:
        rendered = render(page, [follow(page, "甲", "丙", Separator(separator))])
        assert rendered.text == f"甲{between}丙\r\n\r\n　　乙\r\n"


# Rule 5: white-space edits in a break sleep while a Follow rules it; a Replace over a wrap conflicts with a cut there.


def test_a_white_space_edit_sleeps_while_a_follow_rules_its_break() -> None:
    page = page_of("甲甲\n乙乙\n\n丙丙")
    wrap = Replace(2, 3, "\n", "")
    assert render(page, [wrap]).text == "甲甲乙乙\n\n丙丙"
    both = render(page, [wrap, follow(page, "甲甲", "丙丙")])
    assert both.text == "甲甲丙丙\n\n乙乙"
    assert both.asleep == (wrap,)


def test_a_replacement_over_a_wrap_conflicts_with_a_follow_that_cuts_there() -> None:
    page = page_of("甲甲\n乙乙\n\n丙丙")
    over = Replace(1, 4, "甲\n乙", "丁")
    assert render(page, [over]).text == "甲丁乙\n\n丙丙"
    conflicts = find_conflicts(page, [over, follow(page, "甲甲", "丙丙")])
    assert [c.reason for c in conflicts] == ["cut"]
    assert len(conflicts[0].edits) == 2


def test_text_put_into_a_break_stays_when_the_break_goes() -> None:
    page = page_of("甲\n\n乙\n\n丙")
    note = Replace(2, 2, "", "【注】")
    assert render(page, [note, follow(page, "甲", "丙")]).text == "甲丙\n【注】\n乙"
    assert render(page, [note, follow(page, "丙", "乙")]).text == "甲【注】\n\n丙乙"


def test_only_a_follow_removes_a_paragraph_break() -> None:
    page = page_of("甲\n\n乙")
    gone = Replace(1, 3, "\n\n", "")
    assert render(page, [gone]).text == page.text
    assert render(page, [gone]).asleep == (gone,)
    assert render(page, [follow(page, "甲", "乙")]).text == "甲乙"


def test_an_edit_over_a_paragraph_break_is_refused() -> None:
    page = page_of("甲甲\n\n乙乙")
    assert [c.reason for c in find_conflicts(page, [Replace(1, 5, "甲\n\n乙", "丁")])] == ["crosses-break"]


# Rule 6: inserts at one offset, identical edits, inserts at an edge.


def test_two_different_inserts_at_one_offset_conflict_and_identical_ones_are_one() -> None:
    page = page_of("甲乙")
    first, second = Replace(1, 1, "", "和"), Replace(1, 1, "", "与")
    assert [c.reason for c in find_conflicts(page, [first, second])] == ["two-inserts"]
    assert render(page, [first, Replace(1, 1, "", "和")]).text == "甲和乙"


def test_an_insert_at_a_lines_edge_goes_with_that_line_and_where_lines_touch_with_the_left() -> None:
    page = page_of("甲甲\n乙乙\n\n丙丙")
    move = follow(page, "丙丙", "乙乙")
    assert render(page, [Replace(2, 2, "", "尾"), move]).text == "甲甲尾\n\n丙丙乙乙"
    assert render(page, [Replace(3, 3, "", "首"), move]).text == "甲甲\n\n丙丙首乙乙"
    cut = page_of("左右\n\n丙")
    parted: list[Edit] = [follow(cut, "丙", "右"), Replace(1, 1, "", "中")]
    assert render(cut, parted).text == "左中\n\n丙右"


def test_overlapping_replacements_conflict_as_one_set() -> None:
    page = page_of("甲乙丙丁戊")
    edits: list[Edit] = [Replace(0, 2, "甲乙", "子"), Replace(1, 3, "乙丙", "丑"), Replace(2, 2, "", "寅")]
    conflicts = find_conflicts(page, edits)
    assert [c.reason for c in conflicts] == ["overlap"]
    assert set(conflicts[0].edits) == set(edits)


def test_neighbouring_edits_do_not_conflict() -> None:
    page = page_of("甲乙丙丁")
    edits: list[Edit] = [Replace(0, 1, "甲", "子"), Replace(1, 1, "", "和"), Replace(1, 3, "乙丙", "丑")]
    assert render(page, edits).text == "子和丑丁"


# Rule 7: deleting a paragraph.


def deletion(page: Page, words: str) -> list[Edit]:
    span = span_of(page, words)
    number = page.paragraphs.at_or_before(span.start)
    spans = page.paragraphs.spans
    gap = (spans[number - 1][1], spans[number][0]) if number else (spans[0][1], spans[1][0])
    return [Replace(*span, words, ""), Replace(*gap, page.text[gap[0] : gap[1]], "")]


@pytest.mark.parametrize(
    ("words", "cleaned"),
    [("甲", "乙\n\n\n丙"), ("乙", "甲\n\n\n丙"), ("丙", "甲\n\n乙")],
)
def test_deleting_a_paragraph_is_its_text_and_one_break(words: str, cleaned: str) -> None:
    page = page_of("甲\n\n乙\n\n\n丙")
    assert render(page, deletion(page, words)).text == cleaned


def test_render_drops_no_empty_line_by_itself() -> None:
    page = page_of("甲\n\n乙\n\n丙")
    assert render(page, deletion(page, "乙")[:1]).text == "甲\n\n\n\n丙"


def test_a_deleted_paragraph_composes_with_a_join_over_it() -> None:
    page = page_of("甲\n\n乙\n\n丙\n\n丁")
    assert render(page, [*deletion(page, "乙"), follow(page, "甲", "丙")]).text == "甲丙\n\n丁"


# Rule 9: blame of separators and removed breaks.


def test_a_removed_break_belongs_to_the_follow_with_its_left_line_as_tail_else_its_right_as_head() -> None:
    page = page_of("甲\n\n乙\n\n丙\n\n丁")
    over = follow(page, "甲", "丙")
    rendered = render(page, [over])
    assert rendered.text == "甲丙\n\n乙\n\n丁"
    assert rendered.fate(1) == 2  # the break before 乙 stays with it
    assert rendered.fate(4) == over  # the break before 丙 is gone with the join
    back = follow(page, "丁", "甲")
    assert render(page, [back]).text == "乙\n\n丙\n\n丁甲"
    assert render(page, [back]).fate(1) == back


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (Replace(5, 9, "戊己庚辛", ""), "outside"),
        (Replace(-1, 1, "甲", ""), "outside"),
        (Replace(0, 1, "乙", ""), "before-differs"),
        (Replace(0, 1, "甲", "甲"), "not-minimal"),
        (Replace(0, 2, "甲乙", "甲丙"), "not-minimal"),
        (Follow(None, None), "outside"),
        (Follow(Span(0, 99), None), "outside"),
        (Follow(Span(1, 1), None), "outside"),
        (Follow(Span(0, 3), None), "crosses-break"),
    ],
)
def test_edits_that_are_wrong_by_themselves(edit: Edit, reason: str) -> None:
    page = page_of("甲乙\n丙")
    assert [c.reason for c in find_conflicts(page, [edit])] == [reason]


def test_edits_are_listed_by_the_first_place_they_name() -> None:
    assert edit_start(Follow(Span(9, 12), Span(2, 4))) == 2
    assert edit_start(Follow(None, Span(2, 4))) == 2
    assert edit_start(Replace(3, 3, "", "和")) == 3
