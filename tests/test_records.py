"""Files of records, a page each: read as a stream, and written back with all but the changed texts as they were."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.messages import KanwuError
from cleanup.paragraphs import ParagraphRule
from cleanup.readers import open_source
from cleanup.readers.jsonl import read_fields
from tests.reading import changed, error_of, unchanged, written


def jsonl(tmp_path: Path, *lines: str, name: str = "a.jsonl", end: str = "\n") -> Path:
    path = tmp_path / name
    path.write_bytes("".join(line + end for line in lines).encode())
    return path


def test_records_become_pages_and_unknown_fields_stay(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path, '{"date": "1998-05-06", "id": "甲", "text": "渡口\\n修好了。", "n": 1.50, "x": {"y": [null]}}', '{"id": 7, "text": ""}'
    )
    pages = list(open_source(path).pages())
    assert [(page.id, page.text) for page in pages] == [("甲", "渡口\n修好了。"), ("7", "")]
    assert pages[0].meta == {"date": "1998-05-06", "id": "甲", "n": 1.5, "x": {"y": [None]}}
    assert pages[0].rule is ParagraphRule.LINE
    assert pages[0].origin.data is None


def test_unchanged_records_keep_their_bytes_and_changed_ones_all_but_the_text(tmp_path: Path) -> None:
    first = '{ "id" : "a", "n": 1.50, "text":"渡口\\u4fee\\/好了。" , "big": 12345678901234567890123 }\r'
    second = '{"text":"\\u6e21\\u53e3","id":"b"}'
    path = tmp_path / "a.jsonl"
    data = ("\ufeff" + first + "\n\n" + second).encode()
    path.write_bytes(data)
    source = open_source(path)
    assert unchanged(source) == data
    pages = list(source.pages())
    new = written(source, [changed(pages[0], "好了", "新了"), changed(pages[1], "口", "头")])
    assert new == data.replace('"渡口\\u4fee\\/好了。"'.encode(), '"渡口修/新了。"'.encode()).replace(b"\\u53e3", b"\\u5934")
    assert written(source, [changed(pages[1], "口", "头")]) == data.replace(b"\\u53e3", b"\\u5934")
    assert path.read_bytes() == data


def test_line_numbers_are_ids_where_no_record_has_one(tmp_path: Path) -> None:
    path = jsonl(tmp_path, '{"text": "甲"}', "", '{"text": "乙"}')
    assert [page.id for page in open_source(path).pages()] == ["1", "3"]


def test_other_fields_can_be_named(tmp_path: Path) -> None:
    path = jsonl(tmp_path, '{"body": "甲", "key": "k", "text": 3}')
    (page,) = open_source(path, field="body", id_field="key").pages()
    assert (page.id, page.text, page.meta) == ("k", "甲", {"key": "k", "text": 3})


def test_records_in_gb18030_are_told_and_written_back(tmp_path: Path) -> None:
    data = '{"id": 1, "text": "青禾县的老渡口上周换了新石阶"}\r\n{"id": 2, "text": "摆渡的老周"}\r\n'.encode("gb18030")
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    source = open_source(path)
    pages = list(source.pages())
    assert pages[0].origin.encoding == "gb18030"
    assert written(source, [changed(pages[1], "老周", "老郑")]) == data.replace("老周".encode("gb18030"), "老郑".encode("gb18030"))
    assert b"utf" not in written(source, [], "utf-8")
    assert written(source, [], "utf-8").decode() == data.decode("gb18030")


def test_what_big5_cannot_hold_becomes_an_escape_in_a_record(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"id": 1, "text": "圖書𠮷"}\n'.replace("𠮷", "館").encode("big5"))
    source = open_source(path, encoding="big5")
    (page,) = source.pages()
    assert written(source, [changed(page, "館", "图𠮷")]) == '{"id": 1, "text": "圖書'.encode("big5") + b'\\u56fe\\ud842\\udfb7"}\n'


@pytest.mark.parametrize(
    ("lines", "key", "params"),
    [
        (
            ['{"id": "a", "text": "甲"}', '{"id": "b", "text": "乙"}', '{"id": "a", "text": "丙"}'],
            "duplicate",
            {"first": 1, "second": 3, "id": "a"},
        ),
        (['{"id": 1, "text": "甲"}', '{"id": "1", "text": "乙"}'], "duplicate", {"first": 1, "second": 2, "id": "1"}),
        (['{"text": "甲"}', '{"id": 1, "text": "乙"}'], "mixed_ids", {"without": 1, "having": 2}),
        (['{"id": 1, "text": "甲"}', '{"text": "乙"}'], "mixed_ids", {"without": 2, "having": 1}),
        (['{"id": true, "text": "甲"}'], "bad_id", {"line": 1}),
        (['{"id": 1.5, "text": "甲"}'], "bad_id", {"line": 1}),
        (['{"id": "", "text": "甲"}'], "bad_id", {"line": 1}),
        (['{"id": null, "text": "甲"}'], "bad_id", {"line": 1}),
        (['{"id": 1, "text": "甲"}', "{"], "malformed", {"line": 2}),
        (["[1]"], "malformed", {"line": 1}),
        (['{"text": "甲"} x'], "malformed", {"line": 1}),
        (['{"text": "甲", }'], "malformed", {"line": 1}),
        (['{"text" "甲"}'], "malformed", {"line": 1}),
        (['{"text": "甲" "id": 1}'], "malformed", {"line": 1}),
        (["{1: 2}"], "malformed", {"line": 1}),
        (['{"text": "a\tb"}'], "malformed", {"line": 1}),
        (['{"text": ' + "[" * 100_000], "malformed", {"line": 1}),
        (['{"id": ' + "9" * 5000 + ', "text": ""}'], "malformed", {"line": 1}),
        (['{"id": 1}'], "no_text", {"line": 1, "fields": "id"}),
        (["{}"], "no_text", {"line": 1}),
        (['{"text": null}'], "no_text", {"line": 1}),
        (['{"text": "甲", "text": "乙"}'], "twice", {"line": 1, "field": "text"}),
        (['{"text": "甲\\ud800"}'], "surrogate", {"line": 1}),
        (['{"id": 1, "text": "甲"}', '{"id": 2, "text": "乙", "x": [{"\\uDC00": 1}]}'], "surrogate", {"line": 2}),
        (['{"text": "甲\\u0000"}'], "nul", {"line": 1}),
    ],
)
def test_records_that_are_refused(tmp_path: Path, lines: list[str], key: str, params: dict[str, object]) -> None:
    error = error_of(jsonl(tmp_path, *lines))
    assert error.message.key == f"reading.jsonl_{key}"
    assert {name: error.message.params[name] for name in params} == params


def test_a_whole_surrogate_pair_is_one_character(tmp_path: Path) -> None:
    path = jsonl(tmp_path, '{"text": "\\ud842\\udfb7"}')
    assert [page.text for page in open_source(path).pages()] == ["𠮷"]


def test_a_byte_that_cannot_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"id": 1, "text": "青禾县的老渡口"}\n{"id": 2, "text": "'.encode() + b'\xff"}\n')
    error = error_of(path)
    assert error.message.key == "reading.jsonl_byte"
    assert error.message.params["line"] == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_records_in_utf16_are_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"id": 1, "text": "青禾县的老渡口上周换了新石阶"}\n'.encode(encoding))
    assert error_of(path).message.key == "reading.jsonl_not_utf8"
    assert error_of(path, encoding="utf-16").message.key == "reading.jsonl_not_utf8"


def test_an_empty_file_of_records_has_no_pages(tmp_path: Path) -> None:
    path = jsonl(tmp_path)
    assert list(open_source(path).pages()) == []
    assert unchanged(open_source(path)) == b""


def test_records_are_read_as_a_stream(tmp_path: Path) -> None:
    path = jsonl(tmp_path, '{"id": 1, "text": "甲"}', "不是记录")
    pages = open_source(path).pages()
    assert next(pages).text == "甲"
    with pytest.raises(KanwuError):
        next(pages)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.text(max_size=4), _JSON, max_size=5), st.booleans(), st.sampled_from([None, 2]))
def test_fields_are_found_where_json_finds_them(record: dict[str, object], ascii_only: bool, indent: int | None) -> None:
    line = json.dumps(record, ensure_ascii=ascii_only, indent=indent)
    fields = read_fields(line)
    assert {field.key: field.value for field in fields} == json.loads(line)
    assert all(json.loads(line[field.start : field.end]) == field.value for field in fields)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('"水"', "no “{” at its start"),
        ('\ufeff{"text": "水"}', "a byte order mark stands before the “{”, as where files were put together"),
        ('{"text": "水"} 1', "text after the object"),
        ('{"text" "水"}', "no “:” at column 9"),
        ('{"text": 水}', "no JSON value at column 10"),
        ('{1: "水"}', "a key that is no string"),
        ('{"text": "水", "n": ' + "9" * 5000 + "}", "a number of too many digits"),
        ('{"text": "水", "n": ' + "[" * 100_000, "nested too deep"),
    ],
)
def test_why_a_line_is_no_record_is_said_in_words(tmp_path: Path, line: str, reason: str) -> None:
    error = error_of(jsonl(tmp_path, '{"text": "渡口"}', line))
    assert str(error).startswith(f"{tmp_path / 'a.jsonl'}, line 2: not a JSON object ({reason}).")
    assert reason not in error.message.text("zh_CN")
