"""From what a patch says to its lines: one form for one content, so that the same decisions give the same bytes."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from cleanup.edits import Edit, Replace
from cleanup.messages import KanwuError
from cleanup.patchfile.anchors import Anchor
from cleanup.patchfile.records import Bookmark, Extra, Fields, Header, LineKind, Note, PageHead, PageRecords, Status
from cleanup.patchfile.schema import (
    FORMAT,
    RECORDS,
    BookmarkRecord,
    DecisionRecord,
    FollowRecord,
    HeaderRecord,
    JournalRecord,
    KindRecord,
    NoteRecord,
    PageFields,
    PageRecord,
    Record,
    ReplaceRecord,
    StatusRecord,
)
from cleanup.review import Decision

_ENCODER = msgspec.json.Encoder()
_DECODERS = {kind: msgspec.json.Decoder(kind) for kind in RECORDS.values()}
_NONE = Anchor()
_NOTHING: Mapping[Any, Fields] = MappingProxyType({})


class LineWriter:
    """Writes the lines of one patch; `path` is named where a record cannot be written."""

    def __init__(self, path: Path, *, many: bool) -> None:
        self._path = path
        self._many = many

    def header(self, header: Header, *, journal: bool = False) -> bytes:
        """The first line of a patch, or of a journal."""
        page = None if header.page is None else _head(header.page)
        record = (JournalRecord if journal else HeaderRecord)(FORMAT, header.source, page)
        return self._line(record, header.extra, {"page": header.page.extra} if header.page else _NOTHING)

    def page(self, head: PageHead) -> bytes:
        """The line that begins a page in a patch of many."""
        fields = _head(head)
        return self._line(PageRecord(*(getattr(fields, name) for name in fields.__struct_fields__)), head.extra)

    def records(self, records: PageRecords) -> Iterator[bytes]:
        """All lines of a page after its head: decisions, kinds, notes, bookmarks, status, and what is not known here."""
        page = records.head.page
        for decision in records.decisions:
            yield self.decision(page, decision, records.anchors, records.extras.get(decision.id))
        others: list[Status | Note | Bookmark | LineKind] = [*records.kinds, *records.notes, *records.bookmarks]
        if records.status is not None:
            others.append(records.status)
        for entry in others:
            yield self.entry(page, entry)
        for raw in records.unknown:
            yield raw + b"\n"

    def decision(self, page: str, decision: Decision, anchors: Mapping[Edit, Anchor], extra: Extra | None = None) -> bytes:
        """The line of a decision; `anchors` are those of its edits."""
        record = DecisionRecord(
            id=decision.id,
            verdict=decision.verdict,
            page=self._page(page),
            finding=decision.finding,
            rule=decision.rule,
            version=decision.rule_version,
            alternative=decision.alternative,
            part=decision.part,
            scope=decision.scope,
            string=decision.string,
            spans=decision.spans,
            edits=tuple(_edit(edit, anchors.get(edit, _NONE)) for edit in decision.edits),
            supersedes=decision.supersedes,
            over=decision.over,
            derived_from=decision.derived_from,
            withdrawn=decision.withdrawn,
            batch=decision.batch,
            who=decision.who,
            when=decision.when,
            note=decision.note,
        )
        if extra is None:
            return self._line(record, {})
        return self._line(record, extra.fields, {("edits", index): fields for index, fields in extra.edits.items()})

    def entry(self, page: str, entry: Status | Note | Bookmark | LineKind) -> bytes:
        """The line of anything else that was noted about a page."""
        of = self._page(page)
        record: Record
        match entry:
            case Status(status, who, when):
                record = StatusRecord(status, of, who, when)
            case Note(id, text, span, who, when, withdrawn):
                record = NoteRecord(id, text, of, span, withdrawn, who, when)
            case Bookmark(id, at, label, who, when, withdrawn):
                record = BookmarkRecord(id, at, of, label, withdrawn, who, when)
            case LineKind(span, kind, who, when, withdrawn):
                record = KindRecord(span, kind, of, withdrawn, who, when)
        return self._line(record, entry.extra)

    def _page(self, page: str) -> str | None:
        return page if self._many else None

    def _line(self, record: Record, extra: Fields, inside: Mapping[str | tuple[str, int], Fields] = _NOTHING) -> bytes:
        """A record as a line that can be read again, with its unknown fields after the known ones."""
        try:
            line = _ENCODER.encode(record)
            _DECODERS[type(record)].decode(line)
            if extra or any(inside.values()):
                fields: dict[str, Any] = json.loads(line)
                for place, more in inside.items():
                    here = fields[place] if isinstance(place, str) else fields[place[0]][place[1]]
                    here.update(more)
                line = json.dumps({**fields, **extra}, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")
        except (msgspec.ValidationError, UnicodeEncodeError) as error:
            raise KanwuError("patch.cannot-hold", path=str(self._path), reason=str(error)) from None
        return line + b"\n"


def _head(head: PageHead) -> PageFields:
    return PageFields(
        id=head.page,
        encoding=head.encoding,
        bom=head.bom,
        newline=head.newline,
        paragraphs=head.rule,
        sha256_bytes=head.sha256_bytes,
        sha256_text=head.sha256_text,
        bytes=head.bytes,
        length=head.length,
    )


def _edit(edit: Edit, anchor: Anchor) -> ReplaceRecord | FollowRecord:
    if isinstance(edit, Replace):
        context = anchor.context[0] if anchor.context else None
        return ReplaceRecord(edit.start, edit.end, edit.before, edit.after, context, anchor.places)
    return FollowRecord(edit.tail, edit.head, edit.separator, anchor.context, anchor.places)
