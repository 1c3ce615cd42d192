"""From one line of a patch or journal to what it says; KanwuError names file, line and field of what cannot be read."""

import re
from pathlib import Path
from typing import NamedTuple

import msgspec

from cleanup.edits import Edit, Follow, Replace
from cleanup.messages import KanwuError
from cleanup.page import Span
from cleanup.paragraphs import ParagraphRule
from cleanup.patchfile.anchors import Anchor, edges_of
from cleanup.patchfile.records import Bookmark, Extra, Fields, Header, LineKind, Note, PageHead, Row, Status
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
from cleanup.patchfile.strictjson import Flaw, parse_object
from cleanup.review import Decision, Scope, Verdict

_ENCODER = msgspec.json.Encoder()
_DECODERS = {name: msgspec.json.Decoder(kind) for name, kind in RECORDS.items()}
_CANONICAL = re.compile(rb'\{"kanwu":"([a-z]+)"')
_ERROR = re.compile(r"(?P<what>.*?)(?: - at `\$\.?(?P<where>.*)`)?\Z", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(.+)`\Z")
_KIND, _EDIT = "kanwu", "edit"


class Where(NamedTuple):
    """The file and the line (from 1) that are being read."""

    path: Path
    line: int

    def flaw(self, name: str, **params: object) -> KanwuError:
        return KanwuError(f"patch.{name}", path=str(self.path), line=self.line, **params)


def kind_of(line: bytes, where: Where) -> str:
    """The kind of a record, read as far as needed."""
    canonical = _CANONICAL.match(line)
    if canonical:
        return canonical[1].decode("ascii")
    kind = _parse(line, where).get(_KIND)
    if not isinstance(kind, str):
        raise where.flaw("no-kind")
    return kind


def decode(line: bytes, where: Where) -> Row:
    """What a line says, without its line end; records of unknown kinds as their bytes."""
    kind = kind_of(line, where)
    if kind not in RECORDS:
        if _parse(line, where)[_KIND] != kind:
            raise where.flaw("no-kind")
        return Row(None, raw=line)
    if kind in ("header", "journal"):
        _check_format(line, where)
    record, fields = _record(line, kind, where)
    contradiction = _contradiction(record)
    if contradiction is not None:
        raise where.flaw("contradiction", field=contradiction)
    return _row(record, _unknown(record, fields), where)


def _parse(line: bytes, where: Where) -> dict[str, object]:
    try:
        return parse_object(line)
    except Flaw as flaw:
        raise where.flaw(flaw.name, **flaw.params) from None


def _record(line: bytes, kind: str, where: Where) -> tuple[Record, Fields]:
    """The record of a line, and all its fields where it may have some that are unknown."""
    try:
        record: Record = _DECODERS[kind].decode(line)
        # A line just as this version writes it has no unknown field and no key twice, so that nothing need be parsed again.
        if _ENCODER.encode(record) == line:
            return record, {}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass  # said below, with its place
    fields = _parse(line, where)
    try:
        return msgspec.convert(fields, RECORDS[kind]), fields
    except msgspec.ValidationError as error:
        raise _refused(error, where) from None


def _refused(error: msgspec.ValidationError, where: Where) -> KanwuError:
    parts = _ERROR.match(str(error))
    what, field = (parts["what"], parts["where"] or "") if parts else (str(error), "")
    missing = _MISSING.match(what)
    if missing:
        return where.flaw("missing-field", field=f"{field}.{missing[1]}" if field else missing[1])
    return where.flaw("field", field=field or _KIND, expected=what.removeprefix("Expected ").replace("`", ""))


def _check_format(line: bytes, where: Where) -> None:
    """The format is looked at before anything else: a later one may differ in all the rest."""
    number = _parse(line, where).get("format")
    if isinstance(number, int) and not isinstance(number, bool) and number > FORMAT:
        raise where.flaw("newer-format", found=number, known=FORMAT)


def _unknown(record: Record, fields: Fields) -> Extra | None:
    """The fields of a line that its record has no place for."""
    if not fields:
        return None
    names = set(record.__struct_fields__) | {_KIND}
    top = {key: value for key, value in fields.items() if key not in names}
    edits: dict[int, Fields] = {}
    listed = fields.get("edits")
    if isinstance(record, DecisionRecord) and isinstance(listed, list):
        for index, (edit, given) in enumerate(zip(record.edits, listed, strict=True)):
            more = {key: value for key, value in given.items() if key not in edit.__struct_fields__ and key != _EDIT}
            if more:
                edits[index] = more
    if isinstance(record, HeaderRecord | JournalRecord) and isinstance(page := fields.get("page"), dict):
        more = {key: value for key, value in page.items() if key not in PageFields.__struct_fields__}
        if more:
            edits[0] = more
    return Extra(top, edits) if top or edits else None


def _contradiction(record: Record) -> str | None:
    """The first field that does not go with the rest of its record."""
    if isinstance(record, HeaderRecord | JournalRecord):
        return "source" if not _is_file_name(record.source) else None
    if isinstance(record, NoteRecord):
        return "span" if record.span and record.span[0] > record.span[1] else None
    if isinstance(record, KindRecord):
        return "span" if record.span[0] >= record.span[1] else None
    if not isinstance(record, DecisionRecord):
        return None
    if record.finding is None and record.verdict is not Verdict.EDITED:
        return "finding"
    if record.rule is None and record.finding is not None:
        return "rule"
    takes = record.verdict in (Verdict.ACCEPTED, Verdict.EDITED)
    if record.edits and not takes:
        return "edits"
    part = record.part
    if part is not None and not (takes and len(part) == len(record.edits) > 0 and list(part) == sorted(set(part))):
        return "part"
    if record.scope is not Scope.PLACE and record.verdict is not Verdict.REJECTED:
        return "scope"
    if (record.string is not None) != (record.scope is Scope.STRING):
        return "string"
    for start, end in record.spans:
        if start > end:
            return "spans"
    return _chain_contradiction(record) or _edits_contradiction(record)


def _chain_contradiction(record: DecisionRecord) -> str | None:
    """The first field that names other decisions in a way that makes no sense."""
    above = record.supersedes
    if above and (record.id in above or len(set(above)) < len(above)):
        return "supersedes"
    if any(name not in above for name, _ in record.over):
        return "over"
    return "derived_from" if record.id in record.derived_from else None


def _edits_contradiction(record: DecisionRecord) -> str | None:
    for index, edit in enumerate(record.edits):
        field_of_edit = _edit_contradiction(edit)
        if field_of_edit is not None:
            return f"edits[{index}].{field_of_edit}"
    return None


def _edit_contradiction(edit: ReplaceRecord | FollowRecord) -> str | None:
    if isinstance(edit, ReplaceRecord):
        if edit.start > edit.end:
            return "end"
        if len(edit.before) != edit.end - edit.start:
            return "before"
        if edit.before == edit.after:
            return "after"
        contexts = 1
    else:
        if edit.tail is None and edit.head is None:
            return "head"
        for name, span in (("tail", edit.tail), ("head", edit.head)):
            if span is not None and span[0] >= span[1]:
                return name
        contexts = len(edges_of(_edit(edit)))
        if edit.context and len(edit.context) != contexts:
            return "context"
    if edit.places and (len(edit.places) != len(edges_of(_edit(edit))) or any(k > n for k, n in edit.places)):
        return "places"
    return None


def _is_file_name(name: str) -> bool:
    """Whether a source is named by its file name alone: no folder, no way out of one. The name is only ever compared."""
    return name not in (".", "..") and "/" not in name and "\0" not in name


def _row(record: Record, extra: Extra | None, where: Where) -> Row:
    more = extra.fields if extra else {}
    match record:
        case HeaderRecord() | JournalRecord():
            page = _head(record.page, extra.edits.get(0, {}) if extra else {}, where) if record.page else None
            return Row(Header(record.source, page, more))
        case PageRecord():
            return Row(_head(record, more, where), record.id)
        case DecisionRecord():
            return _decision_row(record, extra)
        case StatusRecord():
            return Row(Status(record.status, record.who, record.when, more), record.page)
        case NoteRecord():
            span = None if record.span is None else Span(*record.span)
            return Row(Note(record.id, record.text, span, record.who, record.when, record.withdrawn, more), record.page)
        case BookmarkRecord():
            return Row(Bookmark(record.id, record.at, record.label, record.who, record.when, record.withdrawn, more), record.page)
        case KindRecord():
            return Row(LineKind(Span(*record.span), record.kind, record.who, record.when, record.withdrawn, more), record.page)


def _head(fields: PageFields, extra: Fields, where: Where) -> PageHead:
    try:
        rule = ParagraphRule(fields.paragraphs)
    except ValueError:
        raise where.flaw("paragraph-rule", rule=fields.paragraphs, known=", ".join(ParagraphRule)) from None
    return PageHead(
        fields.id,
        fields.encoding,
        fields.bom,
        fields.newline,
        rule,
        fields.sha256_bytes,
        fields.sha256_text,
        fields.bytes,
        fields.length,
        extra,
    )


def _edit(record: ReplaceRecord | FollowRecord) -> Edit:
    if isinstance(record, ReplaceRecord):
        return Replace(record.start, record.end, record.before, record.after)
    return Follow(record.tail and Span(*record.tail), record.head and Span(*record.head), record.separator)


def _decision_row(record: DecisionRecord, extra: Extra | None) -> Row:
    edits = tuple(_edit(edit) for edit in record.edits)
    anchors = {}
    for edit, given in zip(edits, record.edits, strict=True):
        if given.context and given.places:
            anchors[edit] = Anchor((given.context,) if isinstance(given, ReplaceRecord) else given.context, given.places)
    decision = Decision(
        id=record.id,
        verdict=record.verdict,
        edits=edits,
        finding=record.finding,
        rule=record.rule,
        rule_version=record.version,
        spans=tuple(Span(*span) for span in record.spans),
        alternative=record.alternative,
        part=record.part,
        scope=record.scope,
        string=record.string,
        who=record.who,
        when=record.when,
        note=record.note,
        supersedes=record.supersedes,
        over=record.over,
        derived_from=record.derived_from,
        withdrawn=record.withdrawn,
        batch=record.batch,
    )
    return Row(decision, record.page, anchors, extra)
