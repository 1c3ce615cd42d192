"""Strings that are never flagged or always changed, written from the window: they hold at once, on the next page, and for the commands."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.dialogs.list_dialogs import AlwaysDialog, NeverDialog
from desktop.main_window import MainWindow
from tests.commands import kanwu
from tests.desktop.conftest import Opener, review_of, settle

Capture = pytest.CaptureFixture[bytes]

WORDS = "青石镇的文化管昨日开门,读者的人数比去年多,the 书也多了。文化管的灯亮到夜里。\n"
OTHER = "渡口的文化管明日开门,the 灯已经亮了。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "1.txt").write_text(WORDS, encoding="utf-8")
    (pages / "2.txt").write_text(OTHER, encoding="utf-8")
    return pages


def flagged(window: MainWindow, rule: str) -> list[str]:
    review = review_of(window)
    return [review.page.text[slice(*f.spans[0])] for f in review.findings if f.rule == rule]


def choose(window: MainWindow, rule: str) -> None:
    window.controller.choose(next(f.id for f in review_of(window).findings if f.rule == rule))
    window.findings.table.setFocus()


def open_dialog(window: MainWindow, kind: type[NeverDialog] | type[AlwaysDialog], key: Qt.Key) -> NeverDialog | AlwaysDialog:
    """Presses a key of the list, and gives the dialog that it opens."""
    QTest.keyClick(window.findings.table, key)
    dialog = window.findChildren(kind)[-1]
    assert dialog.isVisible()
    return dialog


def write(line: QLineEdit, text: str) -> None:
    line.selectAll()
    commit = QInputMethodEvent()
    commit.setCommitString(text)
    QApplication.sendEvent(line, commit)


def enter(qtbot: QtBot, window: MainWindow, dialog: NeverDialog | AlwaysDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    if QApplication.activeModalWidget() is None:
        window.activateWindow()
        qtbot.waitActive(window)
    settle(qtbot, window)


def found_by_command(capture: Capture, folder: Path, rule: str) -> int:
    """How many findings of a rule `kanwu check` prints for a folder."""
    lines = kanwu(capture, "check", folder, "--format", "jsonl").text.splitlines()
    return sum(json.loads(line).get("rule") == rule for line in lines)


def test_a_string_never_flagged_is_flagged_nowhere_any_more(opener: Opener, qtbot: QtBot, folder: Path, capsysbinary: Capture) -> None:
    window = opener(folder)
    assert flagged(window, "stray-english") == ["the"]
    choose(window, "stray-english")
    dialog = open_dialog(window, NeverDialog, Qt.Key.Key_V)
    assert isinstance(dialog, NeverDialog)
    assert dialog.text.text() == "the"
    enter(qtbot, window, dialog)
    assert QApplication.activeModalWidget() is None
    assert 'allow = ["the"]' in (folder / "kanwu.toml").read_text(encoding="utf-8")
    assert flagged(window, "stray-english") == []
    assert str(folder / "kanwu.toml") in window.statusBar().currentMessage()
    window.controller.step_page(1)
    settle(qtbot, window)
    assert flagged(window, "stray-english") == []
    assert found_by_command(capsysbinary, folder, "stray-english") == 0


def test_one_rule_alone_can_be_told_not_to_flag_a_string(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener(folder)
    choose(window, "stray-english")
    dialog = open_dialog(window, NeverDialog, Qt.Key.Key_V)
    assert isinstance(dialog, NeverDialog)
    dialog.one.click()
    enter(qtbot, window, dialog)
    written = (folder / "kanwu.toml").read_text(encoding="utf-8")
    assert "[rule.stray-english]" in written
    assert 'allow = ["the"]' in written
    assert flagged(window, "stray-english") == []


def test_a_string_always_changed_is_found_at_once_and_on_the_next_page(
    opener: Opener, qtbot: QtBot, folder: Path, capsysbinary: Capture
) -> None:
    window = opener(folder)
    view = window.source.view
    view.setFocus()
    at = WORDS.index("文化管")
    cursor = view.textCursor()
    cursor.setPosition(at)
    cursor.setPosition(at + 3, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    modifiers = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(view, Qt.Key.Key_W, modifiers)
    dialog = window.findChildren(AlwaysDialog)[-1]
    assert dialog.before.text() == "文化管"
    qtbot.waitUntil(dialog.after.hasFocus)
    write(dialog.after, "文化馆")
    enter(qtbot, window, dialog)
    assert flagged(window, "always") == ["文化管", "文化管"]
    window.controller.step_page(1)
    settle(qtbot, window)
    assert flagged(window, "always") == ["文化管"]
    choose(window, "always")
    QTest.keyClick(window.findings.table, Qt.Key.Key_A)
    assert "渡口的文化馆明日" in review_of(window).rendered.text
    # The third is accepted, in the window.
    assert found_by_command(capsysbinary, folder, "always") == 2


def test_what_stands_in_the_way_is_said_and_the_dialog_stays(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    (folder / "kanwu.toml").write_text('allow = ["the"]\n', encoding="utf-8")
    window = opener(folder)
    window.findings.table.setFocus()
    dialog = open_dialog(window, AlwaysDialog, Qt.Key.Key_W)
    assert isinstance(dialog, AlwaysDialog)
    write(dialog.before, "the")
    write(dialog.after, "the")
    enter(qtbot, window, dialog)
    assert dialog.isVisible()
    assert dialog.said.isVisible()
    assert "the" in dialog.said.text()
    write(dialog.after, "它")
    enter(qtbot, window, dialog)
    assert dialog.isVisible()
    assert "never" in dialog.said.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert (folder / "kanwu.toml").read_text(encoding="utf-8") == 'allow = ["the"]\n'


def test_decisions_and_undo_steps_outlive_a_new_list(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener(folder)
    choose(window, "punctuation-width")
    QTest.keyClick(window.findings.table, Qt.Key.Key_A)
    settle(qtbot, window)
    mended = review_of(window).rendered.text
    assert mended != WORDS
    choose(window, "stray-english")
    enter(qtbot, window, open_dialog(window, NeverDialog, Qt.Key.Key_V))
    settle(qtbot, window)
    assert review_of(window).rendered.text == mended
    # The list is the last step, the decision the one before it.
    for text in (mended, WORDS):
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        settle(qtbot, window)
        assert review_of(window).rendered.text == text


def test_the_sample_pages_stay_as_they_are(opener: Opener, qtbot: QtBot) -> None:
    from cleanup.resources import sample_pages

    window = opener(sample_pages())
    window.findings.table.setFocus()
    QTest.keyClick(window.findings.table, Qt.Key.Key_V)
    assert window.findChildren(NeverDialog) == []
    assert "sample" in window.statusBar().currentMessage()
    assert QApplication.activeModalWidget() is None


def test_the_other_pages_are_counted_again_and_shown_as_they_were_until_then(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener(folder)
    rows = window.pages.model
    qtbot.waitUntil(lambda: all(row.found is not None for row in rows.rows), timeout=20_000)
    before = rows.rows[1].found
    assert before
    choose(window, "stray-english")
    enter(qtbot, window, open_dialog(window, NeverDialog, Qt.Key.Key_V))
    assert rows.rows[1].found == before
    qtbot.waitUntil(lambda: rows.rows[1].found == before - 1, timeout=20_000)


def test_lists_that_were_changed_elsewhere_hold_when_the_window_is_come_back_to(
    opener: Opener, qtbot: QtBot, qapp: QApplication, folder: Path
) -> None:
    window = opener(folder)
    listing = window.controller.listing
    assert not listing.look_again()
    (folder / "kanwu.toml").write_text('allow = ["the"]\n', encoding="utf-8")
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    settle(qtbot, window)
    assert flagged(window, "stray-english") == []
    # A file that cannot be read is told, and mended again.
    (folder / "kanwu.toml").write_text("allow = 3\n", encoding="utf-8")
    assert listing.look_again()
    settle(qtbot, window)
    assert "kanwu.toml" in window.notices.text
    (folder / "kanwu.toml").unlink()
    assert listing.look_again()
    settle(qtbot, window)
    assert "kanwu.toml" not in window.notices.text
    assert flagged(window, "stray-english") == ["the"]


def test_a_window_that_was_closed_looks_at_no_list(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener(folder)
    window.close()
    (folder / "kanwu.toml").write_text('allow = ["the"]\n', encoding="utf-8")
    assert not window.controller.listing.look_again()
    assert not window.controller._session.survey.running


def test_the_lists_are_opened_where_there_are_some(opener: Opener, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", open_url)
    window = opener(folder)
    window.menu_actions.open_config.trigger()
    assert opened == []
    assert "kanwu.toml" in window.statusBar().currentMessage()
    (folder / "kanwu.toml").write_text('allow = ["the"]\n', encoding="utf-8")
    window.menu_actions.open_config.trigger()
    assert opened == [str(folder / "kanwu.toml")]


CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("own", [None, '# ours\nencoding = "utf-8"\n'], ids=["no file", "a file"])
def test_a_list_is_undone_and_done_again_as_any_decision(opener: Opener, qtbot: QtBot, folder: Path, own: str | None) -> None:
    place = folder / "kanwu.toml"
    if own is not None:
        place.write_text(own, encoding="utf-8")
    window = opener(folder)
    choose(window, "stray-english")
    enter(qtbot, window, open_dialog(window, NeverDialog, Qt.Key.Key_V))
    settle(qtbot, window)
    written = place.read_bytes()
    assert flagged(window, "stray-english") == []
    table = window.findings.table
    table.setFocus()
    # A decision made since is undone first.
    QTest.keyClick(table, Qt.Key.Key_A)
    settle(qtbot, window)
    QTest.keyClick(table, Qt.Key.Key_Z, CTRL)
    settle(qtbot, window)
    assert place.read_bytes() == written
    QTest.keyClick(table, Qt.Key.Key_Z, CTRL)
    settle(qtbot, window)
    assert (place.read_text(encoding="utf-8") if place.exists() else None) == own
    assert flagged(window, "stray-english") == ["the"]
    QTest.keyClick(table, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, window)
    assert place.read_bytes() == written
    assert flagged(window, "stray-english") == []


def test_a_list_that_was_changed_since_is_left_alone_and_that_is_told(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    place = folder / "kanwu.toml"
    window = opener(folder)
    choose(window, "stray-english")
    enter(qtbot, window, open_dialog(window, NeverDialog, Qt.Key.Key_V))
    settle(qtbot, window)
    place.write_text('allow = ["the", "a"]\n', encoding="utf-8")
    window.findings.table.setFocus()
    QTest.keyClick(window.findings.table, Qt.Key.Key_Z, CTRL)
    settle(qtbot, window)
    assert place.read_text(encoding="utf-8") == 'allow = ["the", "a"]\n'
    assert "changed by somebody else" in window.statusBar().currentMessage()
    assert not window.controller.undo_group.canUndo()
