"""What duplicate-paragraph says of a repeat: class, places, evidence, fixes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.batch.taking import Taking
from cleanup.edits import Follow, Replace, Separator
from cleanup.finding import Finding, Fix, Safety
from cleanup.messages import LANGUAGES
from cleanup.page import Page, Span
from cleanup.paragraphs import ParagraphRule
from cleanup.render import render
from cleanup.rules.analysis import Analysis
from cleanup.rules.repeats.duplicate_paragraph import RULE, find
from cleanup.rules.repeats.fingerprints import Folded, common_after, common_before
from cleanup.rules.repeats.report import ID

CANAL = "柳河灌区今年改造渠道四十公里，下游三个村的稻田第一次用上了自流水，农民再也不用半夜起来排队抽水。"
OTHER = "老支书沿着新修的渠道走了一遍又一遍，逢人便说，水到了田头，心才算落了地。"
MILL = "镇上的水磨坊去年停了产，磨盘还在，水车还在，只是再没有人推门进去。"
SHOP = "篾匠铺传了四代人，如今只剩下一位老师傅守着临街的铺面，逢集才开门。"


def findings(text: str, rule: ParagraphRule = ParagraphRule.BLANK_LINE) -> list[Finding]:
    return list(find(Analysis(Page("p", text, rule)), {}))


def the_one(text: str) -> Finding:
    found = findings(text)
    assert len(found) == 1, [each.message.text() for each in found]
    return found[0]


def places(text: str, finding: Finding) -> list[str]:
    return [text[start:end] for start, end in finding.spans]


def taken(text: str, fix: Fix) -> str:
    return render(Page("p", text), fix.edits).text


def keys(finding: Finding) -> set[str]:
    return {each.message.key.removeprefix(f"{ID}.") for each in finding.evidence}


class TestExact:
    text = "\n\n".join([CANAL, OTHER, CANAL])

    def test_names_both_places(self) -> None:
        finding = the_one(self.text)
        assert finding.spans == (Span(0, len(CANAL)), Span(len(self.text) - len(CANAL), len(self.text)))
        assert finding.message.key == f"{ID}.message-exact"
        assert finding.confidence > 0.95

    def test_drops_the_second_first(self) -> None:
        second, first, keep = the_one(self.text).fixes
        assert taken(self.text, second) == f"{CANAL}\n\n{OTHER}"
        assert taken(self.text, first) == f"{OTHER}\n\n{CANAL}"
        assert keep.edits == ()
        assert [fix.removes_text for fix in (second, first, keep)] == [True, True, False]
        assert {fix.safety for fix in (second, first, keep)} == {Safety.ASK}

    def test_says_where_only_marks_differ(self) -> None:
        copy = CANAL.replace("，", ",").replace("稻田", "稻 田")
        assert "marks" in keys(the_one("\n\n".join([CANAL, OTHER, copy])))
        assert "marks" not in keys(the_one(self.text))

    def test_traditional_and_simplified_readings_are_one_text(self) -> None:
        copy = CANAL.translate(str.maketrans("区渠个农", "區渠個農"))
        finding = the_one("\n\n".join([CANAL, OTHER, copy.replace("们", "們") + ""]))
        assert finding.message.key == f"{ID}.message-exact"
        assert "marks" in keys(finding)

    def test_many_copies_are_one_finding(self) -> None:
        text = "\n\n".join([CANAL] * 50)
        finding = the_one(text)
        assert finding.message.params["count"] == 50
        assert len(finding.spans) == 50
        assert taken(text, finding.fixes[0]) == CANAL

    def test_a_caption_twice_is_kept_first(self) -> None:
        text = "\n\n".join([OTHER, "渠首闸门正在吊装", "渠首闸门正在吊装", MILL])
        finding = the_one(text)
        assert places(text, finding) == ["渠首闸门正在吊装"] * 2
        assert finding.fixes[0].edits == ()
        assert taken(text, finding.fixes[1]) == "\n\n".join([OTHER, "渠首闸门正在吊装", MILL])


class TestNear:
    reading = CANAL.replace("渠道", "巨道").replace("自流", "白流").replace("半夜", "半衣")

    def test_the_reading_that_reads_better_is_kept_first(self) -> None:
        for first, second in ((CANAL, self.reading), (self.reading, CANAL)):
            text = "\n\n".join([first, OTHER, second])
            finding = the_one(text)
            assert finding.message.key == f"{ID}.message-near"
            assert places(text, finding) == [first, second]
            assert CANAL in taken(text, finding.fixes[0])
            assert self.reading not in taken(text, finding.fixes[0])
            assert {taken(text, fix) for fix in finding.fixes} == {f"{OTHER}\n\n{second}", f"{first}\n\n{OTHER}", text}

    def test_two_readings_with_faults_of_their_own_are_blended(self) -> None:
        left, right = CANAL.replace("渠道", "巨道"), CANAL.replace("半夜", "半衣")
        text = "\n\n".join([left, OTHER, right])
        finding = the_one(text)
        assert finding.fixes[0].title.key == f"{ID}.fix-blend"
        assert taken(text, finding.fixes[0]) in (f"{CANAL}\n\n{OTHER}", f"{OTHER}\n\n{CANAL}")
        assert "judged" in keys(finding)

    def test_a_person_alone_picks_a_reading(self) -> None:
        finding = the_one("\n\n".join([CANAL, OTHER, self.reading]))
        assert all(fix.picks_copy for fix in finding.fixes if fix.edits)
        assert Taking("ask", drop_duplicates=True).first_fix(finding) is None

    def test_says_in_numbers_what_is_the_same(self) -> None:
        finding = the_one("\n\n".join([CANAL, OTHER, self.reading]))
        [equal] = [each.message for each in finding.evidence if each.message.key == f"{ID}.equal"]
        size = len(Folded(CANAL, [Span(0, len(CANAL))]).text)
        assert (equal.params["equal"], equal.params["total"]) == (size - 3, size)
        [differ] = [each.message for each in finding.evidence if each.message.key == f"{ID}.differ"]
        assert "“渠”>“巨”" in differ.text("zh_CN")

    def test_another_byline_under_one_text(self) -> None:
        text = "\n\n".join([f"{CANAL} 记者 周岸青 通讯员 林小禾", OTHER, f"{CANAL} 记者 周岩清 通讯员 林小木"])
        finding = the_one(text)
        assert finding.message.key == f"{ID}.message-bylines"
        assert "bylines" in keys(finding)
        assert [fix.probability for fix in finding.fixes][:2] == [0.35, 0.35]

    def test_another_figure_lowers_confidence(self) -> None:
        other = CANAL.replace("四十", "五十")
        text = "\n\n".join([CANAL, OTHER, other])
        assert the_one(text).confidence < the_one("\n\n".join([CANAL, OTHER, CANAL.replace("渠道", "巨道")])).confidence
        assert "numbers" in keys(the_one(text))

    def test_each_reading_is_paired_once(self) -> None:
        second = CANAL.replace("排队", "排从")
        text = "\n\n".join([CANAL, OTHER, self.reading, MILL, second])
        assert len(findings(text)) == 2


class TestPartial:
    def test_a_shared_end(self) -> None:
        tail = "验收那天，全村的人都到了渠边。老人们说，这样的日子，他们盼了整整三十年，今天总算等到了。"
        text = "\n\n".join([OTHER + tail, SHOP, MILL + tail])
        finding = the_one(text)
        assert places(text, finding) == [tail, tail]
        assert "stands-tail-tail" in keys(finding)
        assert {taken(text, fix) for fix in finding.fixes} == {
            text,
            "\n\n".join([OTHER, SHOP, MILL + tail]),
            "\n\n".join([OTHER + tail, SHOP, MILL]),
        }
        assert all(fix.picks_copy for fix in finding.fixes if fix.edits)

    def test_names_the_splice_and_what_is_lost(self) -> None:
        tail = "把三年攒下的水费单子一张一张贴在墙上。老人们说，这样的日子，他们盼了整整三十年，今天总算等到了。"
        own, other = f"验收那天，村会计{tail}", f"镇上的水磨坊去年停了产，磨盘还在，水车也还在，只是再没有人推门进{tail}"
        text = "\n\n".join([own, SHOP, other])
        finding = the_one(text)
        assert finding.message.key == f"{ID}.message-splice"
        said = {each.message.key.removeprefix(f"{ID}."): each.message for each in finding.evidence}
        assert str(said["splice"].params["left"]).endswith("推门进")
        assert str(said["splice"].params["right"]).startswith("把三年")
        assert str(said["lost-end"].params["text"]).endswith("再没有人推门进")
        assert taken(text, finding.fixes[0]) == "\n\n".join([own, SHOP, other.removesuffix(tail)])

    def test_names_both_seams_where_either_may_be_the_splice(self) -> None:
        tail = "的情况下，两个人又走了一趟山路。他们把药送到老人手里，天黑以前赶回了渡口，谁也没有说累。"
        text = "\n\n".join([f"{MILL}那天在水位还没有下降{tail}", SHOP, f"{OTHER}在人手十分紧张{tail}"])
        finding = the_one(text)
        said = {each.message.key.removeprefix(f"{ID}."): each.message for each in finding.evidence}
        assert said["splice-either"].params["first"] == "那天在水位还没有下降"
        assert said["splice-either"].params["second"] == "在人手十分紧张"

    def test_a_paragraph_inside_another(self) -> None:
        text = "\n\n".join([OTHER + CANAL + MILL, SHOP, CANAL])
        finding = the_one(text)
        assert places(text, finding) == [CANAL, CANAL]
        assert "stands-inside-whole" in keys(finding)
        assert "\n\n".join([OTHER + CANAL + MILL, SHOP]) in {taken(text, fix) for fix in finding.fixes}

    def test_two_readings_of_a_passage(self) -> None:
        passage = CANAL + OTHER
        other = passage.replace("稻田", "稻由").replace("新修", "新俢")
        text = "\n\n".join([SHOP + passage, MILL, other + MILL[:20]])
        assert any(each.message.key in (f"{ID}.message-partial", f"{ID}.message-near") for each in findings(text))

    def test_a_long_phrase_without_a_sentence_end_is_only_shown(self) -> None:
        phrase = "把全县各个灌区的渠道闸门泵站和田间配套工程一次修好一次建成让下游的农民年年都用得上放心水和及时水"
        text = "\n\n".join([f"会议提出，{phrase}，月底前拿出方案。", OTHER, f"县长在渠首说，{phrase}，这是承诺。"])
        assert the_one(text).safety is Safety.SHOW

    def test_the_wording_of_a_form_stays(self) -> None:
        form = "请各用户提前做好储水准备。停水期间请关好家中阀门，以免来水时造成损失，由此带来的不便敬请谅解。"
        streets = ["柳荫街沿线换装阀门", "码头路一带抢修主管", "书院巷改造老旧管线", "新桥以南接入新管网", "纺织新村迁移泵房"]
        assert findings("\n\n".join(f"{street}。{form}" for street in streets)) == []


class TestLoop:
    def test_places_and_fix(self) -> None:
        once = "灯亮着，就会有人来。"
        text = f"图书馆延长了开放时间。{once * 5}"
        finding = the_one(text)
        assert finding.message.key == f"{ID}.message-loop"
        assert finding.message.params["count"] == 5
        assert places(text, finding) == [once, once * 4]
        assert taken(text, finding.fixes[0]) == f"图书馆延长了开放时间。{once}"

    def test_lines_that_repeat_inside_a_paragraph(self) -> None:
        text = "渠首闸门正在吊装\n渠首闸门正在吊装"
        assert taken(text, the_one(text).fixes[0]) == "渠首闸门正在吊装"

    def test_paragraphs_in_turns(self) -> None:
        text = "\n\n".join([MILL, CANAL, OTHER, CANAL, OTHER, CANAL, OTHER[:12], SHOP])
        finding = the_one(text)
        assert finding.message.key == f"{ID}.message-turns"
        assert (finding.message.params["count"], finding.message.params["period"]) == (2, 2)
        assert taken(text, finding.fixes[0]) == "\n\n".join([MILL, CANAL, OTHER, SHOP])
        text = "\n\n".join([MILL, CANAL, OTHER, CANAL, OTHER, CANAL[:20]])
        finding = the_one(text)
        assert "broken-off" in keys(finding)
        assert taken(text, finding.fixes[0]) == "\n\n".join([MILL, CANAL, OTHER])

    def test_one_paragraph_in_turns_needs_three_or_a_break(self) -> None:
        assert the_one("\n\n".join([CANAL, CANAL, MILL])).message.key == f"{ID}.message-exact"
        assert the_one("\n\n".join([CANAL, CANAL, CANAL, MILL])).message.key == f"{ID}.message-turns"
        broken = the_one("\n\n".join([CANAL, CANAL, CANAL[:18]]))
        assert broken.message.key == f"{ID}.message-turns"
        assert taken("\n\n".join([CANAL, CANAL, CANAL[:18]]), broken.fixes[0]) == CANAL

    def test_a_second_round_that_breaks_off(self) -> None:
        text = f"{MILL}{OTHER}{MILL}{OTHER[:10]}"
        finding = the_one(text)
        assert finding.message.key == f"{ID}.message-loop"
        assert taken(text, finding.fixes[0]) == MILL + OTHER


class TestOnTheView:
    """What another rule proposes for the reading order is seen, and named."""

    half, rest = CANAL[:22], CANAL[22:]

    def analysis(self, undecided: bool) -> tuple[str, Analysis]:
        text = "\n\n".join([self.half, OTHER, self.rest, CANAL])
        cut = text.index(self.rest)
        page = Page("p", text)
        join = Follow(Span(0, len(self.half)), Span(cut, cut + len(self.rest)), Separator.JOIN)
        return text, Analysis(page, [join], [(join, "a-join")] if undecided else [])

    def test_a_copy_that_is_whole_only_when_joined(self) -> None:
        text, analysis = self.analysis(undecided=True)
        [finding] = find(analysis, {})
        assert "".join(places(text, finding)) == CANAL * 2
        assert finding.rests_on == ("a-join",)

    def test_nothing_rests_on_a_decided_join(self) -> None:
        _, analysis = self.analysis(undecided=False)
        [finding] = find(analysis, {})
        assert finding.rests_on == ()

    def test_the_fixes_hold_with_the_join(self) -> None:
        text, analysis = self.analysis(undecided=True)
        [finding] = find(analysis, {})
        join = next(iter(analysis.view.segments), None)
        assert join is not None
        for fix in finding.fixes[:2]:
            assert fix.edits
            page = Page("p", text)
            cut = text.index(self.rest)
            edits = [Follow(Span(0, len(self.half)), Span(cut, cut + len(self.rest)), Separator.JOIN), *fix.edits]
            rendered = render(page, edits)
            assert rendered.text.count(CANAL) == 1
            assert OTHER in rendered.text


class TestMessages:
    text = "\n\n".join(
        [CANAL, OTHER, CANAL, MILL, TestNear.reading, "灯亮着，就会有人来。" * 4, SHOP + OTHER + CANAL[:5], "一行字写了两遍"]
    )

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_sentence_can_be_said(self, language: str) -> None:
        found = findings(self.text)
        assert len({each.message.key for each in found}) >= 3
        for finding in found:
            assert finding.message.text(language)
            assert all(each.message.text(language) for each in finding.evidence)
            assert all(fix.title.text(language) for fix in finding.fixes)

    def test_confidence_follows_from_evidence(self) -> None:
        for finding in findings(self.text):
            odds = sum(each.weight for each in finding.evidence)
            assert (odds > 0) == (finding.confidence > 0.5)


alphabet = st.sampled_from("水渠稻田村镇桥路灯船，。；：“”（） \n#|１ａ1a_👍\u00a0\u2028\r")


@given(st.text(alphabet, max_size=200))
def test_places_are_in_the_page_and_fixes_can_be_taken(text: str) -> None:
    text = text * 3
    page = Page("p", text)
    for finding in find(Analysis(page), {}):
        assert len(finding.spans) >= 2
        assert all(0 <= start < end <= len(text) for start, end in finding.spans)
        for fix in finding.fixes:
            assert all(isinstance(edit, Replace) for edit in fix.edits)
            assert len(render(page, fix.edits).text) <= len(text)


@given(st.lists(st.text(alphabet, max_size=30), max_size=8))
def test_folding_keeps_the_place_of_each_character(paragraphs: list[str]) -> None:
    page = Page("p", "\n\n".join(paragraphs))
    spans = [Span(*span) for span in page.paragraphs.spans]
    folded = Folded(page.text, spans)
    for offset, char in enumerate(folded.text):
        source = page.text[folded.unfolded(offset)]
        assert source == char or ord(source) - 0xFEE0 == ord(char)
    assert len(folded) == len(spans)
    for number, span in enumerate(spans):
        unit = folded.unit(number)
        assert all(span.start <= folded.unfolded(offset) < span.end for offset in range(unit.low, unit.high))


@given(st.text("水渠", max_size=80), st.data())
def test_common_runs_are_the_longest(text: str, data: st.DataObject) -> None:
    a = data.draw(st.integers(0, len(text)))
    b = data.draw(st.integers(a, len(text)))
    after = common_after(text, a, b, len(text) - b)
    assert text[a : a + after] == text[b : b + after]
    assert b + after == len(text) or text[a + after] != text[b + after]
    before = common_before(text, a, b, a)
    assert text[a - before : a] == text[b - before : b]
    assert before == a or text[a - before - 1] != text[b - before - 1]


def test_the_rule_is_asked_about_and_never_taken_alone() -> None:
    assert RULE.safety is Safety.ASK
    assert RULE.id == ID
