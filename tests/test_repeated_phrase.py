"""Where doubles are found and how they are weighed, that hostile pages cost no more than their length, that two passes are one."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.config import Config
from cleanup.engine import settle
from cleanup.finding import Finding, Fix, Safety
from cleanup.layout import make_page
from cleanup.messages import LANGUAGES
from cleanup.page import Origin
from cleanup.render import render
from cleanup.rules.analysis import Analysis
from cleanup.rules.repeats import duplicate_paragraph
from cleanup.rules.repeats.doubles import LONGEST, Double, find_doubles
from cleanup.rules.repeats.doubling import FEATURES, load_weights
from cleanup.rules.repeats.repeated_phrase import RULE, find


def findings(text: str) -> list[Finding]:
    return list(find(Analysis(make_page("p", text, Origin())), {}))


class TestDoubles:
    def test_characters(self) -> None:
        assert list(find_doubles("天天见，，哈哈哈").characters) == [Double(0, 2, 1), Double(5, 8, 1)]
        assert Double(5, 8, 1).rounds == 3

    def test_phrases_of_every_length(self) -> None:
        alphabet = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"
        for size in range(2, LONGEST + 1):
            phrase = alphabet[:size]
            assert list(find_doubles(f"前{phrase}{phrase}后").phrases) == [Double(1, 1 + 2 * size, size)]
        assert list(find_doubles(alphabet * 2).phrases) == []

    def test_phrases_said_again_and_again(self) -> None:
        assert list(find_doubles("看甲乙甲乙甲乙了").phrases) == [Double(1, 7, 2)]
        assert list(find_doubles("哈哈哈哈哈哈").phrases) == []
        assert list(find_doubles("ab ab 12,12,").phrases) == []

    def test_characters_beyond_the_first_plane_keep_their_places(self) -> None:
        assert list(find_doubles("𠮷野𠮷田甲乙甲乙").phrases) == [Double(4, 8, 2)]

    @given(st.text("甲乙，a𠮷", max_size=40))
    def test_phrases_are_what_a_pattern_finds(self, text: str) -> None:
        """Every phrase found stands twice, and where a pattern finds one something is found."""
        found = list(find_doubles(text).phrases)
        for start, end, size, _ in found:
            assert text[start:end] == text[start : start + size] * ((end - start) // size)
        plain = re.search(r"([甲乙]{2,8}?)\1", text)
        assert not (plain and len(set(plain.group(1))) > 1 and "𠮷" not in text) or found

    def test_echoes(self) -> None:
        assert list(find_doubles("许多感人的感人故事").echoes) == [Double(2, 7, 2, 1)]
        assert list(find_doubles("慢慢地慢慢走").echoes) == [Double(0, 5, 2, 1)]
        assert list(find_doubles("老的老，小的小").echoes) == []


class TestFindings:
    def test_says_what_goes_and_why(self) -> None:
        [finding] = findings("志愿者挨家挨户敲门，耐心地地讲解停水期间的安排。")
        assert [(s.start, s.end) for s in finding.spans] == [(12, 14)]
        assert finding.message.params == {"said": "地地", "kept": "地", "idiom": ""}
        assert finding.safety is Safety.ASK
        assert {each.message.key.rpartition(".")[2] for each in finding.evidence} >= {"one", "words", "habit"}

    def test_evidence_adds_up_to_the_confidence(self) -> None:
        for text in ("技术人员人员到工地", "耐心地地讲解停水期间的安排", "许多感人的感人故事", "孩子们每每时刻都惦记着"):
            for finding in findings(text):
                odds = sum(each.weight for each in finding.evidence)
                assert (odds >= 0.5) == (finding.safety is Safety.ASK)
                assert (odds > 0) == (finding.confidence > 0.5)

    def test_an_idiom_is_put_in_order_first(self) -> None:
        [finding] = findings("孩子们每每时刻都惦记着那条靠在岸边的船。")
        assert [fix.title.key.rpartition(".")[2] for fix in finding.fixes] == ["fix-idiom", "fix"]

    def test_what_comes_twice_on_the_page_is_no_slip(self) -> None:
        once = "会上有人反对对水库再行扩建的方案。"
        assert len(findings(once + "志愿者耐心地地讲解。")) > len(findings(once + once.replace("会上", "会后")))

    def test_a_loop_is_left_to_the_rule_of_loops(self) -> None:
        text = "演练从早上八点开始，" + "有序疏散全体人员" * 9 + "，十分钟内全部到达。"
        assert findings(text) == []
        assert list(duplicate_paragraph.find(Analysis(make_page("p", text, Origin())), {}))

    def test_code_stays(self) -> None:
        assert findings("技术人员人员到了。")
        assert findings("名字写作 `技术人员人员` 才对。") == []

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_sentence_can_be_said(self, language: str) -> None:
        text = "耐心地地讲解。技术人员人员到了。许多感人的感人故事。每每时刻惦记。新修一一座石桥。零售市场的市场体系。人民医院院内"
        for finding in findings(text):
            assert finding.message.text(language)
            assert all(each.message.text(language) for each in finding.evidence)
            assert all(fix.title.text(language) for fix in finding.fixes)


def test_weights_are_of_the_features() -> None:
    assert set(load_weights().weights) == set(FEATURES)


def take_first(finding: Finding) -> Fix | None:
    return finding.fixes[0] if finding.fixes and finding.safety >= Safety.ASK else None


@given(
    st.lists(st.sampled_from(["耐心地", "感人", "的", "工作", "人员", "一一", "座桥", "\n\n", "，", "非", "常", "每", "时刻"]), max_size=14)
)
def test_a_second_pass_changes_nothing(pieces: list[str]) -> None:
    page = make_page("p", "".join(pieces), Origin())
    once = render(page, settle(page, Config(), take_first, rules=(RULE,)).edits).text
    again = make_page("p", once, Origin())
    assert render(again, settle(again, Config(), take_first, rules=(RULE,)).edits).text == once


@pytest.mark.parametrize(
    "text",
    [
        "啊" * 1_000_000,
        "工作" * 500_000,
        "感人的" * 300_000,
        "".join(chr(0x4E00 + random.Random(n).randrange(9000)) * 2 for n in range(50_000)),
    ],
    ids=["one character", "one word", "one echo", "nothing but doubles"],
)
def test_long_texts_come_to_an_end(text: str) -> None:
    page = make_page("p", text, Origin())
    analysis = Analysis(page)
    assert analysis.flow.text
    assert len(list(find(analysis, {}))) <= len(text) // 2
