"""What configuration and comments leave out of what the rules find."""

from dataclasses import replace

import pytest

from cleanup.config import OFF, Config, Ignore, RuleSetting
from cleanup.edits import Replace
from cleanup.engine import analyse
from cleanup.finding import Finding, Fix, Safety
from cleanup.messages import literal
from cleanup.page import Span
from cleanup.rules.record import Rule
from tests.ruling import COMMA, WIDTH, make, page_of, puts


class TestLevels:
    def findings(self, level: int | None, rule: Rule | None = None) -> tuple[Finding, ...]:
        (rule,) = (rule,) if rule else WIDTH
        return analyse(page_of(), Config(rules={rule.id: RuleSetting(level)}), rules=(rule,)).findings

    @pytest.mark.parametrize("level", [Safety.SHOW, Safety.ASK, Safety.SAFE])
    def test_the_configuration_caps_the_fixes(self, level: Safety) -> None:
        assert [finding.safety for finding in self.findings(level)] == [level]

    def test_off_finds_nothing(self) -> None:
        assert self.findings(OFF) == ()

    def test_a_rule_is_never_above_its_record(self) -> None:
        rule = replace(puts("r", ",", "，"), safety=Safety.ASK)
        assert [finding.safety for finding in self.findings(Safety.SAFE, rule)] == [Safety.ASK]

    @pytest.mark.parametrize(
        ("pattern", "after"),
        [("清", ""), ("清", "浊"), ("$", "渠"), ("3", "5"), ("３", ""), ("、", "一")],
        ids=["deletes Han", "changes Han", "invents Han", "changes a digit", "deletes a digit", "puts Han"],
    )
    def test_what_touches_characters_or_digits_is_never_safe(self, pattern: str, after: str) -> None:
        findings = analyse(page_of("渠水清了3尺、３寸"), rules=(puts("r", pattern, after),)).findings
        assert [finding.safety for finding in findings] == [Safety.ASK]

    def test_what_drops_text_or_moves_a_block_is_never_safe(self) -> None:
        fix = Fix(literal("x"), (Replace(COMMA, COMMA + 1, ",", ""),), Safety.SAFE)
        kinds = (fix._replace(removes_text=True), fix._replace(moves_block=True), fix)
        found = tuple(Finding("r", (Span(n, n + 1),), literal("x"), 0.9, (), (kind,)) for n, kind in enumerate(kinds))
        rule = make("r", lambda _analysis: iter(found))
        assert [finding.safety for finding in analyse(page_of(), rules=(rule,)).findings] == [Safety.ASK, Safety.ASK, Safety.SAFE]


class TestExemptions:
    TWO = "渠水清了,鱼也多了。\n\n柳树绿了,孩子笑了。"

    def places(self, text: str, config: Config | None = None) -> list[int]:
        return [finding.spans[0].start for finding in analyse(page_of(text), config, rules=WIDTH).findings]

    def test_without_any(self) -> None:
        assert self.places(self.TWO) == [4, 16]

    def test_an_allowed_string(self) -> None:
        assert self.places(self.TWO, Config(allow=frozenset({"清了,鱼"}))) == [16]

    def test_an_allowed_string_of_one_rule(self) -> None:
        assert self.places(self.TWO, Config(allow_by_rule={"punctuation-width": frozenset({"清了,鱼"})})) == [16]
        assert self.places(self.TWO, Config(allow_by_rule={"quotes": frozenset({"清了,鱼"})})) == [4, 16]

    @pytest.mark.parametrize(
        ("ignore", "left"),
        [
            (Ignore(rule="punctuation-width"), []),
            (Ignore(rule="quotes"), [4, 16]),
            (Ignore(page="1998-*"), []),
            (Ignore(page="pages/1998-01.*"), []),
            (Ignore(page="1998-0?", rule="punctuation-width", text="绿了,"), [4]),
            (Ignore(page="1999-*"), [4, 16]),
            (Ignore(text=","), []),
            (Ignore(text="[,"), [4, 16]),
        ],
    )
    def test_ignores_of_the_configuration(self, ignore: Ignore, left: list[int]) -> None:
        assert self.places(self.TWO, Config(ignores=(ignore,))) == left

    @pytest.mark.parametrize(
        ("comment", "count"),
        [
            ("<!-- kanwu: ignore punctuation-width -->", 1),
            ("<!-- kanwu: ignore -->", 1),
            ("<!--kanwu:ignore quotes, punctuation-width-->", 1),
            ("<!-- kanwu: ignore quotes -->", 2),
            ("<!-- kanwu: ignore-file punctuation-width -->", 0),
            ("<!-- kanwu: ignore-file -->", 0),
            ("<!-- kanwu: ignore-file spacing -->", 2),
            ("<!-- kanwu: ignored -->", 2),
            ("<!-- kanwu: ignore punctuation-width", 2),
        ],
    )
    def test_comments_on_the_page(self, comment: str, count: int) -> None:
        assert len(self.places(f"{comment}\n\n{self.TWO}")) == count

    def test_a_comment_alone_holds_for_the_next_paragraph(self) -> None:
        comment = "<!-- kanwu: ignore -->"
        assert self.places(f"渠水清了,鱼也多了。\n\n{comment}\n\n{comment}\n\n柳树绿了,孩子笑了。") == [4]

    def test_a_comment_in_a_paragraph_holds_for_that_one(self) -> None:
        assert self.places("渠水清了,鱼也多了。<!-- kanwu: ignore -->\n\n柳树绿了,孩子笑了。") == [38]

    def test_a_comment_at_the_end_of_the_page_holds_for_nothing(self) -> None:
        assert self.places(f"{self.TWO}\n\n<!-- kanwu: ignore -->") == [4, 16]
