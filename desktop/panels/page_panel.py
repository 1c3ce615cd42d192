"""The list of pages with how far each is, and how far the folder is as a whole."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QProgressBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.looks import colour_words
from desktop.models.pages_model import ALL, FILTERS, UNRESOLVED, PageRow, PagesModel
from desktop.panels.page_delegate import PageDelegate
from desktop.theme import Theme


class PagePanel(QWidget):
    """Shows pages and tells which one is wanted: `page_requested(number)`, from 0.

    The list can be narrowed to pages of one status, or to those on which something is open; the open page stays listed.
    While pages are being looked through, a bar shows how many are; `stop_requested(True)` asks to stop that, False to go on.
    """

    page_requested = Signal(int)
    stop_requested = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PagesModel(self)
        self._following = False
        self._open = -1  # the number of the open page
        self._statuses: list[QAction] = []
        self._delegate = PageDelegate(theme, self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(self.tr("Pages"))
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._offer_statuses)
        self.list.selectionModel().currentChanged.connect(self._tell)
        self.filter = QComboBox(self)
        self.filter.setAccessibleName(self.tr("List pages of this status"))
        self.filter.setToolTip(self.filter.accessibleName())
        self.filter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.filter.setMinimumContentsLength(4)
        for wanted in FILTERS:
            self.filter.addItem("", wanted)
        self.filter.currentIndexChanged.connect(self._narrow)
        self.model.modelReset.connect(self._narrow)
        self.model.dataChanged.connect(lambda first, _last: self._hide(first.row()))
        self.settled = QLabel(self)
        colour_words(self.settled)
        self.settled.setContentsMargins(8, 3, 8, 3)
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName(self.tr("Pages looked through"))
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(10)
        self.stop = QToolButton(self)
        self.stop.setCheckable(True)
        self.stop.toggled.connect(self.stop_requested)
        self._survey = QWidget(self)
        row = QHBoxLayout(self._survey)
        row.setContentsMargins(8, 2, 4, 2)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        above = QHBoxLayout()
        above.setContentsMargins(4, 2, 4, 3)
        above.addWidget(self.filter)
        layout.addLayout(above)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.settled)
        layout.addWidget(self._survey)
        self.show_progress(0, 0, False)
        self._count()

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_theme(theme)
        self.list.viewport().update()

    def offer(self, statuses: Iterable[QAction]) -> None:
        """Puts actions that mark the open page into the menu of the list."""
        self._statuses = list(statuses)

    def show_pages(self, rows: Iterable[PageRow], current: int) -> None:
        """Shows the pages, with the one at `current` chosen."""
        self._following = True
        self.model.set_rows(rows)
        count = len(self.model.rows)
        self.setWindowTitle(self.tr("Pages · {number} of {count}").format(number=current + 1, count=count))
        self.settled.setText(self.tr("{settled} of {count} proofread").format(settled=self.model.settled, count=count))
        before, self._open = self._open, current
        self.list.setCurrentIndex(self.model.index(current))
        for row in (before, current):
            self._hide(row)
        self._count()
        self._following = False

    @property
    def wanted(self) -> str:
        """Which pages are listed, as one of FILTERS."""
        return FILTERS[max(self.filter.currentIndex(), 0)]

    def beside(self, by: int) -> int | None:
        """The number of the next page (1), or the one before (-1), of those that are wanted; None where there is none."""
        rows, wanted = self.model.rows, self.wanted
        numbers = range(self._open + 1, len(rows)) if by > 0 else range(self._open - 1, -1, -1)
        return next((number for number in numbers if rows[number].is_of(wanted)), None)

    def _hide(self, row: int) -> None:
        """Lists a page or not, as the filter says."""
        if 0 <= row < len(self.model.rows):
            hidden = not self.model.rows[row].is_of(self.wanted) and row != self._open
            if hidden != self.list.isRowHidden(row):
                self.list.setRowHidden(row, hidden)

    def _narrow(self) -> None:
        for row in range(len(self.model.rows)):
            self._hide(row)
        self.list.scrollTo(self.list.currentIndex())

    def _count(self) -> None:
        """Says behind each choice how many pages it lists."""
        named = {ALL: self.tr("All pages"), UNRESOLVED: self.tr("With open findings")}
        for index, wanted in enumerate(FILTERS):
            text = f"{named.get(wanted) or self.model.status_name(wanted)} · {self.model.count_of(wanted)}"
            if self.filter.itemText(index) != text:
                self.filter.setItemText(index, text)

    def show_progress(self, known: int, count: int, running: bool, /) -> None:
        """Shows how many pages were looked through; nothing where all were."""
        self._survey.setVisible(known < count)
        self.bar.setRange(0, max(count, 1))
        self.bar.setValue(known)
        self.bar.setToolTip(self.tr("{known} of {count} pages looked through").format(known=known, count=count))
        self.stop.blockSignals(True)
        self.stop.setChecked(not running)
        self.stop.blockSignals(False)
        self.stop.setText(self.tr("Stop") if running else self.tr("Go on"))
        self.stop.setAccessibleName(self.tr("Stop looking through pages") if running else self.tr("Look through the other pages"))

    def _offer_statuses(self, place: QPoint) -> None:
        if self._statuses and self.list.indexAt(place) == self.list.currentIndex():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(self._statuses)
            menu.popup(self.list.viewport().mapToGlobal(place))

    def _tell(self, current: QModelIndex, previous: QModelIndex) -> None:
        if not self._following and current.isValid():
            self.page_requested.emit(current.row())
