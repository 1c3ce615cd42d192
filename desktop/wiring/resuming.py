"""Beginning and going on: the start page, and pages opened again where they were left."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from desktop.actions import Actions
from desktop.controller import Controller
from desktop.memory import Kept, Memory
from desktop.panels.centre import Centre
from desktop.panels.start_page import StartPage
from desktop.panels.text_view import TextView

_AFTER = 250  # milliseconds after the last move before the place is written down


class Resuming(QObject):
    """Opens paths where they were left, and writes down where that is; shows the start page while nothing is open."""

    def __init__(
        self,
        controller: Controller,
        memory: Memory,
        actions: Actions,
        centre: Centre,
        start: StartPage,
        texts: tuple[TextView, TextView],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._memory = memory
        self._centre = centre
        self._start = start
        self._source, self._cleaned = texts
        self._given: tuple[Path, ...] = ()
        self._kept: Kept | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER)
        self._later.timeout.connect(self.keep)
        start.add_actions([actions.open_folder, actions.open, actions.samples])
        actions.start_page.triggered.connect(self.show_start)
        controller.page_opened.connect(self._opened)
        controller.looked.connect(self._looked)
        controller.choice_changed.connect(self._moved)
        self._source.verticalScrollBar().valueChanged.connect(self._moved)
        self._cleaned.verticalScrollBar().valueChanged.connect(self._moved)

    def open(self, paths: Sequence[Path], page: tuple[Path, int] | None = None) -> None:
        """Opens files and folders at a page, by its file and number there, else at the last one; KanwuError where one is missing."""
        if paths:
            self._given = tuple(paths)
            self._controller.add(paths, page or self._memory.last_page(paths))
            self._memory.opened(paths)

    def show_start(self) -> None:
        """Shows the start page in the place of the texts."""
        self._start.show_paths(self._memory.folders, self._controller.kept_sources)
        self._centre.show_screen(self._start)

    def keep(self) -> None:
        """Writes down which page is open, and where on it."""
        self._later.stop()
        ref = self._controller.open_page
        if ref is not None and self._kept is None:
            kept = Kept(self._controller.chosen or "", self._source.top_offset(), self._cleaned.top_offset())
            self._memory.keep(self._given, ref.path, ref.index, kept)

    def _opened(self) -> None:
        self._centre.show_screen(None)
        self._later.stop()
        ref = self._controller.open_page
        self._kept = None if ref is None else self._memory.place(ref.path, ref.index)
        self._scroll()
        self._later.start()

    def _looked(self) -> None:
        """The findings are there: the one that was looked at is looked at again, without moving the texts."""
        kept = self._kept
        if kept is None:
            return
        review = self._controller.review
        if review is not None and any(finding.id == kept.finding for finding in review.findings):
            self._controller.choose(kept.finding, "rules")
        self._scroll()
        self._kept = None
        self._later.start()

    def _scroll(self) -> None:
        if self._kept is not None:
            self._source.show_top(self._kept.source)
            self._cleaned.show_top(self._kept.cleaned)

    def _moved(self) -> None:
        if self._kept is None:
            self._later.start()
