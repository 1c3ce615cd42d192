"""What the window decides is what the commands read: rejections that reach other pages, and what is exported."""

import json
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.main_window import MainWindow
from tests.desktop.conftest import Opener, review_of, settle, states
from tests.desktop.test_session import CTRL, press

Key = Qt.Key


def found_by_command(folder: Path, rule: str) -> dict[str, int]:
    """How many findings of a rule `kanwu check` leaves on each page."""
    done = subprocess.run(
        [sys.executable, "-m", "cleanup.cli", "check", "--format", "jsonl", str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    counts: dict[str, int] = {}
    for line in done.stdout.splitlines():
        found = json.loads(line)
        if found["rule"] == rule:
            name = Path(found["path"]).name
            counts[name] = counts.get(name, 0) + 1
    return counts


def reject_the_comma(window: MainWindow, qtbot: QtBot) -> None:
    window.controller.choose(next(f for f in review_of(window).findings if f.rule == "punctuation-width").id)
    window.findings.table.setFocus()
    press(qtbot, window, Key.Key_X)


def test_a_rejected_string_stays_away_on_other_pages_and_after_a_restart(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener(folder)
    assert set(found_by_command(folder, "punctuation-width")) == {"1.txt", "2.txt"}
    reject_the_comma(window, qtbot)
    assert set(states(window)["punctuation-width"]) == {"rejected"}
    window.controller.go_to(1)
    settle(qtbot, window)
    assert "open" not in states(window).get("punctuation-width", [])
    window.close()
    assert found_by_command(folder, "punctuation-width") == {}
    again = opener(folder)
    for number, wanted in ((1, set()), (0, {"rejected"})):
        again.controller.go_to(number)
        settle(qtbot, again)
        assert set(states(again).get("punctuation-width", [])) == wanted


def test_one_undo_takes_it_back_on_the_other_pages(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    window = opener(folder)
    reject_the_comma(window, qtbot)
    press(qtbot, window, Key.Key_Z, CTRL)
    assert set(states(window)["punctuation-width"]) == {"open"}
    window.controller.go_to(1)
    settle(qtbot, window)
    assert states(window)["punctuation-width"] == ["open"]
    window.close()
    assert set(found_by_command(folder, "punctuation-width")) == {"1.txt", "2.txt"}


def test_the_window_and_the_commands_come_to_the_same_bytes(opener: Opener, qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    """What is shown after deciding is what `kanwu export` writes, from the patch alone."""
    window = opener(folder)
    window.findings.table.setFocus()
    press(qtbot, window, Key.Key_A)
    view = window.cleaned.view
    view.set_caret(view.text.index("代办点"))
    view.setFocus()
    QTest.keyClicks(view, "X")
    settle(qtbot, window)
    shown = view.text
    window.close()
    for number, command in enumerate((["export", "--format", "txt"], ["clean", "--accept", "show"])):
        out = tmp_path / str(number)
        run = [sys.executable, "-m", "cleanup.cli", *command, "--out", str(out), str(folder / "1.txt")]
        done = subprocess.run(run, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        assert (out / "1.txt").read_bytes().decode("utf-8") == shown
