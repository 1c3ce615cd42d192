"""The sheet of keys, and the dialog that changes them."""

from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from desktop.actions import Actions
from desktop.dialogs.keys_dialog import KeysDialog, KeySheet

_Dialog = TypeVar("_Dialog", KeySheet, KeysDialog)


class KeyWindows(QObject):
    """Opens each at most once at a time; after a change every action takes its keys anew."""

    def __init__(self, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._open: dict[str, QDialog] = {}
        actions.sheet.triggered.connect(self.show_sheet)
        actions.change_keys.triggered.connect(self.show_dialog)

    def show_sheet(self) -> KeySheet:
        """Opens the sheet, or brings it to the front."""
        there = self._open.get("sheet")
        if isinstance(there, KeySheet):
            there.activateWindow()
            return there
        return self._show("sheet", KeySheet(self._actions.keys, self._window))

    def show_dialog(self) -> KeysDialog:
        """Opens the dialog, or brings it to the front."""
        there = self._open.get("dialog")
        if isinstance(there, KeysDialog):
            there.activateWindow()
            return there
        return self._show("dialog", KeysDialog(self._actions.keys, self._take_keys, self._window))

    def _show(self, name: str, dialog: _Dialog) -> _Dialog:
        self._open[name] = dialog
        dialog.finished.connect(lambda: self._open.pop(name, None))
        dialog.show()
        return dialog

    def _take_keys(self) -> None:
        self._actions.take_keys()
        sheet = self._open.get("sheet")
        if isinstance(sheet, KeySheet):
            sheet.tree.show_keys()
