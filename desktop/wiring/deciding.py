"""Deciding on findings: keys and buttons on one side, the controller on the other, and going on to the next one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.actions import Actions
from desktop.controller import Controller
from desktop.panels.detail_panel import DetailPanel
from desktop.panels.findings_panel import FindingsPanel


class Deciding(QObject):
    """Decides on the chosen finding and advances to the next open one of the list; `told` is a line for the status bar."""

    told = Signal(str)

    def __init__(self, controller: Controller, actions: Actions, findings: FindingsPanel, detail: DetailPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._findings = findings
        findings.finding_requested.connect(controller.choose)
        detail.alternative_requested.connect(self.take)
        actions.accept.triggered.connect(lambda: self.take(0))
        actions.reject.triggered.connect(lambda: self._decide(controller.reject))
        actions.as_printed.triggered.connect(lambda: self._decide(controller.as_printed))
        actions.postpone.triggered.connect(lambda: self._decide(controller.postpone))
        actions.withdraw.triggered.connect(lambda: controller.withdraw())
        actions.accept_alike.triggered.connect(lambda: self._decide(lambda: controller.decide_alike(accept=True), alike=True))
        actions.reject_alike.triggered.connect(lambda: self._decide(lambda: controller.decide_alike(accept=False), alike=True))
        for number, action in enumerate(actions.alternatives):
            action.triggered.connect(lambda _checked=False, number=number: self.take(number))
        actions.next.triggered.connect(lambda: findings.step(1))
        actions.previous.triggered.connect(lambda: findings.step(-1))

    def take(self, alternative: int) -> None:
        """Takes a fix of the chosen finding."""
        self._decide(lambda: self._controller.accept(alternative))

    def _decide(self, decide: Callable[[], bool], *, alike: bool = False) -> None:
        after = self._findings.next_open(self._controller.chosen, skip_alike=alike)
        if not decide():
            return
        if after is not None:
            self._controller.choose(after)
        else:
            self.told.emit(self.tr("Nothing is open in this list. Ctrl+PgDown goes to the next page."))
