"""What the cases of false-join cannot say: how its partings stand beside column joins, offsets, and that no text is lost."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.config import Config
from cleanup.edits import Follow, Replace
from cleanup.engine import settle
from cleanup.finding import Finding, Fix, Safety
from cleanup.layout import make_page
from cleanup.messages import LANGUAGES
from cleanup.page import Origin, Page, Span
from cleanup.readers import open_source
from cleanup.render import find_conflicts, render
from cleanup.resources import resource
from cleanup.rules.analysis import Analysis
from cleanup.rules.order import column_join, false_join
from cleanup.rules.order.false_weights import ASK_FROM, ASK_TOPIC_FROM, GAP, ODDS, TOPIC, probability

TEXT = "入冬以来，市自来水公司组织力量对老旧管网进行排查。昨日凌晨，城北泵站压力骤降，维修人员连夜赶到现场，及时更"
REST = "换了破裂的阀门，供水在天亮之前恢复正常。"
MORE = "据了解，今年全市计划改造老旧管网四十公里，目前已经完成过半。"


def page_of(text: str) -> Page:
    return make_page("page", text, Origin(newline="\r\n" if "\r\n" in text else "\n"))


def findings(page: Page) -> list[Finding]:
    return list(false_join.find(Analysis(page), {}))


def first_fix(finding: Finding) -> Fix | None:
    return finding.fixes[0] if finding.fixes and finding.safety >= Safety.ASK else None


def settled(text: str) -> str:
    page = page_of(text)
    result = settle(page, Config(), first_fix, rules=(column_join.RULE, false_join.RULE))
    assert not result.broken
    return render(page, result.edits).text


def test_a_finding_names_place_fix_and_reason() -> None:
    text = f"{TEXT}{REST} 本报记者 方若谷\n\n{MORE}"
    (finding,) = findings(page_of(text))
    at = text.index(" 本报记者")
    assert finding.spans == (Span(at - 10, at), Span(at + 1, at + 9))
    assert finding.fixes[0].edits == (Replace(at, at + 1, " ", "\n\n"),)
    assert finding.fixes[0].safety is Safety.ASK
    assert finding.confidence == finding.fixes[0].probability >= ASK_FROM
    assert "本报记者 方若谷" in finding.evidence[0].message.text("zh_CN")
    for language in LANGUAGES:
        assert "本报记者" in finding.message.text(language)
        assert finding.fixes[0].title.text(language)


def test_confidence_comes_from_the_odds_of_the_evidence() -> None:
    (finding,) = findings(page_of(f"{TEXT}（下转第三版）{REST}\n\n{MORE}"))
    assert finding.confidence == pytest.approx(probability(sum(e.weight for e in finding.evidence)), abs=0.005)


def test_every_kind_and_reason_has_its_sentence() -> None:
    catalogue = json.loads(resource("messages", "false-join.json").read_text(encoding="utf-8"))
    kinds = (
        "byline-start byline-end slogan caption-start caption-end lead fused two-articles headline-end gap-start gap-end gap edge "
        "inside heading"
    )
    reasons = (
        "is-byline is-name is-slogan is-caption is-report is-jump is-furniture even-parts before-report before-byline joined not-joined"
    )
    gaps = (
        "gap-place gap-place-against gap-words gap-words-against gap-noise heading-long heading-marks heading-ended "
        "topic topic-shared topic-gap"
    )
    assert set(f"{kinds} {reasons} {gaps} fix-part fix-inside fix-heading".split()) <= set(catalogue)
    assert all(set(sentence) == set(LANGUAGES) for sentence in catalogue.values())
    assert 0.25 <= ASK_TOPIC_FROM <= ASK_FROM < 1
    assert TOPIC["topic.cross"] < 0 < TOPIC["topic.most"]
    assert GAP["gain"] < 0 < GAP["end"]
    assert ODDS["guessed"] < 0


def test_a_cut_tail_with_a_byline_behind_it_is_parted_and_then_joined() -> None:
    assert settled(f"{TEXT} 本报记者 方若谷\n\n{REST}\n\n{MORE}") == f"{TEXT}{REST}\n\n本报记者 方若谷\n\n{MORE}"


def test_a_headline_parted_from_a_line_that_goes_on_in_the_next_block() -> None:
    text = f"老旧管网排查见成效 本报讯 {TEXT}\n\n{REST}\n\n{MORE}"
    assert settled(text) == f"老旧管网排查见成效\n\n本报讯 {TEXT}{REST}\n\n{MORE}"
    page = page_of(text)
    both = [finding.fixes[0].edits for rule in (false_join, column_join) for finding in rule.find(Analysis(page), {})]
    assert find_conflicts(page, (edit for edits in both for edit in edits)) == ()


def test_a_head_with_a_byline_behind_it() -> None:
    assert settled(f"{TEXT}\n\n{REST} 本报记者 方若谷\n\n{MORE}") == f"{TEXT}{REST}\n\n本报记者 方若谷\n\n{MORE}"


def test_a_piece_in_a_line_that_a_surer_join_names_is_left_as_a_finding() -> None:
    cut = len("入冬以来，市自来水公司组织力量对老旧管")
    page = page_of(f"{TEXT[:cut]}（下转第三版）{TEXT[cut:]}\n\n{REST}\n\n{MORE}")
    result = settle(page, Config(), first_fix, rules=(column_join.RULE, false_join.RULE))
    assert [finding.rule for finding, _ in result.taken] == ["column-join"]
    assert [finding.rule for finding in result.left] == ["false-join"]
    apart = settle(page, Config(), first_fix, rules=(false_join.RULE,))
    assert settled(render(page, apart.edits).text) == f"{TEXT}{REST}\n\n（下转第三版）\n\n{MORE}"


def test_two_pieces_in_one_line_are_two_fixes_that_stand_alone_and_together() -> None:
    one, other = len("入冬以来，市自来水公司组织力量对老旧管"), len(TEXT) - 10
    text = f"{TEXT[:one]}（下转第三版）{TEXT[one:other]}（紧接第一版）{TEXT[other:]}{REST}\n\n{MORE}"
    page = page_of(text)
    first, second = findings(page)
    assert render(page, first.fixes[0].edits).text.startswith(f"{TEXT[:other]}（紧接第一版）{TEXT[other:]}{REST}\n\n（下转第三版）")
    assert render(page, (*first.fixes[0].edits, *second.fixes[0].edits)).text.startswith(
        f"{TEXT}{REST}\n\n（下转第三版）\n\n（紧接第一版）"
    )


@pytest.mark.parametrize("gap", ["", " "])
def test_white_space_put_between_two_texts_sleeps_when_a_join_takes_the_first_elsewhere(gap: str) -> None:
    text = f"{TEXT}{gap}本报记者 方若谷\n\n{REST}"
    page = page_of(text)
    at = len(TEXT)
    break_ = Replace(at, at + len(gap), gap, "\n\n")
    join = Follow(Span(0, at), Span(text.index(REST), len(text)))
    assert render(page, (break_,)).text == f"{TEXT}\n\n本报记者 方若谷\n\n{REST}"
    joined = render(page, (break_, join))
    assert joined.text == f"{TEXT}{REST}\n\n本报记者 方若谷"
    assert joined.asleep == (break_,)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_offsets_with_either_line_end_and_with_a_bom(tmp_path: Path, newline: str, bom: bytes) -> None:
    text = f"{MORE}{newline * 2}{TEXT}{REST} 本报记者 方若谷{newline * 2}{TEXT[:30]}（下转第三版）{TEXT[30:]}{REST}{newline}"
    path = tmp_path / "page.txt"
    path.write_bytes(bom + text.encode())
    page = next(iter(open_source(path).pages()))
    edits = [edit for finding in findings(page) for fix in finding.fixes for edit in fix.edits]
    assert render(page, edits).text == (
        f"{MORE}{newline * 2}{TEXT}{REST}{newline * 2}本报记者 方若谷{newline * 2}{TEXT}{REST}{newline * 2}（下转第三版）{newline}"
    )


PIECES = (
    "本报记者 方若谷",
    "本通",
    "记者 方若谷 通讯员 柳青禾",
    "本报讯 ",
    "【本报讯】",
    "让数据多跑路",
    "守住绿水青山 留住鸟语花香",
    "（下转第三版）",
    "A04 综合",
    "— 5 —",
    "图为社员在晒场上翻晒稻谷。",
    "本报记者 方若谷 摄",
    "### ",
    "（记者 方若谷）",
    "“",
    "”",
    "。",
    " ",
    "\u3000",
    "\n",
    "\n\n",
    "\r\n\r\n",
    "𠮷",
    "the",
    TEXT,
    REST,
    MORE,
)


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join))
def test_no_fix_loses_a_character(text: str) -> None:
    page = page_of(text)
    found = findings(page)
    for finding in found:
        assert find_conflicts(page, finding.fixes[0].edits) == ()
        before, after = (Counter(t) for t in (text, render(page, finding.fixes[0].edits).text))
        gone, new = before - after, after - before
        assert all(char.isspace() or (char == "#" and finding.message.key == "false-join.heading") for char in gone)
        assert all(char.isspace() for char in new)
    edits = [edit for finding in found for edit in finding.fixes[0].edits]
    assert find_conflicts(page, edits) == ()
    assert Counter("".join(render(page, edits).text.split())) - Counter("".join(text.split())) == Counter()


BODIES = st.sampled_from((TEXT + REST, f"本报讯 {TEXT}{REST}", f"{REST}\n\n{MORE}", f"{MORE}\r\n\r\n"))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PIECES), BODIES).map("".join), min_size=1, max_size=5).map("".join))
def test_what_was_parted_stays_parted(text: str) -> None:
    page = page_of(text)
    once = render(page, settle(page, Config(), first_fix, rules=(false_join.RULE,)).edits).text
    again = page_of(once)
    assert render(again, settle(again, Config(), first_fix, rules=(false_join.RULE,)).edits).text == once


@pytest.mark.parametrize(
    "unit", ["本报记者 方若谷 ", "某某 摄 ", "（下转第三版）", "。 ", "图为", "责任编辑 方若谷 版式 ", "— 5 —\n\n", "# "]
)
def test_a_line_of_one_unit_comes_to_an_end(unit: str) -> None:
    page = page_of(unit * (100_000 // len(unit)))
    assert len(findings(page)) <= len(page.text) // len(unit)
