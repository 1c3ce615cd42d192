"""Notes and bookmarks, and going to a line, a finding or an offset."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from cleanup.page import Span
from desktop.actions import Actions
from desktop.controller import Controller
from desktop.frame import Frame
from desktop.models.notes import Goal, goal_of
from desktop.models.page_view import PageView
from desktop.panels.ask_bar import AskBar
from desktop.panels.cleaned_panel import CleanedPanel
from desktop.panels.gutter import Flag
from desktop.panels.notes_panel import NotesPanel
from desktop.panels.source_panel import SourcePanel
from desktop.wiring.texts import Texts


class Noting(QObject):
    """`told` is a line for the status bar."""

    told = Signal(str)

    def __init__(
        self,
        controller: Controller,
        actions: Actions,
        texts: Texts,
        source: SourcePanel,
        cleaned: CleanedPanel,
        bar: AskBar,
        notes: NotesPanel,
        frame: Frame,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._noting = controller.noting
        self._texts = texts
        self._source = source.view
        self._cleaned = cleaned.view
        self._bar = bar
        self._notes = notes
        self._frame = frame
        self._then: Callable[[str], object] = self._go
        bar.given.connect(self._give)
        bar.left.connect(self._cleaned.setFocus)
        self._noting.changed.connect(self._show)
        controller.page_opened.connect(self._open)
        controller.page_changed.connect(self._flag)
        controller.typed.connect(self._flag)
        notes.place_requested.connect(texts.show_source)
        notes.remove_requested.connect(self._noting.remove)
        notes.change_requested.connect(self._ask_again)
        actions.note.triggered.connect(self._ask_note)
        actions.bookmark.triggered.connect(self._bookmark)
        actions.next_bookmark.triggered.connect(self._next_bookmark)
        actions.go_to.triggered.connect(self._ask_place)

    def _open(self, view: PageView) -> None:
        self._notes.show_rows(self._noting.rows, read_only=view.read_only)
        self._flag()

    def _show(self) -> None:
        self._notes.show_rows(self._noting.rows)
        self._flag()

    def _flag(self) -> None:
        """Shows in the gutters of both texts where remarks and bookmarks stand; typing moves them in the cleaned one."""
        places = [(row.place, Flag(row.bookmark, row.text)) for row in self._noting.rows if row.place is not None]
        source: dict[int, tuple[Flag, ...]] = {}
        cleaned: dict[int, tuple[Flag, ...]] = {}
        for place, flag in places:
            line = self._source.line_of(place)
            source[line] = (*source.get(line, ()), flag)
            line = self._cleaned.line_of(self._controller.cleaned_offset(place))
            cleaned[line] = (*cleaned.get(line, ()), flag)
        self._source.show_flags(source)
        self._cleaned.show_flags(cleaned)

    def _give(self, text: str) -> None:
        self._cleaned.setFocus()
        self._then(text)

    # Notes.

    def _ask_note(self) -> None:
        span: Span = self._cleaned.selected_span
        chosen = span if span.start < span.end else None

        def write(text: str) -> None:
            if self._noting.add_note(text, chosen):
                self._frame.bring("notes")

        self._then = write
        asked = self.tr("Note on the selection:") if chosen is not None else self.tr("Note on the page:")
        self._bar.open_on(asked)

    def _ask_again(self, name: str, text: str) -> None:
        self._then = lambda words: self._noting.change(name, words)
        self._bar.open_on(self.tr("Change the note:"), text)

    def _bookmark(self) -> None:
        """Marks the line that the caret is on; takes the mark away where there is one."""
        at = self._cleaned.caret
        line = self._cleaned.line_of(at)
        for row in self._noting.rows:
            if row.bookmark and row.place is not None and self._cleaned.line_of(self._controller.cleaned_offset(row.place)) == line:
                self._noting.remove(row.id)
                return
        self._noting.add_bookmark(at)

    def _next_bookmark(self) -> None:
        places = sorted(self._controller.cleaned_offset(row.place) for row in self._noting.rows if row.bookmark and row.place is not None)
        if not places:
            self.told.emit(self.tr("This page has no bookmark."))
            return
        at = self._cleaned.caret
        self._texts.show_cleaned(next((place for place in places if place > at), places[0]))
        self._cleaned.setFocus()

    # Going somewhere.

    def _ask_place(self) -> None:
        self._then = self._go
        self._bar.open_on(self.tr("Go to:"), hint=self.tr("12: line of the source · #3: finding · @450: character of the source"))

    def _go(self, typed: str) -> None:
        goal = goal_of(typed)
        review = self._controller.review
        if goal is None or review is None:
            self.told.emit(self.tr("Type a line (12), a finding (#3) or a character (@450)."))
            return
        kind, number = goal
        if kind is Goal.LINE:
            self._put_caret(self._source.start_of_line(number - 1))
            self._texts.show_line(number)
        elif kind is Goal.OFFSET:
            place = min(number, len(review.page.text))
            self._put_caret(place)
            self._texts.show_source(place)
        elif number <= len(review.findings):
            finding = review.findings[number - 1]
            if finding.spans:
                self._put_caret(finding.spans[0].start)
            self._controller.choose(finding.id)
        else:
            self.told.emit(self.tr("This page has %n finding(s) only.", "", len(review.findings)))

    def _put_caret(self, source: int) -> None:
        """Types from now on at a place of the source, and no more over what was selected elsewhere."""
        self._cleaned.set_caret(self._controller.cleaned_offset(source))
