"""The two texts: what is equal at one height, the one that is scrolled leading, and a click in one shown in the other."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.controller import Controller
from desktop.models.page_view import Chosen
from desktop.panels.cleaned_panel import CleanedPanel
from desktop.panels.source_panel import SourcePanel


class Texts(QObject):
    """Keeps source and cleaned text at the same place. Where that place was moved, the text that follows says from where, or to where."""

    def __init__(self, controller: Controller, source: SourcePanel, cleaned: CleanedPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._source = source.view
        self._cleaned = cleaned.view
        # Who takes the next click as a place of the source, instead of its choosing a finding.
        self.taker: Callable[[int], object] | None = None
        self._cleaned.edit_requested.connect(controller.edit)
        controller.typed.connect(self._cleaned.take_typed)
        self._source.scrolled.connect(self._follow_source)
        self._cleaned.scrolled.connect(self._follow_cleaned)
        self._source.place_pressed.connect(self._pressed_in_source)
        self._cleaned.place_pressed.connect(self._pressed_in_cleaned)

    def show_chosen(self, chosen: Chosen, wished_in: str) -> None:
        """Shows the chosen finding in both texts, at one height; not in the one in which it was clicked."""
        marks = chosen.marks
        self._source.set_chosen(marks.source, marks.source_links)
        self._cleaned.set_chosen(marks.cleaned, marks.cleaned_links)
        if wished_in == "rules":
            return  # nobody wished to go anywhere, and somebody may be typing
        if chosen.source_place is not None and wished_in != "source":
            self._source.show_places(chosen.source_place, marks.source_links[0].end if marks.source_links else chosen.source_place)
        if chosen.cleaned_place is not None and chosen.source_place is not None and wished_in != "cleaned":
            self._lay_cleaned(chosen.source_place, chosen.cleaned_place, self._source.height_of(chosen.source_place))

    def show_line(self, line: int) -> None:
        """Shows a line of the source, from 1, in both texts."""
        self.show_source(self._source.start_of_line(line - 1))

    def show_source(self, offset: int) -> None:
        """Shows a place of the source in both texts."""
        self._source.show_place(offset)
        self._lay_cleaned(offset, self._controller.cleaned_offset(offset), self._source.height_of(offset))

    def show_cleaned(self, offset: int) -> None:
        """Shows a place of the cleaned text in both texts, with the caret there."""
        self._cleaned.show_place(offset)
        self._cleaned.set_caret(offset)
        self._follow_cleaned(offset, self._cleaned.height_of(offset))

    def _follow_source(self, offset: int, height: int) -> None:
        self._lay_cleaned(offset, self._controller.cleaned_offset(offset), height)

    def _follow_cleaned(self, offset: int, height: int) -> None:
        source = self._controller.source_offset(offset)
        self._source.show_beside(source, height)
        run = self._controller.ordering.moved_at(offset)
        told = self.tr("Moved: stands in line {number} of the cleaned text")
        self._source.tell("" if run is None else told.format(number=self._cleaned.line_of(run.start) + 1))
        self._cleaned.tell("")

    def _lay_cleaned(self, source: int, cleaned: int, height: int) -> None:
        self._cleaned.show_beside(cleaned, height)
        run = self._controller.ordering.moved_from(source)
        told = self.tr("Moved: comes from line {number} of the source")
        self._cleaned.tell("" if run is None else told.format(number=self._source.line_of(run.source.start) + 1))
        self._source.tell("")

    def _pressed_in_source(self, offset: int, height: int) -> None:
        if self.taker is not None:
            self.taker(offset)
            return
        self._controller.choose_at(offset, "source")
        self._lay_cleaned(offset, self._controller.cleaned_offset(offset), height)

    def _pressed_in_cleaned(self, offset: int, height: int) -> None:
        source = self._controller.source_offset(offset)
        if self.taker is not None:
            self.taker(source)
            return
        self._controller.choose_at(source, "cleaned")
        self._follow_cleaned(offset, height)
