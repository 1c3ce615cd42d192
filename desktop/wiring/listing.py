"""The project's own lists: what is selected, or the chosen finding's string, becomes one that is never flagged or always changed."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.actions import Actions
from desktop.controller import Controller
from desktop.panels.text_view import TextView

if TYPE_CHECKING:
    from desktop.dialogs.list_dialogs import AlwaysDialog, NeverDialog


class Listing(QObject):
    """Opens the dialogs; `told` is a line for the status bar."""

    told = Signal(str)

    def __init__(self, controller: Controller, actions: Actions, texts: tuple[TextView, TextView], window: QWidget) -> None:
        super().__init__(window)
        self._controller = controller
        self._listing = controller.listing
        self._texts = texts
        self._window = window
        actions.never_flag.triggered.connect(self.ask_never)
        actions.always_put.triggered.connect(self.ask_always)
        actions.open_config.triggered.connect(self.open_config)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._come_back)

    def ask_never(self) -> "NeverDialog | None":
        """Asks for a string that is never to be flagged; None, and why is told, where no list can be written."""
        from desktop.dialogs.list_dialogs import NeverDialog

        place = self._place()
        if place is None:
            return None
        selected = self._selected()
        rule = "" if selected else self._listing.rule()
        note = self._controller.rule_note(rule)
        dialog = NeverDialog(
            selected or self._listing.suggestion().before,
            None if note is None else (rule, note.title),
            place,
            self._listing.never,
            self._window,
        )
        dialog.open()
        return dialog

    def ask_always(self) -> "AlwaysDialog | None":
        """Asks for a string that is always to be changed; None, and why is told, where no list can be written."""
        from desktop.dialogs.list_dialogs import AlwaysDialog

        place = self._place()
        if place is None:
            return None
        selected = self._selected()
        before, after = (selected, selected) if selected else self._listing.suggestion()
        dialog = AlwaysDialog(before, after, place, self._listing.always, self._window)
        dialog.open()
        return dialog

    def open_config(self) -> None:
        """Opens the file of the lists in whatever program the system has for it; what is changed there holds on coming back."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        place = self._place()
        if place is None:
            return
        if not Path(place).is_file():
            self.told.emit(self.tr("There is no {path} yet: it is made when a string is put on one of the lists.").format(path=place))
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(place)):
            self.told.emit(self.tr("No program opens {path}: change it in an editor.").format(path=place))

    def _come_back(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._listing.look_again()

    def _place(self) -> str | None:
        place = self._listing.place
        if isinstance(place, str):
            self.told.emit(place)
            return None
        return str(place)

    def _selected(self) -> str:
        """What is selected in the text that has the focus, as far as it goes in one line."""
        view = next((view for view in self._texts if view.hasFocus()), None)
        lines = [] if view is None else view.selected_text().splitlines()
        return lines[0] if lines else ""
