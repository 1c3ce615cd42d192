"""What holds of the rules on foreign tokens and on characters whatever the text: their edits stand, and what is SAFE settles."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.config import Config
from cleanup.engine import analyse, settle
from cleanup.finding import Finding, Fix, Safety
from cleanup.layout import make_page
from cleanup.page import Origin, Page
from cleanup.render import render
from cleanup.rules.characters import invisible, mojibake, radicals, script_mix
from cleanup.rules.record import Rule
from cleanup.rules.tokens import markup, stray_english, stray_script
from seeds.kinds_of_damage.codes import Change, apart, look_alike_codes, unseen_characters, wrong_encodings
from seeds.kinds_of_damage.foreign import stray_english as english
from seeds.kinds_of_damage.foreign import stray_script as scripts
from seeds.kinds_of_damage.markings import markings

RULES: tuple[Rule, ...] = tuple(m.RULE for m in (stray_english, stray_script, markup, radicals, invisible, script_mix, mojibake))
PIECES = (
    "渠水清了", "渡口的老船工", "記者馬騫", "國家", "，", "。", "“", "”", "（",
    "、", "\n", "\n\n", " ", "\u3000", "and", " of ", "2O19年", "l月", "a", "X", "の", "と", "и",
    "ଏବଂ", "\u042f", "ー", "⼯", "⻓", "Ｋ", "\uf9e1", "\u200b", "\ufeff", "\u00ad",
    "\ue123", "\ufffd", "\x0c", "\x07", "\u2028", "**", "*", "__", "<br>", "<b>", "</b>",
    "<table><tr><td>", "</td></tr></table>", "&nbsp;", "&amp;", "$5\\%$", "$", "\\(", "```", "---",
    "# ", "> ", "[x](y)", "![](a.png)", "ÖÐ¹ú", "ä¸\xad", "锟斤拷", "Here is the text:",
    "以下是图片中的文字：",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


def all_fixes(text: str) -> Iterator[tuple[Page, Finding, Fix]]:
    page = make_page("p", text, Origin())
    result = analyse(page, rules=RULES)
    assert not result.broken, result.broken[0].traceback
    for finding in result.findings:
        for fix in finding.fixes:
            yield page, finding, fix


@given(TEXTS)
def test_every_fix_stands_by_itself(text: str) -> None:
    for page, finding, fix in all_fixes(text):
        assert all(0 <= start < end <= len(text) for start, end in finding.spans)
        rendered = render(page, fix.edits)
        assert rendered.text != text


@given(TEXTS)
def test_safe_fixes_settle(text: str) -> None:
    def take(finding: Finding) -> Fix | None:
        return finding.fixes[0] if finding.fixes and finding.fixes[0].safety is Safety.SAFE else None

    page = make_page("p", text, Origin())
    once = render(page, settle(page, Config(), take, rules=RULES).edits).text
    again = make_page("p", once, Origin(), rule=page.rule)
    assert render(again, settle(again, Config(), take, rules=RULES).edits).text == once


@given(TEXTS)
def test_no_safe_fix_touches_a_han_character_but_its_code(text: str) -> None:
    for page, _, fix in all_fixes(text):
        if fix.safety is Safety.SAFE:
            before, after = page.text, render(page, fix.edits).text
            if len(before) != len(after):
                kept = [char for char in before if "\u4e00" <= char <= "\u9fff"]
                assert kept == [char for char in after if "\u4e00" <= char <= "\u9fff"]


TEXT = "渡口的老船工每天天亮就起身，撑船往返十几趟，从没误过学生上课。\n\n2019年10月，他和儿子在KTV门口修好了1只旧船的工具。" * 6


@pytest.mark.parametrize(
    "plant", [look_alike_codes, unseen_characters, wrong_encodings, english, scripts, markings], ids=lambda p: p.__name__
)
def test_generators_say_what_they_changed(plant: Callable[..., Iterator[Change]]) -> None:
    for seed in range(5):
        changes = apart(list(plant(TEXT, Random(seed), 12)))
        assert changes
        assert changes == apart(list(plant(TEXT, Random(seed), 12)))
        assert all(0 <= c.start <= c.end <= len(TEXT) and TEXT[c.start : c.end] != c.text for c in changes)
        assert all(left.end < right.start for left, right in pairwise(changes))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_says_each_kind_in_every_language(rule: Rule) -> None:
    said: Mapping[str, int] = {}
    for seed, plant in enumerate((look_alike_codes, unseen_characters, wrong_encodings, english, scripts, markings)):
        changes = apart(list(plant(TEXT, Random(seed), 40)))
        text = TEXT
        for change in reversed(changes):
            text = text[: change.start] + change.text + text[change.end :]
        for finding in analyse(make_page("p", text + "\n\n會议由镇长主持，乡亲们听讲，记录写满几页纸。", Origin()), rules=(rule,)).findings:
            said = {**said, finding.message.key: 1}
            for language in ("en", "zh_CN", "zh_TW"):
                assert finding.message.text(language).strip()
                assert all(each.message.text(language).strip() for each in finding.evidence)
                assert all(fix.title.text(language).strip() for fix in finding.fixes)
    assert said
