"""Encodings told apart, and kept bytes written back as they were."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.edits import Replace, replace
from cleanup.messages import KanwuError
from cleanup.page import Origin, Page
from cleanup.readers.encoding import bom_of, decode, encode_cleaned, usual_newline
from cleanup.readers.files import binary_kind
from cleanup.readers.keeping import byte_offsets, codes, split_encoding
from cleanup.readers.sniff import sniff
from cleanup.render import render

SIMPLIFIED = (
    "青禾县图书馆的老馆长把钥匙交给了年轻人，说书架第三层最右边那本县志缺了两页，请他抽空去邻县抄回来。"
    "雨下了一夜，清早渡口的石阶还湿着，摆渡的老周把缆绳绕了三圈，等最后一个上学的孩子跳上船。"
    "合作社今年种了四百亩红薯，会计算了三遍账，除去肥料和人工，每户能分到两千七百元。"
)
TRADITIONAL = (
    "青禾縣圖書館的老館長把鑰匙交給了年輕人，說書架第三層最右邊那本縣志缺了兩頁，請他抽空去鄰縣抄回來。"
    "雨下了一夜，清早渡口的石階還濕著，擺渡的老周把纜繩繞了三圈，等最後一個上學的孩子跳上船。"
    "合作社今年種了四百畝紅薯，會計算了三遍賬，除去肥料和人工，每戶能分到兩千七百元。"
)


def page_of(data: bytes, override: str | None = None) -> Page:
    read = decode(data, override, "a.txt")
    return Page("a.txt", read.text, origin=Origin("a.txt", read.encoding, read.bom, read.newline, data))


def outcome(call: Callable[[], bytes]) -> bytes | str:
    """What a call gives, or the key of the error it raises."""
    try:
        return call()
    except KanwuError as error:
        return error.message.key


def key_of(call: Callable[[], object]) -> str:
    with pytest.raises(KanwuError) as caught:
        call()
    assert str(caught.value)  # every error has its sentence
    assert caught.value.message.text("zh_CN")
    assert caught.value.message.text("zh_TW")
    return caught.value.message.key


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "gb18030"),
        (TRADITIONAL, "big5hkscs"),
        (TRADITIONAL, "cp950"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
        (TRADITIONAL, "utf-16-be"),
    ],
)
def test_the_ladder_is_right_on_every_string_of_six_characters(text: str, encoding: str) -> None:
    wrong = []
    for start in range(len(text) - 5):
        piece = text[start : start + 6]
        if decode(piece.encode(encoding)).text != piece:
            wrong.append(piece)
    assert wrong == []


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-16-le", "utf-16-be"])
def test_evidence_names_the_encoding_and_the_next_likeliest(encoding: str) -> None:
    read = decode(TRADITIONAL.encode(encoding))
    assert read.encoding == encoding
    assert [message.key for message in read.evidence] == ["reading.by_score", "reading.second"]
    assert encoding in read.evidence[0].text("en")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
@pytest.mark.parametrize("text", ["", "老周", SIMPLIFIED + "\r\n"])
def test_a_bom_settles_the_encoding_and_is_no_part_of_the_text(mark: bytes, encoding: str, text: str) -> None:
    read = decode(mark + text.encode(encoding))
    assert (read.text, read.encoding, read.bom) == (text, encoding, True)
    assert read.evidence[0].key == "reading.by_bom"
    assert decode(mark + text.encode(encoding), encoding)[:3] == (text, encoding, True)


def test_a_bom_of_utf16_before_a_nul_is_not_taken_for_utf32() -> None:
    assert key_of(lambda: decode(b"\xff\xfe\0\0a\0", None, "a.txt")) == "reading.nul"


@pytest.mark.parametrize("text", ["Bush hid the facts", "", "abc\n", "this app can break", "= = = = = =", "2024-10-15 12:30"])
def test_ascii_is_utf8_and_never_utf16(text: str) -> None:
    read = decode(text.encode("ascii"))
    assert (read.text, read.encoding) == (text, "utf-8")


def test_utf8_without_chinese_stays_utf8() -> None:
    assert decode("café au lait à 5 €".encode()).encoding == "utf-8"


def test_utf32_without_bom_is_told_by_its_units() -> None:
    for encoding in ("utf-32-le", "utf-32-be"):
        read = decode(SIMPLIFIED.encode(encoding))
        assert (read.text, read.encoding) == (SIMPLIFIED, encoding)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp932", "きのう新しい図書館がひらかれ、おおくの子どもたちがあつまった。カタカナの本もある。"),
        ("cp1251", "Вчера в нашем городе открылась новая библиотека, и дети пришли за книгами."),
    ],
)
def test_the_rest_of_the_world_is_left_to_charset_normalizer(encoding: str, text: str) -> None:
    read = decode(text.encode(encoding))
    assert read.text == text
    assert read.evidence[0].key == "reading.by_charset_normalizer"


@pytest.mark.parametrize(
    ("named", "encoding"),
    [("gbk", "gb18030"), ("GB2312", "gb18030"), ("cp936", "gb18030"), ("big5", "big5hkscs"), ("utf8", "utf-8"), ("utf-8-sig", "utf-8")],
)
def test_an_override_is_read_as_the_wider_encoding(named: str, encoding: str) -> None:
    read = decode("圖書".encode(encoding), named)
    assert (read.text, read.encoding) == ("圖書", encoding)
    assert read.evidence[0].key == "reading.by_override"


def test_an_override_of_utf16_takes_the_likelier_byte_order() -> None:
    assert decode("渡口的石阶".encode("utf-16-be"), "utf-16").encoding == "utf-16-be"
    assert decode("渡口的石阶".encode("utf-16-le"), "utf-16").encoding == "utf-16-le"


@pytest.mark.parametrize("named", ["utf-7", "hz", "iso2022_jp", "unicode_escape", "punycode"])
def test_encodings_that_cannot_be_kept_are_refused(named: str) -> None:
    assert key_of(lambda: decode(b"abc", named, "a.txt")) == "reading.stateful"


def test_utf7_is_refused_by_its_bom() -> None:
    assert key_of(lambda: decode(b"+/v8-abc", None, "a.txt")) == "reading.stateful"


@pytest.mark.parametrize(("named", "near"), [("gbx", "gbk"), ("utf9", "utf-8"), ("base64", "gb18030"), ("", "gb18030"), ("a\0b", "gbk")])
def test_an_unknown_encoding_is_named_with_a_near_one(named: str, near: str) -> None:
    with pytest.raises(KanwuError) as caught:
        decode(b"abc", named, "a.txt")
    assert caught.value.message.key == "reading.unknown_encoding"
    assert caught.value.message.params["near"] == near


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_stray_byte_is_refused_with_its_place_and_what_to_do(encoding: str) -> None:
    good = SIMPLIFIED.encode(encoding)
    data = "第一行\n".encode(encoding) + good + b"\xff" + good
    with pytest.raises(KanwuError) as caught:
        decode(data, None, "a.txt")
    assert caught.value.message.key == "reading.unreadable_byte"
    assert caught.value.message.params["offset"] == data.index(b"\xff")
    assert caught.value.message.params["line"] == 2
    assert f"--encoding {encoding}:replace" in str(caught.value)


def test_asked_to_replace_the_byte_is_shown_and_written_back() -> None:
    data = "石阶\n".encode("gb18030") + b"\xff" + "渡口\x81".encode("gb18030") + b"\x81"
    page = page_of(data, "gbk:replace")
    assert page.origin.encoding == "gb18030:replace"
    assert page.text == "石阶\n\ufffd渡口\x81\ufffd"
    assert decode(data, page.origin.encoding).text == page.text
    assert encode_cleaned(page, render(page, [])) == data
    edit = replace(page, 0, 2, "石桥")
    assert edit is not None
    assert encode_cleaned(page, render(page, [edit])) == "石桥\n".encode("gb18030") + data[5:]


def test_replacing_where_nothing_is_wrong_is_plain_reading() -> None:
    assert decode("渡口".encode("gb18030"), "gb18030:replace").encoding == "gb18030"


def test_an_unreadable_byte_that_would_swallow_its_new_neighbour_is_refused() -> None:
    page = page_of(b"\x81\nAB", "gb18030:replace")
    assert page.text == "\ufffd\nAB"
    rendered = render(page, [Replace(1, 2, "\n", "")])
    assert key_of(lambda: encode_cleaned(page, rendered)) == "reading.not_the_same"


@pytest.mark.parametrize(
    ("head", "kind"),
    [(b"%PDF-1.7\n", "PDF"), (b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff\xe0", "JPEG"), (b"PK\x03\x04", "ZIP"), (b"{\\rtf1", "RTF")],
)
def test_a_binary_file_is_called_by_its_kind(head: bytes, kind: str) -> None:
    with pytest.raises(KanwuError) as caught:
        decode(head + bytes(range(256)), "utf-8", "a.txt")
    assert caught.value.message.key == "reading.binary"
    assert kind in str(caught.value)


@pytest.mark.parametrize("override", [None, "utf-8", "gb18030"])
def test_a_nul_is_refused_with_its_offset(override: str | None) -> None:
    with pytest.raises(KanwuError) as caught:
        decode("渡口".encode(override or "utf-8") + b"\0a", override, "a.txt")
    assert caught.value.message.key == "reading.nul"


@pytest.mark.parametrize(
    ("text", "newline"),
    [("", "\n"), ("a", "\n"), ("a\r\nb\r\nc\n", "\r\n"), ("a\rb\rc\n", "\r"), ("a\nb\u2028c\u0085", "\n"), ("a\n\rb\n", "\n")],
)
def test_the_usual_line_end_is_the_commonest_and_all_are_kept(text: str, newline: str) -> None:
    assert usual_newline(text) == newline
    assert decode(text.encode()).text == text


# Kept bytes ------------------------------------------------------------------------------------------------------------------------


def test_big5_codes_for_the_same_character_survive_an_edit_beside_them() -> None:
    data = b"\xa2\xcc" + "年前".encode("big5") + b"\xa4\x51" + "年後".encode("big5")
    page = page_of(data, "big5")
    assert page.text == "十年前十年後"
    edit = replace(page, 2, 3, "後")
    assert edit is not None
    assert encode_cleaned(page, render(page, [edit])) == b"\xa2\xcc" + "年後".encode("big5") + b"\xa4\x51" + "年後".encode("big5")


def test_a_code_for_two_code_points_is_kept_whole_or_written_anew() -> None:
    data = b"\xa2\xcc\x88\x62" + "渡口".encode("big5hkscs")
    page = page_of(data, "big5hkscs")
    assert page.text == "十\u00ca\u0304渡口"
    first = encode_cleaned(page, render(page, [Replace(4, 5, "口", "")]))
    assert first == data[:-2]
    only_letter = encode_cleaned(page, render(page, [Replace(2, 3, "\u0304", "")]))
    assert only_letter == b"\xa2\xcc\x88\x66" + "渡口".encode("big5hkscs")
    assert key_of(lambda: encode_cleaned(page, render(page, [Replace(1, 2, "\u00ca", "")]))) == "reading.cannot_write"


def test_four_byte_codes_of_gb18030_are_kept() -> None:
    data = "渡".encode("gb18030") + b"\x81\x35\xf4\x37" + "𠮷口".encode("gb18030")
    text = data.decode("gb18030")
    page = page_of(data, "gb18030")
    assert text.encode("gb18030") == data or len(text) == 4
    kept = encode_cleaned(page, render(page, [Replace(3, 4, "口", "岸")]))
    assert kept == data[:-2] + "岸".encode("gb18030")


def test_a_character_that_the_encoding_cannot_hold_is_named_with_its_place() -> None:
    page = page_of("第一行\r\n渡口的圖書".encode("big5"), "big5")
    with pytest.raises(KanwuError) as caught:
        encode_cleaned(page, render(page, [Replace(8, 9, "圖", "图")]))
    assert caught.value.message.key == "reading.cannot_write"
    params = caught.value.message.params
    assert (params["char"], params["code"], params["line"], params["column"]) == ("图", "U+56FE", 2, 4)
    assert "UTF-8" in str(caught.value)


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "gb18030"]),
)
def test_any_text_survives_encoding_and_decoding(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:3] == b"\xef\xbb\xbf" or data[:4] == b"\x84\x31\x95\x33":
        return  # the text begins with what is a BOM in the file
    page = page_of(data, encoding)
    assert page.text == text
    assert encode_cleaned(page, render(page, [])) == data


_BIG5_CODES = st.sampled_from(
    [b"\xa2\xcc", b"\xa4\x51", b"\x88\x62", b"\x88\x66", b"\x88\xa3", b"a", b"b", b"\xa1\x5a", b"\xa4\xa4", b"\xa5\xab"]
)
_GB_CODES = st.sampled_from(
    [b"\x81\x35\xf4\x37", b"\xa8\xbc", "渡".encode("gb18030"), "𠮷".encode("gb18030"), b"a", b"b", b"\x84\x31\xa4\x37"]
)


@given(st.sampled_from(["big5hkscs", "gb18030"]), st.data())
def test_whatever_is_kept_is_kept_to_the_byte(encoding: str, data: st.DataObject) -> None:
    pieces = data.draw(st.lists(_BIG5_CODES if encoding == "big5hkscs" else _GB_CODES, min_size=1, max_size=30))
    raw = b"".join(pieces)
    page = page_of(raw, encoding)
    start = data.draw(st.integers(0, len(page.text)))
    end = data.draw(st.integers(start, len(page.text)))
    edit = replace(page, start, end, data.draw(st.sampled_from(["", "中", "ab", "市中"])))
    rendered = render(page, [edit] if edit else [])
    written = outcome(lambda: encode_cleaned(page, rendered))
    if isinstance(written, str):
        assert written == "reading.cannot_write"
        assert "\u0304" in page.text or "\u030c" in page.text  # half of a code for two code points is left
        return
    assert written.decode(encoding) == rendered.text
    left = [place for place, inside in byte_offsets(page.text, raw, encoding, [edit.start, edit.end]) if not inside] if edit else []
    if edit and len(left) == 2 and edit.before:
        assert written.startswith(raw[: left[0]])
        assert written.endswith(raw[left[1] :])


@given(st.binary(max_size=60), st.sampled_from(["utf-8", "gb18030", "big5hkscs", "cp932"]))
def test_codes_count_bytes_and_code_points_as_decoding_does(data: bytes, codec: str) -> None:
    found = list(codes(data, codec))
    assert sum(size for size, _ in found) == len(data)
    assert sum(points for _, points in found) == len(data.decode(codec, "replace"))


@given(st.binary(max_size=60), st.sampled_from(["utf-8:replace", "gb18030:replace", "big5hkscs:replace"]))
def test_byte_offsets_part_the_bytes_where_the_text_is_parted(data: bytes, encoding: str) -> None:
    codec, _ = split_encoding(encoding)
    text = data.decode(codec, "replace")
    places = byte_offsets(text, data, encoding, range(len(text) + 1))
    assert [place for place, _ in places] == sorted(place for place, _ in places)
    assert places[0] == (0, 0)
    assert places[-1] == (len(data), 0)


@given(st.binary(max_size=80), st.data())
def test_replaced_bytes_are_never_lost(data: bytes, draw: st.DataObject) -> None:
    encoding = draw.draw(st.sampled_from(["gb18030:replace", "utf-8:replace", "big5:replace"]))
    if b"\0" in data or binary_kind(data) or bom_of(data):
        return
    page = page_of(data, encoding)
    assert encode_cleaned(page, render(page, [])) == data
    at = draw.draw(st.integers(0, len(page.text)))
    rendered = render(page, [Replace(at, at, "", "x")])
    written = outcome(lambda: encode_cleaned(page, rendered))
    if isinstance(written, str):
        assert written in ("reading.not_the_same", "reading.cannot_write")
    else:
        codec, errors = split_encoding(page.origin.encoding)
        assert written.decode(codec, errors) == rendered.text


def test_a_long_line_with_doubled_codes_is_written_in_linear_time() -> None:
    data = ("渡口的石階還濕著".encode("big5") * 40_000) + b"\xa2\xcc" + ("會計算了三遍賬".encode("big5") * 40_000)
    page = page_of(data, "big5")
    edits = [Replace(at, at + 1, page.text[at], "市") for at in range(5, len(page.text), 50_000)]
    written = encode_cleaned(page, render(page, edits))
    assert len(written) == len(data)
    assert b"\xa2\xcc" in written


def test_scores_are_of_a_sample_that_begins_where_ascii_ends() -> None:
    text = "x" * 100_000 + "\n" + SIMPLIFIED
    assert decode(text.encode("gb18030")).text == text
    assert sniff(text.encode("gb18030")).scores[0].outside > 50
