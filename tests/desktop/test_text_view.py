"""The two texts: what is shown, what is told when somebody types, how they scroll."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.models.marks import Mark, Style
from desktop.offsets import replacements, shown_text, text_of
from desktop.panels.cleaned_panel import CleanedText
from desktop.panels.text_view import TextView
from desktop.theme import LIGHT

PIECES = [*"镇上桥头a ,。𠮷😀\u00a0\u2028\u2029\x0b\n\r", "\r\n", "\n\n"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


class Follower:
    """Answers an editor as the window does: takes each change into its own text, in which line ends are CR LF."""

    def __init__(self) -> None:
        self.view = CleanedText(LIGHT)
        self.text = ""
        self.view.edit_requested.connect(self.take)

    def open(self, text: str) -> None:
        self.text = text
        self.view.open_text(text, ())

    def take(self, start: int, end: int, text: str) -> None:
        self.text = self.text[:start] + text.replace("\n", "\r\n") + self.text[end:]
        self.view.change_text(self.text, ())

    def holds(self) -> bool:
        """Whether the document shows the text."""
        return text_of(self.view.document().toRawText()) == shown_text(self.text)


@pytest.fixture(scope="module")
def follower(qapp: QApplication) -> Follower:
    """One for all generated texts: views by the hundred are more than PySide puts away in good order when the tests end."""
    return Follower()


@pytest.fixture(scope="module")
def any_view(qapp: QApplication) -> TextView:
    """As `follower`, a view."""
    return TextView(LIGHT)


@given(TEXTS, st.data())
def test_what_is_typed_is_what_the_text_becomes(follower: Follower, text: str, data: st.DataObject) -> None:
    follower.open(text)
    for _ in range(3):
        view = follower.view
        before = follower.text
        cursor = view.textCursor()
        cursor.setPosition(data.draw(st.integers(0, view.document().characterCount() - 1)))
        cursor.setPosition(data.draw(st.integers(0, view.document().characterCount() - 1)), QTextCursor.MoveMode.KeepAnchor)
        # Qt never lets a caret stand between two halves of a character; the toy cursor may.
        raw = view.document().toRawText().encode("utf-16-le")
        if any(0xDC <= raw[2 * p + 1] < 0xE0 for p in (cursor.position(), cursor.anchor()) if 2 * p < len(raw)):
            continue
        selected = text_of(cursor.selectedText())
        view.setTextCursor(cursor)
        typed = data.draw(st.sampled_from(["", "甲", "𠮷", "\n", "甲\n\n乙", "a "]))
        cursor.insertText(typed)
        assert follower.holds()
        if "\r" in before.replace("\r\n", ""):
            continue  # it may come to stand before a line feed, and both are one line end then
        assert len(follower.text.replace("\r\n", "\n")) == len(before.replace("\r\n", "\n")) - len(selected) + len(typed)


@given(TEXTS, TEXTS)
def test_any_text_follows_any_other(any_view: TextView, old: str, new: str) -> None:
    view = any_view
    view.open_text(old, ())
    view.change_text(new, ())
    assert text_of(view.document().toRawText()) == shown_text(new)
    now = shown_text(old)
    for start, end, text in reversed(replacements(now, shown_text(new))):
        now = now[:start] + text + now[end:]
    assert now == shown_text(new)


def test_the_caret_stays_where_lines_change_elsewhere(qapp: QApplication) -> None:
    view = TextView(LIGHT)
    view.open_text("渡口,重开\n船工老秦,说话\n路灯,亮了", ())
    view.set_caret(9)
    view.change_text("渡口，重开\n船工老秦，说话\n路灯，亮了", ())
    assert view.caret == 9
    view.change_text("老渡口，重开\n船工老秦，说话\n路灯，亮了", ())
    assert view.caret == 10


def test_scrolling_is_told_once_and_not_echoed(qapp: QApplication, qtbot: QtBot) -> None:
    view = TextView(LIGHT)
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.open_text("\n".join(f"第{n}行" for n in range(200)), ())
    view.show()
    told: list[tuple[int, int]] = []
    view.scrolled.connect(lambda *place: told.append(place))
    view.show_top(view.text.index("第50行"))
    assert told == []
    assert view.top_offset() == view.text.index("第50行")
    view.verticalScrollBar().setValue(80)
    ((offset, height),) = told
    assert height == view.height_of(offset)
    assert view.text.index("第80行") < offset < view.text.index("第90行")
    view.show_place(view.text.index("第150行"))
    assert len(told) == 1
    assert view.viewport().rect().contains(view.cursorRect().center())


def test_a_place_is_laid_at_a_height_whatever_wraps_above_it(qapp: QApplication, qtbot: QtBot) -> None:
    view = TextView(LIGHT)
    qtbot.addWidget(view)
    view.resize(300, 400)
    view.open_text("\n".join(f"第{n}行" + "船工老秦在河上摇橹。" * (n % 7) for n in range(400)), ())
    view.show()
    told: list[object] = []
    view.scrolled.connect(lambda *place: told.append(place))
    row = round(view.blockBoundingRect(view.document().firstBlock()).height())
    for number in (300, 40, 200, 399):
        offset = view.text.index(f"第{number}行")
        view.show_beside(offset, 8 + 3 * row)
        if number != 399:
            assert abs(view.height_of(offset) - (8 + 3 * row)) <= row
    # The last line cannot rise so far: the text ends at the lower edge.
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    assert told == []


@pytest.mark.parametrize(
    ("start", "other", "both"), [(200, 204, True), (204, 200, True), (0, 5, True), (396, 399, True), (200, 390, False)]
)
def test_both_ends_of_a_join_are_shown_where_there_is_room(qapp: QApplication, qtbot: QtBot, start: int, other: int, both: bool) -> None:
    view = TextView(LIGHT)
    qtbot.addWidget(view)
    view.resize(300, 400)
    view.open_text("\n".join(f"第{n}行" + "船工老秦在河上摇橹。" * (n % 3) for n in range(400)), ())
    view.show()
    told: list[object] = []
    view.scrolled.connect(lambda *place: told.append(place))
    view.show_top(view.text.index("第100行"))
    ends = [view.text.index(f"第{number}行") for number in (start, other)]
    view.show_places(*ends)
    seen = [0 <= view.height_of(offset) < view.viewport().height() - 10 for offset in ends]
    assert seen == [True, both]
    # What is seen already is left where it stands.
    before = view.verticalScrollBar().value()
    view.show_places(*ends)
    assert view.verticalScrollBar().value() == before
    assert told == []


def test_a_text_for_reading_cannot_be_typed_into(qapp: QApplication, qtbot: QtBot) -> None:
    view = CleanedText(LIGHT)
    qtbot.addWidget(view)
    view.open_text("渡口", ())
    view.set_read_only(True)
    asked: list[object] = []
    view.edit_requested.connect(lambda *change: asked.append(change))
    QTest.keyClicks(view, "x")
    QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert (view.toPlainText(), asked) == ("渡口", [])


def test_shift_enter_is_a_line_end_of_the_page(qapp: QApplication, qtbot: QtBot) -> None:
    follower = Follower()
    follower.open("渡口重开")
    follower.view.set_caret(2)
    QTest.keyClick(follower.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert follower.text == "渡口\r\n重开"


def test_what_is_pasted_comes_as_it_is(qapp: QApplication) -> None:
    view = CleanedText(LIGHT)
    view.open_text("渡口重开", ())
    asked: list[tuple[int, int, str]] = []
    pasted = "老\u00a0船\x0b𠮷\r\u2028\u2029\t\r\n岸\u3000"

    def take(start: int, end: int, text: str) -> None:
        asked.append((start, end, text))
        view.take_typed(view.text[:start] + text + view.text[end:])

    view.edit_requested.connect(take)
    data = QMimeData()
    data.setText(pasted)
    cursor = view.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(3, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.insertFromMimeData(data)
    assert asked == [(2, 3, pasted)]
    assert view.text == f"渡口{pasted}开"
    assert text_of(view.document().toRawText()) == shown_text(view.text)
    assert view.caret == 2 + len(pasted)


def compose(view: CleanedText, preedit: str, commit: str = "") -> None:
    """What an input method sends: unfinished text, and what it commits."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(view, event)


def test_a_composition_over_a_selection_is_one_change_on_commit(qapp: QApplication) -> None:
    view = CleanedText(LIGHT)
    view.open_text("渡口重开", ())
    asked: list[tuple[int, int, str]] = []
    view.edit_requested.connect(lambda start, end, text: asked.append((start, end, text)))
    view.edit_requested.connect(lambda start, end, text: view.take_typed(view.text[:start] + text + view.text[end:]))
    cursor = view.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(2, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    compose(view, "ma")
    # The rules may answer meanwhile.
    view.change_text(view.text, (Mark(2, 4, Style.DOUBT),))
    compose(view, "matou")
    assert asked == []
    compose(view, "", "码头")
    assert asked == [(0, 2, "码头")]
    assert view.text == "码头重开"
    compose(view, "l", "老")
    compose(view, "lu")
    assert asked[1:] == [(2, 2, "老")]
    compose(view, "", "路")
    assert view.text == "码头老路重开"
    assert view.toPlainText() == view.text


def test_a_composition_given_up_brings_the_selection_back(qapp: QApplication) -> None:
    view = CleanedText(LIGHT)
    view.open_text("渡口重开", ())
    asked: list[object] = []
    view.edit_requested.connect(lambda *change: asked.append(change))
    view.selectAll()
    compose(view, "ma")
    assert view.toPlainText() == ""
    compose(view, "")
    assert (view.toPlainText(), asked) == ("渡口重开", [])
    QTest.keyClicks(view, "x")
    assert len(asked) == 1


def test_a_refused_change_is_taken_back(qapp: QApplication) -> None:
    view = CleanedText(LIGHT)
    view.open_text("渡口重开", ())
    view.edit_requested.connect(lambda *change: view.change_text("渡口重开", ()))
    view.textCursor().insertText("不许")
    assert view.toPlainText() == "渡口重开"


@pytest.mark.parametrize("name", ["Undo", "Redo"])
def test_the_editor_leaves_undo_to_the_window(qapp: QApplication, qtbot: QtBot, name: str) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QKeySequence

    view = CleanedText(LIGHT)
    qtbot.addWidget(view)
    keys = QKeySequence.keyBindings(getattr(QKeySequence.StandardKey, name))[0].toString()
    modifiers = Qt.KeyboardModifier.ControlModifier
    if "Shift" in keys:
        modifiers |= Qt.KeyboardModifier.ShiftModifier
    event = QKeyEvent(QEvent.Type.ShortcutOverride, getattr(Qt.Key, f"Key_{keys[-1]}"), modifiers)
    event.accept()
    QApplication.sendEvent(view, event)
    assert not event.isAccepted()
    assert not view.document().isUndoAvailable()
