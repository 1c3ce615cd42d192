"""The damage generator: reproducible, and its truth gives back the text it damaged."""

import ast
import json
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seeds.articles import Article, Element, Kind, parse_articles, plain_articles
from seeds.characters import CLOSERS, OPENERS, han
from seeds.damage import DAMAGE, RECIPES, DamagedPage, Recipe, generate, load_articles, main, make_page
from seeds.draft import start_draft
from seeds.restore import compact, restore
from seeds.truth import Duplicate, read_truth
from seeds.wrap import wrap

SEEDS = Path(__file__).parent.parent / "seeds"

OWN = """
~ 霜溪快报 第九版

# 老邮局门前的梧桐又发了新芽

## 一封迟到二十年的信

@ 本报记者 常望舒 通讯员 贺兰亭

本报讯（记者 常望舒）三月初的早晨，霜溪镇老邮局门前围了一圈人，大家抬头看那棵去年被雷劈过的梧桐。镇长陆怀舟说：“树没有死，它只是睡得久了一点。”话音刚落，几个孩子便跑过去数新芽，一共数出四十三个，最小的只有米粒那么大。

老邮局建于一九五三年，院子里至今留着当年的马厩和水井。邮递员贺清川在这里工作了三十一年，每天骑车四十多里，把信送到山那边的七个村子。他说自己最难忘的是一封写给“山里戴红帽子的人”的信，没有姓名，没有门牌，他在路上问了整整两天，终于在一座烧炭的窑边找到了收信人。

去年冬天翻修屋顶的时候，工人在夹墙里发现一只铁盒，里面有六封没有寄出的信。陆怀舟和贺清川按着信封上的地址一家一家去找，其中五封送到了后人手里，剩下的一封写给县城的一位护士，地址早已变成了街心公园。贺清川不肯放弃，他在公园的长椅上贴了一张纸条，一个月以后，真的有人打来电话。

## 修旧的人

木匠秦大有负责修窗，他用的是从旧房子里拆下来的松木，颜色、纹路都要和原先的对得上。有人劝他换成铝合金，省事又便宜，他摇头：“窗子换了，风进来的声音就不一样了。”为了找到合适的木料，他走了三个县，在一座废弃的粮仓里收到了十二根梁。

翻修花了一年零两个月，总投资186.5万元，其中三分之一来自乡亲们的捐款。最小的一笔是五元，捐款人一栏写着“三年级二班”。如今，老邮局一楼卖邮票、寄包裹，二楼办起了书信馆，馆里有一张桌子和十支钢笔，任何人都可以坐下来写一封信，写给今天的人，或者写给二十年以后的人。

! 孩子们在梧桐树下数新芽。本报记者 常望舒 摄

# 夜里修路的人

@ 本报记者 秦远山

凌晨一点，县道X204的施工现场灯火通明。三十五岁的工长孟立秋蹲在路边，用手背试沥青的温度。他带的这支队伍有二十二个人，白天睡觉，夜里干活，已经连续工作了四十多天。

这条路是山里通往县城的唯一通道，白天不能断行，只能在夜里施工。孟立秋给自己定了三条规矩：第一，十点以后不鸣笛；第二，每天早上六点之前必须清场；第三，路过的车一律先让。有一天下大雨，一辆送病人的面包车陷在泥里，二十二个人放下铁锹，硬是把车抬了出来。

村民们也没有闲着。住在路边的苗阿婆每天半夜起来烧一锅姜汤，用保温桶装好放在路口，桶上贴着字条：“修路的，喝了再干。”孟立秋把字条一张一张收起来，如今已经攒了三十七张，他说等路通了，要把它们钉在工棚的墙上，让后来的人看看这条路是怎么修成的。

下个月十五日，新路就要通车了。苗阿婆问孟立秋通车以后去哪里，他想了想，说：“哪里的路坏了，就去哪里。”
"""  # noqa: E501 - one element a line is the articles' format


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return parse_articles("own", OWN)


def _bytes(page: DamagedPage) -> bytes:
    return json.dumps([page.text, page.true_text, page.truth.as_record(page.text)], ensure_ascii=False).encode("utf-8")


def assert_consistent(page: DamagedPage, indent: bool = False) -> None:
    """The truth of a page points to what it says and gives back the true text."""
    text, truth = page.text, page.truth
    for edit in truth.edits:
        assert text[edit.start : edit.end] == edit.damaged
        assert edit.damaged != edit.true
    kinds = {(kind.start, kind.end) for kind in truth.kinds}
    for join in (*truth.joins, *truth.allowed):
        assert join.tail in kinds
        assert join.head in kinds
        assert join.tail != join.head
    for split in truth.splits:
        assert split.left in kinds
        assert split.right in kinds
        assert not text[split.left[1] : split.right[0]].strip()
    covered = sorted(kinds)
    assert all(a[1] <= b[0] for a, b in pairwise(covered))
    gaps = [text[a[1] : b[0]] for a, b in zip([(0, 0), *covered], [*covered, (len(text), 0)], strict=True)]
    assert not "".join(gaps).strip()
    record = truth.as_record(text)
    duplicates = record["duplicates"]
    assert isinstance(duplicates, list)
    for duplicate in duplicates:
        assert text[slice(*duplicate["first_span"])] == duplicate["first"]
        assert text[slice(*duplicate["second_span"])] == duplicate["second"]
    for token, before, after in truth.stray:
        assert re.search(re.escape(before) + r"\s*" + re.escape(token) + r"\s*" + re.escape(after), text)
    restored = restore(text, truth)
    assert compact(restored) == compact(page.true_text)
    assert han(restored) == han(page.true_text)
    if not indent:
        assert restored.strip() == page.true_text.strip()


def test_same_seed_same_bytes_and_another_seed_others(articles: list[Article]) -> None:
    for recipe in RECIPES.values():
        assert _bytes(make_page(articles, recipe, 7)) == _bytes(make_page(articles, recipe, 7))
    everything = RECIPES["everything"]
    assert len({make_page(articles, everything, seed).text for seed in range(6)}) == 6


def test_strength_zero_is_the_clean_text(articles: list[Article]) -> None:
    for name in RECIPES:
        for page in generate(articles, 1, 0.0, 3, recipe=name):
            assert page.text == page.true_text
            assert page.truth.counts == {}
            assert page.truth.damage == ()
            assert page.truth.joins == ()
            assert page.truth.edits == ()
            assert page.truth.lost == ()
            assert page.truth.extra == ()


def test_true_text_is_the_articles_in_order(articles: list[Article]) -> None:
    page = make_page(articles, RECIPES["blocks"], 5)
    assert page.true_text.strip() == "\n\n".join(e.text for article in articles for e in article.elements)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    strengths=st.dictionaries(st.sampled_from(sorted(DAMAGE)), st.sampled_from([0.1, 0.5, 1.0]), max_size=12),
    seed=st.integers(0, 2**32),
    indent=st.booleans(),
    newline=st.sampled_from(["\n", "\r\n"]),
    widths=st.sampled_from([(12, 20), (8, 9), (30, 40)]),
)
def test_truth_gives_back_the_true_text(
    articles: list[Article], strengths: dict[str, float], seed: int, indent: bool, newline: str, widths: tuple[int, int]
) -> None:
    recipe = Recipe(strengths, widths=widths, indent=indent, newline=newline, lead="\n" if seed % 2 else "", final_newline=bool(seed % 3))
    assert_consistent(make_page(articles, recipe, seed), indent)


_CHARS = st.sampled_from("的一是在和与山水人田己未日大小东西南北中说话工人，。、：；！？“”（）《》·—…0123456789abcXYZ．% 囗𠮷")
_TEXTS = st.text(_CHARS, min_size=1, max_size=160).map(str.strip).filter(bool)
_ELEMENTS = st.one_of(
    st.builds(Element, st.just(Kind.BODY), _TEXTS),
    st.builds(Element, st.just(Kind.HEADLINE), _TEXTS, st.sampled_from([1, 2])),
    st.builds(Element, st.sampled_from([Kind.BYLINE, Kind.CAPTION, Kind.FURNITURE]), _TEXTS),
)
_ARTICLES = st.lists(st.lists(_ELEMENTS, min_size=1, max_size=6).map(lambda e: Article("a", tuple(e))), min_size=1, max_size=4)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(articles=_ARTICLES, recipe=st.sampled_from(sorted(RECIPES)), seed=st.integers(0, 999))
def test_any_articles_can_be_damaged(articles: list[Article], recipe: str, seed: int) -> None:
    assert_consistent(make_page(articles, RECIPES[recipe].scaled(2), seed), RECIPES[recipe].indent)


# What the truth of a page counts when one kind of damage is done alone; kinds that only shape the page count nothing of their own.
ALONE = {
    "columns": {"join next"},
    "over": {"join over", "moved"},
    "earlier": {"join earlier", "moved"},
    "chain": {"join chain"},
    "scattered": set(),  # nothing where no line is a paragraph
    "strayed": set(),  # nor where none is wrapped
    **{kind: set() for kind in ("dash", "ellipsis", "cut-date")},  # nothing where the text has none; see test_seeds_marks.py
    "moved": {"moved"},
    "interleaved": {"join interleaved", "line-wrap", "split interleaved", "moved", "join allowed", "join next", "split paragraph"},
    "row-merged": {"join row-merged", "line-wrap", "split row-merged", "moved", "join allowed", "split paragraph"},
    "newline-wrap": {"line-wrap"},
    "space-wrap": {"line-wrap"},
    "line-paragraphs": {"join next", "join allowed"},
    "markdown": set(),
    "near": {"near", "other-reading"},
    "partial": {"partial", "lost"},
    "glued-byline": {"glued-byline"},
    "fused": {"fused", "moved"},
    "glued-slogan": {"glued-slogan", "furniture"},
    "glued-amid": {"glued-amid", "furniture", "join over", "moved"},
    "two-bylines": {"two-bylines", "furniture", "other-reading"},
}


@pytest.mark.parametrize("kind", sorted(DAMAGE))
def test_a_kind_alone_does_that_kind(articles: list[Article], kind: str) -> None:
    counts: Counter[str] = Counter()
    for seed in range(4):
        page = make_page(articles, Recipe({kind: 1.0}), seed)
        assert_consistent(page)
        counts.update(page.truth.counts)
    expected = ALONE.get(kind, {kind})
    assert set(counts) <= expected
    if expected:
        assert min(expected - {"moved"} or expected, default=None) is not None
        assert counts & Counter(dict.fromkeys(expected - {"moved"} if kind != "moved" else expected, 1))
    elif kind == "markdown":
        assert "\n# 老邮局" in page.text


def test_columns_are_cut_inside_paragraphs(articles: list[Article]) -> None:
    page = make_page(articles, Recipe({"columns": 1.0}), 1)
    assert len(page.truth.joins) >= 3
    for join in page.truth.joins:
        tail, head = page.text[slice(*join.tail)], page.text[slice(*join.head)]
        assert tail + head in page.true_text
        assert head[0] not in CLOSERS
        assert tail[-1] not in OPENERS
        assert page.text[join.tail[1] : join.head[0]] == "\n\n"


def test_over_and_earlier_are_what_they_say(articles: list[Article]) -> None:
    for seed in range(5):
        for join in make_page(articles, Recipe({"over": 1.0, "earlier": 1.0}), seed).truth.joins:
            if join.kind == "over":
                assert join.tail[1] < join.head[0]
            elif join.kind == "earlier":
                assert join.head[0] < join.tail[0]


def test_rows_stand_side_by_side(articles: list[Article]) -> None:
    page = make_page(articles, Recipe({"row-merged": 1.0, "newline-wrap": 1.0}), 2)
    merged = [split for split in page.truth.splits if split.kind == "row-merged"]
    assert len(merged) >= 4
    for split in merged:
        gap = page.text[split.left[1] : split.right[0]]
        assert gap.isspace()
        assert len(gap) >= 3 or gap in ("\t", "\u3000\u3000", "\n")


def _first_duplicate(articles: list[Article], kind: str) -> tuple[DamagedPage, Duplicate]:
    pages = (make_page(articles, Recipe({kind: 1.0}), seed) for seed in range(20))
    return next((page, page.truth.duplicates[0]) for page in pages if page.truth.duplicates)


def test_loop_repeats_the_last_sentence(articles: list[Article]) -> None:
    page, duplicate = _first_duplicate(articles, "loop")
    sentence = page.text[slice(*duplicate.first)]
    assert page.text.count(sentence) >= 2
    assert page.true_text.count(sentence) == 1
    assert duplicate.extra[0] == duplicate.first[1]


def test_rounds_and_passages_repeat_what_stands_once(articles: list[Article]) -> None:
    for kind in ("loop-rounds", "loop-blocks", "passage"):
        page, duplicate = _first_duplicate(articles, kind)
        once = page.text[slice(*duplicate.first)]
        assert page.true_text.count(once) == 1
        assert once[:8] in page.text[slice(*duplicate.extra)]
        assert compact(page.text[: duplicate.extra[0]] + page.text[duplicate.extra[1] :]) == compact(page.true_text)


def test_two_bylines_are_two(articles: list[Article]) -> None:
    page, duplicate = _first_duplicate(articles, "two-bylines")
    signed = page.text[slice(*duplicate.extra)].split(" ", 1)[1]
    assert "记者" in signed or "通讯员" in signed
    assert signed not in page.text[: duplicate.extra[0]]
    assert [extra.kind for extra in page.truth.extra].count("furniture") >= 1


def test_an_echo_stands_behind_its_word(articles: list[Article]) -> None:
    page = make_page(articles, Recipe({"echo": 1.0}), 2)
    echoes = [edit for edit in page.truth.edits if edit.kind == "echo"]
    assert echoes
    for edit in echoes:
        size = edit.end - edit.start
        assert page.text[edit.start - 1] in "的地"
        assert page.text[edit.start - 1 - size : edit.start - 1] == edit.damaged


def test_copies_are_exact_near_or_partial(articles: list[Article]) -> None:
    page, exact = _first_duplicate(articles, "exact")
    assert page.text[slice(*exact.first)] == page.text[slice(*exact.second)]
    page, near = _first_duplicate(articles, "near")
    first, second = page.text[slice(*near.first)], page.text[slice(*near.second)]
    changed = [edit for edit in page.truth.edits if near.extra[0] <= edit.start < near.extra[1]]
    assert first != second
    assert 1 <= len(changed) <= 0.08 * len(first) + 1
    page, partial = _first_duplicate(articles, "partial")
    passage = page.text[slice(*partial.extra)]
    assert len(passage) >= 30
    assert page.true_text.count(passage) == 1
    assert page.text.count(passage) == 2
    assert page.truth.lost


def test_name_variant_changes_one_mention() -> None:
    text = OWN.replace("秦大有", "秦远山")
    page = make_page(parse_articles("own", text), Recipe({"name-variant": 1.0}), 3)
    edits = [edit for edit in page.truth.edits if edit.kind == "name-variant"]
    assert edits
    assert all(page.true_text.count(page.text[e.start - 1] + e.true) >= 2 or page.true_text.count(e.true) >= 3 for e in edits)


def test_lines_keep_their_text_and_their_width(articles: list[Article]) -> None:
    draft = start_draft(articles, Recipe({"half-width": 1.0, "straight-quotes": 1.0}), Random(1))
    for flow in draft.flows:
        for part in flow:
            lines = wrap(part, 15)
            assert "".join(line.text for line in lines) == part.text
            assert [line.serial for line in lines] == list(range(len(lines)))
            for line in lines[1:]:
                assert line.cells[0].true not in CLOSERS
            for line in lines[:-1]:
                assert line.cells[-1].true not in OPENERS
                assert sum(0.5 if c.text.isascii() else 1 for c in line.cells) <= 17


def test_unknown_kinds_and_strengths_are_refused(articles: list[Article]) -> None:
    with pytest.raises(ValueError, match="unknown kind of damage: rain"):
        Recipe({"rain": 0.5})
    with pytest.raises(ValueError, match="not between 0 and 1"):
        Recipe({"near": 1.5})
    with pytest.raises(ValueError, match="at least one article"):
        make_page([], Recipe(), 1)
    with pytest.raises(ValueError, match="no articles"):
        next(generate([], 1, 0.5, 1))
    with pytest.raises(ValueError, match="one line"):
        Element(Kind.BODY, "两行\n文字")


def test_article_marks_are_read() -> None:
    (first, second) = parse_articles("own", OWN)
    assert first.name == "own-1"
    assert first.headline == "老邮局门前的梧桐又发了新芽"
    assert [e.kind for e in first.elements[:4]] == [Kind.FURNITURE, Kind.HEADLINE, Kind.HEADLINE, Kind.BYLINE]
    assert first.elements[-1].kind is Kind.CAPTION
    assert second.elements[0] == Element(Kind.HEADLINE, "夜里修路的人", 1)


def test_plain_text_falls_into_articles() -> None:
    text = "河堤上的风筝\n本报记者 常望舒\n春天来了，河堤上站满了放风筝的人。\n\n风很大。\n\n旧桥修好了\n桥修了两年，今天通车。\n"
    (kites, bridge) = plain_articles("plain", text)
    assert [e.kind for e in kites.elements] == [Kind.HEADLINE, Kind.BYLINE, Kind.BODY, Kind.BODY]
    assert bridge.headline == "旧桥修好了"
    assert_consistent(make_page([kites, bridge], RECIPES["everything"], 4))


def test_command_writes_page_truth_and_json(tmp_path: Path, articles: list[Article], capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "own.txt").write_text(OWN, encoding="utf-8")
    command = ["--out", str(tmp_path / "out"), "--count", "2", "--seed", "5", "--articles", str(tmp_path / "in"), "--kind", "near"]
    assert main(command) == 0
    assert "0005-0001: " in capsys.readouterr().out
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [f"0005-000{n}.{end}" for n in (0, 1) for end in ("truth.json", "truth.txt", "txt")]
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    main(command)
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    (page, _) = generate(load_articles(tmp_path / "in"), 2, 0.5, 5, ["near"])
    assert read_truth(tmp_path / "out" / "0005-0000.truth.json") == page.truth
    with pytest.raises(SystemExit):
        main(["--out", str(tmp_path), "--strength", "3"])


def test_generator_needs_the_standard_library_alone() -> None:
    allowed = {*sys.stdlib_module_names, "seeds"}
    for path in SEEDS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            foreign = {name.split(".")[0] for name in names} - allowed
            # the comparison counts cuts inside words with jieba where it is installed; the generator does not use it
            assert foreign <= ({"jieba"} if path.name == "measures.py" else set()), path


def test_scattered_lines_stand_elsewhere(articles: list[Article]) -> None:
    counts: Counter[str] = Counter()
    for seed in range(4):
        page = make_page(articles, Recipe({"line-paragraphs": 1.0, "scattered": 1.0}), seed)
        assert_consistent(page)
        counts.update(page.truth.counts)
    assert counts["join over"] + counts["join earlier"] > 10


@pytest.mark.parametrize("wrap", ["space-wrap", "newline-wrap"])
def test_strayed_lines_stand_in_another_paragraph(articles: list[Article], wrap: str) -> None:
    counts: Counter[str] = Counter()
    for seed in range(4):
        page = make_page(articles, Recipe({wrap: 1.0, "strayed": 1.0}), seed)
        assert_consistent(page)
        counts.update(page.truth.counts)
    assert counts["join strayed"] > 20  # to each stray, from it, and on behind it
    assert counts["split strayed"] > 20  # before each stray, behind it, and where it was
