"""Words that have no room: what of a window's labels, buttons, choices, tabs and headings is cut off.

Run as `python -m tests.desktop.fitting LANGUAGE FOLDER`: opens the window on a folder, as large as a small laptop's screen, shows every
panel, bar and dialog, and prints what does not fit. A process of its own, since the scale of the screen (QT_SCALE_FACTOR) is one
for a whole program.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QDockWidget,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from desktop.main_window import MainWindow
from desktop.panels.alternative_card import AlternativeCard

SIZE = (1366, 768)
_MARGIN = 2  # pixels that a letter's edge may lack
_PLACEHOLDER = 10  # pixels beside the words of an empty line


def misfits(top: QWidget) -> Iterator[str]:
    """Each visible piece of text of a window that has less room than it needs, in words."""
    for widget in (top, *top.findChildren(QWidget)):
        if not widget.isVisible() or widget.window() is not top or not _in_sight(widget, top):
            continue
        for text, needed, there in _needs(widget):
            if needed > there + _MARGIN:
                yield f"{type(widget).__name__} “{text}”: {there} of {needed} pixels"
        if isinstance(widget, (QAbstractButton, QLabel)) and widget.text() and _is_cut(widget):
            yield f"{type(widget).__name__} “{widget.text()}”: covered by its surroundings"


def _needs(widget: QWidget) -> Iterator[tuple[str, int, int]]:
    """The texts of a widget, the pixels each needs, and those that it has: across, or down where it is broken into lines."""
    metrics = widget.fontMetrics()
    match widget:
        case AlternativeCard():
            return  # its title says as much as there is room for, and all of it to whoever points at it
        case QLabel() if widget.text() and widget.wordWrap():
            yield widget.text(), widget.heightForWidth(widget.width()), widget.height()
        case QLabel() if widget.text():
            yield widget.text(), widget.sizeHint().width(), widget.width()
            yield widget.text(), widget.sizeHint().height(), widget.height()
        case QAbstractButton() if widget.text():
            yield (
                widget.text(),
                min(widget.sizeHint().width(), metrics.horizontalAdvance(widget.text().replace("&", "")) + 8),
                widget.width(),
            )
            yield widget.text(), metrics.height(), widget.height()
        case QComboBox():
            option = QStyleOptionComboBox()
            widget.initStyleOption(option)
            field = widget.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, widget)
            yield widget.currentText(), metrics.horizontalAdvance(widget.currentText()), field.width()
        case QLineEdit() if widget.placeholderText() and not widget.text():
            yield widget.placeholderText(), metrics.horizontalAdvance(widget.placeholderText()) + _PLACEHOLDER, widget.width()
        case QTabBar():
            for number in range(widget.count()):
                yield widget.tabText(number), metrics.horizontalAdvance(widget.tabText(number)), widget.tabRect(number).width()
        case QHeaderView() if widget.orientation() is Qt.Orientation.Horizontal:
            for column in range(widget.count()):
                title = str(widget.model().headerData(column, Qt.Orientation.Horizontal) or "")
                if not widget.isSectionHidden(column):
                    yield title, metrics.horizontalAdvance(title), widget.sectionSize(column)
        case QDockWidget() if not widget.isFloating():
            buttons = [b for b in widget.findChildren(QAbstractButton) if b.objectName().startswith("qt_dockwidget_")]
            yield widget.windowTitle(), metrics.horizontalAdvance(widget.windowTitle()), min(b.x() for b in buttons)


def _in_sight(widget: QWidget, top: QWidget) -> bool:
    return top.rect().intersects(QRect(widget.mapTo(top, QPoint(0, 0)), widget.size()))


def _is_cut(widget: QWidget) -> bool:
    """Whether something hides a part of a widget; what can be scrolled is whole somewhere."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractScrollArea):
            return False
        above = None if above.isWindow() else above.parentWidget()
    return widget.visibleRegion().boundingRect() != widget.rect()


def main(language: str, folder: Path) -> int:
    """Prints the misfits of everything that can be seen, as JSON by where they are."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop.app import Wishes, application, install_translators, open_window
    from desktop.settings import settings_at
    from desktop.theme import interface_font

    app = application()
    install_translators(app, language)
    app.setFont(interface_font(language))
    with TemporaryDirectory() as work:
        window = open_window(Wishes((folder,), Path(work) / "patches", theme="light"), language, settings_at(Path(work) / "window.ini"))
        window.resize(*SIZE)
        window.show()
        found = {name: list(dict.fromkeys(misfits(top))) for name, top in _everything(app, window)}
        window.close()
    sys.stdout.write(json.dumps({name: texts for name, texts in found.items() if texts}, ensure_ascii=False))
    return 0


def _everything(app: QApplication, window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    from tests.desktop.test_tabbing import DIALOGS

    _settle(app, window)
    yield "first", window
    review = window.controller.review
    assert review is not None
    for finding in {finding.rule: finding for finding in review.findings}.values():
        window.controller.choose(finding.id)
        _settle(app, window)
        yield f"finding of {finding.rule}", window
    window.detail.copies.blend.setChecked(True)
    window.menu_actions.find.trigger()
    _settle(app, window)
    yield "find", window
    window.searching._everywhere(type(window.find_bar.query)("，"))
    while window.concordance.stop.isVisible() or not window.concordance.model.rows:
        app.processEvents()
    _settle(app, window)
    yield "concordance", window
    for name in ("notes", "outline", "pages", "findings"):
        window.frame.bring(name)
        _settle(app, window)
        yield name, window
    for action in ("note", "go_to", "edit_first", "pick", "open_ends"):
        getattr(window.menu_actions, action).trigger()
        _settle(app, window)
        yield action, window
    for name, how in DIALOGS.items():
        how(window)
        _settle(app, window)
        dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
        yield f"dialog: {name}", dialog
        dialog.close()
        dialog.deleteLater()
        _settle(app, window)
    window.menu_actions.start_page.trigger()
    _settle(app, window)
    yield "start page", window


def _settle(app: QApplication, window: MainWindow) -> None:
    for _ in range(4):
        app.processEvents()
    end = time.monotonic() + 60
    while window.controller.looking and time.monotonic() < end:
        app.processEvents()
    for _ in range(4):
        app.processEvents()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
