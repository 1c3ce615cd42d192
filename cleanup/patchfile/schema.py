"""The records of a patch as they stand in the file: field names, types and bounds. See docs/patch-format.md."""

from typing import Annotated

from msgspec import Meta, Struct

from cleanup.edits import Separator
from cleanup.page import Kind
from cleanup.patchfile.anchors import CONTEXT
from cleanup.patchfile.records import PageStatus
from cleanup.review import Scope, Verdict

FORMAT = 1

# No text is longer; what lies beyond the page is found when the page is there.
Offset = Annotated[int, Meta(ge=0, le=2**40)]
Count = Annotated[int, Meta(ge=1, le=2**40)]
Index = Annotated[int, Meta(ge=0, le=2**31)]
Id = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"\A[\x21-\x7e]+\Z")]
Name = Annotated[str, Meta(min_length=1, max_length=1000)]
PageId = Annotated[str, Meta(min_length=1, max_length=10_000)]
Who = Annotated[str, Meta(max_length=1000)]
When = Annotated[str, Meta(max_length=40, pattern=r"\A(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|\+00:00))?\Z")]
Digest = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
NewLine = Annotated[str, Meta(pattern=r"\A(\n|\r\n|\r)\Z")]
Near = Annotated[str, Meta(max_length=CONTEXT)]
Range = tuple[Offset, Offset]
Context = tuple[Near, Near]
Place = tuple[Count, Count]


class PageFields(Struct, omit_defaults=True):
    """What a page's decisions belong to; in the header of a one-page source, and in a record of its own elsewhere."""

    id: PageId
    encoding: Name
    bom: bool
    newline: NewLine
    paragraphs: Name
    sha256_bytes: Digest
    sha256_text: Digest
    bytes: Offset
    length: Offset


class HeaderRecord(Struct, omit_defaults=True, tag_field="kanwu", tag="header"):
    format: Count
    source: Name
    page: PageFields | None = None


class JournalRecord(Struct, omit_defaults=True, tag_field="kanwu", tag="journal"):
    format: Count
    source: Name
    page: PageFields | None = None


class PageRecord(PageFields, omit_defaults=True, tag_field="kanwu", tag="page"):
    pass


class ReplaceRecord(Struct, omit_defaults=True, tag_field="edit", tag="replace"):
    start: Offset
    end: Offset
    before: str
    after: str
    context: Context | None = None
    places: tuple[Place, ...] = ()


class FollowRecord(Struct, omit_defaults=True, tag_field="edit", tag="follow"):
    tail: Range | None
    head: Range | None
    separator: Separator
    context: tuple[Context, ...] = ()
    places: tuple[Place, ...] = ()


class DecisionRecord(Struct, omit_defaults=True, tag_field="kanwu", tag="decision"):
    id: Id
    verdict: Verdict
    page: PageId | None = None
    finding: Id | None = None
    rule: Name | None = None
    version: Index = 0
    alternative: Index = 0
    part: tuple[Index, ...] | None = None
    scope: Scope = Scope.PLACE
    string: str | None = None
    spans: tuple[Range, ...] = ()
    edits: tuple[ReplaceRecord | FollowRecord, ...] = ()
    supersedes: tuple[Id, ...] = ()
    over: tuple[tuple[Id, Index], ...] = ()
    derived_from: tuple[Id, ...] = ()
    withdrawn: bool = False
    batch: bool = False
    who: Who = ""
    when: When = ""
    note: str = ""


class StatusRecord(Struct, omit_defaults=True, tag_field="kanwu", tag="status"):
    status: PageStatus
    page: PageId | None = None
    who: Who = ""
    when: When = ""


class NoteRecord(Struct, omit_defaults=True, tag_field="kanwu", tag="note"):
    id: Id
    text: str
    page: PageId | None = None
    span: Range | None = None
    withdrawn: bool = False
    who: Who = ""
    when: When = ""


class BookmarkRecord(Struct, omit_defaults=True, tag_field="kanwu", tag="bookmark"):
    id: Id
    at: Offset
    page: PageId | None = None
    label: str = ""
    withdrawn: bool = False
    who: Who = ""
    when: When = ""


class KindRecord(Struct, omit_defaults=True, tag_field="kanwu", tag="kind"):
    span: Range
    kind: Kind
    page: PageId | None = None
    withdrawn: bool = False
    who: Who = ""
    when: When = ""


Record = HeaderRecord | JournalRecord | PageRecord | DecisionRecord | StatusRecord | NoteRecord | BookmarkRecord | KindRecord
RECORDS: dict[str, type[Record]] = {
    "header": HeaderRecord,
    "journal": JournalRecord,
    "page": PageRecord,
    "decision": DecisionRecord,
    "status": StatusRecord,
    "note": NoteRecord,
    "bookmark": BookmarkRecord,
    "kind": KindRecord,
}
