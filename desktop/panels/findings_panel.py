"""The list of what was found on the page: filters above, rows in the order in which a reviewer works."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.findings_model import Column, FindingsModel
from desktop.models.list_rows import FindingRow, KindRow, ListRow, Sort
from desktop.models.row_filter import RowFilter, count
from desktop.panels.filter_bar import CHOICES, FilterBar
from desktop.panels.finding_delegate import FindingDelegate
from desktop.panels.findings_table import FindingsTable
from desktop.theme import Theme
from desktop.workers import single_shot

_COUNT_AFTER = 40  # milliseconds after a decision

STATES = ("open", "accepted", "rejected", "as-printed", "postponed")
_SORTS = {
    Column.STATE: Sort.STATE,
    Column.WHERE: Sort.PLACE,
    Column.WHAT: Sort.WHAT,
    Column.RULE: Sort.RULE,
    Column.CONFIDENCE: Sort.CERTAINTY,
}


class FindingsPanel(QWidget):
    """Shows rows and tells which one is looked at.

    `finding_requested(id)` asks for a finding, the first of its kind where the row stands for many, empty where the list is.
    `kind_changed(KindRow | None)` tells whenever the current row is another kind, or the same with other members, `list_changed` how the
    list is looked at, a ListChoice.
    """

    finding_requested = Signal(str)
    kind_changed = Signal(object)
    list_changed = Signal(object)
    text_requested = Signal()
    preview_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = FindingsModel(self)
        self._following = False
        self._kind: KindRow | None = None
        self._hidden: str | None = None  # what was looked at before the filter hid it
        self._delegate = FindingDelegate(theme, self)
        self.table = FindingsTable(self.model, self._delegate, self)
        self.filters = FilterBar({state: self.model.state_name(state) for state in STATES}, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        layout.addWidget(self.table)
        self._fit()
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        self.table.activated.connect(self._activated)
        self.table.horizontalHeader().sectionClicked.connect(self._sort_by_column)
        self.filters.changed.connect(self._filter)
        self.filters.left.connect(self.table.setFocus)
        self._let_go = single_shot(self, 0, self._leave_kept)
        self._count_soon = single_shot(self, _COUNT_AFTER, self._count)

    def _fit(self) -> None:
        """Rows and columns as wide as the present font needs."""
        metrics = self.table.fontMetrics()
        self.table.verticalHeader().setDefaultSectionSize(metrics.height() + 8)
        widths = {
            Column.STATE: max(metrics.horizontalAdvance(self.model.state_name(state)) for state in STATES) + 36,
            Column.WHERE: metrics.horizontalAdvance("0000:000") + 12,
            Column.RULE: metrics.horizontalAdvance("永") * 7 + 12,
            Column.CONFIDENCE: metrics.horizontalAdvance("100%") + 12,
        }
        for column, width in widths.items():
            title = str(self.model.headerData(column, Qt.Orientation.Horizontal))
            self.table.setColumnWidth(column, max(width, metrics.horizontalAdvance(title) + 16))

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_theme(theme)
        self.table.viewport().update()

    # What is shown.

    def show_rows(self, rows: Iterable[FindingRow], chosen: str | None) -> None:
        """Shows a page's findings, with one of them chosen."""
        before = self._first_of_current() or self._hidden
        known = len(self.model.all_rows)
        self._following = True
        self.model.set_rows(rows, chosen)
        self.filters.list_rules({row.rule: row.rule_title for row in self.model.all_rows})
        self._following = False
        self.choose(chosen)
        # Where the list shows nothing any more, what was looked at last is come back to when it does.
        self._hidden = before if chosen is None else None
        if len(self.model.all_rows) != known:
            self._count()
        elif not self._count_soon.isActive():
            self._count_soon.start()  # after a decision the next finding comes first

    def forget_singles(self) -> None:
        """Puts findings that were left out of their kind back into it, as for another page."""
        self._hidden = None
        self.model.set_single(())
        self.list_changed.emit(self.model.choice)

    def show_single(self, ids: Collection[str]) -> None:
        """Shows some findings of a kind in rows of their own from now on."""
        self._following = True
        self.model.set_single(self.model.single | set(ids))
        self._following = False
        self.list_changed.emit(self.model.choice)

    def choose(self, finding_id: str | None) -> None:
        """Chooses the row of a finding, which the filter may hide as long as nobody looks at it, without telling of it."""
        if finding_id is not None and self.model.row_of(finding_id) is None:
            self._following = True
            self.model.keep(finding_id)
            self._following = False
        elif self.model.choice.kept not in (None, finding_id):
            # Not at once: whoever goes to another row is not done with the rows as they are numbered now.
            self._let_go.start()
        number = self.model.row_of(finding_id) if finding_id is not None else None
        if finding_id != self._first_of_current():
            self._hidden = None
        self._following = True
        selection = self.table.selectionModel()
        if number is None:
            selection.clear()
        elif number != self.table.currentIndex().row() or not selection.hasSelection():
            index = self.model.index(number, Column.STATE)
            rows = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            selection.setCurrentIndex(index, rows)
            self.table.scrollTo(index)
        self._following = False
        self._tell_kind()

    def _leave_kept(self) -> None:
        """What the filter hides goes from the list, since something else is looked at."""
        current = self.model.row(self.table.currentIndex().row())
        if current is None or self.model.choice.kept not in [member.id for member in current.members]:
            self._following = True
            self.model.keep(None)
            self._following = False

    @property
    def kind(self) -> KindRow | None:
        """The current row, where it stands for all findings of a kind."""
        return self._kind

    def shown_findings(self, state: str) -> list[FindingRow]:
        """The findings in a state that the list shows, in its order."""
        kept = self.model.choice.kept
        return [member for row in self.model.rows if row.state == state for member in row.members if member.id != kept]

    def sort(self, sort: Sort, *, descending: bool = False) -> None:
        """Sorts the list; the chosen row stays chosen."""
        chosen = self._first_of_current()
        self._following = True
        self.model.set_sort(sort, descending=descending)
        self._following = False
        self.list_changed.emit(self.model.choice)
        self.choose(chosen)
        header = self.table.horizontalHeader()
        column = next((column for column, by in _SORTS.items() if by is sort), None)
        header.setSortIndicatorShown(column is not None)
        if column is not None:
            header.setSortIndicator(column, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)

    def _sort_by_column(self, column: int) -> None:
        """Up, then down, then the reviewer's order again."""
        sort, descending = self.model.sort_by
        wanted = _SORTS[Column(column)]
        if sort is not wanted:
            self.sort(wanted)
        elif not descending:
            self.sort(wanted, descending=True)
        else:
            self.sort(Sort.REVIEW)

    # Going through the list.

    def step(self, by: int) -> None:
        """Goes to the next row (1) or the one before (-1), without going round."""
        row = self.table.currentIndex().row()
        number = row + by if row >= 0 else 0
        if self.model.row(number) is not None:
            self.table.selectRow(number)

    def next_open(self, after: str | None, *, skip_alike: bool = False) -> str | None:
        """The id of the next open finding after the row of one in the list, going round; None where none is open.

        `skip_alike` passes over those of its group, which are being decided on with it.
        """
        number = self.model.row_of(after) if after is not None else None
        own = None if number is None else self.model.row(number)
        group = own.group if own is not None and skip_alike else None

        def wanted(row: ListRow) -> bool:
            return row.state == "open" and row is not own and (group is None or row.group != group)

        found = self.model.next_row(0 if number is None else number + 1, wanted)
        row = None if found is None else self.model.row(found)
        return None if row is None else row.members[0].id

    def is_open(self, finding_id: str) -> bool:
        """Whether the list shows a finding, and nothing is decided on it."""
        number = self.model.row_of(finding_id)
        row = None if number is None else self.model.row(number)
        return row is not None and row.state == "open"

    def search(self) -> None:
        """Goes to the line that narrows the list as it is typed in."""
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    # What is told.

    def _first_of_current(self) -> str | None:
        row = self.model.row(self.table.currentIndex().row())
        return None if row is None else row.members[0].id

    def _filter(self, shown: RowFilter) -> None:
        chosen = self._hidden or self._first_of_current()
        self._following = True
        self.model.set_shown(shown)
        self._following = False
        self.list_changed.emit(self.model.choice)
        if chosen is not None and self.model.row_of(chosen) is not None:
            self._hidden = None
            if chosen != self._first_of_current():
                self.finding_requested.emit(chosen)
            self.choose(chosen)
        else:
            first = self.model.row(0)
            name = "" if first is None else first.members[0].id
            self.choose(name or None)
            self.finding_requested.emit(name)
            self._hidden = chosen
        self._count()

    def _tell(self, current: QModelIndex, previous: QModelIndex) -> None:
        row = self.model.row(current.row())
        if not self._following and row is not None:
            self._hidden = None
            self.finding_requested.emit(row.members[0].id)
            self._tell_kind()

    def _tell_kind(self) -> None:
        row = self.model.row(self.table.currentIndex().row())
        kind = row if isinstance(row, KindRow) else None
        if kind is not self._kind and kind != self._kind:
            self._kind = kind
            self.kind_changed.emit(kind)

    def _activated(self) -> None:
        if self._kind is not None:
            self.preview_requested.emit()
        else:
            self.text_requested.emit()

    def _count(self) -> None:
        self._count_soon.stop()
        every = self.model.all_rows
        still_open = sum([row.state == "open" for row in every])
        self.filters.count.setText(self.tr("{open} of {all} open").format(open=still_open, all=len(every)))
        self.filters.show_counts(count(every, self.model.shown, CHOICES))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A notice that appears above the texts must not push the chosen row out of sight.
        self.table.scrollTo(self.table.currentIndex())
