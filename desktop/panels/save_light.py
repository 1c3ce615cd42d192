"""How the saving of decisions stands, in the status bar: by shape, colour and words."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.theme import Theme

_SIDE = 12  # pixels


class SaveLight(QWidget):
    """Shows one of the states of a Saver: a tick (on the disk), a ring (on its way), a cross (cannot be saved)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = _Sign(theme, self)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.addWidget(self._sign)
        layout.addWidget(self._words)
        self.setAccessibleName(self.tr("Saving"))
        self.show_state("saved", "")

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    @property
    def state(self) -> str:
        """How saving stands: `saved`, `saving` or `failed`."""
        return self._sign.state

    def set_theme(self, theme: Theme) -> None:
        """Shows itself in other colours."""
        self._sign.theme = theme
        self._sign.update()

    def show_state(self, state: str, reason: str, /) -> None:
        """Shows `saved`, `saving` or `failed`, with the reason as its tool tip."""
        words = {"saved": self.tr("Saved"), "saving": self.tr("Saving…"), "failed": self.tr("Cannot save")}
        self._words.setText(words[state])
        self.setAccessibleDescription(words[state])
        self.setToolTip(reason)
        self._sign.state = state
        self._sign.update()


class _Sign(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.state = "saved"
        self.setFixedSize(QSize(_SIDE, _SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = {"saved": "accepted", "saving": "postponed", "failed": "rejected"}
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.theme.states[colours[self.state]]), 2.0))
        box = QRectF(2, 2, _SIDE - 4, _SIDE - 4)
        if self.state == "saved":
            painter.drawPolyline([QPointF(2, 6.5), QPointF(5, 9.5), QPointF(10, 2.5)])
        elif self.state == "saving":
            painter.drawEllipse(box)
        else:
            painter.drawLine(box.topLeft(), box.bottomRight())
            painter.drawLine(box.topRight(), box.bottomLeft())
        painter.end()
