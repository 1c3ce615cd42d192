"""The reading order by hand: a continuation picked, blocks moved, split and joined, and the outline of the articles."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.actions import Actions
from desktop.controller import Controller
from desktop.models.page_view import PageView
from desktop.models.places import Place
from desktop.panels.cleaned_panel import CleanedPanel
from desktop.panels.detail_panel import DetailPanel
from desktop.panels.outline_panel import OutlinePanel
from desktop.panels.pick_bar import PickBar
from desktop.wiring.deciding import Deciding
from desktop.wiring.texts import Texts
from desktop.workers import single_shot

if TYPE_CHECKING:
    from desktop.models.walk import Stop

_AFTER_STEP = 250  # milliseconds after a change before the outline is made again


class Ordering(QObject):
    """Connects the commands on blocks, the bar that asks for a place, and the outline.

    `told` is a line for the status bar.
    """

    told = Signal(str)

    def __init__(
        self,
        controller: Controller,
        actions: Actions,
        texts: Texts,
        cleaned: CleanedPanel,
        detail: DetailPanel,
        bar: PickBar,
        outline: OutlinePanel,
        deciding: Deciding,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._ordering = controller.ordering
        self._walking = controller.walking
        self._controller = controller
        self._texts = texts
        self._cleaned = cleaned.view
        self._bar = bar
        self._outline = outline
        self._deciding = deciding
        self._answer: Callable[[int], object] | None = None
        self._walks = False
        self._back: QWidget | None = None  # where the focus was
        self._outline_later = single_shot(self, _AFTER_STEP, self._ask_outline)
        self._connect_blocks(actions)
        actions.pick.triggered.connect(self.ask_continuation)
        actions.open_ends.triggered.connect(self.walk)
        self._walking.stopped.connect(self._show_stop)
        self._walking.ended.connect(self._end_walk)
        self._walking.likely.connect(self._show_likely)
        detail.pick_requested.connect(self.ask_continuation)
        detail.stream.part_requested.connect(self._ordering.turn_part)
        bar.words_changed.connect(self._show_words)
        bar.passed.connect(self._pass)
        bar.picked.connect(self._picked)
        bar.cancelled.connect(self.stop)
        controller.page_opened.connect(self._show_opened)
        controller.page_changed.connect(lambda _view: self._outline_later.start())
        self._ordering.moved_to.connect(texts.show_cleaned)
        self._ordering.outlined.connect(outline.show_outline)
        outline.place_requested.connect(texts.show_cleaned)
        self._cleaned.cursorPositionChanged.connect(lambda: outline.show_caret(self._cleaned.caret))

    def _connect_blocks(self, actions: Actions) -> None:
        ordering, view = self._ordering, self._cleaned
        actions.move_up.triggered.connect(lambda: ordering.move_by(view.caret, -1))
        actions.move_down.triggered.connect(lambda: ordering.move_by(view.caret, 1))
        actions.move_after.triggered.connect(self.ask_target)
        actions.split_here.triggered.connect(lambda: ordering.split(view.caret))
        actions.join_next.triggered.connect(lambda: ordering.join_next(view.caret))

    def _show_opened(self, _view: PageView) -> None:
        self.stop()
        self._outline_later.start()

    def show_outline(self) -> None:
        """The outline has come into sight, or gone out of it."""
        self._outline_later.start()

    # Asking for a place.

    def ask_continuation(self) -> None:
        """Asks what the chosen finding's line goes on with; from within the cleaned text, the line at the caret."""
        if self._cleaned.hasFocus():
            line = self._walking.line_at(self._cleaned.caret)
            if line is not None:
                self._begin_walk()
                self._walking.begin_at(line)
            return
        tail = self._ordering.tail
        if tail is None:
            self.told.emit(self.tr("This finding is not about what a line goes on with."))
            return
        self._ask(self.tr("What does the line go on with? Press a number, click that line in either text,"), self._decide)
        self._walking.look(tail)

    def _decide(self, offset: int) -> None:
        self._deciding.decide(lambda: self._ordering.pick(offset))

    def ask_target(self) -> None:
        """Asks behind which block the one under the caret goes."""
        caret = self._cleaned.caret
        self._ask(
            self.tr("Behind which block does this one go? Click it in either text,"),
            lambda offset: self._ordering.move_after(caret, offset),
        )

    def walk(self) -> None:
        """Asks about one open end of the text after the other."""
        self._begin_walk()
        self._walking.begin()

    def _begin_walk(self) -> None:
        self._ask(self.tr("Looking for open ends…"), self._walking.take)
        self._walks = True

    def _show_stop(self, stop: "Stop") -> None:
        if not self._walks:
            return
        if stop.end.begins:
            asked = self.tr("What stands before “{words}…”?").format(words=stop.words)
        elif stop.now:
            asked = self.tr("“…{words}” goes on with “{now}…”, taken with its column. Or with what?")
            asked = asked.format(words=stop.words, now=stop.now)
        else:
            asked = self.tr("What does “…{words}” go on with?").format(words=stop.words)
        how = self.tr("A number takes a line, Space leaves it, Esc ends; %n open end(s).", "", stop.left)
        self._bar.ask(f"{asked}\n{how}", stop.places, passable=True)
        self._texts.show_cleaned(stop.cleaned)

    def _pass(self) -> None:
        if self._walking.leave():
            self._bar.ask(self.tr("Looking for open ends…"))

    def _end_walk(self) -> None:
        if self._walks:
            self.stop()
            self.told.emit(self.tr("No further open end is asked about."))

    def _show_likely(self, places: tuple[Place, ...]) -> None:
        if self._answer is not None and not self._walks:
            self._bar.show_likely(places)

    def _show_words(self, words: str) -> None:
        self._bar.show_places(self._ordering.places(words))

    def _ask(self, text: str, answer: Callable[[int], object]) -> None:
        self._walks = False
        self._answer = answer
        self._texts.taker = self._picked
        focus = QApplication.focusWidget()
        if focus is None or not self._bar.isAncestorOf(focus):
            self._back = focus
        self._bar.ask(text)

    def _picked(self, source_offset: int) -> None:
        answer = self._answer
        if answer is None:
            return
        if not self._walks:
            self.stop()
            answer(source_offset)
        elif answer(source_offset):
            self._bar.ask(self.tr("Looking for open ends…"))

    def stop(self) -> None:
        """Asks no more."""
        if self._answer is None:
            return
        self._answer = None
        self._walks = False
        self._texts.taker = None
        self._bar.hide()
        if self._back is not None:
            self._back.setFocus()

    def _ask_outline(self) -> None:
        if self._outline.is_seen:
            self._ordering.ask_outline()
        else:
            self._outline.forget()
