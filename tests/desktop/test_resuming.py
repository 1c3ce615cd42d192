"""The start page, and pages opened again where they were left."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.app import Wishes, open_window
from desktop.memory import Kept, Memory
from desktop.settings import settings_at
from tests.desktop.conftest import Opener, review_of, settle

LONG = "\n\n".join(f"第{n}段，渡口重开,船工老秦在河上摇橹。" for n in range(200)) + "\n"


def test_a_window_opens_at_the_page_finding_and_scroll_where_it_was_left(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    (folder / "3.txt").write_text(LONG, encoding="utf-8")
    window = opener(folder)
    window.controller.go_to(2)
    settle(qtbot, window)
    window.source.view.verticalScrollBar().setValue(150)
    chosen = review_of(window).findings[40].id
    window.controller.choose(chosen, "rules")
    top = window.source.view.top_offset(), window.cleaned.view.top_offset()
    assert top[0] > 0
    # Written down in a moment, whatever becomes of the window then.
    memory = Memory(settings_at(Path(window.settings.fileName())))
    qtbot.waitUntil(lambda: memory_of(window.settings.fileName(), folder / "3.txt") == Kept(chosen, *top), timeout=20_000)
    assert memory.last_page([folder]) == (folder / "3.txt", 0)

    again = opener(folder, by_place=False)
    assert again.windowTitle().startswith("3.txt")
    qtbot.waitUntil(lambda: again.controller.chosen == chosen, timeout=20_000)
    assert (again.source.view.top_offset(), again.cleaned.view.top_offset()) == top
    # A page that is named itself is opened, whatever was open last.
    assert opener(folder / "1.txt").windowTitle().startswith("1.txt")


def memory_of(file: str, page: Path) -> Kept | None:
    return Memory(settings_at(Path(file))).place(page, 0)


def test_a_page_among_many_in_a_file_is_found_again(opener: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    records = [{"id": f"p{n}", "text": f"第{n}版,渡口重开。"} for n in range(6)]
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    (tmp_path / "paper.jsonl").write_text("".join(lines), encoding="utf-8")
    window = opener(tmp_path)
    qtbot.waitUntil(lambda: len(window.pages.model.rows) == 6, timeout=20_000)
    window.controller.go_to(4)
    settle(qtbot, window)
    window.close()
    again = opener(tmp_path)
    qtbot.waitUntil(lambda: again.windowTitle().startswith("p4"), timeout=20_000)
    settle(qtbot, again)


def test_folders_are_offered_again(opener: Opener, qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    window = opener(folder)
    window.menu_actions.start_page.trigger()
    start = window.start
    assert window.centre.screen_shown is start
    assert start.recent.count() == 1
    assert not start.waiting.isVisible()
    window.close()

    window = opener(by_place=False)
    assert window.centre.screen_shown is window.start
    qtbot.waitUntil(window.start.buttons[0].hasFocus)
    item = window.start.recent.item(0)
    QTest.mouseClick(window.start.recent.viewport(), Qt.MouseButton.LeftButton, pos=window.start.recent.visualItemRect(item).center())
    assert window.centre.screen_shown is None
    settle(qtbot, window)
    assert window.windowTitle().startswith("1.txt")


def test_folders_that_are_gone_are_not_offered(opener: Opener, folder: Path, tmp_path: Path) -> None:
    window = opener(folder)
    gone = tmp_path / "gone"
    gone.mkdir()
    memory = Memory(window.settings)
    memory.opened([gone])
    assert memory.folders == (gone, folder)
    gone.rmdir()
    window.menu_actions.start_page.trigger()
    assert window.start.recent.count() == 1


def test_files_with_kept_decisions_are_named_on_the_start_page(qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    from cleanup.readers import open_source
    from cleanup.review import Decision, Verdict
    from desktop.recovery import Recovery

    page = next(open_source(folder / "1.txt").pages())
    journal = Recovery(tmp_path / "recovery").open(folder / "1.txt.kanwu.jsonl", page, many=False)
    journal.append(Decision("d", Verdict.POSTPONED, finding="f", rule="r"))
    journal.close()
    window = open_window(Wishes(theme="light", recovery=tmp_path / "recovery"), "en", settings_at(tmp_path / "own.ini"))
    qtbot.addWidget(window)
    assert [window.start.waiting.item(n).toolTip() for n in range(window.start.waiting.count())] == [str(folder / "1.txt")]
    window.start.waiting.itemActivated.emit(window.start.waiting.item(0))
    settle(qtbot, window)
    qtbot.waitUntil(lambda: any("Take them over" in button.text() for button in window.notices.buttons))
    window.close()


@pytest.mark.parametrize("value", ["", "null", "[1", "{}", "[3]", '"x"', "[" * 100_000])
def test_settings_that_are_not_ours_count_as_nothing(tmp_path: Path, value: str) -> None:
    settings = settings_at(tmp_path / "odd.ini")
    for name in ("work/folders", "work/last", "work/places"):
        settings.setValue(name, value)
    memory = Memory(settings)
    assert memory.folders == ()
    assert memory.last_page([tmp_path]) is None
    assert memory.place(tmp_path / "1.txt", 0) is None
    memory.keep([tmp_path], tmp_path / "1.txt", 0, Kept("f", 1, 2))
    assert memory.place(tmp_path / "1.txt", 0) == Kept("f", 1, 2)
    assert memory.last_page([tmp_path]) == (tmp_path / "1.txt", 0)


def test_only_so_much_is_remembered(tmp_path: Path) -> None:
    memory = Memory(settings_at(tmp_path / "many.ini"))
    for number in range(320):
        memory.keep([tmp_path], tmp_path / f"{number}.txt", 0, Kept("", 0, 0))
    assert memory.place(tmp_path / "0.txt", 0) is None
    assert memory.place(tmp_path / "319.txt", 0) == Kept("", 0, 0)
