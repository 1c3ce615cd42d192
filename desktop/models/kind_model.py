"""The places of one kind as a list with a tick each: a sample of them, or all."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.models.findings_model import RUNS_ROLE
from desktop.models.list_rows import FindingRow, KindRow, sample

Index = QModelIndex | QPersistentModelIndex

SAMPLE = 24
"""Places that are listed until all are asked for."""
_NO_INDEX = QModelIndex()
_CHECK = Qt.ItemDataRole.CheckStateRole


class KindModel(QAbstractListModel):
    """The places of a kind; those whose tick is taken away stay out when the kind is decided on. `ticks_changed` tells of it."""

    ticks_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kind: KindRow | None = None
        self._rows: list[FindingRow] = []
        self._unticked: set[str] = set()
        self._all = False

    @property
    def kind(self) -> KindRow | None:
        return self._kind

    @property
    def rows(self) -> list[FindingRow]:
        """The places listed."""
        return self._rows

    @property
    def ticked(self) -> list[str]:
        """The findings that are decided on with the kind, the ones not listed among them."""
        return [] if self._kind is None else [member.id for member in self._kind.members if member.id not in self._unticked]

    @property
    def unticked(self) -> list[str]:
        """The findings that stay out."""
        return [] if self._kind is None else [member.id for member in self._kind.members if member.id in self._unticked]

    def show(self, kind: KindRow | None) -> None:
        """Lists a kind; ticks that were taken away from it before stay so, those of another kind are forgotten."""
        if kind is None or self._kind is None or kind.id != self._kind.id:
            self._unticked.clear()
            self._all = False
        self.beginResetModel()
        self._kind = kind
        self._rows = [] if kind is None else list(kind.members) if self._all else sample(kind.members, SAMPLE)
        self.endResetModel()
        self.ticks_changed.emit()

    def show_all(self) -> None:
        """Lists every place of the kind."""
        self._all = True
        self.show(self._kind)

    def toggle(self, number: int) -> None:
        """Takes the tick of a place away, or gives it back."""
        name = self._rows[number].id
        self._unticked.symmetric_difference_update({name})
        self.dataChanged.emit(self.index(number), self.index(number), [_CHECK])
        self.ticks_changed.emit()

    # What Qt asks.

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{row.line}:{row.column}  {row.what}"
        if role == _CHECK:
            return Qt.CheckState.Unchecked if row.id in self._unticked else Qt.CheckState.Checked
        if role == RUNS_ROLE:
            return row.runs
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _CHECK or not index.isValid():
            return False
        self.toggle(index.row())
        return True
