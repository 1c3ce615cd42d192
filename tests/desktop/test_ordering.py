"""The reading order by hand: continuations picked, blocks moved, split and joined, the outline; all by keys and clicks."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cleanup.edits import Follow, Separator
from cleanup.patchfile import load
from cleanup.review import Decision, Verdict
from desktop.main_window import MainWindow
from desktop.models.marks import Style
from desktop.panels.text_view import TextView
from tests.desktop.conftest import FIRST, Opener, review_of, settle, states

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Presses a key where the focus is, and waits for the rules."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)
    settle(qtbot, window)


def click(view: TextView, words: str) -> None:
    """Clicks in the middle of some words of a text."""
    view.show_place(view.text.index(words))
    cursor = view.textCursor()
    cursor.setPosition(view.toPlainText().index(words) + 1)
    place = view.cursorRect(cursor).center() + QPoint(2, 0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, place)


def put_caret(window: MainWindow, before: str) -> None:
    window.cleaned.view.set_caret(window.cleaned.view.text.index(before))
    window.cleaned.view.setFocus()


def on_disk(page: Path) -> tuple[Decision, ...]:
    return load(page.with_name(page.name + ".kanwu.jsonl")).pages[page.name].decisions


# Joins shown as joins.


def test_a_join_is_shown_with_both_sides_and_linked_in_the_gutters(window: MainWindow) -> None:
    view = window.detail.join
    assert view.isVisible()
    join = view.join_shown
    assert join is not None
    assert "".join(run.text for run in join.tail).endswith("及时更")
    assert "".join(run.text for run in join.head).startswith("换了破裂")
    assert [run.text for run in (*join.tail, *join.head) if run.role == "crossed"] == ["更", "换"]
    assert (join.tail_line, join.head_line) == (3, 5)
    assert window.source.view.gutter.links == ((2, 4),)
    assert window.cleaned.view.gutter.links == ((2, 4),)
    assert window.source.view.gutter.link_ends(2, 4) is not None


def test_both_sides_are_gone_to_by_a_click(window: MainWindow, qtbot: QtBot) -> None:
    view = window.source.view
    view.show_top(0)
    window.resize(900, 420)
    for number, words in ((1, "换了破裂"), (0, "本报讯")):
        QTest.mouseClick(window.detail.join.places[number], Qt.MouseButton.LeftButton)
        assert view.viewport().rect().contains(QPoint(4, view.height_of(view.text.index(words)) + 4))


def test_what_the_rule_is_and_its_help(window: MainWindow, qtbot: QtBot) -> None:
    from desktop.dialogs.rule_dialog import RuleDialog

    note = window.controller.rule_note("column-join")
    assert note is not None
    assert window.detail.rule_text == note.flags
    QTest.mouseClick(window.detail.about_rule, Qt.MouseButton.LeftButton)
    dialog = window.findChild(RuleDialog)
    assert dialog is not None
    shown = dialog.browser.toPlainText()
    assert note.why in shown
    assert note.trust in shown
    assert "供水恢复正常" in shown
    dialog.close()


def test_before_and_after_of_a_replacement(window: MainWindow, qtbot: QtBot) -> None:
    review = review_of(window)
    comma = next(f for f in review.findings if f.rule == "punctuation-width")
    window.controller.choose(comma.id)
    before, after = window.detail.change_shown
    assert [(run.text, run.role) for run in before if run.role != "context"] == [(",", "removed")]
    assert [(run.text, run.role) for run in after if run.role != "context"] == [("，", "added")]
    assert not window.detail.join.isVisible()


# A continuation of one's own.


def test_a_continuation_is_picked_by_a_click_and_undone(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    press(qtbot, window, Key.Key_H)
    assert window.pick_bar.isVisible()
    click(window.source.view, "供水站的值班")
    settle(qtbot, window)
    assert not window.pick_bar.isVisible()
    assert "及时更供水站的值班电话" in window.cleaned.view.text
    assert states(window)["column-join"] == ["accepted"]
    (made,) = on_disk(folder / "1.txt")
    assert made.verdict is Verdict.EDITED
    assert [type(edit) for edit in made.edits] == [Follow]
    press(qtbot, window, Key.Key_Z, CTRL)
    assert window.cleaned.view.text == FIRST
    assert states(window)["column-join"] == ["open"]


def test_a_continuation_is_searched_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Key.Key_H)
    focus = QApplication.focusWidget()
    assert focus is window.pick_bar.line
    window.pick_bar.line.setText("镇")
    assert window.pick_bar.list.count() == 3
    assert "镇里还在" in window.pick_bar.list.item(0).text()
    press(qtbot, window, Key.Key_Return)
    assert "及时更镇里还在渡口" in window.cleaned.view.text
    assert window.findings.table.hasFocus()


def test_a_choice_is_given_up_by_escape(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Key.Key_H)
    press(qtbot, window, Key.Key_Escape)
    assert not window.pick_bar.isVisible()
    assert window.findings.table.hasFocus()
    click(window.source.view, "供水站的值班")
    assert review_of(window).decisions == ()


def test_a_finding_of_another_kind_has_no_continuation(window: MainWindow, qtbot: QtBot) -> None:
    comma = next(f for f in review_of(window).findings if f.rule == "punctuation-width")
    window.controller.choose(comma.id)
    press(qtbot, window, Key.Key_H)
    assert not window.pick_bar.isVisible()
    assert not window.detail.pick.isVisible()
    assert "goes on with" in window.statusBar().currentMessage()


# Blocks.


def test_a_block_moves_by_keys_and_says_from_where(window: MainWindow, qtbot: QtBot) -> None:
    put_caret(window, "站的值班")
    press(qtbot, window, Key.Key_Up, ALT | SHIFT)
    view = window.cleaned.view
    assert view.text.index("供水站的值班") < view.text.index("镇里还在渡口")
    # The caret went with the block, and the source shows the place that it comes from.
    assert view.text[view.caret :].startswith("站的值班")
    assert "line 7" in window.source.view.told
    assert Style.MOVED in window.cleaned.view.gutter.signs_of(6)
    moved = [mark for mark in review_of(window).edits if isinstance(mark, Follow)]
    assert [follow.separator for follow in moved] == [Separator.PARAGRAPH]
    click(window.source.view, "供水站的值班")
    assert "line 9" in view.told
    click(window.source.view, "青石镇便民服务点启用")
    assert view.told == ""
    put_caret(window, "供水站的值班")
    press(qtbot, window, Key.Key_Down, ALT | SHIFT)
    assert view.text == FIRST
    press(qtbot, window, Key.Key_Z, CTRL)
    press(qtbot, window, Key.Key_Z, CTRL)
    assert review_of(window).edits == ()


def test_a_block_moves_behind_another(window: MainWindow, qtbot: QtBot) -> None:
    put_caret(window, "供水站的值班")
    press(qtbot, window, Key.Key_M, ALT | SHIFT)
    click(window.source.view, "青石镇便民服务点启用")
    settle(qtbot, window)
    assert window.cleaned.view.text.startswith("青石镇便民服务点启用\n\n供水站的值班")


def test_a_block_is_split_and_joined_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    put_caret(window, "维修人员")
    press(qtbot, window, Key.Key_Return, ALT | SHIFT)
    assert "八十余件。\n\n维修人员" in window.cleaned.view.text
    put_caret(window, "维修人员")
    press(qtbot, window, Key.Key_J, ALT | SHIFT)
    assert "八十余件。\n\n维修人员连夜赶到泵房，及时更换了破裂的阀门" in window.cleaned.view.text
    put_caret(window, "维修人员")
    press(qtbot, window, Key.Key_Return, ALT | SHIFT)
    assert "stands so already" in window.statusBar().currentMessage()
    for _ in range(2):
        press(qtbot, window, Key.Key_Z, CTRL)
    assert window.cleaned.view.text == FIRST


def test_the_outline_shows_the_articles_and_goes_there(opener: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    page = tmp_path / "two.txt"
    body = "船工老秦在这条河上摇了三十年橹，如今换上了电动船，两岸的老人过河不再等潮水。"
    filler = "\n\n".join(f"第{n}日，{body}" for n in range(20))
    page.write_text(f"渡口重开\n\n本报讯 {filler}\n\n夜市迁址\n\n本报讯 云雾街夜市昨日迁入新址，三百个摊位当晚开张。\n", encoding="utf-8")
    window = opener(page)
    tree = window.outline.tree
    # Behind the tab of the pages nobody sees it: it is not worked out.
    window.ordering.show_outline()
    qtbot.wait(400)
    assert tree.topLevelItemCount() == 0
    window.frame.bring("outline")
    qtbot.waitUntil(lambda: tree.topLevelItemCount() == 2, timeout=10_000)
    second = tree.topLevelItem(1)
    assert second is not None
    assert "夜市迁址" in second.text(0)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, NONE, tree.visualItemRect(second).center())
    view = window.cleaned.view
    place = view.text.index("夜市迁址")
    assert view.caret == place
    assert view.viewport().rect().contains(QPoint(4, view.height_of(place) + 4))
    source = window.source.view
    # As near as whole lines allow: at its end a text stands on the lower edge, not on the upper one.
    assert abs(source.height_of(source.text.index("夜市迁址")) - view.height_of(place)) < view.fontMetrics().lineSpacing()
