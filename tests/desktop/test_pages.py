"""The list of pages: how far each is, going on to what is open, and looking through the rest meanwhile."""

import json
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QProcess, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cleanup.patchfile import PageStatus, Patch, Status, load, save
from cleanup.readers import open_source
from desktop.children import child, end
from desktop.counting import count_page
from desktop.desk import Desk
from desktop.main_window import MainWindow
from tests.desktop.conftest import FIRST, SECOND, Opener, review_of, settle

CLEAN = "渡口今日照常开航，乘客不用等候。\n"


def on_key(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)
    settle(qtbot, window)


def counted(qtbot: QtBot, window: MainWindow) -> None:
    """Waits until every page is known."""
    qtbot.waitUntil(lambda: all(row.failed or row.found is not None for row in window.pages.model.rows), timeout=30_000)


def at(window: MainWindow, page: str) -> bool:
    """Whether a page is open and looked at."""
    return window.windowTitle().startswith(page) and not window.controller.looking


def statuses(window: MainWindow) -> list[str]:
    return [row.status for row in window.pages.model.rows]


def test_a_page_is_marked_and_stays_so(window: MainWindow, opener: Opener, folder: Path) -> None:
    assert statuses(window)[0] == "new"
    window.menu_actions.statuses["proofread"].trigger()
    assert statuses(window)[0] == "proofread"
    assert window.menu_actions.statuses["proofread"].isChecked()
    assert not window.menu_actions.statuses["new"].isChecked()
    assert window.pages.settled.text() == "1 of 2 proofread"
    # It is on the disk at once, and in the patch when the page is left.
    status = load(folder / "1.txt.kanwu.jsonl").pages["1.txt"].status
    assert status is not None
    assert status.status is PageStatus.PROOFREAD
    window.close()
    again = opener(folder)
    assert statuses(again)[0] == "proofread"
    assert again.menu_actions.statuses["proofread"].isChecked()


def test_one_key_marks_a_page_proofread_and_opens_the_next(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    on_key(qtbot, window, Qt.Key.Key_F9)
    assert window.windowTitle().startswith("2.txt")
    assert statuses(window) == ["proofread", "new"]
    on_key(qtbot, window, Qt.Key.Key_F9)
    assert window.windowTitle().startswith("2.txt")
    assert statuses(window) == ["proofread", "proofread"]
    assert window.pages.settled.text() == "2 of 2 proofread"


def test_a_page_is_in_work_with_the_first_decision_and_new_when_that_is_undone(window: MainWindow, qtbot: QtBot) -> None:
    on_key(qtbot, window, Qt.Key.Key_A)
    assert statuses(window)[0] == "in-work"
    window.menu_actions.undo.trigger()
    settle(qtbot, window)
    assert statuses(window)[0] == "new"


def test_next_unresolved_goes_over_all_pages(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    (folder / "3.txt").write_text(CLEAN, encoding="utf-8")
    (folder / "4.txt").write_text(SECOND.replace("渡口", "码头"), encoding="utf-8")
    (folder / "5.txt").write_text(SECOND, encoding="utf-8")
    done = Patch.new("5.txt", next(open_source(folder / "5.txt").pages()))
    records = next(iter(done.pages.values()))
    from dataclasses import replace

    save(folder / "5.txt.kanwu.jsonl", done.with_records(replace(records, status=Status(PageStatus.VALIDATED))))
    window = opener(folder)
    count = len(review_of(window).open_findings)
    seen = []
    for _ in range(count - 1):
        on_key(qtbot, window, Qt.Key.Key_F8)
        seen.append((window.windowTitle()[:1], window.controller.chosen))
    assert {page for page, _ in seen} == {"1"}
    window.controller.decide_alike(accept=True)
    for finding in review_of(window).open_findings:
        window.controller.choose(finding.id)
        window.controller.reject()
    settle(qtbot, window)
    # The third has nothing open, the fifth was validated.
    for page in ("2", "4", "2"):
        on_key(qtbot, window, Qt.Key.Key_F8)
        qtbot.waitUntil(partial(at, window, page), timeout=20_000)
        settle(qtbot, window)
        chosen = review_of(window).finding(window.controller.chosen or "")
        assert review_of(window).state_of(chosen) == "open"


def test_when_nothing_is_open_anywhere_it_says_so(opener: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(CLEAN, encoding="utf-8")
    window = opener(tmp_path)
    window.menu_actions.next_unresolved.trigger()
    qtbot.waitUntil(lambda: "Nothing is open on any other page" in window.statusBar().currentMessage(), timeout=20_000)


def test_pages_are_looked_through_beside_the_window_and_that_can_be_stopped(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    for number in range(3, 9):
        (folder / f"{number}.txt").write_text(SECOND, encoding="utf-8")
    (folder / "9.txt").write_bytes(b"\xff\xff\xff\x00\x81")
    window = opener(folder)
    assert window.pages.stop.isVisible()
    survey = window.controller._session.survey
    assert survey.running
    QTest.mouseClick(window.pages.stop, Qt.MouseButton.LeftButton)
    assert window.pages.stop.isChecked()
    assert not survey.running
    assert (window.pages.bar.value(), window.pages.bar.maximum()) == (1, 9)
    window.menu_actions.reject.trigger()
    settle(qtbot, window)
    # What was stopped by hand stays so until it is wished again.
    assert not survey.running
    QTest.mouseClick(window.pages.stop, Qt.MouseButton.LeftButton)
    counted(qtbot, window)
    qtbot.waitUntil(lambda: not window.pages.stop.isVisible(), timeout=20_000)
    assert [row.open for row in window.pages.model.rows[2:8]] == [1] * 6


def test_what_the_process_counts_is_what_the_window_finds(opener: Opener, folder: Path) -> None:
    desk = Desk()
    desk.add([folder])
    window = opener(folder)
    assert count_page(desk.on_disk(desk.refs[0])) == (len(review_of(window).open_findings), len(review_of(window).findings), "new")
    command = [sys.executable, "-m", "desktop.counting", *desk.reading]
    asked = "".join(json.dumps([str(ref.path), ref.index, None]) + "\n" for ref in (*desk.refs, desk.refs[0]))
    run = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=120, check=True)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert answers[0] == answers[2] == list(count_page(desk.on_disk(desk.refs[0])))
    assert answers[1] == [1, 1, "new"]
    assert (folder / "1.txt").read_text(encoding="utf-8") == FIRST


def test_a_process_that_dies_over_a_page_leaves_that_page_out(window: MainWindow, qtbot: QtBot) -> None:
    survey = window.controller._session.survey
    qtbot.waitUntil(lambda: survey._asked is not None or window.pages.model.rows[1].found is not None, timeout=20_000)
    if survey._process is not None:
        survey._process.kill()
    counted(qtbot, window)
    assert not window.pages.model.rows[0].failed


def test_the_bar_goes_when_the_page_that_was_open_is_the_last_one_known(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener(folder)
    counted(qtbot, window)
    # The others are counted while this one waits for its rules, as a page that was just opened does.
    survey = window.controller._session.survey
    window.pages.show_progress(1, 2, False)
    assert window.pages.stop.isVisible()
    survey.go_on()
    assert not window.pages.stop.isVisible()


def test_one_process_after_another_looks_through_many_pages(
    opener: Opener, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3, 7):
        (folder / f"{number}.txt").write_text(SECOND, encoding="utf-8")
    monkeypatch.setattr("desktop.survey._RENEWED", 2)
    begun: list[int] = []

    def counting(module: str, arguments: Sequence[str], parent: QObject) -> QProcess:
        made = child(module, arguments, parent)
        made.started.connect(lambda: begun.append(made.processId()))
        return made

    monkeypatch.setattr("desktop.survey.child", counting)
    window = opener(folder)
    counted(qtbot, window)
    assert [row.open for row in window.pages.model.rows[1:]] == [1] * 5
    assert len(set(begun)) == 3


def test_ending_a_child_that_runs_and_one_that_does_not(qapp: QApplication, qtbot: QtBot) -> None:
    end(None)
    process = child("desktop.counting", ("", "", "", ""), qapp)
    end(process)
    process = child("desktop.counting", ("", "", "", ""), qapp)
    with qtbot.waitSignal(process.started, timeout=20_000):
        process.start()
    end(process)
