"""Damage to marks and digits: what each kind does to a text that has what it damages."""

import re

import pytest

from seeds.articles import parse_articles
from seeds.damage import make_page
from seeds.recipe import Recipe
from seeds.restore import compact, restore

TEXT = """# 渡口换新船

老艄公翻着《渡口志》（手抄本），念道：“澜江渡口——两岸相望，自古有之……”他停了停，看着江水。

渡口在1998年3月12日停过一次航，那天上午9时30分，江面上起了大雾（能见度不足20米），船靠在“望江亭”下等了120分钟。
"""
DAMAGED = {
    "bracket-lost": r"[《》（）]",
    "bracket-misfit": r"[》】）〕]",
    "quote-turned": r"[“”]",
    "dash": r"-+|—|－－|──|―",
    "ellipsis": r"\.+|…|。。。|\.……|···|…\.",
    "full-digits": r"[０-９]+",
    "cut-date": r" ",
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_each_kind_damages_what_it_names_and_can_be_undone(kind: str) -> None:
    articles = parse_articles("渡口", TEXT)
    seen = set()
    for seed in range(8):
        page = make_page(articles, Recipe({kind: 1.0}), seed)
        assert page.truth.edits
        for edit in page.truth.edits:
            assert edit.kind == kind
            damaged = page.text[edit.start : edit.end]
            assert damaged != edit.true
            assert re.fullmatch(DAMAGED[kind], damaged or edit.true)
            seen.add(damaged)
        assert compact(restore(page.text, page.truth)) == compact(page.true_text)
    assert len(seen) > 1 or kind in ("bracket-lost", "cut-date")


def test_other_pages_are_drawn_as_before() -> None:
    """The kinds draw from a stream of their own: without them a page stays what it was, and beside them the other damage does."""
    articles = parse_articles("渡口", TEXT)
    plain = make_page(articles, Recipe({"spaces": 1.0}), 3)
    both = make_page(articles, Recipe({"spaces": 1.0, "dash": 1.0}), 3)
    assert [edit.true for edit in plain.truth.edits] == [edit.true for edit in both.truth.edits if edit.kind == "spaces"]
    assert plain.text != both.text
