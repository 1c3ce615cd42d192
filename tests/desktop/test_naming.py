"""Over a folder the window finds what the commands find: names written two ways, and texts that go on on another page."""

import json
import pickle
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.gathering import names_of
from desktop.main_window import MainWindow
from tests.commands import kanwu
from tests.desktop.conftest import Opener, review_of, settle
from tests.test_names import FIRST, SECOND, THIRD
from tests.test_page_jumps import FRONT, INSIDE

Capture = pytest.CaptureFixture[bytes]


def window_finds(window: MainWindow, rule: str) -> list[str]:
    return [f.message.text("en") for f in review_of(window).findings if f.rule == rule]


def command_finds(capture: Capture, folder: Path, rule: str) -> list[tuple[str, str]]:
    ran = kanwu(capture, "check", folder, "--rule", rule, "--format", "jsonl")
    return [(Path(r["path"]).name, r["message"]) for r in map(json.loads, ran.text.splitlines())]


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANWU_LANG", "en")


@pytest.fixture
def names(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text(FIRST, encoding="utf-8")
    (pages / "b.txt").write_text(SECOND, encoding="utf-8")
    (pages / "c.txt").write_text(THIRD, encoding="utf-8")
    return pages


def test_a_name_that_another_page_writes_otherwise_is_found(
    opener: Opener, qtbot: QtBot, names: Path, capsysbinary: Capture, english: None
) -> None:
    wanted = [message for page, message in command_finds(capsysbinary, names, "name-variant") if page == "b.txt"]
    assert wanted
    window = opener(names)
    window.controller.step_page(1)
    settle(qtbot, window)
    # They come in a while, without anybody asking.
    qtbot.waitUntil(lambda: window_finds(window, "name-variant") == wanted, timeout=60_000)
    settle(qtbot, window)
    # On the next page they are known at once.
    window.controller.step_page(-1)
    settle(qtbot, window)
    assert window_finds(window, "name-variant") == []
    window.controller.step_page(1)
    settle(qtbot, window)
    assert window_finds(window, "name-variant") == wanted


def counts(window: MainWindow) -> dict[str, tuple[int | None, int | None]]:
    """What the list of pages says of each: how many findings are open, and how many there are."""
    return {row.name: (row.open, row.found) for row in window.pages.model.rows}


def test_pages_that_nobody_opened_are_counted_with_what_the_others_tell(opener: Opener, qtbot: QtBot, names: Path) -> None:
    (names / "p_01.txt").write_text(FRONT.format(jump="（下转第二版）"), encoding="utf-8")
    (names / "p_02.txt").write_text(INSIDE.format(jump="（上接第一版）"), encoding="utf-8")
    window = opener(names)
    session = window.controller._session
    qtbot.waitUntil(lambda: session.naming._names.get(names) is not None, timeout=60_000)
    qtbot.waitUntil(lambda: not session.survey.running and all(found is not None for _, found in counts(window).values()), timeout=60_000)
    counted = counts(window)
    for number, row in enumerate(window.pages.model.rows):
        session.go_to(number)
        settle(qtbot, window)
        assert (row.name, counts(window)[row.name]) == (row.name, counted[row.name])


def test_names_are_gathered_again_when_a_file_has_changed(opener: Opener, qtbot: QtBot, names: Path) -> None:
    window = opener(names)
    session = window.controller._session
    session.naming._soon.setInterval(0)
    qtbot.waitUntil(lambda: session.naming._names.get(names) is not None, timeout=60_000)
    window.controller.step_page(1)
    settle(qtbot, window)
    assert window_finds(window, "name-variant")
    # The others write the name as this page does now: none is doubtful any more.
    for other in ("a.txt", "c.txt"):
        text = (names / other).read_text(encoding="utf-8")
        (names / other).write_text(text.replace("林远溪", "林运溪"), encoding="utf-8")
    window.controller.step_page(1)
    qtbot.waitUntil(lambda: session.naming._process is None and not session.naming._soon.isActive() and not window.controller.looking)
    window.controller.step_page(-1)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window_finds(window, "name-variant") == [], timeout=60_000)


def test_names_are_gathered_again_when_the_rules_have_changed(opener: Opener, qtbot: QtBot, names: Path) -> None:
    window = opener(names)
    naming = window.controller._session.naming
    naming._soon.setInterval(0)
    qtbot.waitUntil(lambda: bool(naming._names.get(names)), timeout=60_000)
    (names / "kanwu.toml").write_text('[rule.name-variant]\nlevel = "off"\n', encoding="utf-8")
    assert window.controller.listing.look_again()
    qtbot.waitUntil(lambda: naming._names.get(names) == {}, timeout=60_000)


def test_a_page_by_itself_asks_nobody(opener: Opener, qtbot: QtBot, names: Path) -> None:
    window = opener(names / "b.txt")
    naming = window.controller._session.naming
    naming._soon.setInterval(0)
    naming._soon.start()
    qtbot.waitUntil(lambda: not naming._soon.isActive())
    assert naming._process is None
    assert window_finds(window, "name-variant") == []


def test_where_a_text_goes_on_on_another_page_the_window_says_what_the_command_says(
    opener: Opener, qtbot: QtBot, tmp_path: Path, capsysbinary: Capture, english: None
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "p_01.txt").write_text(FRONT.format(jump="（下转第二版）"), encoding="utf-8")
    (pages / "p_02.txt").write_text(INSIDE.format(jump="（上接第一版）"), encoding="utf-8")
    told = [message for _, message in command_finds(capsysbinary, pages, "lost-text")]
    window = opener(pages)
    seen = window_finds(window, "lost-text")
    window.controller.step_page(1)
    settle(qtbot, window)
    assert told
    assert seen + window_finds(window, "lost-text") == told


def test_the_names_of_a_page_are_those_that_the_commands_tell_it(names: Path) -> None:
    files = sorted(names.iterdir())
    found = {Path(path).name: pickle.loads(packed) for (path, _), packed in names_of(Desk(), files).items()}
    assert set(found) == {"a.txt", "b.txt", "c.txt"}
    assert found["a.txt"] == ()
    assert [(pair.name, pair.variant) for pair in found["b.txt"]] == [("林远溪", "林运溪")]
    assert names_of(Desk(), files[:1]) == {}
    (names / "kanwu.toml").write_text('[rule.name-variant]\nlevel = "off"\n', encoding="utf-8")
    assert names_of(Desk(), files) == {}
