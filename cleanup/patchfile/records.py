"""What a patch holds: a header, and for each page its decisions and whatever else was noted about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from cleanup.edits import Edit
from cleanup.messages import Message
from cleanup.page import Kind, Page, Span
from cleanup.paragraphs import ParagraphRule
from cleanup.patchfile.anchors import Anchor, anchors_of
from cleanup.review import Decision, Review
from cleanup.review.decision import sort_key

Fields = Mapping[str, object]


class PageStatus(StrEnum):
    """How far the review of a page has come: the stations of a proofreading bench, the last one that of a second reader."""

    NEW = "new"
    IN_WORK = "in-work"
    PROBLEM = "problem"
    PROOFREAD = "proofread"
    VALIDATED = "validated"


@dataclass(frozen=True, slots=True)
class PageHead:
    """Which text a page's decisions belong to, and how it was written.

    `sha256_bytes` and `bytes` are of the bytes the text was decoded from, without a BOM; `sha256_text` is of the text in UTF-8,
    `length` its code points. `extra` are fields of a later program, kept as they are.
    """

    page: str
    encoding: str
    bom: bool
    newline: str
    rule: ParagraphRule
    sha256_bytes: str
    sha256_text: str
    bytes: int
    length: int
    extra: Fields = field(default_factory=dict)

    @classmethod
    def of(cls, page: Page) -> "PageHead":
        """The head that a page would be given now."""
        origin = page.origin
        size = len(page.text.encode("utf-8")) if origin.data is None else len(origin.data)
        return cls(page.id, origin.encoding, origin.bom, origin.newline, page.rule, page.bytes_hash, page.text_hash, size, len(page.text))


@dataclass(frozen=True, slots=True)
class Header:
    """The first record: the file name of the source, and its page where it has one; None where records are keyed by page."""

    source: str
    page: PageHead | None = None
    extra: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Status:
    """The status a reviewer gave to a page."""

    status: PageStatus
    who: str = ""
    when: str = ""
    extra: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a page or on a span of it; about a printer's own error, for example, which is not mended."""

    id: str
    text: str
    span: Span | None = None
    who: str = ""
    when: str = ""
    withdrawn: bool = False
    extra: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place on a page to come back to, as a source offset."""

    id: str
    at: int
    label: str = ""
    who: str = ""
    when: str = ""
    withdrawn: bool = False
    extra: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LineKind:
    """The kind of a line as a reviewer corrected it."""

    span: Span
    kind: Kind
    who: str = ""
    when: str = ""
    withdrawn: bool = False
    extra: Fields = field(default_factory=dict)


Entry = Decision | Status | Note | Bookmark | LineKind


class Extra(NamedTuple):
    """Fields of a decision that this version does not know, and of its edits by their index; kept as they are."""

    fields: Fields
    edits: Mapping[int, Fields]


class Row(NamedTuple):
    """One record as read: what it says, the page it names, and what hangs on a decision. `raw` is a record of unknown kind."""

    value: Header | PageHead | Entry | None
    page: str | None = None
    anchors: Mapping[Edit, Anchor] = {}
    extra: Extra | None = None
    raw: bytes = b""


@dataclass(frozen=True)
class PageRecords:
    """All records of one page, in the order in which they are written.

    `unknown` are records of kinds that this version does not know, as their bytes. `lines` gives the line of the file a decision
    was read from, for messages.
    """

    head: PageHead
    decisions: tuple[Decision, ...] = ()
    status: Status | None = None
    notes: tuple[Note, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    kinds: tuple[LineKind, ...] = ()
    unknown: tuple[bytes, ...] = ()
    anchors: Mapping[Edit, Anchor] = field(default_factory=dict)
    extras: Mapping[str, Extra] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    @property
    def page_status(self) -> PageStatus:
        """What the reviewer called the page; where nobody said, in work as soon as something is decided or noted."""
        if self.status is not None:
            return self.status.status
        entries: tuple[Decision | Note | Bookmark | LineKind, ...] = (*self.decisions, *self.notes, *self.bookmarks, *self.kinds)
        return PageStatus.IN_WORK if any(not entry.withdrawn for entry in entries) else PageStatus.NEW

    @property
    def is_empty(self) -> bool:
        """Whether nothing was decided or noted."""
        return not (self.decisions or self.status or self.notes or self.bookmarks or self.kinds or self.unknown)

    def merged(self, rows: Iterable[Row]) -> "PageRecords":
        """The records with later ones added, each in the place of an earlier one of the same id, span or kind."""
        decisions = {d.id: d for d in self.decisions}
        notes = {n.id: n for n in self.notes}
        bookmarks = {b.id: b for b in self.bookmarks}
        kinds = {k.span: k for k in self.kinds}
        unknown = dict.fromkeys(self.unknown)
        anchors, extras, status = dict(self.anchors), dict(self.extras), self.status
        for row in rows:
            match row.value:
                case Decision() as decision:
                    decisions[decision.id] = decision
                    anchors.update(row.anchors)
                    if row.extra is not None:
                        extras[decision.id] = row.extra
                case Status() as status:
                    pass
                case Note() as note:
                    notes[note.id] = note
                case Bookmark() as bookmark:
                    bookmarks[bookmark.id] = bookmark
                case LineKind() as kind:
                    kinds[kind.span] = kind
                case None:
                    unknown[row.raw] = None
                case _:
                    raise TypeError(f"a {type(row.value).__name__} is no record of a page")
        return replace(
            self,
            decisions=tuple(sorted(decisions.values(), key=sort_key)),
            status=status,
            notes=tuple(sorted(notes.values(), key=lambda n: (n.span or Span(0, 0), n.id))),
            bookmarks=tuple(sorted(bookmarks.values(), key=lambda b: (b.at, b.id))),
            kinds=tuple(sorted(kinds.values(), key=lambda k: k.span)),
            unknown=tuple(unknown),
            anchors=anchors,
            extras=extras,
        )

    def with_review(self, review: Review) -> "PageRecords":
        """The records with a review's decisions; those it does not have any more (undone) are kept as withdrawn.

        Edits without an anchor get one from the review's page, and the head is made anew: hashes and lengths as they are now.
        """
        there = {d.id for d in review.decisions}
        undone = [d if d.withdrawn else replace(d, withdrawn=True) for d in self.decisions if d.id not in there]
        decisions = (*review.decisions, *undone)
        bare = {e for d in decisions for e in d.edits if e not in self.anchors}
        rows = [Row(d) for d in decisions]
        if bare:
            rows[0] = Row(rows[0].value, anchors=anchors_of(review.page.text, bare))
        return replace(self, head=replace(PageHead.of(review.page), extra=self.head.extra)).merged(rows)


class Stamp(NamedTuple):
    """What a patch and its journal looked like on the disk when they were read; None where a file was not there."""

    patch: tuple[int, ...] | None
    journal: tuple[int, ...] | None


@dataclass(frozen=True)
class Patch:
    """The patch of one source file: its header, and the records of its pages by page id, in file order.

    `unknown` are records of unknown kind before the first page. `reports` says what was noticed in reading it. `stamp` lets
    `save` see whether somebody else has written since.
    """

    header: Header
    pages: Mapping[str, PageRecords] = field(default_factory=dict)
    unknown: tuple[bytes, ...] = ()
    path: Path | None = None
    stamp: Stamp | None = field(default=None, compare=False)
    reports: tuple[Message, ...] = ()

    @classmethod
    def new(cls, source: str, *pages: Page, many: bool = False) -> "Patch":
        """An empty patch for a source file of this name; `many` where its pages are records keyed by id."""
        heads = [PageHead.of(page) for page in pages]
        if not many and len(heads) != 1:
            raise ValueError(f"a patch that is not of many pages is of one, not of {len(heads)}")
        return cls(Header(source, None if many else heads[0]), {head.page: PageRecords(head) for head in heads})

    @property
    def many(self) -> bool:
        """Whether the source has many pages, each with its own records."""
        return self.header.page is None

    def with_records(self, records: PageRecords) -> "Patch":
        """The patch with one page's records replaced or added."""
        pages = {**self.pages, records.head.page: records}
        header = self.header if self.many else replace(self.header, page=records.head)
        if not self.many and len(pages) > 1:
            raise ValueError(f"the patch is of page {next(iter(self.pages))} alone")
        return replace(self, header=header, pages=pages)

    def with_review(self, review: Review) -> "Patch":
        """The patch with a review's decisions; see `PageRecords.with_review`."""
        known = self.pages.get(review.page.id)
        return self.with_records((known or PageRecords(PageHead.of(review.page))).with_review(review))
