"""The two texts: scrolled together, and a click in one shown in the other."""

from PySide6.QtCore import QObject

from desktop.controller import Controller
from desktop.panels.cleaned_panel import CleanedPanel
from desktop.panels.source_panel import SourcePanel


class Texts(QObject):
    """Keeps source and cleaned text at the same place."""

    def __init__(self, controller: Controller, source: SourcePanel, cleaned: CleanedPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._source = source.view
        self._cleaned = cleaned.view
        self._cleaned.edit_requested.connect(controller.edit)
        self._source.scrolled.connect(lambda offset: self._cleaned.show_top(controller.cleaned_offset(offset)))
        self._cleaned.scrolled.connect(lambda offset: self._source.show_top(controller.source_offset(offset)))
        self._source.place_pressed.connect(self._pressed_in_source)
        self._cleaned.place_pressed.connect(self._pressed_in_cleaned)

    def _pressed_in_source(self, offset: int) -> None:
        self._controller.choose_at(offset, "source")
        self._cleaned.show_place(self._controller.cleaned_offset(offset))

    def _pressed_in_cleaned(self, offset: int) -> None:
        source = self._controller.source_offset(offset)
        self._controller.choose_at(source, "cleaned")
        self._source.show_place(source)
