"""The actions of the window: what they are called, their keys, and the menus that show them."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoGroup
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class Actions(QObject):
    """All actions, not yet connected to anything.

    Those of `deciding` have plain letters as keys, so they work only where they were put by `put_on`: in lists, not in a text.
    """

    def __init__(self, undo_group: QUndoGroup, parent: QWidget) -> None:
        super().__init__(parent)
        standard = QKeySequence.StandardKey
        self.open = self._make(self.tr("&Open…"), standard.Open)
        self.open_folder = self._make(self.tr("Open &folder…"))
        self.fold = self._make(self.tr("&Write the patch now"), standard.Save)
        self.quit = self._make(self.tr("&Quit"), "Ctrl+Q")
        self.undo = undo_group.createUndoAction(self, self.tr("Undo"))
        self.undo.setShortcuts([QKeySequence("Ctrl+Z")])
        self.redo = undo_group.createRedoAction(self, self.tr("Redo"))
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.accept = self._make(self.tr("&Accept"), "A", here=True)
        self.reject = self._make(self.tr("&Reject"), "R", here=True)
        self.as_printed = self._make(self.tr("As prin&ted (sic)"), "T", here=True)
        self.postpone = self._make(self.tr("&Postpone"), "S", here=True)
        self.withdraw = self._make(self.tr("&Withdraw"), "Backspace", here=True)
        self.accept_alike = self._make(self.tr("Accept alike"), "Shift+A", here=True)
        self.reject_alike = self._make(self.tr("Reject alike"), "Shift+R", here=True)
        self.alternatives = [self._make(self.tr("Take fix {number}").format(number=n), str(n), here=True) for n in (1, 2, 3)]
        self.next = self._make(self.tr("&Next finding"), "N", here=True)
        self.previous = self._make(self.tr("Pre&vious finding"), "P", here=True)
        self.next_page = self._make(self.tr("Next p&age"), "Ctrl+PgDown")
        self.previous_page = self._make(self.tr("Previous pa&ge"), "Ctrl+PgUp")
        self.to_list = self._make(self.tr("Go to the &list"), "Esc")
        self.to_text = self._make(self.tr("Go to the &text"), "F6")
        self.zoom_in = self._make(self.tr("Larger text"), standard.ZoomIn)
        self.zoom_in.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self.zoom_out = self._make(self.tr("Smaller text"), "Ctrl+-")
        self.zoom_reset = self._make(self.tr("Usual text size"), "Ctrl+0")
        self.light = self._make(self.tr("Light colours"))
        self.dark = self._make(self.tr("Dark colours"))
        group = QActionGroup(self)
        for action in (self.light, self.dark):
            action.setCheckable(True)
            group.addAction(action)
        self.reset_panels = self._make(self.tr("Usual &places"))
        self.panels = QMenu(self.tr("&Panels"), parent)
        self.about = self._make(self.tr("&About Kanwu"))
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    @property
    def single(self) -> list[QAction]:
        """What can be decided on one finding."""
        return [self.accept, self.reject, self.as_printed, self.postpone, self.withdraw]

    @property
    def many(self) -> list[QAction]:
        """What can be decided on all findings of a group."""
        return [self.accept_alike, self.reject_alike]

    @property
    def deciding(self) -> list[QAction]:
        """Every action whose key is a plain letter or number."""
        return [*self.single, *self.many, *self.alternatives, self.next, self.previous]

    def put_on(self, widgets: Iterable[QWidget]) -> None:
        """Lets the keys of `deciding` work while one of these widgets has the focus."""
        for widget in widgets:
            widget.addActions(self.deciding)

    def fill(self, bar: QMenuBar) -> None:
        """Builds the menus."""
        page = bar.addMenu(self.tr("&Page"))
        page.addActions([self.open, self.open_folder])
        page.addSeparator()
        page.addActions([self.previous_page, self.next_page])
        page.addSeparator()
        page.addActions([self.fold, self.quit])
        edit = bar.addMenu(self.tr("&Edit"))
        edit.addActions([self.undo, self.redo])
        finding = bar.addMenu(self.tr("&Finding"))
        finding.addActions(self.single)
        finding.addSeparator()
        finding.addActions(self.many)
        finding.addSeparator()
        finding.addActions(self.alternatives)
        finding.addSeparator()
        finding.addActions([self.next, self.previous])
        view = bar.addMenu(self.tr("&View"))
        view.addActions([self.to_list, self.to_text])
        view.addSeparator()
        view.addActions([self.zoom_in, self.zoom_out, self.zoom_reset])
        view.addSeparator()
        view.addActions([self.light, self.dark])
        view.addSeparator()
        view.addMenu(self.panels)
        bar.addMenu(self.tr("&Help")).addAction(self.about)

    def _make(self, text: str, key: QKeySequence.StandardKey | str | None = None, *, here: bool = False) -> QAction:
        action = QAction(text, self)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        if here:
            action.setShortcutContext(_HERE)
            action.setToolTip(f"{action.iconText()} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        return action
