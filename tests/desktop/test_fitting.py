"""No word is cut off: on a small laptop's screen and on one of 200 %, in every language, in every panel, bar and dialog."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cleanup.resources import sample_pages
from tests.desktop.fitting import misfits


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Sample pages: the first has findings of most rules."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, name in enumerate(("15_everything.md", "01_blocks.txt", "11_traditional.txt"), 1):
        shutil.copy(sample_pages() / name, folder / f"{number}_{name}")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_every_word_has_its_room(pages: Path, tmp_path: Path, language: str, scale: int) -> None:
    """Takes seconds: a program of its own shows all that it has."""
    own = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale), "XDG_CONFIG_HOME": str(tmp_path / "settings")}
    command = [sys.executable, "-m", "tests.desktop.fitting", language, str(pages)]
    done = subprocess.run(command, env=own, capture_output=True, text=True, encoding="utf-8", timeout=300, check=True)
    assert json.loads(done.stdout) == {}


def test_what_has_no_room_is_noticed(qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    row = QHBoxLayout(top)
    long = "the harbour and both of its ferries"
    label, button, box, broken = QLabel(long), QPushButton(long), QComboBox(), QLabel(long * 9)
    box.addItem(long)
    broken.setWordWrap(True)
    for widget in (label, button, box, broken):
        row.addWidget(widget)
    top.resize(1400, 300)
    top.show()
    qtbot.waitExposed(top)
    assert list(misfits(top)) == []
    for widget in (label, button, box):
        widget.setFixedWidth(60)
    broken.setFixedSize(80, 20)
    qtbot.waitUntil(lambda: box.width() == 60)
    kinds = [said.split(" “")[0] for said in misfits(top)]
    assert kinds == ["QLabel", "QPushButton", "QComboBox", "QLabel"]
    beside = QLabel(long, top)
    beside.move(top.width() - 20, 10)
    beside.show()
    assert "covered by its surroundings" in list(misfits(top))[-1]
