"""The source text of the page: read, never changed."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.looks import head
from desktop.panels.text_view import TextView
from desktop.theme import Theme


class SourcePanel(QWidget):
    """The source under a line that says where it comes from."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = TextView(theme, self)
        self.view.set_read_only(True)
        self.view.setAccessibleName(self.tr("Source text"))
        self._heading = QLabel(self.tr("Source"), self)
        head(self._heading)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._heading)
        layout.addWidget(self.view)

    def describe(self, encoding: str, characters: int) -> None:
        """Says how the file is written and how long the page is, in code points."""
        self._heading.setText(self.tr("Source · {encoding} · %n character(s)", "", characters).format(encoding=encoding))
