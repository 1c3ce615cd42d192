"""How far pages are: marked by keys and by the menu, kept in their patches, listed by status, validated by a second reader."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from cleanup.patchfile import PageStatus, Status, load
from desktop.main_window import MainWindow
from tests.desktop.conftest import SECOND, Opener, come_back
from tests.desktop.test_pages import counted, on_key, statuses
from tests.desktop.test_session import CTRL, SHIFT

Key = Qt.Key


def kept(folder: Path, name: str) -> Status:
    """The status of a page as its patch, or the journal beside it, has it."""
    status = load(folder / f"{name}.kanwu.jsonl").pages[name].status
    assert status is not None
    return status


def listed(window: MainWindow) -> list[str]:
    """The names of the pages that the list shows."""
    pages = window.pages
    return [row.name for number, row in enumerate(pages.model.rows) if not pages.list.isRowHidden(number)]


def as_reader(name: str, patch: pytest.MonkeyPatch) -> None:
    """Lets the next window be that of another reader."""
    patch.setenv("LOGNAME", name)


@pytest.fixture
def four(folder: Path) -> Path:
    """A folder with four pages, the last of which has nothing to be decided."""
    (folder / "3.txt").write_text(SECOND.replace("渡口", "码头"), encoding="utf-8")
    (folder / "4.txt").write_text("渡口今日照常开航，乘客不用等候。\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("status", ["new", "in-work", "problem", "proofread"])
def test_each_status_is_chosen_from_the_menu_by_keys(window: MainWindow, qtbot: QtBot, folder: Path, status: str) -> None:
    other = "problem" if status != "problem" else "in-work"
    window.menu_actions.statuses[other].trigger()
    assert statuses(window)[0] == other
    menu = next(m for m in window.menuBar().findChildren(QMenu) if window.menu_actions.statuses[status] in m.actions())
    menu.popup(window.mapToGlobal(window.rect().center()))
    qtbot.waitExposed(menu)
    while menu.activeAction() is not window.menu_actions.statuses[status]:
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    assert statuses(window)[0] == status
    assert [name for name, action in window.menu_actions.statuses.items() if action.isChecked()] == [status]
    assert kept(folder, "1.txt").status is PageStatus(status)
    words = window.pages.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert window.pages.model.status_name(status) in words


def test_a_problem_has_a_key_of_its_own(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    on_key(qtbot, window, Key.Key_F9, CTRL)
    assert statuses(window)[0] == "problem"
    assert window.windowTitle().startswith("1.txt")
    window.close()
    assert kept(folder, "1.txt").status is PageStatus.PROBLEM


def test_the_keys_of_marking_can_be_changed(window: MainWindow, qtbot: QtBot) -> None:
    keys, actions = window.menu_actions.keys, window.menu_actions
    for command, key in (("mark-problem", "Ctrl+1"), ("validate", "Ctrl+2"), ("mark-in-work", "Ctrl+3")):
        assert not keys.change(next(c for c in keys.commands if c.id == command), [key])
    actions.take_keys()
    on_key(qtbot, window, Key.Key_1, CTRL)
    assert statuses(window)[0] == "problem"
    on_key(qtbot, window, Key.Key_3, CTRL)
    assert statuses(window)[0] == "in-work"
    on_key(qtbot, window, Key.Key_2, CTRL)
    assert "call the page proofread first" in window.statusBar().currentMessage()


def test_only_what_is_proofread_is_validated_and_by_another_reader(
    opener: Opener, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_reader("first", monkeypatch)
    window = opener(folder)
    # Neither the key nor the menu validates what nobody has proofread.
    on_key(qtbot, window, Key.Key_F9, SHIFT)
    assert statuses(window) == ["new", "new"]
    assert "call the page proofread first" in window.statusBar().currentMessage()
    window.menu_actions.statuses["validated"].trigger()
    assert statuses(window) == ["new", "new"]
    assert not window.menu_actions.statuses["validated"].isChecked()
    assert not (folder / "1.txt.kanwu.jsonl").exists()
    on_key(qtbot, window, Key.Key_F9)
    on_key(qtbot, window, Key.Key_F9)
    assert statuses(window) == ["proofread", "proofread"]
    window.close()

    as_reader("second", monkeypatch)
    window = opener(folder)
    window.controller.go_to(0)
    on_key(qtbot, window, Key.Key_F9, SHIFT)
    assert statuses(window) == ["validated", "proofread"]
    assert window.windowTitle().startswith("2.txt")
    window.menu_actions.statuses["validated"].trigger()
    assert statuses(window) == ["validated", "validated"]
    window.close()
    assert [(kept(folder, name).status, kept(folder, name).who) for name in ("1.txt", "2.txt")] == [(PageStatus.VALIDATED, "second")] * 2

    # The key for "proofread" takes nothing back of that, nor does a second "validated" put another name there.
    as_reader("third", monkeypatch)
    window = opener(folder)
    window.controller.go_to(0)
    on_key(qtbot, window, Key.Key_F9)
    on_key(qtbot, window, Key.Key_F9, SHIFT)
    assert statuses(window) == ["validated", "validated"]
    window.close()
    assert kept(folder, "2.txt").who == "second"


def test_one_reader_is_asked_before_he_validates_his_own_page(window: MainWindow, qtbot: QtBot) -> None:
    window.menu_actions.statuses["proofread"].trigger()

    def asked() -> QMessageBox:
        come_back(qtbot, window)
        on_key(qtbot, window, Key.Key_F9, SHIFT)
        box = window.findChild(QMessageBox)
        assert box is not None
        qtbot.waitActive(box)
        return box

    box = asked()
    QTest.keyClick(box, Key.Key_Escape)
    assert statuses(window)[0] == "proofread"
    assert window.menu_actions.statuses["proofread"].isChecked()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is None)
    box = asked()
    yes = next(button for button in box.buttons() if button.text() == "Validate")
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert statuses(window)[0] == "validated"
    assert window.windowTitle().startswith("2.txt")


def test_the_list_is_narrowed_to_a_status(opener: Opener, qtbot: QtBot, four: Path) -> None:
    window = opener(four)
    counted(qtbot, window)
    pages = window.pages
    assert [pages.filter.itemText(n) for n in range(pages.filter.count())] == [
        "All pages · 4",
        "With open findings · 3",
        "new · 4",
        "in work · 0",
        "problem · 0",
        "proofread · 0",
        "validated · 0",
    ]
    on_key(qtbot, window, Key.Key_F9, CTRL)
    window.controller.go_to(2)
    on_key(qtbot, window, Key.Key_F9)
    assert window.windowTitle().startswith("4.txt")
    pages.filter.setFocus()
    QTest.keyClick(pages.filter, Key.Key_Down)
    assert (pages.wanted, listed(window)) == ("unresolved", ["1.txt", "2.txt", "3.txt", "4.txt"])  # the last one, since it is open
    for wanted, shown in (
        ("new", ["2.txt", "4.txt"]),
        ("in-work", ["4.txt"]),
        ("problem", ["1.txt", "4.txt"]),
        ("proofread", ["3.txt", "4.txt"]),
    ):
        QTest.keyClick(pages.filter, Key.Key_Down)
        assert (pages.wanted, listed(window)) == (wanted, shown)
    assert pages.filter.currentText() == "proofread · 1"
    # A page that is left is listed only where the filter wants it, and one that comes to have the status is.
    QTest.mouseClick(pages.list.viewport(), Qt.MouseButton.LeftButton, pos=pages.list.visualRect(pages.model.index(2)).center())
    assert window.windowTitle().startswith("3.txt")
    assert listed(window) == ["3.txt"]
    window.menu_actions.statuses["problem"].trigger()
    assert listed(window) == ["3.txt"]
    assert pages.filter.currentText() == "proofread · 0"
    pages.filter.setCurrentIndex(0)
    assert listed(window) == ["1.txt", "2.txt", "3.txt", "4.txt"]


def test_the_next_page_is_the_next_that_is_listed(opener: Opener, qtbot: QtBot, four: Path) -> None:
    window = opener(four)
    counted(qtbot, window)
    window.controller.go_to(1)
    on_key(qtbot, window, Key.Key_F9, CTRL)
    window.controller.go_to(0)
    window.pages.filter.setCurrentIndex(window.pages.filter.findData("new"))
    window.findings.table.setFocus()
    on_key(qtbot, window, Key.Key_F9)
    assert window.windowTitle().startswith("3.txt")
    on_key(qtbot, window, Key.Key_PageUp, CTRL)
    assert window.windowTitle().startswith("3.txt")
    assert window.statusBar().currentMessage() == "This is the first page that is listed."
    on_key(qtbot, window, Key.Key_PageDown, CTRL)
    assert window.windowTitle().startswith("4.txt")
    on_key(qtbot, window, Key.Key_PageDown, CTRL)
    assert window.statusBar().currentMessage() == "This is the last page that is listed."
    assert statuses(window) == ["proofread", "problem", "new", "new"]
