"""What kind of line each line of a page is: body, headline, byline, caption, furniture."""

import pytest

from cleanup.layout import recognise
from cleanup.layout.evidence import WEIGHTS
from cleanup.layout.names import is_name, look_for_credit, look_for_picture_credit
from cleanup.layout.patterns import look
from cleanup.page import Kind
from cleanup.paragraphs import ParagraphRule
from tests.columns import BODY, wrapped


def kinds(text: str, rule: ParagraphRule | None = None) -> list[tuple[str, str]]:
    return [(line.kind.value, text[line.start : line.end]) for line in recognise(text, rule).lines]


def kind_of(text: str, start: str) -> Kind:
    return next(line.kind for line in recognise(text).lines if text.startswith(start, line.start))


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
