"""Words, the character model and script folding: what the joins and other rules know of the language."""

import doctest
import importlib
import itertools
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.language.chars import CLOSERS, FULL_OF_HALF, OPENER_OF, OPENERS, PAIRS, han_count, is_chinese, is_han, is_latin_letter
from cleanup.language.lexicon import Lexicon
from cleanup.language.ngrams import END, START, Ngrams, squash
from cleanup.language.script import fold, has_traditional
from cleanup.resources import resource

SAMPLE = """
入冬以来，澜州市自来水公司组织力量对老旧管网进行排查，共更换阀门1,280个、水表3.6万块，漏损率降到12.5%。
“我在这条河上摆渡三十年，从来没有见过这么大的水。”老船工说，KTV、5G、A、B区和C++都与他无关。
會議強調，要堅持以人民為中心的發展思想；参会者有欧阳靖、司马青衫等。𠮷野家 ﹏ e-mail: a.b@example.com
乒乓球拍卖完了，南京市长江大桥，结婚的和尚未结婚的，下雨天留客天留我不留。
"""

HAN_TEXT = st.text(
    st.sampled_from(
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    )
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


@pytest.fixture(scope="module")
def ngrams() -> Ngrams:
    return Ngrams.load()


@pytest.fixture(scope="module")
def jieba_cut(tmp_path_factory: pytest.TempPathFactory) -> object:
    """jieba's own segmentation without its hidden Markov model; its cache is kept out of the shared temporary folder."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        jieba = importlib.import_module("jieba")
    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    return lambda text: list(tokenizer.cut(text, HMM=False))


@pytest.mark.parametrize("name", ["chars", "lexicon", "ngrams", "script"])
def test_examples_in_docstrings(name: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(f"cleanup.language.{name}"))
    assert failed == 0
    assert tried > 0


def test_cut_is_jiebas(lexicon: Lexicon, jieba_cut: object) -> None:
    assert callable(jieba_cut)
    articles = [
        path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent.parent / "seeds" / "articles").glob("*.txt"))[:8]
    ]
    assert articles
    for line in "\n".join([SAMPLE, *articles]).splitlines():
        assert lexicon.cut(line) == jieba_cut(line)
    assert lexicon.cut(SAMPLE) == jieba_cut(SAMPLE)


@settings(max_examples=150, deadline=None)
@given(HAN_TEXT)
def test_cut_keeps_the_text(text: str) -> None:
    lexicon = LOADED
    assert "".join(lexicon.cut(text)) == text


LOADED = Lexicon.load()


def test_running_does_not_import_jieba() -> None:
    code = (
        "import sys; from cleanup.language.lexicon import Lexicon; Lexicon.load().cut('今天天气很好');"
        "assert not {'jieba', 'opencc', 'snownlp'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parent.parent)


@pytest.mark.parametrize(
    ("left", "right", "word", "at"),
    [
        ("队员在操场上集", "合，列队出发", "集合", 1),
        ("要进一步落", "实整改方案", "落实", 1),
        ("二十多名志愿", "者帮着船工", "志愿者", 2),
        ("风雨同", "舟，携手前行", "风雨同舟", 3),
        ("从那时起到如", "今河水变清", "如今", 1),
    ],
)
def test_a_word_over_the_break(lexicon: Lexicon, left: str, right: str, word: str, at: int) -> None:
    crossing = lexicon.crossing(left, right)
    assert crossing is not None
    assert (crossing.word, crossing.at) == (word, at)
    assert crossing.gain > 1
    assert lexicon.crossing_word(left, right) == word


@pytest.mark.parametrize(
    ("left", "right"), [("从古到今", "为什么"), ("供水恢复正常。", "记者看到"), ("", "合"), ("集", ""), ("集，", "合"), ("LED", "屏幕")]
)
def test_no_word_over_the_break(lexicon: Lexicon, left: str, right: str) -> None:
    assert lexicon.crossing_word(left, right) is None


def test_a_word_that_the_best_segmentation_does_not_take_has_a_negative_gain(lexicon: Lexicon) -> None:
    crossing = lexicon.crossing("把道理讲", "明白了")
    assert crossing is not None
    assert crossing.word == "讲明"
    assert crossing.gain < 0
    assert lexicon.crossing_word("把道理讲", "明白了") is None


@settings(max_examples=150, deadline=None)
@given(HAN_TEXT.filter(lambda t: 2 <= len(t) <= 8), st.data())
def test_crossing_is_what_the_best_segmentation_says(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(text) - 1))
    word = LOADED.crossing_word(text[:cut], text[cut:])
    ends = list(itertools.accumulate(map(len, LOADED.cut(text))))
    assert (word is None) == (cut in ends)


def test_bound_characters(lexicon: Lexicon) -> None:
    assert lexicon.bound_end("各项措") > 3
    assert lexicon.bound_end("各项措施") == 0
    assert lexicon.bound_start("播电视台") > 1
    assert lexicon.bound_start("电视台") == 0
    assert lexicon.bound_end("各项。") == lexicon.bound_start("，各项") == lexicon.bound_end("") == 0


@pytest.mark.parametrize("first", ["工", "的", "龘", "A"])
def test_words_of_two_however_many_are_asked_for(first: str) -> None:
    lexicon = Lexicon.load()
    seconds = set("作人程的确，股制龘业") | set(map(chr, range(0x4E00, 0x4E50)))
    wanted = sorted(second for second in seconds if first + second in lexicon)
    for _ in range(5):  # at first one by one, later among all words that begin so
        assert sorted(lexicon.words_of_two(first, seconds)) == wanted


@pytest.mark.parametrize(("left", "right"), [("志愿", "者到了"), ("一", "一"), ("工作", "的人"), ("，", "的"), ("集", "，合")])
def test_a_break_that_is_not_kept_is_judged_alike(lexicon: Lexicon, left: str, right: str) -> None:
    assert lexicon.crossing(left, right, keep=False) == lexicon.crossing(left, right)


def test_words_that_go_on(lexicon: Lexicon) -> None:
    assert "者" in lexicon.followers("志愿")
    assert lexicon.followers("") == lexicon.followers("龘龘") == ""
    assert "志愿者" in lexicon
    assert "愿者上" not in lexicon


def test_the_model_knows_what_follows(ngrams: Ngrams) -> None:
    assert ngrams.gain("坚持改革开", "放的方针") > 3
    assert ngrams.gain("坚持改革开", "，方针") < -3
    assert ngrams.start_gain("本报讯") > 2 > ngrams.start_gain("的同志")
    assert ngrams.end_gain("取得成功。") > 2 > ngrams.end_gain("取得成功的")
    assert ngrams.log_probability("", "\U0002ffff") < -10


@pytest.mark.parametrize("context", ["", START, "，", "的", "改革", "共产党", "龘", "改龘"])
def test_probabilities_add_up(ngrams: Ngrams, context: str) -> None:
    import math

    known = {key for key in ngrams.characters() if key != START}
    assert END in known
    total = sum(math.exp(ngrams.log_probability(context, char)) for char in known)
    assert 0.8 < total < 1.1  # what pruned sequences had is not given to the others


def test_squash() -> None:
    assert squash("“一江 两岸”,截至12月3.5日KTV") == "一江两岸，截至0月0日A"
    assert squash("") == ""


def test_fold_keeps_places() -> None:
    assert fold("總書記發表講話") == "总书记发表讲话"
    text = "記者從乾隆年間的檔案裡發現，𠮷野 a\r\n"
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
    assert has_traditional(text)
    assert not has_traditional(fold(text))


def test_character_classes() -> None:
    assert is_han("𠮷")
    assert is_han("々")
    assert not is_han("，")
    assert not is_han("⼯")
    assert is_chinese("《")
    assert not is_chinese("a")
    assert is_latin_letter("é")
    assert is_latin_letter("Ａ")
    assert not is_latin_letter("9")
    assert han_count("a汉b字，𠮷") == 3
    assert {OPENER_OF[PAIRS[opener]] for opener in OPENERS} == OPENERS
    assert not OPENERS & CLOSERS
    assert all(len(half) == len(full) == 1 for half, full in FULL_OF_HALF.items())


def test_the_files_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in resource("lexicon").iterdir()}
    assert sum(size for name, size in sizes.items() if not name.startswith("ngrams")) < 3_000_000
    assert sizes["ngrams.bin"] < 20_000_000
    assert "ORIGIN.md" in sizes
