"""The list of a page's findings as a table: rule, where, what, confidence, state."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cleanup.finding import Safety
from desktop.models.runs import Runs, plain

Index = QModelIndex | QPersistentModelIndex

RUNS_ROLE = Qt.ItemDataRole.UserRole + 1
STATE_ROLE = Qt.ItemDataRole.UserRole + 2
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as the list shows it; `line` and `column` of the source count from 1, `confidence` is 0 to 1."""

    id: str
    rule: str
    rule_title: str
    line: int
    column: int
    runs: Runs
    confidence: float
    state: str
    safety: Safety
    group: str | None = None


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Which findings the list shows: of one rule, in one state (None: all), with or without those that only show."""

    rule: str | None = None
    state: str | None = None
    with_show: bool = True

    def __call__(self, row: FindingRow) -> bool:
        if self.rule is not None and row.rule != self.rule:
            return False
        if self.state is not None and row.state != self.state:
            return False
        return self.with_show or row.safety > Safety.SHOW


class Column(IntEnum):
    """The columns of the list, from the left."""

    STATE = 0
    WHERE = 1
    WHAT = 2
    RULE = 3
    CONFIDENCE = 4


class FindingsModel(QAbstractTableModel):
    """The rows that the filter lets through, in page order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[FindingRow, ...] = ()
        self._rows: tuple[FindingRow, ...] = ()
        self._numbers: dict[str, int] = {}
        self._shown = RowFilter()

    @property
    def rows(self) -> tuple[FindingRow, ...]:
        """The rows shown."""
        return self._rows

    @property
    def all_rows(self) -> tuple[FindingRow, ...]:
        """The rows of the page, those that the filter hides too."""
        return self._all

    @property
    def shown(self) -> RowFilter:
        return self._shown

    def set_rows(self, rows: Iterable[FindingRow]) -> None:
        """Shows a page's findings; where they are the same as before only what changed is told."""
        self._all = tuple(rows)
        self._refresh()

    def set_shown(self, shown: RowFilter) -> None:
        """Shows other rows of the same findings."""
        self._shown = shown
        self._refresh()

    def row_of(self, finding_id: str) -> int | None:
        """The row that shows a finding; None where the filter hides it."""
        return self._numbers.get(finding_id)

    def next_row(self, start: int, wanted: Callable[[FindingRow], bool], *, step: int = 1) -> int | None:
        """The first row from `start` on that is wanted, going round at the end of the list; None where none is."""
        count = len(self._rows)
        for distance in range(count):
            number = (start + step * distance) % count
            if wanted(self._rows[number]):
                return number
        return None

    def _refresh(self) -> None:
        rows = tuple(row for row in self._all if self._shown(row))
        if [row.id for row in rows] == [row.id for row in self._rows]:
            changed = [number for number, (old, new) in enumerate(zip(self._rows, rows, strict=True)) if old is not new and old != new]
            self._rows = rows
            if changed:
                last = self.index(changed[-1], len(Column) - 1)
                self.dataChanged.emit(self.index(changed[0], 0), last)
            return
        self.beginResetModel()
        self._rows = rows
        self._numbers = {row.id: number for number, row in enumerate(rows)}
        self.endResetModel()

    # What Qt asks.

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return {
                Column.STATE: self.tr("State"),
                Column.WHERE: self.tr("Where"),
                Column.WHAT: self.tr("What"),
                Column.RULE: self.tr("Rule"),
                Column.CONFIDENCE: self.tr("Certainty"),
            }[Column(section)]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        column = index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.WHAT:
            return plain(row.runs)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (Column.WHERE, Column.CONFIDENCE):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == RUNS_ROLE and column == Column.WHAT:
            return row.runs
        if role == STATE_ROLE:
            return row.state
        return None

    def _text(self, row: FindingRow, column: int) -> str:
        if column == Column.STATE:
            return self.state_name(row.state)
        if column == Column.WHERE:
            return f"{row.line}:{row.column}"
        if column == Column.WHAT:
            return plain(row.runs)
        if column == Column.RULE:
            return row.rule_title
        return f"{row.confidence * 100:.0f}%"

    def state_name(self, state: str) -> str:
        """What a state is called."""
        names = {
            "open": self.tr("open"),
            "accepted": self.tr("accepted"),
            "rejected": self.tr("rejected"),
            "as-printed": self.tr("as printed"),
            "postponed": self.tr("postponed"),
        }
        return names[state]
