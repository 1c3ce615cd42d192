"""How a row of the list of findings is drawn: the state as a shape, what changes in the colours of old and new text."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.models.findings_model import RUNS_ROLE, STATE_ROLE, Column
from desktop.models.runs import Role, Run, Runs
from desktop.panels.icons import paint_state
from desktop.panels.run_painter import RunPainter
from desktop.panels.style_option import OptionFields
from desktop.theme import Theme

_PAD = 6  # pixels left and right of a cell's text
_ICON = 16
_DISC = _ICON + 2  # the ground on which the shape stands in the chosen row


class FindingDelegate(QStyledItemDelegate):
    """Draws the columns of the state and of the snippet; the others are the style's, which draws them faster."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._texts = RunPainter(theme)
        self._shapes: dict[tuple[str, bool, float], QPixmap] = {}

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._texts.set_theme(theme)
        self._shapes = {}

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
        colour = given.colour(QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text)
        if index.column() == Column.STATE:
            state = str(index.data(STATE_ROLE))
            shape = self._shape(state, painter.device().devicePixelRatio(), selected=selected)
            painter.drawPixmap(QPoint(rect.left() + _PAD - 1, rect.top() + (rect.height() - _DISC) // 2), shape)
            name: Runs = (Run(str(index.data()), Role.CONTEXT),)
            self._texts.paint(painter, rect.adjusted(_ICON + 2 * _PAD, 0, 0, 0), name, colour)
        else:
            self._texts.paint(painter, rect.adjusted(_PAD, 0, -_PAD, 0), index.data(RUNS_ROLE) or (), colour if selected else None)
        painter.restore()

    def _shape(self, state: str, ratio: float, *, selected: bool) -> QPixmap:
        """The shape of a state for a screen of so many pixels a unit; drawn once, since it is the same in every row."""
        made = self._shapes.get((state, selected, ratio))
        if made is None:
            made = self._shapes[state, selected, ratio] = QPixmap(round(_DISC * ratio), round(_DISC * ratio))
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            place = QRectF(0, 0, _DISC, _DISC)
            if selected:
                # The shapes keep their colours on a ground of their own.
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self._theme.base))
                painter.drawEllipse(place)
            paint_state(painter, place, state, self._theme)
            painter.end()
        return made
