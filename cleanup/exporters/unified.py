r"""Unified diffs of files as bytes, in the form that `git apply` and GNU `patch` take byte for byte.

Lines end with the byte `\n` alone, whatever the encoding: a lone CR, U+2028 and the halves of a UTF-16 line end are bytes of
their line like any other, so the patch carries the very bytes of both files.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from cleanup.exporters.line_diff import Change, changed_lines

_CONTEXT: Final = 3
_NO_NEWLINE: Final = b"\\ No newline at end of file\n"
_ESCAPES: Final = {
    0x07: b"\\a",
    0x08: b"\\b",
    0x09: b"\\t",
    0x0A: b"\\n",
    0x0B: b"\\v",
    0x0C: b"\\f",
    0x0D: b"\\r",
    0x22: b'\\"',
    0x5C: b"\\\\",
}


def unified_diff(old: bytes, new: bytes, name: bytes) -> bytes:
    """The diff that turns `old` into `new`; empty where they are the same.

    `name` is the file's path with `/` between its parts, as the file system's bytes; it is written as `a/NAME` and `b/NAME`.
    """
    if old == new:
        return b""
    before, after = _lines(old), _lines(new)
    parts = [b"--- " + _quoted(b"a/" + name) + b"\n", b"+++ " + _quoted(b"b/" + name) + b"\n"]
    for hunk in _hunks(changed_lines(before, after)):
        parts += _written(hunk, before, after)
    return b"".join(parts)


def _lines(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    last = lines.pop()
    lines = [line + b"\n" for line in lines]
    return [*lines, last] if last else lines


def _hunks(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Changes whose context would touch, together."""
    hunk: list[Change] = []
    for change in changes:
        if hunk and change.old_start - hunk[-1].old_end > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _written(hunk: list[Change], before: list[bytes], after: list[bytes]) -> list[bytes]:
    first, last = hunk[0], hunk[-1]
    lead = min(_CONTEXT, first.old_start)
    trail = min(_CONTEXT, len(before) - last.old_end)
    body: list[bytes] = []
    here = first.old_start - lead
    for change in hunk:
        body += [b" " + line for line in before[here : change.old_start]]
        body += [b"-" + line for line in before[change.old_start : change.old_end]]
        body += [b"+" + line for line in after[change.new_start : change.new_end]]
        here = change.old_end
    body += [b" " + line for line in before[here : here + trail]]
    old = _range(first.old_start - lead, last.old_end + trail)
    new = _range(first.new_start - lead, last.new_end + trail)
    lines = [line if line.endswith(b"\n") else line + b"\n" + _NO_NEWLINE for line in body]
    return [b"@@ -%s +%s @@\n" % (old, new), *lines]


def _range(start: int, end: int) -> bytes:
    """A range of lines as hunks name it: the first line, from 1, and how many; an empty one names the line before it."""
    return b"%d,%d" % (start + 1 if end > start else start, end - start)


def _quoted(name: bytes) -> bytes:
    """A path as git writes it in diffs: in quotes where it has bytes that would end it, with a tab behind it where it has a space."""
    if name.endswith(b" ") or any(byte < 0x20 or byte in (0x22, 0x5C, 0x7F) for byte in name):
        return (
            b'"'
            + b"".join(_ESCAPES.get(byte) or (b"\\%03o" % byte if byte < 0x20 or byte == 0x7F else bytes([byte])) for byte in name)
            + b'"'
        )
    return name + b"\t" if b" " in name else name
