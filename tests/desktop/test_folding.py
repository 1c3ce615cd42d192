"""When decisions move from the journal into the sorted patch: when nobody works for a while, with another page, at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cleanup.patchfile import load
from desktop.main_window import MainWindow
from tests.desktop.conftest import Opener, review_of, settle
from tests.desktop.test_session import CTRL, press, write

Key = Qt.Key
IDLE = 600  # milliseconds, in the place of seconds


@pytest.fixture(autouse=True)
def soon_idle(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patched:
        patched.setattr("desktop.saving._IDLE", IDLE)
        yield


def journal(folder: Path, name: str = "1.txt") -> Path:
    return folder / f"{name}.kanwu.journal"


def folded(qtbot: QtBot, folder: Path, name: str = "1.txt") -> None:
    qtbot.waitUntil(lambda: not journal(folder, name).exists(), timeout=20_000)


def decisions(folder: Path, name: str = "1.txt") -> int:
    """How many decisions in force the sorted patch alone holds."""
    assert not journal(folder, name).exists()
    return sum(not d.withdrawn for d in load(folder / f"{name}.kanwu.jsonl").pages[name].decisions)


def test_what_was_decided_is_folded_when_nobody_works_for_a_while(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    QTest.keyClick(window.findings.table, Key.Key_A)
    assert journal(folder).exists()
    assert not (folder / "1.txt.kanwu.jsonl").exists()
    folded(qtbot, folder)
    assert decisions(folder) == 1
    assert window.save_light.state == "saved"
    # And what comes after it, in the same sitting.
    window.cleaned.view.setFocus()
    write(qtbot, window, "镇")
    assert journal(folder).exists()
    folded(qtbot, folder)
    assert decisions(folder) == 2
    press(qtbot, window, Key.Key_Z, CTRL)
    assert journal(folder).exists()
    folded(qtbot, folder)
    assert decisions(folder) == 1


def test_each_decision_puts_the_folding_off(
    window: MainWindow, opener: Opener, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.close()
    monkeypatch.setattr("desktop.saving._IDLE", 600_000)
    window = opener(folder)
    idle = window.controller._session.saver._idle
    idle.setTimerType(Qt.TimerType.PreciseTimer)  # so that what remains is told to the millisecond
    window.cleaned.view.setFocus()
    write(qtbot, window, "渡")
    left = idle.remainingTime()
    qtbot.waitUntil(lambda: idle.remainingTime() < left - 20)
    left = idle.remainingTime()
    write(qtbot, window, "口")
    assert idle.remainingTime() > left
    assert journal(folder).exists()


def test_folding_leaves_a_composition_alone(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    QTest.keyClick(window.findings.table, Key.Key_A)
    settle(qtbot, window)
    view = window.cleaned.view
    view.setFocus()
    QApplication.sendEvent(view, QInputMethodEvent("duk", []))
    folded(qtbot, folder)
    assert "duk" in view.textCursor().block().layout().preeditAreaText()
    QApplication.sendEvent(view, QInputMethodEvent("dukou", []))
    done = QInputMethodEvent("", [])
    done.setCommitString("渡口")
    QApplication.sendEvent(view, done)
    settle(qtbot, window)
    assert "渡口" in review_of(window).rendered.text[: view.selected_span.start + 2]
    folded(qtbot, folder)
    assert decisions(folder) == 2


@pytest.mark.parametrize("leave", ["page", "close", "key"])
def test_another_page_the_end_and_a_key_fold_at_once(
    window: MainWindow, opener: Opener, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch, leave: str
) -> None:
    window.close()
    monkeypatch.setattr("desktop.saving._IDLE", 600_000)
    window = opener(folder)
    QTest.keyClick(window.findings.table, Key.Key_A)
    assert journal(folder).exists()
    if leave == "page":
        press(qtbot, window, Key.Key_PageDown, CTRL)
    elif leave == "close":
        window.close()
    else:
        press(qtbot, window, Key.Key_S, CTRL)
    assert decisions(folder) == 1
