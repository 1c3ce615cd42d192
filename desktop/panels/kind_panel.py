"""A kind of finding as a whole: how many places, a sample of them, and ticks for what stays out."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.looks import show_fields
from desktop.models.findings_model import RUNS_ROLE
from desktop.models.kind_model import KindModel
from desktop.models.list_rows import KindRow
from desktop.models.runs import Role, Run
from desktop.panels.action_button import ActionButton
from desktop.panels.run_painter import RunPainter
from desktop.panels.style_option import OptionFields
from desktop.theme import Theme


class PlaceDelegate(QStyledItemDelegate):
    """Draws the tick as the style does, and the place with what changes there."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = RunPainter(theme)

    def set_theme(self, theme: Theme) -> None:
        self._texts.set_theme(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, QFontMetrics(OptionFields(option).font).height() + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        self.initStyleOption(option, index)
        given = OptionFields(option)
        where = given.text_place()
        given.clear_text()
        given.draw(painter)
        selected = bool(given.state & QStyle.StateFlag.State_Selected)
        colour = given.colour(QPalette.ColorRole.HighlightedText) if selected else None
        place = str(index.data()).split("  ", 1)[0]
        runs = (Run(f"{place} ", Role.CONTEXT), *(index.data(RUNS_ROLE) or ()))
        painter.save()
        painter.setFont(given.font)
        self._texts.paint(painter, QRect(where).adjusted(4, 0, -4, 0), runs, colour)
        painter.restore()


class KindPanel(QWidget):
    """Shows a kind and asks to look at one of its places: `place_requested(id)`."""

    place_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = KindModel(self)
        self._delegate = PlaceDelegate(theme, self)
        self._said = QLabel(self)
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self.list = QListView(self)
        show_fields(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Places of this kind; Space takes a tick away"))
        self.all_button = QPushButton(self)
        self._buttons = QHBoxLayout()
        self._lay_out()
        self.model.ticks_changed.connect(self._tell)
        self.all_button.clicked.connect(self.model.show_all)
        self.list.selectionModel().currentChanged.connect(self._chosen)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(4)
        self._said.setContentsMargins(10, 0, 10, 0)
        layout.addWidget(self._said)
        layout.addWidget(self.list, 1)
        self._buttons.setContentsMargins(8, 4, 8, 8)
        self._buttons.addStretch()
        self._buttons.addWidget(self.all_button)
        layout.addLayout(self._buttons)

    def add_buttons(self, actions: list[QAction]) -> None:
        """Puts buttons for what is done with the whole kind under the list."""
        for number, action in enumerate(actions):
            self._buttons.insertWidget(number, ActionButton(action, self))

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_theme(theme)
        self.list.viewport().update()

    def show_kind(self, kind: KindRow | None) -> None:
        """Shows a kind; nothing for None."""
        self.model.show(kind)

    def _tell(self) -> None:
        kind = self.model.kind
        if kind is None:
            return
        count, out = len(kind.members), len(self.model.unticked)
        self.setWindowTitle(self.tr("{rule} · {count} places").format(rule=kind.rule_title, count=count))
        shown = len(self.model.rows)
        said = self.tr("All over the page, one decision and one step back. Space takes away the tick of a place that stays as it is.")
        if out:
            said += " " + self.tr("{out} of {count} stay out.").format(out=out, count=count)
        self._said.setText(said)
        self.all_button.setVisible(shown < count)
        self.all_button.setText(self.tr("Show all {count}").format(count=count))

    def _chosen(self, current: QModelIndex) -> None:
        if current.isValid():
            self.place_requested.emit(self.model.rows[current.row()].id)
