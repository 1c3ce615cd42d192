"""A reviewer's morning on a real X server: deciding, typing Chinese, undoing, a crash, going on, exporting; by keys from outside alone."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from cleanup.edits import Follow
from cleanup.patchfile import exists, load, patch_path
from cleanup.resources import sample_pages
from cleanup.review import Decision, Verdict
from desktop.theme import LIGHT
from tests.desktop.screen import MISSING, REASON, Program, Screen, has_colour, program_on

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(MISSING), reason=REASON)]

TYPED = "勘误"
FIRST, SECOND = "01_blocks.txt", "02_markdown.md"
SOURCE = (280, 84, 460, 290)  # left, top, width and height of lines of the source on the whole screen, clear of gutter and edges


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    made = Screen(tmp_path, "en", TYPED)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two of the sample pages."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for name in (FIRST, SECOND):
        shutil.copy(sample_pages() / name, pages / name)
    return pages


def on_disk(page: Path) -> dict[str, Decision]:
    """The decisions in force on a page, by the finding they are on or their own id, as a window that died now would have left them."""
    patch = patch_path(page)
    there = load(patch).pages[page.name].decisions if exists(patch) else ()
    return {d.finding or d.id: d for d in there if not d.withdrawn}


def open_at(program: Program, page: Path) -> None:
    """Waits until a page is open on which nothing is decided, and the rules have answered: a finding is lit in the source then."""
    program.activate(page.name)
    program.screen.press("F6")
    assert program.shown_text() == page.read_text(encoding="utf-8")
    # What the list was narrowed to on the page before still holds: nothing of this page may be in it.
    program.screen.press("Escape", "slash", "ctrl+a", "BackSpace", "Escape")
    picture = page.parent.with_name(f"{page.stem}.png")
    program.wait_for(lambda: has_colour(program.screen.grab(picture), LIGHT.chosen, least=5), "a marked finding")


def decide(program: Program, page: Path, rule: str, *keys: str) -> Decision:
    """Narrows the list to a rule, presses keys from its first row on, and waits until the decision is on the disk."""
    before = on_disk(page)
    program.screen.press("slash")
    program.screen.type(rule)
    program.screen.press("Return", *keys)
    program.wait_for(lambda: len(on_disk(page)) > len(before), f"a decision by {keys[-1]}")
    (made,) = (decision for name, decision in on_disk(page).items() if name not in before)
    return made


def test_review_crash_and_export(screen: Screen, folder: Path, tmp_path: Path) -> None:
    """Takes many seconds: the program starts twice, and three commands run."""
    first, second = folder / FIRST, folder / SECOND
    untouched = {page: page.read_bytes() for page in (first, second)}
    with program_on(screen, "--theme", "light", str(folder)) as program:
        decided, shown = review(program, first, second)
        looked_at = look_further_down(program, tmp_path, second)
        program.kill()
    for page, decisions in decided.items():
        assert on_disk(page) == decisions
    out = folder.with_name(f"{folder.name}-cleaned")
    with program_on(screen, "--theme", "light", str(folder)) as program:
        # The page that was open, as it was left.
        program.activate(SECOND)
        # At the finding, and scrolled, as it was left.
        program.wait_for(lambda: shows(screen.grab(tmp_path / "again.png"), looked_at), "where it was left")
        screen.press("F6")
        assert program.shown_text() == shown[second]
        screen.press("Escape", "ctrl+e")
        program.activate("Export")
        screen.press("Tab", "Down", "Return")
        program.wait_for(lambda: (out / SECOND).exists() and (out / FIRST).exists(), "an export")
        for page in (second, first):
            assert (out / page.name).read_bytes().decode("utf-8") == shown[page]
        program.activate(SECOND)
        screen.press("ctrl+Prior")
        program.activate(FIRST)
        screen.press("F6")
        assert program.shown_text() == shown[first]
        assert program.quit() == 0
    for page, decisions in decided.items():
        assert on_disk(page) == decisions
        assert page.read_bytes() == untouched[page]
    compare_with_commands(folder, out, tmp_path)


def review(program: Program, first: Path, second: Path) -> tuple[dict[Path, dict[str, Decision]], dict[Path, str]]:
    """Decides on two pages and types into the second; what is on the disk then, and what the window shows."""
    screen = program.screen
    shown: dict[Path, str] = {}
    open_at(program, first)
    # The joins that are as good as certain share the first row.
    joined = decide(program, first, "join", "n", "a")
    assert (joined.verdict, joined.rule, joined.alternative) == (Verdict.ACCEPTED, "column-join", 0)
    assert [type(edit) for edit in joined.edits] == [Follow]
    replaced = decide(program, first, "stray", "2")
    assert (replaced.verdict, replaced.rule, replaced.alternative) == (Verdict.ACCEPTED, "stray-english", 1)
    screen.press("F6")
    shown[first] = program.shown_text()
    assert shown[first] != first.read_text(encoding="utf-8")
    screen.press("Escape", "ctrl+Next")
    open_at(program, second)
    rejected = decide(program, second, "repeated", "r")
    assert (rejected.verdict, rejected.rule) == (Verdict.REJECTED, "duplicate-paragraph")
    decided = on_disk(second)
    screen.press("F6")
    before = program.shown_text()
    # Two characters of the second word are typed over; undone, done again, and left standing.
    screen.press("ctrl+Home", "Right", "Right", "shift+Right", "shift+Right")
    screen.type(TYPED)
    corrected = before[:2] + TYPED + before[4:]
    program.wait_for(lambda: TYPED in "".join(edit_text(d) for d in on_disk(second).values()), "a correction")
    assert program.shown_text() == corrected
    screen.press("ctrl+z")
    program.wait_for(lambda: on_disk(second) == decided, "an undone correction")
    assert program.shown_text() == before
    screen.press("ctrl+shift+z")
    program.wait_for(lambda: len(on_disk(second)) > len(decided), "a correction done again")
    shown[second] = program.shown_text()
    assert shown[second] == corrected
    return {page: on_disk(page) for page in (first, second)}, shown


def source_of(screen: QImage, lower: int = 0) -> QImage:
    """The lines of the source in a picture of the whole screen; or what stands some pixels lower."""
    left, top, width, height = SOURCE
    return screen.copy(left, top + lower, width, height)


def shows(screen: QImage, source: QImage) -> bool:
    """Whether the source looks the same as it did, line for line; the first line may stand a pixel or two higher or lower."""
    return any(source_of(screen, lower) == source for lower in (0, 1, -1, 2, -2))


def look_further_down(program: Program, work: Path, page: Path) -> QImage:
    """Goes to the last finding of all, far below what was seen so far; what the source shows then, once that is remembered."""
    screen = program.screen
    before = source_of(screen.grab(work / "top.png"))
    screen.press("Escape", "slash", "ctrl+a", "BackSpace", "Escape", "ctrl+End")

    def is_remembered() -> bool:
        kept = "".join(path.read_text(encoding="utf-8") for path in work.rglob("kanwu-desktop.ini"))
        places = re.findall(re.escape(page.name) + r'#0\\":\[\\"\w*\\",(\d+)', kept)
        return bool(places) and int(places[-1]) > 0

    program.wait_for(is_remembered, "a place that is remembered")
    pictures: list[QImage] = []

    def is_still() -> bool:
        pictures.append(source_of(screen.grab(work / "down.png")))
        return len(pictures) > 1 and pictures[-1] == pictures[-2]

    program.wait_for(is_still, "a still picture")
    assert pictures[-1] != before
    assert has_colour(pictures[-1], LIGHT.chosen, least=5)
    return pictures[-1]


def edit_text(decision: Decision) -> str:
    """What a decision puts into the text."""
    return "".join(getattr(edit, "after", "") for edit in decision.edits)


def compare_with_commands(folder: Path, exported: Path, work: Path) -> None:
    """The commands make of the patches what the window exported, byte for byte."""
    commands = {
        "clean": ["clean", "--accept", "show", "--out", str(work / "clean"), str(folder)],
        "export": ["export", "--format", "txt", "--out", str(work / "export"), str(folder)],
        "apply": ["apply", "--out", str(work / "apply"), str(folder)],
    }
    for name, command in commands.items():
        done = subprocess.run([sys.executable, "-m", "cleanup.cli", *command], capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        for page in (FIRST, SECOND):
            made = work / name / (f"{page}.txt" if name == "export" and not page.endswith(".txt") else page)
            assert made.read_bytes() == (exported / page).read_bytes(), (name, page)
