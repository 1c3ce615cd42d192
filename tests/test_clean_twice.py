"""What must hold of all rules together on any page: cleaning twice is cleaning once, and rejecting everything leaves the source."""

from hypothesis import given, settings

from cleanup.config import Config
from cleanup.engine import analyse, settle
from cleanup.finding import Finding, Fix, Safety
from cleanup.layout import make_page
from cleanup.page import Origin, Page
from cleanup.render import render
from cleanup.review import Review
from cleanup.rules.registry import RULES
from tests.prose import prose_pages

EXAMPLES = max(200, settings.default.max_examples if settings.default is not None else 0)


def safe_fix(finding: Finding) -> Fix | None:
    return finding.fixes[0] if finding.fixes and finding.fixes[0].safety is Safety.SAFE else None


def cleaned(page: Page) -> str:
    settled = settle(page, Config(), safe_fix, rules=RULES)
    assert settled.broken == ()
    return render(page, settled.edits).text


@settings(max_examples=EXAMPLES)
@given(prose_pages())
def test_cleaning_twice_is_cleaning_once(page: Page) -> None:
    once = cleaned(page)
    assert cleaned(make_page("again", once, Origin(), rule=page.rule)) == once


@settings(max_examples=EXAMPLES)
@given(prose_pages())
def test_everything_rejected_is_the_source(page: Page) -> None:
    result = analyse(page, Config(), rules=RULES)
    assert result.broken == ()
    review = Review(page).with_findings(result.findings)
    for finding in result.findings:
        review = review.reject(finding.id, who="r", when="2026-01-01T00:00:00Z")
    assert review.rendered.text == page.text
    assert review.open_findings == ()
    assert analyse(page, Config(), rules=RULES, edits=review.edits, decided=review.is_decided).broken == ()
