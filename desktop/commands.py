"""Steps that can be undone. Each holds the Review before and after it; undoing shows the one before."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtGui import QUndoCommand

from cleanup.review import Review

Show = Callable[[Review, str | None], None]
_TYPING = 1  # Qt merges only commands of one id


class TypingRun(NamedTuple):
    """What was typed in one place, as one change of the cleaned text of `base`: `start` to `end` became `text`.

    `id` is the decision's, which every further key in the same place renews.
    """

    base: Review
    start: int
    end: int
    text: str
    id: str

    def joined(self, start: int, end: int, text: str) -> "TypingRun | None":
        """The run with a further change of the text as it stands now; None where that is not in the same place."""
        here = self.start + len(self.text)
        if start > here or end < self.start:
            return None
        left = max(0, self.start - start)
        right = max(0, end - here)
        kept_before = self.text[: max(0, start - self.start)]
        kept_after = self.text[max(0, end - self.start) :]
        return self._replace(start=self.start - left, end=self.end + right, text=kept_before + text + kept_after)

    @property
    def expected(self) -> str:
        """The cleaned text that the run should lead to."""
        text = self.base.rendered.text
        return text[: self.start] + self.text + text[self.end :]

    def review(self, who: str, when: str) -> Review:
        """The base with the run as one hand edit; the base itself where nothing is changed in the end."""
        return self.base.edit(self.start, self.end, self.text, who=who, when=when, id=self.id)


class DecisionCommand(QUndoCommand):
    """Decisions on findings; `finding` is the one to look at again when the step is undone."""

    def __init__(self, text: str, before: Review, after: Review, show: Show, finding: str | None) -> None:
        super().__init__(text)
        self._before = before
        self._after = after
        self._show = show
        self._finding = finding

    def redo(self) -> None:
        self._show(self._after, self._finding)

    def undo(self) -> None:
        self._show(self._before, self._finding)


class TypingCommand(QUndoCommand):
    """A run of typing; each further key of the run is merged into it."""

    def __init__(self, text: str, run: TypingRun, after: Review, show: Show) -> None:
        super().__init__(text)
        self._run = run
        self._after = after
        self._show = show

    def id(self) -> int:
        return _TYPING

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, TypingCommand) or other._run.id != self._run.id:
            return False
        self._run, self._after = other._run, other._after
        # Typed and taken back: there is nothing left to undo.
        self.setObsolete(self._after.decisions == self._run.base.decisions)
        return True

    def redo(self) -> None:
        self._show(self._after, None)

    def undo(self) -> None:
        self._show(self._run.base, None)


class NoteCommand(QUndoCommand):
    """A remark or a bookmark written, changed or taken away: `write` takes what it is afterwards, or was before."""

    def __init__(self, text: str, before: object, after: object, write: Callable[[object], None]) -> None:
        super().__init__(text)
        self._before = before
        self._after = after
        self._write = write

    def redo(self) -> None:
        self._write(self._after)

    def undo(self) -> None:
        self._write(self._before)


class ListCommand(QUndoCommand):
    """A string put on one of the project's lists, which is done already: `put(False)` takes it off, `put(True)` puts it on again.

    `put` gives whether that could be done; a step that could not is forgotten.
    """

    def __init__(self, text: str, put: Callable[[bool], bool]) -> None:
        super().__init__(text)
        self._put = put
        self._done = False

    def redo(self) -> None:
        if self._done:
            self.setObsolete(not self._put(True))
        self._done = True

    def undo(self) -> None:
        self.setObsolete(not self._put(False))


class FolderCommand(QUndoCommand):
    """A step over many pages: `before` and `after` are of the open one, `others` does (`do`), takes back (`undo`) or does again (`redo`)
    what is decided on the rest."""

    def __init__(self, text: str, before: Review, after: Review, show: Show, others: Callable[[str], None]) -> None:
        super().__init__(text)
        self._before = before
        self._after = after
        self._show = show
        self._others = others
        self._done = False

    def redo(self) -> None:
        if self._after is not self._before:
            self._show(self._after, None)
        self._others("redo" if self._done else "do")
        self._done = True

    def undo(self) -> None:
        if self._after is not self._before:
            self._show(self._before, None)
        self._others("undo")
