"""The list of what was found on the page, filtered by rule and state."""

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QComboBox, QHBoxLayout, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from desktop.models.findings_model import Column, FindingRow, FindingsModel, RowFilter
from desktop.panels.finding_delegate import FindingDelegate
from desktop.theme import Theme

STATES = ("open", "accepted", "rejected", "as-printed", "postponed")


class FindingsPanel(QWidget):
    """Shows rows and tells which one is looked at: `finding_requested(id)`, empty where the list is."""

    finding_requested = Signal(str)
    text_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = FindingsModel(self)
        self._following = False
        self._delegate = FindingDelegate(theme, self)
        self.table = self._make_table()
        self._count = QLabel(self)
        self.rule_filter = QComboBox(self)
        self.rule_filter.setAccessibleName(self.tr("Show findings of this rule"))
        self.rule_filter.addItem(self.tr("All rules"), None)
        self.state_filter = QComboBox(self)
        self.state_filter.setAccessibleName(self.tr("Show findings in this state"))
        self.state_filter.addItem(self.tr("All states"), None)
        for state in STATES:
            self.state_filter.addItem(self.model.state_name(state), state)
        for box in (self.rule_filter, self.state_filter):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(7)
        self.hide_show = QCheckBox(self.tr("Hide &hints"), self)
        self.hide_show.setToolTip(self.tr("Hides findings that only point at a place and propose nothing to be taken"))
        self._lay_out()
        self.rule_filter.currentIndexChanged.connect(self._filter)
        self.state_filter.currentIndexChanged.connect(self._filter)
        self.hide_show.toggled.connect(self._filter)
        self.setFocusProxy(self.table)

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setItemDelegate(self._delegate)
        table.setAccessibleName(self.tr("Findings on this page"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setWordWrap(False)
        table.setFrameShape(QTableView.Shape.NoFrame)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        # Every row is as high as the first: asking each for its height would cost seconds on long lists.
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(Column.WHAT, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().currentRowChanged.connect(self._tell)
        table.activated.connect(self.text_requested)
        return table

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 8, 0)
        bar.setSpacing(8)
        self._count.setObjectName("heading")
        bar.addWidget(self._count)
        bar.addStretch()
        for control in (self.rule_filter, self.state_filter, self.hide_show):
            bar.addWidget(control)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.table)
        self._fit()

    def _fit(self) -> None:
        """Rows and columns as wide as the present font needs."""
        metrics = self.table.fontMetrics()
        self.table.verticalHeader().setDefaultSectionSize(metrics.height() + 8)
        widths = {
            Column.STATE: max(metrics.horizontalAdvance(self.model.state_name(state)) for state in STATES) + 36,
            Column.WHERE: metrics.horizontalAdvance("000:000") + 12,
            Column.RULE: metrics.horizontalAdvance("永") * 7 + 12,
            Column.CONFIDENCE: metrics.horizontalAdvance("100%") + 12,
        }
        for column, width in widths.items():
            title = str(self.model.headerData(column, Qt.Orientation.Horizontal))
            self.table.setColumnWidth(column, max(width, metrics.horizontalAdvance(title) + 16))

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_theme(theme)
        palette = self.hide_show.palette()
        # On a dark ground the box could not be seen by its edge.
        palette.setColor(QPalette.ColorRole.Base, QColor(theme.base if theme.is_light else theme.border))
        self.hide_show.setPalette(palette)
        self.table.viewport().update()

    def show_rows(self, rows: Iterable[FindingRow], chosen: str | None) -> None:
        """Shows a page's findings, with one of them chosen."""
        self._following = True
        self.model.set_rows(rows)
        self._list_rules()
        self._following = False
        self.choose(chosen)
        self._tell_count()

    def choose(self, finding_id: str | None) -> None:
        """Chooses a row without telling of it."""
        number = self.model.row_of(finding_id) if finding_id is not None else None
        self._following = True
        selection = self.table.selectionModel()
        if number is None:
            selection.clear()
        else:
            index = self.model.index(number, Column.STATE)
            rows = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            selection.setCurrentIndex(index, rows)
            self.table.scrollTo(index)
        self._following = False

    def step(self, by: int) -> None:
        """Goes to the next row (1) or the one before (-1), without going round."""
        row = self.table.currentIndex().row()
        number = row + by if row >= 0 else 0
        if 0 <= number < len(self.model.rows):
            self.table.selectRow(number)

    def next_open(self, after: str | None, *, skip_alike: bool = False) -> str | None:
        """The id of the next open finding after one in the list, going round; None where none is open.

        `skip_alike` passes over those of its group, which are being decided on with it.
        """
        number = self.model.row_of(after) if after is not None else None
        group = self.model.rows[number].group if number is not None and skip_alike else None

        def wanted(row: FindingRow) -> bool:
            return row.state == "open" and row.id != after and (group is None or row.group != group)

        found = self.model.next_row(0 if number is None else number + 1, wanted)
        return None if found is None else self.model.rows[found].id

    def is_open(self, finding_id: str) -> bool:
        """Whether the list shows a finding, and nothing is decided on it."""
        number = self.model.row_of(finding_id)
        return number is not None and self.model.rows[number].state == "open"

    def _list_rules(self) -> None:
        titles = {row.rule: row.rule_title for row in self.model.all_rows}
        listed = {self.rule_filter.itemData(n): self.rule_filter.itemText(n) for n in range(1, self.rule_filter.count())}
        if titles == listed:
            return
        chosen = self.rule_filter.currentData()
        self.rule_filter.blockSignals(True)
        while self.rule_filter.count() > 1:
            self.rule_filter.removeItem(1)
        for rule, title in titles.items():
            self.rule_filter.addItem(title, rule)
        self.rule_filter.setCurrentIndex(max(self.rule_filter.findData(chosen), 0))
        self.rule_filter.blockSignals(False)
        if self.rule_filter.currentData() != chosen:
            self._filter()

    def _filter(self) -> None:
        number = self.table.currentIndex().row()
        chosen = self.model.rows[number].id if 0 <= number < len(self.model.rows) else None
        self._following = True
        self.model.set_shown(
            RowFilter(self.rule_filter.currentData(), self.state_filter.currentData(), with_show=not self.hide_show.isChecked())
        )
        self._following = False
        if chosen is not None and self.model.row_of(chosen) is not None:
            self.choose(chosen)
        elif self.model.rows:
            self.table.selectRow(0)
        else:
            self.finding_requested.emit("")
        self._tell_count()

    def _tell(self, current: QModelIndex, previous: QModelIndex) -> None:
        if not self._following and current.isValid():
            self.finding_requested.emit(self.model.rows[current.row()].id)

    def _tell_count(self) -> None:
        every = self.model.all_rows
        still_open = sum(row.state == "open" for row in every)
        self._count.setText(self.tr("{open} of {all} open").format(open=still_open, all=len(every)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A notice that appears above the texts must not push the chosen row out of sight.
        self.table.scrollTo(self.table.currentIndex())
