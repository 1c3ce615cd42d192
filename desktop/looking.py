"""What is done off the window's thread: running the rules over a page, and reading one that is not open. No Qt."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.config import Config
from cleanup.finding import Finding
from cleanup.messages import KanwuError
from cleanup.page import Page
from cleanup.review import Review

if TYPE_CHECKING:
    from cleanup.patchfile import PageRecords
    from cleanup.rules.record import Rule


class RuleBook:
    """The rules under one configuration, loaded when the first job asks for them."""

    def __init__(self, config: Config) -> None:
        self.config = config

    @cached_property
    def rules(self) -> "tuple[Rule, ...]":
        from cleanup.rules.registry import load_rules

        return load_rules(self.config)

    def titles(self, language: str) -> Mapping[str, str]:
        """What each rule is called; its id where it has no name."""
        return {rule.id: rule.text("title", language) or rule.id for rule in self.rules}


@dataclass(frozen=True, slots=True)
class Looked:
    """What the rules say of a page: findings, names of rules, and the rules that raised with their error in one line."""

    findings: tuple[Finding, ...]
    titles: Mapping[str, str]
    broken: tuple[tuple[str, str], ...]


def look(review: Review, book: RuleBook, language: str, missing: Collection[str] = ()) -> Looked:
    """Runs all rules over a page; the job behind every list of findings.

    `missing` are findings that were decided on before: what was accepted is mended and not found again, so they are looked for in
    the page as it was.
    """
    from cleanup.engine import analyse

    page, edits = review.page, review.edits
    result = analyse(page, book.config, rules=book.rules, edits=edits, decided=review.is_decided)
    found = result.findings
    missing = set(missing) - {finding.id for finding in found}
    if missing and edits:
        before = analyse(page, book.config, rules=book.rules)
        found = (*found, *(finding for finding in before.findings if finding.id in missing))
    titles = book.titles(language)
    return Looked(found, titles, tuple((titles.get(b.rule, b.rule), b.error) for b in result.broken))


@dataclass(frozen=True, slots=True)
class PageOnDisk:
    """Where a page lies: its file and number there, its patch, how it is read, and the rules that hold for it."""

    path: Path
    index: int
    patch: Path
    encoding: str | None
    book: RuleBook | None


def read_page(place: PageOnDisk) -> tuple[Review, str]:
    """A page with what was decided on it, and its status, without taking its patch; KanwuError where it cannot be read."""
    from itertools import islice

    from cleanup.readers import open_source

    page = next(islice(open_source(place.path, encoding=place.encoding).pages(), place.index, None), None)
    if page is None:
        raise KanwuError("desktop.no-such-page", path=str(place.path), number=place.index + 1)
    records = records_before(page, place.patch)
    if records is None:
        return Review(page), "new"
    from cleanup.patchfile import review_from

    return review_from(records, page, place.patch), records.page_status


def records_before(page: Page, patch: Path) -> "PageRecords | None":
    """What a patch holds of a page, whoever has it open; None where that is nothing, KanwuError where it cannot be read."""
    from cleanup.patchfile import PatchReader, exists

    if not exists(patch):
        return None
    with PatchReader(patch) as reader:
        return reader.records(page.id)
