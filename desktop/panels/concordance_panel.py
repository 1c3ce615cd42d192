"""The concordance in a dock: every place with its context, gone to, sorted, and decided singly or all at once."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from cleanup.search.places import Place
from desktop.looks import colour_words, show_fields
from desktop.models.places_model import Column, Order, PlacesModel
from desktop.panels.leavable_line import LeavableLine

_WIDTHS = {Column.PAGE: 110, Column.LINE: 46, Column.HIT: 90, Column.STATE: 70}  # pixels


class _LeftContext(QStyledItemDelegate):
    """Shortens what stands before a place at its own beginning, so that what stands next to the place is seen."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft


class PlacesTable(QTableView):
    """Enter goes to a place, A and R decide on those that are chosen."""

    pressed_key = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Return: "go", Qt.Key.Key_Enter: "go", Qt.Key.Key_A: "take", Qt.Key.Key_R: "reject"}
        wanted = keys.get(Qt.Key(event.key()))
        if wanted is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.pressed_key.emit(wanted)
            return
        super().keyPressEvent(event)


class ConcordancePanel(QWidget):
    """Places of words are changed to what is typed, places of a finding's pattern accepted or rejected.

    `place_requested(place)` goes there, `change_requested(places, wanted)` and `decide_requested(places, accept)` decide on them,
    `stop_requested` ends what is under way.
    """

    place_requested = Signal(object)
    change_requested = Signal(object, str)
    decide_requested = Signal(object, bool)
    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PlacesModel(self)
        self.table = PlacesTable(self)
        self.wanted: QLineEdit = LeavableLine(self)
        self.order = QComboBox(self)
        self.bar = QProgressBar(self)
        self.stop = QPushButton(self.tr("&Stop"), self)
        self.told, self.problems = QLabel(self), QLabel(self)
        colour_words(self.problems)
        show_fields(self)
        self.problems.setWordWrap(True)
        self._sentences: list[str] = []
        self._patterned = False
        self._name_things()
        self._lay_out()
        self.show_progress(0, 0, False)
        self.show_kind("", patterned=False)

    def _name_things(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Places"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        header = self.table.horizontalHeader()
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        for column in (Column.LEFT, Column.RIGHT):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.table.setItemDelegateForColumn(Column.LEFT, _LeftContext(self.table))
        self.wanted.setAccessibleName(self.tr("Change to"))
        self.wanted.setPlaceholderText(self.tr("Change to"))
        self.order.setAccessibleName(self.tr("Order"))
        for order, title in (
            (Order.PAGE, self.tr("in page order")),
            (Order.LEFT, self.tr("by what stands before it")),
            (Order.RIGHT, self.tr("by what stands after it")),
        ):
            self.order.addItem(title, order)
        self.bar.setAccessibleName(self.tr("Files searched"))
        self.order.currentIndexChanged.connect(lambda: self.model.set_order(self.order.currentData()))
        self.stop.clicked.connect(self.stop_requested)
        self.table.doubleClicked.connect(self._go)
        self.table.pressed_key.connect(self._press)

    def _lay_out(self) -> None:
        self.take_chosen, self.take_all = QPushButton(self), QPushButton(self)
        self.reject_chosen = QPushButton(self.tr("&Reject the chosen"), self)
        self.reject_all = QPushButton(self.tr("Reject a&ll"), self)
        for button, act in (
            (self.take_chosen, lambda: self._take(self.chosen)),
            (self.take_all, lambda: self._take(self.open_places)),
            (self.reject_chosen, lambda: self._reject(self.chosen)),
            (self.reject_all, lambda: self._reject(self.open_places)),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(act)
        above, below = QHBoxLayout(), QHBoxLayout()
        for part in (self.told, self.order, self.bar, self.stop):
            above.addWidget(part)
        above.insertStretch(1, 1)
        for widget in (self.wanted, self.take_chosen, self.take_all, self.reject_chosen, self.reject_all):
            below.addWidget(widget)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addLayout(above)
        column.addWidget(self.table, 1)
        column.addWidget(self.problems)
        column.addLayout(below)

    # What is shown.

    def show_kind(self, title: str, *, patterned: bool) -> None:
        """Begins a new list: of words, or with `patterned` of findings."""
        self.model.clear()
        self._sentences = []
        self.problems.hide()
        self._patterned = patterned
        self.setWindowTitle(self.tr("Concordance · {title}").format(title=title) if title else self.tr("Concordance"))
        self.wanted.setVisible(not patterned)
        self.reject_chosen.setVisible(patterned)
        self.reject_all.setVisible(patterned)
        self.take_chosen.setText(self.tr("Acce&pt the chosen") if patterned else self.tr("&Change the chosen"))
        self.take_all.setText(self.tr("Accept &all") if patterned else self.tr("Change &all"))
        self._count()

    def add(self, places: Sequence[Place]) -> None:
        """Shows more places."""
        first = not self.model.rows
        self.model.add(places)
        if first and self.model.rows:
            self.table.selectRow(0)
        self._count()

    def add_problem(self, sentence: str) -> None:
        """Says what could not be searched or done."""
        self._sentences.append(sentence)
        shown = self._sentences[-3:]
        more = len(self._sentences) - len(shown)
        head = [self.tr("%n more", "", more)] if more else []
        self.problems.setText("\n".join([*shown, *head]))
        self.problems.setToolTip("\n".join(self._sentences[-60:]))
        self.problems.show()

    @property
    def problem_sentences(self) -> Sequence[str]:
        """What could not be searched or done."""
        return self._sentences

    def show_progress(self, done: int, count: int, running: bool, /) -> None:
        """Shows how far a search, or a decision over many pages, is."""
        self.bar.setVisible(running)
        self.stop.setVisible(running)
        self.bar.setRange(0, max(count, 1))
        self.bar.setValue(done)
        self._count()

    def _count(self) -> None:
        pages = self.model.pages
        places = self.tr("%n place(s)", "", len(self.model.rows))
        self.told.setText(self.tr("{places} on %n page(s)", "", pages).format(places=places))
        for button in (self.take_chosen, self.take_all, self.reject_chosen, self.reject_all):
            button.setEnabled(bool(self.model.rows))

    # What is asked.

    @property
    def chosen(self) -> list[Place]:
        """The places that are chosen, in the list's order."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.rows[row].place for row in rows]

    @property
    def open_places(self) -> list[Place]:
        """The places that nothing was decided on."""
        return [row.place for row in self.model.rows if row.state in ("open", "postponed", "failed")]

    def step(self) -> None:
        """Goes on to the next row that is open."""
        rows = self.model.rows
        start = self.table.currentIndex().row()
        after = next((n for n in (*range(start, len(rows)), *range(start)) if rows[n].state == "open"), None)
        if after is not None:
            index = self.model.index(after, 0)
            self.table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.table.selectRow(after)

    def _press(self, wanted: str) -> None:
        if wanted == "go":
            self._go(self.table.currentIndex())
        elif wanted == "take":
            self._take(self.chosen)
        elif self._patterned:
            self._reject(self.chosen)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.place_requested.emit(self.model.rows[index.row()].place)

    def _take(self, places: list[Place]) -> None:
        if places and self._patterned:
            self.decide_requested.emit(places, True)
        elif places:
            self.change_requested.emit(places, self.wanted.text())

    def _reject(self, places: list[Place]) -> None:
        if places:
            self.decide_requested.emit(places, False)
