"""Which page is open, which were before it, and how far each is."""

from pathlib import Path

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
        self._known: dict[PageRef, PageRow] = {}  # what the list shows of pages that are not open
        self._doubted: set[PageRef] = set()  # those that were counted under other rules
        self._rows: list[PageRow] = []
        self._numbers: dict[PageRef, int] = {}
        self._edition = -1
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
            self.fail(ref)
            raise
        self.now = self._take_up(ref, page)
        self._offer_undo()
        return self.now

    def put_back(self) -> None:
        """Leaves the open page; what was found on it is remembered."""
        if self.now is not None:
            self._learn(self.now.ref, self._row_of(self.now)._replace(read_only=False))
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
        state.records = page.records
        state.notices = tuple(notice.text(self._language) for notice in page.notices)
        self._offer_undo()
        return False

    def only_read(self) -> None:
        """Lets the open page only be read from now on."""
        if self.now is not None:
            self.now.page = self.now.page._replace(read_only=True)
            self._offer_undo()

    def _take_up(self, ref: PageRef, page: OpenPage) -> Opened:
        """The page with its undo steps where it was open before and nobody has decided on it since, else anew."""
        fresh = Review(page.page, decisions=page.decisions)
        state = self._pages.pop(ref, None)
        if state is None or state.review.page != page.page or state.review.standing.held != fresh.standing.held:
            if state is not None:
                self._undo_group.removeStack(state.stack)
            state = Opened(ref, page, fresh, fresh, QUndoStack(self._undo_group), ViewBuilder(page.page, self._language))
        state.page = page
        state.records, state.noted = page.records, ()
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

    # The list.

    def count(self, ref: PageRef, still_open: int, found: int, status: str) -> None:
        """Remembers how far a page is, without its being open."""
        self._learn(ref, _row(ref, open=still_open, found=found, status=status))

    def fail(self, ref: PageRef) -> None:
        """Remembers that a page cannot be read."""
        self._learn(ref, _row(ref, failed=True))

    def forget(self, path: Path) -> None:
        """Forgets how far the pages of a file are, since somebody has decided on them."""
        for ref in [ref for ref in self._known if ref.path == path]:
            row = self._known.pop(ref)
            self._doubted.discard(ref)
            if ref in self._numbers:
                self._rows[self._numbers[ref]] = row._replace(open=None, found=None)

    def doubt(self) -> None:
        """What is known of the pages that are not open is shown further, but has to be found out anew."""
        self._doubted = {ref for ref, row in self._known.items() if not row.failed}

    def doubt_page(self, ref: PageRef) -> None:
        """As `doubt`, for one page."""
        if ref in self._known and not self._known[ref].failed:
            self._doubted.add(ref)

    def is_counted(self, ref: PageRef) -> bool:
        """Whether it is known how many findings a page has, or that it cannot be read."""
        known = self._known.get(ref)
        return known is not None and ref not in self._doubted and (known.failed or known.found is not None)

    @property
    def known(self) -> int:
        """How many pages are counted, the open one among them once the rules have answered."""
        counted = sum(row.failed or row.found is not None for row in self.rows())
        here = self.now.ref if self.now is not None else None
        return counted - sum(ref in self._numbers and ref != here for ref in self._doubted)

    def rows(self) -> tuple[PageRow, ...]:
        """The pages as the list shows them."""
        refs = self._desk.refs
        if self._edition != self._desk.edition:
            self._edition = self._desk.edition
            self._numbers = {ref: number for number, ref in enumerate(refs)}
            self._rows = [self._known.get(ref) or _row(ref) for ref in refs]
        rows = self._rows
        if self.now is not None and self.now.ref in self._numbers:
            here = self._numbers[self.now.ref]
            rows = [*rows[:here], self._row_of(self.now), *rows[here + 1 :]]
        return tuple(rows)

    def next_unresolved(self) -> int | None:
        """The number of the next page, going round, on which something may be open: it is not known, or known to be so.

        Pages that were called proofread or validated are left out. None where there is no other.
        """
        rows = self.rows()
        for distance in range(1, len(rows)):
            number = (self.number + distance) % len(rows)
            row = rows[number]
            if not row.failed and not row.settled and row.open != 0:
                return number
        return None

    def _learn(self, ref: PageRef, row: PageRow) -> None:
        self._known[ref] = row
        self._doubted.discard(ref)
        if ref in self._numbers:
            self._rows[self._numbers[ref]] = row

    def _row_of(self, state: Opened) -> PageRow:
        still_open, found = state.counts or (None, None)
        known = self._known.get(state.ref)
        if still_open is None and known is not None:
            still_open, found = known.open, known.found
        return _row(state.ref, open=still_open, found=found, status=state.status, read_only=state.read_only)


def _row(
    ref: PageRef, *, open: int | None = None, found: int | None = None, status: str = "new", read_only: bool = False, failed: bool = False
) -> PageRow:
    return PageRow(ref.name, str(ref.path.parent), open, found, status=status, read_only=read_only, failed=failed)
