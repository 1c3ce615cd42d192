"""Code points against UTF-16 units, checked with Qt's own document."""

from bisect import bisect_right

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QPlainTextDocumentLayout

from desktop.offsets import Change, Shown, change_between, differing, replacements, shown_text, text_of, units

# Everything that Qt counts or stores otherwise, and plain text between it.
PIECES = [*"镇上桥头a ,。𠮷𫠣😀\u00a0\u2028\u2029\ufffc\ufdd0\x00\x0c\t\n\r", "\r\n"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=20)


def document_of(text: str) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentLayout(QPlainTextDocumentLayout(document))  # without a layout no change is reported
    document.setPlainText(shown_text(text))
    return document


@given(TEXTS)
def test_a_document_holds_the_shown_text_and_as_many_units_as_the_map_says(qapp: QApplication, text: str) -> None:
    document = document_of(text)
    shown = Shown(text)
    assert text_of(document.toRawText()) == shown.shown
    assert document.characterCount() - 1 == shown.units
    assert document.blockCount() == len(shown.line_starts)


@given(TEXTS)
def test_every_offset_comes_back_from_its_position(text: str) -> None:
    shown = Shown(text)
    inside_crlf = {i + 1 for i in range(len(text) - 1) if text[i : i + 2] == "\r\n"}
    positions = [shown.to_qt(offset) for offset in range(len(text) + 1)]
    assert positions == sorted(positions)
    assert positions[0] == 0
    assert positions[-1] == shown.units
    for offset, position in enumerate(positions):
        assert shown.to_text(position) == (offset + 1 if offset in inside_crlf else offset)


@given(TEXTS)
def test_a_position_inside_a_pair_goes_to_the_character_it_is_in(text: str) -> None:
    shown = Shown(text)
    starts = [shown.to_qt(offset) for offset in range(len(text) + 1)]
    for position in range(shown.units + 1):
        offset = shown.to_text(position)
        assert starts[offset] <= position
        assert position == starts[offset] or ord(text[offset]) > 0xFFFF


@given(TEXTS)
def test_lines_are_those_of_the_document(qapp: QApplication, text: str) -> None:
    document = document_of(text)
    shown = Shown(text)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":
            assert shown.line_of(offset) == document.findBlock(shown.to_qt(offset)).blockNumber()


@given(TEXTS, st.data())
def test_an_edit_of_the_document_is_the_change_that_makes_its_text(qapp: QApplication, text: str, data: st.DataObject) -> None:
    before = Shown(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    typed = data.draw(st.text(st.sampled_from("甲乙𠮷\n,"), max_size=4))
    document = document_of(text)
    reports: list[tuple[int, int, int]] = []
    document.contentsChange.connect(lambda position, removed, added: reports.append((position, removed, added)))
    cursor = QTextCursor(document)
    cursor.setPosition(before.to_qt(start))
    cursor.setPosition(before.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(typed)
    now = text
    for position, removed, added in reports[-1:]:
        reader = QTextCursor(document)
        reader.setPosition(position)
        reader.setPosition(min(position + added, document.characterCount() - 1), QTextCursor.MoveMode.KeepAnchor)
        change = change_between(before, position, removed, reader.selectedText())
        if change is not None:
            now = text[: change.start] + change.text + text[change.end :]
    assert shown_text(now) == text_of(document.toRawText())


@pytest.mark.parametrize(
    ("text", "position", "removed", "added", "expected"),
    [
        ("渡口开船", 2, 0, "要", Change(2, 2, "要")),
        ("渡口开船", 0, 5, "渡口要开船", Change(2, 2, "要")),
        ("渡口开船", 0, 5, "渡口开船", None),
        ("𠮷家渡口", 2, 1, "", Change(1, 2, "")),
        ("𠮷家", 0, 2, "吉", Change(0, 1, "吉")),
        ("𠮷家", 0, 2, "𠮸", Change(0, 1, "𠮸")),
        ("甲\r\n乙", 1, 1, "", Change(1, 3, "")),
        ("甲\r\n乙", 1, 1, "\u2029\u2029", Change(3, 3, "\n")),
        ("甲\u00a0乙", 0, 3, "甲\u00a0丙", Change(2, 3, "丙")),
        ("甲\u2029乙\x00", 0, 4, "甲\u2028乙\u2400丁", Change(4, 4, "丁")),
    ],
)
def test_changes_leave_out_what_stays(text: str, position: int, removed: int, added: str, expected: Change | None) -> None:
    assert change_between(Shown(text), position, removed, added) == expected


@given(st.text("ab\n", max_size=12), st.text("ab\n", max_size=12))
def test_differing_ranges_make_the_new_text(old: str, new: str) -> None:
    start, end, text = differing(old, new)
    assert old[:start] + text + old[end:] == new
    assert start <= end
    if old == new:
        assert (start, end, text) == (len(old), len(old), "")
    elif start < end and text:
        assert old[start] != text[0]
        assert old[end - 1] != text[-1]


def test_plain_text_needs_no_map() -> None:
    shown = Shown("城东渡口" * 1000)
    assert shown.to_qt(3999) == 3999
    assert shown.to_text(3999) == 3999
    assert shown._points == []


def test_lines_are_found_by_bisection() -> None:
    shown = Shown("一\n二\r\n三\r四\u2028五")
    assert shown.line_starts == [0, 2, 5, 7]
    assert [shown.line_of(o) for o in range(10)] == [bisect_right([0, 2, 5, 7], o) - 1 for o in range(10)]


def test_units_of_astral_characters() -> None:
    assert units("𠮷a家") == 4
    assert units("abc") == 3


LINES = st.lists(st.sampled_from(["渡口", "重开", "", "船工", "河堤", "路灯"]), max_size=9).map("\n".join)


@given(LINES | st.text("甲乙\n", max_size=12), LINES | st.text("甲乙\n", max_size=12))
def test_replacements_make_the_one_text_of_the_other(old: str, new: str) -> None:
    made, at = "", 0
    for start, end, text in replacements(old, new):
        assert at <= start <= end
        assert start < end or text
        made, at = made + old[at:start] + text, end
    assert made + old[at:] == new


def test_a_line_that_moves_leaves_those_it_passes_alone() -> None:
    lines = [f"第{number}行" for number in range(9)]
    old = "\n".join(lines)
    moved = "\n".join([lines[0] + lines[7], *lines[1:7], lines[8]])
    assert replacements(old, moved) == [(3, 3, "第7行"), (26, 30, "")]
    assert replacements(moved, old) == [(3, 6, ""), (29, 29, "行\n第7")]


@given(TEXTS, st.data())
def test_a_text_after_a_key_is_worked_out_from_the_one_before(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 4)))
    typed = data.draw(st.sampled_from(["", "字", "𠮷", "\n", "a\n\nb", "\r", "\u2029", " "]))
    made, wanted = Shown(text).edited(start, end, typed), Shown(text[:start] + typed + text[end:])
    assert (made.text, made.shown, made.units) == (wanted.text, wanted.shown, wanted.units)
    assert made.line_starts == wanted.line_starts
    assert made.line_positions == wanted.line_positions
    assert [made.to_qt(n) for n in range(len(made.text) + 1)] == [wanted.to_qt(n) for n in range(len(made.text) + 1)]
