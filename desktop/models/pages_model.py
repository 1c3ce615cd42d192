"""The list of pages: which there are, and how far each has been reviewed."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex

STATUSES = ("new", "in-work", "problem", "proofread", "validated")
SETTLED = ("proofread", "validated")
ALL, UNRESOLVED = "all", "unresolved"
FILTERS = (ALL, UNRESOLVED, *STATUSES)
"""What can be listed: every page, those on which something is open, those of one status."""
STATUS_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_INDEX = QModelIndex()


class PageRow(NamedTuple):
    """One page as the list shows it.

    `name` is its id, `folder` tells pages of one name apart. `open` and `found` count its findings; None where it was not looked
    at yet. `status` is how far its review has come, as a PageStatus says it. `read_only` says that no decision can be made on it,
    `failed` that it could not be read.
    """

    name: str
    folder: str = ""
    open: int | None = None
    found: int | None = None
    status: str = "new"
    read_only: bool = False
    failed: bool = False

    @property
    def settled(self) -> bool:
        """Whether somebody called the page proofread, or validated it."""
        return self.status in SETTLED

    def is_of(self, wanted: str) -> bool:
        """Whether one of FILTERS lets the page through."""
        if wanted == UNRESOLVED:
            return bool(self.open) and not self.failed
        return wanted == ALL or (wanted == self.status and not self.failed)


class PagesModel(QAbstractListModel):
    """The pages in the order in which they were given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PageRow, ...] = ()
        self._counts: Counter[str] = Counter()

    @property
    def rows(self) -> tuple[PageRow, ...]:
        return self._rows

    def set_rows(self, rows: Iterable[PageRow]) -> None:
        """Shows these pages; where their number is the same only what changed is told."""
        new = tuple(rows)
        if len(new) != len(self._rows):
            self.beginResetModel()
            self._rows = new
            self._counts = Counter(wanted for row in new for wanted in FILTERS if row.is_of(wanted))
            self.endResetModel()
            return
        old, self._rows = self._rows, new
        for number, (before, after) in enumerate(zip(old, new, strict=True)):
            if before is not after and before != after:
                for wanted in FILTERS:
                    self._counts[wanted] += after.is_of(wanted) - before.is_of(wanted)
                self.dataChanged.emit(self.index(number), self.index(number))

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.folder}/{row.name}" if row.folder else row.name
        if role == STATUS_ROLE:
            return "failed" if row.failed else row.status
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.name}, {self.words(row)}"
        return None

    def words(self, row: PageRow) -> str:
        """What a page says of itself: its status, and how many findings are open."""
        if row.failed:
            return self.tr("cannot be read")
        said = [self.status_name(row.status), self._count(row), self.tr("read-only") if row.read_only else ""]
        return " · ".join(part for part in said if part)

    @property
    def settled(self) -> int:
        """How many pages are proofread or validated."""
        return sum(self._counts[status] for status in SETTLED)

    def count_of(self, wanted: str) -> int:
        """How many pages one of FILTERS lets through."""
        return self._counts[wanted]

    def _count(self, row: PageRow) -> str:
        if row.failed or row.open is None or row.found is None:
            return ""
        return self.tr("{open}/{found} open").format(open=row.open, found=row.found) if row.open else self.tr("nothing open")

    def status_name(self, status: str) -> str:
        """What a page's status is called."""
        names = {
            "new": self.tr("new"),
            "in-work": self.tr("in work"),
            "problem": self.tr("problem"),
            "proofread": self.tr("proofread"),
            "validated": self.tr("validated"),
            "failed": self.tr("cannot be read"),
        }
        return names[status]
