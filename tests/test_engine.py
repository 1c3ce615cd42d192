"""Rules run over a page: broken ones, fighting ones, what configuration and comments leave out, and what rests on a join."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import pytest

from cleanup.config import OFF, Config, Ignore, RuleSetting
from cleanup.edits import Edit, Follow, Replace
from cleanup.engine import Settled, analyse, settle
from cleanup.finding import Finding, Fix, Safety, sort_key
from cleanup.messages import LANGUAGES, KanwuError, literal
from cleanup.page import Line, Origin, Page, Span
from cleanup.paragraphs import ParagraphRule
from cleanup.render import render
from cleanup.review import Review, Scope
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import OptionValue, Rule, Stage
from cleanup.rules.registry import RULES

TEXT = "渠水清了,鱼也多了。\n\n老站长说：“水来了，\n\n快去看。”大家都笑了。"
COMMA = 4


def first_fix(finding: Finding) -> Fix | None:
    return finding.fixes[0] if finding.fixes else None


def only_safe(finding: Finding) -> Fix | None:
    return finding.fixes[0] if finding.safety is Safety.SAFE else None


def make(name: str, find: Callable[[Analysis], Iterator[Finding]], stage: Stage = Stage.TEXT, safety: Safety = Safety.SAFE) -> Rule:
    def found(analysis: Analysis, _options: Mapping[str, OptionValue]) -> Iterator[Finding]:
        return find(analysis)

    return Rule(name, found, safety, (), stage=stage, texts={"title": name})


def puts(name: str, pattern: str, after: str, safety: Safety = Safety.SAFE, probability: float = 0.9) -> Rule:
    """A rule that puts `after` for whatever the pattern matches."""

    def find(analysis: Analysis) -> Iterator[Finding]:
        for match in re.finditer(pattern, analysis.text):
            edits = analysis.replaced(*match.span(), match.expand(after))
            fixes = (Fix(literal(name), edits, safety, probability),) if edits else ()
            rests_on = analysis.rests_on(*match.span())
            yield Finding(name, analysis.spans(*match.span()), literal(name), 0.9, (), fixes, None, rests_on)

    return make(name, find)


def joins(tail: str, head: str, probability: float = 0.9, safety: Safety = Safety.ASK, text: str = TEXT) -> Rule:
    """A rule of stage ORDER that joins one line to another."""
    spans = [Span(text.index(piece), text.index(piece) + len(piece)) for piece in (tail, head)]
    follow = Follow(spans[0], spans[1])

    def find(_analysis: Analysis) -> Iterator[Finding]:
        fix = Fix(literal("join"), (follow,), safety, probability)
        yield Finding("join", (spans[0], spans[1]), literal("join"), probability, (), (fix,))

    return make("join", find, Stage.ORDER)


def page_of(text: str = TEXT) -> Page:
    page = Page("1998-01", text, ParagraphRule.BLANK_LINE, origin=Origin(path="pages/1998-01.txt"))
    lines = tuple(Line(start, end, paragraph=number) for number, (start, end) in enumerate(page.paragraphs.spans))
    return Page("1998-01", text, ParagraphRule.BLANK_LINE, lines, page.origin)


def ours(*ids: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.id in ids)


WIDTH = ours("punctuation-width")
QUOTES = ours("quotes")


class TestBrokenRules:
    def raising(self, _analysis: Analysis) -> Iterator[Finding]:
        yield Finding("raises", (Span(0, 1),), literal("x"), 0.5)
        raise RuntimeError("渠")

    def test_one_that_raises_is_reported_and_the_others_go_on(self) -> None:
        result = analyse(page_of(), rules=(make("raises", self.raising), *WIDTH))
        assert [broken.rule for broken in result.broken] == ["raises"]
        assert result.broken[0].error == "RuntimeError: 渠"
        assert "test_engine.py" in result.broken[0].traceback
        assert [finding.rule for finding in result.findings] == ["punctuation-width"]

    def test_one_of_stage_order_too(self) -> None:
        result = analyse(page_of(), rules=(make("raises", self.raising, Stage.ORDER), *WIDTH))
        assert [broken.rule for broken in result.broken] == ["raises"]
        assert len(result.findings) == 1

    def test_settling_goes_on_without_it(self) -> None:
        result = settle(page_of(), None, first_fix, rules=(make("raises", self.raising), *WIDTH))
        assert [broken.rule for broken in result.broken] == ["raises"]
        assert result.edits == (Replace(COMMA, COMMA + 1, ",", "，"),)

    @pytest.mark.parametrize(
        "finding",
        [
            Finding("bad", (Span(0, 999),), literal("x"), 0.5),
            Finding("bad", (Span(3, 2),), literal("x"), 0.5),
            Finding("other", (Span(0, 1),), literal("x"), 0.5),
            Finding("bad", (Span(0, 1),), literal("x"), 0.5, (), (Fix(literal("x"), (Replace(0, 1, "水", "河"),), Safety.ASK),)),
            Finding("bad", (Span(0, 1),), literal("x"), 0.5, (), (Fix(literal("x"), (Replace(0, 2, "渠", "河"),), Safety.ASK),)),
        ],
        ids=["outside", "turned round", "another rule's", "text that is not there", "length that does not fit"],
    )
    def test_one_that_speaks_of_what_is_not_there(self, finding: Finding) -> None:
        result = analyse(page_of(), rules=(make("bad", lambda _analysis: iter((finding,))),))
        assert [broken.rule for broken in result.broken] == ["bad"]
        assert result.findings == ()

    def test_an_error_for_the_user_is_raised(self) -> None:
        def find(_analysis: Analysis) -> Iterator[Finding]:
            raise KanwuError("engine.restless", page="p", rules="r")

        with pytest.raises(KanwuError):
            analyse(page_of(), rules=(make("r", find),))


class TestFights:
    def test_two_rules_that_undo_each_other_are_named(self) -> None:
        pair = (puts("halves", "，", ","), puts("widens", ",", "，"))
        with pytest.raises(KanwuError) as caught:
            settle(page_of("渠水清了，鱼也多了。"), None, first_fix, rules=pair)
        assert caught.value.message.key == "engine.fight"
        assert caught.value.message.params["rules"] == "halves, widens"
        for language in LANGUAGES:
            assert "halves, widens" in caught.value.message.text(language)

    def test_a_circle_of_three_is_named_whole(self) -> None:
        three = (puts("one", "，", "；"), puts("two", "；", "："), puts("three", "：", "，"))
        with pytest.raises(KanwuError) as caught:
            settle(page_of("渠水清了，鱼也多了。"), None, first_fix, rules=three)
        assert caught.value.message.params["rules"] == "one, three, two"

    def test_one_that_takes_away_and_one_that_puts_back(self) -> None:
        pair = (puts("takes", "(?<=清) (?=了)", ""), puts("sets", "(?<=清)(?=了)", " "))
        with pytest.raises(KanwuError) as caught:
            settle(page_of("渠水清 了。"), None, first_fix, rules=pair)
        assert caught.value.message.params["rules"] == "sets, takes"

    def test_a_rule_that_feeds_itself_is_stopped(self) -> None:
        with pytest.raises(KanwuError) as caught:
            settle(page_of("渠水清了，"), None, first_fix, rules=(puts("grows", "，(?=，*$)", "；，"),))
        assert caught.value.message.key == "engine.restless"
        assert caught.value.message.params["rules"] == "grows"

    def test_a_rule_does_not_take_over_what_it_wrote_itself(self) -> None:
        page = page_of("三~五里")
        result = settle(page, None, first_fix, rules=(puts("r", "[~～]", "—", Safety.SAFE), puts("s", "x", "y")))
        assert render(page, result.edits).text == "三—五里"
        result = settle(page, None, first_fix, rules=(puts("r", "(?<=三)[~～]", "～～", Safety.SAFE),))
        assert render(page, result.edits).text == "三～～五里"
        assert [finding.rule for finding in result.left] == ["r"]

    def test_rules_that_only_ask_do_not_fight(self) -> None:
        pair = (puts("halves", "，", ",", Safety.ASK), puts("widens", ",", "，", Safety.ASK))
        assert settle(page_of("渠，水,"), None, only_safe, rules=pair).edits == ()

    def test_a_rule_that_goes_on_where_another_ended_takes_its_place(self) -> None:
        chain = (puts("one", "~", "～"), puts("two", "～", "—"))
        page = page_of("三~五里")
        result = settle(page, None, first_fix, rules=chain)
        assert render(page, result.edits).text == "三—五里"
        assert [finding.rule for finding, _ in result.taken] == ["two"]
        assert result.left == ()

    def test_one_that_takes_in_the_others_waits_for_those_of_its_pass(self) -> None:
        """The line goes at last, with what was put right in it; the two below it must not take turns for ever in undoing one another."""
        rules = (puts("colon", ":", "："), puts("round", "(?<=：05)[(]", "（"), puts("drops", "热线.*", "", probability=0.5))
        page = page_of("渠水清了。热线:05(全天)")
        result = settle(page, None, first_fix, rules=rules)
        assert render(page, result.edits).text == "渠水清了。"
        assert [finding.rule for finding, _ in result.taken] == ["drops"]
        assert result.left == ()

    def test_what_a_person_decided_is_not_taken_over(self) -> None:
        accepted = Replace(1, 2, "~", "～")
        result = settle(page_of("三~五里"), None, first_fix, rules=(puts("two", "～", "—"),), edits=(accepted,))
        assert result.edits == (accepted,)
        assert [finding.fixes for finding in result.left] == [()]


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


class TestReadingOrder:
    TAIL, HEAD = "老站长说：“水来了，", "快去看。”大家都笑了。"

    def rules(self, probability: float = 0.9, safety: Safety = Safety.ASK) -> tuple[Rule, ...]:
        return (joins(self.TAIL, self.HEAD, probability, safety), *QUOTES)

    def text_rules(self, result: tuple[Finding, ...]) -> list[str]:
        return [finding.message.key for finding in result if finding.rule == "quotes"]

    def test_a_quote_over_a_likely_join_is_no_finding(self) -> None:
        result = analyse(page_of(), rules=self.rules())
        assert self.text_rules(result.findings) == []
        assert [type(edit) for edit in result.view_edits] == [Follow]

    def test_where_the_join_is_unlikely_or_only_shown_the_source_is_read(self) -> None:
        for rules in (self.rules(probability=0.4), self.rules(safety=Safety.SHOW)):
            result = analyse(page_of("老站长说：“水来了，\n\n柳树绿了。\n\n快去看。大家都笑了。"), rules=rules[1:])
            assert self.text_rules(result.findings) == ["quotes.lone-open"]
            assert result.view_edits == ()
            assert analyse(page_of(), rules=rules).view_edits == ()

    def test_a_join_that_was_decided_shapes_the_view_through_edits_alone(self) -> None:
        (join,) = (f for f in analyse(page_of(), rules=self.rules()).findings if f.rule == "join")
        rejected = analyse(page_of(), rules=self.rules(), decided=lambda finding: finding.id == join.id)
        assert rejected.view_edits == ()
        edits = join.fixes[0].edits
        assert analyse(page_of(), rules=self.rules(), decided=lambda finding: finding.id == join.id, edits=edits).view_edits == edits

    def test_a_join_shapes_the_view_while_it_is_put_off_and_not_once_its_rule_is_rejected(self) -> None:
        found = analyse(page_of(), rules=self.rules()).findings
        (join,) = (f for f in found if f.rule == "join")
        review = Review(page_of(), found)
        later = review.postpone(join.id, who="甲", when="")
        assert analyse(page_of(), rules=self.rules(), decided=later.is_decided).view_edits == join.fixes[0].edits
        never = review.reject(join.id, Scope.RULE, who="甲", when="")
        again = join._replace(spans=join.spans[:1])  # another finding of the rule, which only the rejection of the whole rule reaches
        assert never.state_of(again) == "rejected"
        assert analyse(page_of(), rules=self.rules(), decided=never.is_decided).view_edits == ()

    def test_a_finding_names_the_joins_it_rests_on_until_they_are_decided(self) -> None:
        straight = TEXT.replace("“", '"').replace("”", '"')
        rules = (joins(self.TAIL.replace("“", '"'), self.HEAD.replace("”", '"'), text=straight), *QUOTES)
        first = analyse(page_of(straight), rules=rules)
        join, pair = (next(f for f in first.findings if f.rule == rule) for rule in ("join", "quotes"))
        assert pair.rests_on == (join.id,)
        assert len(pair.spans) == 2
        accepted = analyse(page_of(straight), rules=rules, decided=lambda finding: finding.id == join.id, edits=join.fixes[0].edits)
        assert [f.rests_on for f in accepted.findings if f.rule == "quotes"] == [()]
        rejected = analyse(page_of(straight), rules=rules, decided=lambda finding: finding.id == join.id)
        assert [f for f in rejected.findings if f.rule == "quotes"] != [pair]

    def test_a_fix_that_rests_on_a_join_is_taken_with_it_or_left(self) -> None:
        straight = TEXT.replace("“", '"').replace("”", '"')
        rules = (joins(self.TAIL.replace("“", '"'), self.HEAD.replace("”", '"'), text=straight), *QUOTES)
        with_join = settle(page_of(straight), None, first_fix, rules=rules)
        assert render(page_of(straight), with_join.edits).text == "渠水清了,鱼也多了。\n\n老站长说：“水来了，快去看。”大家都笑了。"
        without = settle(page_of(straight), None, only_safe, rules=rules)
        assert without.edits == ()
        assert sorted(finding.rule for finding in without.left) == ["join", "quotes"]

    def test_of_joins_that_rule_each_other_out_the_likelier_shapes_the_view(self) -> None:
        rules = (joins(self.TAIL, self.HEAD, 0.8), joins("渠水清了,鱼也多了。", self.HEAD, 0.6))
        view = analyse(page_of(), rules=(rules[0], rules[1])).view_edits
        assert [edit.tail.start for edit in view if isinstance(edit, Follow) and edit.tail] == [TEXT.index(self.TAIL)]


class TestSettling:
    def settled(self, text: str, rules: Sequence[Rule], edits: Sequence[Edit] = ()) -> tuple[str, Settled]:
        page = page_of(text)
        result = settle(page, None, first_fix, rules=rules, edits=edits)
        return render(page, result.edits).text, result

    def test_of_two_fixes_for_one_place_the_likelier_is_taken_and_the_other_left(self) -> None:
        rules = (puts("less", ",", "、", Safety.ASK, 0.5), puts("more", ",", "，", Safety.ASK, 0.8))
        text, result = self.settled("渠水,清", rules)
        assert text == "渠水，清"
        assert [finding.rule for finding, _ in result.taken] == ["more"]

    def test_a_fix_that_conflicts_with_an_accepted_edit_is_left(self) -> None:
        def find(_analysis: Analysis) -> Iterator[Finding]:
            fix = Fix(literal("x"), (Replace(1, 3, "水,", "河，"),), Safety.ASK, 0.9)
            yield Finding("r", (Span(1, 3),), literal("x"), 0.9, (), (fix,))

        accepted = Replace(2, 3, ",", "；")
        text, result = self.settled("渠水,清", (make("r", find),), (accepted,))
        assert text == "渠水；清"
        assert [finding.rule for finding in result.left] == ["r"]

    def test_what_a_fix_makes_visible_is_found_in_the_next_pass(self) -> None:
        text, result = self.settled("渠水清了, 鱼也多了。", ours("punctuation-width", "spacing"))
        assert text == "渠水清了，鱼也多了。"
        assert len(result.taken) == 2

    def test_a_fix_that_keeps_everything_leaves_its_finding(self) -> None:
        finding = Finding("r", (Span(0, 1),), literal("x"), 0.5, (), (Fix(literal("keep both"), (), Safety.ASK, 0.9),))
        _, result = self.settled("渠水", (make("r", lambda _analysis: iter((finding,))),))
        assert (result.edits, result.left) == ((), (finding,))

    def test_nothing_to_do(self) -> None:
        _, result = self.settled("渠水清了。", RULES)
        assert result == Settled((), (), (), ())


class TestResult:
    def test_findings_stand_in_the_order_of_their_places(self) -> None:
        findings = analyse(page_of('渠水清了,鱼也多了。\n\n他说:"好, 走"了。'), rules=RULES).findings
        assert len(findings) == 4
        assert list(findings) == sorted(findings, key=sort_key)

    def test_the_same_finding_twice_counts_once(self) -> None:
        finding = Finding("r", (Span(0, 1),), literal("x"), 0.5)
        rule = make("r", lambda _analysis: iter((finding, finding)))
        assert analyse(page_of(), rules=(rule,)).findings == (finding,)

    def test_uniform_findings_share_a_group(self) -> None:
        findings = analyse(page_of("渠水,清了,鱼也,多了;好。"), rules=WIDTH).findings
        assert [finding.group for finding in findings] == ["punctuation-width:，"] * 3 + ["punctuation-width:；"]

    def test_an_empty_page(self) -> None:
        for text in ("", "\n\n", " "):
            assert analyse(page_of(text), rules=RULES).findings == ()
            assert settle(page_of(text), None, first_fix, rules=RULES).edits == ()
