"""The list of pages: opening them, marking the open one, and the pages looked through meanwhile."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from desktop.actions import Actions
from desktop.controller import Controller
from desktop.models.pages_model import PageRow
from desktop.panels.findings_panel import FindingsPanel
from desktop.panels.page_panel import PagePanel


class Pages(QObject):
    """Connects the list of pages and what is done to pages as a whole."""

    def __init__(self, controller: Controller, actions: Actions, pages: PagePanel, findings: FindingsPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._actions = actions
        self._findings = findings
        pages.offer(actions.statuses.values())
        pages.page_requested.connect(controller.go_to)
        pages.stop_requested.connect(controller.stop_survey)
        controller.pages_changed.connect(pages.show_pages)
        controller.pages_changed.connect(self._show_status)
        controller.surveyed.connect(pages.show_progress)
        actions.next_page.triggered.connect(lambda: controller.step_page(1))
        actions.previous_page.triggered.connect(lambda: controller.step_page(-1))
        actions.proofread.triggered.connect(self._proofread)
        actions.next_unresolved.triggered.connect(self._go_on)
        for status, action in actions.statuses.items():
            action.triggered.connect(lambda _checked=False, status=status: self._mark(status))

    def _mark(self, status: str) -> None:
        self._controller.mark_page(status)

    def _proofread(self) -> None:
        if self._controller.mark_page("proofread"):
            self._controller.step_page(1)

    def _go_on(self) -> None:
        """The next open finding of the list; of another page where there is none."""
        after = self._findings.next_open(self._controller.chosen)
        if after is not None:
            self._controller.choose(after)
        else:
            self._controller.next_unresolved()

    def _show_status(self, rows: Sequence[PageRow], current: int) -> None:
        status = rows[current].status if 0 <= current < len(rows) else ""
        for name, action in self._actions.statuses.items():
            action.setChecked(name == status)
