"""Finding and replacing: the bar under the texts, and the list over all pages."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cleanup.page import Span
from desktop.actions import Actions
from desktop.controller import Controller
from desktop.frame import Frame
from desktop.panels.cleaned_panel import CleanedPanel
from desktop.panels.find_bar import FindBar
from desktop.panels.source_panel import SourcePanel
from desktop.wiring.texts import Texts

if TYPE_CHECKING:
    from cleanup.search.places import Pattern, Place
    from cleanup.search.query import Query
    from desktop.controller.at_once import Outcome
    from desktop.controller.searching import Searching as Searcher
    from desktop.panels.concordance_panel import ConcordancePanel


class Searching(QObject):
    """`told` is a line for the status bar."""

    told = Signal(str)

    def __init__(
        self,
        controller: Controller,
        actions: Actions,
        texts: Texts,
        source: SourcePanel,
        cleaned: CleanedPanel,
        bar: FindBar,
        concordance: "Callable[[], ConcordancePanel]",
        frame: Frame,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._texts = texts
        self._source = source.view
        self._cleaned = cleaned.view
        self._bar = bar
        self._make_list = concordance
        self._frame = frame
        self._query: Query | None = None
        self._deciding: tuple[list[Place], str] = ([], "")
        self._results: dict[tuple[str, int], Outcome] = {}
        bar.find_requested.connect(self._find)
        bar.typed.connect(self._type)
        bar.replace_requested.connect(self._replace)
        bar.replace_all_requested.connect(self._replace_all)
        bar.everywhere_requested.connect(self._everywhere)
        bar.left.connect(self._cleaned.setFocus)
        actions.find.triggered.connect(self._open)
        actions.find_next.triggered.connect(lambda: self._find(bar.query, False))
        actions.find_previous.triggered.connect(lambda: self._find(bar.query, True))
        actions.concordance.triggered.connect(self._list_selected)
        actions.concordance_of_finding.triggered.connect(lambda: self.searcher.hunt_pattern())

    def take_list(self, panel: "ConcordancePanel") -> None:
        """Answers to the list over all pages, which has just been made."""
        panel.place_requested.connect(self._go_to)
        panel.change_requested.connect(self._change)
        panel.decide_requested.connect(self._decide)
        panel.stop_requested.connect(lambda: self.searcher.stop())

    @property
    def _list(self) -> "ConcordancePanel":
        return self._make_list()

    @cached_property
    def searcher(self) -> "Searcher":
        """What searches; made when it is first asked for."""
        made = self._controller.searching
        made.begun.connect(self._begin)
        made.found.connect(self._list.add)
        made.problem.connect(self._list.add_problem)
        made.progressed.connect(self._list.show_progress)
        made.at_once.done.connect(self._take_outcome)
        made.at_once.progressed.connect(lambda done, count: self._list.show_progress(done, count, made.at_once.busy))
        made.at_once.finished.connect(self._finish)
        return made

    # The page.

    def _open(self) -> None:
        view = self._source if self._source.hasFocus() else self._cleaned
        self._bar.open_on(view.selected_text())

    def _type(self, query: "Query") -> None:
        if query.text:
            self._select(query, self._cleaned.selected_span.start)
        else:
            self._bar.tell("")

    def _find(self, query: "Query", back: bool) -> None:
        if not query.text:
            self._open()
            return
        span = self._cleaned.selected_span
        self._select(query, span.start if back else span.end, back=back)

    def _select(self, query: "Query", at: int, *, back: bool = False) -> None:
        place, number, count = self.searcher.next_in_page(query, at, back=back)
        found = self.tr("{number} of {count}").format(number=number, count=count)
        self._bar.tell(found if place is not None else self.tr("Not found on this page"))
        if place is not None:
            self._texts.show_cleaned(place.start)
            self._cleaned.select(place)

    def _replace(self, query: "Query", wanted: str) -> None:
        """Changes the place that is selected, and goes on to the next one; selects one where none is."""
        span: Span = self._cleaned.selected_span
        length = len(self._cleaned.text)
        if span.start < span.end and self.searcher.replace_in_page(query, wanted, span):
            at = span.end + len(self._cleaned.text) - length
            self._select(query, at)
        else:
            self._find(query, False)

    def _replace_all(self, query: "Query", wanted: str) -> None:
        count = self.searcher.replace_in_page(query, wanted)
        self._bar.tell(self.tr("%n place(s) changed", "", count))

    # All pages.

    def _everywhere(self, query: "Query") -> None:
        if self.searcher.hunt(query):
            self._list.wanted.setText(self._bar.new.text())

    def _list_selected(self) -> None:
        """The list of what is selected in one of the texts."""
        view = self._source if self._source.hasFocus() else self._cleaned
        text = view.selected_text()
        if text:
            from cleanup.search.query import Query

            self.searcher.hunt(Query(text, case=True))
        else:
            self.told.emit(self.tr("Select what is to be listed, in one of the texts."))

    def _begin(self, wanted: "Query | Pattern") -> None:
        from cleanup.search.places import Pattern

        patterned = isinstance(wanted, Pattern)
        if not isinstance(wanted, Pattern):
            self._query = wanted
        title = " ".join(wanted.text.split()) or "␣"
        self._list.show_kind(title if len(title) <= 24 else f"{title[:23]}…", patterned=patterned)
        self._frame.bring("concordance")
        self._list.table.setFocus()

    def _go_to(self, place: "Place") -> None:
        if not self.searcher.open_place(place):
            self.told.emit(self.tr("Open the file first: its pages are not listed yet."))
            return
        review = self._controller.review
        at = None if review is None else place.hit.place_in(review.rendered)
        self._texts.show_cleaned(place.hit.start if at is None else at)
        if at is not None:
            self._cleaned.select(Span(at, at + len(place.hit.text)))
        if place.finding is not None:
            self._controller.choose(place.finding.id, "cleaned")

    def _change(self, places: "list[Place]", wanted: str) -> None:
        if self._query is not None:
            self._begin_deciding(places, "changed")
            self._end_deciding(self.searcher.replace_at(places, self._query, wanted))

    def _decide(self, places: "list[Place]", accept: bool) -> None:
        self._begin_deciding(places, "accepted" if accept else "rejected")
        self._end_deciding(self.searcher.decide_at(places, accept=accept))

    def _begin_deciding(self, places: "list[Place]", state: str) -> None:
        self._deciding, self._results = (places, state), {}

    def _end_deciding(self, done: bool) -> None:
        if done:
            self._list.step()

    def _take_outcome(self, outcome: "Outcome") -> None:
        places, state = self._deciding
        here = [place for place in places if (place.path, place.index) == outcome.key]
        if here:
            undone = "failed" if outcome.problems and not outcome.count else state
            self._list.model.settle(here, "open" if outcome.back else undone, "\n".join(outcome.problems))
        for problem in outcome.problems:
            self._list.add_problem(problem)
        self._results[outcome.key] = outcome

    def _finish(self) -> None:
        count = sum(outcome.count for outcome in self._results.values())
        pages = sum(1 for outcome in self._results.values() if outcome.count)
        self._results = {}
        if count:
            self.told.emit(self.tr("%n decision(s) written, on {pages} pages", "", count).format(pages=pages))
        self._list.show_progress(0, 0, False)
