"""How a page is drawn in the list of pages."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.models.pages_model import STATUS_ROLE, PagesModel
from desktop.panels.icons import page_colour, paint_page_status
from desktop.panels.style_option import OptionFields
from desktop.theme import Theme

_PAD = 8


class PageDelegate(QStyledItemDelegate):
    """Draws a page in two lines: its name, and its status, by shape, colour and words, with the number of open findings."""

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
        on_chosen = given.colour(QPalette.ColorRole.HighlightedText)
        painter.setPen(on_chosen if selected else QColor(theme.text))
        name = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, rect.width())
        painter.drawText(QRect(rect.left(), rect.top(), rect.width(), half), Qt.AlignmentFlag.AlignVCenter, name)
        status = str(index.data(STATUS_ROLE))
        model = index.model()
        words = model.words(model.rows[index.row()]) if isinstance(model, PagesModel) else status
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 0.88)
        painter.setFont(font)
        side = painter.fontMetrics().height()
        below = QRect(rect.left(), rect.top() + half, rect.width(), half)
        colour = on_chosen if selected else QColor(page_colour(status, theme))
        paint_page_status(painter, QRectF(below.left(), below.center().y() - side / 2, side, side), status, colour)
        painter.setPen(on_chosen if selected else QColor(theme.dim))
        below.setLeft(below.left() + side + 4)
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
