"""The cases of every rule, kept as data: what it must change, what it must leave alone, and what it is known to get wrong.

`tests/cases/<rule-id>.toml` holds the tables `[[change]]` (name, before, after, and optionally safety, the safety of every fix found),
`[[flag]]` (name, text, at: what a rule that only shows must show, and the text of the line where), `[[keep]]` (name, text) and
`[[known]]` (name, and before and after, text and at, or text alone as in those three: fails today, and the test says so when it no longer
does). A keep case with `clean = true` is newspaper text as it stands, not a damaged text put right: it shares no passage with the others,
and it holds what the rule looks at (`temptations.py`). A case may carry `options`, a table of the rule's options, and `joins`:
pairs of how one line ends and how another begins, which somebody has joined.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cleanup.config import Config, RuleSetting
from cleanup.edits import Follow
from cleanup.engine import Settled, analyse, settle
from cleanup.finding import Finding, Fix, Safety
from cleanup.layout import make_page
from cleanup.messages import LANGUAGES
from cleanup.page import Origin, Page, Span
from cleanup.render import render
from cleanup.rules.record import Rule
from cleanup.rules.registry import RULES
from tests.temptations import TEMPTS

CASES = Path(__file__).parent / "cases"
LEAST = 10
LEAST_CLEAN = 5
LEAST_LENGTH = 60  # code points of a clean text
PASSAGE = 12  # code points, white space apart, that no clean text shares with another case


def cases_of(rule_id: str) -> Mapping[str, list[dict[str, Any]]]:
    data: dict[str, list[dict[str, Any]]] = tomllib.loads((CASES / f"{rule_id}.toml").read_text(encoding="utf-8"))
    return data


def all_cases(table: str) -> list[Any]:
    return [
        pytest.param(rule, case, id=f"{rule.id}: {case['name']}")
        for rule in RULES
        if (CASES / f"{rule.id}.toml").is_file()
        for case in cases_of(rule.id).get(table, [])
    ]


def passages(case: Mapping[str, Any]) -> set[str]:
    """All stretches of `PASSAGE` code points in the texts of a case, white space apart."""
    found: set[str] = set()
    for key in ("text", "before", "after"):
        text = "".join(case.get(key, "").split())
        found.update(text[at : at + PASSAGE] for at in range(len(text) - PASSAGE + 1))
    return found


def first_fix(finding: Finding) -> Fix | None:
    return finding.fixes[0] if finding.fixes else None


def config_of(rule: Rule, case: Mapping[str, Any]) -> Config:
    return Config(rules={rule.id: RuleSetting(options=case.get("options", {}))})


def joins_of(page: Page, case: Mapping[str, Any]) -> tuple[Follow, ...]:
    """The joins that are in force in a case."""

    def line(text: str, *, ends: bool) -> Span:
        found = [
            x.span for x in page.lines if (page.text[x.start : x.end].endswith if ends else page.text[x.start : x.end].startswith)(text)
        ]
        assert len(found) == 1, f"{text!r} {'ends' if ends else 'begins'} {len(found)} lines"
        return found[0]

    return tuple(Follow(line(tail, ends=True), line(head, ends=False)) for tail, head in case.get("joins", ()))


def settled(rule: Rule, case: Mapping[str, Any]) -> tuple[str, Settled]:
    """The text after every first-ranked fix of one rule alone, and what was taken and left."""
    page = make_page("case", case["before"], Origin())
    result = settle(page, config_of(rule, case), first_fix, rules=(rule,), edits=joins_of(page, case))
    assert not result.broken, result.broken[0].traceback
    return render(page, result.edits).text, result


@pytest.mark.parametrize(("rule", "case"), all_cases("change"))
def test_must_change(rule: Rule, case: Mapping[str, Any]) -> None:
    text, result = settled(rule, case)
    assert text == case["after"]
    if "safety" in case:
        assert {fix.safety.label for _, fix in result.taken} == {case["safety"]}


@pytest.mark.parametrize(("rule", "case"), all_cases("flag"))
def test_must_show(rule: Rule, case: Mapping[str, Any]) -> None:
    result = analyse(make_page("case", case["text"], Origin()), config_of(rule, case), rules=(rule,))
    assert not result.broken, result.broken[0].traceback
    assert len(result.findings) == 1
    (finding,) = result.findings
    assert finding.safety is Safety.SHOW
    assert case["at"] in case["text"][finding.spans[0].start : finding.spans[0].end]


@pytest.mark.parametrize(("rule", "case"), all_cases("keep"))
def test_must_not_change(rule: Rule, case: Mapping[str, Any]) -> None:
    page = make_page("case", case["text"], Origin())
    result = analyse(page, config_of(rule, case), rules=(rule,), edits=joins_of(page, case))
    assert not result.broken, result.broken[0].traceback
    assert result.findings == ()


@pytest.mark.parametrize(("rule", "case"), all_cases("known"))
@pytest.mark.xfail(strict=True, raises=AssertionError, reason="a failure that is known; take the case to [[change]] when it passes")
def test_known_failure(rule: Rule, case: Mapping[str, Any]) -> None:
    if "before" in case:
        test_must_change(rule, case)
    elif "at" in case:
        test_must_show(rule, case)
    else:
        test_must_not_change(rule, case)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
class TestRecord:
    def test_has_cases_on_both_sides(self, rule: Rule) -> None:
        cases = cases_of(rule.id)
        assert set(cases) <= {"change", "flag", "keep", "known"}
        assert len(cases["flag" if rule.safety is Safety.SHOW else "change"]) >= LEAST
        assert len(cases["keep"]) >= LEAST
        assert cases["known"], "no failure is known: none was looked for"
        names = [case["name"] for table in cases.values() for case in table]
        assert len(set(names)) == len(names)

    def test_has_clean_texts_that_tempt_it(self, rule: Rule) -> None:
        cases = cases_of(rule.id)
        clean = [case for case in cases["keep"] if case.get("clean")]
        assert len(clean) >= LEAST_CLEAN
        taken = {passage for name in ("change", "flag", "known") for case in cases.get(name, ()) for passage in passages(case)}
        for case in clean:
            assert len(case["text"]) >= LEAST_LENGTH, case["name"]
            assert TEMPTS[rule.id](case["text"]), f"{case['name']}: nothing that the rule looks at"
            assert taken.isdisjoint(passages(case)), f"{case['name']}: a passage of another case"
            taken |= passages(case)

    def test_id_is_the_name_of_its_file(self, rule: Rule) -> None:
        assert rule.find.__module__.startswith("cleanup.rules.")
        assert rule.find.__module__.rpartition(".")[2] == rule.id.replace("-", "_")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_record_is_complete_in_every_language(self, rule: Rule, language: str) -> None:
        for name in ("title", "flags", "why", "trust"):
            assert rule.text(name, language).strip()
        for option in rule.options.values():
            assert option.help.text(language).strip()

    def test_examples_come_out(self, rule: Rule) -> None:
        assert rule.safety is Safety.SHOW or any(example.before != example.after for example in rule.examples)
        for example in rule.examples:
            text, _ = settled(rule, {"before": example.before})
            assert text == example.after


def test_every_rule_has_its_case_file() -> None:
    assert {path.stem for path in CASES.glob("*.toml")} == {rule.id for rule in RULES} == set(TEMPTS)


@pytest.mark.parametrize("rule", sorted(TEMPTS))
def test_not_every_text_tempts(rule: str) -> None:
    assert not TEMPTS[rule]("春天来了，河水涨了。")
