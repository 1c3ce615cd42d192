"""Characters too many and missing ones: on seams, side by side, over any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.edits import Follow
from cleanup.engine import analyse
from cleanup.language.pair_gains import load_pair_gains
from cleanup.layout import make_page
from cleanup.page import Origin
from cleanup.render import render
from cleanup.rules.characters import extra_char, missing_char
from cleanup.rules.characters.losses import load_looks, losses
from cleanup.rules.characters.slips import extras, load_language

along = load_pair_gains().along
WORKS = "施工队有二百人，施工图审过了，文明施工，施工期三个月，夜间施工。"


def test_a_character_lost_at_a_join_is_shown_with_the_seam() -> None:
    page = make_page("p", f"昨天记者看到，工程的施\n\n进度很快。{WORKS}", Origin())
    join = Follow(page.lines[0].span, page.lines[1].span)
    (finding,) = analyse(page, rules=(missing_char.RULE,), edits=(join,)).findings
    assert [page.text[span.start : span.end] for span in finding.spans] == ["施", "进"]
    assert finding.evidence[-1].message.text("en") == "two lines were brought together here: “到，工程的施” and “进度很快。施”"
    assert "工程的施工进度很快" in render(page, (join, *finding.fixes[0].edits)).text


def test_a_character_too_many_at_a_join_is_shown_with_the_seam() -> None:
    page = make_page("p", "大家都说，这项科学技梨\n\n术已经推广到全省。", Origin())
    join = Follow(page.lines[0].span, page.lines[1].span)
    (finding,) = analyse(page, rules=(extra_char.RULE,), edits=(join,)).findings
    assert finding.evidence[-1].message.key == "missing-char.seam"
    assert "科学技术已经推广" in render(page, (join, *finding.fixes[0].edits)).text


def test_without_a_join_there_is_no_seam() -> None:
    (finding,) = analyse(make_page("p", f"工程的施进度很快。{WORKS}", Origin()), rules=(missing_char.RULE,)).findings
    assert [each.message.key for each in finding.evidence] == ["missing-char.gain"]


@pytest.mark.parametrize("rule", [extra_char.RULE, missing_char.RULE], ids=lambda rule: rule.id)
@settings(max_examples=30)
@given(text=st.text(alphabet="工程施进度很快银行贷款放社会主义建设。，\n 梨蒜", max_size=80))
def test_every_fix_fits_its_page(rule: object, text: str) -> None:
    page = make_page("p", text, Origin())
    found = analyse(page, rules=(rule,))  # type: ignore[arg-type]
    assert not found.broken
    for finding in found.findings:
        before = len(page.text)
        after = len(render(page, finding.fixes[0].edits).text)
        assert after - before == (-1 if finding.rule == "extra-char" else 1)


def test_what_cannot_be_likely_any_more_is_left_early_and_nothing_else() -> None:
    text = f"工程的施进度很快。{WORKS}县里的贷发放到户，贷款有人担保，贷款按期归还，小额贷款好用。"
    looks = load_looks()
    everything = [each for each in losses(along(text), load_language()) if looks.last.odds(each.evidence) >= looks.last.least]
    early = [each for each in losses(along(text), load_language(), looks) if looks.last.odds(each.evidence) >= looks.last.least]
    assert everything == early
    assert [each.slip.char for each in early] == ["工", "款"]


def test_a_text_of_one_odd_pair_is_bounded() -> None:
    text = "技梨术" * 30_000
    assert list(extras(along(text), load_language())) == []  # what stands twice was printed so
    assert list(losses(along(text), load_language())) == []
