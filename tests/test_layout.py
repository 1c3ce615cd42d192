"""Lines, paragraphs and kinds that a page's text shows."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.layout import Layout, Wrap, choose_rule, make_page, recognise
from cleanup.layout.evidence import WEIGHTS
from cleanup.layout.names import is_name, look_for_credit, look_for_picture_credit
from cleanup.layout.patterns import look
from cleanup.layout.recognise import MOST_LINES
from cleanup.layout.shape import ends_sentence, pieces, popular, width
from cleanup.page import Kind, Origin
from cleanup.paragraphs import ParagraphRule, split_paragraphs

# Four paragraphs of running text, written for these tests.
BODY = (
    "青禾县的老渡口上周换了新石阶。摆渡的老周把缆绳绕了三圈，等最后一个上学的孩子跳上船，才不慌不忙地撑开竹篙，船头慢慢转向对岸。",
    "这条河宽不过百米，却把一个村子分成了两半。河东有学校，河西有果园，六十三户人家的日子，全系在那根磨得发亮的缆绳上。",
    "老周今年六十八岁，撑了四十一年船。他说，自己认得河上的每一块石头，哪里水浅，哪里有暗流，闭着眼睛也能绕过去。",
    "明年开春，河上要架起一座小桥。乡亲们问老周往后做什么，他想了想，笑着说要在桥头摆一张竹椅，给过路的人讲讲渡口的事。",
)


def wrapped(text: str, width_of_column: int, indent: str = "", end: str = "\n") -> str:
    """Running text in lines of a column, the first set in by two characters."""
    lines = [text[: width_of_column - 2]]
    rest = text[width_of_column - 2 :]
    lines += [rest[at : at + width_of_column] for at in range(0, len(rest), width_of_column)]
    return indent + end.join(lines)


def kinds(text: str, rule: ParagraphRule | None = None) -> list[tuple[str, str]]:
    return [(line.kind.value, text[line.start : line.end]) for line in recognise(text, rule).lines]


def kind_of(text: str, start: str) -> Kind:
    return next(line.kind for line in recognise(text).lines if text.startswith(start, line.start))


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


# Kinds -----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "kind", "code"),
    [
        ("本报记者 周小河 通讯员 李桥", Kind.BYLINE, "credit-pattern"),
        ("□ 本报记者 周小河", Kind.BYLINE, "credit-pattern"),
        ("□ 周 河", Kind.BYLINE, "bullet-name"),
        ("■ 渡口人", Kind.BYLINE, "bullet-name"),
        ("（记者周小河、李桥）", Kind.BYLINE, "credit-pattern"),
        ("（周小河）", Kind.BYLINE, "bracketed-name"),
        ("文/图 周小河", Kind.BYLINE, "credit-pattern"),
        ("青禾日报记者 欧阳河", Kind.BYLINE, "credit-pattern"),
        ("本报评论员", Kind.BYLINE, "commentator"),
        ("据新华社电", Kind.BYLINE, "agency"),
        ("本刊综合", None, ""),
        ("本通", Kind.BYLINE, "own-paper"),
        ("记者节快乐", None, ""),
        ("记者调查", None, ""),
        ("编辑部的故事", None, ""),
        ("周小河 摄", Kind.CAPTION, "picture-credit"),
        ("孩子们跳上渡船。本报记者 周小河 摄", Kind.CAPTION, "picture-credit"),
        ("孩子们跳上渡船。（周小河摄）", Kind.CAPTION, "picture-credit"),
        ("图为新修的石阶。", Kind.CAPTION, "picture-words"),
        ("上图：老周撑船", Kind.CAPTION, "picture-words"),
        ("他正在拍摄", None, ""),
        ("图书馆开馆", None, ""),
        ("上图书馆读书去", None, ""),
        ("— 3 —", Kind.FURNITURE, "page-number"),
        ("第3版", Kind.FURNITURE, "edition"),
        ("A03 要闻", Kind.FURNITURE, "edition"),
        ("2024年5月6日 星期一 农历三月廿八", Kind.FURNITURE, "date-line"),
        ("副刊 2024年5月6日 星期一 B4", Kind.FURNITURE, "date-line"),
        ("科普苑 第217期", Kind.FURNITURE, "folio"),
        ("（下转第三版）", Kind.FURNITURE, "jump-line"),
        ("责任编辑：周小河 美编：李桥", Kind.FURNITURE, "staff-line"),
        ("新闻热线：0000-5550118", Kind.FURNITURE, "contact-line"),
        ("今天白天晴转多云，北风2到3级，最高气温21℃", Kind.FURNITURE, "weather"),
        ("青禾日报", Kind.FURNITURE, "masthead"),
        ("总第1234期", Kind.FURNITURE, "issue-number"),
        ("————————", Kind.FURNITURE, "rule-mark"),
        ("![](page-3.png)", Kind.FURNITURE, "image-mark"),
        ("。”", None, ""),
        ("5月6日，渡口换了新石阶", None, ""),
        ("天气转凉，渡口人少", None, ""),
        ("电话亭里的故事", None, ""),
        ("设计新颖 统筹推进", None, ""),
    ],
)
def test_what_a_line_says_of_itself(line: str, kind: Kind | None, code: str) -> None:
    seen = look(line)
    assert (seen.kind, seen.code) == (kind, code) if seen is not None else (kind, code) == (None, "")


def test_names_and_credits() -> None:
    assert is_name("周小河")
    assert is_name("欧阳河")
    assert not is_name("渡口")
    assert not is_name("周")
    assert look_for_credit("周小河") is None
    assert not look_for_picture_credit("拍摄")


PAGE = "\n\n".join(
    [
        "青禾日报 2024年5月6日 星期一 A03",
        "渡口换新颜 百姓得方便",
        "——青禾县老渡口改造见闻",
        "本报记者 周小河",
        *BODY[:2],
        "一根缆绳四十年",
        *BODY[2:],
        "孩子们在新石阶上等船。 李桥 摄",
        "言论",
        "桥与船",
        BODY[1],
        "周石桥",
        "责任编辑：王河",
    ]
)


def test_a_page_of_blocks() -> None:
    assert [kind for kind, _ in kinds(PAGE)] == [
        "furniture", "headline", "headline", "byline", "body", "body", "headline", "body", "body", "caption",
        "headline", "headline", "body", "byline", "furniture",
    ]  # fmt: skip


def test_a_traditional_page_has_the_same_kinds() -> None:
    table = str.maketrans(
        "报换颜记老县渡图书为责编条这认识见闻绳区开说两个从时闭岁", "報換顏記老縣渡圖書為責編條這認識見聞繩區開說兩個從時閉歲"
    )
    traditional = PAGE.translate(table)
    assert traditional != PAGE
    assert [kind for kind, _ in kinds(traditional)] == [kind for kind, _ in kinds(PAGE)]


@pytest.mark.parametrize("marks", ["#", "##", "###"])
def test_markdown_headings_are_headlines_unless_they_run_on(marks: str) -> None:
    text = "\n\n".join([f"{marks} 渡口换新颜", BODY[0], f"{marks} {BODY[1]}", BODY[2]])
    assert [kind for kind, _ in kinds(text)] == ["headline", "body", "body", "body"]


@pytest.mark.parametrize(
    "piece",
    [
        "老周说，他撑了四十一年",
        "摆渡的老周把缆绳绕了三圈，等",
        "他想了想，笑着说要在桥头",
        "“自己认得河上的每一块",
        "了，老人的主意已经定下来",
        "近日，青禾县的老渡口",
        "河东有学校、河西有果园，",
        "他把竹篙横在船头和",
    ],
)
def test_a_cut_piece_of_running_text_stays_body(piece: str) -> None:
    text = "\n\n".join([BODY[0], piece, BODY[1], BODY[2]])
    assert kind_of(text, piece) is Kind.BODY


def test_a_cut_piece_whose_next_goes_on_stays_body() -> None:
    text = "\n\n".join([BODY[0], "孩子们穿过晒谷场往学校里走去", "的时候，天还没有亮透，只有渡口的马灯亮着。", BODY[1]])
    assert kind_of(text, "孩子们穿过") is Kind.BODY


def test_a_headline_between_two_cut_pieces_is_seen() -> None:
    text = "\n\n".join([BODY[0][:52], "一根缆绳四十年", BODY[0][52:], BODY[1]])
    assert kind_of(text, "一根缆绳") is Kind.HEADLINE


def test_interleaved_columns_are_body_and_their_headlines_are_not() -> None:
    left = [line for p in BODY[:2] * 2 for line in wrapped(p, 15).split("\n")]
    right = [line for p in BODY[2:] * 2 for line in wrapped(p, 15).split("\n")]
    woven = [line for pair in zip(left, right, strict=False) for line in pair]
    text = "\n\n".join(["渡口换新颜 百姓得方便", "本报记者 周小河", *woven[:9], "人物", "王石桥谈渡口", *woven[9:]])
    found = kinds(text)
    assert [kind for kind, _ in found[:2]] == ["headline", "byline"]
    wrong = [line for kind, line in found[2:] if (kind != "body") != (line in ("人物", "王石桥谈渡口"))]
    assert wrong == []


@pytest.mark.parametrize(("indent", "between"), [("", "\n\n"), ("　　", "\n")])
def test_a_hard_wrapped_page(indent: str, between: str) -> None:
    text = between.join(["渡口换新颜 百姓得方便", "本报记者 周小河", *(wrapped(p, 16, indent) for p in BODY), "周石桥"])
    found = kinds(text)
    assert [kind for kind, _ in found[:2]] == ["headline", "byline"]
    assert {kind for kind, _ in found[2:-1]} == {"body"}
    assert found[-1][0] == "byline"


def test_a_caption_where_a_picture_stood() -> None:
    text = "\n\n".join([f"# {BODY[0][:7]}", *BODY[:2]]) + "\n\n\n\n孩子们在新石阶上等船\n\n\n\n" + "\n\n".join(["# 桥与船", BODY[2]])
    assert kind_of(text, "孩子们在新石阶") is Kind.CAPTION


def test_a_notice_is_signed() -> None:
    text = "\n\n".join(["关于渡口停航的公告", "各位村民：", BODY[0], "特此公告。", "青禾县渡口管理所", "2024年5月6日"])
    assert [kind for kind, _ in kinds(text)] == ["headline", "body", "body", "body", "byline", "byline"]


def test_questions_and_answers_are_body() -> None:
    text = "\n\n".join(["对话老周", "问：您撑了多少年船？", "答：四十一年。", "问：往后呢？", BODY[3]])
    assert [kind for kind, _ in kinds(text)] == ["headline", "body", "body", "body", "body"]


def test_weights_speak_for_one_side_each() -> None:
    assert all(weight for weight in WEIGHTS.values())
    assert all(code.replace("-", "").isalpha() and code.isascii() for code in WEIGHTS)


@pytest.mark.parametrize("char", list('（(“"·、 记者王图摄日年月版晴-—#|<!一1'))
def test_every_line_can_be_looked_at(char: str) -> None:
    """Lines over which a pattern that backtracks would never come to an end."""
    for line in (char * 240, (char + "王") * 120, ("记者" + char) * 80, char * 239 + "摄", "今天" + char * 100):
        bare = line.strip()
        seen = look(bare[:240]) if bare else None
        assert seen is None or seen.kind in Kind
