"""Good patches spoiled in one way each."""

import json
from collections.abc import Callable

Spoil = Callable[[bytes], bytes]


def _lines(change: Callable[[list[dict[str, object]]], list[dict[str, object]]]) -> Spoil:
    """A spoiler that changes the records of a patch."""

    def spoil(data: bytes) -> bytes:
        records = [json.loads(line) for line in data.decode("utf-8").split("\n") if line]
        return b"".join(json.dumps(r, ensure_ascii=False).encode() + b"\n" for r in change(records))

    return spoil


def _header(**values: object) -> Spoil:
    return _lines(lambda records: [records[0] | values, *records[1:]])


def _decision(**values: object) -> Spoil:
    return _lines(lambda records: [*records[:-1], records[-1] | values])


def _edits(edits: object) -> Spoil:
    return _decision(edits=edits)


def _page(**values: object) -> Spoil:
    """A spoiler of what the header says of the page."""

    def change(records: list[dict[str, object]]) -> list[dict[str, object]]:
        page = records[0]["page"]
        assert isinstance(page, dict)
        return [records[0] | {"page": page | values}, *records[1:]]

    return _lines(change)


def hostile_patches() -> dict[str, Spoil]:
    """Spoilers by name; each takes the bytes of a good patch."""
    replace = {"edit": "replace", "start": 0, "end": 1, "before": "本", "after": "x"}
    return {
        "empty": lambda data: b"",
        "not-json": lambda data: b"patch\n",
        "binary": lambda data: bytes(range(256)),
        "not-utf8": lambda data: data + b'{"x": "\xff"}\n',
        "torn": lambda data: data[:-30],
        "no-header": _lines(lambda records: records[1:]),
        "two-headers": _lines(lambda records: [records[0], *records]),
        "newer-format": _header(format=99),
        "format-in-words": _header(format="one"),
        "other-hash": _page(sha256_text="0" * 64, sha256_bytes="0" * 64),
        "hash-of-another-length": _page(sha256_text="0"),
        "other-page": _page(id="another.txt"),
        "other-length": _page(length=3),
        "other-paragraph-rule": _page(paragraphs="verse/7"),
        "path-upwards": _header(source="../../../../etc/passwd"),
        "absolute-path": _header(source="/etc/passwd"),
        "nul-in-path": _header(source="page\0.txt"),
        "header-is-a-list": lambda data: b"[]\n" + data.split(b"\n", 1)[1],
        "deep": lambda data: data + b"[" * 50_000 + b"]" * 50_000 + b"\n",
        "huge-number": _edits([replace | {"start": 10**30, "end": 10**30 + 1}]),
        "negative-offset": _edits([replace | {"start": -4, "end": -3}]),
        "offset-outside": _edits([replace | {"start": 5000, "end": 5001}]),
        "before-differs": _edits([replace | {"before": "水"}]),
        "overlapping": _edits([replace, {"edit": "replace", "start": 0, "end": 2, "before": "本报", "after": "y"}]),
        "unknown-edit": _edits([{"edit": "shuffle"}]),
        "edits-is-text": _edits("all"),
        "unknown-verdict": _decision(verdict="maybe"),
        "not-a-number": lambda data: data.replace(b'"version":', b'"version":NaN,"was":'),
        "doubled-key": lambda data: data.replace(b'"verdict":', b'"verdict":"rejected","verdict":'),
        "id-with-a-space": _decision(id="a b"),
        "when-in-words": _decision(when="yesterday"),
        "doubled-decision": _lines(lambda records: [*records, records[-1]]),
        "many-lines": lambda data: data + b"{}\n" * 200_000,
    }
