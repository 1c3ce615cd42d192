"""From bytes to text and back: BOM, strict UTF-8, then the likeliest of the Chinese encodings, then the rest of the world.

Nothing is lost on the way. A byte that the encoding cannot read is refused with its place; asked to (`gb18030:replace`), the
reader shows it as U+FFFD, and `encode_cleaned` still writes back the very byte, as it does for codes that do not survive a round
trip. Encodings whose bytes mean different things after different bytes (UTF-7, HZ, ISO-2022) cannot be kept so and are refused.
"""

import codecs
from typing import Final, NamedTuple

from cleanup.messages import KanwuError, Message
from cleanup.readers.files import refuse_binary
from cleanup.readers.keeping import encode_cleaned, split_encoding
from cleanup.readers.sniff import Score, foreign, is_settled_utf8, score, sniff

__all__ = ["Decoded", "bom_length", "bom_of", "decode", "encode_cleaned", "split_encoding", "usual_newline"]

REPLACE: Final = ":replace"
"""What an override ends with that asks for U+FFFD in the place of bytes that cannot be read."""

BOMS: Final = (  # UTF-32 before UTF-16, whose BOM it begins with
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_UTF7_BOMS: Final = (b"+/v8", b"+/v9", b"+/v+", b"+/v/")

# Encodings named by users that are read as a wider one, which holds every code of theirs.
_WIDER: Final = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "ascii": "utf-8", "utf-8-sig": "utf-8"}
_STATEFUL: Final = frozenset({"utf_7", "hz", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
_OFTEN_NAMED: Final = ("utf-8", "gb18030", "gbk", "gb2312", "big5", "big5hkscs", "cp950", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
_BY_BYTE_ORDER: Final = {"utf-16": ("utf-16-le", "utf-16-be"), "utf-32": ("utf-32-le", "utf-32-be")}
_CLOSE: Final = 3.0  # nats within which two candidates are as good as one another


class Decoded(NamedTuple):
    """Text and how it was written.

    `encoding` is a Python codec name without a BOM of its own, with `:replace` behind it where bytes were replaced; given as the
    override it reads the same bytes to the same text again. `newline` is the usual line end; the text keeps all of them as they
    are. `evidence` says why this encoding.
    """

    text: str
    encoding: str
    bom: bool
    newline: str
    evidence: tuple[Message, ...]


def usual_newline(text: str) -> str:
    r"""The commonest line end of a text among `\n`, `\r\n` and lone `\r`; `\n` where it has none."""
    if "\r" not in text:
        return "\n"
    both = text.count("\r\n")
    counts = {"\n": text.count("\n") - both, "\r\n": both, "\r": text.count("\r") - both}
    return max(counts, key=lambda end: counts[end])


def bom_of(data: bytes) -> tuple[bytes, str] | None:
    """The BOM that `data` begins with and the encoding it names; KanwuError for that of UTF-7.

    `FF FE 00 00` is UTF-32 only where whole code units follow and all of them are characters; else UTF-16.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            if encoding.startswith("utf-32") and _strict(data[4:], encoding) is None:
                continue
            return mark, encoding
    return None


def bom_length(decoded: Decoded) -> int:
    """How many bytes the BOM of a decoded file took."""
    codec, _ = split_encoding(decoded.encoding)
    return next(len(mark) for mark, encoding in BOMS if encoding == codec) if decoded.bom else 0


def decode(data: bytes, override: str | None = None, path: str = "") -> Decoded:
    """The text of a file's bytes, its encoding told from the bytes or given by `override`.

    `override` is a codec name, with `:replace` behind it to read on over bytes that the encoding does not know. `path` serves
    error messages. Raises KanwuError for binary files, unknown encodings, and bytes that cannot be read (with their offset).

    >>> decode("今天开馆".encode("gb18030")).encoding
    'gb18030'
    """
    refuse_binary(data[:16], path)
    if override is not None:
        return _decode_as(data, override, path)
    if data.startswith(_UTF7_BOMS):
        raise KanwuError("reading.stateful", path=path, encoding="UTF-7")
    bom = bom_of(data)
    if bom is not None:
        mark, encoding = bom
        text = _must(data, encoding, len(mark), path)
        return _done(text, encoding, True, data, path, Message("reading.by_bom", {"encoding": encoding}))
    text8 = _strict(data, "utf-8")
    if text8 is not None and is_settled_utf8(text8):
        return _done(text8, "utf-8", False, data, path, Message("reading.by_utf8"))
    if data.find(b"\0") >= 0:
        for encoding in _BY_BYTE_ORDER["utf-32"]:
            text32 = _strict(data, encoding)
            if text32 and "\0" not in text32:
                return _done(text32, encoding, False, data, path, Message("reading.by_units", {"encoding": encoding}))
    return _decode_likeliest(data, path)


def _decode_likeliest(data: bytes, path: str) -> Decoded:
    sniffed = sniff(data)
    best = sniffed.scores[0]
    if not sniffed.likely:
        other = foreign(data)
        text = None if other is None else _strict(data, other)
        if other is not None and text is not None:
            return _done(text, other, False, data, path, Message("reading.by_charset_normalizer", {"encoding": other}))
    for candidate in sniffed.scores:
        if candidate.total < best.total - _CLOSE:
            break
        text = _strict(data, candidate.encoding)
        if text is not None:
            return _done(text, candidate.encoding, False, data, path, *_evidence(candidate, sniffed.scores))
    raise _unreadable_byte(data, best.encoding, 0, path)


def _evidence(taken: Score, scores: tuple[Score, ...]) -> list[Message]:
    if not taken.outside:
        return [Message("reading.by_ascii")]
    said = [Message("reading.by_score", {"encoding": taken.encoding, "mean": taken.mean, "count": taken.outside})]
    second = next((s for s in scores if s.encoding != taken.encoding and s.total < taken.total - _CLOSE), None)
    if second is not None:
        said.append(Message("reading.second", {"encoding": second.encoding, "behind": taken.total - second.total}))
    return said


def _decode_as(data: bytes, override: str, path: str) -> Decoded:
    name, errors = split_encoding(override)
    encoding = _codec(name, path)
    mark = b""
    for bom, named in BOMS:
        if data.startswith(bom) and named.startswith(encoding):
            mark, encoding = bom, named
            break
    if encoding in _BY_BYTE_ORDER:
        encoding = max(_BY_BYTE_ORDER[encoding], key=lambda order: score(data[:4096], order).total)
    evidence = Message("reading.by_override", {"encoding": encoding})
    body = data[len(mark) :]
    text = _strict(body, encoding)
    if text is not None:
        return _done(text, encoding, bool(mark), data, path, evidence)
    if errors == "strict":
        raise _unreadable_byte(data, encoding, len(mark), path)
    text = body.decode(encoding, "replace")
    replaced = Message("reading.replaced", {"count": text.count("\ufffd")})
    return _done(text, encoding + REPLACE, bool(mark), data, path, evidence, replaced)


def _codec(name: str, path: str) -> str:
    """The codec that a user's name for an encoding means; KanwuError for none, and for one that cannot be written back."""
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        from difflib import get_close_matches

        near = get_close_matches(name.lower(), _OFTEN_NAMED, 1, 0.3)
        raise KanwuError("reading.unknown_encoding", path=path, name=name, near=near[0] if near else "gb18030") from None
    if not getattr(info, "_is_text_encoding", True):
        raise KanwuError("reading.unknown_encoding", path=path, name=name, near="gb18030")
    if info.name.replace("-", "_") in _STATEFUL or info.name.startswith("iso2022"):
        raise KanwuError("reading.stateful", path=path, encoding=info.name)
    return _WIDER.get(info.name, info.name)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _must(data: bytes, encoding: str, skip: int, path: str) -> str:
    text = _strict(data[skip:], encoding)
    if text is None:
        raise _unreadable_byte(data, encoding, skip, path)
    return text


def _unreadable_byte(data: bytes, encoding: str, skip: int, path: str) -> KanwuError:
    """The error that names the first byte that `encoding` cannot read; the `skip` bytes of a BOM are not looked at."""
    try:
        data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        offset = skip + error.start
        line = data[skip:offset].decode(encoding, "replace").count("\n") + 1
        code = data[offset : offset + max(1, error.end - error.start)][:4].hex(" ").upper()
        return KanwuError("reading.unreadable_byte", path=path, offset=offset, code=code, line=line, encoding=encoding)
    raise AssertionError("called for bytes that can be read")


def _done(text: str, encoding: str, bom: bool, data: bytes, path: str, *evidence: Message) -> Decoded:
    if "\0" in text:
        raise KanwuError("reading.nul", path=path, offset=data.find(b"\0"))
    return Decoded(text, encoding, bom, usual_newline(text), evidence)
