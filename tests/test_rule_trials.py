"""The measuring of rules: what counts as found, mended and wrong, which floors a run is held to, that help pages say what was measured."""

import re

import pytest

from cleanup.edits import Replace, replace
from cleanup.finding import Finding, Fix, Safety
from cleanup.messages import LANGUAGES, Message
from cleanup.page import Span
from cleanup.rules.measured import measured
from cleanup.rules.record import Rule
from cleanup.rules.registry import RULES
from tests.accuracy.floors import read_floors
from tests.accuracy.rules.__main__ import FLOORS, is_measured
from tests.accuracy.rules.judging import Judge
from tests.accuracy.rules.trial import Damage, Made, load_trials, mends, mends_with_any, put, touches

OF_ITS_OWN = {"column-join"}  # measured by `python -m tests.accuracy.joins`
LEAST_DAMAGE = 50  # places: fewer say little of a rule

TEXT = "渡口的老船工每天天亮就起身，撑船往返十几趟，从没误过学学生上课。"
DOUBLED = TEXT.index("学学")
MADE = Made("p", TEXT, (Damage(DOUBLED, DOUBLED + 1, "学", "", "doubled"), Damage(5, 6, "工", "公", "other")))
LATER, OTHER = MADE.damages


def finding(start: int, end: int, *afters: str) -> Finding:
    fixes = []
    for after in afters:
        edit = replace(MADE.page, start, end, after)
        assert edit is not None
        fixes.append(Fix(Message("quotes.title"), (edit,), Safety.ASK))
    return Finding("r", (Span(start, end),), Message("quotes.title"), 0.9, fixes=tuple(fixes))


class TestJudge:
    def test_either_of_two_equal_characters_may_go(self) -> None:
        judge = Judge(MADE)
        for start in (DOUBLED, DOUBLED + 1):
            edit = Replace(start, start + 1, "学", "")
            found = Finding(
                "r", (Span(start, start + 1),), Message("quotes.title"), 0.9, fixes=(Fix(Message("quotes.title"), (edit,), Safety.ASK),)
            )
            assert mends(judge, LATER, found)
            assert touches(judge, LATER, found)
            assert not mends(judge, OTHER, found)

    def test_the_place_alone_is_not_enough(self) -> None:
        judge = Judge(MADE)
        wrong = finding(5, 6, "人")
        assert touches(judge, OTHER, wrong)
        assert not mends(judge, OTHER, wrong)
        assert not judge.mends_something(wrong, wrong.fixes[0])

    def test_a_later_fix_counts_where_any_does(self) -> None:
        judge = Judge(MADE)
        ranked = finding(5, 6, "人", "公")
        assert not mends(judge, OTHER, ranked)
        assert mends_with_any(judge, OTHER, ranked)

    def test_a_fix_that_does_more_than_mend_is_wrong(self) -> None:
        judge = Judge(MADE)
        more = finding(4, 6, "头公")
        assert touches(judge, OTHER, more)
        assert not mends(judge, OTHER, more)

    def test_one_fix_may_mend_two_damages(self) -> None:
        judge = Judge(MADE)
        both = finding(5, DOUBLED + 1, "公" + TEXT[6:DOUBLED])
        assert mends(judge, OTHER, both)
        assert mends(judge, LATER, both)

    def test_elsewhere_is_nothing(self) -> None:
        judge = Judge(MADE)
        assert not touches(judge, OTHER, finding(0, 2, "口"))


class TestMade:
    def test_damage_must_stand_where_it_says(self) -> None:
        with pytest.raises(ValueError, match="does not stand"):
            Made("p", TEXT, (Damage(0, 1, "口", ""),))

    def test_put_says_the_places_of_the_damaged_text(self) -> None:
        made = put("p", "一二三四五", [Damage(3, 4, "肆肆", "四"), Damage(1, 1, "X", ""), Damage(2, 3, "", "三")])
        assert made.text == "一X二肆肆五"
        assert [(d.start, d.end, d.before, d.after) for d in made.damages] == [(1, 2, "X", ""), (3, 3, "", "三"), (3, 5, "肆肆", "四")]

    def test_put_refuses_what_is_not_there(self) -> None:
        with pytest.raises(ValueError, match="does not stand"):
            put("p", "一二三", [Damage(0, 1, "X", "二")])


class TestFloors:
    def test_a_run_of_one_rule_is_held_to_its_own_floors(self) -> None:
        shown = ["spacing"]
        assert is_measured("spacing.recall", shown, clean=False, whole=False)
        assert not is_measured("spacing.recall", shown, clean=True, whole=False)
        assert is_measured("spacing.clean.asked", shown, clean=True, whole=False)
        assert not is_measured("quotes.clean.asked", shown, clean=True, whole=False)
        assert not is_measured("all.clean.asked-in-2000", shown, clean=False, whole=False)
        assert is_measured("all.clean.asked-in-2000", ["spacing", "quotes"], clean=True, whole=True)
        assert is_measured("characters.samples.spacing", shown, clean=False, whole=False)
        assert not is_measured("characters.samples.all", shown, clean=False, whole=False)
        assert not is_measured("characters.samples.quotes", shown, clean=False, whole=False)

    def test_floors_are_of_rules_that_exist(self) -> None:
        known = {rule.id for rule in RULES} | {"all", "characters"}
        assert {name.split(".")[0] for name in read_floors(FLOORS)} <= known


def test_every_rule_has_a_trial() -> None:
    trials = load_trials()
    assert trials
    assert set(trials) | OF_ITS_OWN == {rule.id for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_was_measured(rule: Rule) -> None:
    """Its help page tells what it found of the damage made for it, how much of what it said was right, and what it says of clean text."""
    damage, clean = measured(rule.id)
    assert damage is not None, "python -m tests.accuracy.rules --record"
    assert clean is not None
    assert damage.wanted >= LEAST_DAMAGE
    assert 0 < damage.right <= damage.made


@pytest.mark.parametrize("rule", [rule for rule in RULES if f"{rule.id}.precision" in read_floors(FLOORS)], ids=lambda rule: rule.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_help_says_the_measured_precision(rule: Rule, language: str) -> None:
    """What the help page has of the record is what was reached, or up to two points less; and so is a percentage of its `trust` text."""
    damage = measured(rule.id).damage
    assert damage is not None, "python -m tests.accuracy.rules --record"
    reached = 100 * read_floors(FLOORS)[f"{rule.id}.precision"]
    said = [float(number) for number in re.findall(r"(\d+(?:\.\d+)?) ?%", rule.text("trust", language))]
    assert reached - 2 <= 100 * damage.right / damage.made <= reached + 2
    assert not said or any(reached - 2 <= number <= reached + 1e-9 for number in said), f"{reached:.1f} % was measured"
