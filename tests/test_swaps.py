"""Pairs of neighbours and the characters that may stand for one of their look-alikes."""

import doctest
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.language import pair_gains
from cleanup.language.alikes import LEVELS, load_alikes, load_pairs_in_words
from cleanup.language.pair_gains import NOTHING, UNSEEN, code_of, gain_of, load_pair_gains, pair_of
from cleanup.rules.characters.lookalike import load_tables
from cleanup.rules.characters.swap_weights import load_looks
from cleanup.rules.characters.swaps import LEAST, Place, Swap, candidates, swaps

WORDS = load_pairs_in_words()
NOTICE = "各村都接到了涌知，第二天清早集合。"


def found(text: str, least: float = 0.0) -> list[Swap]:
    return list(swaps(load_pair_gains().along(text), load_tables(), {}, least))


@given(st.text("通知到涌村，a1\n𠀀", max_size=30))
def test_pairs_along_a_text_are_those_of_its_neighbours(text: str) -> None:
    gains = load_pair_gains()
    along = gains.along(text)
    plain = text.replace("𠀀", "\ufffd")
    assert [pair_of(code) for code in along.codes[1:-1]] == list(pairwise(plain))
    assert list(map(gain_of, along.levels)) == [gains.gain(*pair_of(code)) for code in along.codes]
    assert gains.levels(along.codes) == list(along.levels)
    assert list(along.in_words) == [bool(code) and pair_of(code)[1] in WORDS.after(pair_of(code)[0]) for code in along.codes]
    assert along.weak == [at for at in range(len(text)) if gain_of(along.levels[at]) + gain_of(along.levels[at + 1]) < 0]
    assert all(code_of(*pair_of(code)) == code for code in along.codes if code)
    assert along.codes[0] == along.codes[-1] == 0
    assert along.levels[0] == along.levels[-1] == NOTHING


def test_gains() -> None:
    gains = load_pair_gains()
    assert gains.gain("通", "知") > 2
    assert gains.gain("涌", "知") == UNSEEN
    assert gains.gain("知", "，") == gains.gain("知", "") == gains.gain("", "") == gains.gain("知", "𠀀") == 0
    assert not doctest.testmod(pair_gains).failed


class TestSwaps:
    def test_the_right_one_is_the_likeliest(self) -> None:
        swap = max(found(NOTICE), key=lambda swap: swap.odds)
        assert (swap.at, swap.char, swap.instead, swap.word) == (6, "涌", "通", "通知")
        assert swap.gain > 5
        assert swap.words > 5

    def test_each_look_lets_through_what_the_next_one_keeps(self) -> None:
        tables = load_tables()
        text = NOTICE + "修好这条渠，是把人民福社放在心上。县里的防讯物资都运到了堤上。"
        before = {(c.at, c.instead) for c in candidates(tables.pairs.along(text), tables, {})}
        assert {(swap.at, swap.instead) for swap in found(text, -99)} <= before
        assert {swap.instead for swap in found(text)} == {"通", "祉"}

    def test_candidates_gain(self) -> None:
        tables = load_tables()
        for candidate in candidates(tables.pairs.along(NOTICE), tables, {}):
            assert candidate.old < 0
            assert candidate.new >= candidate.old + LEAST
            assert candidate.best * 2 >= candidate.new

    def test_the_page_speaks_for_its_words(self) -> None:
        once = max(swap.odds for swap in found(NOTICE))
        again = max(swap.odds for swap in found(NOTICE + "通知贴在村口，通知里说得很清楚。"))
        assert again > once + 1

    @pytest.mark.parametrize("text", ["", "涌", "涌知", "知", "，", "\U0003ffff涌知\n"])
    def test_short_texts(self, text: str) -> None:
        assert all(text[swap.at] == swap.char for swap in found(text, -99))

    def test_a_long_text_without_a_break(self) -> None:
        text = NOTICE[6:8] * 200_000
        assert len(found(text, 99)) == 0

    def test_what_somebody_confirmed_counts_for_more(self) -> None:
        text = "他把田里的泥士捧起来闻了闻。"
        plain = {swap.instead: swap.odds for swap in found(text, -99)}
        known = {swap.instead: swap.odds for swap in swaps(load_pair_gains().along(text), load_tables(), {"士": frozenset("土")}, -99)}
        assert known["土"] > plain.get("土", -99) + 2


def test_likeness() -> None:
    alikes = load_alikes()
    for char in "通己福":
        of = alikes.of(char)
        assert alikes.likest(char) == "".join(alike.char for alike in of)
        assert [alikes.level(char, alike.char) for alike in of] == [alike.level for alike in of]
    assert alikes.level("通", "a") == alikes.level("a", "通") == LEVELS // 2
    assert alikes.likest("a") == alikes.likest("") == ""
    assert alikes.are_alike("己", "已")
    assert not alikes.are_alike("己", "")


def test_weights_are_of_the_evidence_that_is_looked_at() -> None:
    tables = load_tables()
    neighbours = tables.pairs.along(NOTICE)
    candidate = next(each for each in candidates(neighbours, tables, {}) if each.instead == "通")
    place = Place(candidate.at, tables, neighbours)
    known = {*place.by_model(candidate), *place.seen("通").values}
    for look in load_looks():
        assert set(look.values) <= known
