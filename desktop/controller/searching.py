"""Finding and replacing: on the open page, and over all pages of the desk."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from PySide6.QtCore import QObject, Signal

from cleanup.messages import KanwuError
from cleanup.page import Span
from cleanup.review import now
from cleanup.search import Query, Search, hits_in
from cleanup.search.deciding import Make, decide, put
from cleanup.search.places import Pattern, Place
from desktop.controller.at_once import AtOnce, Key
from desktop.controller.session import Session
from desktop.desk import Desk
from desktop.hunt import Hunt
from desktop.models.differences import find


class Searching(QObject):
    """Searches the open page at once, and all files in a process beside the window.

    `begun` carries what is looked for, `found` the places of a file, `problem` a sentence, `progressed` files done, files there are
    and whether it goes on. What is decided on the places is told by `at_once`.
    """

    begun = Signal(object)
    found = Signal(object)
    problem = Signal(str)
    progressed = Signal(int, int, bool)

    def __init__(self, session: Session, desk: Desk, language: str, who: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = desk
        self._language = language
        self._who = who
        self._search: Search | None = None
        self.at_once = AtOnce(session, desk, language, self)
        self._hunt = Hunt(desk, language, self)
        self._hunt.found.connect(self.found)
        self._hunt.problem.connect(self.problem)
        self._hunt.progressed.connect(self.progressed)

    # The open page.

    def next_in_page(self, query: Query, at: int, *, back: bool = False) -> tuple[Span | None, int, int]:
        """The next place from `at` on (before it: `back`) going round, its number from 1, and how many there are; tells what is wrong."""
        search, review = self._ready(query), self._session.review
        places = [] if search is None or review is None else self._places(search, review.rendered.text)
        if not places:
            return None, 0, 0
        if back:
            number = next((n for n in range(len(places) - 1, -1, -1) if places[n].end <= at), len(places) - 1)
        else:
            number = next((n for n, place in enumerate(places) if place.start >= at), 0)
        return places[number], number + 1, len(places)

    def replace_in_page(self, query: Query, wanted: str, within: Span | None = None) -> int:
        """Puts `wanted` for every place of the page, or for those inside `within`, as one step; how many were changed."""
        search, review, state = self._ready(query), self._session.review, self._session.now
        if search is None or review is None or state is None:
            return 0
        try:
            hits = [
                hit for hit in hits_in(review.rendered, search) if within is None or (within.start <= hit.start and hit.end <= within.end)
            ]
        except KanwuError as error:
            self._session.told.emit(error.message.text(self._language))
            return 0
        counted: list[int] = []
        key = (str(state.ref.path), state.ref.index)
        connection = self.at_once.done.connect(lambda outcome: counted.append(outcome.count))
        title = self.tr("Replace %n place(s)", "", len(hits))
        if hits:
            self.at_once.decide(title, {key: put(hits, wanted, search, who=self._who, when=now())})
        self.at_once.done.disconnect(connection)
        return sum(counted)

    def _places(self, search: Search, text: str) -> list[Span]:
        try:
            return [Span(match.start, match.end) for match in search.all(text)]
        except KanwuError as error:
            self._session.told.emit(error.message.text(self._language))
            return []

    def _ready(self, query: Query) -> Search | None:
        if self._search is None or self._search.query != query:
            self._search = None
            try:
                self._search = Search(query)
            except KanwuError as error:
                self._session.told.emit(error.message.text(self._language))
        return self._search

    # All pages.

    def hunt(self, query: Query) -> bool:
        """Looks for words on all pages; False, and why is told, where that cannot be looked for."""
        if self._ready(query) is None:
            return False
        self.begun.emit(query)
        self._hunt.start({"query": asdict(query)}, self._paths())
        return True

    def hunt_pattern(self) -> bool:
        """Looks for the chosen finding's pattern on all pages; False where no finding is chosen."""
        state = self._session.now
        finding = None if state is None else find(state.review, state.chosen)
        if state is None or finding is None:
            self._session.told.emit(self.tr("No finding is chosen."))
            return False
        pattern = Pattern.of(state.review.page, finding)
        self.begun.emit(pattern)
        self._hunt.start({"pattern": asdict(pattern)}, self._paths())
        return True

    def stop(self) -> None:
        """Looks no further, and begins no further page of what is being decided at once."""
        self._hunt.stop()
        self.at_once.stop()

    def close(self) -> None:
        """Ends the process beside the window."""
        self._hunt.stop()

    def _paths(self) -> list[str]:
        return list(dict.fromkeys(str(ref.path) for ref in self._desk.refs))

    def replace_at(self, places: Sequence[Place], query: Query, wanted: str) -> bool:
        """Puts `wanted` for places on any pages as one step."""
        search = self._ready(query)
        if search is None or not places:
            return False
        makes = {key: put([p.hit for p in here], wanted, search, who=self._who, when=now()) for key, here in _by_page(places)}
        return self.at_once.decide(self.tr("Replace %n place(s)", "", len(places)), makes)

    def decide_at(self, places: Sequence[Place], *, accept: bool) -> bool:
        """Takes the first fix of findings on any pages, or rejects them, as one step."""
        makes: dict[Key, Make] = {}
        for key, here in _by_page(places):
            findings = [place.finding for place in here if place.finding is not None and (place.finding.fixes or not accept)]
            if findings:
                makes[key] = decide(findings, accept=accept, who=self._who, when=now())
        title = self.tr("Accept %n place(s)", "", len(places)) if accept else self.tr("Reject %n place(s)", "", len(places))
        return bool(makes) and self.at_once.decide(title, makes)

    def open_place(self, place: Place) -> bool:
        """Opens the page of a place, where that is not the open one; False where it is not in the list."""
        refs = self._desk.refs
        same = [number for number, ref in enumerate(refs) if str(ref.path) == place.path]
        number = next((n for n in same if refs[n].index == place.index), None)
        if number is None:
            return False
        state = self._session.now
        if state is None or state.ref != refs[number]:
            self._session.go_to(number)
        return True


def _by_page(places: Iterable[Place]) -> Iterable[tuple[Key, list[Place]]]:
    pages: dict[Key, list[Place]] = {}
    for place in places:
        pages.setdefault((place.path, place.index), []).append(place)
    return pages.items()
