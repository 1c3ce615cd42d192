"""A window killed at any moment loses nothing that it had shown."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cleanup.patchfile import exists, is_open_elsewhere, load, patch_path
from cleanup.review import Decision
from tests.desktop.conftest import Opener, review_of, settle
from tests.desktop.window_to_kill import SPELLED, digest

# `KANWU_MOMENTS=100 python -m pytest tests/desktop/test_killed.py` tries a hundred, in some minutes.
MOMENTS = int(os.environ.get("KANWU_MOMENTS", "6"))


def on_disk(page: Path) -> dict[str, Decision]:
    """The decisions of a page by id, as its patch and journal hold them."""
    patch = patch_path(page)
    return {decision.id: decision for decision in load(patch).pages[page.name].decisions} if exists(patch) else {}


def shown(line: bytes) -> tuple[str, dict[str, str]]:
    """The page and its decisions in a line that the window has printed."""
    page, decisions = line.decode("utf-8").split("\t")
    return page, dict(item.split(":") for item in decisions.split())


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_killed_window_loses_nothing_that_it_had_shown(folder: Path, opener: Opener, qtbot: QtBot) -> None:
    """Takes seconds, since a window is started and killed again and again, in mid-composition and while it saves too."""
    chance = random.Random(20260301)
    told = 0
    for moment in range(MOMENTS):
        command = [sys.executable, "-m", "tests.desktop.window_to_kill", str(folder), str(moment)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
            assert child.stdout is not None
            assert child.stderr is not None
            lines = [child.stdout.readline() for _ in range(chance.randint(1, 30))]
            assert lines[-1], child.stderr.read()
            time.sleep(chance.uniform(0.0, 0.05))
            child.kill()
            rest = child.stdout.read().split(b"\n")[:-1]
            child.wait()
        lines = [line.rstrip(b"\n") for line in lines] + rest
        told += len(lines)
        latest: dict[str, dict[str, str]] = {}
        for line in lines:
            page, decisions = shown(line)
            latest[page] = decisions
        last, _ = shown(lines[-1])
        for name, decisions in latest.items():
            there = on_disk(folder / name)
            assert decisions.keys() - there.keys() == set(), (moment, name)
            # What the window showed must be there as it showed it. The one key that was being answered when the window died may
            # have come to pass: it changes one decision, or, where it was an undo, withdraws those of one step.
            others = {key for key, value in decisions.items() if digest(there[key]) != value}
            assert name == last or not others, (moment, name, others)
            assert len({key for key in others if not there[key].withdrawn}) <= 1, (moment, name, others)
            assert not is_open_elsewhere(patch_path(folder / name))
    assert told >= MOMENTS
    # A window that is opened then shows what is there, and nothing of what was being composed.
    kept = {page: on_disk(folder / page) for page in ("1.txt", "2.txt")}
    window = opener(folder)
    for number, page in enumerate(kept):
        window.controller.go_to(number)
        settle(qtbot, window)
        assert window.windowTitle().startswith(page)
        assert {decision.id: decision for decision in review_of(window).decisions} == kept[page]
        assert window.cleaned.view.text == review_of(window).rendered.text
        assert not set(SPELLED) & set(window.cleaned.view.text)
