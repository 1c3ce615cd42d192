"""JSON Lines: one page a record, the text in one of its fields, read and written as a stream.

The rule for ids: a page's id is the record's id field, a string or an integer; where the first record has none, no record may
have one, and the line number (from 1, blank lines counted) serves. Two records of one id are refused. A record that is unchanged is
written byte for byte; in a changed one the text's own JSON string is replaced and every other byte stays. Lines end with `\\n`
alone. Memory is that of the longest line and of the ids (about 130 bytes a record).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from cleanup.language.lazy import lazy
from cleanup.layout import make_page
from cleanup.messages import KanwuError, Message
from cleanup.page import Origin, Page
from cleanup.readers.encoding import bom_of, decode, usual_newline
from cleanup.readers.files import open_file, refuse_binary
from cleanup.readers.keeping import split_encoding
from cleanup.readers.sniff import sniff
from cleanup.readers.source import Cleaned, Lockstep

_HEAD: Final = 1 << 20  # bytes from which the encoding is told
_WHITE: Final = lazy(r"[ \t\r\n]*")
_HALF: Final = lazy(r"\\u[dD][89a-fA-F]")
_DECODER: Final = json.JSONDecoder()
_UTF8_BOM: Final = b"\xef\xbb\xbf"


class Field(NamedTuple):
    """A field of a record, and where its value stands in the line, in code points."""

    key: str
    value: object
    start: int
    end: int


class Record(NamedTuple):
    """What a line holds: id, text, where the text's JSON string stands in the line, and the other fields.

    `escaped` says that the string is written in ASCII, other characters as escapes; a changed one is written so too.
    """

    id: str
    text: str
    start: int
    end: int
    escaped: bool
    meta: dict[str, object]


class FlawError(ValueError):
    """Why a line is no object; `message` is a part of a sentence."""

    def __init__(self, name: str, **params: object) -> None:
        super().__init__(name, params)
        self.message = Message(f"reading.jsonl_flaw_{name}", params)


def _reason(error: ValueError) -> Message:
    if isinstance(error, FlawError):
        return error.message
    if isinstance(error, json.JSONDecodeError):
        return FlawError("value", column=error.pos + 1).message
    return FlawError("digits").message  # a whole number that Python takes for an attack


def read_fields(line: str) -> list[Field]:
    """The fields of the object that a line holds, in order; ValueError where it holds none, RecursionError where it nests too deep."""
    at = _skip(line, 0)
    if line[at : at + 1] != "{":
        raise FlawError("mark" if line[at : at + 1] == "\ufeff" else "brace")
    fields: list[Field] = []
    at = _skip(line, at + 1)
    while line[at : at + 1] != "}":
        if fields:
            at = _skip(line, _expect(line, at, ","))
        key, at = _DECODER.raw_decode(line, at)
        if not isinstance(key, str):
            raise FlawError("key")
        start = _skip(line, _expect(line, _skip(line, at), ":"))
        value, end = _DECODER.raw_decode(line, start)
        fields.append(Field(key, value, start, end))
        at = _skip(line, end)
    if _skip(line, at + 1) != len(line):
        raise FlawError("after")
    return fields


def _skip(line: str, at: int) -> int:
    found = _WHITE.match(line, at)
    return found.end() if found else at


def _expect(line: str, at: int, char: str) -> int:
    if line[at : at + 1] != char:
        raise FlawError("expected", char=char, column=at + 1)
    return at + 1


@dataclass(frozen=True)
class JsonlSource:
    """A file of records. `override` is an encoding; `field` and `id_field` name where text and id stand."""

    path: Path
    override: str | None = None
    field: str = "text"
    id_field: str = "id"
    format: str = "jsonl"

    @cached_property
    def _told(self) -> tuple[str, bool, Message]:
        """Encoding, whether a BOM begins the file, and why; told from the first megabyte."""
        path = str(self.path)
        with open_file(self.path) as file:
            head = file.read(_HEAD) + file.readline()
        refuse_binary(head, path)
        bom = head.startswith(_UTF8_BOM)
        if self.override is not None:
            told = decode(b"", self.override, path)
            encoding, why = split_encoding(told.encoding)[0], told.evidence[0]
        elif bom or _is_utf8(head):
            encoding, why = "utf-8", Message("reading.by_json")
        else:
            wide = bom_of(head)
            encoding = wide[1] if wide else sniff(head).scores[0].encoding
            why = Message("reading.by_likeness", {"encoding": encoding})
        if "\n{}".encode(encoding) != b"\n{}":
            raise KanwuError("reading.jsonl_not_utf8", path=path, encoding=encoding)
        return encoding, bom, why

    @property
    def evidence(self) -> tuple[Message, ...]:
        return (self._told[2],)

    def pages(self) -> Iterator[Page]:
        """The records' texts as pages, one by one; `meta` holds every field but the text."""
        encoding, bom, _ = self._told
        for _, record in self._records():
            if record is not None:
                origin = Origin(str(self.path), encoding, bom, usual_newline(record.text))
                yield make_page(record.id, record.text, origin, record.meta)

    def texts(self) -> Iterator[tuple[str, str]]:
        """The records' ids and texts, one by one."""
        yield from ((record.id, record.text) for _, record in self._records() if record is not None)

    def write(self, cleaned: Cleaned, out: BinaryIO, *, encoding: str | None = None) -> None:
        """Every line as it stands, but for the text of the records that changed; see `Source.write`."""
        own, bom, _ = self._told
        pages = Lockstep(cleaned, self.path)
        if bom and encoding is None:
            out.write(_UTF8_BOM)
        for raw, record in self._records():
            taken = None if record is None else pages.take(record.id, record.text)
            if record is not None and taken is not None and taken[1].text != record.text:
                line = raw.decode(own)
                value = json.dumps(taken[1].text, ensure_ascii=record.escaped)
                out.write(_encode(line[: record.start] + value + line[record.end :], encoding or own))
            else:
                out.write(raw if encoding is None else _encode(raw.decode(own), encoding))
        pages.finish()

    def _records(self) -> Iterator[tuple[bytes, "Record | None"]]:
        """The file's lines with their line ends, and the record that each holds; None for a blank line."""
        encoding, bom, _ = self._told
        path = str(self.path)
        lines: dict[str, int] = {}
        with_ids: tuple[int, bool] | None = None  # the first record's line, and whether it has an id
        with open_file(self.path) as file:
            if bom:
                file.seek(len(_UTF8_BOM))
            for number, raw in enumerate(file, 1):
                if not raw.strip(b" \t\r\n"):
                    yield raw, None
                    continue
                record, has_id = self._read_record(raw, number, encoding)
                with_ids = with_ids or (number, has_id)
                if with_ids[1] != has_id:
                    without, having = (with_ids[0], number) if has_id else (number, with_ids[0])
                    raise KanwuError("reading.jsonl_mixed_ids", path=path, field=self.id_field, without=without, having=having)
                first = lines.setdefault(record.id, number)
                if first != number:
                    raise KanwuError("reading.jsonl_duplicate", path=path, first=first, second=number, id=record.id)
                yield raw, record

    def _read_record(self, raw: bytes, number: int, encoding: str) -> tuple[Record, bool]:
        """The record of line `number` and whether it has an id of its own."""
        path = str(self.path)
        try:
            line = raw.decode(encoding)
            fields = read_fields(line)
        except UnicodeDecodeError as error:
            code = f"{raw[error.start]:02X}"
            raise KanwuError("reading.jsonl_byte", path=path, line=number, offset=error.start, code=code, encoding=encoding) from None
        except RecursionError:
            raise KanwuError("reading.jsonl_malformed", path=path, line=number, reason=FlawError("deep").message) from None
        except ValueError as error:
            raise KanwuError("reading.jsonl_malformed", path=path, line=number, reason=_reason(error)) from None
        for name in (self.field, self.id_field):
            if sum(f.key == name for f in fields) > 1:
                raise KanwuError("reading.jsonl_twice", path=path, line=number, field=name)
        if _HALF.search(line) and not _is_whole([f[:2] for f in fields]):
            raise KanwuError("reading.jsonl_surrogate", path=path, line=number)
        held = next((f for f in fields if f.key == self.field), None)
        if held is None or not isinstance(held.value, str):
            names = ", ".join(f.key for f in fields[:12])
            raise KanwuError("reading.jsonl_no_text", path=path, line=number, field=self.field, fields=names or "–")
        if "\0" in held.value:
            raise KanwuError("reading.jsonl_nul", path=path, line=number)
        meta = {f.key: f.value for f in fields if f is not held}
        has_id = self.id_field in meta
        own = meta.get(self.id_field)
        if has_id and (isinstance(own, bool) or not isinstance(own, str | int) or own == ""):
            raise KanwuError("reading.jsonl_bad_id", path=path, line=number, field=self.id_field)
        escaped = line[held.start : held.end].isascii() and not held.value.isascii()
        return Record(str(own) if has_id else str(number), held.value, held.start, held.end, escaped, meta), has_id


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_whole(value: object) -> bool:
    """Whether no string in a JSON value holds half a character."""
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _encode(line: str, encoding: str) -> bytes:
    """A line of JSON as bytes; what the encoding cannot hold becomes an escape, which only strings can need."""
    try:
        return line.encode(encoding)
    except UnicodeEncodeError:
        return b"".join(_encode_or_escape(char, encoding) for char in line)


def _encode_or_escape(char: str, encoding: str) -> bytes:
    try:
        return char.encode(encoding)
    except UnicodeEncodeError:
        return json.dumps(char)[1:-1].encode("ascii")
