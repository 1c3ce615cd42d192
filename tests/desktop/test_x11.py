"""The program as a process of its own on a real X server, with a window manager and keys from outside."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from cleanup.patchfile import load
from cleanup.resources import sample_pages
from cleanup.review import Verdict
from desktop.theme import LIGHT

MISSING = [name for name in ("Xvfb", "openbox", "xdotool") if shutil.which(name) is None]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)} for a real X server"),
]

SECONDS = 60.0
PROGRAM = "import sys; from desktop.app import main; sys.exit(main())"
GRAB = (
    "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]); "
    "sys.exit(0 if app.primaryScreen().grabWindow(0).save(sys.argv[1]) else 1)"
)


@pytest.fixture
def display() -> Iterator[dict[str, str]]:
    """An X server with a window manager, as the environment that leads to it."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1366x768x24", "-nolisten", "tcp"], pass_fds=[writer], stderr=subprocess.DEVNULL
    )
    os.close(writer)
    with os.fdopen(reader) as told:
        number = told.readline().strip()
    environ = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "KANWU_LANG": "zh_CN"}
    environ.pop("WAYLAND_DISPLAY", None)
    manager = subprocess.Popen(["openbox"], env=environ, stderr=subprocess.DEVNULL)
    yield environ
    for process in (manager, server):
        process.terminate()
        process.wait(10)


def wait_for(ready: Callable[[], object], program: subprocess.Popen[bytes]) -> None:
    """Waits until something is so, as long as the program runs."""
    end = time.monotonic() + SECONDS
    while not ready():
        assert program.poll() is None, "the program has ended"
        assert time.monotonic() < end, "the program does not answer"
        time.sleep(0.05)


def grab(environ: dict[str, str], target: Path) -> QImage:
    """A picture of the whole screen."""
    subprocess.run([sys.executable, "-c", GRAB, str(target)], env=environ, check=True, timeout=SECONDS)
    return QImage(str(target))


def has_colour(image: QImage, name: str) -> bool:
    """Whether a good number of the picture's pixels have a colour."""
    wanted = QColor(name).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)) > 50


def test_a_page_reviewed_on_a_real_display(display: dict[str, str], tmp_path: Path) -> None:
    """Takes seconds: an X server, a window manager and the program have to start."""
    page = tmp_path / "01_blocks.txt"
    shutil.copy(sample_pages() / page.name, page)
    before = page.read_bytes()
    program = subprocess.Popen([sys.executable, "-c", PROGRAM, "--theme", "light", str(page)], env=display)
    try:

        def windows() -> str:
            found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", page.name], env=display, capture_output=True, text=True)
            return found.stdout.strip()

        wait_for(windows, program)
        window = windows().split()[0]
        subprocess.run(["xdotool", "windowactivate", "--sync", window], env=display, check=True, timeout=SECONDS)
        # The first doubtful finding is marked as soon as the rules have answered.
        wait_for(lambda: has_colour(grab(display, tmp_path / "before.png"), LIGHT.chosen), program)
        journal = page.with_name(page.name + ".kanwu.journal")
        subprocess.run(["xdotool", "key", "a"], env=display, check=True, timeout=SECONDS)
        wait_for(journal.exists, program)
        time.sleep(0.5)
        image = grab(display, tmp_path / "after.png")
        assert (image.width(), image.height()) == (1366, 768)
        assert has_colour(image, LIGHT.base)
        kept = os.environ.get("KANWU_PICTURES")
        if kept:
            shutil.copy(tmp_path / "after.png", kept)
        subprocess.run(["xdotool", "key", "ctrl+q"], env=display, check=True, timeout=SECONDS)
        assert program.wait(SECONDS) == 0
    finally:
        program.kill()
        program.wait(10)
    decisions = load(page.with_name(page.name + ".kanwu.jsonl")).pages[page.name].decisions
    assert [d.verdict for d in decisions] == [Verdict.ACCEPTED]
    assert not journal.exists()
    assert page.read_bytes() == before
