"""Files to pages and back: one page, several pages; folders; what is no page."""

import io
import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.messages import KanwuError
from cleanup.page import Page
from cleanup.readers import open_source, walk
from cleanup.readers.marked import cut_pages
from cleanup.render import render
from tests.reading import TEXT, changed, error_of, unchanged, written

# One page a file -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_page_is_written_back_as_it_was(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "一 版.txt"
    path.write_bytes(TEXT.encode(encoding))
    source = open_source(path)
    (page,) = source.pages()
    assert (page.id, page.text, source.format) == ("一 版.txt", TEXT, "text")
    assert page.origin.newline == "\r\n"
    assert page.lines[0].start == 0
    assert source.evidence
    assert unchanged(source) == TEXT.encode(encoding)
    assert written(source, [changed(page, "新石阶", "新木阶")]) == TEXT.replace("新石阶", "新木阶").encode(encoding)
    assert written(source, []) == TEXT.encode(encoding)
    assert path.read_bytes() == TEXT.encode(encoding)


def test_a_page_can_be_written_as_utf8_instead(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x84\x31\x95\x33" + TEXT.encode("gb18030"))
    source = open_source(path)
    assert written(source, [], "utf-8") == TEXT.encode()
    (page,) = source.pages()
    assert written(source, [changed(page, "新石阶", "新木阶")], "utf-8") == TEXT.replace("新石阶", "新木阶").encode()


def test_what_the_encoding_cannot_hold_is_an_error_before_anything_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("渡口的圖書館".encode("big5"))
    source = open_source(path, encoding="big5")
    (page,) = source.pages()
    out = io.BytesIO()
    with pytest.raises(KanwuError) as caught:
        source.write([changed(page, "圖", "图")], out)
    assert caught.value.message.key == "reading.cannot_write"
    assert out.getvalue() == b""
    assert written(source, [changed(page, "圖", "图")], "utf-8") == "渡口的图書館".encode()


@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf", " \u3000\r\n".encode()])
def test_an_empty_file_is_an_empty_page(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    source = open_source(path)
    (page,) = source.pages()
    assert page.lines == ()
    assert unchanged(source) == data


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.md", "没有标题的一页\n", "markdown"),
        ("a.MARKDOWN", "", "markdown"),
        ("a.txt", "# 渡口\n\n修好了。\n", "markdown"),
        ("a.txt", "#渡口\n\n修好了。\n", "text"),
        ("a", "渡口\n", "text"),
        ("a.txt", "=== 第1版 ===\n渡口\n", "marked"),
        ("a.jsonl", '{"text": "渡口"}\n', "jsonl"),
        ("a.ndjson", '{"text": "渡口"}\n', "jsonl"),
        ("a.txt", '{"id": 1, "text": "渡口"}\n{"id": 2, "text": "石阶"}\n', "jsonl"),
        ("a.txt", '{"id": 1, "body": "渡口"}\n', "text"),
        ("a.txt", '{"text": \n', "text"),
    ],
)
def test_the_format_is_told_by_name_and_content(tmp_path: Path, name: str, text: str, kind: str) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode())
    assert open_source(path).format == kind


def test_the_page_id_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a\fb\n")
    assert [page.id for page in open_source(path, page_id="1998-05-06").pages()] == ["1998-05-06#1", "1998-05-06#2"]


def test_pages_of_another_source_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    other = Page("b.txt", TEXT)
    with pytest.raises(KanwuError) as caught:
        written(open_source(path), [(other, render(other, []))])
    assert caught.value.message.key == "reading.no_such_page"
    same_name = Page("a.txt", "另一页")
    with pytest.raises(KanwuError) as caught:
        written(open_source(path), [(same_name, render(same_name, []))])
    assert caught.value.message.key == "reading.no_such_page"


# Several pages in one file ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲\f乙\f丙", ["1", "2", "3"]),
        ("甲\n\f\n乙\n", ["1", "2"]),
        ("甲\f \n\f乙", ["1", "2"]),
        ("=== 第3版 ===\n甲\n=== 第4版 ===\n乙", ["第3版", "第4版"]),
        ("--- page 3 ---\n甲\n--- Page 4 of 8 ---\n乙", ["3", "4"]),
        ("<!-- page 3 -->\n甲\n<!--第 四 版：文化-->\r\n乙", ["3", "第四版"]),
        ("———— A12版：要闻 ————\n甲\n***** 7 *****\n乙", ["A12版", "7"]),
        ("{0}" + "-" * 48 + "\n甲\n{1}" + "-" * 48 + "\n乙", ["0", "1"]),
        ("序\n=== 第1版 ===\n甲\n=== 第1版 ===\n乙", ["1", "第1版", "第1版.2"]),
        ("=== 第1版 ===\n=== 第2版 ===\n乙", ["第1版", "第2版"]),
        ("甲\r=== 第2版 ===\r乙", ["1", "第2版"]),
        ("\f=== 第2版 ===\n乙\f", ["第2版"]),
    ],
)
def test_page_marks(text: str, names: list[str]) -> None:
    cuts = cut_pages(text)
    assert [cut.name for cut in cuts] == names
    assert not any("版 ==" in text[cut.start : cut.end] or "page" in text[cut.start : cut.end] for cut in cuts)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "甲\f",
        "甲\n\f\n",
        "— 3 —",
        "甲\n---\n乙",
        "==== 要闻 ====",
        "===第3版",
        "见 === 第3版 === 一文",
        "第3版",
        "<!-- kanwu: ignore -->\n甲",
        "=" * 5000,
    ],
)
def test_what_is_no_page_mark(text: str) -> None:
    assert cut_pages(text) == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_marked_file_keeps_its_marks_to_the_byte(tmp_path: Path, encoding: str) -> None:
    text = "卷首\r\n\r\n=== 第1版 ===\r\n渡口修好了。\r\n  --- page 2 ---\t\r\n\r\n石阶换新。\f尾页"
    path = tmp_path / "合订.txt"
    path.write_bytes(text.encode(encoding))
    source = open_source(path)
    pages = list(source.pages())
    assert [page.id for page in pages] == ["合订.txt#1", "合订.txt#第1版", "合订.txt#2", "合订.txt#4"]
    assert [page.text for page in pages] == ["卷首\r\n\r\n", "渡口修好了。\r\n", "\r\n石阶换新。", "尾页"]
    for page in pages:
        assert page.origin.data is not None
        assert page.origin.data.decode(page.origin.encoding) == page.text
    assert unchanged(source) == text.encode(encoding)
    only_one = [changed(pages[2], "石阶", "木阶")]
    assert written(source, only_one) == text.replace("石阶换新", "木阶换新").encode(encoding)
    assert written(source, only_one, "utf-8") == text.replace("石阶换新", "木阶换新").encode()
    with pytest.raises(KanwuError):
        written(source, [changed(pages[2], "石阶", "木阶"), changed(pages[1], "渡口", "渡头")])


def test_doubled_codes_of_big5_survive_in_a_marked_file(tmp_path: Path) -> None:
    data = b"\xa2\xcc\f" + "圖書\f".encode("big5") + b"\xa2\xcc" + "年".encode("big5")
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    source = open_source(path, encoding="big5")
    pages = list(source.pages())
    assert [page.text for page in pages] == ["十", "圖書", "十年"]
    assert written(source, [changed(pages[1], "書", "畫")]) == data.replace("書".encode("big5"), "畫".encode("big5"))


@given(st.lists(st.sampled_from(["甲。", "\f", "=== 第3版 ===\n", "\n", "--- 4 ---\r\n", "<!-- page 5 -->", "=", "乙"]), max_size=12))
def test_pages_of_a_marked_text_lie_in_order_and_have_names_of_their_own(parts: list[str]) -> None:
    text = "".join(parts)
    cuts = cut_pages(text)
    assert all(a.end <= b.start for a, b in pairwise(cuts))
    assert all(0 <= cut.start <= cut.end <= len(text) for cut in cuts)
    assert len({cut.name for cut in cuts}) == len(cuts)
    if cuts:
        kept = "".join(text[cut.start : cut.end] for cut in cuts)
        assert kept.count("甲") == text.count("甲")
        assert kept.count("乙") == text.count("乙")


# Folders and what is no page ---------------------------------------------------------------------------------------------------------


def test_a_walk_takes_the_pages_of_a_folder_in_order(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.md",
        "c/d.jsonl",
        "c/e.TXT",
        "c/.f.txt",
        ".g/h.txt",
        "a.txt.kanwu.jsonl",
        "c/i.png",
        "README.md",
        "j",
        "out/b.txt",
        "c/k.py",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("渡口")
    found = walk([tmp_path], skip=[tmp_path / "out"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a.md", "b.txt", "c/d.jsonl", "c/e.TXT"]
    named = walk([tmp_path / "c" / "i.png", tmp_path / "c", tmp_path / "c" / "e.TXT", tmp_path / "README.md"])
    assert [path.name for path in named] == ["i.png", "d.jsonl", "e.TXT", "README.md"]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("渡口")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nothing.txt")
    (tmp_path / "me.txt").symlink_to(tmp_path / "me.txt")
    assert [path.name for path in walk([tmp_path])] == ["a.txt"]
    assert [path.name for path in walk([tmp_path / "loop"])] == ["a.txt"]


def test_a_deep_folder_is_walked(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(60):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("渡口")
    assert walk([tmp_path]) == [deep / "a.txt"]


@pytest.mark.parametrize("name", ["nothing.txt", "x" * 5000])
def test_a_walk_names_what_is_missing(tmp_path: Path, name: str) -> None:
    with pytest.raises(KanwuError) as caught:
        walk([tmp_path / name])
    assert caught.value.message.key in ("reading.missing", "reading.unreadable")


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "pipe.jsonl").symlink_to(tmp_path / "pipe.txt")
    assert error_of(tmp_path).message.key == "reading.folder"
    assert error_of(tmp_path / "a.txt").message.key == "reading.missing"
    assert error_of(tmp_path / "a.jsonl").message.key == "reading.missing"
    assert error_of(tmp_path / "pipe.txt").message.key == "reading.not_regular"
    assert error_of(tmp_path / "pipe.jsonl").message.key == "reading.not_regular"
    assert error_of(tmp_path / "a\0.txt").message.key == "reading.unreadable"
    assert error_of(tmp_path / ("x" * 5000)).message.key == "reading.unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("渡口")
    path.chmod(0)
    assert error_of(path).message.key == "reading.unreadable"


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_binary_files_are_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    assert error_of(path).message.key == "reading.binary"
    path.write_bytes("渡口".encode() + b"\0\0\0")
    assert error_of(path).message.key in ("reading.nul", "reading.jsonl_malformed", "reading.jsonl_not_utf8")


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    ["渡", "渡 ", "渡\n", "\n", " ", "=", "= ", '"', "#", "（", "渡口修好了，", "渡口，\n\n", "\r", "\t渡", "1月2日 ", "记者 王"],
    ids=ascii,
)
def test_long_texts_are_read(tmp_path: Path, unit: str) -> None:
    """Slow since it reads three million characters of each kind; a quadratic step would take hours."""
    path = tmp_path / "a.txt"
    path.write_bytes((unit * (3_000_000 // len(unit)))[: 300_000 if "\n" in unit else 3_000_000].encode())
    (page,) = open_source(path).pages()
    assert page.text[:1] == unit[:1]
