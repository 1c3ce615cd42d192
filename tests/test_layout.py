"""Lines and paragraphs that a page's text shows."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.layout import Layout, Wrap, choose_rule, make_page, recognise
from cleanup.layout.recognise import MOST_LINES
from cleanup.layout.shape import ends_sentence, pieces, popular, width
from cleanup.page import Kind, Origin
from cleanup.paragraphs import ParagraphRule, split_paragraphs
from tests.columns import BODY, wrapped

# Shape -----------------------------------------------------------------------------------------------------------------------------


def test_physical_lines_have_their_line_ends_and_indents() -> None:
    text = "　　甲 \r\n\r\n乙\r  \r\t丙\n\n\n丁"
    found = pieces(text)
    assert [(text[p.start : p.end], p.breaks, p.indented) for p in found] == [
        ("甲", 0, True),
        ("乙", 2, False),
        ("丙", 2, True),
        ("丁", 3, False),
    ]


@pytest.mark.parametrize(("text", "cells"), [("", 0), ("渡口", 4), ("ab 1", 4), ("10月", 4), ('"好",', 8), ("，。", 4), ("𠮷", 2)])
def test_width_is_in_half_cells(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "ends"),
    [("好。", True), ("“好。”", True), ("（完！）", True), ("好”", False), ("", False), ("”", False), ("好，", False), ("……", True)],
)
def test_where_a_sentence_ends(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends


def test_popular_widths_allow_half_a_character() -> None:
    assert popular([30, 31, 30, 29, 12, 8, 8, 8], 3) == {29, 30, 31}


# The paragraph rule ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("text", "rule", "wrap"),
    [
        ("", ParagraphRule.BLANK_LINE, Wrap.NONE),
        ("渡口", ParagraphRule.BLANK_LINE, Wrap.NONE),
        ("\n\n".join(BODY), ParagraphRule.BLANK_LINE, Wrap.NONE),
        ("\n".join(BODY), ParagraphRule.LINE, Wrap.NONE),
        ("　　" + "\n　　".join(BODY), ParagraphRule.LINE, Wrap.NONE),
        ("渡口新事\n\n" + "\n".join(BODY), ParagraphRule.LINE, Wrap.NONE),
        ("# 渡口新事\n" + "\n\n".join(BODY), ParagraphRule.MARKDOWN, Wrap.NONE),
        ("\n\n".join(wrapped(p, 17) for p in BODY), ParagraphRule.BLANK_LINE, Wrap.NEWLINE),
        ("\n".join(wrapped(p, 17, "　　") for p in BODY), ParagraphRule.INDENT, Wrap.NEWLINE),
        ("\n".join(wrapped(p, 14, "    ") for p in BODY), ParagraphRule.INDENT, Wrap.NEWLINE),
        ("\n".join(wrapped(p, 17) for p in BODY), ParagraphRule.BLANK_LINE, Wrap.NEWLINE),
        ("## 渡口\n\n" + "\n\n".join(wrapped(p, 17) for p in BODY), ParagraphRule.MARKDOWN, Wrap.NEWLINE),
        ("\n\n".join(wrapped(p, 17, end=" ") for p in BODY), ParagraphRule.BLANK_LINE, Wrap.SPACE),
        ("## 渡口\n\n" + "\n\n".join(wrapped(p, 12, end=" ") for p in BODY), ParagraphRule.MARKDOWN, Wrap.SPACE),
    ],
)
def test_the_rule_that_fits_the_page(text: str, rule: ParagraphRule, wrap: Wrap, end: str) -> None:
    page = text.replace("\n", end)
    layout = recognise(page)
    assert (layout.rule, layout.wrap) == (rule, wrap)
    assert choose_rule(page) is rule


def test_a_rule_can_be_given() -> None:
    text = "\n".join(BODY)
    assert recognise(text, ParagraphRule.BLANK_LINE).rule is ParagraphRule.BLANK_LINE
    page = make_page("p", text, Origin(), rule=ParagraphRule.INDENT)
    assert page.rule is ParagraphRule.INDENT
    assert page.paragraphs.spans == ((0, len(text)),)


# Wraps left as spaces --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", [11, 14, 19, 24])
def test_wraps_left_as_spaces_are_found_piece_by_piece(column: int) -> None:
    pages = [wrapped(p, column) for p in BODY]
    text = "\n\n".join(p.replace("\n", " ") for p in pages)
    lines = [text[line.start : line.end] for line in recognise(text).lines]
    assert lines == [line for p in pages for line in p.split("\n")]


def test_ordinary_spaces_are_no_wraps() -> None:
    first = "本报讯 " + BODY[0]
    text = "\n\n".join(
        [
            "渡口换新颜 百姓得方便",
            "本报记者 周小河 李桥",
            wrapped(first, 17).replace("\n", " "),
            *(wrapped(p, 17).replace("\n", " ") for p in BODY[1:]),
        ]
    )
    layout = recognise(text)
    assert layout.wrap is Wrap.SPACE
    lines = [text[line.start : line.end] for line in layout.lines]
    assert lines[0] == "渡口换新颜 百姓得方便"
    assert lines[1] == "本报记者 周小河 李桥"
    assert lines[2] == wrapped(first, 17).split("\n")[0] == "本报讯 青禾县的老渡口上周换了"


@pytest.mark.parametrize(
    "text",
    [
        "渡口换新颜 百姓得方便 乡亲齐称赞 老周开口笑",
        "# 渡口换新颜 百姓得方便 乡亲齐称赞 老周开口笑 渡口换新颜",
        "周小河 李桥 王石阶 赵竹篙 钱缆绳 孙渡头",
        "本月到会的有：周 河 李 桥 王 石 赵 篙 钱 缆 孙 渡 头 人 等",
        "a b c d e f g h",
    ],
)
def test_spaces_between_parts_and_names_are_no_wraps(text: str) -> None:
    layout = recognise(text)
    assert layout.wrap is Wrap.NONE
    assert len(layout.lines) == 1


def test_two_pieces_are_wrapped_where_the_page_shows_the_column() -> None:
    long = [wrapped(p, 15).replace("\n", " ") for p in BODY]
    text = "\n\n".join([*long, "他把竹篙横在船头，转身去扶 后面上船的老人，慢慢坐稳。"])
    lines = [text[line.start : line.end] for line in recognise(text).lines]
    assert lines[-2:] == ["他把竹篙横在船头，转身去扶", "后面上船的老人，慢慢坐稳。"]
    alone = recognise("他把竹篙横在船头，转身去扶 后面上船的老人，慢慢坐稳。")
    assert len(alone.lines) == 1


# Lines -----------------------------------------------------------------------------------------------------------------------------


def check_lines(text: str, layout: Layout, newline: str) -> None:
    fixed = split_paragraphs(text, layout.rule, newline)
    covered = 0
    paragraph = -1
    for line in layout.lines:
        assert covered <= line.start < line.end <= len(text)
        assert not text[covered : line.start].strip()
        assert not text[line.start].isspace()
        assert not text[line.end - 1].isspace()
        assert line.end <= fixed.spans[fixed.at_or_before(line.start)][1]
        assert paragraph <= line.paragraph <= paragraph + 1
        assert line.evidence
        assert all(code.isascii() for code in line.evidence)
        covered, paragraph = line.end, line.paragraph
    assert not text[covered:].strip()
    for left, right in pairwise(layout.lines):
        if fixed.at_or_before(left.start) != fixed.at_or_before(right.start):
            assert left.paragraph < right.paragraph


PARTS = st.one_of(
    st.sampled_from(
        [
            "\n",
            "\r\n",
            "\r",
            "\n\n",
            " ",
            "\u3000\u3000",
            "\u00a0",
            "\u2028",
            "\ufeff",
            "\x0c",
            "\x1c",
            "𠮷",
            "a",
            "# ",
            "##",
            "|",
            "“",
            "。",
            "，",
        ]
    ),
    st.sampled_from(
        [
            *BODY,
            *(b[:15] for b in BODY),
            "本报记者 周小河",
            "图为渡口",
            "第3版",
            "2024年5月6日",
            "（下转第二版）",
            "周小河 摄",
            "https://a.example",
            "12",
        ]
    ),
    st.text(max_size=3),
)


@given(st.lists(PARTS, max_size=40).map("".join), st.sampled_from([None, *ParagraphRule]))
def test_lines_hold_all_text_and_lie_in_paragraphs(text: str, rule: ParagraphRule | None) -> None:
    check_lines(text, recognise(text, rule), "\n")


@given(
    st.lists(st.sampled_from(BODY), min_size=1, max_size=8),
    st.integers(9, 30),
    st.sampled_from(["\n", " ", "\r\n"]),
    st.sampled_from(["", "　　"]),
)
def test_wrapped_pages_fall_into_their_wraps(body: list[str], column: int, end: str, indent: str) -> None:
    text = (end.strip(" ") or "\n").join([""] * 2).join(wrapped(p, column, indent, end) for p in body)
    layout = recognise(text)
    check_lines(text, layout, "\n")
    if layout.wrap is not Wrap.NONE:
        assert all(line.end - line.start <= column + 2 for line in layout.lines)
        assert all(line.kind is Kind.BODY for line in layout.lines)


def test_paragraphs_of_a_page_without_blank_lines_end_with_short_finished_lines() -> None:
    text = "\n".join(wrapped(p, 17) for p in BODY)
    layout = recognise(text)
    assert layout.rule is ParagraphRule.BLANK_LINE
    starts = [
        next(text[line.start : line.start + 5] for line in layout.lines if line.paragraph == n)
        for n in range(layout.lines[-1].paragraph + 1)
    ]
    assert starts == [p[:5] for p in BODY]


def test_a_text_of_too_many_lines_is_not_looked_at_line_by_line() -> None:
    text = "渡口\n" * (MOST_LINES + 1)
    layout = recognise(text)
    check_lines(text, layout, "\n")
    assert {line.evidence for line in layout.lines} == {("too-many-lines",)}
