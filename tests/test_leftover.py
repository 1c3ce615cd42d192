"""The second look at what the first leaves over: which ends it weighs, what the streams say of them, and what it never does."""

from functools import cache

import pytest

from cleanup.layout import make_page
from cleanup.page import Origin
from cleanup.rules.order.assignment import Assignment, assign, load_models
from cleanup.rules.order.candidates import Search
from cleanup.rules.order.leftover import complete
from cleanup.rules.order.proposing import propose
from cleanup.rules.order.scene import Scene, scenes
from seeds.articles import Kind
from seeds.damage import generate
from tests.accuracy.join_figures import Figures, count_case
from tests.accuracy.join_misses import Misses, distance_of, known_joins
from tests.accuracy.join_pages import Case, case_of
from tests.accuracy.pages import articles


@cache
def woven() -> tuple[Case, ...]:
    """Pages whose columns were read across."""
    return tuple(case_of(page) for page in generate(articles()[0::2], 3, 0.5, 77, recipe="interleaved", length=(2500, 3500)))


@cache
def displaced() -> tuple[Case, ...]:
    """Pages of running text with pieces that stand elsewhere."""
    return tuple(case_of(page) for page in generate(articles()[0::2], 4, 0.9, 78, ["over", "earlier", "columns"], length=(2500, 3500)))


@cache
def judged() -> tuple[tuple[Case, Assignment], ...]:
    return tuple((case, assign(case.scene)) for case in (*woven(), *displaced()))


def test_what_the_first_look_proposes_stays() -> None:
    for case in (*woven(), *displaced()):
        search = Search(case.scene)
        first = [proposal for piece in case.scene.pieces if not case.scene.finished[piece.number] for proposal in search.proposals(piece)]
        both = {(p.tail, p.head): p for p in complete(case.scene, search, first)}
        assert both.keys() >= {(p.tail, p.head) for p in first}
        assert all(both[p.tail, p.head].features.items() >= p.features.items() for p in first)
        assert len(both) > len(first)


def test_a_column_goes_on_at_the_top_of_the_next() -> None:
    text = "".join(paragraph.text for article in articles()[:3] for paragraph in article.elements if paragraph.kind is Kind.BODY)
    lines = [text[at : at + 13] for at in range(0, 13 * 28, 13)]
    read_across = [line for row in zip(lines[:14], lines[14:], strict=True) for line in row]
    (scene,) = scenes(make_page("page", "\n\n".join(read_across), Origin()), load_models())
    beside = [(p.tail, p.head) for p in propose(scene) if "left.beside" in p.features]
    assert beside
    assert {head for _, head in beside} == {1}
    assert all(tail % 2 == 0 and tail > 1 for tail, _ in beside)


def test_no_pair_is_weighed_twice_and_none_leads_to_itself() -> None:
    for case in (*woven(), *displaced()):
        pairs = [(p.tail, p.head) for p in propose(case.scene)]
        assert len(pairs) == len(set(pairs))
        assert all(tail != head for tail, head in pairs)
        assert not any(case.scene.finished[tail] for tail, _ in pairs)


def test_the_probabilities_of_a_tail_never_come_to_more_than_one() -> None:
    for _, found in judged():
        for tail in found.chosen:
            assert sum(found.probabilities[i] for i in found.ranked(tail)) <= 1 + 1e-9


@pytest.mark.parametrize("text", ["", "一句话说完了。", "没有说完的\n\n"])
def test_nothing_left_over_is_nothing_to_look_at(text: str) -> None:
    found: list[Scene] = list(scenes(make_page("page", text, Origin()), load_models()))
    assert [propose(scene) for scene in found] == [[] for _ in found]


class TestMisses:
    def test_misses_and_wrong_joins_are_those_of_the_figures(self) -> None:
        figures, misses = Figures(), Misses()
        for case, found in judged():
            count_case(figures, case, found)
            misses.count(found, case.truth, case.kinds, case.unsure)
            misses.not_recognised(case.beyond)
        _, wrong, missed = figures.totals
        assert missed > 0
        assert sum(counts.total() for counts in misses.missed.values()) == missed
        assert sum(counts.total() for counts in misses.wrong.values()) == wrong
        assert misses.needed.total() == figures.needed

    def test_every_distance_has_a_name(self) -> None:
        assert [distance_of(steps) for steps in (-300, -20, -19, -1, 1, 2, 5, 20)] == [
            *("back 20+", "back 20+", "back 5+", "back", "next", "on 2-4", "on 5+", "on 20+")
        ]

    def test_pairs_of_a_page_are_found_by_their_characters(self) -> None:
        case, assignment = judged()[-1]
        text = case.page.text
        pieces = case.scene.pieces
        pairs = [(text[pieces[t].last.start : pieces[t].last.end][-12:], text[pieces[h].first.start :][:12]) for t, h in case.truth.items()]
        found, lost = known_joins(assignment, text, [*pairs, ("不在这一页上的字句", "也不在这一页上")])
        assert lost == 1
        assert found == dict(case.truth)
