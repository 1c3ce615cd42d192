"""Block order: what it says of a page, what it rests on, and where it stops. Its plain cases stand in cases/block-order.toml."""

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from cleanup.articles.blocks import Block
from cleanup.edits import Edit, Follow, Separator
from cleanup.engine import analyse, settle
from cleanup.finding import Finding, Fix, Safety
from cleanup.layout import make_page
from cleanup.messages import LANGUAGES, Message
from cleanup.page import Kind, Origin, Page, Span
from cleanup.render import find_conflicts, render
from cleanup.rules.order import block_order, column_join
from cleanup.rules.order.block_evidence import SENTENCES
from cleanup.rules.order.block_order import RULE
from cleanup.rules.order.block_scene import BlockScene, look
from cleanup.rules.order.block_straying import ordinal, sections_of
from cleanup.rules.order.block_weights import ASK_FROM, WEIGHTS, probabilities
from seeds.damage import generate, load_articles
from tests.accuracy.blocks import score_page

CATALOGUE = json.loads((Path(__file__).parents[1] / "resources" / "messages" / "block-order.json").read_text(encoding="utf-8"))
ARTICLES = load_articles(Path(__file__).parents[1] / "seeds" / "articles")
CANAL = (
    "本报讯（记者 林远山）昨日，古运河清淤工程通过验收，二十七公里河道全线恢复通水，沿河码头停泊的货船重新鸣笛起航。",
    "古运河淤塞多年，河道最浅处不足半米，货船只能绕行外江。市水务局去年启动",
    "清淤工程，先后投入挖泥船十六艘，清出淤泥九十万立方米。",
    "清出的淤泥没有浪费。工程指挥长褚云帆介绍，淤泥经过脱水固化，烧制成河岸步道的青砖，码头边的新步道就是用淤泥砖铺成的。",
    "货船船主老邱在码头等了三年。他说，运河通水以后，从家门口装货直达省城，运费每吨能省十八元，绕行外江的日子总算结束了。",
)
SCHOOL = (
    "本报讯（记者 夏听蝉）昨天中午，实验小学食堂来了三十位家长，他们端着餐盘与学生同桌吃饭，饭后为每一道菜打分。",
    "校长温若棠介绍，食堂每周向家长公布食谱，菜品由营养师搭配。打分最低的菜品下周就从食谱上撤下，厨师要当面听取家长的意见。",
    "三年级学生小满最喜欢食堂的番茄牛腩。她妈妈尝过以后给番茄牛腩打了九分，又提醒厨师青菜炒得偏咸，低年级学生的餐盘也太重。",
)
PAGE = make_page(
    "page",
    "\n\n".join(("古运河清淤工程全线完工", *CANAL[:2], "实验小学食堂请家长当评委", SCHOOL[0], *CANAL[2:], *SCHOOL[1:])),
    Origin(),
)


def span_of(page: Page, text: str) -> Span:
    start = page.text.index(text)
    return Span(start, start + len(text))


JOIN = Follow(span_of(PAGE, CANAL[1]), span_of(PAGE, CANAL[2]))


def found_in(page: Page, edits: Sequence[Edit] = ()) -> tuple[Finding, ...]:
    result = analyse(page, rules=(RULE,), edits=edits)
    assert not result.broken, result.broken[0].traceback
    return result.findings


class TestFinding:
    def test_what_stood_behind_a_displaced_fragment_follows_it(self) -> None:
        (finding,) = found_in(PAGE, [JOIN])
        assert finding.message.key == "block-order.follow"
        chain = [CANAL[2], CANAL[3], CANAL[4]]
        expected = tuple(Follow(span_of(PAGE, a), span_of(PAGE, b), Separator.PARAGRAPH) for a, b in pairwise(chain))
        assert finding.fixes[0].edits == expected

    def test_every_fix_moves_blocks_and_is_asked_about_at_most(self) -> None:
        (finding,) = found_in(PAGE, [JOIN])
        assert 1 <= len(finding.fixes) <= block_order.ALTERNATIVES
        assert all(fix.moves_block and fix.safety <= Safety.ASK for fix in finding.fixes)
        assert finding.evidence

    def test_without_the_join_nothing_is_said(self) -> None:
        assert found_in(PAGE) == ()

    def test_a_finding_names_the_undecided_join_it_rests_on(self) -> None:
        fix = Fix(Message("column-join.fix-ahead", {"head": "", "count": 3}), (JOIN,), Safety.ASK, 0.9)
        join = Finding("column-join", (span_of(PAGE, CANAL[1]),), Message("column-join.join", {"tail": "", "head": ""}), 0.9, fixes=(fix,))
        order = replace(column_join.RULE, find=lambda *_: (join,))
        (finding,) = [finding for finding in analyse(PAGE, rules=(order, RULE)).findings if finding.rule == "block-order"]
        assert finding.rests_on == (join.id,)

    def test_nothing_is_said_of_what_is_already_moved(self) -> None:
        (finding,) = found_in(PAGE, [JOIN])
        assert found_in(PAGE, [JOIN, *finding.fixes[0].edits]) == ()

    def test_the_moved_page_reads_in_order(self) -> None:
        settled = settle(PAGE, None, lambda f: f.fixes[0] if f.fixes else None, rules=(RULE,), edits=[JOIN])
        whole = (CANAL[0], CANAL[1] + CANAL[2], *CANAL[3:])
        expected = "\n\n".join(("古运河清淤工程全线完工", *whole, "实验小学食堂请家长当评委", *SCHOOL))
        assert render(PAGE, settled.edits).text == expected

    def test_every_part_of_a_fix_can_stand_alone(self) -> None:
        (finding,) = found_in(PAGE, [JOIN])
        for edit in finding.fixes[0].edits:
            assert find_conflicts(PAGE, [JOIN, edit]) == ()
            assert sorted(render(PAGE, [JOIN, edit]).text.replace("\n", "")) == sorted(PAGE.text.replace("\n", ""))


class TestChances:
    def test_probabilities_add_up_to_one(self) -> None:
        assert sum(probabilities([{}, {"take": 1.0}, {"lift": 1.0}])) == pytest.approx(1.0)

    def test_alternatives_are_ranked_by_what_they_show_and_share_one_whole(self) -> None:
        (finding,) = found_in(PAGE, [JOIN])
        shown = [fix.probability for fix in finding.fixes]
        assert shown == sorted(shown, reverse=True)
        assert sum(shown) <= finding.confidence + 0.001
        assert finding.fixes[0].safety is Safety.ASK
        assert finding.confidence >= ASK_FROM
        assert all(fix.safety is Safety.SHOW for fix in finding.fixes[1:])

    @pytest.mark.parametrize(
        ("text", "number"), [("二是疏通管道", 2), ("第三，规范停车", 3), ("（四）加强巡查", 4), ("2. 关闭阀门", 2), ("2.5公里的路", None)]
    )
    def test_ordinals(self, text: str, number: int | None) -> None:
        found = ordinal(text)
        assert (found and found[1]) == number


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_in_the_catalogue(language: str) -> None:
    params = {"head": "甲", "tail": "乙", "count": 2, "places": 3, "words": "运河"}
    for key in set(SENTENCES.values()) | {"follow", "lift", "stray", "unsure-follow", "unsure-lift", "unsure-stray", "fix", "fix-top"}:
        assert Message(f"block-order.{key}", params).text(language).strip()


def test_the_catalogue_holds_no_other_sentence() -> None:
    own = {"title", "flags", "why", "trust", "fix", "fix-top", *(f"{u}{k}" for u in ("", "unsure-") for k in ("follow", "lift", "stray"))}
    of_one = {f"{name}-one" for name in ("fix", "fix-top", "follow")}
    assert set(CATALOGUE) == own | of_one | set(SENTENCES.values())


def test_one_block_is_not_counted_as_several() -> None:
    params = {"tail": "乙", "head": "甲"}
    assert "1 block behind" in Message("block-order.fix", {**params, "count": 1}).text("en")
    assert "2 blocks behind" in Message("block-order.fix", {**params, "count": 2}).text("en")
    assert "(1 block)" in Message("block-order.follow", {**params, "count": 1}).text("en")


def test_weights_have_sentences_or_are_background() -> None:
    assert set(WEIGHTS) - set(SENTENCES) <= {"count", "under.count", "place.end", "places", "lift.far", "lift.byline", "move.two"} | {
        name for name in WEIGHTS if name.startswith("near.")
    }


def test_undamaged_pages_are_left_alone() -> None:
    for damaged in generate(ARTICLES, 40, 0, 97):
        assert found_in(make_page(damaged.name, damaged.text, Origin())) == ()


def test_generated_pages_are_bettered() -> None:
    scores = [score_page(damaged, true_joins=True) for damaged in generate(ARTICLES, 6, 0.5, 7702, recipe="blocks")]
    done = [score for score in scores if score is not None]
    assert sum(score.moved for score in done) > sum(score.joined for score in done)
    assert sum(score.right for score in done) >= 0.8 * sum(score.made for score in done) > 0


@pytest.mark.parametrize("seed", range(6))
def test_any_order_of_blocks_comes_to_rest_and_keeps_every_character(seed: int) -> None:
    rng = Random(seed)
    blocks = PAGE.text.split("\n\n")
    rng.shuffle(blocks)
    page = make_page("page", "\n\n".join(blocks), Origin())
    join = Follow(span_of(page, CANAL[1]), span_of(page, CANAL[2]))
    settled = settle(page, None, lambda f: f.fixes[0] if f.fixes else None, rules=(RULE,), edits=[join])
    text = render(page, settled.edits).text
    assert sorted(text.replace("\n", "")) == sorted(page.text.replace("\n", ""))
    assert CANAL[1] + CANAL[2] in text


KINDS = (Kind.HEADLINE, Kind.HEADLINE, Kind.BODY) * 200
HEADLINES = [Block(kind, 7 * number, 7 * number + 5, (Span(7 * number, 7 * number + 5),)) for number, kind in enumerate(KINDS)]


def test_many_headlines_without_text_are_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = [replace(block, kind=Kind.HEADLINE) for block in HEADLINES]
    asked: list[int] = []
    is_text = BlockScene.is_text

    def counted(scene: BlockScene, number: int) -> bool:
        asked.append(number)
        return is_text(scene, number)

    monkeypatch.setattr(BlockScene, "is_text", counted)
    assert sections_of(look(blocks, "桥" * 4200)) == [tuple(range(600))]
    assert len(asked) == 600


def test_a_headline_begins_a_section_where_text_stands_before_it() -> None:
    sections = sections_of(look(HEADLINES, "桥" * 4200))
    assert sections == [(at, at + 1, at + 2) for at in range(0, 600, 3)]


def test_blocks_that_start_in_a_range_of_the_source() -> None:
    shuffled = Random(4).sample(HEADLINES, len(HEADLINES))
    scene = look(shuffled, "桥" * 4200)
    for start, end in ((0, 4200), (7, 70), (8, 71), (4000, 9000), (5, 7), (30, 20)):
        assert scene.starting_in(start, end) == [n for n, block in enumerate(shuffled) if start <= block.first.start < end]
