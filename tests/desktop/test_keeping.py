"""Nothing is lost: how saving stands, recovery files, two windows on one page, and pages that other programs change."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from cleanup.messages import KanwuError
from cleanup.patchfile import Journal, load
from desktop.app import Wishes, open_window
from desktop.main_window import MainWindow
from desktop.process import RulesProcess
from desktop.recovery import Recovery
from desktop.settings import settings_at
from tests.desktop.conftest import FIRST, Opener, list_by_place, review_of, settle, states

Kept = Callable[..., MainWindow]
MENDED = "及时更换了破裂的阀门"


@pytest.fixture
def keeping(qtbot: QtBot, qapp: QApplication, rules: RulesProcess, tmp_path: Path) -> Iterator[Kept]:
    """Opens windows that keep what cannot be saved in a folder of their own."""
    windows: list[MainWindow] = []

    def open_on(*paths: Path) -> MainWindow:
        wishes = Wishes(paths, theme="light", recovery=tmp_path / "recovery")
        window = open_window(wishes, "en", settings_at(tmp_path / f"window-{len(windows)}.ini"), rules)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1200, 800)
        window.show()
        qtbot.waitExposed(window)
        settle(qtbot, window)
        list_by_place(window)
        return window

    yield open_on
    for window in windows:
        window.close()


def accept(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window.findings.table, Qt.Key.Key_A)
    settle(qtbot, window)


def click(window: MainWindow, words: str) -> None:
    """Clicks the button of an offer."""
    button = next(b for b in window.notices.buttons if words in b.text())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def offered(qtbot: QtBot, window: MainWindow, words: str) -> None:
    """Waits until something is offered."""
    qtbot.waitUntil(lambda: any(words in button.text() for button in window.notices.buttons), timeout=20_000)


def test_a_decision_is_on_its_way_and_then_on_the_disk(window: MainWindow, qtbot: QtBot) -> None:
    told: list[str] = []
    window.controller.save_changed.connect(lambda state, _reason: told.append(state))
    assert window.save_light.text == "Saved"
    QTest.keyClick(window.findings.table, Qt.Key.Key_A)
    assert told == ["saving"]
    assert window.save_light.text == "Saving…"
    qtbot.waitUntil(lambda: told == ["saving", "saved"], timeout=20_000)
    settle(qtbot, window)
    assert window.save_light.text == "Saved"


def test_decisions_are_synced_within_a_second_and_off_the_windows_thread(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    saver = window.controller._session.saver
    due = saver._sync_soon
    synced: list[tuple[bool, int]] = []  # whether on the window's thread, and how many decisions the journal holds by then
    let_go = threading.Event()
    sync = Journal.fsync

    def watched(journal: Journal) -> None:
        here = threading.current_thread() is threading.main_thread()
        synced.append((here, journal_of(window).read_bytes().count(b"\n")))
        assert let_go.wait(20)
        sync(journal)

    monkeypatch.setattr(Journal, "fsync", watched)
    QTest.keyClick(window.findings.table, Qt.Key.Key_A)
    written = journal_of(window).read_bytes().count(b"\n")  # with the system before anything is painted
    assert due.isActive()
    assert due.interval() < 1000
    first = due.remainingTime()
    QTest.keyClick(window.findings.table, Qt.Key.Key_A)
    assert due.remainingTime() <= first  # one key after another does not put it off
    qtbot.waitUntil(lambda: bool(synced), timeout=20_000)
    # The disk hangs: the window goes on, and says that it is not done.
    QTest.keyClick(window.findings.table, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: not due.isActive(), timeout=20_000)
    assert saver.state == "saving"
    let_go.set()
    qtbot.waitUntil(lambda: saver.state == "saved", timeout=20_000)
    assert [here for here, _ in synced] == [False] * len(synced)
    counts = [count for _, count in synced]
    assert len(counts) >= 2
    assert counts[0] > written
    assert counts[-1] == journal_of(window).read_bytes().count(b"\n") > counts[0]
    settle(qtbot, window)


def journal_of(window: MainWindow) -> Path:
    """The journal of the open page's patch."""
    ref = window.controller.open_page
    assert ref is not None
    return next(ref.path.parent.rglob("*.kanwu.journal"))


def test_what_cannot_be_synced_is_told(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_journal: Journal) -> None:
        raise KanwuError("patch.disk-full", path="journal")

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "fsync", full)
        QTest.keyClick(window.findings.table, Qt.Key.Key_A)
        qtbot.waitUntil(lambda: window.save_light.text == "Cannot save", timeout=20_000)
        assert "full" in window.save_light.toolTip()
    settle(qtbot, window)
    QTest.keyClick(window.findings.table, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: window.save_light.text == "Saved", timeout=20_000)


def test_what_the_patch_cannot_take_is_kept_and_offered_at_the_next_start(
    keeping: Kept, qtbot: QtBot, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = keeping(folder)
    append = Journal.append

    def full(journal: Journal, *args: object, **kwargs: object) -> None:
        if folder in journal.path.parents:
            raise KanwuError("patch.disk-full", path=str(journal.path))
        append(journal, *args, **kwargs)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "append", full)
        accept(qtbot, window)
        accept(qtbot, window)
        assert window.save_light.text == "Cannot save"
        assert str(tmp_path / "recovery") in window.notices.text
        # It is safe where it is, so that nobody is asked whether to lose it.
        assert window.close()
        assert window.findChildren(QMessageBox) == []
    assert not (folder / "1.txt.kanwu.jsonl").exists()
    assert Recovery(tmp_path / "recovery").waiting() == (folder / "1.txt",)

    again = keeping(folder)
    offered(qtbot, again, "Take them over")
    assert states(again)["column-join"] == ["open"]
    click(again, "Take them over")
    settle(qtbot, again)
    assert states(again)["column-join"] == ["accepted"]
    assert MENDED in again.cleaned.view.toPlainText()
    assert again.notices.buttons == ()
    assert Recovery(tmp_path / "recovery").waiting() == ()
    again.close()
    assert len(load(folder / "1.txt.kanwu.jsonl").pages["1.txt"].decisions) == 2


def test_what_was_kept_can_be_thrown_away(keeping: Kept, qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    (folder / "1.txt.kanwu.lock").mkdir()
    window = keeping(folder / "1.txt")
    qtbot.waitUntil(lambda: "recovery" in window.notices.text, timeout=20_000)
    assert not window.cleaned.view.isReadOnly()
    accept(qtbot, window)
    assert states(window)["column-join"] == ["accepted"]
    assert window.close()
    (folder / "1.txt.kanwu.lock").rmdir()
    again = keeping(folder / "1.txt")
    offered(qtbot, again, "Throw them away")
    click(again, "Throw them away")
    assert again.notices.buttons == ()
    assert states(again)["column-join"] == ["open"]
    assert Recovery(tmp_path / "recovery").waiting() == ()


def test_what_was_in_the_way_may_be_gone_with_the_next_decision(keeping: Kept, qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    (folder / "1.txt.kanwu.lock").mkdir()
    window = keeping(folder / "1.txt")
    accept(qtbot, window)
    assert window.save_light.text == "Cannot save"
    (folder / "1.txt.kanwu.lock").rmdir()
    accept(qtbot, window)
    qtbot.waitUntil(lambda: window.save_light.text == "Saved", timeout=20_000)
    assert Recovery(tmp_path / "recovery").waiting() == ()
    assert len(load(folder / "1.txt.kanwu.jsonl").pages["1.txt"].decisions) == 2


def test_a_second_window_on_a_page_can_only_read_until_the_first_is_closed(keeping: Kept, qtbot: QtBot, folder: Path) -> None:
    first = keeping(folder)
    accept(qtbot, first)
    second = keeping(folder)
    offered(qtbot, second, "Try again")
    assert second.cleaned.view.isReadOnly()
    assert MENDED in second.cleaned.view.toPlainText()
    click(second, "Try again")
    offered(qtbot, second, "Try again")
    first.close()
    click(second, "Try again")
    settle(qtbot, second)
    assert second.notices.buttons == ()
    accept(qtbot, second)
    assert not second.cleaned.view.isReadOnly()


@pytest.mark.parametrize("replaced", [False, True], ids=["written", "replaced"])
def test_a_page_that_another_program_changes_is_noticed_and_decisions_carried_over(
    window: MainWindow, qtbot: QtBot, folder: Path, *, replaced: bool
) -> None:
    accept(qtbot, window)
    page = folder / "1.txt"
    text = "本页重扫。\n\n" + FIRST
    if replaced:
        (folder / "new.tmp").write_text(text, encoding="utf-8")
        (folder / "new.tmp").replace(page)
    else:
        page.write_text(text, encoding="utf-8")
    offered(qtbot, window, "Carry")
    assert window.cleaned.view.isReadOnly()
    assert window.source.view.text == FIRST
    click(window, "Carry")
    qtbot.waitUntil(lambda: window.source.view.text == text, timeout=20_000)
    settle(qtbot, window)
    assert MENDED in window.cleaned.view.toPlainText()
    assert states(window)["column-join"] == ["accepted"]
    assert not window.cleaned.view.isReadOnly()
    assert "carried over" in window.statusBar().currentMessage()
    assert (folder / "1.txt.kanwu.jsonl.1").exists()


def test_what_has_no_place_in_the_new_text_is_listed(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    accept(qtbot, window)
    comma = next(f for f in review_of(window).findings if f.rule == "punctuation-width")
    window.controller.choose(comma.id)
    accept(qtbot, window)
    (folder / "1.txt").write_text(FIRST.replace("昨日启用,镇上居民", "昨日启用。居民"), encoding="utf-8")
    offered(qtbot, window, "Carry")
    click(window, "Carry")
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None, timeout=20_000)
    box = window.findChild(QMessageBox)
    assert box is not None
    assert "1.txt.kanwu.jsonl.1" in box.text()
    assert "punctuation-width: , → ，" in box.informativeText()
    box.close()
    settle(qtbot, window)
    assert MENDED in window.cleaned.view.toPlainText()


def test_a_page_changed_while_nobody_looked_is_offered_too(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener(folder)
    accept(qtbot, window)
    window.close()
    (folder / "1.txt").write_text("本页重扫。\n\n" + FIRST, encoding="utf-8")
    again = opener(folder)
    offered(qtbot, again, "Carry")
    assert again.cleaned.view.isReadOnly()
    click(again, "Carry")
    qtbot.waitUntil(lambda: MENDED in again.cleaned.view.toPlainText(), timeout=20_000)
    settle(qtbot, again)


def test_a_page_can_be_read_on_and_one_that_is_as_before_is_open_again(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    page = folder / "1.txt"
    page.unlink()
    offered(qtbot, window, "Go on reading")
    click(window, "Go on reading")
    assert window.notices.buttons == ()
    assert window.cleaned.view.isReadOnly()
    window.controller.go_to(1)
    settle(qtbot, window)
    page.write_text(FIRST, encoding="utf-8")
    window.controller.go_to(0)
    settle(qtbot, window)
    assert not window.cleaned.view.isReadOnly()


def test_a_file_that_is_only_touched_is_left_in_peace(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    keeping = window.controller._keeping
    os.utime(folder / "1.txt", ns=(1, 1))
    with qtbot.waitSignal(keeping._watcher.changed, timeout=20_000):
        pass
    qtbot.waitUntil(lambda: not window.controller.workers.busy, timeout=20_000)
    assert window.notices.buttons == ()
    assert not window.cleaned.view.isReadOnly()
