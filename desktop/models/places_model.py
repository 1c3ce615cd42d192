"""The concordance: every place that was found, with its context, in the order in which it is read."""

from collections.abc import Callable, Collection, Iterable, Sequence
from enum import Enum, IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cleanup.search.found import by_left, by_right
from cleanup.search.places import Place

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class Order(Enum):
    """What the list is sorted by."""

    PAGE = "page"
    LEFT = "left"
    RIGHT = "right"


class Column(IntEnum):
    """The columns of the list, from the left."""

    PAGE = 0
    LINE = 1
    LEFT = 2
    HIT = 3
    RIGHT = 4
    STATE = 5


class Row(NamedTuple):
    """One place; `number` is when it was found, `state` what became of it: `open`, or what was decided on its finding, or `changed`."""

    place: Place
    number: int
    state: str
    problem: str = ""


class PlacesModel(QAbstractTableModel):
    """The rows in the order asked for; places that are found later are put at their places."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._order = Order.PAGE
        self._count = 0
        self._pages: set[tuple[str, int]] = set()

    @property
    def pages(self) -> int:
        """On how many pages the places stand."""
        return len(self._pages)

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows

    @property
    def order(self) -> Order:
        return self._order

    def clear(self) -> None:
        """Shows nothing any more."""
        self.beginResetModel()
        self._rows, self._count = [], 0
        self._pages.clear()
        self.endResetModel()

    def add(self, places: Iterable[Place]) -> None:
        """Shows more places."""
        new = [Row(place, self._count + n, place.state) for n, place in enumerate(places)]
        self._count += len(new)
        self._pages.update((row.place.path, row.place.index) for row in new)
        if self._order is Order.PAGE:
            self.beginInsertRows(_NO_INDEX, len(self._rows), len(self._rows) + len(new) - 1)
            self._rows += new
            self.endInsertRows()
            return
        self.beginResetModel()
        self._rows = sorted([*self._rows, *new], key=self._key())
        self.endResetModel()

    def set_order(self, order: Order) -> None:
        """Shows the places in another order."""
        self._order = order
        self.beginResetModel()
        self._rows.sort(key=self._key())
        self.endResetModel()

    def settle(self, places: Collection[Place], state: str, problem: str = "") -> None:
        """Says what became of places."""
        ids = {id(place) for place in places}
        for number, row in enumerate(self._rows):
            if id(row.place) in ids:
                self._rows[number] = Row(row.place, row.number, state, problem)
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(Column) - 1))

    def _key(self) -> Callable[[Row], tuple[Any, ...]]:
        if self._order is Order.LEFT:
            return lambda row: (by_left(row.place.hit), row.number)
        if self._order is Order.RIGHT:
            return lambda row: (by_right(row.place.hit), row.number)
        return lambda row: (row.number,)

    # What Qt asks.

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == Column.LEFT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.PAGE: self.tr("Page"),
            Column.LINE: self.tr("Line"),
            Column.LEFT: self.tr("Before it"),
            Column.HIT: self.tr("Found"),
            Column.RIGHT: self.tr("After it"),
            Column.STATE: self.tr("State"),
        }[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        column = index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.problem or "".join(row.place.hit.shown)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (Column.LEFT, Column.LINE):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, row: Row, column: int) -> str:
        left, found, right = row.place.hit.shown
        texts = {
            Column.PAGE: row.place.page,
            Column.LINE: str(row.place.hit.line),
            Column.LEFT: left,
            Column.HIT: found,
            Column.RIGHT: right,
            Column.STATE: self.state_name(row.state),
        }
        return texts[Column(column)]

    def state_name(self, state: str) -> str:
        """What became of a place, in a word."""
        names = {
            "open": "",
            "changed": self.tr("changed"),
            "accepted": self.tr("accepted"),
            "rejected": self.tr("rejected"),
            "postponed": self.tr("postponed"),
            "as-printed": self.tr("as printed"),
            "failed": self.tr("left"),
        }
        return names.get(state, state)
