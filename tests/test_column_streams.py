"""Columns read across: rows cut at their gutters, lines put back into their columns, as one question a column."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.config import Config
from cleanup.edits import Follow
from cleanup.engine import settle
from cleanup.finding import Finding, Fix, Safety
from cleanup.layout import make_page
from cleanup.page import Origin, Page
from cleanup.render import render
from cleanup.rules.analysis import Analysis
from cleanup.rules.order import column_join
from cleanup.rules.order.assignment import LEAST_STREAM
from cleanup.rules.order.grids import find_grids, is_due, places
from cleanup.rules.order.streams import STRIDES, around, leads, stream_features
from cleanup.rules.registry import RULES

SEEDS = Path(__file__).parents[1] / "seeds"

LEFT = ("新桥通车的消息传开以后，两岸的居", "民一早就赶到桥头，想看一看这座盼", "了十年的大桥究竟是什么模样，老人", "们都穿上了新衣裳。")
RIGHT = (
    "城西的菜市场上周搬进了新楼，摊位",
    "比从前多了一倍，地面也铺上了防滑",
    "的石砖，摊主们都说这里干净敞亮，",
    "下雨天再也不用踩着泥水做生意。",
)


def page_of(text: str) -> Page:
    return make_page("page", text, Origin())


def sample(name: str) -> Page:
    path = next((SEEDS / "pages").glob(f"{name}.*"))
    return page_of(path.read_text(encoding="utf-8"))


def cleaned(page: Page) -> str:
    """What all rules make of a page but the one that doubts single characters."""

    def take(finding: Finding) -> Fix | None:
        fix = finding.fixes[0] if finding.fixes else None
        return fix if fix is not None and fix.edits and fix.safety >= Safety.ASK and not fix.removes_text and not fix.moves_block else None

    return render(page, settle(page, Config(), take, rules=[rule for rule in RULES if rule.id != "lookalike"]).edits).text


def rows(gutter: str = "    ") -> str:
    return "\n".join(left + gutter + right for left, right in zip(LEFT, RIGHT, strict=True))


# ---- rows --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("gutter", ["    ", "\u3000\u3000", "\t", "   \u3000"])
def test_rows_are_cut_at_their_gutters(gutter: str) -> None:
    page = page_of(rows(gutter))
    found = find_grids(page, page.text)
    assert [len(row.cells) for row in found.values()] == [2, 2, 2, 2]
    assert [page.text[cell.start : cell.end] for row in found.values() for cell in row.cells][:2] == [LEFT[0], RIGHT[0]]


@pytest.mark.parametrize(
    "text",
    [
        "姓名    单位    成绩\n林晚舟    城南队    9.58\n程雨    江北队    9.71\n方砚秋    城南队    9.80",
        "晨跑的人们沿着江堤跑过三座桥。\n晨跑的人们沿着江堤跑过三座桥。\n晨跑的人们沿着江堤跑过三座桥。",
        "市  长    顾衡川\n副市长    祝明瑜\n秘书长    文景澄\n局  长    柯承岳",
    ],
)
def test_tables_and_single_columns_are_no_grids(text: str) -> None:
    page = page_of(text)
    assert find_grids(page, page.text) == {}


def test_a_column_goes_on_below_and_then_at_the_top_of_the_next() -> None:
    page = page_of(rows())
    cells = list(places(find_grids(page, page.text)).values())
    left = [cell for cell in cells if cell.column == 0]
    right = [cell for cell in cells if cell.column == 1]
    assert is_due(left[0], left[1])
    assert is_due(left[-1], right[0])
    assert not is_due(left[0], right[0])
    assert not is_due(right[-1], left[0])


def test_each_column_of_merged_rows_is_one_question() -> None:
    page = page_of(rows())
    found = list(column_join.find(Analysis(page), {}))
    assert len(found) == 1 + (len(LEFT) - 1 < LEAST_STREAM)
    assert cleaned(page).split() == ["".join(LEFT), "".join(RIGHT)]


def test_a_sample_page_of_merged_rows_comes_out_as_it_was_set() -> None:
    text = re.sub(r"\s+", "", cleaned(sample("07_rows")))
    truth = (SEEDS / "truth" / "07_rows.truth.txt").read_text(encoding="utf-8")
    paragraphs = [re.sub(r"\s+", "", line) for line in truth.splitlines() if len(line) > 60]
    assert [paragraph for paragraph in paragraphs if paragraph not in text] == []


# ---- lines -------------------------------------------------------------------------------------------------------------


def test_a_woven_page_is_a_few_questions_and_loses_nothing() -> None:
    page = sample("03_interleaved")
    found = [finding for finding in column_join.find(Analysis(page), {}) if finding.fixes]
    joins = sum(len(finding.fixes[0].edits) for finding in found)
    assert joins > 150
    assert len(found) < joins / 4
    streams = [finding for finding in found if len(finding.fixes[0].edits) > 1]
    assert all(finding.fixes[0].parts and finding.fixes[0].safety is Safety.ASK for finding in streams)
    bare = re.compile(r"[\s\W]+")
    assert sorted(bare.sub("", cleaned(page))) == sorted(bare.sub("", page.text))


def test_every_join_stands_in_one_finding() -> None:
    edits = [
        edit for finding in column_join.find(Analysis(sample("14_text_layer")), {}) if finding.fixes for edit in finding.fixes[0].edits
    ]
    tails = [edit.tail for edit in edits if isinstance(edit, Follow)]
    assert len(tails) == len(set(tails))


def test_lines_around_speak_for_their_own_stride() -> None:
    said = [{1: -1.0, 2: 3.0}] * 8
    lead, odds = leads(said), around(said)
    assert all(value > 0 for value in stream_features(lead, odds, 3, 2).values())
    assert all(value < 0 for value in stream_features(lead, odds, 3, 1).values())


def test_lines_that_say_nothing_are_held_to_be_plain() -> None:
    for odds in around([None] * 8):
        assert odds[0] > 1
        assert all(odd < 0 for odd in odds[1:])


def test_a_woven_stretch_ends_where_the_lines_say_so() -> None:
    odds = around([{1: 3.0, 2: -1.0}] * 10 + [{1: -1.0, 2: 3.0}] * 10)
    assert odds[2][0] > 0 > odds[2][1]
    assert odds[17][1] > 0 > odds[17][0]


@given(st.lists(st.none() | st.dictionaries(st.integers(1, STRIDES), st.floats(-20, 20), max_size=STRIDES), min_size=1, max_size=30))
@settings(max_examples=100)
def test_a_line_speaks_for_at_most_one_stride(said: list[dict[int, float] | None]) -> None:
    for odds in leads(said):
        if odds is not None:
            assert sum(value > 0 for value in odds.values()) <= 1
            assert all(-4 <= value <= 4 for value in odds.values())
    assert len(around(said)) == len(said)
