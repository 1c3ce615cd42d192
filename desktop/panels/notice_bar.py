"""What has to be known about the open page, above its texts, for as long as it is open."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget


class NoticeBar(QFrame):
    """Shows sentences under each other; not there where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notices")
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setAccessibleName(self.tr("Notices about this page"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.addWidget(self._label)
        self.show_notices(())

    @property
    def text(self) -> str:
        """The notices, one a line."""
        return self._label.text()

    def show_notices(self, notices: Sequence[str]) -> None:
        """Shows these notices and no others."""
        self._label.setText("\n".join(notices))
        self.setVisible(bool(notices))
