"""Rules run over a page: broken ones, fighting ones, and what rests on a join."""

from collections.abc import Iterator, Sequence

import pytest

from cleanup.edits import Edit, Follow, Replace
from cleanup.engine import Settled, analyse, settle
from cleanup.finding import Finding, Fix, Safety, sort_key
from cleanup.messages import LANGUAGES, KanwuError, literal
from cleanup.page import Span
from cleanup.render import render
from cleanup.review import Review, Scope
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import Rule, Stage
from cleanup.rules.registry import RULES
from tests.ruling import COMMA, QUOTES, TEXT, WIDTH, first_fix, joins, make, only_safe, ours, page_of, puts


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
