"""Keys: none does two things, each can be changed, and what they do to a finding from the list and from the text."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from cleanup.edits import Follow, Replace
from cleanup.review import Scope, Verdict
from desktop.actions import plain_title
from desktop.dialogs.keys_dialog import KeysDialog, KeySheet
from desktop.main_window import MainWindow
from desktop.models.keys import Command, Keys, Where, key_name
from desktop.settings import settings_at
from tests.desktop.conftest import Opener, review_of, settle, states

Key = Qt.Key
ALT, CTRL, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier

ACCEPT = Command("accept", "Accept", ("A",), Where.LIST)
SEARCH = Command("search", "Search", ("/",), Where.LIST)
TAKE = Command("take", "Take", ("Alt+A",), Where.TEXT)
QUIT = Command("quit", "Quit", ("Ctrl+Q",))


def keys_with(path: Path, *commands: Command) -> Keys:
    keys = Keys(settings_at(path))
    for command in commands:
        keys.add(command)
    return keys


def test_a_changed_key_is_kept(qapp: QApplication, tmp_path: Path) -> None:
    keys = keys_with(tmp_path / "k.ini", ACCEPT, SEARCH, TAKE, QUIT)
    assert keys.of(ACCEPT) == ("A",)
    assert keys.change(ACCEPT, ["ctrl+j", "Ctrl+J", "Space"]) == ()
    assert keys.change(SEARCH, []) == ()
    again = keys_with(tmp_path / "k.ini", ACCEPT, SEARCH, TAKE, QUIT)
    assert again.of(ACCEPT) == ("Ctrl+J", "Space")
    assert again.of(SEARCH) == ()
    assert again.by_key(Where.LIST)["Space"] is ACCEPT
    again.reset()
    assert again.of(ACCEPT) == ("A",)
    assert again.of(SEARCH) == ("/",)


def test_a_key_that_is_taken_is_refused(qapp: QApplication, tmp_path: Path) -> None:
    keys = keys_with(tmp_path / "k.ini", ACCEPT, SEARCH, TAKE, QUIT)
    clashes = keys.change(ACCEPT, ["/"])
    assert [(clash.key, clash.command) for clash in clashes] == [("/", SEARCH)]
    assert keys.of(ACCEPT) == ("A",)
    # What works everywhere has its key for itself, a list and a text may share one.
    assert keys.change(QUIT, ["Alt+A"])[0].command is TAKE
    assert keys.change(ACCEPT, ["Alt+A"]) == ()
    assert keys.change(QUIT, ["A"]) == ()
    assert keys.change(SEARCH, ["A"])[0].command is QUIT


@pytest.mark.parametrize(
    "second", [Command("accept", "Again", ()), Command("other", "Other", ("a",)), Command("other", "Other", ("A",), Where.LIST)]
)
def test_a_command_of_a_taken_name_or_key_is_a_mistake(qapp: QApplication, tmp_path: Path, second: Command) -> None:
    keys = keys_with(tmp_path / "k.ini", ACCEPT)
    with pytest.raises(ValueError, match="accept"):
        keys.add(second)


@pytest.mark.parametrize(
    ("title", "plain"), [("&Accept", "Accept"), ("接受(&A)", "接受"), ("Open &folder…", "Open folder"), ("打开(&O)…", "打开")]
)
def test_titles_without_their_letters(title: str, plain: str) -> None:
    assert plain_title(title) == plain


def test_no_key_of_the_window_does_two_things(window: MainWindow) -> None:
    commands = window.menu_actions.keys.commands
    assert len(commands) > 30
    for where in Where:
        taken = [key for c in commands if c.where in (where, Where.WINDOW) for key in c.usual]
        assert len(taken) == len({key_name(key) for key in taken})
        assert all(key_name(key) for key in taken)
    # The menus' letters for Alt must leave the keys of the texts alone.
    letters = {QKeySequence.mnemonic(action.text()).toString() for action in window.menuBar().actions()}
    assert not letters & {key_name(key) for c in commands for key in c.usual}


def test_the_dialog_changes_a_key_and_the_sheet_shows_it(window: MainWindow, qtbot: QtBot) -> None:
    window.menu_actions.sheet.trigger()
    sheet = window.findChild(KeySheet)
    window.menu_actions.change_keys.trigger()
    dialog = window.findChild(KeysDialog)
    assert isinstance(dialog, KeysDialog)
    assert isinstance(sheet, KeySheet)
    dialog.tree.choose("accept")
    dialog.recorder.setFocus()
    QTest.keyClick(dialog.recorder, Key.Key_R)
    QTest.mouseClick(dialog.set_button, Qt.MouseButton.LeftButton)
    assert "Reject" in dialog.said.text()
    assert window.menu_actions.accept.shortcut().toString() == "A"
    dialog.recorder.clear()
    QTest.keyClick(dialog.recorder, Key.Key_G)
    QTest.mouseClick(dialog.set_button, Qt.MouseButton.LeftButton)
    assert dialog.said.text() == ""
    items = sheet.tree.findItems("*", Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive)
    assert ("Accept", "G") in {(item.text(0), item.text(1)) for item in items}
    dialog.close()
    sheet.close()
    window.activateWindow()
    window.findings.table.setFocus()
    chosen = window.controller.chosen
    QTest.keyClick(window.findings.table, Key.Key_A)
    assert review_of(window).decisions == ()
    QTest.keyClick(window.findings.table, Key.Key_G)
    assert [d.finding for d in review_of(window).decisions] == [chosen]


def test_keys_decide_from_within_the_text(window: MainWindow, qtbot: QtBot) -> None:
    view = window.cleaned.view
    view.setFocus()
    first = window.controller.chosen
    QTest.keyClick(view, Key.Key_Return, CTRL)
    settle(qtbot, window)
    assert view.hasFocus()
    assert states(window)["column-join"] == ["accepted"]
    assert window.controller.chosen != first
    second = window.controller.chosen
    QTest.keyClick(view, Key.Key_R, ALT)
    settle(qtbot, window)
    review = review_of(window)
    assert review.state_of(review.finding(second or "")) == "rejected"
    QTest.keyClick(view, Key.Key_Escape)
    assert window.findings.table.hasFocus()


def test_no_input_method_in_the_list(window: MainWindow) -> None:
    # Else a Chinese input method would swallow the keys that decide.
    for widget in (window.findings.table, window.findings.table.viewport(), window.detail, window.detail.area):
        assert not widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert window.cleaned.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def comma(window: MainWindow) -> str:
    """The first half-width comma, chosen."""
    found = next(f for f in review_of(window).findings if f.rule == "punctuation-width")
    window.controller.choose(found.id)
    window.findings.table.setFocus()
    return found.id


@pytest.mark.parametrize(
    ("key", "modifier", "scope", "left"),
    [(Key.Key_R, NONE, Scope.PLACE, 3), (Key.Key_X, NONE, Scope.STRING, 0), (Key.Key_X, SHIFT, Scope.RULE, 0)],
)
def test_how_far_a_rejection_reaches(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, scope: Scope, left: int
) -> None:
    comma(window)
    before = states(window)["punctuation-width"].count("open")
    QTest.keyClick(window.findings.table, key, modifier)
    settle(qtbot, window)
    decisions = review_of(window).decisions
    assert [(d.verdict, d.scope) for d in decisions] == [(Verdict.REJECTED, scope)]
    assert states(window)["punctuation-width"].count("open") == (before - 1 if left else 0)
    chosen = window.controller.chosen
    assert chosen is not None
    assert review_of(window).state_of(review_of(window).finding(chosen)) == "open"


def test_a_small_menu_says_how_far(window: MainWindow, qtbot: QtBot) -> None:
    comma(window)
    QTest.keyClick(window.findings.table, Key.Key_R, SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    settle(qtbot, window)
    assert [d.scope for d in review_of(window).decisions] == [Scope.STRING]


def test_a_proposal_is_edited_first(window: MainWindow, qtbot: QtBot) -> None:
    found = comma(window)
    spot = review_of(window).finding(found).spans[0].start
    QTest.keyClick(window.findings.table, Key.Key_E)
    assert window.edit_bar.line.hasFocus()
    assert window.edit_bar.line.text() == "，"
    window.edit_bar.line.setText("；")
    QTest.keyClick(window.edit_bar.line, Key.Key_Return)
    settle(qtbot, window)
    review = review_of(window)
    assert [(d.verdict, d.finding, d.edits) for d in review.decisions] == [(Verdict.EDITED, found, (Replace(spot, spot + 1, ",", "；"),))]
    assert window.findings.table.hasFocus()
    assert window.controller.chosen != found
    QTest.keyClick(window.findings.table, Key.Key_Z, CTRL)
    settle(qtbot, window)
    assert review_of(window).edits == ()


def test_an_edited_proposal_can_be_left(window: MainWindow) -> None:
    comma(window)
    QTest.keyClick(window.findings.table, Key.Key_E)
    QTest.keyClick(window.edit_bar.line, Key.Key_Escape)
    assert not window.edit_bar.isVisible()
    assert window.findings.table.hasFocus()
    assert review_of(window).decisions == ()


def test_a_join_is_edited_at_its_seam(window: MainWindow, qtbot: QtBot) -> None:
    join = next(f for f in review_of(window).findings if f.rule == "column-join")
    window.controller.choose(join.id)
    window.findings.table.setFocus()
    QTest.keyClick(window.findings.table, Key.Key_E)
    text = window.edit_bar.line.text()
    assert "及时更换" in text
    window.edit_bar.line.setText(text.replace("及时更换", "及时地更换"))
    QTest.keyClick(window.edit_bar.line, Key.Key_Return)
    settle(qtbot, window)
    assert "及时地更换了破裂的阀门" in window.cleaned.view.toPlainText()
    review = review_of(window)
    assert [d.verdict for d in review.decisions] == [Verdict.EDITED]
    assert [type(edit) for edit in review.edits].count(Follow) == 1
    assert review.state_of(review.finding(join.id)) == "accepted"


def test_a_key_that_was_changed_is_found_again(opener: Opener, folder: Path) -> None:
    window = opener(folder)
    keys = window.menu_actions.keys
    accept = next(c for c in keys.commands if c.id == "accept")
    assert keys.change(accept, ["F12"]) == ()
    window.close()
    again = opener(folder)
    assert again.menu_actions.accept.shortcut().toString() == "F12"


def test_a_rejected_string_stays_away_on_the_next_page_and_after_a_restart(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener(folder)
    found = comma(window)
    QTest.keyClick(window.findings.table, Key.Key_X)
    settle(qtbot, window)
    assert review_of(window).state_of(review_of(window).finding(found)) == "rejected"
    window.controller.go_to(1)
    settle(qtbot, window)
    assert "punctuation-width" not in states(window)
    window.close()
    again = opener(folder)
    again.controller.go_to(0)
    settle(qtbot, again)
    # Where it was decided it is still seen, as rejected; nowhere else is it found.
    assert set(states(again)["punctuation-width"]) == {"rejected"}
    comma(again)
    QTest.keyClick(again.findings.table, Key.Key_Backspace)
    settle(qtbot, again)
    assert set(states(again)["punctuation-width"]) == {"open"}
    again.controller.go_to(1)
    settle(qtbot, again)
    assert states(again)["punctuation-width"] == ["open"]
    assert not (folder / "kanwu.rejected").exists()


def menu_of(window: MainWindow, title: str) -> QMenu:
    found = next(action.menu() for action in window.menuBar().actions() if title in action.text())
    assert isinstance(found, QMenu)
    return found


def test_letters_in_an_open_menu_are_the_menus_own(window: MainWindow, qtbot: QtBot) -> None:
    before = review_of(window).decisions
    window.findings.table.setFocus()
    chosen = window.controller.chosen
    view = menu_of(window, "View")
    view.popup(window.mapToGlobal(QPoint(10, 10)))
    qtbot.waitExposed(view)
    for key in (Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_S, Qt.Key.Key_N):
        QTest.keyClick(view, key)
    assert review_of(window).decisions == before
    assert window.controller.chosen == chosen
    view.hide()
    # The small menu of rejections has a letter of its own for each, and some of them decide in the list.
    QTest.keyClick(window.findings.table, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    small = QApplication.activePopupWidget()
    assert isinstance(small, QMenu)
    QTest.keyClick(small, Qt.Key.Key_S)
    settle(qtbot, window)
    [made] = [d for d in review_of(window).decisions if d not in before]
    assert (made.verdict, made.scope) == (Verdict.REJECTED, Scope.STRING)
