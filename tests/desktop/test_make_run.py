"""`make run` on a machine with a display opens the window on the sample pages."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.screen import MISSING, REASON, SECONDS, Screen

ROOT = Path(__file__).resolve().parents[2]
VENV = Path(sys.prefix)
WANTING = [*MISSING, *(["make"] if shutil.which("make") is None else [])]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(WANTING), reason=REASON if MISSING else "needs make"),
    pytest.mark.skipif(not (VENV / "bin" / "kanwu").exists(), reason="needs kanwu in a virtual environment, as `make test` sets up"),
    pytest.mark.skipif(not (ROOT / "Makefile").exists(), reason="needs the Makefile"),
]


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    made = Screen(tmp_path, "en")
    yield made
    made.close()


def looks(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_make_run_opens_the_window_on_the_sample_pages(screen: Screen) -> None:
    """Takes seconds: an X server, a window manager and the program have to start."""
    samples = ROOT / "seeds" / "pages"
    before = looks(samples)
    first = min(name for name in before if Path(name).suffix in (".txt", ".md"))
    # What the rule needs is set up already: the tests run in it. `-o` keeps make from setting it up again.
    command = ["make", "--silent", "-o", str(VENV / ".run"), "run", f"VENV={VENV}"]
    with subprocess.Popen(command, cwd=ROOT, env=screen.environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as run:
        try:
            end = time.monotonic() + SECONDS
            while not (found := screen.windows(f"^{first} – Kanwu$")):
                assert run.poll() is None, run.stdout.read() if run.stdout is not None else b""
                assert time.monotonic() < end, "no window comes"
                time.sleep(0.05)
            assert screen.run("xdotool", "getwindowname", found[0]).strip() == f"{first} – Kanwu"
            screen.run("xdotool", "windowactivate", "--sync", found[0])
            screen.press("ctrl+q")
            said, _ = run.communicate(timeout=SECONDS)
        finally:
            if run.poll() is None:
                # The window is a child of make's: closing its screen, which comes next, ends it.
                run.kill()
    assert run.returncode == 0, said
    assert said == b""
    assert looks(samples) == before


def test_without_a_display_make_run_says_what_it_does_instead(tmp_path: Path) -> None:
    """Takes seconds: a batch runs."""
    page = tmp_path / "pages" / "1.txt"
    page.parent.mkdir()
    page.write_text("渡口今日照常开航,乘客不用等候。\n", encoding="utf-8")
    environ = {"PATH": str(VENV / "bin") + ":/usr/bin:/bin", "PYTHONPATH": str(ROOT), "OUT": str(tmp_path / "out"), "KANWU_LANG": "en"}
    command = [str(ROOT / ".ci" / "main-job"), str(VENV / "bin"), str(page.parent)]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr
    assert "No window came" in done.stdout
    assert (tmp_path / "out" / "1.txt").exists()
