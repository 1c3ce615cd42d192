"""One page cleaned: what the rules find is taken as far as the run may, on top of what was decided before."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from cleanup.batch.report import PageReport, broken_of, left_by
from cleanup.batch.taking import Taking
from cleanup.config import Config
from cleanup.engine import settle
from cleanup.page import Page
from cleanup.patchfile import PageHead, PageRecords, review_from
from cleanup.render import Rendered
from cleanup.review import Review
from cleanup.rules.neighbours import Neighbours
from cleanup.rules.record import Rule


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """A page with its cleaned text, the records for its patch, and the counts."""

    page: Page
    rendered: Rendered
    records: PageRecords
    report: PageReport


def clean_page(
    page: Page,
    known: PageRecords | None,
    patch: Path | None,
    taking: Taking,
    config: Config,
    rules: tuple[Rule, ...],
    label: str,
    neighbours: Neighbours | None = None,
) -> CleanedPage:
    """Clean a page of which a patch holds `known`; `label` is what it is called in messages, `neighbours` are the pages beside it.

    A person's decisions stand, a rejected finding is not taken; new decisions are stamped as batch and carry no time, so that the
    same run gives the same patch. KanwuError where the patch does not fit the page, and where the rules do not come to rest.
    """
    review = Review(page) if known is None else review_from(known, page, patch)
    stood = len(review.standing.in_force)
    settled = settle(
        review.page,
        config,
        taking.chooser(review),
        rules=rules,
        edits=review.edits,
        decided=review.is_decided,
        neighbours=neighbours,
        least=taking.least,
    )
    if settled.taken:
        findings = [finding for finding, _ in settled.taken]
        review = review.with_findings(findings).accept_many([f.id for f in findings], who="", when="", batch=True)
    report = PageReport(
        taken=Counter(finding.rule for finding, _ in settled.taken),
        stood=stood,
        left=left_by((finding for finding in settled.left if review.is_left(finding)), taking.first_fix),
        changed=review.rendered.text != page.text,
        broken=broken_of(label, settled.broken),
    )
    records = (known or PageRecords(PageHead.of(review.page))).with_review(review)
    return CleanedPage(review.page, review.rendered, records, report)
