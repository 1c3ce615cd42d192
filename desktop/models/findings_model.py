"""The list of a page's findings as a table: rule, where, what, confidence, state."""

from collections.abc import Callable, Collection, Iterable
from enum import IntEnum
from functools import cached_property
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.models.list_choice import ListChoice
from desktop.models.list_rows import FindingRow, KindRow, ListRow, Sort
from desktop.models.row_filter import Facet, RowFilter
from desktop.models.runs import Role, Run

Index = QModelIndex | QPersistentModelIndex

RUNS_ROLE = Qt.ItemDataRole.UserRole + 1
STATE_ROLE = Qt.ItemDataRole.UserRole + 2
_NO_INDEX = QModelIndex()
# Qt asks for ten roles of each cell that it paints: numbers are compared in no time, members of an enumeration are not.
_DISPLAY, _ACCESSIBLE = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)
_TIP, _ALIGNMENT = int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.TextAlignmentRole)
_RUNS, _STATE = int(RUNS_ROLE), int(STATE_ROLE)
_ANSWERED = frozenset({_DISPLAY, _ACCESSIBLE, _TIP, _ALIGNMENT, _RUNS, _STATE})
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Column(IntEnum):
    """The columns of the list, from the left."""

    STATE = 0
    WHERE = 1
    WHAT = 2
    RULE = 3
    CONFIDENCE = 4


class FindingsModel(QAbstractTableModel):
    """The rows that the filter lets through, in the order asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[FindingRow, ...] = ()
        self._facets: frozenset[Facet] = frozenset()
        self._rows: list[ListRow] = []
        self._numbers: dict[str, int] = {}
        self._choice = ListChoice()

    @property
    def rows(self) -> tuple[ListRow, ...]:
        """The rows shown."""
        return tuple(self._rows)

    @property
    def all_rows(self) -> tuple[FindingRow, ...]:
        """The findings of the page, those that the filter hides too."""
        return self._all

    @property
    def choice(self) -> ListChoice:
        """How the list is looked at."""
        return self._choice

    @property
    def shown(self) -> RowFilter:
        return self._choice.shown

    @property
    def sort_by(self) -> tuple[Sort, bool]:
        """What the list is sorted by, and whether from the last to the first."""
        return self._choice.sort, self._choice.descending

    def row(self, number: int) -> ListRow | None:
        """A row by its number; None outside the list."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def set_rows(self, rows: Iterable[FindingRow], looked_at: str | None = None) -> None:
        """Shows a page's findings, given in page order; where they are the same as before only what changed is told.

        The one that is `looked_at` is among them, whatever the filter says.
        """
        self._all = tuple(rows)
        self._facets = frozenset([row.facet for row in self._all])
        self._choice = self._choice._replace(kept=looked_at if self._hides(looked_at) else None)
        self._refresh()

    def set_shown(self, shown: RowFilter) -> None:
        """Shows other rows of the same findings."""
        self._choice = self._choice._replace(shown=shown, kept=None)
        self._refresh()

    def set_sort(self, sort: Sort, *, descending: bool = False) -> None:
        """Shows the rows in another order."""
        self._choice = self._choice._replace(sort=sort, descending=descending)
        self._refresh()

    def set_single(self, single: Collection[str]) -> None:
        """Shows these findings in rows of their own, whatever their kind."""
        self._choice = self._choice._replace(single=frozenset(single))
        self._refresh()

    @property
    def single(self) -> frozenset[str]:
        return self._choice.single

    def keep(self, finding_id: str | None) -> None:
        """Shows a finding, whatever the filter says, until another one is kept or none, or the filter is changed."""
        if finding_id is None or (finding_id in self._numbers and finding_id != self._choice.kept):
            kept = None  # the filter shows it
        else:
            kept = finding_id if self._hides(finding_id) else None
        if kept != self._choice.kept:
            self._choice = self._choice._replace(kept=kept)
            self._refresh()

    def _hides(self, finding_id: str | None) -> bool:
        """Whether the filter by itself hides a finding of the page."""
        row = None if finding_id is None else next((row for row in self._all if row.id == finding_id), None)
        return row is not None and not self._choice.lets(row)

    def row_of(self, finding_id: str) -> int | None:
        """The row that shows a finding, by itself or with its kind; None where the filter hides it."""
        return self._numbers.get(finding_id)

    def next_row(self, start: int, wanted: Callable[[ListRow], bool], *, step: int = 1) -> int | None:
        """The first row from `start` on that is wanted, going round at the end of the list; None where none is."""
        count = len(self._rows)
        for distance in range(count):
            number = (start + step * distance) % count
            if wanted(self._rows[number]):
                return number
        return None

    def _refresh(self) -> None:
        rows = self._choice.arranged(self._all, self._facets)
        before = [row.id for row in self._rows]
        after = [row.id for row in rows]
        if before != after:
            self._replace(rows, before, after)
        else:
            changed = [number for number, (old, new) in enumerate(zip(self._rows, rows, strict=True)) if old is not new and old != new]
            if all(_names(self._rows[number]) == _names(rows[number]) for number in changed):
                self._rows = rows  # each finding where it was
            else:
                self._take(rows)
            for first, last in _stretches(changed):
                self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))

    def _take(self, rows: list[ListRow]) -> None:
        self._rows = rows
        self._numbers = {member.id: number for number, row in enumerate(rows) for member in row.members}

    def _replace(self, rows: list[ListRow], before: list[str], after: list[str]) -> None:
        """Shows other rows; told as rows that go and come where only a few do, so that the list keeps its place."""
        head = _common(before, after)
        tail = _common(before[head:][::-1], after[head:][::-1])
        gone, new = len(before) - head - tail, len(after) - head - tail
        if not before or not after or gone > _FEW or new > _FEW:
            self.beginResetModel()
            self._take(rows)
            self.endResetModel()
            return
        changed = [n for n in range(head) if self._rows[n] is not rows[n] and self._rows[n] != rows[n]]
        changed += [len(after) - n for n in range(1, tail + 1) if self._rows[-n] is not rows[-n] and self._rows[-n] != rows[-n]]
        if gone:
            self.beginRemoveRows(_NO_INDEX, head, head + gone - 1)
            self._take([*self._rows[:head], *self._rows[head + gone :]])
            self.endRemoveRows()
        if new:
            self.beginInsertRows(_NO_INDEX, head, head + new - 1)
            self._take(rows)
            self.endInsertRows()
        else:
            self._take(rows)
        for number in changed:
            self.dataChanged.emit(self.index(number, 0), self.index(number, len(Column) - 1))

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

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role not in _ANSWERED:
            return None
        number, column = index.row(), index.column()
        if not 0 <= number < len(self._rows):
            return None
        row = self._rows[number]
        if role in (_DISPLAY, _ACCESSIBLE) or (role == _TIP and column in (Column.WHAT, Column.RULE)):
            return self._text(row, column)
        if role == _ALIGNMENT and column in (Column.WHERE, Column.CONFIDENCE):
            return _RIGHT
        if role == _RUNS and column == Column.WHAT:
            return (Run(f"{self.places(row)}  ", Role.SEAM), *row.runs) if isinstance(row, KindRow) else row.runs
        return row.state if role == _STATE else None

    def _text(self, row: ListRow, column: int) -> str:
        if column == Column.STATE:
            return self.state_name(row.state)
        if column == Column.WHERE:
            return self.tr("page") if isinstance(row, KindRow) else f"{row.line}:{row.column}"
        if column == Column.WHAT:
            return f"{self.places(row)}: {row.what}" if isinstance(row, KindRow) else row.what
        if column == Column.RULE:
            return row.rule_title
        return f"{row.confidence * 100:.0f}%"

    def places(self, row: KindRow) -> str:
        """How many places a row of a kind stands for."""
        return self.tr("{count} places").format(count=len(row.members))

    def state_name(self, state: str) -> str:
        """What a state is called."""
        return self._state_names[state]

    @cached_property
    def _state_names(self) -> dict[str, str]:
        return {
            "open": self.tr("open"),
            "accepted": self.tr("accepted"),
            "rejected": self.tr("rejected"),
            "as-printed": self.tr("as printed"),
            "postponed": self.tr("postponed"),
        }


_FEW = 50  # rows that go or come one by one; more are shown as a new list


def _common(one: list[str], other: list[str]) -> int:
    """How many ids two lists have in common at their beginning; slices are compared whole, in halving steps."""
    at, step = 0, min(len(one), len(other))
    while step:
        if at + step <= min(len(one), len(other)) and one[at : at + step] == other[at : at + step]:
            at += step
        else:
            step //= 2
    return at


def _stretches(numbers: list[int]) -> list[tuple[int, int]]:
    """Numbers in rising order as first and last of each unbroken row of them."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _names(row: ListRow) -> list[str]:
    return [member.id for member in row.members]
