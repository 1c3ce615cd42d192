"""Remarks and bookmarks on the open page, undone in the order of all other steps."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cleanup.page import Span
from cleanup.review import Review, new_id, now
from desktop.commands import NoteCommand
from desktop.controller.session import Session
from desktop.models.notes import NoteRow, note_rows

if TYPE_CHECKING:
    from cleanup.patchfile import Bookmark, Note


class Noting(QObject):
    """Notes on the open page of a session; `changed` says that the list is another one."""

    changed = Signal()

    def __init__(self, session: Session, who: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._who = who

    @property
    def rows(self) -> tuple[NoteRow, ...]:
        """The remarks and bookmarks of the open page."""
        state = self._session.now
        if state is None or state.records is None:
            return ()
        notes, bookmarks = state.records.notes, state.records.bookmarks
        return note_rows(notes, bookmarks, state.review.page.text, state.builder.line_starts) if notes or bookmarks else ()

    def add_note(self, text: str, cleaned: Span | None) -> bool:
        """Writes a remark on a range of the cleaned text, or on the whole page; whether that could be done."""
        from cleanup.patchfile import Note

        state = self._session.now
        if state is None or not text.strip():
            return False
        span = None if cleaned is None else _source_span(state.review, cleaned)
        return self._write(self.tr("Note"), Note(new_id(), text.strip(), span, self._who, now()))

    def add_bookmark(self, cleaned: int, label: str = "") -> bool:
        """Marks a place of the cleaned text to come back to; whether that could be done."""
        from cleanup.patchfile import Bookmark

        review = self._session.review
        if review is None:
            return False
        at = review.rendered.to_source(cleaned)
        return self._write(self.tr("Bookmark"), Bookmark(new_id(), at, label, self._who, now()))

    def change(self, name: str, text: str) -> bool:
        """Gives a remark or bookmark other words; whether there is one of this id."""
        from cleanup.patchfile import Note

        entry = self._entry(name)
        if entry is None:
            return False
        after = replace(entry, text=text) if isinstance(entry, Note) else replace(entry, label=text)
        return self._write(self.tr("Change a note"), after, entry)

    def remove(self, name: str) -> bool:
        """Takes a remark or bookmark away; whether there is one of this id."""
        entry = self._entry(name)
        return entry is not None and self._write(self.tr("Remove a note"), replace(entry, withdrawn=True), entry)

    def _entry(self, name: str) -> "Note | Bookmark | None":
        state = self._session.now
        if state is None or state.records is None:
            return None
        notes: dict[str, Note | Bookmark] = {note.id: note for note in state.records.notes}
        notes.update((mark.id, mark) for mark in state.records.bookmarks)
        return notes.get(name)

    def _write(self, title: str, after: "Note | Bookmark", before: "Note | Bookmark | None" = None) -> bool:
        state = self._session.writable()
        if state is None:
            return False
        state.run = None  # what is typed next is a step of its own
        self._session.do(state, NoteCommand(title, before or replace(after, withdrawn=True), after, self._take))
        return True

    def _take(self, entry: object) -> None:
        self._session.note(entry)  # type: ignore[arg-type]
        self.changed.emit()


def _source_span(review: Review, cleaned: Span) -> Span:
    """The source under a range of the cleaned text; of its first piece, where it was brought together from several."""
    spans = review.rendered.source_spans(*cleaned)
    if spans:
        return spans[0]
    at = review.rendered.to_source(cleaned.start)
    return Span(at, at)
