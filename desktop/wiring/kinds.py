"""Findings of one kind as one row: its places in the detail's stead, and the whole of it decided at once."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.controller import Controller
from desktop.models.list_rows import KindRow
from desktop.panels.detail_panel import DetailPanel
from desktop.panels.findings_panel import FindingsPanel
from desktop.panels.kind_panel import KindPanel
from desktop.panels.switch import Switch


class Kinds(QObject):
    """Shows the kind of the current row, and decides on all of its places that are ticked."""

    def __init__(
        self, controller: Controller, findings: FindingsPanel, switch: Switch, kind: KindPanel, detail: DetailPanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._findings = findings
        self._switch = switch
        self._panel = kind
        self._detail = detail
        findings.kind_changed.connect(self._show)
        findings.preview_requested.connect(kind.list.setFocus)
        kind.place_requested.connect(controller.choose)
        controller.page_opened.connect(findings.forget_singles)

    def _show(self, kind: KindRow | None) -> None:
        focused = self._panel.list.hasFocus()
        self._panel.show_kind(kind)
        self._switch.setCurrentWidget(self._detail if kind is None else self._panel)
        if focused and kind is None:
            self._findings.table.setFocus()

    def decision(self, *, accept: bool) -> Callable[[], bool] | None:
        """What decides on the current kind but for the places that were left out; None where the current row is a single finding."""
        if self._findings.kind is None:
            return None
        ids, left = self._panel.model.ticked, self._panel.model.unticked

        def decide() -> bool:
            # Those left out stand in rows of their own from now on: the next key on the kind must not take them after all.
            self._findings.show_single(left)
            return self._controller.decide_many(ids, accept=accept)

        return decide

    def withdrawal(self) -> Callable[[], bool] | None:
        """What takes back the decisions on the current kind; None where the current row is a single finding."""
        if self._findings.kind is None:
            return None
        ids = self._panel.model.ticked
        return lambda: self._controller.withdraw_many(ids)
