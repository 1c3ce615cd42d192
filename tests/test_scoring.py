"""Scores: joins, edits, duplicates and error rates told from texts alone, and the command that prints them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from cleanup.messages import KanwuError
from cleanup.resources import sample_pages
from cleanup.scoring import load_truth, score_page, total_of
from cleanup.scoring.alignment import align
from cleanup.scoring.distance import distance, gaps
from cleanup.scoring.duplicates import score_duplicates
from cleanup.scoring.edits import KindScore, score_edits
from cleanup.scoring.joins import score_joins
from cleanup.scoring.normal import compact, normal
from cleanup.scoring.truth import TrueEdit, Truth, Twin
from cleanup.scoring.words import words
from tests.commands import ROOT, kanwu, write_pages

Capture = pytest.CaptureFixture[bytes]
PIECES = [
    "澜州城南的老茶馆昨天重新开门，门口的铜壶擦得锃亮，掌柜的",
    "站在门口招呼老主顾，一直忙到天黑才歇下来喝了一口凉茶。",
    "河对岸的渡口也在这一天恢复通航，两条新船每隔半小时对开一",
    "班，乘客比往年多了三成，船工说等到秋天还要再添一条。",
]
SOURCE = "\n\n".join(PIECES) + "\n"
JOINS = [(PIECES[0][-8:], PIECES[1][:8]), (PIECES[2][-8:], PIECES[3][:8])]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANWU_LANG", "en")


def test_joins_made_and_right_are_counted() -> None:
    none = score_joins(SOURCE, SOURCE, JOINS)
    assert none[:4] == (2, 0, 0, 0)
    every = score_joins(SOURCE, f"{PIECES[0]}{PIECES[1]}\n\n{PIECES[2]}{PIECES[3]}\n", JOINS)
    assert every[:4] == (2, 2, 2, 2)
    crossed = score_joins(SOURCE, f"{PIECES[0]}{PIECES[3]}\n\n{PIECES[2]}{PIECES[1]}\n", JOINS)
    assert crossed[:4] == (2, 0, 2, 0)
    assert crossed.missed == tuple(JOINS)
    assert crossed.wrong[0] == (PIECES[0][-6:], PIECES[3][:6])


def test_an_allowed_join_counts_neither_way_and_a_split_must_part() -> None:
    glued = f"{PIECES[1]}{PIECES[2]}\n"
    allowed = score_joins(SOURCE, glued, [], allowed=[(PIECES[1][-8:], PIECES[2][:8])])
    assert allowed[:4] == (0, 0, 0, 0)
    pair = [(PIECES[1][-8:], PIECES[2][:8])]
    assert score_joins(glued, glued, [], splits=pair)[4:6] == (1, 0)
    assert score_joins(glued, SOURCE, [], splits=pair)[4:6] == (1, 1)


def test_width_quotes_and_spaces_do_not_count() -> None:
    cleaned = f"{PIECES[0]} {PIECES[1]}".replace("，", ",").replace("一口", "“一口”")
    assert score_joins(SOURCE, cleaned, JOINS[:1])[:4] == (1, 1, 1, 1)
    assert normal(" # 水,很“清”！３ ") == "水，很清！3"


EDITS = [TrueEdit(12, 13, ",", "，", "half-width"), TrueEdit(16, 20, "and ", "和", "stray"), TrueEdit(24, 24, "", "”", "quote-lost")]
DAMAGED = "澜州城南的老茶馆昨天开门,门口的and 铜壶擦得锃亮，大家都说很好看，比以前更亮。"


def mended(*edits: TrueEdit) -> str:
    text = DAMAGED
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.true + text[edit.end :]
    return text


def test_edits_are_counted_by_kind() -> None:
    assert score_edits(DAMAGED, DAMAGED, EDITS)[:4] == (3, 0, 0, 0)
    assert score_edits(DAMAGED, mended(*EDITS), EDITS)[:4] == (3, 3, 3, 3)
    some = score_edits(DAMAGED, mended(*EDITS[:2]), EDITS)
    assert some[:4] == (3, 2, 2, 2)
    assert some.kinds == {"half-width": KindScore(1, 1), "quote-lost": KindScore(1, 0), "stray": KindScore(1, 1)}


def test_a_wrong_change_and_a_needless_one_cost_precision() -> None:
    wrong = mended(EDITS[0]).replace("and ", "与")
    assert score_edits(DAMAGED, wrong, EDITS)[:4] == (3, 1, 2, 1)
    needless = mended(*EDITS).replace("好看", "好着")
    result = score_edits(DAMAGED, needless, EDITS)
    assert result[:4] == (3, 3, 4, 3)
    assert [(made.start, made.after) for made in result.wrong] == [(DAMAGED.index("看"), "着")]
    assert score_edits(DAMAGED, needless, EDITS, free=[(DAMAGED.index("好看"), DAMAGED.index("好看") + 2)])[:4] == (3, 3, 3, 3)


def test_of_changes_that_touch_each_other_some_may_be_made() -> None:
    source = '老掌柜站在门口说,"远道来的客人请里面坐",说完就去给大家倒茶。'
    quote, comma = source.index('",'), source.index('",') + 1
    edits = [
        TrueEdit(8, 9, ",", "，", "half-width"),
        TrueEdit(9, 10, '"', "“", "straight-quotes"),
        TrueEdit(quote, comma, '"', "”", "straight-quotes"),
        TrueEdit(comma, comma + 1, ",", "，", "half-width"),
    ]
    half = score_edits(source, source.replace(",", "，"), edits)
    assert half[:4] == (4, 2, 2, 2)
    assert half.kinds == {"half-width": KindScore(2, 2), "straight-quotes": KindScore(2, 0)}
    other = score_edits(source, source.replace(',"', "，“").replace('",', "；"), edits)
    assert other[:4] == (4, 2, 4, 2)


def test_edits_are_found_in_pieces_that_moved() -> None:
    damaged = [piece.replace("，", ",") for piece in PIECES]
    source = "\n\n".join(damaged)
    edits = [TrueEdit(at, at + 1, ",", "，", "half-width") for at, char in enumerate(source) if char == ","]
    cleaned = "\n\n".join([PIECES[2], PIECES[0], PIECES[3], PIECES[1]])
    assert score_edits(source, cleaned, edits)[:4] == (len(edits),) * 4


def test_alignment_gives_the_place_of_every_kept_character() -> None:
    cleaned = "\n\n".join([PIECES[2], PIECES[0]])
    aligned = align(SOURCE, cleaned)
    for at, char in enumerate(SOURCE):
        place = aligned.place(at)
        assert place is None or cleaned[place] == char
    assert sum(aligned.place(at) is not None for at in range(len(SOURCE))) >= len(PIECES[0]) + len(PIECES[2])


def test_duplicates_are_flagged_on_both_places() -> None:
    text = f"{PIECES[0]}\n{PIECES[1]}\n{PIECES[0]}\n"
    twin = Twin("exact", PIECES[0][:9], PIECES[0][:9], None)
    second = text.rindex(PIECES[0])
    both = {"rule": "duplicate-paragraph", "spans": [[0, 10], [second, second + 5]]}
    one = {"rule": "duplicate-paragraph", "spans": [[0, 10]]}
    assert score_duplicates(text, [twin], [both, one])[:4] == (1, 1, 2, 1)
    assert score_duplicates(text, [twin], [one])[:4] == (1, 0, 1, 0)
    assert score_duplicates(text, [twin], [{**both, "rule": "quotes"}])[:4] == (1, 0, 0, 0)


@given(st.text("水清河长", max_size=40), st.text("水清河长", max_size=40))
def test_short_distances_are_exact(a: str, b: str) -> None:
    assert distance(a, b) == Levenshtein.distance(a, b)
    assert distance(list(a), list(b)) == Levenshtein.distance(a, b)


def test_long_distances_are_near_and_quick() -> None:
    import random

    rng = random.Random(3)
    a = "".join(chr(rng.randint(0x4E00, 0x9FFF)) for _ in range(120_000))
    b = list(a)
    for at in sorted(rng.sample(range(len(a)), 500), reverse=True):
        b[at : at + 1] = rng.choice(["", "新", f"{b[at]}加"])
    assert distance(a, "".join(b)) == 500
    moved = a[50_000:] + a[:50_000]
    assert 2 * 50_000 <= distance(a, moved) + 100 <= 2 * 50_000 + 200


def test_gaps_lie_between_common_runs_in_order() -> None:
    a, b = "abcdefgh" + "XY" + "ijklmnop", "abcdefgh" + "ijklmnop"
    found = [gap for gap in gaps(a, b, 4) if gap.end > gap.start or gap.other_end > gap.other_start]
    assert [(a[g.start : g.end], b[g.other_start : g.other_end]) for g in found] == [("XY", "")]


def test_words_are_those_of_the_dictionary() -> None:
    assert words("图书馆 昨天开馆\n") == ["图书馆", "昨天", "开馆"]
    assert compact("图书馆 昨天\u3000开馆\n") == "图书馆昨天开馆"


def truth_file(folder: Path, **values: object) -> Path:
    record = {"page": "p", "joins": [list(pair) for pair in JOINS], **values}
    write_pages(
        folder, {"p.truth.json": json.dumps(record, ensure_ascii=False), "p.truth.txt": f"{PIECES[0]}{PIECES[1]}\n{PIECES[2]}{PIECES[3]}\n"}
    )
    return folder / "p.truth.json"


def test_a_page_is_scored_with_its_true_text(tmp_path: Path) -> None:
    truth = load_truth(truth_file(tmp_path, stray=[["and", "清", "水"]], keep_english=["KTV"], order=[[PIECES[1][-6:], PIECES[2][:6]]]))
    score = score_page(SOURCE.replace("两条", "两調"), SOURCE.replace("\n\n站", "站"), truth)
    assert score.joins[:4] == (2, 1, 1, 1)
    assert score.stray == (1, 1)
    assert score.latin == (0, 1)
    assert score.order == (1, 1)
    assert (score.han_lost, score.han_added) == (1, 1)
    assert score.characters is not None
    assert [rate.part for rate in score.characters] == [1, 0]
    assert score.words is not None
    assert 0 < score.words.after.part < score.words.before.part  # a word is still cut in two at the other break


def test_sums_add_counts_and_not_rates(tmp_path: Path) -> None:
    truth = Truth("p", joins=tuple(JOINS))
    scores = [score_page(SOURCE, SOURCE, truth, findings=[]), score_page(SOURCE, SOURCE.replace("\n\n站", "站"), truth, findings=[])]
    total = total_of(scores, "all")
    assert total.page == "all"
    assert total.joins[:4] == (4, 1, 1, 1)
    assert total.duplicates is not None
    assert total.edits is None
    assert total.characters is None


@pytest.mark.parametrize(
    ("content", "at"),
    [
        ("no json", "not a truth"),
        ("[]", "not a truth"),
        ("{}", "page"),
        ('{"page": "p", "joins": 3}', "joins"),
        ('{"page": "p", "joins": [["a"]]}', "joins[0]"),
        ('{"page": "p", "joins": [["a", "b"], ["a", 1]]}', "joins[1]"),
        ('{"page": "p", "edits": [[3, 1, "", "", "k"]]}', "edits[0]"),
        ('{"page": "p", "edits": [[0, 1, "a", "b"]]}', "edits[0]"),
        ('{"page": "p", "duplicates": [{"kind": "x"}]}', "duplicates[0]"),
        ("[" * 100_000, "not a truth"),
    ],
)
def test_a_truth_that_is_none_is_told_with_its_place(tmp_path: Path, content: str, at: str) -> None:
    (tmp_path / "t.json").write_text(content, encoding="utf-8")
    with pytest.raises(KanwuError) as caught:
        load_truth(tmp_path / "t.json")
    assert at in str(caught.value)
    assert "t.json" in str(caught.value)


def test_the_command_prints_a_line_a_page_and_the_sums(capsysbinary: Capture, tmp_path: Path) -> None:
    truth_file(tmp_path / "truth")
    write_pages(tmp_path, {"truth/q.json": '{"page": "q"}', "pages/p.txt": SOURCE, "pages/q_1998.txt": SOURCE})
    write_pages(tmp_path, {"cleaned/p.txt": SOURCE.replace("\n\n站", "站"), "cleaned/sub/q_1998.txt": SOURCE})
    ran = kanwu(capsysbinary, "score", tmp_path / "cleaned", tmp_path / "truth", "--no-words")
    assert ran.code == 0
    assert "p: joins 1 of 2, made 1 of which right 1" in ran.text
    assert "q: joins 0 of 0" in ran.text
    assert "all: joins 1 of 2" in ran.text
    assert "recall 0.500 precision 1.000" in ran.text
    verbose = kanwu(capsysbinary, "score", tmp_path / "cleaned", tmp_path / "truth", "--no-words", "--verbose")
    assert "missed" in verbose.text


def test_the_command_gives_json(capsysbinary: Capture, tmp_path: Path) -> None:
    truth = truth_file(tmp_path)
    write_pages(tmp_path, {"p.txt": SOURCE})
    findings = json.dumps({"path": "x/p.txt", "rule": "duplicate-paragraph", "spans": [[0, 3]]}) + "\n"
    write_pages(tmp_path, {"f.jsonl": findings})
    ran = kanwu(capsysbinary, "score", tmp_path / "p.txt", truth, "--format", "jsonl", "--findings", tmp_path / "f.jsonl")
    record = json.loads(ran.text)
    assert record["joins"] == {"wanted": 2, "there": 0, "made": 0, "right": 0}
    assert record["duplicates"] == {"wanted": 0, "there": 0, "made": 1, "right": 0}
    assert record["characters"]["before"] == record["characters"]["after"] == [0, sum(map(len, PIECES))]
    assert record["words"]["before"][1] > 30


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nowhere", "{truth}"], "no cleaned text"),
        (["{page}", "nowhere.json"], "nowhere.json"),
        (["{page}", "{truth}", "--source", "nowhere"], "source was not found"),
        (["{page}", "{truth}", "--findings", "{page}"], "this is no finding"),
        (["{page}", "{empty}"], "no truth"),
    ],
)
def test_what_is_missing_is_named(capsysbinary: Capture, tmp_path: Path, args: list[str], said: str) -> None:
    (tmp_path / "empty").mkdir()
    places = {"truth": truth_file(tmp_path), "page": tmp_path / "p.txt", "empty": tmp_path / "empty"}
    write_pages(tmp_path, {"p.txt": SOURCE})
    ran = kanwu(capsysbinary, "score", *(arg.format(**places) for arg in args))
    assert ran.code == 2
    assert said in ran.err


def test_the_truth_of_a_sample_scores_full_marks(capsysbinary: Capture, tmp_path: Path) -> None:
    """The true text of a sample page whose damage lies in characters alone has every edit and no wrong one."""
    truth = load_truth(ROOT / "seeds" / "truth" / "09_tokens.truth.json")
    assert truth.text is not None
    source = (sample_pages() / "09_tokens.txt").read_text("utf-8")
    score = score_page(source, truth.text, truth, with_words=False)
    assert score.characters is not None
    assert score.characters.after.part == 0
    assert score.joins.there == score.joins.wanted
    assert score.edits is not None
    assert score.edits.there >= 0.97 * score.edits.wanted
    assert score.edits.right >= 0.97 * score.edits.made


def test_lines_of_a_passage_that_stands_twice_are_no_joins() -> None:
    """Both readings were wrapped alike; taking the wraps away joins each with its own rest, not with the other's."""
    first, second = "渠水重新流进了下柳\n村，孩子们沿着渠堤一路奔\n跑过水闸。", "渠水重新流进了下柳\n村，孩子们沿着渠堤一路奔\n泡过水闹。"
    source = f"{first}\n\n老站长天天守在渠边。\n\n{second}"
    score = score_joins(source, source.replace("柳\n村", "柳村").replace("奔\n", "奔"), ())
    assert (score.made, score.wrong) == (0, ())
    swapped = source.replace("\n\n老站长天天守在渠边。\n\n渠水", "\n\n渠水").replace("跑过水闸。\n\n渠水重新", "跑过水闸。渠水重新")
    assert set(score_joins(source, swapped, ()).wrong) == {("跑过水闸。", "渠水重新流进")}
