"""Damage done to a good patch: sixty and more kinds of broken or malicious content, each with the message it must give."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from cleanup.edits import Replace
from cleanup.page import Page
from cleanup.patchfile import Patch, save
from cleanup.review import Review
from tests.reviews import BY, finding
from tests.test_render import follow, page_of

Json = dict[str, Any]
NAME = "page.txt.kanwu.jsonl"


def the_page() -> Page:
    return replace(page_of("防孔工\n\n水情快报\n\n作要and实,再报"), id="page.txt")


def good_records() -> list[Json]:
    """Header, a join, a correction, and a rejection, as they lie in a good patch."""
    page = the_page()
    found = [
        finding(page, (follow(page, "防孔工", "作要and实,再报"),), rule="column-join"),
        finding(page, (Replace(1, 2, "孔", "控"),), rule="look-alike"),
        finding(page, (Replace(17, 18, ",", "，"),), rule="punctuation-width"),
    ]
    review = Review(page, tuple(found)).accept(found[0].id, id="join", **BY).accept(found[1].id, id="shape", **BY)
    review = review.reject(found[2].id, id="comma", **BY)
    patch = Patch.new("page.txt", page).with_review(review)
    return [json.loads(line) for line in _bytes_of(patch).split(b"\n")[:-1]]


def _bytes_of(patch: Patch) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        save(path, patch, durable=False)
        return path.read_bytes()


def lines(records: list[Json]) -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


class Case(NamedTuple):
    """A kind of damage, what it does to the good records or their bytes, and the message it must give."""

    kind: str
    name: str
    damage: Callable[[list[Json]], bytes]
    key: str


def field(record: int, path: str, value: object) -> Callable[[list[Json]], bytes]:
    """Put a value at a dotted path of a record."""

    def damage(records: list[Json]) -> bytes:
        here: Any = records[record]
        *steps, last = path.split(".")
        for step in steps:
            here = here[int(step) if step.isdigit() else step]
        here[int(last) if last.isdigit() else last] = value
        return lines(records)

    return damage


def without(record: int, path: str) -> Callable[[list[Json]], bytes]:
    def damage(records: list[Json]) -> bytes:
        here: Any = records[record]
        *steps, last = path.split(".")
        for step in steps:
            here = here[int(step) if step.isdigit() else step]
        del here[last]
        return lines(records)

    return damage


def raw_line(line: bytes, at: int = 1) -> Callable[[list[Json]], bytes]:
    """Put a line between the others."""

    def damage(records: list[Json]) -> bytes:
        whole = lines(records).split(b"\n")
        return b"\n".join([*whole[:at], line, *whole[at:]])

    return damage


def with_bytes(change: Callable[[bytes], bytes]) -> Callable[[list[Json]], bytes]:
    return lambda records: change(lines(records))


def added(record: Json) -> Callable[[list[Json]], bytes]:
    return lambda records: lines([*records, record])


def decision(**fields: object) -> Json:
    return {"kanwu": "decision", "id": "new", "verdict": "accepted", "finding": "f", "rule": "r", "spans": [[0, 1]], **fields}


def replacing(start: object, end: object, before: object, after: object) -> Json:
    return {"edit": "replace", "start": start, "end": end, "before": before, "after": after}


def following(tail: object, head: object, separator: object = "join") -> Json:
    return {"edit": "follow", "tail": tail, "head": head, "separator": separator}


def taking(*edits: Json) -> Callable[[list[Json]], bytes]:
    return added(decision(edits=list(edits)))


def many(*records: Json) -> Callable[[list[Json]], bytes]:
    """A patch of many pages, made of the head of the good one and these records."""

    def damage(good: list[Json]) -> bytes:
        head = {"kanwu": "page", **good[0]["page"]}
        pages = [{**head, **record} if record["kanwu"] == "page" else record for record in records]
        return lines([HEADER, *pages])

    return damage


def in_big5(data: bytes) -> bytes:
    """The patch as if its page had been read in another encoding, to another text."""
    return data.replace(b'"utf-8"', b'"big5hkscs"').replace(the_page().text_hash.encode(), b"0" * 64)


def nested(depth: int, open_: bytes, close: bytes) -> bytes:
    return b'{"kanwu":"strange","x":' + open_ * depth + close * depth + b"}"


HEADER: Json = {"kanwu": "header", "format": 1, "source": "page.txt"}
_INSERT = b'{"edit":"replace","start":1,"end":1,"before":"","after":"\\ud800"}'
HALF = b'{"kanwu":"decision","id":"a","verdict":"edited","edits":[' + _INSERT + b"]}"
TWICE = HALF.replace(b'"\\ud800"', b'"x","after":"y"')
BIG = b'{"kanwu":"strange","x":"' + b"x" * 20_000_000 + b'"}\n'

CASES = (
    # Not JSON, or not what a record is.
    Case("not JSON", "a word", raw_line(b"hello"), "patch.not-json"),
    Case("not JSON", "an empty line", raw_line(b""), "patch.not-json"),
    Case("not JSON", "two objects", raw_line(b'{"kanwu":"strange"} {"kanwu":"strange"}'), "patch.not-json"),
    Case("not JSON", "a comment", raw_line(b"// a comment"), "patch.not-json"),
    Case("not JSON", "single quotes", raw_line(b"{'kanwu':'strange'}"), "patch.not-json"),
    Case("not JSON", "a bare control character", raw_line(b'{"kanwu":"strange","x":"\x01"}'), "patch.not-json"),
    Case("not JSON", "all on one line", with_bytes(lambda b: b.replace(b"\n", b" ") + b"\n"), "patch.not-json"),
    Case("not JSON", "a mark before the first line", with_bytes(lambda b: b"\xef\xbb\xbf" + b), "patch.not-json"),
    Case("not JSON", "zeros", raw_line(bytes(64)), "patch.not-json"),
    Case("not an object", "a list", raw_line(b"[1,2]"), "patch.not-object"),
    Case("not an object", "a string", raw_line(b'"kanwu"'), "patch.not-object"),
    Case("not an object", "null", raw_line(b"null"), "patch.not-object"),
    Case("no kind", "none", raw_line(b'{"id":"x"}'), "patch.no-kind"),
    Case("no kind", "a number", raw_line(b'{"kanwu":1}'), "patch.no-kind"),
    # Cut short, or put together wrongly.
    Case("cut short", "in a string", with_bytes(lambda b: b[:-30]), "patch.cut-short"),
    Case("cut short", "after the header's first bytes", with_bytes(lambda b: b[:25]), "patch.cut-short"),
    Case("cut short", "in a character", with_bytes(lambda b: b[: b.rindex("甲".encode()) + 1]), "patch.cut-short"),
    Case("cut short", "to nothing", with_bytes(lambda b: b""), "patch.empty"),
    Case("unfinished merge", "ours", raw_line(b"<<<<<<< HEAD"), "patch.merge-marks"),
    Case("unfinished merge", "between", raw_line(b"======="), "patch.merge-marks"),
    Case("unfinished merge", "theirs", raw_line(b">>>>>>> other"), "patch.merge-marks"),
    Case("two patches in one", "the file twice", with_bytes(lambda b: b + b), "patch.unexpected"),
    Case("two patches in one", "a page in a patch of one", many({"kanwu": "page"}, HEADER), "patch.unexpected"),
    Case("two patches in one", "a journal in a patch", raw_line(b'{"kanwu":"journal","format":1,"source":"page.txt"}'), "patch.unexpected"),
    # Bytes and characters.
    Case("not UTF-8", "GBK in a note", with_bytes(lambda b: b.replace("甲".encode(), "甲".encode("gbk"))), "patch.not-utf8"),
    Case("not UTF-8", "a lone byte", raw_line(b'{"kanwu":"strange","x":"\xff"}'), "patch.not-utf8"),
    Case("not UTF-8", "an encoded surrogate", raw_line(b'{"kanwu":"strange","x":"\xed\xa0\x80"}'), "patch.not-utf8"),
    Case("not UTF-8", "UTF-16", with_bytes(lambda b: b.decode().encode("utf-16-be")), "patch.not-json"),
    Case("half a character", "in a replacement", raw_line(HALF), "patch.half-character"),
    Case("half a character", "in an unknown record", raw_line(b'{"kanwu":"strange","x":"\\udfff"}'), "patch.half-character"),
    Case("half a character", "in a key", raw_line(b'{"kanwu":"strange","\\ud83d":1}'), "patch.half-character"),
    # Numbers.
    Case("not a number", "NaN", raw_line(b'{"kanwu":"strange","x":NaN}'), "patch.not-a-number"),
    Case("not a number", "Infinity", raw_line(b'{"kanwu":"strange","x":-Infinity}'), "patch.not-a-number"),
    Case("not a number", "too large a float", raw_line(b'{"kanwu":"strange","x":1e999}'), "patch.not-a-number"),
    Case("not a number", "a million digits", raw_line(b'{"kanwu":"strange","x":' + b"9" * 1_000_000 + b"}"), "patch.not-a-number"),
    Case("huge number", "offset", taking(replacing(10**30, 10**30, "", "x")), "patch.field"),
    Case("huge number", "alternative", field(2, "alternative", 2**63), "patch.field"),
    Case("huge number", "format", field(0, "format", 10**200), "patch.newer-format"),
    Case("huge number", "length", field(0, "page.length", 10**18), "patch.field"),
    Case("wrong number", "a negative offset", taking(replacing(-1, 0, "x", "")), "patch.field"),
    Case("wrong number", "a fraction", taking(replacing(1.5, 2, "孔", "控")), "patch.field"),
    Case("wrong number", "a float that is whole", taking(replacing(1.0, 2, "孔", "控")), "patch.field"),
    Case("wrong number", "true", taking(replacing(True, 2, "孔", "控")), "patch.field"),
    # Nesting, size, doubled keys.
    Case("deep nesting", "lists", raw_line(nested(70, b"[", b"]")), "patch.too-deep"),
    Case("deep nesting", "a hundred thousand lists", raw_line(nested(100_000, b"[", b"]")), "patch.too-deep"),
    Case("deep nesting", "objects", raw_line(b'{"kanwu":"strange","x":' + b'{"x":' * 5000 + b"1" + b"}" * 5000 + b"}"), "patch.too-deep"),
    Case("too large", "a line of 100 MB", raw_line(b'{"kanwu":"strange","x":"' + b"x" * 100_000_000 + b'"}'), "patch.line-too-long"),
    Case("too large", "100 MB without an end", with_bytes(lambda b: b[:-1] + b" " * 100_000_000), "patch.line-too-long"),
    Case("too large", "140 MB of records", with_bytes(lambda b: b + BIG * 7), "patch.too-large"),
    Case("doubled key", "of a decision", raw_line(b'{"kanwu":"decision","id":"a","id":"b","verdict":"edited"}'), "patch.twice-key"),
    Case("doubled key", "of an edit", raw_line(TWICE), "patch.twice-key"),
    Case("doubled key", "its kind", raw_line(b'{"kanwu":"strange","kanwu":"decision"}'), "patch.twice-key"),
    Case("doubled key", "in an unknown record", raw_line(b'{"kanwu":"strange","x":{"y":1,"y":2}}'), "patch.twice-key"),
    # The header.
    Case("header", "none", with_bytes(lambda b: b.split(b"\n", 1)[1]), "patch.no-header"),
    Case("header", "a journal's", field(0, "kanwu", "journal"), "patch.no-header"),
    Case("header", "of an unknown kind", field(0, "kanwu", "heading"), "patch.no-header"),
    Case("header", "no format", without(0, "format"), "patch.missing-field"),
    Case("header", "no hash", without(0, "page.sha256_text"), "patch.missing-field"),
    Case("header", "an empty hash", field(0, "page.sha256_text", ""), "patch.field"),
    Case("header", "an upper-case hash", field(0, "page.sha256_text", "A" * 64), "patch.field"),
    Case("header", "a strange newline", field(0, "page.newline", "\u2028"), "patch.field"),
    Case("header", "the wrong length", field(0, "page.length", 3), "patch.length"),
    Case("header", "an unknown paragraph rule", field(0, "page.paragraphs", "blank-line/9"), "patch.paragraph-rule"),
    Case("version", "the next", field(0, "format", 2), "patch.newer-format"),
    Case("version", "none yet", field(0, "format", 0), "patch.field"),
    Case("version", "a word", field(0, "format", "1"), "patch.field"),
    # Whose patch it is.
    Case("another page", "its id", field(0, "page.id", "other.txt"), "patch.other-page"),
    Case("another page", "its text", field(0, "page.sha256_text", "0" * 64), "patch.source-changed"),
    Case("another page", "its encoding and text", with_bytes(in_big5), "patch.other-encoding"),
    Case("another page", "its source", field(0, "source", "other.txt"), "patch.other-source"),
    Case("path trick", "up and away", field(0, "source", "../../etc/passwd"), "patch.contradiction"),
    Case("path trick", "absolute", field(0, "source", "/etc/passwd"), "patch.contradiction"),
    Case("path trick", "the folder above", field(0, "source", ".."), "patch.contradiction"),
    Case("path trick", "NUL", field(0, "source", "page.txt\0.md"), "patch.contradiction"),
    Case("path trick", "a drive", field(0, "source", "C:\\page.txt"), "patch.other-source"),
    Case("path trick", "backslashes", field(0, "source", "..\\page.txt"), "patch.other-source"),
    Case("path trick", "a device", field(0, "source", "\\\\.\\CON"), "patch.other-source"),
    Case("path trick", "empty", field(0, "source", ""), "patch.field"),
    Case("path trick", "in the page's id", field(0, "page.id", "../page.txt"), "patch.other-page"),
    # Decisions.
    Case("decision", "no id", without(1, "id"), "patch.missing-field"),
    Case("decision", "an empty id", field(1, "id", ""), "patch.field"),
    Case("decision", "an id of a megabyte", field(1, "id", "x" * 1_000_000), "patch.field"),
    Case("decision", "no verdict", without(1, "verdict"), "patch.missing-field"),
    Case("decision", "an unknown verdict", field(1, "verdict", "maybe"), "patch.field"),
    Case("decision", "an unknown scope", field(3, "scope", "corpus"), "patch.field"),
    Case("decision", "a time of day", field(1, "when", "this morning"), "patch.field"),
    Case("decision", "a local time", field(1, "when", "2026-03-01T08:00:00+08:00"), "patch.field"),
    Case("decision", "edits that are no list", field(1, "edits", {}), "patch.field"),
    Case("decision", "a span of three", field(1, "spans", [[1, 2, 3]]), "patch.field"),
    Case("decision", "withdrawn by a word", field(1, "withdrawn", "yes"), "patch.field"),
    Case("doubled id", "the same decision twice", lambda r: lines([*r, r[1]]), "patch.id-twice"),
    Case("doubled id", "another with its id", added(decision(id="join", edits=[replacing(1, 1, "", "x")])), "patch.id-twice"),
    Case("contradiction", "a rejection with edits", field(1, "verdict", "rejected"), "patch.contradiction"),
    Case("contradiction", "a span backwards", field(1, "spans", [[3, 1]]), "patch.contradiction"),
    Case("contradiction", "an acceptance of a rule", field(1, "scope", "rule"), "patch.contradiction"),
    Case("contradiction", "a string without its scope", field(3, "string", ","), "patch.contradiction"),
    Case("contradiction", "parts that are not the edits", field(1, "part", [0, 1]), "patch.contradiction"),
    Case("contradiction", "an acceptance of nothing", without(1, "finding"), "patch.contradiction"),
    Case("contradiction", "superseding itself", field(1, "supersedes", ["join"]), "patch.contradiction"),
    Case("contradiction", "derived from itself", field(1, "derived_from", ["join"]), "patch.contradiction"),
    Case("contradiction", "over what is not superseded", field(1, "over", [["shape", 0]]), "patch.contradiction"),
    Case("contradiction", "another page's decision", field(1, "page", "other.txt"), "patch.other-section"),
    # Edits.
    Case("edit", "of no kind", taking({"start": 1, "end": 1, "before": "", "after": "x"}), "patch.missing-field"),
    Case("edit", "of an unknown kind", taking({**replacing(1, 1, "", "x"), "edit": "move"}), "patch.field"),
    Case("edit", "backwards", taking(replacing(2, 1, "", "x")), "patch.contradiction"),
    Case("edit", "longer than its text", taking(replacing(1, 3, "孔", "控")), "patch.contradiction"),
    Case("edit", "of nothing", taking(replacing(1, 2, "孔", "孔")), "patch.contradiction"),
    Case("edit", "from nowhere to nowhere", taking(following(None, None)), "patch.contradiction"),
    Case("edit", "an empty line", taking(following([3, 3], [5, 9])), "patch.contradiction"),
    Case("edit", "an unknown separator", taking(following([0, 3], [5, 9], "tab")), "patch.field"),
    Case("edit", "too long a context", field(1, "edits.0.context.1.0", "x" * 33), "patch.field"),
    Case("edit", "a context too few", field(1, "edits.0.context", [["", ""]]), "patch.contradiction"),
    Case("edit", "the third of two places", field(2, "edits.0.places", [[3, 2], [1, 1]]), "patch.contradiction"),
    Case("edit", "the noughth place", field(2, "edits.0.places", [[0, 2], [1, 1]]), "patch.field"),
    Case("outside", "an edit behind the end", taking(replacing(400, 400, "", "x")), "patch.misfit"),
    Case("outside", "an edit over the end", taking(replacing(19, 21, "报x", "")), "patch.misfit"),
    Case("outside", "a line behind the end", taking(following([5, 9], [30, 40])), "patch.misfit"),
    Case("outside", "a withdrawn edit", added(decision(withdrawn=True, edits=[replacing(400, 400, "", "x")])), "patch.misfit"),
    Case("outside", "a span", field(3, "spans", [[0, 10_000]]), "patch.outside"),
    Case(
        "outside",
        "an edit of another decision",
        added(decision(verdict="edited", finding=None, supersedes=["join"], over=[["join", 7]])),
        "patch.outside",
    ),
    Case("outside", "a note", added({"kanwu": "note", "id": "n", "text": "x", "span": [0, 99]}), "patch.note-outside"),
    Case("outside", "a bookmark", added({"kanwu": "bookmark", "id": "b", "at": 99}), "patch.note-outside"),
    Case("other text there", "one character", taking(replacing(5, 6, "木", "水")), "patch.misfit"),
    Case("other text there", "a withdrawn edit", added(decision(withdrawn=True, edits=[replacing(5, 6, "木", "水")])), "patch.misfit"),
    Case("not minimal", "the first character kept", taking(replacing(5, 7, "水情", "水请")), "patch.misfit"),
    Case("over a break", "a replacement", taking(replacing(8, 12, "报\n\n作", "x")), "patch.misfit"),
    Case("over a break", "a line", taking(following([5, 20], None)), "patch.misfit"),
    Case("overlap", "two replacements", taking(replacing(0, 2, "防孔", "仿")), "patch.misfit"),
    Case("overlap", "two inserts", taking(replacing(5, 5, "", "甲"), replacing(5, 5, "", "乙")), "patch.misfit"),
    Case("overlap", "a line with two successors", taking(following([0, 3], [5, 9])), "patch.misfit"),
    Case("overlap", "a line with two predecessors", taking(following([5, 9], [11, 20])), "patch.misfit"),
    Case("overlap", "a circle", taking(following([11, 20], [0, 3])), "patch.misfit"),
    Case("overlap", "a line that follows itself", taking(following([5, 9], [5, 9])), "patch.misfit"),
    Case("overlap", "lines that cross", taking(following([5, 8], None), following([6, 9], None)), "patch.misfit"),
    # Many pages.
    Case("many pages", "a page twice", many({"kanwu": "page"}, {"kanwu": "page"}), "patch.page-twice"),
    Case("many pages", "a decision before any page", many(decision(page="page.txt")), "patch.no-page"),
    Case("many pages", "a decision of another page", many({"kanwu": "page"}, decision(page="other")), "patch.other-section"),
    Case("many pages", "a decision of no page", many({"kanwu": "page"}, decision()), "patch.other-section"),
    Case("many pages", "no hash", many({"kanwu": "page", "sha256_text": None}), "patch.field"),
)
