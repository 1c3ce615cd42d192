"""The project's own lists, written from the window: strings that are never flagged, and those that are always changed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cleanup.config import find_config
from cleanup.messages import KanwuError
from cleanup.review.wordings import Wording, wording_of
from desktop.commands import ListCommand
from desktop.controller.deciding import Deciding
from desktop.controller.session import Session
from desktop.desk import Desk

if TYPE_CHECKING:
    from cleanup.config_writing import Written


class Listing(QObject):
    """Writes into the `kanwu.toml` that holds for the open page, and has the rules look again at once."""

    def __init__(self, session: Session, deciding: Deciding, desk: Desk, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._deciding = deciding
        self._desk = desk
        self._language = language
        self._stamp: tuple[Path, int, int] | None = None
        session.page_opened.connect(self._opened)

    def _opened(self) -> None:
        state = self._session.now
        self._stamp = None if state is None else _stamp_of(state.ref.path)

    def look_again(self) -> bool:
        """Has the rules look anew where the configuration was changed by hand or by a command since; whether it was."""
        before = self._stamp
        self._opened()
        if self._session.now is None or self._stamp == before:
            return False
        self._session.renew_rules()
        return True

    @property
    def place(self) -> Path | str:
        """The file that is written into; a sentence where there is none to write into."""
        state = self._session.now
        if state is None:
            return self.tr("No page is open.")
        try:
            return self._desk.config_place(state.ref)
        except KanwuError as error:
            return error.message.text(self._language)

    def suggestion(self) -> Wording:
        """The string of the chosen finding, and what its first fix puts there; empty ones where there is none."""
        state = self._session.now
        found = None if state is None else self._deciding.chosen()
        return Wording() if state is None or found is None else wording_of(state.review.page, found)

    def rule(self) -> str:
        """The rule of the chosen finding; empty where none is chosen."""
        found = self._deciding.chosen()
        return "" if found is None else found.rule

    def never(self, text: str, rule: str | None = None) -> str:
        """Has a string never flagged any more, by one rule or by all; what is in the way of that, empty where nothing is."""
        from cleanup.config_writing import never_flag

        told = self.tr("“{text}” is flagged on no page any more: written into {path}").format(text=text, path=self.place)
        title = self.tr("Never flag “{text}”").format(text=text)
        return self._write(lambda place: never_flag(place, text, rule), text, told, title)

    def always(self, before: str, after: str) -> str:
        """Has a string changed wherever it stands; what is in the way of that, empty where nothing is."""
        from cleanup.config_writing import always_fix

        told = self.tr("“{before}” is to be “{after}” on every page: written into {path}")
        told = told.format(before=before, after=after, path=self.place)
        title = self.tr("Always change “{text}”").format(text=before)
        return self._write(lambda place: always_fix(place, before, after, self._language), before, told, title)

    def _write(self, write: "Callable[[Path], Written]", text: str, told: str, title: str) -> str:
        place = self.place
        if isinstance(place, str):
            return place
        try:
            written = write(place)
        except KanwuError as error:
            return error.message.text(self._language)
        if not written.changed:
            return self.tr("“{text}” is on the list already.").format(text=text)
        self._look_under_new_lists()
        state = self._session.now
        if state is not None:
            state.run = None  # what is typed next is a step of its own
            self._session.do(state, ListCommand(title, partial(self._put, written)))
        self._session.told.emit(told)
        return ""

    def _put(self, written: "Written", on: bool, /) -> bool:
        """Puts a string on its list again, or takes it off; whether that could be done, which is told where it could not."""
        from cleanup.config_writing import put_back

        now, then = (written.before, written.after) if on else (written.after, written.before)
        try:
            put_back(written.path, now, then)
        except KanwuError as error:
            self._session.told.emit(error.message.text(self._language))
            return False
        self._look_under_new_lists()
        told = self.tr("Written again: {path}") if on else self.tr("As it was before: {path}")
        self._session.told.emit(told.format(path=written.path))
        return True

    def _look_under_new_lists(self) -> None:
        self._opened()
        self._session.renew_rules()


def _stamp_of(page: Path) -> tuple[Path, int, int] | None:
    """Which file holds a page's configuration, when it was written and how large it is; None where there is none."""
    path = find_config(page)
    try:
        found = None if path is None else path.stat()
    except OSError:
        return None
    return None if path is None or found is None else (path, found.st_mtime_ns, found.st_size)
