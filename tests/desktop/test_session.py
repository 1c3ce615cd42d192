"""A reviewer at work: real keys and clicks, and what they leave in the patch."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cleanup.edits import Follow, Replace
from cleanup.patchfile import load
from cleanup.review import Decision, Verdict
from desktop.main_window import MainWindow
from tests.desktop.conftest import FIRST, Opener, review_of, settle, states

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Presses a key where the focus is, and waits for the rules."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)
    settle(qtbot, window)


def write(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Types into the cleaned text: keys for ASCII, an input method's commits for the rest."""
    view = window.cleaned.view
    for character in text:
        if character.isascii():
            QTest.keyClicks(view, character)
        else:
            commit = QInputMethodEvent()
            commit.setCommitString(character)
            QApplication.sendEvent(view, commit)


def on_disk(page: Path) -> tuple[Decision, ...]:
    """The decisions of a one-page file as its patch and journal hold them."""
    return load(page.with_name(page.name + ".kanwu.jsonl")).pages[page.name].decisions


def put_caret(window: MainWindow, before: str) -> None:
    """Puts the caret of the cleaned text before a piece of it."""
    view = window.cleaned.view
    at = view.toPlainText().index(before)
    cursor = view.textCursor()
    cursor.setPosition(at)
    view.setTextCursor(cursor)
    view.setFocus()


def test_the_first_doubtful_join_is_chosen_and_marked_on_both_sides(window: MainWindow) -> None:
    review = review_of(window)
    chosen = review.finding(window.controller.chosen or "")
    assert chosen.rule == "column-join"
    assert isinstance(chosen.fixes[0].edits[0], Follow)
    assert window.findings.table.hasFocus()
    assert window.findings.model.rows[window.findings.table.currentIndex().row()].id == chosen.id
    assert window.source.view.gutter.pointed == {2, 4}
    assert window.cleaned.view.gutter.pointed == {2, 4}


def test_a_whole_review(window: MainWindow, opener: Opener, qtbot: QtBot, folder: Path) -> None:
    page = folder / "1.txt"
    press(qtbot, window, Key.Key_A)
    assert "及时更换了破裂的阀门" in window.cleaned.view.toPlainText()
    assert [d.verdict for d in on_disk(page)] == [Verdict.ACCEPTED]
    press(qtbot, window, Key.Key_A)
    press(qtbot, window, Key.Key_R)
    put_caret(window, "电话")
    write(qtbot, window, "X1")
    press(qtbot, window, Key.Key_Z, CTRL)
    assert "X1" not in window.cleaned.view.toPlainText()
    put_caret(window, "电话")
    write(qtbot, window, "热线")
    settle(qtbot, window)
    press(qtbot, window, Key.Key_PageDown, CTRL)
    assert window.windowTitle().startswith("2.txt")
    # Leaving a page folds its journal into its patch.
    assert not page.with_name("1.txt.kanwu.journal").exists()
    window.close()

    again = opener(folder)
    assert again.windowTitle().startswith("2.txt")  # where it was left
    press(qtbot, again, Key.Key_PageUp, CTRL)
    assert "及时更换了破裂的阀门" in again.cleaned.view.toPlainText()
    assert "值班热线电话" in again.cleaned.view.toPlainText()
    known = states(again)
    assert known["column-join"] == ["accepted"]
    assert known["punctuation-width"].count("accepted") == 1
    assert known["punctuation-width"].count("rejected") == 1
    edits = [e for e in review_of(again).edits if isinstance(e, Replace) and e.start == e.end]
    at = FIRST.index("电话")
    assert edits == [Replace(at, at, "", "热线")]
    assert page.read_text(encoding="utf-8") == FIRST


def test_typing_is_one_decision_and_one_step_back(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    put_caret(window, "代办点")
    write(qtbot, window, "abc")
    QTest.keyClick(window.cleaned.view, Key.Key_Backspace)
    write(qtbot, window, "d")
    settle(qtbot, window)
    assert "abd代办点" in window.cleaned.view.toPlainText()
    edited = [d for d in on_disk(folder / "1.txt") if d.verdict is Verdict.EDITED]
    assert len(edited) == 1
    assert [e.after for e in edited[0].edits if isinstance(e, Replace)] == ["abd"]
    press(qtbot, window, Key.Key_Z, CTRL)
    assert window.cleaned.view.toPlainText() == FIRST
    assert all(d.withdrawn for d in on_disk(folder / "1.txt"))
    press(qtbot, window, Key.Key_Z, CTRL | SHIFT)
    assert "abd代办点" in window.cleaned.view.toPlainText()


def test_typing_in_two_places_is_two_steps(window: MainWindow, qtbot: QtBot) -> None:
    put_caret(window, "代办点")
    write(qtbot, window, "甲")
    put_caret(window, "值班电话")
    write(qtbot, window, "乙")
    assert len([d for d in review_of(window).decisions if d.verdict is Verdict.EDITED]) == 2
    press(qtbot, window, Key.Key_Z, CTRL)
    assert "乙" not in window.cleaned.view.toPlainText()
    assert "甲代办点" in window.cleaned.view.toPlainText()


def test_typed_and_taken_back_leaves_no_step(window: MainWindow, qtbot: QtBot) -> None:
    put_caret(window, "代办点")
    write(qtbot, window, "x")
    QTest.keyClick(window.cleaned.view, Key.Key_Backspace)
    settle(qtbot, window)
    assert not window.controller.undo_group.canUndo()
    assert review_of(window).edits == ()


def test_decisions_and_typing_are_undone_in_one_order(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Key.Key_A)
    put_caret(window, "电话")
    write(qtbot, window, "热线")
    press(qtbot, window, Key.Key_Escape)
    assert window.findings.table.hasFocus()
    press(qtbot, window, Key.Key_A)
    assert len(review_of(window).edits) == 3
    for left in (2, 1, 0):
        press(qtbot, window, Key.Key_Z, CTRL)
        assert len(review_of(window).edits) == left
    assert window.cleaned.view.toPlainText() == FIRST


def test_all_alike_at_once_in_one_step(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    press(qtbot, window, Key.Key_N)
    review = review_of(window)
    chosen = review.finding(window.controller.chosen or "")
    while chosen.group is None:
        press(qtbot, window, Key.Key_N)
        chosen = review.finding(window.controller.chosen or "")
    press(qtbot, window, Key.Key_A, SHIFT)
    assert "," not in window.cleaned.view.toPlainText()
    assert len(on_disk(folder / "1.txt")) == FIRST.count(",")
    press(qtbot, window, Key.Key_Z, CTRL)
    assert window.cleaned.view.toPlainText() == FIRST
    press(qtbot, window, Key.Key_R, CTRL)
    assert states(window)["punctuation-width"] == ["rejected"] * FIRST.count(",")
    press(qtbot, window, Key.Key_Z, CTRL)
    assert states(window)["punctuation-width"] == ["open"] * FIRST.count(",")


def test_withdraw_and_postpone(window: MainWindow, qtbot: QtBot) -> None:
    joined = window.controller.chosen
    press(qtbot, window, Key.Key_S)
    assert states(window)["column-join"] == ["postponed"]
    window.controller.choose(joined)
    press(qtbot, window, Key.Key_1)
    assert states(window)["column-join"] == ["accepted"]
    window.controller.choose(joined)
    press(qtbot, window, Key.Key_Backspace)
    assert states(window)["column-join"] == ["postponed"]
    press(qtbot, window, Key.Key_Backspace)
    assert states(window)["column-join"] == ["open"]
    assert window.cleaned.view.toPlainText() == FIRST


def test_an_alternative_that_is_not_there_changes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    before = review_of(window).decisions
    press(qtbot, window, Key.Key_3)
    assert review_of(window).decisions == before
    assert "only" in window.statusBar().currentMessage()


def test_letters_typed_into_the_text_decide_nothing(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Key.Key_F6)
    assert window.cleaned.view.hasFocus()
    put_caret(window, "代办点")
    write(qtbot, window, "arsn1")
    settle(qtbot, window)
    assert "arsn1代办点" in window.cleaned.view.toPlainText()
    assert [d.verdict for d in review_of(window).decisions] == [Verdict.EDITED]


def test_a_click_on_an_alternative_takes_it(window: MainWindow, qtbot: QtBot) -> None:
    from desktop.panels.alternative_card import AlternativeCard

    card = window.detail.findChildren(AlternativeCard)[0]
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert states(window)["column-join"] == ["accepted"]


def test_a_click_in_the_source_chooses_the_finding_there(window: MainWindow, qtbot: QtBot) -> None:
    view = window.source.view
    at = FIRST.index(",")
    cursor = QTextCursor(view.document())
    cursor.setPosition(at)
    place = view.cursorRect(cursor).center() + QPoint(1, 0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    chosen = review_of(window).finding(window.controller.chosen or "")
    assert chosen.spans[0].start == at


def test_an_edit_over_an_accepted_fix_asks_before_it_goes(window: MainWindow, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QMessageBox

    comma = next(f for f in review_of(window).findings if f.rule == "punctuation-width")
    window.controller.choose(comma.id)
    press(qtbot, window, Key.Key_A)
    put_caret(window, "，镇上居民")
    QTest.keyClick(window.cleaned.view, Key.Key_Delete)
    write(qtbot, window, "；")
    settle(qtbot, window)
    assert "启用；镇上" in window.cleaned.view.toPlainText()
    press(qtbot, window, Key.Key_Escape)
    window.controller.choose(comma.id)
    window.menu_actions.withdraw.trigger()
    box = window.findChild(QMessageBox)
    assert box is not None
    withdraw_both = next(b for b in box.buttons() if "too" in b.text())
    QTest.mouseClick(withdraw_both, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert "启用,镇上" in window.cleaned.view.toPlainText()


def test_unfinished_input_is_not_recorded(window: MainWindow, qtbot: QtBot) -> None:
    put_caret(window, "代办点")
    QApplication.sendEvent(window.cleaned.view, QInputMethodEvent("re xian", []))
    settle(qtbot, window)
    assert review_of(window).decisions == ()
    commit = QInputMethodEvent()
    commit.setCommitString("热线")
    QApplication.sendEvent(window.cleaned.view, commit)
    settle(qtbot, window)
    assert "热线代办点" in review_of(window).rendered.text
    assert len(review_of(window).decisions) == 1


def test_what_qt_cannot_show_stays_as_it_was(opener: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    text = "𠮷安渡口\u00a0重开\u2028船工\x0b老秦\r\n\r\n摇了三十年橹\r\n\r\n𫠣水桥头。\r\n"
    page = tmp_path / "odd.txt"
    page.write_bytes(text.encode())
    window = opener(page)
    assert review_of(window).rendered.text == text
    window.close()
    assert not page.with_name("odd.txt.kanwu.jsonl").exists()

    window = opener(page)
    view = window.cleaned.view
    cursor = view.textCursor()
    cursor.setPosition(view.toPlainText().index("桥") + 4)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.movePosition(QTextCursor.MoveOperation.Left, n=2)
    view.setTextCursor(cursor)
    view.setFocus()
    write(qtbot, window, "𪚥字")
    QTest.keyClick(view, Key.Key_Return)
    settle(qtbot, window)
    made = review_of(window).rendered.text
    assert made == text.replace("桥头。", "桥头𪚥字\r\n。")
    assert page.read_bytes() == text.encode()
    assert [e.start for e in review_of(window).edits if isinstance(e, Replace)] == [text.index("。")]


def test_copying_keeps_what_qt_would_lose(opener: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    page = tmp_path / "nbsp.txt"
    page.write_bytes("渡口\u00a0重开。\r\n船工老秦。".encode())
    window = opener(page)
    window.cleaned.view.selectAll()
    assert window.cleaned.view.createMimeDataFromSelection().text() == "渡口\u00a0重开。\r\n船工老秦。"


@pytest.mark.parametrize("keys", [["x"], ["x", "y"]])
def test_a_killed_window_loses_nothing(window: MainWindow, opener: Opener, qtbot: QtBot, folder: Path, keys: list[str]) -> None:
    put_caret(window, "代办点")
    for key in keys:
        write(qtbot, window, key)
        # No fold, no close: what lies on the disk at this moment is what a killed window leaves.
        made = on_disk(folder / "1.txt")[-1].edits[0]
        assert isinstance(made, Replace)
        assert made.after.endswith(key)
    assert (folder / "1.txt.kanwu.journal").exists()
    assert not (folder / "1.txt.kanwu.jsonl").exists()


def test_folding_on_demand(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    press(qtbot, window, Key.Key_A)
    assert (folder / "1.txt.kanwu.journal").exists()
    press(qtbot, window, Key.Key_S, CTRL)
    assert not (folder / "1.txt.kanwu.journal").exists()
    assert len(on_disk(folder / "1.txt")) == 1
    assert "patch" in window.statusBar().currentMessage()


def test_undo_is_there_after_another_page(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Key.Key_A)
    press(qtbot, window, Key.Key_PageDown, CTRL)
    assert not window.controller.undo_group.canUndo()
    press(qtbot, window, Key.Key_PageUp, CTRL)
    assert states(window)["column-join"] == ["accepted"]
    press(qtbot, window, Key.Key_Z, CTRL)
    assert states(window)["column-join"] == ["open"]


def test_what_was_printed_so_is_settled_by_a_key_of_its_own(window: MainWindow, opener: Opener, qtbot: QtBot, folder: Path) -> None:
    joined = window.controller.chosen
    press(qtbot, window, Key.Key_T)
    assert window.controller.chosen != joined
    assert states(window)["column-join"] == ["as-printed"]
    assert window.cleaned.view.toPlainText() == FIRST
    assert [d.verdict for d in on_disk(folder / "1.txt")] == [Verdict.AS_PRINTED]
    window.close()
    assert states(opener(folder))["column-join"] == ["as-printed"]
