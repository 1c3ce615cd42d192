"""Choosing a place of the page: by a click in either text, or by typing how it begins."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from desktop.looks import draw_notice, show_fields
from desktop.models.places import Place

_ROWS = 9  # places that are shown without scrolling, where the window is high
_SHARE = 8  # part of the window's height that they may take: a place may be chosen in the texts below as well
_FEWEST = 4


class PickBar(QFrame):
    """Says what is to be chosen; `words_changed` asks for the places that hold some words, `picked` tells the source offset that was
    chosen here, `passed` that the question is left open and the next one wanted, `cancelled` that none shall be.
    """

    words_changed = Signal(str)
    picked = Signal(int)
    passed = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbered = False
        self._passable = False
        draw_notice(self)
        show_fields(self)
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("or type its first characters"))
        self.line.setAccessibleName(self.tr("First characters of the place"))
        self.line.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Places with these characters"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.hide()
        cancel = QPushButton(self.tr("Cancel"), self)
        row = QHBoxLayout()
        row.addWidget(self._label, 3)
        row.addWidget(self.line, 2)
        row.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.addLayout(row)
        layout.addWidget(self.list)
        self.line.textChanged.connect(self.words_changed)
        self.line.returnPressed.connect(self._take)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(lambda item: self.picked.emit(item.data(Qt.ItemDataRole.UserRole)))
        cancel.clicked.connect(self.cancelled)
        self.hide()

    @property
    def question(self) -> str:
        """What is asked."""
        return self._label.text()

    def ask(self, text: str, places: Sequence[Place] = (), *, passable: bool = False) -> None:
        """Asks for a place; the likeliest are chosen by their number while nothing is typed. With `passable` Space passes the question."""
        self._label.setText(text)
        self._passable = passable
        with QSignalBlocker(self.line):
            self.line.clear()
        self.show_likely(places)
        self.show()
        self.line.setFocus()

    def show_likely(self, places: Sequence[Place]) -> None:
        """Shows the likeliest places with their numbers, unless something was typed meanwhile."""
        if not self.line.text():
            self._fill(places, numbered=True)

    def show_places(self, places: Sequence[Place]) -> None:
        """Shows the places that hold what was typed, the first one chosen."""
        self._fill(places, numbered=False)

    def _fill(self, places: Sequence[Place], *, numbered: bool) -> None:
        self._numbered = numbered
        self.list.clear()
        for number, place in enumerate(places, 1):
            text = self.tr("Line {number}: {text}").format(number=place.line, text=place.text)
            item = QListWidgetItem(f"{number}   {text}" if numbered else text, self.list)
            item.setData(Qt.ItemDataRole.UserRole, place.offset)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(places))
        if places:
            row = max(1, self.list.sizeHintForRow(0))
            most = max(_FEWEST, min(_ROWS, self.window().height() // (_SHARE * row)))
            self.list.setFixedHeight(min(len(places), most) * row + 2 * self.list.frameWidth() + 2)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.picked.emit(item.data(Qt.ItemDataRole.UserRole))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Up and Down walk through the list while the words are typed; Esc gives the choice up.
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            key = event.key()
            if key == Qt.Key.Key_Escape:
                event.accept()
                if event.type() is QEvent.Type.KeyPress:
                    self.cancelled.emit()
                return True
            if event.type() is QEvent.Type.KeyPress and not self.line.text() and self._answer_by(event.text()):
                return True
            if event.type() is QEvent.Type.KeyPress and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.list.count():
                step = 1 if key == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def _answer_by(self, typed: str) -> bool:
        """Takes the place of a number, or passes the question; whether the character typed does either."""
        if typed == " " and self._passable:
            self.passed.emit()
            return True
        number = "123456789".find(typed) if typed else -1
        if self._numbered and 0 <= number < self.list.count():
            self.picked.emit(self.list.item(number).data(Qt.ItemDataRole.UserRole))
            return True
        return False
