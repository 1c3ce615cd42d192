"""Typing into the cleaned text: what is recorded, what the rules say of it, and that undoing all gives back the source."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.main_window import MainWindow
from tests.desktop.conftest import FIRST, Opener, review_of, settle
from tests.desktop.test_session import CTRL, on_disk, press, put_caret, write

MOVED = """渡口重开以后，两岸的人又可以坐船过河，

票价两元，老人和学生都不要钱。

本报讯 停航半年的老渡口昨日重开,头班船载着四十位乘客过河。
"""


def undo_all(window: MainWindow) -> None:
    while window.controller.undo_group.canUndo():
        window.controller.undo_group.undo()


@pytest.mark.parametrize("place", ["joined", "replaced", "moved"])
def test_typing_inside_and_undoing_all_gives_back_the_source(opener: Opener, qtbot: QtBot, folder: Path, place: str) -> None:
    if place == "moved":
        from cleanup.edits import Follow
        from cleanup.handedit import HandEdit

        (folder / "1.txt").write_text(MOVED, encoding="utf-8")
        window = opener(folder / "1.txt")
        page = review_of(window).page
        spans = [line.span for line in page.lines]
        first = HandEdit((Follow(None, spans[2]), Follow(spans[2], spans[0])), ())
        moved = review_of(window).change(first, who="甲", when="")
        state = window.controller._session.now
        assert state is not None
        window.controller._session.push(state, "move", review_of(window).findings[0], lambda _: moved)
        before = "过河。渡口重开"
        put_caret(window, "渡口重开以后")
    else:
        window = opener(folder)
        rule = {"joined": "column-join", "replaced": "punctuation-width"}[place]
        window.controller.choose(next(f.id for f in review_of(window).findings if f.rule == rule))
        window.findings.table.setFocus()
        press(qtbot, window, Qt.Key.Key_A)
        before = {"joined": "及时更换了", "replaced": "昨日启用，镇上"}[place]
        put_caret(window, {"joined": "换了破裂", "replaced": "，镇上"}[place])
    source = review_of(window).page.text
    assert before in window.cleaned.view.toPlainText()
    write(qtbot, window, "新")
    QTest.keyClick(window.cleaned.view, Qt.Key.Key_Delete)
    settle(qtbot, window)
    assert before not in window.cleaned.view.toPlainText()
    assert window.cleaned.view.text == review_of(window).rendered.text != source
    undo_all(window)
    settle(qtbot, window)
    assert review_of(window).rendered.text == source
    assert window.cleaned.view.text == source
    assert all(d.withdrawn for d in on_disk(folder / "1.txt"))


def test_after_a_key_the_rules_look_again_where_it_was_typed(window: MainWindow, qtbot: QtBot) -> None:
    def commas() -> list[int]:
        return [f.spans[0].start for f in review_of(window).findings if f.rule == "punctuation-width"]

    there = FIRST.index(",老人不用")
    assert there in commas()
    put_caret(window, ",老人不用")
    near: list[object] = []
    window.controller._session._ruling.near.connect(near.append)
    with qtbot.waitSignal(window.controller._session._ruling.near):
        QTest.keyClick(window.cleaned.view, Qt.Key.Key_Delete)
    assert there not in commas()
    settle(qtbot, window)
    assert len(near) == 1
    assert there not in commas()


def test_what_was_typed_is_not_flagged(window: MainWindow, qtbot: QtBot) -> None:
    put_caret(window, "代办点")
    write(qtbot, window, ",and ")
    settle(qtbot, window)
    review = review_of(window)
    assert ",and 代办点" in review.rendered.text
    typed = {edit for d in review.decisions for edit in d.edits}
    assert not any(typed & set(fix.edits) for f in review.findings for fix in f.fixes)
    kept, _ = review.accept_compatible([f.id for f in review.findings if f.fixes], who="甲", when="")
    assert ",and 代办点" in kept.rendered.text


def test_an_answer_in_mid_composition_leaves_it_alone(window: MainWindow, qtbot: QtBot) -> None:
    put_caret(window, "代办点")
    view = window.cleaned.view
    QTest.keyClicks(view, "x")
    QApplication.sendEvent(view, QInputMethodEvent("re xian", []))
    settle(qtbot, window)
    layout = view.textCursor().block().layout()
    assert layout.preeditAreaText() == "re xian"
    commit = QInputMethodEvent()
    commit.setCommitString("热线")
    QApplication.sendEvent(view, commit)
    settle(qtbot, window)
    assert "x热线代办点" in review_of(window).rendered.text
    assert len([d for d in review_of(window).decisions if not d.withdrawn]) == 1


def test_the_caret_stays_where_one_types_when_the_chosen_finding_goes(opener: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    page = tmp_path / "long.txt"
    page.write_text("\n\n".join(f"第{n}段，河堤上的路灯,换成了新的。" for n in range(200)), encoding="utf-8")
    window = opener(page)
    view = window.cleaned.view
    first = next(f for f in review_of(window).findings if f.spans[0].start == view.text.index(","))
    window.controller.choose(first.id)
    put_caret(window, "第0段")
    view.set_caret(view.text.index(","))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    settle(qtbot, window)
    assert window.controller.chosen != first.id
    assert view.caret == view.text.index("换成了")
    assert view.verticalScrollBar().value() == 0


def test_paste_is_kept_as_it_is_in_the_review(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    pasted = "老\u00a0船\t工\u2028\r岸"
    data = QMimeData()
    data.setText(pasted)
    QApplication.clipboard().setMimeData(data)
    put_caret(window, "代办点")
    press(qtbot, window, Qt.Key.Key_V, CTRL)
    assert f"{pasted}代办点" in review_of(window).rendered.text
    assert any(pasted in getattr(edit, "after", "") for d in on_disk(folder / "1.txt") for edit in d.edits)
    undo_all(window)
    assert review_of(window).rendered.text == FIRST
