"""Notes and bookmarks: written by keys, kept in the patch, undone in turn, exported; and going to a place."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cleanup.page import Span
from cleanup.patchfile import load
from desktop.main_window import MainWindow
from desktop.models.notes import Goal, NoteRow, goal_of
from desktop.panels.gutter import Flag
from tests.desktop.conftest import FIRST, Opener, review_of, settle
from tests.desktop.test_session import CTRL, SHIFT, press, put_caret, write

Key = Qt.Key


def noted(window: MainWindow) -> list[NoteRow]:
    return list(window.controller.noting.rows)


def select(window: MainWindow, text: str) -> None:
    put_caret(window, text)
    for _ in text:
        QTest.keyClick(window.cleaned.view, Key.Key_Right, SHIFT)


def write_note(qtbot: QtBot, window: MainWindow, on: str, words: str) -> None:
    select(window, on)
    press(qtbot, window, Key.Key_N, CTRL | SHIFT)
    assert window.ask_bar.line.hasFocus()
    QTest.keyClicks(window.ask_bar.line, words)
    press(qtbot, window, Key.Key_Return)


def test_a_note_is_kept_undone_and_exported(window: MainWindow, opener: Opener, qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    write_note(qtbot, window, "十二个窗口", "check 12")
    place = FIRST.index("十二个窗口")
    row = noted(window)[0]
    assert (row.line, row.text, row.words, row.place) == (3, "check 12", "十二个窗口", place)
    assert window.notes.isVisible()
    # One stack: the note goes back between two decisions.
    put_caret(window, "代办点")
    write(qtbot, window, "新")
    press(qtbot, window, Key.Key_Z, CTRL)
    assert review_of(window).rendered.text == FIRST
    assert len(noted(window)) == 1
    press(qtbot, window, Key.Key_Z, CTRL)
    assert noted(window) == []
    press(qtbot, window, Key.Key_Y, CTRL)
    assert len(noted(window)) == 1
    put_caret(window, "河堤上")
    press(qtbot, window, Key.Key_B, CTRL)
    window.close()
    records = load(folder / "1.txt.kanwu.jsonl").pages["1.txt"]
    assert [(note.text, note.span) for note in records.notes] == [("check 12", Span(place, place + 5))]
    assert [mark.at for mark in records.bookmarks] == [FIRST.index("河堤上")]
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "cleanup.cli", "export", "--format", "jsonl", "--out", str(out), str(folder / "1.txt")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    made = json.loads(out.read_text(encoding="utf-8"))
    assert made["notes"] == [{"text": "check 12", "start": place, "end": place + 5, "source": "十二个窗口", "who": records.notes[0].who}]
    assert [mark["start"] for mark in made["bookmarks"]] == [FIRST.index("河堤上")]
    again = opener(folder)
    assert [row.bookmark for row in noted(again)] == [False, True]
    assert again.notes.list.count() == 2


def test_a_note_is_changed_gone_to_and_removed(window: MainWindow, qtbot: QtBot) -> None:
    write_note(qtbot, window, "值班电话", "who")
    window.notes.list.setCurrentRow(0)
    window.notes.change.click()
    assert window.ask_bar.line.text() == "who"
    QTest.keyClicks(window.ask_bar.line, "who says")
    press(qtbot, window, Key.Key_Return)
    assert [row.text for row in noted(window)] == ["who says"]
    window.notes.list.setFocus()
    window.notes.list.setCurrentRow(0)
    press(qtbot, window, Key.Key_Delete)
    assert noted(window) == []
    press(qtbot, window, Key.Key_Z, CTRL)
    press(qtbot, window, Key.Key_Z, CTRL)
    assert [row.text for row in noted(window)] == ["who"]


def test_a_note_without_a_selection_is_of_the_page(window: MainWindow, qtbot: QtBot) -> None:
    put_caret(window, "本报讯")
    press(qtbot, window, Key.Key_N, CTRL | SHIFT)
    QTest.keyClicks(window.ask_bar.line, "smudged")
    press(qtbot, window, Key.Key_Return)
    row = noted(window)[0]
    assert (row.line, row.place) == (None, None)
    press(qtbot, window, Key.Key_N, CTRL | SHIFT)
    press(qtbot, window, Key.Key_Escape)
    assert not window.ask_bar.isVisible()
    assert len(noted(window)) == 1


def test_bookmarks_are_set_walked_through_and_taken_away(window: MainWindow, qtbot: QtBot) -> None:
    for words in ("供水站", "本报讯"):
        put_caret(window, words)
        press(qtbot, window, Key.Key_B, CTRL)
    view = window.cleaned.view
    view.set_caret(0)
    found = []
    for _ in range(3):
        press(qtbot, window, Key.Key_B, CTRL | SHIFT)
        found.append(view.caret)
    first, second = FIRST.index("本报讯"), FIRST.index("供水站")
    assert found == [first, second, first]
    press(qtbot, window, Key.Key_B, CTRL)
    assert [row.place for row in noted(window)] == [second]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("12", (Goal.LINE, 12)),
        (" #3 ", (Goal.FINDING, 3)),
        ("@450", (Goal.OFFSET, 450)),
        ("@0", (Goal.OFFSET, 0)),
        ("0", None),
        ("", None),
        ("x", None),
        ("１２", None),
        ("9" * 10, None),
    ],
)
def test_what_is_typed_to_go_somewhere(typed: str, wanted: object) -> None:
    assert goal_of(typed) == wanted


def test_going_to_a_line_a_finding_and_an_offset(window: MainWindow, qtbot: QtBot) -> None:
    def go(text: str) -> None:
        press(qtbot, window, Key.Key_G, CTRL)
        QTest.keyClicks(window.ask_bar.line, text)
        press(qtbot, window, Key.Key_Return)

    window.cleaned.view.setFocus()
    go("#2")
    assert window.controller.chosen == review_of(window).findings[1].id
    go("7")
    source = window.source.view
    assert source.viewport().rect().contains(source.cursorRect().center())
    go(f"@{FIRST.index('值班电话')}")
    go("nonsense")
    assert "#3" in window.statusBar().currentMessage()
    go("#999")
    assert "only" in window.statusBar().currentMessage()


def test_what_is_typed_after_going_somewhere_stands_there(window: MainWindow, qtbot: QtBot) -> None:
    """And nothing is typed over that was selected before."""
    view = window.cleaned.view
    places = {"7": "镇里还在渡口", f"@{FIRST.index('值班电话')}": "值班电话"}
    for number, finding in enumerate(review_of(window).findings, 1):
        if finding.rule == "punctuation-width":
            places[f"#{number}"] = FIRST[finding.spans[0].start :][:6]
            break
    assert len(places) == 3
    for typed, stands in places.items():
        put_caret(window, "青石镇便民服务点启用")
        for _ in range(3):
            QTest.keyClick(view, Key.Key_Right, SHIFT)
        assert view.selected_text() == "青石镇"
        press(qtbot, window, Key.Key_G, CTRL)
        QTest.keyClicks(window.ask_bar.line, typed)
        press(qtbot, window, Key.Key_Return)
        assert view.hasFocus()
        assert view.selected_text() == ""
        assert view.text[view.caret :].startswith(stands)
        assert view.viewport().rect().contains(view.cursorRect().center())
        write(qtbot, window, "新")
        settle(qtbot, window)
        assert "新" + stands in view.text
        press(qtbot, window, Key.Key_Z, CTRL)
        assert view.text == FIRST


def signs(window: MainWindow) -> list[dict[int, list[Flag]]]:
    """What the gutters of source and cleaned text show, by lines."""
    gutters = (window.source.view.gutter, window.cleaned.view.gutter)
    return [{line: list(flags) for line, flags in gutter.flags.items()} for gutter in gutters]


def test_the_gutters_show_remarks_and_bookmarks(window: MainWindow, qtbot: QtBot) -> None:
    room = window.source.view.gutter.room()
    assert signs(window) == [{}, {}]
    write_note(qtbot, window, "十二个窗口", "check 12")
    put_caret(window, "河堤上")
    press(qtbot, window, Key.Key_B, CTRL)
    shown = {2: [Flag(bookmark=False, words="check 12")], 6: [Flag(bookmark=True, words="")]}
    assert signs(window) == [shown, shown]
    assert window.source.view.gutter.room() > room
    # A new line above moves those of the cleaned text, and the source's stay.
    put_caret(window, "本报讯")
    QTest.keyClick(window.cleaned.view, Key.Key_Return)
    assert signs(window) == [shown, {line + 1: flags for line, flags in shown.items()}]
    gutter = window.source.view.gutter
    empty = gutter.grab().toImage()
    press(qtbot, window, Key.Key_Z, CTRL)
    press(qtbot, window, Key.Key_Z, CTRL)
    press(qtbot, window, Key.Key_Z, CTRL)
    assert signs(window) == [{}, {}]
    assert gutter.grab().toImage() != empty
    assert gutter.room() == room


def test_the_gutter_tells_a_remark_under_the_pointer(window: MainWindow, qtbot: QtBot) -> None:
    write_note(qtbot, window, "十二个窗口", "check 12")
    view = window.cleaned.view
    at = QPoint(20, view.height_of(FIRST.index("十二个窗口")) + 4)
    QTest.mouseMove(view.gutter, at)
    assert view.gutter.toolTip() == "check 12"
    QTest.mouseMove(view.gutter, QPoint(20, view.height_of(FIRST.index("河堤上")) + 4))
    assert view.gutter.toolTip() == ""
