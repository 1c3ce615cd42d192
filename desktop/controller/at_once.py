"""One step that decides on many pages: the open one as ever, the others through their journals; one undo takes all of it back."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cleanup.messages import KanwuError, Message
from cleanup.review import Decision
from cleanup.search.deciding import Decided, Make, bring_back, decide_in_file, done_to, take_back
from desktop.commands import FolderCommand
from desktop.controller.session import Session
from desktop.desk import Desk, PageRef
from desktop.looking import PageOnDisk

Key = tuple[str, int]
"""A page by its file's path and its number there."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a page: how many decisions hold there now that did not, or do not any more, and why some do not."""

    key: Key
    count: int
    problems: tuple[str, ...] = ()
    back: bool = False


@dataclass
class FolderStep:
    """What was decided at once on pages that are not open; known page by page as it is done. `here` is what came of the open one."""

    makes: Mapping[Key, Make]
    here: Outcome | None = None
    done: dict[Key, tuple[Decision, ...]] = field(default_factory=dict)


class AtOnce(QObject):
    """Does a step over many pages, file after file, off the window's thread.

    `done` carries the Outcome of a page, `finished` that nothing is left to do, `progressed` files done and files there are.
    """

    done = Signal(object)
    progressed = Signal(int, int)
    finished = Signal()

    def __init__(self, session: Session, desk: Desk, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = desk
        self._language = language
        self._jobs: deque[tuple[FolderStep, Path, str]] = deque()
        self._now: tuple[FolderStep, Path, str] | None = None
        self._count = 0
        session.workers.answered.connect(self._answered)

    @property
    def busy(self) -> bool:
        """Whether pages are still being written."""
        return self._now is not None

    def decide(self, title: str, makes: Mapping[Key, Make]) -> bool:
        """Decides on pages as one step that can be undone as `title`; False where the open page is one of them and cannot be decided on."""
        state = self._session.writable() if self._opened(makes) is not None else self._session.now
        if state is None:
            return False
        here = self._opened(makes)
        before = after = state.review
        step = FolderStep({key: make for key, make in makes.items() if key != here})
        if here is not None:
            after, one = done_to(before, makes[here])
            step.here = Outcome(here, len(one.decisions), self._sentences(one))
        command = FolderCommand(title, before, after, self._session.show, partial(self._start, step))
        self._session.do(state, command)
        return True

    def stop(self) -> None:
        """Begins no further page; those that are done stay so, and are taken back with the rest."""
        self._jobs.clear()

    def _opened(self, makes: Mapping[Key, Make]) -> Key | None:
        state = self._session.now
        key = None if state is None else (str(state.ref.path), state.ref.index)
        return key if key in makes else None

    def _start(self, step: FolderStep, what: str) -> None:
        """Does the step to the pages that are not open (`do`), takes it back (`undo`), or does it again (`redo`)."""
        if step.here is not None:
            self.done.emit(replace(step.here, problems=step.here.problems if what == "do" else (), back=what == "undo"))
        keys = step.makes if what == "do" else step.done
        for path in dict.fromkeys(path for path, _ in keys):
            self._jobs.append((step, Path(path), what))
        self._count = len(self._jobs)
        self._go_on()

    def _go_on(self) -> None:
        if self._now is not None:
            return
        while self._jobs:
            step, path, what = self._now = self._jobs.popleft()
            makes = self._makes(step, path, what)
            own = [*self._on_open_page(path, makes), *(self._desk.decide(path, makes) or ())]
            if makes and not own:
                place = self._desk.on_disk(PageRef(path, 0, ""))
                self._session.workers.ask("at-once", _in_file, place, makes)
                return
            self._take(own)
        self.finished.emit()

    def _on_open_page(self, path: Path, makes: dict[int, Make]) -> list[Decided]:
        """Takes out what concerns the page that has been opened since, and does it there; its own steps back end before it."""
        state = self._session.now
        if state is None or state.ref.path != path or state.ref.index not in makes:
            return []
        make = makes.pop(state.ref.index)
        if self._session.writable() is not state:
            return [Decided(state.ref.index, (), (Message("desktop.read-only"),))]
        after, one = done_to(state.review, make)
        self._session.show(after, None)
        state.stack.clear()
        return [replace(one, index=state.ref.index)]

    def _makes(self, step: FolderStep, path: Path, what: str) -> dict[int, Make]:
        if what == "do":
            return {index: make for (name, index), make in step.makes.items() if name == str(path)}
        mine = {index: decisions for (name, index), decisions in step.done.items() if name == str(path)}
        if what == "undo":
            return {index: take_back(decision.id for decision in decisions) for index, decisions in mine.items()}
        return {index: bring_back(decisions) for index, decisions in mine.items()}

    def _answered(self, key: str, answer: object) -> None:
        if key == "at-once" and isinstance(answer, list):
            self._take(answer)
            self._go_on()

    def _take(self, found: list[Decided]) -> None:
        if self._now is None:
            return
        step, path, what = self._now
        self._now = None
        for one in found:
            key = (str(path), one.index)
            if what == "do" and one.decisions:
                step.done[key] = one.decisions
            self.done.emit(Outcome(key, len(one.decisions), self._sentences(one), back=what == "undo"))
        self._session.recount(path)
        self.progressed.emit(self._count - len(self._jobs), self._count)

    def _sentences(self, one: Decided) -> tuple[str, ...]:
        return tuple(message.text(self._language) for message in one.problems)


def _in_file(place: PageOnDisk, makes: Mapping[int, Make]) -> list[Decided]:
    """The job: opens a file and does to its pages what is wanted; every page is told where it cannot even be read."""
    from cleanup.readers import open_source

    try:
        return decide_in_file(open_source(place.path, encoding=place.encoding), place.patch, makes)
    except KanwuError as error:
        return [Decided(index, (), (error.message,)) for index in sorted(makes)]
