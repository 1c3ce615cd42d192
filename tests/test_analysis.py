"""The view that rules read, and the way back from it to the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.edits import Edit, Follow, Replace
from cleanup.page import Kind, Line, Page, Span
from cleanup.paragraphs import ParagraphRule
from cleanup.render import render
from cleanup.rules.analysis import Analysis
from cleanup.rules.flow import Flow
from cleanup.rules.protected import protected_spans

TEXT = "渠水清了鱼\n也多了。\n\n青川通水\n\n大家都很高兴。"


def line(piece: str, paragraph: int, kind: Kind = Kind.BODY, text: str = TEXT) -> Line:
    start = text.index(piece)
    return Line(start, start + len(piece), kind, paragraph)


FIRST, SECOND = line("渠水清了鱼", 0), line("也多了。", 0)
HEADLINE, LAST = line("青川通水", 1, Kind.HEADLINE), line("大家都很高兴。", 2)
PAGE = Page("p", TEXT, ParagraphRule.BLANK_LINE, (FIRST, SECOND, HEADLINE, LAST))
JOIN = Follow(SECOND.span, LAST.span)


class TestSourceAsItStands:
    analysis = Analysis(PAGE)

    def test_text_and_paragraphs_are_those_of_the_page(self) -> None:
        assert self.analysis.text == TEXT
        assert self.analysis.paragraphs == tuple(Span(*span) for span in PAGE.paragraphs.spans)

    def test_wraps_lie_between_lines_of_one_recognised_paragraph(self) -> None:
        assert [(wrap.start, wrap.end) for wrap in self.analysis.wraps] == [(5, 6)]

    def test_blocks_are_the_recognised_paragraphs(self) -> None:
        assert [(TEXT[b.start : b.end], b.kind) for b in self.analysis.blocks] == [
            ("渠水清了鱼\n也多了。", Kind.BODY),
            ("青川通水", Kind.HEADLINE),
            ("大家都很高兴。", Kind.BODY),
        ]

    def test_line_and_kind_of_a_place(self) -> None:
        assert self.analysis.line_at(HEADLINE.start) is HEADLINE
        assert self.analysis.line_at(5) is None
        assert self.analysis.kind_at(HEADLINE.start) is Kind.HEADLINE
        assert Analysis(Page("p", "渠水")).kind_at(0) is Kind.BODY

    def test_a_page_without_lines_has_its_paragraphs_as_blocks(self) -> None:
        analysis = Analysis(Page("p", TEXT))
        assert [(b.start, b.end) for b in analysis.blocks] == list(PAGE.paragraphs.spans)

    def test_flow_closes_the_wraps(self) -> None:
        flow = self.analysis.flow
        assert flow.text.startswith("渠水清了鱼也多了。\n\n")
        assert flow.view(4, 6) == (4, 7)


class TestJoinedView:
    analysis = Analysis(PAGE, [JOIN], [(JOIN, "join-1")])

    def test_reads_in_the_proposed_order(self) -> None:
        assert self.analysis.text == "渠水清了鱼\n也多了。大家都很高兴。\n\n青川通水"

    def test_spans_over_a_seam_are_two(self) -> None:
        assert self.analysis.spans(8, 12) == (Span(8, 10), Span(18, 20))

    def test_one_replace_a_side(self) -> None:
        assert self.analysis.replaced(9, 11, "；") == (Replace(9, 10, "。", "；"), Replace(18, 19, "大", ""))

    def test_an_insert_at_the_seam_goes_with_the_left_line(self) -> None:
        assert self.analysis.replaced(10, 10, "”") == (Replace(10, 10, "", "”"),)

    def test_a_block_joined_to_another_is_one(self) -> None:
        assert [b.lines for b in self.analysis.blocks] == [(FIRST, SECOND, LAST), (HEADLINE,)]

    @pytest.mark.parametrize(
        ("start", "end", "names"),
        [(0, 10, ()), (0, 11, ("join-1",)), (9, 11, ("join-1",)), (10, 17, ()), (9, 10, ()), (18, 22, ())],
    )
    def test_rests_on_the_seams_inside_a_range(self, start: int, end: int, names: tuple[str, ...]) -> None:
        assert self.analysis.rests_on(start, end) == names

    def test_nothing_rests_on_a_decided_join(self) -> None:
        assert Analysis(PAGE, [JOIN]).rests_on(0, 17) == ()


class TestReplaced:
    analysis = Analysis(PAGE)

    def test_is_minimal(self) -> None:
        assert self.analysis.replaced(0, 4, "渠水浊了") == (Replace(2, 3, "清", "浊"),)

    def test_nothing_to_change(self) -> None:
        assert self.analysis.replaced(0, 4, "渠水清了") == ()

    def test_is_cut_at_the_end_of_a_line(self) -> None:
        assert self.analysis.replaced(4, 7, "鸭") == (Replace(4, 5, "鱼", "鸭"), Replace(5, 6, "\n", ""), Replace(6, 7, "也", ""))

    def test_a_wrap_is_kept_where_that_is_asked(self) -> None:
        assert self.analysis.replaced(4, 7, "鸭群", keep_wraps=True) == (Replace(4, 5, "鱼", "鸭群"), Replace(6, 7, "也", ""))

    def test_a_paragraph_break_stays_while_its_neighbours_do(self) -> None:
        assert self.analysis.replaced(9, 13, "") == ()

    def test_a_paragraph_goes_with_its_break(self) -> None:
        edits = self.analysis.replaced(10, 16, "")
        assert edits == (Replace(10, 12, "\n\n", ""), Replace(12, 16, "青川通水", ""))
        assert render(PAGE, edits).text == "渠水清了鱼\n也多了。\n\n大家都很高兴。"

    def test_text_that_an_edit_wrote_cannot_be_replaced(self) -> None:
        analysis = Analysis(PAGE, [Replace(2, 3, "清", "浊")])
        assert analysis.replaced(2, 3, "净") == ()
        assert analysis.spans(2, 3) == (Span(2, 2),)

    def test_a_separator_cannot_be_replaced(self) -> None:
        analysis = Analysis(PAGE, [JOIN])
        assert analysis.replaced(analysis.text.index("\n\n"), analysis.text.index("青"), "") == ()

    def test_an_edit_that_may_be_merged_is_taken_in(self) -> None:
        old = Replace(2, 3, "清", "浊")
        analysis = Analysis(PAGE, [old], mergeable=[old])
        assert analysis.replaced(2, 4, "净啦") == (Replace(2, 4, "清了", "净啦"),)
        assert analysis.merged == {Replace(2, 4, "清了", "净啦"): (old,)}

    def test_undoing_an_edit_that_may_be_merged_changes_nothing(self) -> None:
        old = Replace(2, 3, "清", "浊")
        analysis = Analysis(PAGE, [old], mergeable=[old])
        assert analysis.replaced(2, 3, "清") == (Replace(2, 3, "清", "清"),)

    @given(st.data())
    def test_puts_what_was_asked_for(self, data: st.DataObject) -> None:
        """Rendered with the edits in force, the Replaces put `after` in the place of the range; where there are none the text stays."""
        edits: list[Edit] = data.draw(st.sampled_from([[], [JOIN], [Replace(2, 3, "清", "浊")], [JOIN, Replace(7, 8, "多", "")]]))
        analysis = Analysis(PAGE, edits)
        start = data.draw(st.integers(0, len(analysis.text)))
        end = data.draw(st.integers(start, min(len(analysis.text), start + 6)))
        after = data.draw(st.text("渠水清，浊", max_size=4))
        new = analysis.replaced(start, end, after)
        if new:
            assert render(PAGE, [*edits, *new]).text == analysis.text[:start] + after + analysis.text[end:]


class TestWrapsUnderEdits:
    def test_a_wrap_that_a_join_rules_is_none(self) -> None:
        assert Analysis(PAGE, [Follow(FIRST.span, LAST.span)]).wraps == ()

    def test_a_wrap_that_was_closed_is_none(self) -> None:
        assert Analysis(PAGE, [Replace(5, 6, "\n", "")]).wraps == ()

    def test_a_wrap_beside_a_replaced_character_stays(self) -> None:
        analysis = Analysis(PAGE, [Replace(4, 5, "鱼", "鸭群")])
        assert [(wrap.start, wrap.end, wrap.source) for wrap in analysis.wraps] == [(6, 7, Span(5, 6))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("见https://example.org/a?b=1,c。", ["https://example.org/a?b=1,c"]),
        ("（见http://example.org/渠）", ["http://example.org/"]),
        ("见(http://example.org/a_(b))。", ["http://example.org/a_(b)"]),
        ("寄qu.dao@example.org收", ["qu.dao@example.org"]),
        ("登录www.example.org,查询", ["www.example.org"]),
        ("登录water.example.com查询", ["water.example.com"]),
        ("水位0.35米，按4.2.1条", []),
        ("用`a, b`与``c`d``计算", ["`a, b`", "``c`d``"]),
        ("一`行\n二`行", []),
        ("前\n```\n码\n```\n后", ["```\n码\n```"]),
        ("前\n~~~\n码", ["~~~\n码"]),
        ("见[总图](a,b.png)。", ["(a,b.png)"]),
        ("甲<!-- 乙,丙 -->丁", ["<!-- 乙,丙 -->"]),
        ("甲<!-- 乙", []),
        ('甲<b class="x">乙</b>', ['<b class="x">', "</b>"]),
        ("甲&nbsp;乙&#12288;丙&丁;", ["&nbsp;", "&#12288;"]),
        ("3<5，5>3", []),
    ],
)
def test_protected_places(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in protected_spans(text)] == found


def test_protected_place_is_found_by_range() -> None:
    analysis = Analysis(Page("p", "甲`乙`丙"))
    assert [analysis.is_protected(at, at + 1) for at in range(5)] == [False, True, True, True, False]


def test_chinese_and_english_paragraphs() -> None:
    analysis = Analysis(Page("p", "碑上刻着Water is life一行字。\n\nWater is life, he said to 王.\n\n123"))
    assert [analysis.is_chinese(span) for span in analysis.paragraphs] == [True, False, False]
    assert 0 < analysis.chinese_share < 1
    assert Analysis(Page("p", "12")).chinese_share == 0


@given(
    st.lists(
        st.text("渠水a b", min_size=1, max_size=4).filter(lambda t: not t[0].isspace() and not t[-1].isspace()), min_size=1, max_size=5
    )
)
def test_flow_maps_every_character_back(lines: list[str]) -> None:
    text = "\n".join(lines)
    ends = [sum(len(piece) + 1 for piece in lines[: n + 1]) - 1 for n in range(len(lines) - 1)]
    flow = Flow(text, [(end, end + 1) for end in ends])
    for offset, char in enumerate(flow.text):
        start, end = flow.view(offset, offset + 1)
        assert text[start:end] in (char, "\n")
    assert flow.text.replace(" ", "") == text.replace("\n", "").replace(" ", "")
