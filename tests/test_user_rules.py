"""Data-only rules of the user: patterns and tables, found over wraps, held back from running for ever."""

import re

import pytest

from cleanup.config import Config, UserRule
from cleanup.engine import analyse, settle
from cleanup.finding import Finding, Fix, Safety
from cleanup.layout import make_page
from cleanup.messages import LANGUAGES, KanwuError
from cleanup.page import Origin, Page
from cleanup.render import render
from cleanup.rules.pattern_cost import CostlyPatternError, bounded
from cleanup.rules.registry import load_rules
from cleanup.rules.user_rules import make_rule


def first_fix(finding: Finding) -> Fix | None:
    return finding.fixes[0] if finding.fixes else None


def cleaned(rule: UserRule, text: str) -> str:
    page = make_page("p", text, Origin())
    return render(page, settle(page, Config(), first_fix, rules=(make_rule(rule),)).edits).text


class TestTable:
    def test_the_longest_string_counts(self) -> None:
        rule = UserRule("names", "改名", table={"青川": "清川", "青川城": "清川市"})
        assert cleaned(rule, "从青川到青川城。") == "从清川到清川市。"

    def test_is_found_over_a_wrap(self) -> None:
        lines = (
            "昨日清晨，老站长望着渠水，高声",
            "说道，渠里的水是从上游的青川",
            "城一路流下来的，沿途经过三十个",
            "村子，没有一处断流，大家听了都",
            "很高兴。",
        )
        wrapped = "\n".join(lines)
        rule = UserRule("names", "改名", table={"青川城": "清川市"})
        assert cleaned(rule, wrapped) == wrapped.replace("青川\n城", "清川市\n")

    def test_only_shows_where_nothing_may_be_changed(self) -> None:
        rule = UserRule("names", "改名", table={"青川城": "清川市"}, safety=Safety.SHOW)
        findings = analyse(Page("p", "到青川城去"), rules=(make_rule(rule),)).findings
        assert [finding.safety for finding in findings] == [Safety.SHOW]

    def test_is_never_safe_where_it_changes_characters(self) -> None:
        rule = UserRule("names", "改名", table={"青川城": "清川市", "~": "～"}, safety=Safety.SAFE)
        findings = analyse(Page("p", "到青川城~去"), rules=(make_rule(rule),)).findings
        assert [finding.safety for finding in findings] == [Safety.ASK, Safety.SAFE]

    def test_code_is_left(self) -> None:
        assert cleaned(UserRule("names", "改名", table={"青川": "清川"}), "青川`青川`") == "清川`青川`"


class TestPattern:
    def test_groups_are_put_back(self) -> None:
        rule = UserRule("page-mark", "版次", pattern=r"第(\d)版版", replacement=r"第\1版")
        assert cleaned(rule, "转第3版版") == "转第3版"

    def test_without_replacement_it_shows(self) -> None:
        (finding,) = analyse(Page("p", "见第3版"), rules=(make_rule(UserRule("page-mark", "版次", pattern=r"第\d版")),)).findings
        assert finding.fixes == ()
        assert finding.message.text("zh_CN") == "版次"

    def test_anchors_stand_for_lines(self) -> None:
        rule = UserRule("mark", "号", pattern="^▲", replacement="")
        assert cleaned(rule, "▲渠水清了。\n\n▲鱼也多了▲。") == "渠水清了。\n\n鱼也多了▲。"

    def test_empty_matches_are_none(self) -> None:
        assert analyse(Page("p", "渠水"), rules=(make_rule(UserRule("none", "h", pattern="x*")),)).findings == ()


class TestRecord:
    def test_says_what_the_user_wrote(self) -> None:
        rule = make_rule(UserRule("names", "改名", table={"青川": "清川"}, example=("到青川", "到清川")))
        assert rule.text("title") == "names"
        assert rule.text("flags", "zh_CN") == "改名"
        assert rule.examples[0].after == "到清川"

    def test_says_in_each_language_how_far_it_may_go(self) -> None:
        rule = make_rule(UserRule("names", "改名", table={"青川": "清川"}, safety=Safety.SAFE))
        said = {rule.text("trust", language) for language in LANGUAGES}
        assert len(said) == len(LANGUAGES)
        assert all('safety = "safe"' in text for text in said)

    def test_stands_after_ours(self) -> None:
        assert load_rules(Config(user_rules=(UserRule("names", "h", table={"a": "b"}),)))[-1].id == "names"


@pytest.mark.parametrize(
    ("rule", "key"),
    [
        (UserRule("Bad id", "h", table={"a": "b"}), "user-rules.id"),
        (UserRule("r", "h", pattern="("), "user-rules.pattern"),
        (UserRule("r", "h", pattern="(a)", replacement=r"\2"), "user-rules.pattern"),
        (UserRule("r", "h", pattern="(a)", replacement=r"\g<b>"), "user-rules.pattern"),
        (UserRule("r", "h", pattern="(a+)+b"), "user-rules.costly"),
        (UserRule("r", "h", table={"a": "b"}, example=("a", "c")), "user-rules.example"),
        (UserRule("r", "h", table={"a": "b"}, example=("c", "c")), "user-rules.example"),
        (UserRule("r", "h", table={"青川": "青川城"}), "user-rules.feeds-itself"),
        (UserRule("r", "h", table={"甲": "乙", "乙": "丙"}), "user-rules.feeds-itself"),
        (UserRule("r", "h", pattern="渠", replacement="水渠", example=("渠", "水渠")), "user-rules.feeds-itself"),
    ],
)
def test_errors_name_the_rule(rule: UserRule, key: str) -> None:
    with pytest.raises(KanwuError) as caught:
        make_rule(rule)
    assert caught.value.message.key == key
    for language in LANGUAGES:
        assert rule.id in caught.value.message.text(language)


class TestCost:
    @pytest.mark.parametrize(
        ("pattern", "written"),
        [
            ("渠水", "渠水"),
            ("a*b+?", "a{0,64}b{1,64}?"),
            ("c{2,}+", "c{2,64}+"),
            ("第[一二三]+条", "第[一二三]{1,64}条"),
            (r"[]a*+]\*\{x{3}(?:y|z)?", r"[]a*+]\*\{x{3,3}(?:y|z)?"),
            ("(?P<n>[0-9]+)版(?P=n)", "(?P<n>[0-9]{1,64})版(?P=n)"),
            ("(?i)a|b(?#c+)", "(?i)a|b(?#c+)"),
            ("(?:甲|乙)+", "(?:甲|乙){1,64}"),
            ("(?>a+)+b", "(?>a{1,64}){1,64}b"),
            ("x{,3}{", "x{0,3}{"),
            (r"(?<=第)\d+(?=版)", r"(?<=第)\d{1,64}(?=版)"),
        ],
    )
    def test_open_repeats_are_bounded(self, pattern: str, written: str) -> None:
        assert bounded(pattern) == written
        re.compile(written)

    @pytest.mark.parametrize(
        "pattern",
        [
            "(a+)+b",
            "(a|a)*b",
            "(a?){30}b",
            "(?:a*)*",
            ".*.*.*x",
            "(.+,)+;",
            "(a|ab|b)+c",
            "(?:x+x+)+y",
            "a{99999}",
            "((a+)b?)+",
            "a" * 1001,
        ],
    )
    def test_what_could_take_for_ever_is_refused(self, pattern: str) -> None:
        with pytest.raises(CostlyPatternError):
            bounded(pattern)

    @pytest.mark.parametrize("pattern", ["(?:甲|乙)+丙", "a.*b", "[a-z]+[a-z]+0", "(?>a+)+b", "(?:a|b)*+c"])
    def test_what_is_let_through_stays_quick(self, pattern: str) -> None:
        """A page of the worst letters for each of them: milliseconds, where the unbounded forms of the refused ones take hours."""
        compiled = re.compile(bounded(pattern))
        for text in ("甲乙" * 4000, "a" * 8000, "ab" * 4000):
            assert sum(1 for _ in compiled.finditer(text)) <= len(text)
