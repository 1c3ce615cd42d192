"""What a person does to the reading order: a continuation picked by hand, blocks moved, split and joined, parts of a stream taken."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cleanup.compare.moves import Moves, Run
from cleanup.finding import Finding
from cleanup.handedit import HandEdit
from cleanup.handorder import block_at, continue_with, join_next, move, split
from cleanup.page import Span
from cleanup.review import Review, Verdict, now
from desktop.controller.deciding import Deciding
from desktop.controller.session import Session
from desktop.models.detail import tail_of
from desktop.models.outline import Outline, outline_of
from desktop.models.places import Place, places_with

if TYPE_CHECKING:
    from cleanup.articles import Block

_OUTLINE = "outline"


class Ordering(QObject):
    """Orders the open page of a session. Places of the page are offsets of its cleaned text, unless they are said to be the source's.

    `outlined` carries the Outline that was asked for; `moved_to` the offset to which the block under the caret has gone.
    """

    outlined = Signal(object)
    moved_to = Signal(int)

    def __init__(self, session: Session, deciding: Deciding, who: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._deciding = deciding
        self._who = who
        session.workers.answered.connect(self._answered)

    # A continuation of one's own.

    @property
    def tail(self) -> Span | None:
        """The line that the chosen finding is about; None where it does not ask what a line goes on with."""
        found = self._deciding.chosen_finding()
        return None if found is None else tail_of(found)

    def pick(self, source_offset: int) -> bool:
        """The chosen finding's line goes on with the line at a place of the source; whether that could be done."""
        found = self._deciding.chosen_finding()
        tail = None if found is None else tail_of(found)
        if found is None or tail is None:
            return False

        def make(review: Review) -> Review:
            change = continue_with(review.page, review.edits, tail, source_offset)
            return review.change(change, finding_id=found.id, who=self._who, when=now())

        return self._deciding.decide(self.tr("Continuation by hand"), found, make)

    def continue_line(self, tail: Span, source_offset: int) -> bool:
        """A line goes on with the line at a place of the source; an open finding that asks so is answered by it. Whether it could be."""
        state = self._session.writable()
        if state is None:
            return False
        found = question_about(state.review, tail)

        def make(review: Review) -> Review:
            change = continue_with(review.page, review.edits, tail, source_offset)
            return review.change(change, finding_id=None if found is None else found.id, who=self._who, when=now())

        return self._session.push(state, self.tr("Continuation by hand"), found, make)

    def places(self, words: str) -> tuple[Place, ...]:
        """The places of the source in which some words stand, those that begin a line first."""
        state = self._session.now
        return () if state is None else places_with(state.review.page, words)

    # Blocks.

    def move_by(self, offset: int, by: int) -> bool:
        """The block at an offset goes up (-1) or down (1) by one."""
        return self._order(self.tr("Move block"), offset, lambda r, blocks, n: self._moved(r, blocks, n, n + by - (by < 0)))

    def move_after(self, offset: int, source_offset: int) -> bool:
        """The block at an offset goes behind the one that holds a place of the source."""

        def make(review: Review, blocks: "tuple[Block, ...]", number: int) -> HandEdit:
            target = block_at(blocks, review.rendered.to_cleaned(source_offset))
            return self._moved(review, blocks, number, -1 if target is None else target)

        return self._order(self.tr("Move block"), offset, make)

    def _moved(self, review: Review, blocks: "tuple[Block, ...]", number: int, after: int) -> HandEdit:
        return move(review.rendered, review.edits, number, max(-1, min(after, len(blocks) - 1)))

    def split(self, offset: int) -> bool:
        """What stands behind an offset becomes a block of its own."""
        return self._order(self.tr("Split block"), offset, lambda r, blocks, n: split(r.rendered, r.edits, offset))

    def join_next(self, offset: int) -> bool:
        """The block at an offset and the next one become one."""
        return self._order(self.tr("Join blocks"), offset, lambda r, blocks, n: join_next(r.rendered, r.edits, n))

    def _order(self, text: str, offset: int, make: "Callable[[Review, tuple[Block, ...], int], HandEdit]") -> bool:
        state = self._session.writable()
        if state is None:
            return False
        from cleanup.articles import read_blocks

        blocks = read_blocks(state.review.rendered)
        number = block_at(blocks, offset)
        if number is None:
            self._session.told.emit(self.tr("No block stands here."))
            return False
        place = state.review.rendered.to_source(offset)
        before = state.review

        def change(review: Review) -> Review:
            return review.change(make(review, blocks, number), who=self._who, when=now())

        if not self._session.push(state, text, None, change):
            return False
        if state.review.decisions == before.decisions:
            self._session.told.emit(self.tr("It stands so already."))
            return False
        self.moved_to.emit(state.review.rendered.to_cleaned(place))
        return True

    # Parts of a stream.

    def turn_part(self, number: int) -> bool:
        """Takes one join of the chosen finding's fix; one that is taken already is given back, the others stay."""
        found = self._deciding.chosen_finding()
        state = self._session.now
        if found is None or state is None or not found.fixes or not found.fixes[0].parts:
            return False
        taken = state.review.parts_taken(found.id)
        left = sorted(taken ^ {number})

        def make(review: Review) -> Review:
            if number not in taken:
                return review.accept(found.id, parts=[number], who=self._who, when=now())
            ids = [d.id for d in review.decisions_on(found.id) if d.verdict is Verdict.ACCEPTED]
            review = review.withdraw(*ids, with_derived=False)
            return review.accept(found.id, parts=left, who=self._who, when=now()) if left else review

        return self._session.push(state, self.tr("Line of a column"), found, make) if self._session.writable() is state else False

    # What moved.

    def moved_at(self, offset: int) -> Run | None:
        """The moved text at an offset; None where the text stayed in its order."""
        run = None if self._moves is None else self._moves.at(offset)
        return run if run is not None and run.moved else None

    def moved_from(self, source_offset: int) -> Run | None:
        """The moved text that a place of the source went into; None where it stayed in its order."""
        run = None if self._moves is None else self._moves.of(source_offset)
        return run if run is not None and run.moved else None

    @property
    def _moves(self) -> Moves | None:
        review = self._session.review
        return None if review is None else review.moves

    # The outline.

    def ask_outline(self) -> None:
        """Asks for the outline of the page as it stands; worked out off the window's thread."""
        review = self._session.review
        if review is not None:
            self._session.workers.ask(_OUTLINE, partial(outline_of, review.rendered))

    def _answered(self, key: str, answer: object) -> None:
        if key == _OUTLINE and isinstance(answer, Outline):
            self.outlined.emit(answer)


def question_about(review: Review, tail: Span) -> Finding | None:
    """The open finding that asks what a line goes on with; None where none does."""
    about = (finding for finding in review.open_findings if tail_of(finding) == tail)
    return next((f for f in about if f.rule in ("column-join", "lost-text") and not any(fix.parts for fix in f.fixes)), None)
