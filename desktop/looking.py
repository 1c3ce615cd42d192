"""What is done off the window's thread: running the rules over a page, and reading one that is not open. No Qt."""

import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from cleanup.config import Config
from cleanup.edits import Edit
from cleanup.finding import Finding
from cleanup.findings import Near
from cleanup.messages import KanwuError
from cleanup.page import Page
from cleanup.patch_paths import exists
from cleanup.review import Review
from desktop.dropped import DroppedError
from desktop.models.rule_note import RuleNote, note_of

if TYPE_CHECKING:
    from cleanup.engine import Again
    from cleanup.patchfile import PageRecords, Rebased
    from cleanup.rules.consistency.name_pairs import Pair
    from cleanup.rules.record import Rule


_LISTED: Final = 2000  # pages of one file that the list names; further ones are reached page by page


class RuleBook:
    """The rules under one configuration, loaded when the first job asks for them."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._notes: dict[str, Mapping[str, RuleNote]] = {}

    @cached_property
    def rules(self) -> "tuple[Rule, ...]":
        from cleanup.rules.registry import load_rules

        return load_rules(self.config)

    def notes(self, language: str) -> Mapping[str, RuleNote]:
        """The rules in words, by their ids."""
        if language not in self._notes:
            self._notes[language] = {rule.id: note_of(rule, language) for rule in self.rules}
        return self._notes[language]


class RuleFindings(NamedTuple):
    """What the rules find on a page, and those that raised, by id, with their error in one line."""

    findings: tuple[Finding, ...]
    broken: tuple[tuple[str, str], ...]


class Looked(NamedTuple):
    """What the rules say of a page: findings, the rules in words by their ids, and the titles of those that raised with their error."""

    findings: tuple[Finding, ...]
    notes: Mapping[str, RuleNote]
    broken: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, findings: tuple[Finding, ...], notes: Mapping[str, RuleNote], broken: Iterable[tuple[str, str]]) -> "Looked":
        """As it is shown; `broken` are rules by id."""
        return cls(findings, notes, tuple((notes[rule].title if rule in notes else rule, error) for rule, error in broken))


def look(review: Review, book: RuleBook, missing: Collection[str] = (), beside: "Beside | None" = None) -> tuple[Finding, ...]:
    """Runs all rules over a page once; see `Looker.whole`."""
    return Looker(review.page, book, beside).whole(review, missing).findings


class Beside(NamedTuple):
    """What the rules are told of the pages beside one: see `cleanup.rules.neighbours`.

    `path` is the page's file where that holds this page alone, so that others are looked for beside it, `encoding` how it is read. `names`
    are the doubtful names there in view of its folder, pickled; None where nobody has looked through that.
    """

    path: Path | None
    encoding: str | None = None
    names: bytes | None = None


class _Neighbours:
    """The same as rules ask for it."""

    def __init__(self, beside: Beside) -> None:
        self._beside = beside

    def page(self, number: int) -> tuple[str, Page] | None:
        from cleanup.readers.neighbours import FolderPages

        path, encoding, _ = self._beside
        return None if path is None else FolderPages(path, encoding).page(number)

    @cached_property
    def names(self) -> "Sequence[Pair] | None":
        packed = self._beside.names
        return None if packed is None else pickle.loads(packed)  # made by `desktop.gathering`, a process of this window's


class Looker:
    """Runs the rules over one page, again and again; the work behind every list of findings.

    `wanted` is asked between two rules whether the answer is still waited for; where it is not, this ends in a DroppedError.
    """

    def __init__(self, page: Page, book: RuleBook, beside: Beside | None = None) -> None:
        self.page = page
        self.book = book
        self.beside = beside
        self._neighbours = None if beside is None else _Neighbours(beside)

    @cached_property
    def _again(self) -> "Again":
        from cleanup.engine import Again

        return Again(self.page, self.book.config, self.book.rules, self._neighbours)

    def whole(self, review: Review, missing: Collection[str] = (), wanted: Callable[[], bool] = lambda: True) -> RuleFindings:
        """All findings of the page.

        `missing` are findings that were decided on before: what was accepted is mended and not found again, so they are looked for in
        the page as it was.
        """
        from cleanup.engine import analyse

        with _dropping():
            result = self._again.whole(review.edits, review.is_decided, wanted)
        found = result.findings
        missing = set(missing) - {finding.id for finding in found}
        if missing and review.edits:
            before = analyse(self.page, self.book.config, rules=self.book.rules, neighbours=self._neighbours)
            found = (*found, *(finding for finding in before.findings if finding.id in missing))
        for finding in found:
            _ = finding.id  # worked out here and kept, so that the window need not
        return RuleFindings(found, tuple((b.rule, b.error) for b in result.broken))

    def took(self, near: Near) -> None:
        """Says that an answer of `near` is shown."""
        self._again.took(near)

    def near(self, edits: Collection[Edit], wanted: Callable[[], bool] = lambda: True) -> Near | None:
        """What has changed in the findings near the last edits; None where only all of the page can tell."""
        with _dropping():
            return self._again.near(edits, wanted)


@contextmanager
def _dropping() -> Iterator[None]:
    from cleanup.engine import StaleError

    try:
        yield
    except StaleError as error:
        raise DroppedError from error


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
    return decided_on(page, place)


def decided_on(page: Page, place: PageOnDisk) -> tuple[Review, str]:
    """A page that was read with what was decided on it, and its status; KanwuError where its patch cannot be read."""
    records = records_before(page, place.patch)
    if records is None:
        return Review(page), "new"
    from cleanup.patchfile import review_from

    return review_from(records, page, place.patch), records.page_status


def changed_page(place: PageOnDisk, known: str) -> Page | None:
    """The page as its file holds it now, None where its text still has the hash `known`; KanwuError where it cannot be read."""
    from itertools import islice

    from cleanup.readers import open_source

    page = next(islice(open_source(place.path, encoding=place.encoding).pages(), place.index, None), None)
    if page is None:
        raise KanwuError("desktop.no-such-page", path=str(place.path), number=place.index + 1)
    return None if page.text_hash == known else page


def rebase_page(place: PageOnDisk, old: str | None) -> "tuple[Rebased, Path] | None":
    """Carries the patch of a page over to its text of now, with the findings that the rules see there; None where it has no patch.

    `old` is the text the decisions were made on, where it is known.
    """
    from cleanup.engine import analyse
    from cleanup.patchfile import rebase_patch

    page = changed_page(place, "")
    if page is None or not exists(place.patch):
        return None
    findings = () if place.book is None else analyse(page, place.book.config, rules=place.book.rules).findings
    return rebase_patch(place.patch, page, old=old, findings=findings)


class Listed(NamedTuple):
    """The ids of a file's pages, in its order."""

    path: Path
    names: tuple[str, ...]


def list_pages(path: Path, encoding: str | None) -> Listed:
    """Reads through a file for the ids of its pages."""
    from itertools import islice

    from cleanup.readers import open_source

    return Listed(path, tuple(page.id for page in islice(open_source(path, encoding=encoding).pages(), _LISTED)))


def records_before(page: Page, patch: Path) -> "PageRecords | None":
    """What a patch holds of a page, whoever has it open; None where that is nothing, KanwuError where it cannot be read."""
    if not exists(patch):
        return None
    from cleanup.patchfile import PatchReader

    with PatchReader(patch) as reader:
        return reader.records(page.id)
