"""Writing a cleaned page so that what was kept is kept to the byte.

Some bytes do not survive decoding and encoding: Big5 has two codes for a few characters, HKSCS has codes for two code points,
GB18030 reads some four-byte codes that it does not write, and a byte that could not be read stands as U+FFFD. So kept text is
copied from the source's bytes, and only new text is encoded.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from cleanup.language.lazy import lazy
from cleanup.messages import KanwuError

if TYPE_CHECKING:
    from cleanup.page import Page
    from cleanup.render import Rendered, Segment

_BLOCK: Final = 1024  # code points that are compared at once before single codes are looked at
_LONGEST_CODE: Final = 8  # bytes
_LINE_END: Final = lazy(r"\r\n|\r|\n")
_BIJECTIVE: Final = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a code-point offset, both from 1, by the three line ends that count as such."""
    line, start = 1, 0
    for end in _LINE_END.finditer(text, 0, offset):
        line += 1
        start = end.end()
    return line, offset - start + 1


def split_encoding(encoding: str) -> tuple[str, str]:
    """The codec's name and its error mode (`strict` or `replace`) of an encoding as `Origin` and `--encoding` name it."""
    name, colon, mode = encoding.rpartition(":")
    return (name, mode) if colon and mode in ("replace", "strict") else (encoding, "strict")


def codes(data: bytes, codec: str) -> Iterator[tuple[int, int]]:
    """The codes of `data` one by one: how many bytes each takes and how many code points it gives.

    What cannot be read counts as one code point, as `bytes.decode` replaces it.
    """
    at = 0
    while at < len(data):
        window = data[at : at + _LONGEST_CODE]
        for size in range(1, len(window) + 1):
            try:
                text = window[:size].decode(codec)
            except UnicodeDecodeError:
                continue
            if text:
                yield size, len(text)
                at += size
                break
        else:
            bad = _first_bad(window, codec)
            yield bad, 1
            at += bad


def _first_bad(window: bytes, codec: str) -> int:
    try:
        window.decode(codec)
    except UnicodeDecodeError as error:
        return max(1, error.end - error.start)
    raise AssertionError("called for a window that can be read")


def byte_offsets(text: str, data: bytes, encoding: str, wanted: Sequence[int]) -> list[tuple[int, int]]:
    """For each code-point offset of `text`, sorted, the byte offset in `data` and how far inside a code it lies.

    The second number is 0 unless the offset parts the code points of one code; then the byte offset is that of the code's start
    and the number says how many of its code points lie before. `data` decodes to `text`.
    """
    codec, _ = split_encoding(encoding)
    found: list[tuple[int, int]] = []
    at = here = 0  # code point and byte offset of the block
    for target in wanted:
        while True:
            if at == target:
                found.append((here, 0))
                break
            size = min(_BLOCK, target - at)
            raw = _encode_or_none(text[at : at + size], codec)
            if raw is not None and data.startswith(raw, here):
                at += size
                here += len(raw)
                continue
            at, here, inside = _walk(data, codec, at, here, at + size)
            if inside:
                if at + inside == target:
                    found.append((here, inside))
                    break
                here, at = _step(data, codec, here, at)
    return found


def _walk(data: bytes, codec: str, at: int, here: int, end: int) -> tuple[int, int, int]:
    """Goes code by code from code point `at` (byte `here`) towards `end`.

    Gives the code point and byte where it stopped and how many code points `end` lies beyond, inside a code.
    """
    for size, points in codes(data[here : here + (end - at) * _LONGEST_CODE], codec):
        if at + points > end:
            return at, here, end - at
        at += points
        here += size
        if at == end:
            break
    return at, here, 0


def _step(data: bytes, codec: str, here: int, at: int) -> tuple[int, int]:
    size, points = next(codes(data[here : here + _LONGEST_CODE], codec))
    return here + size, at + points


def _encode_or_none(text: str, codec: str) -> bytes | None:
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        return None


def encode_cleaned(page: "Page", rendered: "Rendered") -> bytes:
    """The cleaned text in the page's own encoding, without a BOM.

    Kept spans are the source's own bytes. Raises KanwuError, before anything is written, where new text holds a character that
    the encoding cannot hold: names the character and its place and offers UTF-8.
    """
    data = page.origin.data
    codec, errors = split_encoding(page.origin.encoding)
    if data is None:
        return _encode(rendered.text, codec, page, rendered.text, 0)
    if rendered.text == page.text:
        return data
    if errors == "strict" and (codec in _BIJECTIVE or _encode_or_none(page.text, codec) == data):
        return _encode(rendered.text, codec, page, rendered.text, 0)
    return _copy(page, rendered, data, codec)


def _copy(page: "Page", rendered: "Rendered", data: bytes, codec: str) -> bytes:
    kept = [s for s in rendered.segments if s.edit is None and s.source_end > s.source_start]
    edges = sorted({edge for s in kept for edge in (s.source_start, s.source_end)})
    place = dict(zip(edges, byte_offsets(page.text, data, page.origin.encoding, edges), strict=True))
    parts: list[bytes] = []
    pending = ""  # new text, with what is kept of a code that an edit cuts in two: encoded as one
    pending_at = 0

    def flush() -> None:
        nonlocal pending
        if pending:
            parts.append(_encode(pending, codec, page, rendered.text, pending_at))
            pending = ""

    for segment in rendered.segments:
        pending_at = pending_at if pending else segment.start
        if segment.edit is not None or segment.source_end <= segment.source_start:
            pending += rendered.text[segment.start : segment.end]
            continue
        head, first, last, tail = _whole_codes(page.text, segment, place, data, codec)
        pending += head
        if last > first:
            flush()
            parts.append(data[first:last])
            pending_at = segment.end - len(tail)
        pending += tail
    flush()
    written = b"".join(parts)
    _check(written, page, rendered)
    return written


def _whole_codes(text: str, segment: "Segment", place: dict[int, tuple[int, int]], data: bytes, codec: str) -> tuple[str, int, int, str]:
    """A kept segment as: text of a code cut before it, byte range of its whole codes, text of a code cut after it."""
    first, skipped = place[segment.source_start]
    last, left = place[segment.source_end]
    if skipped and (first, skipped) != (last, left) and first == last:
        return text[segment.source_start : segment.source_end], 0, 0, ""
    head = tail = ""
    if skipped:
        size, points = next(codes(data[first : first + _LONGEST_CODE], codec))
        head = text[segment.source_start : segment.source_start + points - skipped]
        first += size
    if left:
        tail = text[segment.source_end - left : segment.source_end]
    return head, first, last, tail


def _encode(text: str, codec: str, page: "Page", whole: str, start: int) -> bytes:
    """`text`, which stands at `start` of the cleaned text `whole`, as bytes; KanwuError where the codec cannot hold it."""
    try:
        return text.encode(codec)
    except UnicodeEncodeError as error:
        line, column = place_of(whole, start + error.start)
        char = text[error.start]
        raise KanwuError(
            "reading.cannot_write",
            path=page.origin.path,
            page=page.id,
            encoding=codec,
            char=char,
            code=f"U+{ord(char):04X}",
            line=line,
            column=column,
        ) from None


def _check(written: bytes, page: "Page", rendered: "Rendered") -> None:
    """KanwuError where bytes that could not be read would swallow their new neighbour: the file would not read as was shown."""
    codec, errors = split_encoding(page.origin.encoding)
    again = written.decode(codec, errors)
    if again != rendered.text:
        at = next((i for i, (a, b) in enumerate(zip(again, rendered.text, strict=False)) if a != b), min(len(again), len(rendered.text)))
        line, _ = place_of(rendered.text, at)
        raise KanwuError("reading.not_the_same", path=page.origin.path, page=page.id, encoding=codec, line=line)
