"""The column join: what it says of a page, how sure it is, and where it stops. Its plain cases stand in cases/column-join.toml."""

import math
import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.conflicts import find_conflicts
from cleanup.edits import Follow, Separator
from cleanup.finding import Finding, Safety
from cleanup.layout import make_page
from cleanup.messages import LANGUAGES, Message
from cleanup.page import Kind, Line, Origin, Page
from cleanup.paragraphs import ParagraphRule
from cleanup.render import render
from cleanup.resources import sample_pages
from cleanup.rules.analysis import Analysis
from cleanup.rules.order import lost_text
from cleanup.rules.order.alternatives import ALTERNATIVES
from cleanup.rules.order.alternatives import follow as joined
from cleanup.rules.order.assignment import assignments, load_models
from cleanup.rules.order.candidates import FEW, Proposal
from cleanup.rules.order.column_join import RULE, find
from cleanup.rules.order.join_evidence import sentence_keys
from cleanup.rules.order.matching import Candidate, choose, join_probabilities
from cleanup.rules.order.pairs import page_features, repeated_text, restarts
from cleanup.rules.order.pieces import find_pieces
from cleanup.rules.order.scene import scenes
from cleanup.rules.order.sides import is_finished
from cleanup.rules.order.weights import ASK_FROM, BLOCKS, LINES, LOST_FROM, SAFE_FROM, SHOW_FROM

JOINED = (
    "入冬以来，市自来水公司组织力量对老旧管网进行排查。昨日凌晨，城北泵站压力骤降，维修人员连夜赶到现场，及时更",
    "换了破裂的阀门，供水在天亮之前恢复正常。",
    "据了解，今年全市计划改造老旧管网四十公里，目前已经完成过半。",
)


def page_of(*blocks: str, kinds: Sequence[Kind] | None = None) -> Page:
    """A page of these blocks, each a line of its own; body text unless `kinds` says otherwise."""
    text = "\n\n".join(blocks)
    lines = []
    start = 0
    for number, block in enumerate(blocks):
        lines.append(Line(start, start + len(block), kinds[number] if kinds else Kind.BODY, number))
        start += len(block) + 2
    return Page("page", text, ParagraphRule.BLANK_LINE, tuple(lines))


def findings(page: Page) -> list[Finding]:
    return list(find(Analysis(page), {}))


def follow(page: Page, tail: int, head: int) -> Follow:
    return Follow(page.lines[tail].span, page.lines[head].span, Separator.JOIN)


# ---- what a finding says -----------------------------------------------------------------------------------------------


def test_a_finding_names_place_fix_and_reasons() -> None:
    page = page_of(*JOINED)
    (finding,) = findings(page)
    assert finding.rule == "column-join"
    assert finding.spans == (page.lines[0].span, page.lines[1].span)
    assert finding.fixes[0].edits == (follow(page, 0, 1),)
    assert finding.fixes[0].safety is Safety.SAFE
    assert finding.confidence == pytest.approx(finding.fixes[0].probability, abs=0.001)
    weights = [abs(evidence.weight) for evidence in finding.evidence]
    assert weights == sorted(weights, reverse=True)
    assert "更|换" in "".join(evidence.message.text("zh_CN") for evidence in finding.evidence)
    assert render(page, finding.fixes[0].edits).text == JOINED[0] + JOINED[1] + "\n\n" + JOINED[2]


def test_every_weight_has_its_sentence() -> None:
    for name in {**BLOCKS.weights, **LINES.weights}:
        for key in sentence_keys(name):
            for language in LANGUAGES:
                params = {
                    "word": "更|换",
                    "text": "更|换",
                    "char": "更",
                    "odds": "1.0",
                    "count": 2,
                    "blocks": 3,
                    "left": "更",
                    "right": "换",
                }
                assert Message(f"column-join.{key}", params).text(language)


def test_what_the_page_has_elsewhere_speaks_for_a_head_and_against_one() -> None:
    unlikely = math.log(0.05)
    often, once = page_features("河河河河", "河", unlikely), page_features("河", "河", unlikely)
    assert often["page.gain"] > once["page.gain"] > 0
    assert page_features("河" + "山" * 9, "河", math.log(0.9)) == {}  # the page has it more seldom than one expects
    never, seldom = page_features("河河河河", "山", unlikely), page_features("河", "山", unlikely)
    assert never["page.loss"] > seldom["page.loss"] > 0


def test_a_continuation_far_away_is_weighed_where_both_stand_alone() -> None:
    cut = [block for number in range(60) for block in (f"第{number}个村子的人家都在门前摆开了桌", "子，坐在渠边说话。")]
    page = page_of(*cut, "老站长说，他在渠上守了一辈子，从来没有见过这样的日", *cut, "子，还想再过上十年。", *cut)
    (assignment,) = assignments(page)
    pieces = assignment.scene.pieces
    assert len(pieces) > FEW
    tail, head = (next(p.number for p in pieces if page.text[p.first.start :].startswith(start)) for start in ("老站长说", "子，还想"))
    assert (tail, head) in {(proposal.tail, proposal.head) for proposal in assignment.proposals}


def test_the_record_speaks_every_language() -> None:
    for language in LANGUAGES:
        for name in ("title", "flags", "why", "trust"):
            assert len(RULE.text(name, language)) > 3


def test_traditional_text_is_shown_as_it_stands() -> None:
    page = page_of("記者昨日從水務局了解到，新建的泵站已經開", "始運行，沿岸三個村的農田用水有了保障。")
    (finding,) = findings(page)
    shown = "".join(evidence.message.text("zh_TW") for evidence in finding.evidence)
    assert "開|始" in shown
    assert "开" not in shown


def test_two_latin_words_are_joined_with_a_space() -> None:
    page = page_of("这台机床由德国西门子公司生产，控制系统采用了最新的Smart", "Control技术，操作起来十分简便，工人们很快就上手了。")
    scene = next(scenes(page, load_models()))
    proposal = Proposal(0, 1, (), 0.0, lined=False, near=True)
    assert joined(scene, page.text, proposal) == Follow(page.lines[0].span, page.lines[1].span, Separator.SPACE)


def test_alternatives_are_ranked_and_leave_room_for_nothing() -> None:
    page = make_page(
        "page", "\n\n".join([*JOINED[:1], "# 寒夜里的抢修", *JOINED[1:], "班长说，天亮之前必须修好，不能让居民早上没有水用"]), Origin()
    )
    for finding in findings(page):
        chances = [fix.probability for fix in finding.fixes]
        assert len(chances) <= ALTERNATIVES
        assert sum(chances) <= 1.0001
        assert chances[1:] == sorted(chances[1:], reverse=True)
        assert len({fix.edits for fix in finding.fixes}) == len(chances)


# ---- what must not be joined -------------------------------------------------------------------------------------------


def test_headlines_bylines_captions_and_furniture_are_never_glued() -> None:
    kinds = [Kind.BODY, Kind.HEADLINE, Kind.BYLINE, Kind.CAPTION, Kind.FURNITURE, Kind.BODY]
    page = page_of(JOINED[0], "换了破裂的阀门的人们", "换了记者的署名", "换了图片的说明", "换了版面的名称", JOINED[1], kinds=kinds)
    for finding in findings(page):
        for fix in finding.fixes:
            for edit in fix.edits:
                assert isinstance(edit, Follow)
                assert edit.tail == page.lines[0].span
                assert edit.head == page.lines[5].span


def test_lost_text_is_shown_and_joined_to_nothing() -> None:
    page = make_page(
        "page",
        "# 护林员的一天\n\n护林员老周每天要走三十里山路，背包里装着干粮、水壶和一把砍刀，遇到倒下的树就停下来清理，遇到上山的人就\n\n"
        "# 县城新添两座公园\n\n本报讯 两座街心公园昨日建成开放，市民出门就能散步健身。",
        Origin(),
    )
    assert findings(page) == []
    (finding,) = lost_text.find(Analysis(page), {})
    assert finding.safety is Safety.SHOW
    assert all(fix.safety is Safety.SHOW for fix in finding.fixes)
    assert finding.confidence >= LOST_FROM
    assert page.text[finding.spans[0].start : finding.spans[0].end].endswith("就")
    assert "缺文" in finding.message.text("zh_CN")


def test_only_the_next_block_is_joined_unasked() -> None:
    page = make_page("page", "\n\n".join([JOINED[0], "# 寒夜里的抢修", JOINED[1], JOINED[2]]), Origin())
    (finding,) = findings(page)
    assert finding.fixes[0].edits == (Follow(page.lines[0].span, page.lines[2].span, Separator.JOIN),)
    assert finding.fixes[0].safety is Safety.ASK


def test_a_clean_page_costs_and_says_nothing() -> None:
    text = "\n\n".join(f"第{n}小组昨天完成了第{n}段河道的清淤，明天转到下一个村子。" for n in range(60))
    assert findings(make_page("page", text, Origin())) == []


@pytest.mark.parametrize("text", ["", " \n\n ", "一", "，", "。。。", "“", "\u3000\n\n\u3000", "|a|b|\n\n|c|d|", "12\n\n34", "𠮷\n\n𠮷"])
def test_odd_pages(text: str) -> None:
    assert findings(make_page("page", text, Origin())) == []


# ---- ends of pieces ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "供水恢复正常。",
        "“供水恢复正常。”",
        "他问：“修好了吗？”）",
        "受表彰的名单如下：",
        "一是水要清；",
        "列车开走了……",
        "供水恢复正常。 记者 方若谷",
        "供水恢复正常。（方若谷 摄）",
        "供水恢复正常。 本报记者 方若谷 通讯员 叶知秋",
        "此致",
        "东山区（三人）：鲁大川、齐小满、田满仓",
        "北站\t8:00\t9:30",
        "The line ends here",
    ],
)
def test_finished(text: str) -> None:
    (piece,) = find_pieces(page_of(text), text, 10)
    assert is_finished(piece)


@pytest.mark.parametrize(
    "text",
    [
        "记者昨日从水务局了解到，新建的泵站已经开",
        "维修人员连夜赶到，",
        "他们在山里守了半个月，为的是拍摄",
        "住在河边的“摆渡人”",
        "一共花了三百",
        "他说：“修",
    ],
)
def test_open(text: str) -> None:
    (piece,) = find_pieces(page_of(text), text, 10)
    assert not is_finished(piece)


def test_nesting_of_a_piece() -> None:
    (piece,) = find_pieces(page_of("”他说，《河》（又名“渡"), "”他说，《河》（又名“渡", 10)
    assert piece.closed == "”"
    assert piece.opened == "（“"


# ---- repeats -----------------------------------------------------------------------------------------------------------


def test_repeats_are_the_same_with_and_without_an_index() -> None:
    chance = random.Random(3)
    text = "".join(chance.choice("山水人家\n") for _ in range(400))
    places: dict[str, list[int]] = {}
    for at in range(len(text) - 2):
        places.setdefault(text[at : at + 3], []).append(at)
    for _ in range(200):
        tail, head = ("".join(chance.choice("山水人家") for _ in range(6)) for _ in range(2))
        plain, indexed = repeated_text(tail, head, text), repeated_text(tail, head, text, places)
        assert "".join(plain) in text
        assert "".join(indexed) in text
        assert bool(plain[0]) == bool(indexed[0])
    assert repeated_text("第一批志愿", "者到达", "\n第二批志愿者到\n") == ("批志愿", "者到")


def test_restarts() -> None:
    assert restarts("各级党委", "\n各级党委要\n会上，各级党委都")
    assert not restarts("各级党委", "\n各级党委要\n要求各级党委都")
    assert not restarts("各级党委", "\n各级党委要")


# ---- the assignment ----------------------------------------------------------------------------------------------------


def exact(candidates: list[Candidate]) -> list[float]:
    """Each join's share of the weight of all matchings, by going through all of them."""
    shares = [0.0] * len(candidates)
    total = 0.0
    for chosen in range(1 << len(candidates)):
        taken = [i for i in range(len(candidates)) if chosen >> i & 1]
        if len({candidates[i].tail for i in taken}) < len(taken) or len({candidates[i].head for i in taken}) < len(taken):
            continue
        weight = math.exp(sum(candidates[i].score for i in taken))
        total += weight
        for i in taken:
            shares[i] += weight
    return [share / total for share in shares]


SCORES = st.floats(-6, 6)
EDGES = st.lists(st.tuples(st.integers(0, 3), st.integers(4, 7)), max_size=9, unique=True)


@settings(max_examples=150, deadline=None)
@given(EDGES, st.data())
def test_probabilities_are_close_to_the_exact_ones(edges: list[tuple[int, int]], data: st.DataObject) -> None:
    candidates = [Candidate(tail, head, data.draw(SCORES)) for tail, head in edges]
    found = join_probabilities(candidates)
    assert all(abs(a - b) < 0.4 for a, b in zip(found, exact(candidates), strict=True))
    for end in (0, 1):
        for piece in {c[end] for c in candidates}:
            assert sum(p for p, c in zip(found, candidates, strict=True) if c[end] == piece) < 1.25


@pytest.mark.parametrize(
    "scores",
    [[2.0], [3.0, 3.0], [-4.0, 8.0], [0.0, 0.0, 0.0]],
)
def test_a_tail_alone_has_exact_probabilities(scores: list[float]) -> None:
    candidates = [Candidate(0, head + 1, score) for head, score in enumerate(scores)]
    assert join_probabilities(candidates) == pytest.approx(exact(candidates), abs=0.01)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda e: e[0] != e[1]), max_size=20, unique=True), st.data())
def test_no_head_twice_and_no_circle(edges: list[tuple[int, int]], data: st.DataObject) -> None:
    candidates = [Candidate(tail, head, data.draw(SCORES)) for tail, head in edges]
    chosen = choose(candidates, join_probabilities(candidates), 7)
    following = {tail: candidates[index].head for tail, index in chosen.items()}
    assert all(candidates[index].tail == tail for tail, index in chosen.items())
    assert len(set(following.values())) == len(following)
    for start in following:
        seen = {start}
        while start in following:
            start = following[start]
            assert start not in seen
            seen.add(start)


# ---- a page as a whole -------------------------------------------------------------------------------------------------

SENTENCES = (
    "清晨的码头上人声鼎沸，船工们把一筐筐鲜鱼抬上岸，再由冷链车送往城里的菜市场。",
    "县图书馆的新馆正式对外开放，首批藏书达到八万册，读者凭身份证就可以办理借阅手续。",
    "农机部门组织了三百台收割机下乡作业，争取半个月内完成收割任务。",
    "老队长带着大家在山脚下挖出了第一口井，井水又清又甜，全村人都来看热闹。",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SENTENCES), st.integers(1, 25)), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_first_fixes_stand_together(cuts: list[tuple[str, int]], chance: random.Random) -> None:
    blocks = [part for sentence, at in cuts for part in (sentence[:at], sentence[at:]) if part]
    chance.shuffle(blocks)
    page = make_page("page", "\n\n".join(blocks), Origin())
    found = findings(page)
    likely = [fix.edits[0] for finding in found for fix in finding.fixes[:1] if fix.safety >= Safety.ASK]
    assert find_conflicts(page, likely) == ()
    for finding in found:
        assert 0 <= finding.confidence <= 1
        for fix in finding.fixes:
            assert fix.safety is Safety.SHOW or fix.probability >= ASK_FROM
            assert fix.safety is not Safety.SAFE or fix.probability >= SAFE_FROM
        if finding.fixes:
            assert finding.fixes[0].probability >= SHOW_FROM
    assert found == findings(page)


def test_a_page_of_five_thousand_lines_is_read_as_streams() -> None:
    text = "".join(SENTENCES) * 600
    page = page_of(*(text[at : at + 17] for at in range(0, 17 * 5000, 17)))
    found = findings(page)
    assert sum(len(finding.fixes[0].edits) for finding in found if finding.fixes) > 1000
    assert len(found) < 500  # columns as streams, not line by line


def test_a_page_of_endless_lines_is_left_alone_from_some_line_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleanup.rules.order.scene.SECTION", 10)
    monkeypatch.setattr("cleanup.rules.order.column_join.SECTION", 10)
    page = page_of(*(SENTENCES[0] for _ in range(45)))
    (finding,) = findings(page)
    assert finding.fixes == ()
    assert finding.spans == (page.lines[40].span,)
    assert "40" in finding.message.text("en")


def test_sections_of_a_long_page_are_judged_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleanup.rules.order.scene.SECTION", 3)
    found = findings(page_of(*JOINED, *JOINED))
    assert [finding.fixes[0].safety for finding in found] == [Safety.SAFE, Safety.SAFE]


@pytest.mark.parametrize("name", ["01_blocks.txt", "03_interleaved.txt"])
def test_what_is_kept_of_a_character_changes_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = make_page("page", (sample_pages() / name).read_text(encoding="utf-8"), Origin())
    found = findings(page)
    monkeypatch.setattr("cleanup.rules.order.candidates._KEPT", 1)
    assert findings(page) == found


def test_a_long_line_is_read_once() -> None:
    assert len(findings(page_of("“水”" * 500_000 + "流", "过村庄。"))) <= 1
