"""The list of pages with how far each is."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from desktop.models.pages_model import COUNT_ROLE, STATUS_ROLE, PageRow, PagesModel
from desktop.panels.style_option import OptionFields
from desktop.theme import Theme

_PAD = 8


class PageDelegate(QStyledItemDelegate):
    """Draws a page in two lines: its name, and its status with the number of open findings."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, QFontMetrics(OptionFields(option).font).height() * 2 + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        self.initStyleOption(option, index)
        given = OptionFields(option)
        given.clear_text()
        given.draw(painter)
        selected = bool(given.state & QStyle.StateFlag.State_Selected)
        theme = self._theme
        rect = QRect(given.rect).adjusted(_PAD, 5, -_PAD, -5)
        half = rect.height() // 2
        painter.save()
        painter.setFont(given.font)
        painter.setPen(QColor(theme.accent_text if selected else theme.text))
        name = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, rect.width())
        painter.drawText(QRect(rect.left(), rect.top(), rect.width(), half), Qt.AlignmentFlag.AlignVCenter, name)
        status = str(index.data(STATUS_ROLE))
        model = index.model()
        words = str(index.data(COUNT_ROLE)) or (model.status_name(status) if isinstance(model, PagesModel) else "")
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 0.88)
        painter.setFont(font)
        colour = theme.accent_text if selected else theme.states["accepted"] if status == "done" else theme.dim
        painter.setPen(QColor(colour))
        if status == "done":
            words = f"✓ {model.status_name(status)}" if isinstance(model, PagesModel) else words
        painter.drawText(QRect(rect.left(), rect.top() + half, rect.width(), half), Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


class PagePanel(QWidget):
    """Shows pages and tells which one is wanted: `page_requested(number)`, from 0."""

    page_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PagesModel(self)
        self._following = False
        self._delegate = PageDelegate(theme, self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(self.tr("Pages"))
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(self._tell)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list)
        self.setFocusProxy(self.list)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_theme(theme)
        self.list.viewport().update()

    def show_pages(self, rows: Iterable[PageRow], current: int) -> None:
        """Shows the pages, with the one at `current` chosen."""
        self._following = True
        self.model.set_rows(rows)
        self.setWindowTitle(self.tr("Pages · {number} of {count}").format(number=current + 1, count=len(self.model.rows)))
        self.list.setCurrentIndex(self.model.index(current))
        self._following = False

    def _tell(self, current: QModelIndex, previous: QModelIndex) -> None:
        if not self._following and current.isValid():
            self.page_requested.emit(current.row())
