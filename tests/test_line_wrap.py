"""Hard wraps where the page's columns may have been read across."""

from collections.abc import Sequence

import pytest

from cleanup.engine import analyse
from cleanup.finding import Finding, Safety
from cleanup.layout import make_page
from cleanup.page import Origin
from cleanup.rules.analysis import Analysis
from cleanup.rules.order import column_join
from cleanup.rules.record import Rule
from cleanup.rules.registry import RULES
from cleanup.rules.typography import line_wrap
from seeds.damage import generate
from tests.accuracy.pages import articles

ALONE = tuple(rule for rule in RULES if rule is line_wrap.RULE)
WITH_JOINS = tuple(rule for rule in RULES if rule in (line_wrap.RULE, column_join.RULE))


def page_of(recipe: str) -> str:
    """The text of a generated page."""
    return next(generate(articles()[::3], 1, 0.5, 5150, None, recipe)).text


def wraps(text: str, rules: Sequence[Rule]) -> list[Finding]:
    page = make_page("p", text, Origin())
    found = analyse(page, rules=rules).findings
    return [finding for finding in found if finding.rule == line_wrap.RULE_ID]


@pytest.mark.parametrize("rules", [ALONE, WITH_JOINS], ids=["alone", "with-joins"])
def test_wraps_of_a_page_of_one_text_a_column_are_closed_unasked(rules: Sequence[Rule]) -> None:
    found = wraps(page_of("newline-wrapped"), rules)
    assert len(found) > 50
    assert sum(finding.safety is Safety.SAFE for finding in found) > 0.8 * len(found)


def test_without_the_joins_no_wrap_of_a_page_read_across_is_closed_unasked() -> None:
    found = wraps(page_of("interleaved-spaces"), ALONE)
    assert len(found) > 20
    assert [finding for finding in found if finding.safety is Safety.SAFE] == []


def test_joins_are_known_once_a_rule_of_the_order_asked_for_them() -> None:
    page = make_page("p", page_of("newline-wrapped"), Origin())
    source = Analysis(page)
    assert source.known_assignments is None
    list(column_join.find(source, {}))
    view = Analysis(page, (), source=source)
    assert view.known_assignments is source.assignments
    assert view.assignments is source.assignments
