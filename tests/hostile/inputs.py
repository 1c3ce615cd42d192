"""Malformed and hostile inputs by kind: how each is built in an empty folder.

An input is a function that fills a folder and gives the paths to name on the command line. What must come of each, command
by command, stands in `expected.tsv` beside this file.
"""

import gzip
import json
import os
import socket
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

GOOD = "本报讯 连日来，渡口村的机井陆续通水，\n\n灌溉面积比去年多出三成。村民说：“水到了，心就定了。”\n"

Build = Callable[[Path], list[Path]]


@dataclass(frozen=True, slots=True)
class Input:
    """One hostile input: its kind, its name, how to build it."""

    kind: str
    name: str
    build: Build


def _file(name: str, data: bytes) -> Build:
    def build(folder: Path) -> list[Path]:
        path = folder / name
        path.write_bytes(data)
        return [path]

    return build


def _text(name: str, text: str, encoding: str = "utf-8") -> Build:
    return _file(name, text.encode(encoding))


def _zip_bomb() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("page.txt", b"\0" * 5_000_000)
    return buffer.getvalue()


def _jsonl(*records: object) -> bytes:
    return b"".join(json.dumps(r, ensure_ascii=False).encode("utf-8") + b"\n" for r in records)


def _encoding_inputs() -> list[Input]:
    gbk = GOOD.encode("gb18030")
    rows = {
        "stray-byte-in-utf8": GOOD.encode() + b"\xff\xfe\xfa" + GOOD.encode(),
        "truncated-utf8": GOOD.encode()[:-2],
        "overlong-utf8": GOOD.encode() + b"\xc0\xaf",
        "truncated-gb18030": gbk[:-4] + b"\x81",
        "stray-byte-in-gb18030": gbk + b"\xff" + gbk,
        "truncated-utf16": b"\xff\xfe" + GOOD.encode("utf-16-le")[:-1],
        "utf8-after-utf16-mark": b"\xff\xfe" + GOOD.encode(),
        "two-encodings": GOOD.encode() + gbk,
        "latin1": "déjà vu à Orléans — naïve".encode("cp1252"),
        "lone-0x80": b"\x80",
    }
    inputs = [Input("bad-bytes", name, _file(f"{name}.txt", data)) for name, data in rows.items()]
    surrogates = {
        "surrogate-in-utf8": GOOD.encode() + b"\xed\xa0\x80",
        "surrogate-pair-in-utf8": GOOD.encode() + b"\xed\xa0\xb4\xed\xb4\x9e",
        "surrogate-in-utf16": b"\xff\xfe" + GOOD.encode("utf-16-le") + b"\x00\xd8",
        "reversed-pair-in-utf16": b"\xff\xfe" + GOOD.encode("utf-16-le") + b"\x00\xdc\x00\xd8",
    }
    inputs += [Input("lone-surrogate", name, _file(f"{name}.txt", data)) for name, data in surrogates.items()]
    inputs.append(Input("lone-surrogate", "surrogate-in-json", _file("p.jsonl", b'{"id": "a", "text": "\\ud800"}\n')))
    unusual = {
        "utf32": "\ufeff".encode("utf-32-le") + GOOD.encode("utf-32-le"),
        "utf7": b"+/v8-" + b"hello",
        "utf8-two-marks": b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD.encode(),
        "mark-alone": b"\xef\xbb\xbf",
        "utf16-mark-alone": b"\xff\xfe",
        "utf16-without-mark": GOOD.encode("utf-16-le"),
    }
    return inputs + [Input("unusual-encoding", name, _file(f"{name}.txt", data)) for name, data in unusual.items()]


def _binary_inputs() -> list[Input]:
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + bytes(range(256)) * 8
    rows = {
        "png.txt": png,
        "zip-bomb.txt": _zip_bomb(),
        "pdf.txt": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Length 99999999 >>\nstream\n" + bytes(range(256)) * 20,
        "elf.txt": b"\x7fELF\x02\x01\x01" + b"\0" * 600,
        "gzip.txt": gzip.compress(b"\0" * 1_000_000),
        "jpeg.txt": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 8,
        "nul.txt": b"\0" * 4096,
        "nul-inside.txt": GOOD.encode() + b"\0\0\0\0" + GOOD.encode(),
        "random.txt": bytes((i * i * 31 + i * 7) % 256 for i in range(6000)),
        "sqlite.txt": b"SQLite format 3\0" + b"\x10\0\x01\x01" + b"\0" * 900,
    }
    return [Input("binary", name, _file(name, data)) for name, data in rows.items()]


def _empty_inputs() -> list[Input]:
    rows = {"empty": "", "newline": "\n", "spaces": "  \u3000 ", "many-blank-lines": "\n" * 5000, "one-character": "水", "mark": "、"}
    return [Input("empty", name, _text(f"{name}.txt", text)) for name, text in rows.items()] + [
        Input("empty", "empty-jsonl", _file("e.jsonl", b"")),
        Input("empty", "empty-folder", lambda folder: [_made(folder / "nothing")]),
    ]


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _jsonl_inputs() -> list[Input]:
    deep = b'{"id": "d", "text": "x", "more": ' + b"[" * 3000 + b"]" * 3000 + b"}\n"
    rows = {
        "broken-line": _jsonl({"id": "a", "text": GOOD}) + b'{"id": "b", "text": \n',
        "no-text-field": _jsonl({"id": "a", "body": GOOD}),
        "text-is-a-number": _jsonl({"id": "a", "text": 7}),
        "text-is-null": _jsonl({"id": "a", "text": None}),
        "duplicate-id": _jsonl({"id": "a", "text": GOOD}, {"id": "a", "text": GOOD}),
        "id-is-a-list": _jsonl({"id": [1], "text": GOOD}),
        "one-id-missing": _jsonl({"id": "a", "text": GOOD}, {"text": GOOD}),
        "a-list": b"[1, 2, 3]\n",
        "a-string": b'"text"\n',
        "deep": deep,
        "huge-number": b'{"id": "a", "text": "x", "n": ' + b"9" * 20000 + b"}\n",
        "not-a-number": b'{"id": "a", "text": "x", "n": NaN}\n',
        "doubled-key": b'{"id": "a", "text": "x", "text": "y"}\n',
        "bad-utf8": b'{"id": "a", "text": "\xff"}\n',
        "blank-lines": b"\n\n" + _jsonl({"id": "a", "text": GOOD}) + b"\n",
        "control-character": b'{"id": "a", "text": "a\x01b"}\n',
        "id-with-path": _jsonl({"id": "../../etc/passwd", "text": GOOD}),
        "id-with-newline": _jsonl({"id": "a\nb", "text": GOOD}),
    }
    return [Input("jsonl", name, _file("records.jsonl", data)) for name, data in rows.items()]


def _hostile_text_inputs() -> list[Input]:
    entities = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>\n' * 20
    rows = {
        "xml-entities": entities + GOOD,
        "open-quotes": "“" * 100_000,
        "straight-quotes": '"' * 100_001,
        "open-brackets": "（" * 100_000 + "，",
        "markdown-hashes": "#" * 100_000 + " 题\n",
        "many-headings": "# 题\n" * 20_000,
        "half-width-commas": "，".join(["水位"] * 2000) + ",".join(["水位"] * 30_000),
        "spaces": "水" + " " * 300_000 + "位",
        "tabs-and-spaces": ("水 \t" * 60_000) + "位",
        "no-end-marks": "\n\n".join(["连日来渡口村的机井陆续通水灌溉面积比去年"] * 3000),
        "same-paragraph": "\n\n".join(["连日来，渡口村的机井陆续通水，灌溉面积比去年多出三成，村民的心定了。"] * 5000),
        "one-sentence-looped": "连日来，渡口村的机井陆续通水。" * 20_000,
        "stray-tokens": "水位 and 雨量 of the 渡口 to in for " * 1500,
        "latin-words": "the river is our home and the bridge of it " * 8000,
        "digits": "1,234.5:6 " * 30_000,
        "combining-marks": "e" + "\u0301" * 100_000,
        "bidi": "水\u202e位\u2066" * 5000,
        "zero-width": "水\u200b位\ufeff" * 20_000,
        "private-use": "\ue000水\U000f0000" * 10_000,
        "astral": "𠀀𪚥" * 50_000,
        "line-separators": "水\u2028位\u2029" * 30_000,
        "control-characters": "水\x0b位\x0c流\x1c域\x85\n" * 5000,
        "carriage-returns": "水位\r" * 50_000,
        "mixed-line-ends": "水位\r\n雨量\n流量\r" * 20_000,
        "html": "<b>水位</b><br><script>1</script>&nbsp;" * 3000,
        "ignore-comments": "<!-- kanwu: ignore -->\n" * 5000 + GOOD,
        "page-marks": "=== 第1版 ===\n" * 3000,
        "urls": "https://example.com/" + "a" * 200_000,
        "url-dots": "http://" + "a." * 100_000,
        "mail": "a@" * 60_000,
        "code-fences": "```\n" * 20_000,
        "table": "|水|位|\n" * 20_000,
    }
    return [Input("hostile-text", name, _text(f"{name}.txt", text)) for name, text in rows.items()]


def _huge_inputs() -> list[Input]:
    line = "连日来，渡口村的机井陆续通水，灌溉面积比去年多出三成。" * 20 + "水位,雨量 and 流量都有人记着。"
    return [
        Input("long-line", "ten-million-characters", _text("long.txt", (line * 18_000)[:10_000_000])),
        Input("million-lines", "short-lines", _text("lines.txt", "水位\n" * 1_000_000)),
    ]


def _path_inputs() -> list[Input]:
    def folder_named_like_a_file(folder: Path) -> list[Path]:
        return [_made(folder / "page.txt")]

    def dangling(folder: Path) -> list[Path]:
        (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
        return [folder / "dangling.txt"]

    def loop(folder: Path) -> list[Path]:
        (folder / "a.txt").symlink_to(folder / "b.txt")
        (folder / "b.txt").symlink_to(folder / "a.txt")
        return [folder / "a.txt"]

    def folder_loop(folder: Path) -> list[Path]:
        (_made(folder / "deep") / "up").symlink_to(folder)
        (folder / "deep" / "page.txt").write_text(GOOD, encoding="utf-8")
        return [folder / "deep"]

    def pipe(folder: Path) -> list[Path]:
        os.mkfifo(folder / "pipe.txt")
        return [folder / "pipe.txt"]

    def not_utf8_name(folder: Path) -> list[Path]:
        path = folder / os.fsdecode(b"\xcb\xae\xff\xfe.txt")
        path.write_text(GOOD, encoding="utf-8")
        return [path]

    def not_utf8_name_of_pages(folder: Path) -> list[Path]:
        path = folder / os.fsdecode(b"\xff.txt")
        path.write_text(f"=== 第1版 ===\n{GOOD}=== 第2版 ===\n{GOOD}", encoding="utf-8")
        return [path]

    def pipe_for_a_journal(folder: Path) -> list[Path]:
        os.mkfifo(folder / "page.txt.kanwu.journal")
        return _text("page.txt", GOOD)(folder)

    def pipe_for_a_patch(folder: Path) -> list[Path]:
        os.mkfifo(folder / "page.txt.kanwu.jsonl")
        return _text("page.txt", GOOD)(folder)

    def socket_among_pages(folder: Path) -> list[Path]:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(folder / "server.txt"))
        os.mkfifo(folder / "pipe.txt")
        _text("page.txt", GOOD)(folder)
        return [folder]

    names = {
        "space": "水 位.txt",
        "newline": "水\n位.txt",
        "quote": 'a"b.txt',
        "leading-dash": "-n.txt",
        "percent": "%s%n.txt",
        "long": "水" * 80 + ".txt",
        "no-suffix": "page",
        "braces": "{0}{x}.txt",
        "markup": "[bold red]page.txt",
    }
    inputs = [Input("file-name", name, _text(file, GOOD)) for name, file in names.items()]
    return [
        *inputs,
        Input("file-name", "not-utf8", not_utf8_name),
        Input("file-name", "not-utf8-of-pages", not_utf8_name_of_pages),
        Input("not-a-file", "pipe-for-a-journal", pipe_for_a_journal),
        Input("not-a-file", "pipe-for-a-patch", pipe_for_a_patch),
        Input("not-a-file", "socket-and-pipe-among-pages", socket_among_pages),
        Input("not-a-file", "missing", lambda folder: [folder / "missing.txt"]),
        Input("not-a-file", "folder-named-like-a-file", folder_named_like_a_file),
        Input("not-a-file", "dangling-link", dangling),
        Input("not-a-file", "link-loop", loop),
        Input("not-a-file", "folder-loop", folder_loop),
        Input("not-a-file", "named-pipe", pipe),
        Input("not-a-file", "endless-device", lambda folder: [Path("/dev/zero")]),
        Input("not-a-file", "null-device", lambda folder: [Path("/dev/null")]),
        Input("unreadable", "reading-fails", lambda folder: [Path("/proc/self/mem")]),
    ]


def _config_inputs() -> list[Input]:
    rows = {
        "unknown-key": b'colour = "red"\n',
        "unknown-rule": b'[rule.colum-join]\nlevel = "ask"\n',
        "unknown-option": b'[rule.column-join]\ncolour = "red"\n',
        "unknown-level": b'[rule.column-join]\nlevel = "always"\n',
        "level-is-a-number": b"[rule.column-join]\nlevel = 3\n",
        "rules-is-a-list": b"rule = [1]\n",
        "not-toml": b"[rule\n",
        "not-utf8": b"encoding = '\xff'\n",
        "allow-is-a-number": b"allow = 7\n",
        "unknown-encoding": b'encoding = "klingon"\n',
        "nul-in-encoding": b'encoding = "\\u0000"\n',
        "bad-pattern": b'[[rule.user]]\nid = "my-rule"\nhint = "h"\npattern = "("\nreplacement = "x"\n',
        "endless-pattern": b'[[rule.user]]\nid = "my-rule"\nhint = "h"\npattern = "(a+)+$"\nreplacement = "x"\n',
        "rule-without-id": b'[[rule.user]]\nhint = "h"\npattern = "a"\n',
        "rule-with-taken-id": b'[[rule.user]]\nid = "column-join"\nhint = "h"\npattern = "a"\nreplacement = "b"\n',
        "rule-without-anything": b'[[rule.user]]\nid = "my-rule"\nhint = "h"\n',
        "huge": b"# " + b"x" * 3_000_000 + b"\n" + b"a = [" + b"[" * 2000 + b"]" * 2000 + b"]\n",
    }

    def with_config(data: bytes) -> Build:
        def build(folder: Path) -> list[Path]:
            (folder / "kanwu.toml").write_bytes(data)
            return _text("page.txt", GOOD)(folder)

        return build

    def folder_as_config(folder: Path) -> list[Path]:
        (folder / "kanwu.toml").mkdir()
        return _text("page.txt", GOOD)(folder)

    return [Input("configuration", name, with_config(data)) for name, data in rows.items()] + [
        Input("configuration", "a-folder", folder_as_config)
    ]


def inputs() -> list[Input]:
    """Every hostile input, in a fixed order."""
    return [
        *_encoding_inputs(),
        *_binary_inputs(),
        *_empty_inputs(),
        *_jsonl_inputs(),
        *_hostile_text_inputs(),
        *_huge_inputs(),
        *_path_inputs(),
        *_config_inputs(),
    ]
