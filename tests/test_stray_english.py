"""What stray-english puts in place of a left-over, measured on generated strays, and what it says."""

import random
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.edits import Follow, Separator
from cleanup.finding import Finding, Safety
from cleanup.layout import make_page
from cleanup.messages import LANGUAGES
from cleanup.page import Origin, Page, Span
from cleanup.render import render
from cleanup.rules.analysis import Analysis
from cleanup.rules.tokens.choice import Choice, Token
from cleanup.rules.tokens.context import REACH, features, sides
from cleanup.rules.tokens.stray_english import ID, RULE, find

# Newspaper sentences; the word in braces is the one that an English word is put for.
SENTENCES = (Path(__file__).parent / "stray_english_sentences.txt").read_text(encoding="utf-8").splitlines()

# What each Chinese word is left as, each as often as the others.
ENGLISH = {
    "和": ("and",),
    "与": ("and", "with"),
    "及": ("and",),
    "的": ("of",),
    "或": ("or",),
    "在": ("in", "at", "on"),
    "从": ("from",),
    "到": ("to",),
    "至": ("to",),
    "向": ("to",),
    "为": ("for",),
    "评为": ("as",),
    "对": ("on", "for", "to"),
    "由": ("by",),
    "被": ("by",),
    "是": ("is", "are", "was"),
    "作为": ("as",),
    "以": ("with",),
    "用": ("with",),
    "这": ("this",),
    "但": ("but",),
    "将": ("will",),
    "有": ("has",),
    "不": ("not",),
    "": ("the",),
}
SPACES = ((" ", " "), (" ", ""), ("", " "), ("", ""))
# Words of one meaning between two nouns: which of them was printed is a matter of style, and any is right.
SAME = ({"和", "与", "及"},)


class Planted(NamedTuple):
    """A sentence with a stray, as it should be, and the token."""

    text: str
    truth: str
    token: str


def planted(seed: int) -> list[Planted]:
    """One stray a sentence, tokens and spaces drawn by chance."""
    chance = random.Random(seed)
    found = []
    for sentence in SENTENCES:
        match = re.search(r"\{(.*?)\}", sentence)
        assert match is not None
        word = match.group(1)
        before, after = sentence[: match.start()], sentence[match.end() :]
        token = chance.choice(ENGLISH["评为" if word == "为" and before.endswith("评") else word])
        left, right = chance.choice(SPACES)
        text = before + (left if before else "") + token + right + after
        found.append(Planted(text, before + word + after, token))
    return found


def findings(text: str) -> list[Finding]:
    return list(find(Analysis(Page("p", text)), {}))


def first_put(text: str) -> str:
    """The text after the first-ranked fix of each finding."""
    edits = [edit for finding in findings(text) if finding.fixes for edit in finding.fixes[0].edits]
    return render(Page("p", text), edits).text


def right(text: str, truth: str) -> bool:
    """Whether the first fix gives the truth, or the truth with another word of one meaning."""
    got = first_put(text)
    if got == truth:
        return True
    differing = [(a, b) for a, b in zip(got, truth, strict=False) if a != b]
    return len(got) == len(truth) and len(differing) == 1 and any({*differing[0]} <= group for group in SAME)


class TestGenerated:
    seeds = range(6)

    def test_every_stray_is_found_once(self) -> None:
        for seed in self.seeds:
            for text, _, token in planted(seed):
                [finding] = findings(text)
                [span] = finding.spans
                assert text[span.start : span.end] == token

    def test_right_word_first_in_nine_of_ten(self) -> None:
        strays = [each for seed in self.seeds for each in planted(seed)]
        assert len({each.token for each in strays}) >= 15
        hits = sum(right(each.text, each.truth) for each in strays)
        assert hits >= 0.9 * len(strays)

    def test_printed_word_first_in_five_of_six(self) -> None:
        strays = [each for seed in self.seeds for each in planted(seed)]
        hits = sum(first_put(each.text) == each.truth for each in strays)
        assert hits * 6 >= 5 * len(strays)

    def test_no_token_is_wrong_most_of_the_time(self) -> None:
        met: Counter[str] = Counter()
        hit: Counter[str] = Counter()
        for each in (each for seed in self.seeds for each in planted(seed)):
            met[each.token] += 1
            hit[each.token] += right(each.text, each.truth)
        assert not [token for token, times in met.items() if hit[token] * 2 < times]

    def test_printed_word_is_among_the_fixes(self) -> None:
        strays = [each for seed in self.seeds for each in planted(seed)]
        among = 0
        for text, truth, _ in strays:
            [finding] = findings(text)
            among += any(render(Page("p", text), fix.edits).text == truth for fix in finding.fixes)
        assert among >= 0.95 * len(strays)

    def test_clean_sentences_have_no_finding(self) -> None:
        for sentence in SENTENCES:
            assert findings(re.sub(r"[{}]", "", sentence)) == []


class TestFinding:
    text = "县防汛指挥部 and 气象台连夜会商。"

    def test_offers_the_coordinators_and_nothing(self) -> None:
        [finding] = findings(self.text)
        after = [render(Page("p", self.text), fix.edits).text for fix in finding.fixes]
        assert after[0] == "县防汛指挥部和气象台连夜会商。"
        for word in ("与", "及", ""):
            assert f"县防汛指挥部{word}气象台连夜会商。" in after

    def test_ranks_by_probability(self) -> None:
        for text, _, _ in planted(1):
            [finding] = findings(text)
            shares = [fix.probability for fix in finding.fixes]
            assert all(0 <= share <= 1 for share in shares)
            assert sum(shares) <= 1
            assert finding.fixes[0].title.key.startswith(f"{ID}.fix-")

    def test_is_asked_about(self) -> None:
        [finding] = findings(self.text)
        assert {fix.safety for fix in finding.fixes} == {Safety.ASK}
        assert RULE.safety is Safety.ASK

    def test_title_says_what_is_put(self) -> None:
        [finding] = findings(self.text)
        assert finding.fixes[0].title.text("en") == "Put “和” in place of “and”"
        assert finding.fixes[0].title.text("zh_CN") == "把“and”换成“和”"
        [finding] = findings("技术员检查了 the 全部设备。")
        assert finding.fixes[0].title.text("en") == "Delete “the”"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_sentence_can_be_said(self, language: str) -> None:
        texts = [each.text for each in planted(2)] + [
            "展厅里摆着五件 and",
            "走访了 KTV and 影院。",
            "这是全镇最早の一批果园，全县 it was good for us 都来了。",
        ]
        for finding in (finding for text in texts for finding in findings(text)):
            assert finding.message.text(language)
            assert all(each.message.text(language) for each in finding.evidence)
            assert all(fix.title.text(language) for fix in finding.fixes)

    def test_same_token_and_word_share_a_group(self) -> None:
        first, second = findings("县防汛指挥部 and 气象台连夜会商。图书馆 and 文化站开设书法课。")
        assert first.group == second.group == "and→和"
        [other] = findings("村民们最关心 of 问题是饮水安全。")
        assert other.group != first.group

    def test_an_abbreviation_beside_it_lowers_confidence(self) -> None:
        [between] = findings("走访了网吧 and 影院。")
        [beside] = findings("走访了KTV and 影院。")
        assert beside.confidence < between.confidence

    def test_a_clause_goes_only_where_somebody_says_so(self) -> None:
        [finding] = findings("全县今年的粮食产量 has reached a new high of 四十万吨，创下纪录。")
        [fix] = finding.fixes
        assert fix.safety is Safety.ASK
        assert fix.removes_text

    def test_the_end_of_a_wrapped_line_keeps_its_line_end(self) -> None:
        text = "县防汛指挥部 and\n气象台连夜会商，把预警\n发到每一个村。"
        assert first_put(text) == "县防汛指挥部和\n气象台连夜会商，把预警\n发到每一个村。"

    def test_an_indent_is_kept(self) -> None:
        text = "第一段到此为止。\n\n\u3000\u3000and 气象台连夜会商。"
        assert first_put(text).startswith("第一段到此为止。\n\n\u3000\u3000")

    def test_a_second_pass_finds_nothing(self) -> None:
        for text, _, _ in planted(3):
            assert findings(first_put(text)) == []


def test_a_join_that_is_not_decided_is_named() -> None:
    text = "县防汛指挥部 and\n\n气象台连夜会商。"
    page = Page("p", text)
    join = Follow(Span(0, 10), Span(12, len(text)), Separator.JOIN)
    [finding] = find(Analysis(page, [join], [(join, "a-join")]), {})
    assert finding.rests_on == ("a-join",)
    assert render(page, [join, *finding.fixes[0].edits]).text == "县防汛指挥部和气象台连夜会商。"


def test_choice_ranks_by_bias_scale_and_weights() -> None:
    class Flat:
        def log_sequence(self, context: str, text: str) -> float:
            return float(-len(text))

    analysis = Analysis(Page("p", ""))
    table = {"and": Token(("和", "", "与"), 0.0, (0.0, -1.0, 0.0), {"r:气象台": (0.0, 0.0, 2.0)})}
    choice = Choice(table, analysis.lexicon, Flat())  # type: ignore[arg-type]
    assert [c.text for c in choice.ranked("and", "指挥部", "气象台会商")] == ["与", "和", ""]
    assert choice.ranked("and", "指挥部", "气象台会商")[0].reasons == (("r:气象台", 2.0),)
    assert [c.text for c in choice.ranked("and", "指挥部", "水文站会商")][:2] == ["和", "与"]
    with pytest.raises(KeyError):
        choice.ranked("or", "指挥部", "气象台")


def test_features_do_not_see_quotes_figures_or_spaces() -> None:
    lexicon = Analysis(Page("p", "")).lexicon
    plain = features(sides("第3号台风登陆沿海", "内陆普降大雨"), lexicon)
    marked = features(sides("第 12 号台风登陆“沿海”", "内陆 普降大雨"), lexicon)
    assert plain == marked
    assert {"l:沿海", "r:内陆"} <= set(plain)
    assert all(len(side) <= REACH for side in sides("水" * 99, "渠" * 99))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one word again and again", "and " * 200_000),
        ("words with Chinese around", "水 and 渠" * 3_000),
        ("spaces", "水" + " " * 200_000 + "and" + " " * 200_000 + "渠"),
        ("letters", "and" * 300_000),
        ("other scripts", "の" * 300_000 + "水の渠" * 2_000),
        ("English", "the town of rivers and canals is here for us to see " * 5_000),
    ],
)
def test_long_texts_come_to_an_end(name: str, text: str) -> None:
    """A step that is not linear would take hours; how fast each rule is over such texts the benchmarks say."""
    found = findings(text)
    assert all(text[start:end] for finding in found for start, end in finding.spans), name


def test_a_page_without_latin_has_nothing() -> None:
    text = "\n\n".join(re.sub(r"[{}]", "", sentence) for sentence in SENTENCES * 4)
    assert list(find(Analysis(make_page("p", text, Origin())), {})) == []


@given(st.text(st.sampled_from("水渠，。 “”《》()andoftheTo's\n\r\u3000\u00a0の1A-.@"), max_size=60))
def test_fixes_stand_on_any_text(text: str) -> None:
    page = Page("p", text)
    for finding in find(Analysis(page), {}):
        assert all(0 <= start < end <= len(text) for start, end in finding.spans)
        for fix in finding.fixes:
            rendered = render(page, fix.edits)
            assert not rendered.asleep
            removed = "".join(edit.before for edit in fix.edits if not isinstance(edit, Follow))
            assert not re.search(r"[水渠，。\n\r]", removed)
