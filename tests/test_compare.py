"""Two texts, two copies, two sides of a join beside each other; what moved on a page."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cleanup.compare.copies import Copies, blended, copies_of, kept
from cleanup.compare.differences import differences
from cleanup.compare.moves import moves_of
from cleanup.compare.seams import seam_of, seams_of
from cleanup.edits import Edit, Follow, Replace, Separator
from cleanup.finding import Finding, Fix, Safety
from cleanup.handedit import HandEdit, hand_edits
from cleanup.messages import literal
from cleanup.page import Page, Span
from cleanup.render import Rendered, render
from tests.strategies import pages_with_edits
from tests.test_render import follow, page_of, put, span_of

FIRST = "清河大桥昨日合龙，比计划提前十二天，两岸群众从此不再绕行。"
SECOND = "清河大桥昨日合拢，比计划提前十二天，两岸群众从今不再绕行。"


# Differences.


@given(st.text("甲乙丙丁，。", max_size=30), st.text("甲乙丙丁，。", max_size=30))
def test_differences_cover_both_texts(first: str, second: str) -> None:
    pieces = differences(first, second)
    assert "".join(first[p.start : p.end] for p in pieces) == first
    assert "".join(second[p.other_start : p.other_end] for p in pieces) == second
    for piece in pieces:
        assert (first[piece.start : piece.end] == second[piece.other_start : piece.other_end]) == piece.same
    assert all(a.same != b.same for a, b in pairwise(pieces))


def test_a_character_that_is_the_same_by_chance_parts_nothing() -> None:
    pieces = differences("他说甲乙的丙丁好", "他说戊己的庚辛好")
    assert [(p.same, p.start, p.end) for p in pieces] == [(True, 0, 2), (False, 2, 7), (True, 7, 8)]
    pieces = differences("甲的乙", "丙的丁")
    assert [p.same for p in pieces] == [False, True, False]


def test_very_long_texts_differ_as_a_whole_between_their_common_ends() -> None:
    first, second = "始" + "甲乙" * 4000 + "终", "始" + "丙丁" * 4000 + "终"
    assert [p.same for p in differences(first, second)] == [True, False, True]
    assert [(p.same, p.end) for p in differences("一" * 1_000_000, "一" * 1_000_000)] == [(True, 1_000_000)]


# Joins.


def test_a_join_shows_the_word_that_crosses() -> None:
    page = page_of("维修人员连夜赶到，及时更\n\n灯会照常\n\n换了破裂的阀门。")
    seam = seam_of(page, follow(page, "维修人员连夜赶到，及时更", "换了破裂的阀门。"))
    assert (seam.in_tail, seam.in_head) == (1, 1)
    assert seam.tail is not None
    assert page.text[seam.tail.start : seam.tail.end].endswith("及时更")
    assert not seam.moves


def test_a_join_between_words_marks_none_and_a_move_says_so() -> None:
    page = page_of("入夜后照得很远，\n\n渡口的灯都亮着。")
    seam = seam_of(page, follow(page, "入夜后照得很远，", "渡口的灯都亮着。"))
    assert (seam.in_tail, seam.in_head) == (0, 0)
    moved = Follow(None, span_of(page, "渡口的灯都亮着。"), Separator.PARAGRAPH)
    assert seams_of(page, Fix(literal("x"), (moved, put(page, "很", "更")), Safety.ASK)) == (seam_of(page, moved),)
    assert seam_of(page, moved).moves


# Moves.


@given(pages_with_edits())
def test_runs_hold_all_kept_text_in_its_order(case: tuple[Page, list[Edit]]) -> None:
    page, edits = case
    rendered = render(page, edits)
    moves = moves_of(rendered)
    stayed = [run.source.start for run in moves.runs if not run.moved]
    assert stayed == sorted(stayed)
    for at in range(len(rendered.text)):
        source = rendered.blame(at)
        if isinstance(source, int):
            run = moves.at(at)
            assert run is not None
            assert run.start <= at < run.end
            assert run.source.start <= source < run.source.end
            assert moves.of(source) == run


def test_the_short_block_moved_not_the_long_one_it_passed() -> None:
    page = page_of("渡口\n\n一段很长的文字留在原处\n\n短句")
    assert moves_of(render(page, [])).moved == ()
    rendered = render(page, [Follow(span_of(page, "渡口"), span_of(page, "短句"), Separator.PARAGRAPH)])
    moves = moves_of(rendered)
    assert [rendered.text[run.start : run.end].strip() for run in moves.moved] == ["短句"]
    found = moves.at(rendered.text.index("短句"))
    assert found is not None
    assert found.source == span_of(page, "短句")


def test_a_join_with_the_next_block_moves_nothing() -> None:
    page = page_of("及时更\n\n换了阀门\n\n完")
    assert moves_of(render(page, [follow(page, "及时更", "换了阀门")])).moved == ()


# Copies.


def duplicate(page: Page, first: str, second: str, *fixes: tuple[Edit, ...]) -> Finding:
    made = tuple(Fix(literal("fix"), fix, Safety.ASK) for fix in fixes)
    return Finding("duplicate-paragraph", (span_of(page, first), span_of(page, second)), literal("twice"), 0.5, fixes=made)


def copies_on(rendered: Rendered, finding: Finding) -> Copies:
    found = copies_of(rendered, finding)
    assert found is not None
    return found


def changed(page: Page, edits: list[Edit], change: HandEdit) -> str:
    return render(page, [*(e for e in edits if e not in change.supersedes), *change.edits]).text


def test_either_copy_can_be_kept() -> None:
    page = page_of(f"大桥\n\n{FIRST}\n\n通车\n\n{SECOND}")
    rendered = render(page, [])
    copies = copies_on(rendered, duplicate(page, FIRST, SECOND))
    assert (copies.first.text, copies.second.text, copies.more) == (FIRST, SECOND, 0)
    first = hand_edits(page, [], kept(rendered, copies))
    assert changed(page, [], first) == f"大桥\n\n{FIRST}\n\n通车"
    second = hand_edits(page, [], kept(rendered, copies, second=True))
    assert changed(page, [], second) == f"大桥\n\n通车\n\n{SECOND}"


def test_the_pages_first_paragraph_goes_with_the_break_after_it() -> None:
    page = page_of(f"{FIRST}\n\n{SECOND}\n\n通车")
    rendered = render(page, [])
    change = hand_edits(page, [], kept(rendered, copies_on(rendered, duplicate(page, FIRST, SECOND)), second=True))
    assert changed(page, [], change) == f"{SECOND}\n\n通车"


def test_a_blend_takes_each_reading_by_itself() -> None:
    page = page_of(f"大桥\n\n{FIRST}\n\n{SECOND}")
    rendered = render(page, [])
    copies = copies_on(rendered, duplicate(page, FIRST, SECOND))
    assert [(FIRST[p.start : p.end], SECOND[p.other_start : p.other_end]) for p in copies.different] == [("龙", "拢"), ("此", "今")]
    change = hand_edits(page, [], blended(rendered, copies, (False, True)))
    assert changed(page, [], change) == f"大桥\n\n{FIRST.replace('从此', '从今')}"
    at = page.text.index("从此") + 1
    assert Replace(at, at + 1, "此", "今") in change.edits


def test_copies_are_dropped_with_what_was_mended_inside_them() -> None:
    page = page_of(f"大桥\n\n{FIRST.replace('，', ',')}\n\n{SECOND.replace('，', ',')}")
    first, second = page.text.split("\n\n")[1:]
    edits: list[Edit] = [Replace(at, at + 1, ",", "，") for at, c in enumerate(page.text) if c == ","]
    rendered = render(page, edits)
    # A rule that reads the mended page names the places without the characters that edits wrote.
    spans = []
    for text in (first, second):
        base = page.text.index(text)
        at = base
        for part in text.split(","):
            spans.append(Span(at, at + len(part)))
            at += len(part) + 1
    found = Finding("duplicate-paragraph", tuple(spans), literal("twice"), 0.5)
    copies = copies_on(rendered, found)
    assert (copies.first.text, copies.second.text) == (FIRST, SECOND)
    change = hand_edits(page, edits, kept(rendered, copies))
    assert changed(page, edits, change) == f"大桥\n\n{FIRST}"
    assert len(change.supersedes) == 2


def test_a_passage_inside_a_paragraph_goes_alone() -> None:
    page = page_of("渡口重开，头班船载着乘客过河。\n\n记者看到，渡口重开，头班船载着乘客过河。船工很忙。")
    passage = "渡口重开，头班船载着乘客过河。"
    at = page.text.rindex(passage)
    found = Finding("duplicate-paragraph", (Span(0, len(passage)), Span(at, at + len(passage))), literal("twice"), 0.5)
    rendered = render(page, [])
    change = hand_edits(page, [], kept(rendered, copies_on(rendered, found)))
    assert changed(page, [], change) == f"{passage}\n\n记者看到，船工很忙。"


def test_further_copies_go_too() -> None:
    page = Page("p", "口号口号口号\n\n口号口号口号\n\n口号口号口号\n\n完")
    spans = tuple(Span(*span) for span in page.paragraphs.spans[:3])
    rendered = render(page, [])
    copies = copies_on(rendered, Finding("duplicate-paragraph", spans, literal("thrice"), 0.5))
    assert copies.more == 1
    assert changed(page, [], hand_edits(page, [], kept(rendered, copies))) == "口号口号口号\n\n完"


def test_the_fixes_are_known_by_what_they_delete() -> None:
    page = page_of(f"大桥\n\n{FIRST}\n\n{SECOND}")
    one, two = span_of(page, FIRST), span_of(page, SECOND)
    drops = [(Replace(*span, page.text[span.start : span.end], ""),) for span in (one, two)]
    copies = copies_on(render(page, []), duplicate(page, FIRST, SECOND, (), drops[1], drops[0], (put(page, "拢", "龙"),)))
    assert (copies.keeps, copies.drops_second, copies.drops_first) == (0, 1, 2)


def test_wraps_and_indents_are_no_difference_and_spaces_between_words_stay() -> None:
    page = page_of("　　渡口重开 made in\nQingshi，头班船\n\n渡口重开made in Qingshi，头班船")
    spans = tuple(Span(*span) for span in page.paragraphs.spans)
    copies = copies_on(render(page, []), Finding("duplicate-paragraph", spans, literal("twice"), 0.5))
    assert copies.first.text == "渡口重开made in Qingshi，头班船"
    assert copies.different == ()


def test_two_places_that_are_no_copies_and_copies_that_are_gone_are_none() -> None:
    page = page_of("渡口重开\n\n大桥合龙通车")
    spans = tuple(Span(*span) for span in page.paragraphs.spans)
    found = Finding("column-join", spans, literal("join"), 0.5)
    assert copies_of(render(page, []), found) is None
    gone = [Replace(4, 6, "\n\n", ""), Replace(*spans[1], "大桥合龙通车", "")]
    assert copies_of(render(page, gone), found) is None
    assert copies_of(render(page, []), Finding("quotes", spans[:1], literal("one"), 0.5)) is None
