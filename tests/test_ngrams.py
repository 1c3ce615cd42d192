"""The character model: its file, what it gains, how it ranks held-out text, and how it is counted."""

import math
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.language import models
from cleanup.language.ngram_table import LOG_STEP, MAGIC, UNSEEN, NgramTable, pack
from cleanup.language.ngrams import END, ORDER, START, Ngrams, squash
from resources.make_ngrams import added, common, count, estimate, read_paragraphs, telling, written
from resources.virtual_corpus import beside, count_virtual, frequencies, read_arpa, shares_of
from tests.accuracy.ranking import Task, article_tasks, cuts, grouped, ranking, recall, unigram

ARPA = """
\\data\\
ngram 1=4
ngram 2=4
ngram 3=1

\\1-grams:
-0.60206\t<unk>\t0
-0.60206\t水渠\t-0.30103
-0.60206\t通\t-0.30103
-0.60206\t山村\t-0.30103

\\2-grams:
-0.30103\t水渠 通\t-0.1
-0.30103\t通 山村\t0
-0.30103\t山村 水渠\t0
-1\t山村 山村\t0

\\3-grams:
-0.1\t水渠 通 山村

\\end\\
"""


@pytest.fixture(scope="module")
def model() -> Ngrams:
    return Ngrams.load()


@pytest.fixture(scope="module")
def task() -> Task:
    return article_tasks()[0]


def test_held_out_text_is_ranked_far_better_than_by_characters_alone(model: Ngrams, task: Task) -> None:
    reached, base = ranking(task.groups, model.gains), ranking(task.groups, unigram(model))
    assert reached.cuts >= 1_000
    assert reached.reciprocal > 0.38
    assert reached.first > 0.27
    assert base.reciprocal < 0.1
    assert recall(task.groups[:2], model, 20) > 0.6


def test_all_gains_at_once_are_those_of_each_pair(model: Ngrams, task: Task) -> None:
    pairs = task.groups[0][:60]
    tails = [tail for tail, _ in pairs] + ["", "，", START, "龘", "改龘", "坚持改革开"]
    heads = [head for _, head in pairs] + ["", "，", "的", "龘", "龘的", "放", "放的", "0年"]
    rows = model.gains(tails, heads)
    for tail, row in zip(tails, rows, strict=True):
        assert row == pytest.approx([model.gain(tail, head) for head in heads], abs=1e-9)


HAN = st.text(st.sampled_from("的一是在不了有和人这中大为上个国我以要他，。0A龘" + START), max_size=5)


@settings(max_examples=60, deadline=None)
@given(st.lists(HAN, max_size=4), st.lists(HAN, max_size=6))
def test_gains_of_any_text(tails: list[str], heads: list[str]) -> None:
    model = Ngrams.load()
    for tail, row in zip(tails, model.gains(tails, heads), strict=True):
        assert row == pytest.approx([model.gain(tail, head) for head in heads], abs=1e-9)


def test_rank_is_the_best_of_the_gains(model: Ngrams, task: Task) -> None:
    tails, heads = (list(side) for side in zip(*task.groups[0][:40], strict=True))
    for row, best in zip(model.gains(tails, heads), model.rank(tails, heads, 5), strict=True):
        assert best == [(row[number], number) for number in sorted(range(len(row)), key=lambda n: (-row[n], n))[:5]]
    assert model.rank(tails, [], 5) == [[]] * len(tails)


def test_cuts_stand_where_columns_end(task: Task) -> None:
    texts = ["甲乙丙，丁戊己庚12辛壬癸。" * 8] * 20
    pairs = cuts(texts, 30, 1, inside=True)
    assert len(pairs) == 30
    assert not any(tail[-1] in "，。" or head[0] in "，。" for tail, head in pairs)
    assert not any(head[0] in "，。" for _, head in cuts(texts, 30, 1, inside=False))
    assert cuts(["短。"], 5, 1, inside=True) == []
    assert [len(group) for group in grouped(pairs, 10)] == [10, 10, 10]


def numbers(key: str) -> tuple[float, float]:
    return -(len(key) + ord(key[-1]) % 7) * LOG_STEP, -(ord(key[0]) % 5) * LOG_STEP / 2


@given(st.lists(st.text(st.sampled_from("春耕水渠通，"), min_size=1, max_size=ORDER), max_size=40))
def test_a_file_says_what_was_packed(texts: list[str]) -> None:
    keys = {text[start:stop] for text in texts for start in range(len(text)) for stop in range(start + 1, len(text) + 1)}
    table = NgramTable(pack({key: numbers(key) for key in keys}, ORDER))
    assert len(table) == len(keys)
    assert table.sizes == tuple(sum(len(key) == length for key in keys) for length in range(1, ORDER + 1))
    histories = {key[:-1] for key in keys}
    for key in keys:
        history = table.root
        for char in key[:-1]:
            longer = table.longer(history, char)
            assert longer is not None
            history = longer
        place = table.find(history, key[-1])
        assert table.log(history, place) == pytest.approx(numbers(key)[0])
        child = table.child(history, place)
        assert (child is not None) == (key in histories)
        if child is not None:
            assert child[3] == pytest.approx(numbers(key)[1])
    assert table.find(table.root, "龘") == -1
    wanted = {table.numbers[char]: None for char in sorted(table.alphabet)}
    assert [number for number, _ in table.found(table.root, wanted)] == list(wanted)


@pytest.mark.parametrize("data", [b"", MAGIC, b"another file", pack({"水": (-1.0, 0.0)}, ORDER)[:-8]])
def test_no_other_file_is_read(data: bytes) -> None:
    with pytest.raises(ValueError, match="character model"):
        NgramTable(data)


def test_a_model_of_another_order_is_refused() -> None:
    with pytest.raises(ValueError, match="order 2"):
        Ngrams(NgramTable(pack({"水": (-1.0, 0.0), "水水": (-1.0, 0.0)}, 2)))


TEXTS = ["水渠/n  通/v  到/v  山村/n  。/w", "山村/n  的/u  水渠/n  通水/v  了/u  ，/w  山村/n  笑/v  了/u  。/w"]


def test_probabilities_of_a_counted_model_add_up() -> None:
    model = estimate(count(read_paragraphs(TEXTS * 30)))
    ngrams = Ngrams(NgramTable(pack(model, ORDER)))
    for context in ("", START, "水", "水渠", "水渠通", "山村的", "龘"):
        total = sum(math.exp(ngrams.log_probability(context, char)) for char in ngrams.characters() - {START})
        assert total == pytest.approx(1, abs=0.12)  # a character never seen has its part; a step is six hundredths
    assert ngrams.log_probability("", "龘") == UNSEEN


def test_what_the_newspaper_has_once_is_not_kept() -> None:
    printed = count(read_paragraphs(TEXTS))
    kept = common(added(printed, {3: {"水渠通": 0.5}, 4: {}}), printed)
    assert "水渠通" in kept[3]  # known from the word trigram too
    assert "的水渠" not in kept[3]
    assert "的水" in kept[2]
    assert not kept[4]
    useful = telling(kept)
    assert all(key[:-1] in useful[length - 1] for length in (2, 3, 4) for key in useful[length])


def test_a_word_trigram_becomes_counts(tmp_path: Path) -> None:
    path = tmp_path / "words.arpa"
    path.write_text(ARPA, encoding="utf-8")
    words = read_arpa(path)
    shares = frequencies(words)
    assert sum(shares) == pytest.approx(1)
    text = beside([["水渠", "通", "，", "山村", "。"]], START, END)
    assert text.words == Counter({"水渠": 1, "通": 1, "山村": 1})
    assert text.after["通"] == Counter({"，": 1})
    assert text.before["水渠"] == Counter({START: 1})
    counts = count_virtual(words, text, written, ORDER, 1000)
    share = dict(zip(words.words, shares, strict=True))
    assert counts[2]["水渠"] == pytest.approx(1000 * share["水渠"])
    open_ = 1 - sum(shares_of(text.words, text.after, -1)("水渠").values())
    assert counts[2]["渠通"] == pytest.approx(1000 * share["水渠"] * open_ * 0.5, rel=1e-4)
    assert counts[3]["水渠通"] == pytest.approx(counts[2]["渠通"])
    assert 0 < counts[3]["渠通山"] < counts[2]["渠通"]
    assert counts[2]["通，"] > counts[2]["渠，"] > 0
    assert counts[1]["，"] > 0


def test_other_text_is_no_word_trigram(tmp_path: Path) -> None:
    path = tmp_path / "words.arpa"
    path.write_text("水渠\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no word trigram"):
        read_arpa(path)


def test_words_are_written_as_simplified_text_has_them() -> None:
    assert written("貴州") == "贵州"
    assert written("<unk>") is None
    assert written("ＫＴＶ") is None


@given(st.text("坚持改革开放的方针，0A垚 ", max_size=8), st.text("坚持改革开放的方针，0A垚", max_size=6))
def test_going_through_a_text_says_what_asking_for_it_says(context: str, text: str) -> None:
    model = models.ngrams()
    context = squash(context)
    assert model.log_from(model.histories(context), text) == pytest.approx(model.log_sequence(context, text))


@settings(max_examples=200, deadline=None)
@given(HAN, HAN)
def test_a_break_says_what_asking_for_its_characters_says(tail: str, head: str) -> None:
    model = models.ngrams()
    gain, first = model.breaks.gain(model.breaks.ending(tail), model.breaks.opening(head))
    assert gain == pytest.approx(model.gain(tail, head), abs=1e-9)
    assert first == pytest.approx(model.log_probability(tail, head[0]) if head else 0.0, abs=1e-9)


@given(HAN.filter(len), st.sets(st.sampled_from("的一是，。0A龘发展")))
def test_characters_after_one_gain_what_each_pair_does(tail: str, followers: set[str]) -> None:
    model = models.ngrams()
    gains = model.breaks.after_one(tail[-1], followers)
    assert gains == pytest.approx({follower: model.gain(tail[-1], follower) for follower in followers}, abs=1e-9)
