"""What is typed into the cleaned text, as hand edits that Undo takes back run by run."""

from dataclasses import replace

from PySide6.QtCore import QObject

from cleanup.messages import KanwuError
from cleanup.review import new_id, now
from desktop.commands import TypingCommand, TypingRun
from desktop.controller.session import Session


class Editing(QObject):
    """Edits the open page of a session."""

    def __init__(self, session: Session, language: str, who: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._language = language
        self._who = who

    def edit(self, start: int, end: int, text: str) -> None:
        """Takes a change of the cleaned text by hand: `start` to `end` of it become `text`, line feeds for line ends."""
        shown = self._session.now
        state = self._session.writable()
        if state is None or state is not shown:
            if self._session.now is not None:
                self._session.page_changed.emit(self._session.now.view())
            return
        text = text.replace("\n", state.review.page.origin.newline)
        run = state.run.joined(start, end, text) if state.run is not None else None
        run = run or TypingRun(state.review, start, end, text, new_id())
        try:
            after = replace(run.review(self._who, now()), findings=state.review.findings)
        except KanwuError as error:
            state.run = None
            self._session.told.emit(error.message.text(self._language))
            self._session.page_changed.emit(state.view())
            return
        state.run = run
        self._session.do(state, TypingCommand(self.tr("Typing"), run, after, self._session.show), typing=True)
        if after.rendered.text != run.expected:
            # The page has its own form for what was typed: the next key starts from that.
            state.run = None
