"""A button that is an action: its name, its key, whether it can be pressed."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

_MNEMONIC = re.compile(r"\(&.\)|&")


class ActionButton(QToolButton):
    """Shows the action's name and its first key, which follow when they are changed."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDefaultAction(action)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Qt itself renames the button when the action changes: ours comes after that.
        action.changed.connect(self._name)
        self._name()

    def _name(self) -> None:
        action = self.defaultAction()
        # The menu's letter for Alt, which Chinese puts in brackets, is not the action's key.
        title = _MNEMONIC.sub("", action.text())
        self.setText(f"{title}  {action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)}".rstrip())
        self.setAccessibleName(title)
