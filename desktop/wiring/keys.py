"""The sheet of keys, and the dialog that changes them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.actions import Actions

if TYPE_CHECKING:
    from desktop.dialogs.keys_dialog import KeysDialog, KeySheet


class KeyWindows(QObject):
    """Opens each at most once at a time; after a change every action takes its keys anew."""

    def __init__(self, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._sheet: KeySheet | None = None
        self._dialog: KeysDialog | None = None
        actions.sheet.triggered.connect(self.show_sheet)
        actions.change_keys.triggered.connect(self.show_dialog)

    def show_sheet(self) -> "KeySheet":
        """Opens the sheet, or brings it to the front."""
        if self._sheet is not None:
            self._sheet.activateWindow()
            return self._sheet
        from desktop.dialogs.keys_dialog import KeySheet

        self._sheet = KeySheet(self._actions.keys, self._window)
        self._sheet.finished.connect(self._forget_sheet)
        self._sheet.show()
        return self._sheet

    def show_dialog(self) -> "KeysDialog":
        """Opens the dialog, or brings it to the front."""
        if self._dialog is not None:
            self._dialog.activateWindow()
            return self._dialog
        from desktop.dialogs.keys_dialog import KeysDialog

        self._dialog = KeysDialog(self._actions.keys, self._take_keys, self._window)
        self._dialog.finished.connect(self._forget_dialog)
        self._dialog.show()
        return self._dialog

    def _forget_sheet(self) -> None:
        self._sheet = None

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _take_keys(self) -> None:
        self._actions.take_keys()
        if self._sheet is not None:
            self._sheet.tree.show_keys()
