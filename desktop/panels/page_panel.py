"""The list of pages with how far each is, and how far the folder is as a whole."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QListView, QMenu, QProgressBar, QToolButton, QVBoxLayout, QWidget

from desktop.looks import colour_words
from desktop.models.pages_model import PageRow, PagesModel
from desktop.panels.page_delegate import PageDelegate
from desktop.theme import Theme


class PagePanel(QWidget):
    """Shows pages and tells which one is wanted: `page_requested(number)`, from 0.

    While pages are being looked through, a bar shows how many are; `stop_requested(True)` asks to stop that, False to go on.
    """

    page_requested = Signal(int)
    stop_requested = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PagesModel(self)
        self._following = False
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
        layout.addWidget(self.list, 1)
        layout.addWidget(self.settled)
        layout.addWidget(self._survey)
        self.setFocusProxy(self.list)
        self.show_progress(0, 0, False)

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
        self.list.setCurrentIndex(self.model.index(current))
        self._following = False

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
