"""The keyboard's way through the window and every dialog: each control is reached, none twice, and one sees which has the keyboard."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QHeaderView, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.dialogs.boxes import Boxes
from desktop.main_window import MainWindow
from desktop.models.list_rows import Sort
from desktop.wiring.tabbing import tab_stops
from tests.desktop.conftest import FIRST, Opener, come_back, review_of
from tests.desktop.test_pages import counted
from tests.desktop.test_pictures import pdf
from tests.desktop.test_session import CTRL, NONE, SHIFT

Key = Qt.Key


def controls(top: QWidget) -> set[QWidget]:
    """What of a window can take the keyboard and is seen in it."""
    reached = (w for w in top.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None)
    seen = (w for w in reached if w.isVisible() and w.isEnabled() and w.window() is top)
    return {w for w in seen if top.rect().intersects(place_of(w, top))}


def walk(top: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> tuple[list[QWidget], list[str]]:
    """The controls in the order in which a key goes through them, until it comes to the first again; and those of them that look the
    same with the keyboard and without."""
    first = QApplication.focusWidget()
    assert first is not None
    assert first.window() is top
    order: list[QWidget] = []
    alike: list[str] = []
    now, with_it = first, looks(first)
    while not order or now is not first:
        QTest.keyClick(now, key, modifier)
        to = QApplication.focusWidget()
        assert to is not None
        assert to not in order, f"{described(to)} comes twice before {described(first)} comes again"
        if order and to is not now and looks(now) == with_it:
            alike.append(described(now))
        order.append(to)
        now, with_it = to, looks(to)
    return order, alike


def looks(widget: QWidget) -> QImage:
    """A control as it is drawn now."""
    QApplication.processEvents()
    return widget.grab().toImage()


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName() or getattr(widget, 'text', str)()}”"


def check(top: QWidget) -> list[QWidget]:
    """Tab comes to every control once, Shift+Tab the other way round, and each shows that it has the keyboard."""
    forward, alike = walk(top, Key.Key_Tab)
    assert not alike
    missed = controls(top) - set(forward)
    assert not missed, [described(widget) for widget in missed]
    back, _ = walk(top, Key.Key_Backtab, SHIFT)
    assert back == [*reversed(forward[:-1]), forward[-1]]
    for widget in forward:
        assert top.rect().intersects(place_of(widget, top)), described(widget)
    return forward


def outlined(qtbot: QtBot, window: MainWindow) -> None:
    """Waits until the outline, where it is in sight, holds what is on the page: without an article it has nothing to show a focus on."""
    later, tree = window.ordering._outline_later, window.outline.tree
    qtbot.waitUntil(lambda: not window.outline.is_seen or (tree.topLevelItemCount() > 0 and not later.isActive()), timeout=20_000)


def place_of(widget: QWidget, top: QWidget) -> QRect:
    return QRect(widget.mapTo(top, QPoint(0, 0)), widget.size())


@pytest.fixture(autouse=True)
def steady_caret(qapp: QApplication) -> Iterator[None]:
    """The caret does not blink: whoever looks in the wrong moment would see none."""
    usual = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(usual)


@pytest.fixture
def rich(folder: Path) -> Path:
    """A folder whose first page has a picture, and two copies of a paragraph that differ a little."""
    pdf(folder / "1.pdf", pages=1)
    cut = FIRST.index("镇里还在")
    twice = FIRST[:cut] + FIRST[cut:].split("\n")[0].replace("老人", "老仁") + "\n\n" + FIRST[cut:]
    (folder / "1.txt").write_text(twice, encoding="utf-8")
    return folder


def test_tab_goes_through_the_whole_window(opener: Opener, qtbot: QtBot, rich: Path) -> None:
    window = opener(rich)
    counted(qtbot, window)
    qtbot.waitUntil(lambda: window.image.shown is not None, timeout=60_000)
    outlined(qtbot, window)
    come_back(qtbot, window)
    order = check(window)
    wanted = [
        window.pages.filter,
        window.pages.list,
        window.source.view,
        window.cleaned.view,
        window.image.larger,
        window.image.view,
        window.findings.filters.rule,
        window.findings.filters.search,
        window.findings.table,
        window.detail.area,
    ]
    start = order.index(window.pages.filter)
    turned = [*order[start:], *order[:start]]
    assert [widget for widget in turned if widget in wanted] == wanted


def test_tab_goes_through_all_that_can_be_asked_of_a_finding(opener: Opener, qtbot: QtBot, rich: Path) -> None:
    window = opener(rich)
    counted(qtbot, window)
    for rule in ("duplicate-paragraph", "punctuation-width", "column-join"):
        finding = next((f for f in review_of(window).findings if f.rule == rule), None)
        assert finding is not None, rule
        window.controller.choose(finding.id)
        if rule == "duplicate-paragraph":
            window.detail.copies.blend.setChecked(True)
        come_back(qtbot, window)
        order = check(window)
        assert set(tab_stops([window.detail])) <= set(order)


def test_tab_goes_through_every_panel_and_bar(opener: Opener, qtbot: QtBot, rich: Path) -> None:
    window = opener(rich, by_place=False)
    counted(qtbot, window)
    window.findings.sort(Sort.PLACE)
    window.searching._everywhere(type(window.find_bar.query)("河堤"))
    qtbot.waitUntil(lambda: bool(window.concordance.model.rows) and not window.concordance.stop.isVisible(), timeout=60_000)
    for name in ("notes", "outline", "concordance"):
        window.frame.bring(name)
        QApplication.processEvents()
        outlined(qtbot, window)
        window.cleaned.view.setFocus()
        check(window)
    for action, modifier in ((Key.Key_F, CTRL), (Key.Key_G, CTRL)):
        window.cleaned.view.setFocus()
        QTest.keyClick(window.cleaned.view, action, modifier)
        check(window)


def test_tab_leaves_out_what_is_put_away_or_floats(opener: Opener, qtbot: QtBot, rich: Path) -> None:
    window = opener(rich)
    counted(qtbot, window)
    for name in ("pages", "outline", "image", "findings", "detail"):
        window.frame.dock(name).hide()
        QApplication.processEvents()
        outlined(qtbot, window)
        window.cleaned.view.setFocus()
        check(window)
    assert walk(window, Key.Key_Tab)[0] in (
        [window.cleaned.view, window.source.view],
        [window.source.view, window.cleaned.view],
    )
    pages = window.frame.dock("pages")
    pages.show()
    pages.setFloating(True)
    QApplication.processEvents()
    window.activateWindow()
    window.cleaned.view.setFocus()
    qtbot.waitUntil(lambda: window.cleaned.view.hasFocus())
    check(window)


def test_tab_goes_through_the_start_page(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    opener(folder).close()
    window = opener()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    order = check(window)
    assert set(window.start.buttons) <= set(order)


def sheet(window: MainWindow) -> None:
    window.menu_actions.sheet.trigger()


def keys(window: MainWindow) -> None:
    window.menu_actions.change_keys.trigger()
    dialog = window.findChildren(QDialog)[-1]
    dialog.tree.choose("accept")  # type: ignore[attr-defined]


def rule(window: MainWindow) -> None:
    window.detail.about_rule.click()


def box(name: str, *arguments: object) -> Callable[[MainWindow], None]:
    return lambda window: getattr(Boxes(window), name)(*arguments)


def act(name: str) -> Callable[[MainWindow], None]:
    return lambda window: getattr(window.menu_actions, name).trigger()


DIALOGS: dict[str, Callable[[MainWindow], None]] = {
    "export": act("export"),
    "keys": sheet,
    "change keys": keys,
    "rule": rule,
    "all that is shown": act("accept_shown"),
    "never": act("never_flag"),
    "always": act("always_put"),
    "error": box("show_error", "It did not work."),
    "built on": box("ask_about_derived", 2, print),
    "typed": box("ask_about_typed", ["渡口"], print),
    "second reader": box("ask_about_second_reader", print),
    "give up": box("ask_to_give_up", print),
    "list": box("show_list", "These have no place:", [f"line {number}" for number in range(40)]),
    "about": act("about"),
}


def opened(qtbot: QtBot, window: MainWindow, how: Callable[[MainWindow], None]) -> QDialog:
    """The dialog that comes, with the keyboard."""
    how(window)
    dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
    dialog.activateWindow()
    qtbot.waitUntil(lambda: (focus := QApplication.focusWidget()) is not None and focus.window() is dialog)
    return dialog


@pytest.mark.parametrize("name", DIALOGS)
def test_tab_goes_through_every_dialog(window: MainWindow, qtbot: QtBot, name: str) -> None:
    dialog = opened(qtbot, window, DIALOGS[name])
    there = controls(dialog)
    assert there
    if len(there) > 1:
        check(dialog)
    QTest.keyClick(dialog, Key.Key_Escape)
    qtbot.waitUntil(lambda: not any(d.isVisible() for d in window.findChildren(QDialog)))


def spoken(widget: QWidget) -> str:
    """What a screen reader says of a control."""
    from PySide6.QtGui import QAccessible

    interface = QAccessible.queryAccessibleInterface(widget)
    return "" if interface is None else interface.text(QAccessible.Text.Name).strip()


@pytest.mark.parametrize("name", DIALOGS)
@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_every_control_of_every_dialog_has_a_name(opener: Opener, qtbot: QtBot, folder: Path, name: str, language: str) -> None:
    window = opener(folder, language=language)
    dialog = opened(qtbot, window, DIALOGS[name])
    assert dialog.windowTitle()
    nameless = [described(widget) for widget in controls(dialog) | set(named_ones(dialog)) if not spoken(widget)]
    assert nameless == []


def named_ones(top: QWidget) -> list[QWidget]:
    """Lists and choices, which need a name also where the keyboard passes them by; the heads of lists have those of their columns."""
    there = [*top.findChildren(QAbstractItemView), *top.findChildren(QRadioButton)]
    return [w for w in there if w.isVisible() and not isinstance(w, QHeaderView)]
