"""The remarks and bookmarks of a page in a small dock."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from desktop.looks import show_focus
from desktop.models.notes import NoteRow

_ROW = Qt.ItemDataRole.UserRole


class NotesList(QListWidget):
    """Enter goes to a note, Del takes it away."""

    pressed_key = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Return: "go", Qt.Key.Key_Enter: "go", Qt.Key.Key_Delete: "remove"}
        wanted = keys.get(Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
        else:
            self.pressed_key.emit(wanted)


class NotesPanel(QWidget):
    """`place_requested(source offset)` goes there, `change_requested(id, text)` and `remove_requested(id)` are of the chosen one."""

    place_requested = Signal(int)
    change_requested = Signal(str, str)
    remove_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = NotesList(self)
        self.list.setAccessibleName(self.tr("Notes and bookmarks"))
        self.list.setWordWrap(True)
        show_focus(self.list)
        self.change = QPushButton(self.tr("&Change…"), self)
        self.remove = QPushButton(self.tr("Re&move"), self)
        row = QHBoxLayout()
        for button in (self.change, self.remove):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self.list.itemDoubleClicked.connect(lambda _item: self._press("go"))
        self.list.pressed_key.connect(self._press)
        self.list.currentRowChanged.connect(self._offer)
        self.change.clicked.connect(self._change)
        self.remove.clicked.connect(lambda: self._press("remove"))
        self._offer()

    def show_rows(self, rows: Sequence[NoteRow], *, read_only: bool = False) -> None:
        """Shows the notes of a page."""
        chosen = self.chosen
        self.list.clear()
        for row in rows:
            where = self.tr("page") if row.line is None else self.tr("line {number}").format(number=row.line)
            sign = "⚑" if row.bookmark else "✎"
            item = QListWidgetItem(f"{sign} {where}: {' – '.join(part for part in (row.text, row.words and f'“{row.words}”') if part)}")
            item.setData(_ROW, row)
            self.list.addItem(item)
            if chosen is not None and row.id == chosen.id:
                self.list.setCurrentItem(item)
        self.list.setEnabled(not read_only)
        self.setWindowTitle(self.tr("Notes · %n", "", len(rows)) if rows else self.tr("Notes"))
        self._offer()

    @property
    def chosen(self) -> NoteRow | None:
        """The note that is chosen."""
        item = self.list.currentItem()
        row = None if item is None else item.data(_ROW)
        return row if isinstance(row, NoteRow) else None

    def _offer(self) -> None:
        for button in (self.change, self.remove):
            button.setEnabled(self.chosen is not None and self.list.isEnabled())

    def _press(self, wanted: str) -> None:
        row = self.chosen
        if row is None:
            return
        if wanted == "remove":
            self.remove_requested.emit(row.id)
        elif row.place is not None:
            self.place_requested.emit(row.place)

    def _change(self) -> None:
        row = self.chosen
        if row is not None:
            self.change_requested.emit(row.id, row.text)
