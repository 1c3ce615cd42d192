"""Exporting: the question, and what comes of it."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.actions import Actions
from desktop.controller import Controller
from desktop.exporting import Kind


class Exporting(QObject):
    """Asks what to export, and has it done."""

    def __init__(self, controller: Controller, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._exporting = controller.exporting
        self._window = window
        actions.export.triggered.connect(self._ask)

    def _ask(self) -> None:
        file = self._exporting.file
        if file is not None:
            from desktop.dialogs.export_dialog import ExportDialog

            dialog = ExportDialog(file, self._window)
            dialog.wished.connect(self._export)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _export(self, kind: Kind, target: str, everything: bool, /) -> None:
        self._exporting.export(kind, Path(target), everything=everything)
