"""How a row of the list of findings is drawn: the state as a shape, what changes in the colours of old and new text."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.models.findings_model import RUNS_ROLE, STATE_ROLE, Column
from desktop.panels.icons import paint_state
from desktop.panels.run_painter import paint_runs
from desktop.panels.style_option import OptionFields
from desktop.theme import Theme

_PAD = 6  # pixels left and right of a cell's text
_ICON = 16


class FindingDelegate(QStyledItemDelegate):
    """Draws the columns of the state and of the snippet; the others are the style's, which draws them faster."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        extra = _ICON + _PAD if index.column() == Column.STATE else 0
        return QSize(hint.width() + 2 * _PAD + extra, QFontMetrics(OptionFields(option).font).height() + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        given = OptionFields(option)
        rect, selected = given.rect, bool(given.state & QStyle.StateFlag.State_Selected)
        # The ground alone, as the style draws it: the cell's own text and ten more questions to the model are not needed for that.
        given.draw_ground(painter)
        painter.save()
        painter.setClipRect(rect)
        painter.setFont(given.font)
        text_colour = given.colour(QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text)
        if index.column() == Column.STATE:
            place = QRect(rect.left() + _PAD, rect.top(), _ICON, rect.height())
            if selected:
                # The shapes keep their colours on a ground of their own.
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self._theme.base))
                painter.drawEllipse(QRectF(place).center(), _ICON / 2 + 1, _ICON / 2 + 1)
            paint_state(painter, QRectF(place), str(index.data(STATE_ROLE)), self._theme)
            painter.setPen(text_colour)
            rest = rect.adjusted(_ICON + 2 * _PAD, 0, 0, 0)
            painter.drawText(rest, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        else:
            paint_runs(
                painter, rect.adjusted(_PAD, 0, -_PAD, 0), index.data(RUNS_ROLE) or (), self._theme, text_colour if selected else None
            )
        painter.restore()
