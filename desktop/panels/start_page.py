"""What the window shows while no page is open: folders to open, and work that could not be saved."""

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.looks import colour_words

_WIDTH = 520  # pixels of the column
_MNEMONIC = re.compile(r"\(&.\)|&")


class StartPage(QScrollArea):
    """Offers actions, the folders opened before, and files with work in recovery files; `path_requested` tells which was chosen."""

    path_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(self.tr("Start"))
        self._body = QWidget(self)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(40, 32, 40, 32)
        self._column.setSpacing(8)
        title = self._label("Kanwu 勘误")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        title.setFont(font)
        self._label(self.tr("Open the pages that are to be reviewed."), quiet=True)
        self.buttons: list[QPushButton] = []
        self._waiting_words = self._label(self.tr("Decisions on these files could not be saved the last time, and were kept:"))
        self.waiting = self._list(self.tr("Files with kept decisions"))
        self._recent_words = self._label(self.tr("Opened before"), quiet=True)
        self.recent = self._list(self.tr("Folders opened before"))
        self._column.addStretch()
        self._body.setMaximumWidth(_WIDTH + 80)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(self._body)

    def add_actions(self, actions: Sequence[QAction]) -> None:
        """Puts a button for each action under the title."""
        for number, action in enumerate(actions):
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            words = _MNEMONIC.sub("", action.text())
            button = QPushButton(f"{words}  ({key})" if key else words, self._body)
            button.setMinimumHeight(36)
            button.setAutoDefault(True)
            button.clicked.connect(action.trigger)
            self._column.insertWidget(2 + number, button)
            self.buttons.append(button)

    def show_paths(self, recent: Sequence[Path], waiting: Sequence[Path]) -> None:
        """Shows the folders opened before that are still there, and the files with kept decisions."""
        for words, shown, paths in (
            (self._recent_words, self.recent, [path for path in recent if path.is_dir()]),
            (self._waiting_words, self.waiting, list(waiting)),
        ):
            shown.clear()
            for path in paths:
                item = QListWidgetItem(f"{path.name}    {path.parent}", shown)
                item.setData(Qt.ItemDataRole.UserRole, str(path))
                item.setToolTip(str(path))
            words.setVisible(bool(paths))
            shown.setVisible(bool(paths))
            shown.setMaximumHeight((shown.sizeHintForRow(0) if paths else 0) * max(len(paths), 1) + 8)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.buttons:
            # The window gives its own first focus when it is shown: after that.
            QTimer.singleShot(0, self, self.buttons[0].setFocus)

    def _label(self, text: str, *, quiet: bool = False) -> QLabel:
        label = QLabel(text, self._body)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if quiet:
            colour_words(label)
        self._column.addWidget(label)
        return label

    def _list(self, name: str) -> QListWidget:
        made = QListWidget(self._body)
        made.setAccessibleName(name)
        made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.itemActivated.connect(self._tell)
        made.itemClicked.connect(self._tell)
        self._column.addWidget(made)
        return made

    def _tell(self, item: QListWidgetItem) -> None:
        self.path_requested.emit(item.data(Qt.ItemDataRole.UserRole))
