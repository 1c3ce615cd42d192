"""What is typed into the cleaned text, as hand edits that Undo takes back run by run."""

import re

from PySide6.QtCore import QObject

from cleanup.messages import KanwuError
from cleanup.review import new_id, now
from desktop.commands import TypingCommand, TypingRun
from desktop.controller.session import Session

_LINE_FEED = re.compile(r"(?<!\r)\n")


class Editing(QObject):
    """Edits the open page of a session."""

    def __init__(self, session: Session, language: str, who: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._language = language
        self._who = who

    def edit(self, start: int, end: int, text: str) -> None:
        """Takes a change of the cleaned text by hand: `start` to `end` of it become `text`.

        A line feed by itself is the page's own line end; whatever else is typed or pasted stays as it is.
        """
        shown = self._session.now
        state = self._session.writable()
        if state is None or state is not shown:
            self._session.show_again()
            return
        text = _LINE_FEED.sub(state.review.page.origin.newline, text)
        run = state.run.joined(start, end, text) if state.run is not None else None
        run = run or TypingRun(state.review, start, end, text, new_id())
        try:
            after = run.review(self._who, now()).having(state.review.findings)
        except KanwuError as error:
            state.run = None
            self._session.told.emit(error.message.text(self._language))
            self._session.show_again()
            return
        state.run = run
        self._session.do(state, TypingCommand(self.tr("Typing"), run, after, self._session.show), typing=True)
        if after.rendered.text != run.expected:
            # The page has its own form for what was typed: the next key starts from that.
            state.run = None
