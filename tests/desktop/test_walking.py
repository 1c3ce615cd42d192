"""Open ends walked through one by one, likely continuations taken by their number; all by real keys."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cleanup.review import Verdict
from desktop.main_window import MainWindow
from desktop.models.list_rows import KindRow, Sort
from tests.desktop.conftest import Opener, review_of, settle, states

Key = Qt.Key
ALT, CTRL, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier

LOST = "\n\n船工老秦在这条河上摇了三十年橹，如今换上了电动船，他说最难忘的是那年发大\n"


def press(window: MainWindow, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)
    qtbot.waitUntil(lambda: not window.controller.workers.busy and not window.controller.looking, timeout=20_000)


def shown(window: MainWindow) -> list[str]:
    bar = window.pick_bar
    return [bar.list.item(number).text() for number in range(bar.list.count())]


def test_open_ends_are_taken_and_left_one_after_the_other(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    page = folder / "1.txt"
    page.write_text(page.read_text(encoding="utf-8").rstrip() + LOST, encoding="utf-8")
    window = opener(page)
    window.findings.table.setFocus()
    press(window, qtbot, Key.Key_O)
    bar = window.pick_bar
    assert bar.isVisible()
    assert "及时更" in bar.question
    assert "2" in bar.question
    first = shown(window)[0]
    assert first.startswith("1 ")
    assert "换了破裂的阀门" in first
    press(window, qtbot, Key.Key_1)
    assert "及时更换了破裂的阀门" in window.cleaned.view.text
    assert states(window)["column-join"] == ["accepted"]
    assert "那年发大" in bar.question
    press(window, qtbot, Key.Key_Space)
    assert not bar.isVisible()
    assert window.findings.table.hasFocus()
    # What was left is not asked about again; a step back opens the other end once more.
    press(window, qtbot, Key.Key_Z, CTRL)
    assert states(window)["column-join"] == ["open"]
    press(window, qtbot, Key.Key_O)
    assert "及时更" in bar.question
    press(window, qtbot, Key.Key_Escape)
    assert not bar.isVisible()
    assert [d.verdict for d in review_of(window).decisions if not d.withdrawn] == []


def test_a_line_that_is_not_listed_is_found_by_its_words(window: MainWindow, qtbot: QtBot) -> None:
    window.findings.table.setFocus()
    press(window, qtbot, Key.Key_O)
    bar = window.pick_bar
    bar.line.setText("供水站")
    assert not shown(window)[0].startswith("1 ")
    press(window, qtbot, Key.Key_Return)
    assert "及时更供水站的值班电话" in window.cleaned.view.text


def test_the_likeliest_lines_are_offered_where_a_continuation_is_picked(window: MainWindow, qtbot: QtBot) -> None:
    window.findings.table.setFocus()
    press(window, qtbot, Key.Key_H)
    assert "换了破裂的阀门" in shown(window)[0]
    press(window, qtbot, Key.Key_1)
    assert not window.pick_bar.isVisible()
    (made,) = review_of(window).decisions
    assert made.verdict is Verdict.EDITED
    assert made.rule == "column-join"


def test_the_line_at_the_caret_is_asked_about_from_within_the_text(window: MainWindow, qtbot: QtBot) -> None:
    view = window.cleaned.view
    view.setFocus()
    view.set_caret(view.text.index("照得很远。") + len("照得很远。"))
    press(window, qtbot, Key.Key_C, ALT)
    assert "照得很远。" in window.pick_bar.question
    window.pick_bar.line.setText("供水站")
    press(window, qtbot, Key.Key_Return)
    assert "照得很远。供水站的值班电话" in view.text
    assert not window.pick_bar.isVisible()
    assert view.hasFocus()
    assert states(window)["column-join"] == ["open"]


def test_joins_as_good_as_certain_are_one_row_read_through_and_taken_at_once(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    """Each place can be looked at and left out; one key takes the rest, one step takes all of it back."""
    (folder / "kanwu.toml").unlink()
    page = folder / "1.txt"
    text = page.read_text(encoding="utf-8")
    cut = "记者走进青石镇的便民服务大厅，看到窗口前秩序井然，工作人员正在为群众办理业务，墙上的电子屏滚动播放着办事指\n\n南和注意事项。"
    page.write_text(f"{text}\n{cut}\n", encoding="utf-8")
    window = opener(page, by_place=False)
    window.findings.sort(Sort.REVIEW)
    rows = window.findings.model.rows
    (kind,) = [row for row in rows if isinstance(row, KindRow) and row.rule == "column-join"]
    assert len(kind.members) == 2
    window.controller.choose(kind.members[0].id)
    window.findings.table.setFocus()
    press(window, qtbot, Key.Key_A)
    assert states(window)["column-join"] == ["accepted", "accepted"]
    assert "办事指南和注意事项。" in window.cleaned.view.text
    press(window, qtbot, Key.Key_Z, CTRL)
    assert states(window)["column-join"] == ["open", "open"]


def test_a_closed_up_space_makes_way_where_a_paragraph_is_parted(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    page = folder / "1.txt"
    page.write_text(
        "渡口村的老人说，这条河养活了几代人，如今水清了，鱼也多了。 本报记者 秦晓川\n\n第二天一早，渡船照常开航。\n", encoding="utf-8"
    )
    window = opener(page)
    found = {finding.rule: finding for finding in review_of(window).findings}
    assert {"spacing", "false-join"} <= found.keys()
    window.findings.table.setFocus()
    for rule in ("spacing", "false-join"):
        window.controller.choose(found[rule].id)
        press(window, qtbot, Key.Key_A)
    assert states(window)["false-join"] == ["accepted"]
    assert "鱼也多了。\n\n本报记者 秦晓川" in window.cleaned.view.text
    press(window, qtbot, Key.Key_Z, CTRL)
    assert states(window)["spacing"] == ["accepted"]
    settle(qtbot, window)


def test_accepting_many_leaves_a_choice_between_copies_to_the_reviewer(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    page = folder / "1.txt"
    text = page.read_text(encoding="utf-8")
    twice = "今年春茶开采比往年早了五天，青石镇的茶农陈守田天不亮就上了山，一上午采了十二斤鲜叶，卖给合作社得了六百多元。"
    page.write_text(f"{text}\n{twice}\n\n渡口的灯亮了。\n\n{twice.replace('守田', '守由').replace('六百', '六首')}\n", encoding="utf-8")
    window = opener(page)
    (copies,) = [finding for finding in review_of(window).findings if finding.rule == "duplicate-paragraph"]
    assert copies.fixes[0].picks_copy
    window.controller.decide_many([finding.id for finding in review_of(window).findings], accept=True)
    settle(qtbot, window)
    assert states(window)["duplicate-paragraph"] == ["open"]
    assert states(window)["column-join"] == ["accepted"]
    assert "1 left to you" in window.statusBar().currentMessage()
