"""The keys of the window: a sheet that shows them, and a dialog in which they are changed."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.looks import REFUSED, colour_words
from desktop.models.keys import Command, Keys, Where, shown_key

_ID = Qt.ItemDataRole.UserRole


def place_name(where: Where) -> str:
    """What a place is called where keys work."""
    names = {
        Where.LIST: QCoreApplication.translate("Keys", "In the list of findings and beside it"),
        Where.TEXT: QCoreApplication.translate("Keys", "In the two texts"),
        Where.WINDOW: QCoreApplication.translate("Keys", "Everywhere"),
    }
    return names[where]


class KeyTree(QTreeWidget):
    """Commands with their keys, by the place where they work."""

    def __init__(self, keys: Keys, parent: QWidget | None = None, *, all_commands: bool) -> None:
        super().__init__(parent)
        self._keys = keys
        self._all = all_commands
        self.setColumnCount(2)
        self.setHeaderLabels([self.tr("What"), self.tr("Keys")])
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setAccessibleName(self.tr("Commands and their keys"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self.show_keys()

    def show_keys(self) -> None:
        """Shows the keys as they are now, with the same command chosen."""
        before = self.chosen
        self.clear()
        for where in (Where.LIST, Where.TEXT, Where.WINDOW):
            head = QTreeWidgetItem([place_name(where), ""])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            self.addTopLevelItem(head)
            for command in self._keys.commands:
                keys = self._keys.of(command)
                if command.where is where and (keys or self._all):
                    # Both keys called Enter have one name.
                    item = QTreeWidgetItem(head, [command.title, "   ".join(dict.fromkeys(map(shown_key, keys)))])
                    item.setData(0, _ID, command.id)
                    if before is not None and command.id == before.id:
                        self.setCurrentItem(item)
        self.expandAll()

    @property
    def chosen(self) -> Command | None:
        """The command of the current row."""
        item = self.currentItem()
        name = None if item is None else item.data(0, _ID)
        return next((c for c in self._keys.commands if c.id == name), None)

    def choose(self, command_id: str) -> None:
        """Makes the row of a command the current one."""
        for item in self.findItems("*", Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive):
            if item.data(0, _ID) == command_id:
                self.setCurrentItem(item)


class KeySheet(QDialog):
    """All keys on one sheet, to be left open beside the work."""

    def __init__(self, keys: Keys, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        self.tree = KeyTree(keys, self, all_commands=False)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tree)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # it would look as if it had the keyboard
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.resize(560, 640)


class Recorder(QKeySequenceEdit):
    """Takes the key that is pressed, but for Tab, by which one leaves it."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key, shift = event.key(), event.modifiers() == Qt.KeyboardModifier.ShiftModifier
            if key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Tab and not event.modifiers()):
                return self.focusNextPrevChild(not shift)
        return super().event(event)


class KeysDialog(QDialog):
    """Shows the keys and changes them; a key that is taken is refused, and who has it is said. `changed` is called after each change."""

    def __init__(self, keys: Keys, changed: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Change keys"))
        self._keys = keys
        self._changed = changed
        self.tree = KeyTree(keys, self, all_commands=True)
        self.recorder = Recorder(self)
        self.recorder.setMaximumSequenceLength(1)
        self.recorder.setAccessibleName(self.tr("New key"))
        self.set_button = QPushButton(self.tr("&Use this key alone"), self)
        self.add_button = QPushButton(self.tr("Use it &too"), self)
        self.clear_button = QPushButton(self.tr("&No key"), self)
        self.said = QLabel(self)
        colour_words(self.said, REFUSED)
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self.tree.currentItemChanged.connect(self._chosen)
        self.set_button.clicked.connect(lambda: self._change(self._recorded()))
        self.add_button.clicked.connect(lambda: self._change((*self._now(), *self._recorded())))
        self.clear_button.clicked.connect(lambda: self._change(()))
        self._chosen()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.addWidget(self.tree, 1)
        row = QHBoxLayout()
        for widget in (self.recorder, self.set_button, self.add_button, self.clear_button):
            row.addWidget(widget)
        layout.addLayout(row)
        layout.addWidget(self.said)
        usual = QDialogButtonBox.StandardButton.RestoreDefaults
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close | usual, self)
        buttons.rejected.connect(self.reject)
        restore = buttons.button(usual)
        restore.setText(self.tr("Usual keys"))
        restore.clicked.connect(self._reset)
        layout.addWidget(buttons)
        self.resize(640, 640)

    def _recorded(self) -> tuple[str, ...]:
        name = self.recorder.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        return (name,) if name else ()

    def _now(self) -> tuple[str, ...]:
        command = self.tree.chosen
        return () if command is None else self._keys.of(command)

    def _chosen(self, current: QTreeWidgetItem | QModelIndex | None = None) -> None:
        there = self.tree.chosen is not None
        for widget in (self.recorder, self.set_button, self.add_button, self.clear_button):
            widget.setEnabled(there)
        self.recorder.clear()
        self.said.clear()

    def _change(self, wanted: tuple[str, ...]) -> None:
        command = self.tree.chosen
        if command is None:
            return
        clashes = self._keys.change(command, wanted)
        if clashes:
            said = self.tr("{key} is taken by “{command}” ({place}). Give that another key first.")
            first = clashes[0]
            self.said.setText(said.format(key=shown_key(first.key), command=first.command.title, place=place_name(first.command.where)))
            return
        self._show_changed()

    def _reset(self) -> None:
        self._keys.reset()
        self._show_changed()

    def _show_changed(self) -> None:
        self.tree.show_keys()
        self._chosen()
        self._changed()
