"""The program as a process of its own on a real X server, with a window manager and keys from outside."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleanup.patchfile import load
from cleanup.resources import sample_pages
from cleanup.review import Verdict
from desktop.theme import LIGHT
from tests.desktop.screen import MISSING, REASON, Screen, has_colour, program_on

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(MISSING), reason=REASON)]


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    made = Screen(tmp_path, "zh_CN")
    yield made
    made.close()


def test_a_page_reviewed_on_a_real_display(screen: Screen, tmp_path: Path) -> None:
    """Takes seconds: an X server, a window manager and the program have to start."""
    page = tmp_path / "01_blocks.txt"
    shutil.copy(sample_pages() / page.name, page)
    before = page.read_bytes()
    with program_on(screen, "--theme", "light", str(page)) as program:
        program.activate(page.name)
        # The first doubtful finding is marked as soon as the rules have answered.
        program.wait_for(lambda: has_colour(screen.grab(tmp_path / "before.png"), LIGHT.chosen), "a marked finding")
        journal = page.with_name(page.name + ".kanwu.journal")
        screen.press("a")
        program.wait_for(journal.exists, "a decision")
        image = screen.grab(tmp_path / "after.png")
        assert (image.width(), image.height()) == (1366, 768)
        assert has_colour(image, LIGHT.base)
        kept = os.environ.get("KANWU_PICTURES")
        if kept:
            shutil.copy(tmp_path / "after.png", kept)
        assert program.quit() == 0
    decisions = load(page.with_name(page.name + ".kanwu.jsonl")).pages[page.name].decisions
    # The first row is that of the joins which are as good as certain.
    assert {(d.verdict, d.rule) for d in decisions} == {(Verdict.ACCEPTED, "column-join")}
    assert not journal.exists()
    assert page.read_bytes() == before
