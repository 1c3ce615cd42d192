"""The chosen finding in words: what its rule is, and going to the lines that it speaks of."""

from PySide6.QtCore import QObject

from desktop.controller import Controller
from desktop.models.page_view import Chosen, PageView
from desktop.panels.detail_panel import DetailPanel
from desktop.wiring.texts import Texts


class Details(QObject):
    """Keeps the detail panel's word on the rule, and opens the rule's help."""

    def __init__(self, controller: Controller, texts: Texts, detail: DetailPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._detail = detail
        self._rule = ""
        controller.choice_changed.connect(self._show_choice)
        controller.page_opened.connect(self._show_page)
        controller.page_changed.connect(self._show_page)
        detail.line_requested.connect(texts.show_line)
        detail.rule_requested.connect(self._open_help)

    def _show_page(self, view: PageView) -> None:
        self._show_choice(view.chosen, "")

    def _show_choice(self, chosen: Chosen, _wished_in: str) -> None:
        self._rule = "" if chosen.detail is None else chosen.detail.rule
        self._detail.show_rule(self._controller.rule_note(self._rule))

    def _open_help(self) -> None:
        note = self._controller.rule_note(self._rule)
        if note is not None:
            from desktop.dialogs.rule_dialog import RuleDialog

            RuleDialog(note, self._detail.theme, self._detail.window()).show()
