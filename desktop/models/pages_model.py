"""The list of pages: which there are, and how far each has been reviewed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex

STATUS_ROLE = Qt.ItemDataRole.UserRole + 1
COUNT_ROLE = Qt.ItemDataRole.UserRole + 2
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page as the list shows it.

    `name` is its id, `folder` tells pages of one name apart. `open` and `found` count its findings; None where it was not looked
    at yet. `read_only` says that no decision can be made on it, `failed` that it could not be read.
    """

    name: str
    folder: str = ""
    open: int | None = None
    found: int | None = None
    read_only: bool = False
    failed: bool = False

    @property
    def status(self) -> str:
        """One of `failed`, `read-only`, `new`, `done`, `begun`, `untouched`."""
        if self.failed:
            return "failed"
        if self.read_only:
            return "read-only"
        if self.open is None or self.found is None:
            return "new"
        if self.open == 0:
            return "done"
        return "begun" if self.open < self.found else "untouched"


class PagesModel(QAbstractListModel):
    """The pages in the order in which they were given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PageRow, ...] = ()

    @property
    def rows(self) -> tuple[PageRow, ...]:
        return self._rows

    def set_rows(self, rows: Iterable[PageRow]) -> None:
        """Shows these pages; where their number is the same only what changed is told."""
        new = tuple(rows)
        if len(new) != len(self._rows):
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
            return
        old, self._rows = self._rows, new
        for number, (before, after) in enumerate(zip(old, new, strict=True)):
            if before != after:
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
            return row.status
        if role == COUNT_ROLE:
            return self._count(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.name}, {self._count(row) or self.status_name(row.status)}"
        return None

    def _count(self, row: PageRow) -> str:
        if row.failed or row.open is None or row.found is None:
            return ""
        return self.tr("{open} of {found} open").format(open=row.open, found=row.found)

    def status_name(self, status: str) -> str:
        """What a page's status is called."""
        names = {
            "failed": self.tr("cannot be read"),
            "read-only": self.tr("read-only"),
            "new": self.tr("not opened yet"),
            "done": self.tr("nothing open"),
            "begun": self.tr("begun"),
            "untouched": self.tr("nothing decided"),
        }
        return names[status]
