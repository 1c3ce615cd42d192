"""The plain rules together: they do not undo each other, settle in one run, and change nothing but marks and white space."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleanup.engine import analyse, settle
from cleanup.finding import Finding, Fix, Safety
from cleanup.layout import make_page
from cleanup.page import Origin
from cleanup.render import render
from cleanup.rules.registry import RULES

PLAIN = tuple(rule for rule in RULES if rule.find.__module__.startswith("cleanup.rules.typography."))

WORDS = ["渠水", "青川", "工作", "老站长说", "三十个村", "的", "了", "王", "志愿者", "一是", "本报讯"]
LATIN = ["KTV", "water", "it's", "3", "14:30", "1,200", "5'10\"", '27"', "a@b.cn", "www.x.cn", "A", "&nbsp;"]
MARKS = list(",.:;?!()\"'") + list("，。：；？！（）“”‘’《》「」、…·—")
BLANKS = [" ", " ", "  ", "\N{NO-BREAK SPACE}", "\N{IDEOGRAPHIC SPACE}", "\t", "\N{ZERO WIDTH SPACE}"]
ENDS = ["\n", "\n", "\n\n", "\r\n", "\r\n\r\n", "\n\N{IDEOGRAPHIC SPACE}\N{IDEOGRAPHIC SPACE}", "\n# ", "\n- ", "\n一、"]


def safe(finding: Finding) -> Fix | None:
    return finding.fixes[0] if finding.safety is Safety.SAFE else None


def first(finding: Finding) -> Fix | None:
    return finding.fixes[0] if finding.fixes else None


def cleaned(text: str) -> str:
    page = make_page("p", text, Origin())
    result = settle(page, None, safe, rules=PLAIN)
    assert not result.broken, result.broken[0].traceback
    return render(page, result.edits).text


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Any mixture of words, marks and white space."""
    token = st.one_of(*(st.sampled_from(tokens) for tokens in (WORDS, WORDS, MARKS, LATIN, BLANKS, ENDS)))
    return "".join(draw(st.lists(token, max_size=40)))


@st.composite
def columns(draw: st.DrawFn) -> str:
    """Prose of marks and words, wrapped at a column's width with newlines or spaces: what a page really looks like."""
    clause = st.builds("".join, st.lists(st.sampled_from([*WORDS, *LATIN[:4], '"', "“", "”", "(区)", " "]), min_size=1, max_size=6))
    mark = st.sampled_from([",", "，", "。", ".", "；", "、", "! ", "：", "…"])
    paragraphs = []
    for _ in range(draw(st.integers(1, 4))):
        prose = "".join(a + b for a, b in draw(st.lists(st.tuples(clause, mark), min_size=1, max_size=12)))
        width = draw(st.integers(9, 20))
        wrap = draw(st.sampled_from(["\n", " ", "", "\r\n"]))
        paragraphs.append(wrap.join(prose[at : at + width] for at in range(0, len(prose), width)))
    return draw(st.sampled_from(["\n\n", "\n", "\n　　"])).join(paragraphs)


class TestSettled:
    @given(st.one_of(texts(), columns()))
    @example("渠水, 青川“工作\n了”渠水")
    def test_cleaning_a_cleaned_page_changes_nothing(self, text: str) -> None:
        once = cleaned(text)
        assert cleaned(once) == once

    @given(st.one_of(texts(), columns()))
    def test_every_first_fix_can_be_taken_without_a_fight(self, text: str) -> None:
        """Settling ends, and what it takes renders; KanwuError would say that two rules undo each other."""
        page = make_page("p", text, Origin())
        result = settle(page, None, first, rules=PLAIN)
        render(page, result.edits)
        assert not result.broken, result.broken[0].traceback

    @given(st.one_of(texts(), columns()))
    def test_safe_fixes_change_marks_and_white_space_alone(self, text: str) -> None:
        def letters(of: str) -> str:
            return "".join(char for char in of if char.isalnum())

        assert letters(cleaned(text)) == letters(text)


@pytest.mark.parametrize(
    "piece",
    [
        ",",
        "(",
        ")",
        '"',
        "'",
        " ",
        "渠 ",
        "渠,",
        '渠"',
        "渠\n",
        "a.",
        "<!--",
        "`",
        "&",
        "[](",
        "渠 水 ",
        "“",
        "www.",
        "@a",
        "。 ",
        "1,",
        "￼",
        "<a ",
    ],
)
def test_long_runs_are_read(piece: str) -> None:
    """Forty thousand of one piece in a row; a rule that were quadratic in them would take minutes."""
    result = analyse(make_page("p", piece * 40_000, Origin()), rules=PLAIN)
    assert not result.broken, result.broken[0].traceback
