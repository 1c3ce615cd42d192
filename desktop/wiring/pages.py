"""The list of pages: opening them, marking the open one, and the pages looked through meanwhile."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.actions import Actions
from desktop.controller import Controller
from desktop.models.pages_model import ALL, PageRow
from desktop.panels.findings_panel import FindingsPanel
from desktop.panels.page_panel import PagePanel


class Pages(QObject):
    """Connects the list of pages and what is done to pages as a whole; `told` is a line for the status bar."""

    told = Signal(str)

    def __init__(self, controller: Controller, actions: Actions, pages: PagePanel, findings: FindingsPanel, window: QWidget) -> None:
        super().__init__(window)
        self._controller = controller
        self._actions = actions
        self._pages = pages
        self._findings = findings
        self._window = window
        self._status = ""  # of the open page
        self._going_on = False  # once the page is validated
        self.told.connect(controller.told)
        controller.paging.doubted.connect(self._ask)
        pages.offer(actions.statuses.values())
        pages.page_requested.connect(controller.go_to)
        pages.stop_requested.connect(controller.stop_survey)
        controller.pages_changed.connect(pages.show_pages)
        controller.pages_changed.connect(self._show_status)
        controller.surveyed.connect(pages.show_progress)
        actions.next_page.triggered.connect(lambda: self._step(1))
        actions.previous_page.triggered.connect(lambda: self._step(-1))
        actions.proofread.triggered.connect(self._proofread)
        actions.validate.triggered.connect(lambda: self._validate(going_on=True))
        actions.next_unresolved.triggered.connect(self._go_on)
        for status, action in actions.statuses.items():
            action.triggered.connect(lambda _checked=False, status=status: self._mark(status))

    def _mark(self, status: str) -> None:
        if status == "validated":
            self._validate(going_on=False)
        else:
            self._controller.mark_page(status)

    def _proofread(self) -> None:
        # What somebody has validated is not called less than that.
        if self._status == "validated" or self._controller.mark_page("proofread"):
            self._step(1)

    def _validate(self, *, going_on: bool, alone: bool = False) -> None:
        self._going_on = going_on
        if self._controller.paging.validate(alone=alone) and going_on:
            self._step(1)

    def _ask(self) -> None:
        """The same reader wishes to validate what he called proofread."""
        from desktop.dialogs.boxes import Boxes

        Boxes(self._window).ask_about_second_reader(lambda: self._validate(going_on=self._going_on, alone=True))

    def _step(self, by: int) -> None:
        """Opens the next page of those that are listed, or the one before."""
        if self._pages.wanted == ALL:
            self._controller.step_page(by)
            return
        number = self._pages.beside(by)
        if number is None:
            self.told.emit(
                self.tr("This is the last page that is listed.") if by > 0 else self.tr("This is the first page that is listed.")
            )
        else:
            self._controller.go_to(number)

    def _go_on(self) -> None:
        """The next open finding of the list; of another page where there is none."""
        after = self._findings.next_open(self._controller.chosen)
        if after is not None:
            self._controller.choose(after)
        else:
            self._controller.next_unresolved()

    def _show_status(self, rows: Sequence[PageRow], current: int) -> None:
        self._status = rows[current].status if 0 <= current < len(rows) else ""
        for name, action in self._actions.statuses.items():
            action.setChecked(name == self._status)
