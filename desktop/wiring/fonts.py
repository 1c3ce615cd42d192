"""Characters of the page that no font has: told, since an empty box says nothing of what stands there."""

from typing import Final

from PySide6.QtCore import QObject

from desktop.controller import Controller
from desktop.offsets import shown_text
from desktop.panels.notice_bar import NoticeBar
from desktop.panels.text_view import TextView
from desktop.theme import undrawn
from desktop.workers import single_shot

_AFTER: Final = 200  # milliseconds after the page was painted
_MOST: Final = 6  # characters that are named


class Fonts(QObject):
    """Looks through each page that is opened for what cannot be drawn."""

    def __init__(self, controller: Controller, source: TextView, notices: NoticeBar, parent: QObject) -> None:
        super().__init__(parent)
        self._source = source
        self._notices = notices
        self._soon = single_shot(self, _AFTER, self._look)
        controller.page_opened.connect(self._open)

    @property
    def waiting(self) -> bool:
        """Whether the open page has still to be looked through."""
        return self._soon.isActive()

    def _open(self) -> None:
        self._notices.show_fonts("")
        self._soon.start()

    def _look(self) -> None:
        text = self._source.text
        missing = undrawn(shown_text(text), self._source.font())
        named = [
            self.tr("U+{code} in line {number}").format(code=f"{ord(char):04X}", number=self._source.line_of(text.index(char)) + 1)
            for char in missing
            if char in text
        ]
        if named:
            said = self.tr(
                "No font on this computer has these characters, so they are shown as boxes: {places}. "
                "A font such as HanaMin, Plangothic or BabelStone Han has most rare ones."
            )
            more = " …" if len(named) > _MOST else ""
            self._notices.show_fonts(said.format(places=" · ".join(named[:_MOST]) + more))
