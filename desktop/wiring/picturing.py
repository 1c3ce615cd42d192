"""The picture of the page: read when its dock is open, and moved to the place that is looked at in the text."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QDockWidget

from desktop.controller import Controller
from desktop.panels.text_view import TextView
from desktop.pictures import PictureReader, picture_of
from desktop.workers import single_shot

if TYPE_CHECKING:
    from desktop.panels.image_panel import ImagePanel

_AFTER = 80  # milliseconds after the last move of the text


class Picturing(QObject):
    """Shows the dock where a page has a picture, and lets it follow the text."""

    def __init__(
        self, controller: Controller, language: str, panel: "Callable[[], ImagePanel]", dock: QDockWidget, source: TextView, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._make_panel = panel
        self._dock = dock
        self._source = source
        self._wanted = True  # until the dock is closed by hand
        self._picture: tuple[Path, int] | None = None
        self.reader = PictureReader(language, self)
        self.reader.begun.connect(lambda text: self._panel.tell(text))
        self.reader.ready.connect(lambda *read: self._panel.show_image(*read))
        self.reader.failed.connect(lambda text: self._panel.tell(text))
        self._follow_later = single_shot(self, _AFTER, self._follow)
        controller.page_opened.connect(self._opened)
        controller.choice_changed.connect(self._chosen)
        controller.closed.connect(self.reader.stop)
        source.scrolled.connect(self._follow_later.start)
        source.place_pressed.connect(self._pressed)
        dock.visibilityChanged.connect(self._seen)
        dock.toggleViewAction().triggered.connect(self._toggled)
        dock.installEventFilter(self)

    @property
    def _panel(self) -> "ImagePanel":
        return self._make_panel()

    def _opened(self) -> None:
        self.reader.stop()
        if self._picture is not None:
            self._panel.clear()
        ref = self._controller.open_page
        review = self._controller.review
        picture = None if ref is None or review is None else picture_of(ref.path, review.page.image)
        self._picture = None if ref is None or picture is None else (picture, ref.index)
        self._dock.setVisible(self._picture is not None and self._wanted)
        self._read()

    def _read(self) -> None:
        picture = self._picture
        if picture is not None and self._dock.isVisible() and self._panel.shown is None and not self.reader.busy:
            self.reader.read(*picture)
            self._follow()

    def _seen(self, visible: bool, /) -> None:
        if visible:
            self._read()

    def _toggled(self, shown: bool, /) -> None:
        self._wanted = shown

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._dock and event.type() is QEvent.Type.Close:
            self._wanted = False
        return super().eventFilter(watched, event)

    def _chosen(self) -> None:
        review, chosen = self._controller.review, self._controller.chosen
        if review is None or chosen is None:
            return
        finding = next((finding for finding in review.findings if finding.id == chosen), None)
        if finding is not None and finding.spans:
            self._show(finding.spans[0].start)

    def _pressed(self, offset: int) -> None:
        self._show(offset)

    def _follow(self) -> None:
        self._show(self._source.top_offset())

    def _show(self, offset: int) -> None:
        review = self._controller.review
        if self._picture is None or review is None or not review.page.text:
            return
        line = next((line for line in review.page.lines if line.start <= offset <= line.end and line.box is not None), None)
        self._panel.show_place(offset / len(review.page.text), None if line is None else line.box)
