"""What the window exports is what the commands export, byte for byte."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.dialogs.export_dialog import ExportDialog
from desktop.exporting import Kind
from desktop.main_window import MainWindow
from tests.desktop.conftest import FIRST, come_back, review_of, settle


def kanwu(*arguments: str | Path) -> bytes:
    """Runs the command as a user does; gives its output."""
    environment = {**os.environ, "KANWU_LANG": "en"}
    run = subprocess.run([sys.executable, "-m", "cleanup.cli", *map(str, arguments)], capture_output=True, check=False, env=environment)
    assert run.returncode in (0, 1), run.stderr
    return run.stdout


def exported(qtbot: QtBot, window: MainWindow, kind: Kind, target: Path, *, everything: bool = False) -> None:
    exporting = window.controller.exporting
    assert exporting.export(kind, target, everything=everything)
    qtbot.waitUntil(lambda: not exporting.busy, timeout=60_000)
    assert window.findChildren(QMessageBox) == []


def decided(qtbot: QtBot, window: MainWindow) -> None:
    """A join, a hand edit and something left as printed."""
    QTest.keyClick(window.findings.table, Qt.Key.Key_A)
    settle(qtbot, window)
    window.controller.edit(0, 0, "今日")
    QTest.keyClick(window.findings.table, Qt.Key.Key_T)
    settle(qtbot, window)


@pytest.mark.slow
def test_every_export_is_that_of_the_command(window: MainWindow, qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    """Takes seconds: each export runs a command, and so does each comparison."""
    decided(qtbot, window)
    out = tmp_path / "window"
    for kind in Kind:
        exported(qtbot, window, kind, out / f"one-{kind}{kind.suffix}" if kind.suffix else out / kind.value)
        if kind is not Kind.PATCH:
            exported(qtbot, window, kind, out / f"all-{kind.value}", everything=True)
    shown = review_of(window).rendered.text
    window.close()
    page, cli = folder / "1.txt", tmp_path / "cli"
    show = ("--accept", "show")
    assert (out / "one-txt.txt").read_text(encoding="utf-8") == shown
    kanwu("clean", page, *show, "--out", cli / "clean", "--patches", cli / "unused")
    assert (out / "cleaned" / "1.txt").read_bytes() != (cli / "clean" / "1.txt").read_bytes()  # without its patch
    kanwu("clean", page, *show, "--out", cli / "clean")
    assert (out / "cleaned" / "1.txt").read_bytes() == (cli / "clean" / "1.txt").read_bytes() == shown.encode("utf-8")
    assert (out / "patch" / "1.txt.kanwu.jsonl").read_bytes() == (folder / "1.txt.kanwu.jsonl").read_bytes()
    assert (out / "one-diff.diff").read_bytes() == kanwu("diff", page, *show)
    assert (out / "one-diff.diff").read_bytes().startswith(b"--- ")
    kanwu("clean", page, *show, "--dry-run", "--report", cli / "report.jsonl")
    assert (out / "one-report.jsonl").read_bytes() == (cli / "report.jsonl").read_bytes()


def below(path: Path) -> dict[str, bytes]:
    """A file's bytes, or those of the files under a folder by their names there."""
    return {str(p.relative_to(path)): p.read_bytes() for p in sorted(path.rglob("*")) if p.is_file()} or {"": path.read_bytes()}


@pytest.mark.slow
@pytest.mark.parametrize("kind", [Kind.TXT, Kind.MD, Kind.JSONL, Kind.PAIRS])
def test_what_is_exported_by_keys_is_that_of_the_command(
    window: MainWindow, qtbot: QtBot, folder: Path, tmp_path: Path, kind: Kind
) -> None:
    """Takes seconds: each export runs a command, and so does each comparison."""
    decided(qtbot, window)
    targets = tmp_path / f"one{kind.suffix}", tmp_path / f"all{kind.suffix}"
    for target, everything in zip(targets, (False, True), strict=True):
        come_back(qtbot, window)
        QTest.keyClick(window.findings.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        dialog = window.findChild(ExportDialog)
        assert dialog is not None
        while dialog.kind.currentData() != kind:
            QTest.keyClick(dialog.kind, Qt.Key.Key_Down)
        if everything:
            QTest.keyClick(dialog.everything, Qt.Key.Key_Space)
            assert dialog.everything.isChecked()
        dialog.target.selectAll()
        QTest.keyClicks(dialog.target, str(target if kind in (Kind.JSONL, Kind.PAIRS) or not everything else target.with_suffix("")))
        QTest.keyClick(dialog.target, Qt.Key.Key_Return)
        window.statusBar().clearMessage()
        qtbot.waitUntil(lambda: "Exported to" in window.statusBar().currentMessage(), timeout=60_000)
        qtbot.waitUntil(lambda: window.findChild(ExportDialog) is None)
    shown = review_of(window)
    window.close()
    for target, given in zip(targets, (folder / "1.txt", folder), strict=True):
        made = target if target.exists() else target.with_suffix("")
        again = tmp_path / f"cli-{made.name}"
        kanwu("export", given, "--format", kind, "--out", again)
        assert below(made) == below(again)
        assert len(below(made)) == (2 if kind in (Kind.TXT, Kind.MD) and given is folder else 1)
    one = targets[0].read_text(encoding="utf-8")
    match kind:
        case Kind.TXT:
            assert one == shown.rendered.text
        case Kind.MD:
            assert "今日" in one
        case Kind.JSONL:
            assert [record["text"] for record in map(json.loads, one.splitlines())] == [shown.rendered.text]
        case _:
            pairs = [json.loads(line) for line in one.splitlines()]
            assert any("今日" in str(pair) for pair in pairs)


def test_an_export_is_asked_for_by_keys(window: MainWindow, qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    decided(qtbot, window)
    QTest.keyClick(window.findings.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    assert dialog.target.text() == str(folder.with_name("pages-cleaned"))
    assert [label.buddy() for label in dialog.findChildren(QLabel) if "&" in label.text()] == [dialog.kind, dialog.target]
    dialog.kind.setFocus()
    for _ in range(2):
        QTest.keyClick(dialog.kind, Qt.Key.Key_Down)
    assert dialog.target.text() == str(folder / "1-md.md")
    dialog.kind.setCurrentIndex(dialog.kind.findData(Kind.TXT))
    dialog.target.selectAll()
    QTest.keyClicks(dialog.target, str(tmp_path / "mine.txt"))
    QTest.keyClick(dialog.target, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Exported to" in window.statusBar().currentMessage(), timeout=60_000)
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == review_of(window).rendered.text


def test_an_export_over_a_source_is_refused(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    for kind in (Kind.TXT, Kind.DIFF):
        window.controller.exporting.export(kind, folder / "1.txt", everything=False)
        qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None, timeout=60_000)
        box = window.findChild(QMessageBox)
        assert box is not None
        assert "1.txt" in box.text()
        box.close()
        qtbot.waitUntil(lambda: window.findChild(QMessageBox) is None)
    assert (folder / "1.txt").read_text(encoding="utf-8") == FIRST
