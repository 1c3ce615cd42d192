"""The window around a review: notices, filters, pages, names for screen readers, themes."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from cleanup.messages import KanwuError
from desktop.main_window import MainWindow
from desktop.panels.text_view import TextView
from desktop.theme import DARK, LIGHT, Theme
from tests.desktop.conftest import FIRST, Opener, review_of, settle, states

NEEDS_NAME = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.List,
    QAccessible.Role.MenuItem,
    QAccessible.Role.RadioButton,
    QAccessible.Role.Table,
}


def test_every_control_has_a_name(window: MainWindow) -> None:
    nameless = []
    seen = set()
    for widget in (window, *window.findChildren(QWidget)):
        found = QAccessible.queryAccessibleInterface(widget)
        if found is None or not widget.isVisible() or found.role() not in NEEDS_NAME:
            continue
        seen.add(found.role())
        # The parts that Qt builds into a control (the arrow of a scroll bar) are not its own.
        inner = widget.objectName().startswith("qt_") or (type(widget).__module__ == "PySide6.QtWidgets" and not widget.focusPolicy())
        if not found.text(QAccessible.Text.Name) and not inner:
            nameless.append(widget)
    assert nameless == []
    assert {QAccessible.Role.EditableText, QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.ComboBox} <= seen


def test_another_window_on_the_page_is_told(window: MainWindow, opener: Opener, qtbot: QtBot, folder: Path) -> None:
    QTest.keyClick(window.findings.table, Qt.Key.Key_A)
    settle(qtbot, window)
    second = opener(folder)
    assert second.notices.isVisible()
    assert "reading only" in second.notices.text
    assert states(second)["column-join"] == ["accepted"]
    before = review_of(second).decisions
    second.findings.table.setFocus()
    QTest.keyClick(second.findings.table, Qt.Key.Key_R)
    second.cleaned.view.setFocus()
    QTest.keyClicks(second.cleaned.view, "x")
    assert review_of(second).decisions == before
    assert not second.menu_actions.accept.isEnabled()
    assert second.cleaned.view.isReadOnly()
    # Both are on another page after that: the second may decide there.
    second.controller.go_to(1)
    settle(qtbot, second)
    assert not second.notices.isVisible()
    assert not second.cleaned.view.isReadOnly()


def test_a_page_changed_outside_is_told(window: MainWindow, opener: Opener, qtbot: QtBot, folder: Path) -> None:
    QTest.keyClick(window.findings.table, Qt.Key.Key_A)
    settle(qtbot, window)
    window.close()
    (folder / "1.txt").write_text(FIRST.replace("泵房", "水房"), encoding="utf-8")
    again = opener(folder)
    assert again.notices.isVisible()
    assert "水房" in again.cleaned.view.toPlainText()
    assert again.cleaned.view.isReadOnly()
    assert review_of(again).decisions == ()


def test_a_page_that_cannot_be_read_is_told_and_the_rest_goes_on(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    (folder / "0.txt").write_bytes(b"%PDF-1.7 \x00\x01")
    window = opener(folder)
    assert "PDF" in window.notices.text
    assert window.source.view.text == ""
    assert window.pages.model.rows[0].failed
    window.controller.accept()
    window.controller.step_page(1)
    settle(qtbot, window)
    assert window.source.view.text == FIRST
    assert not window.notices.isVisible()


def test_a_broken_configuration_is_told(opener: Opener, folder: Path) -> None:
    (folder / "kanwu.toml").write_text("[rule.no-such-rule]\nlevel = 'ask'\n", encoding="utf-8")
    window = opener(folder)
    assert "no-such-rule" in window.notices.text
    assert window.findings.model.rows == ()
    assert not window.cleaned.view.isReadOnly()


def test_a_patch_folder_that_cannot_be_written_is_told(qtbot: QtBot, opener: Opener, folder: Path) -> None:
    # In the place of the lock stands a folder: nobody can take the patch, whatever the user may do elsewhere.
    (folder / "1.txt.kanwu.lock").mkdir()
    window = opener(folder / "1.txt")
    qtbot.waitUntil(window.notices.isVisible)
    assert "reading only" in window.notices.text


def test_a_decision_that_cannot_be_saved_is_told_and_tried_again(
    window: MainWindow, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cleanup.patchfile import Journal

    def full(*_args: object, **_kwargs: object) -> None:
        raise KanwuError("patch.disk-full", path=str(folder / "1.txt.kanwu.journal"))

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "append", full)
        QTest.keyClick(window.findings.table, Qt.Key.Key_A)
        assert "Not saved yet" in window.notices.text
        assert states(window)["column-join"] == ["accepted"]
    settle(qtbot, window)
    QTest.keyClick(window.findings.table, Qt.Key.Key_A)
    settle(qtbot, window)
    assert not window.notices.isVisible()
    assert len((folder / "1.txt.kanwu.journal").read_text(encoding="utf-8").splitlines()) == 3


def test_what_cannot_be_saved_is_not_left_without_asking(
    window: MainWindow, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cleanup.patchfile import Journal

    def full(*_args: object, **_kwargs: object) -> None:
        raise KanwuError("patch.disk-full", path=str(folder / "1.txt.kanwu.journal"))

    monkeypatch.setattr(Journal, "append", full)
    QTest.keyClick(window.findings.table, Qt.Key.Key_A)
    settle(qtbot, window)
    window.menu_actions.next_page.trigger()
    assert window.windowTitle().startswith("1.txt")
    window.close()
    assert window.isVisible()
    box = window.findChild(QMessageBox)
    assert box is not None
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert states(window)["column-join"] == ["accepted"]
    window.close()
    lose = [b for b in window.findChildren(QMessageBox)[-1].buttons() if "Lose" in b.text()]
    lose[0].click()
    assert not window.isVisible()
    assert not (folder / "1.txt.kanwu.jsonl").exists()


def test_undo_is_not_offered_where_nothing_may_be_written(window: MainWindow, opener: Opener, qtbot: QtBot, folder: Path) -> None:
    QTest.keyClick(window.findings.table, Qt.Key.Key_A)
    window.controller.go_to(1)
    second = opener(folder)
    window.controller.go_to(0)
    settle(qtbot, window)
    assert window.notices.isVisible()
    assert not window.controller.undo_group.canUndo()
    second.close()
    window.controller.go_to(1)
    window.controller.go_to(0)
    settle(qtbot, window)
    assert window.controller.undo_group.canUndo()


def test_going_to_the_text_puts_the_caret_at_the_finding(window: MainWindow, qtbot: QtBot) -> None:
    comma = next(f for f in review_of(window).findings if f.rule == "punctuation-width")
    window.controller.choose(comma.id)
    QTest.keyClick(window.findings.table, Qt.Key.Key_F6)
    assert window.cleaned.view.hasFocus()
    assert window.cleaned.view.caret == comma.spans[0].start


@pytest.mark.parametrize("take", [False, True])
def test_a_fix_over_what_was_typed_asks_first(window: MainWindow, qtbot: QtBot, take: bool) -> None:
    from cleanup.edits import Replace

    review = review_of(window)
    comma = next(f for f in review.findings if f.rule == "punctuation-width")
    spot = comma.spans[0].start
    window.controller.edit(spot, spot + 1, "；")
    # The rules have not looked again: the finding is still in the list.
    window.controller.choose(comma.id)
    assert not window.controller.accept()
    box = window.findChild(QMessageBox)
    assert box is not None
    assert "“；”" in box.text()
    words = "Take" if take else "Keep"
    next(b for b in box.buttons() if words in b.text()).click()
    settle(qtbot, window)
    assert review_of(window).edits == (Replace(spot, spot + 1, ",", "，" if take else "；"),)
    # One step back brings what was typed.
    if take:
        window.controller.undo_group.undo()
        assert review_of(window).edits == (Replace(spot, spot + 1, ",", "；"),)


def test_the_list_is_walked_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    table = window.findings.table
    rows = [row.id for row in window.findings.model.rows]
    start = rows.index(window.controller.chosen or "")
    QTest.keyClick(table, Qt.Key.Key_N)
    assert window.controller.chosen == rows[start + 1]
    QTest.keyClick(table, Qt.Key.Key_P)
    QTest.keyClick(table, Qt.Key.Key_P)
    assert window.controller.chosen == rows[max(start - 1, 0)]
    QTest.keyClick(table, Qt.Key.Key_F6)
    assert window.cleaned.view.hasFocus()
    QTest.keyClick(window.cleaned.view, Qt.Key.Key_Escape)
    assert table.hasFocus()


def test_pages_are_counted_before_they_are_opened(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.pages.model.rows[1].found == 1, timeout=20_000)
    assert window.pages.model.rows[1].open == 1
    index = window.pages.model.index(1)
    window.pages.list.setCurrentIndex(index)
    settle(qtbot, window)
    assert window.windowTitle().startswith("2.txt")
    window.controller.decide_alike(accept=True)
    settle(qtbot, window)
    assert window.pages.model.rows[1].open == 0
    assert window.pages.model.rows[1].status == "in-work"
    QTest.keyClick(window.pages.list, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert "last page" in window.statusBar().currentMessage()


def test_a_dropped_file_opens(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("路灯亮了。\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other))])
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(event)
    settle(qtbot, window)
    assert window.source.view.text == "路灯亮了。\n"
    assert [row.name for row in window.pages.model.rows] == ["1.txt", "2.txt", "other.txt"]


def test_a_missing_file_is_told(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.add([tmp_path / "gone.txt"])
    box = window.findChild(QMessageBox)
    assert box is not None
    assert "gone.txt" in box.text()
    box.close()
    assert window.windowTitle().startswith("1.txt")


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_colours_have_contrast_enough(theme: Theme) -> None:
    from PySide6.QtGui import QColor

    def light(name: str) -> float:
        colour = QColor(name)
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (c / 12.92 if c <= 0.04045 else pow((c + 0.055) / 1.055, 2.4) for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(one: str, other: str) -> float:
        high, low = sorted((light(one), light(other)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    for ground in (theme.base, theme.alternate, theme.window):
        assert contrast(theme.text, ground) >= 7
        assert contrast(theme.dim, ground) >= 4.5
        for colour in theme.runs.values():
            assert contrast(colour, ground) >= 4.5
    for colour in (*theme.marks.values(), *theme.states.values()):
        assert contrast(colour, theme.base) >= 3
    assert contrast(theme.chosen_text, theme.chosen) >= 4.5
    assert contrast(theme.accent_text, theme.accent) >= 4.5
    assert contrast(theme.text, theme.pale) >= 4.5
    assert contrast(theme.text, theme.notice) >= 4.5


def test_colours_and_sizes_can_be_changed(window: MainWindow, qapp: QApplication) -> None:
    window.menu_actions.dark.trigger()
    assert qapp.palette().window().color().name() == DARK.window
    size = window.source.view.font().pointSizeF()
    window.menu_actions.zoom_in.trigger()
    assert window.cleaned.view.font().pointSizeF() == size + 1
    for _ in range(60):
        window.menu_actions.zoom_out.trigger()
    assert window.cleaned.view.font().pointSizeF() == 8
    window.menu_actions.zoom_reset.trigger()
    window.menu_actions.light.trigger()
    assert window.source.view.font().pointSizeF() == size


def turn(view: TextView, by: int, modifier: Qt.KeyboardModifier) -> None:
    """Turns the wheel over a text, in eighths of a degree."""
    here = QPointF(60, 60)
    there = QPointF(view.viewport().mapToGlobal(here.toPoint()))
    no_button, no_phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(here, there, QPoint(), QPoint(0, by), no_button, modifier, no_phase, False)
    QApplication.sendEvent(view.viewport(), event)


def test_both_texts_grow_and_shrink_by_key_and_by_wheel(window: MainWindow, opener: Opener, folder: Path) -> None:
    source, cleaned = window.source.view, window.cleaned.view
    usual = source.font().pointSizeF()
    ctrl = Qt.KeyboardModifier.ControlModifier

    def sizes() -> tuple[float, float]:
        return source.font().pointSizeF() - usual, cleaned.font().pointSizeF() - usual

    QTest.keyClick(window.findings.table, Qt.Key.Key_Equal, ctrl)
    assert sizes() == (1, 1)
    for view in (source, cleaned):
        turn(view, 120, ctrl)
    assert sizes() == (3, 3)
    turn(source, -60, ctrl)
    assert sizes() == (3, 3)
    turn(source, -60, ctrl)
    assert sizes() == (2, 2)
    QTest.keyClick(window.findings.table, Qt.Key.Key_Minus, ctrl)
    assert sizes() == (1, 1)
    turn(cleaned, -120, Qt.KeyboardModifier.NoModifier)  # scrolls, where there is anything to be scrolled
    assert sizes() == (1, 1)
    window.close()
    again = opener(folder)
    assert again.cleaned.view.font().pointSizeF() == usual + 1
    QTest.keyClick(again.findings.table, Qt.Key.Key_0, ctrl)
    assert again.source.view.font().pointSizeF() == usual


def test_single_widgets_follow_the_colours_without_a_style_sheet_for_all(window: MainWindow, qapp: QApplication) -> None:
    assert qapp.styleSheet() == ""
    field = window.findings.filters.search
    for action, theme in ((window.menu_actions.dark, DARK), (window.menu_actions.light, LIGHT)):
        action.trigger()
        qapp.processEvents()
        image = field.grab().toImage()
        middle = image.height() // 2
        assert image.pixelColor(image.width() - 8, middle).name() == theme.base
        assert image.pixelColor(0, middle).name() in (theme.edge, theme.accent)
        words = window.findings.filters.count
        assert words.palette().color(words.foregroundRole()).name() == theme.dim


def test_texts_scroll_together(opener: Opener, tmp_path: Path) -> None:
    page = tmp_path / "long.txt"
    page.write_text("\n\n".join(f"第{n}段，船工老秦在河上摇橹。" for n in range(300)), encoding="utf-8")
    window = opener(page)
    source, cleaned = window.source.view, window.cleaned.view
    source.verticalScrollBar().setValue(source.verticalScrollBar().maximum() // 2)
    assert cleaned.top_offset() == source.top_offset() > 0
    cleaned.verticalScrollBar().setValue(10)
    assert source.top_offset() == cleaned.top_offset()


def test_about_says_which_version_this_is(window: MainWindow) -> None:
    from cleanup import __version__

    window.menu_actions.about.trigger()
    box = window.findChild(QMessageBox)
    assert box is not None
    assert __version__ in box.text()
    box.close()
