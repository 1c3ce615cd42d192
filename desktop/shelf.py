"""Which page is open, which were before it, and how far each is."""

from PySide6.QtGui import QUndoGroup, QUndoStack

from cleanup.messages import KanwuError
from cleanup.review import Review
from desktop.desk import Desk, OpenPage, PageRef
from desktop.models.building import ViewBuilder
from desktop.models.pages_model import PageRow
from desktop.opened import Opened

_KEPT = 30  # pages whose undo steps are kept


class Shelf:
    """The open page (`now`, with its `number` in the list) and the ones opened before it.

    Each has its own undo steps; those of the open page are offered in `undo_group`, unless it can only be read.
    """

    def __init__(self, desk: Desk, language: str, undo_group: QUndoGroup) -> None:
        self._desk = desk
        self._language = language
        self._undo_group = undo_group
        self._no_steps = QUndoStack(undo_group)
        self._pages: dict[PageRef, Opened] = {}
        self._failed: set[PageRef] = set()
        self._counts: dict[PageRef, tuple[int, int]] = {}
        self.now: Opened | None = None
        self.number = 0

    def open(self, number: int) -> Opened:
        """Opens a page of the desk; KanwuError where it cannot be read, and none is open then."""
        self.put_back()
        self.number = number
        ref = self._desk.refs[number]
        try:
            page = self._desk.open(ref)
        except KanwuError:
            self._failed.add(ref)
            raise
        self._failed.discard(ref)
        self.now = self._take_up(ref, page)
        self._offer_undo()
        return self.now

    def put_back(self) -> None:
        """Leaves the open page; what was found on it is remembered."""
        if self.now is not None and self.now.counts is not None:
            self._counts[self.now.ref] = self.now.counts
        self.now = None
        self._offer_undo()

    def _offer_undo(self) -> None:
        state = self.now
        self._undo_group.setActiveStack(self._no_steps if state is None or state.read_only else state.stack)

    def claim(self) -> bool:
        """Takes the open page's patch, where that waits to be done; whether the page is another one than was shown."""
        state = self.now
        if state is None or state.page.claimed:
            return False
        page = self._desk.claim(state.page)
        if page.decisions or page.page != state.review.page:
            self.now = self._take_up(state.ref, page)
            self._offer_undo()
            return True
        state.page = page
        state.notices = tuple(notice.text(self._language) for notice in page.notices)
        self._offer_undo()
        return False

    def _take_up(self, ref: PageRef, page: OpenPage) -> Opened:
        """The page with its undo steps where it was open before and nobody has decided on it since, else anew."""
        fresh = Review(page.page, decisions=page.decisions)
        state = self._pages.pop(ref, None)
        if state is None or state.review.page != page.page or state.review.standing.held != fresh.standing.held:
            if state is not None:
                self._undo_group.removeStack(state.stack)
            state = Opened(ref, page, fresh, fresh, QUndoStack(self._undo_group), ViewBuilder(page.page, self._language))
        state.page = page
        state.notices = tuple(notice.text(self._language) for notice in page.notices)
        self._pages[ref] = state
        while len(self._pages) > _KEPT:
            oldest = self._pages.pop(next(iter(self._pages)))
            self._undo_group.removeStack(oldest.stack)
        return state

    def find_again(self) -> None:
        """Sets the number of the open page right after the list has changed."""
        if self.now is not None and self.now.ref in self._desk.refs:
            self.number = list(self._desk.refs).index(self.now.ref)

    def count(self, ref: PageRef, still_open: int, found: int) -> None:
        """Remembers how many findings a page has, without its being open."""
        self._counts[ref] = (still_open, found)

    def fail(self, ref: PageRef) -> None:
        """Remembers that a page cannot be read."""
        self._failed.add(ref)

    def is_counted(self, ref: PageRef) -> bool:
        """Whether it is known how many findings a page has, or that it cannot be read."""
        return ref in self._counts or ref in self._failed

    def rows(self) -> tuple[PageRow, ...]:
        """The pages as the list shows them."""
        return tuple(self._row(ref) for ref in self._desk.refs)

    def _row(self, ref: PageRef) -> PageRow:
        state = self.now if self.now is not None and self.now.ref == ref else None
        still_open, found = (state.counts if state is not None else self._counts.get(ref)) or (None, None)
        read_only = state is not None and state.read_only
        return PageRow(ref.name, str(ref.path.parent), still_open, found, read_only=read_only, failed=ref in self._failed)
