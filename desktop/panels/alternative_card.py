"""One of a finding's fixes as a button: its key, its title, what it does, its chance."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.models.detail import Alternative
from desktop.models.runs import plain
from desktop.panels.run_painter import RunPainter, runs_width
from desktop.theme import Theme

_PAD = 8
_KEY = 22  # pixels for the key's number


class AlternativeCard(QAbstractButton):
    """A wide button that draws a fix in one line; clicking it takes the fix."""

    def __init__(self, number: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._alternative = Alternative("", (), 0.0)
        self._theme = theme
        self._texts = RunPainter(theme)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._texts.set_theme(theme)
        self.update()

    def show_alternative(self, alternative: Alternative) -> None:
        """Shows another fix under the same key."""
        if alternative == self._alternative:
            return
        self._alternative = alternative
        self.setText(alternative.title)
        self.setAccessibleName(f"{self._number + 1}: {alternative.title}")
        self.setAccessibleDescription(plain(alternative.runs))
        self.setToolTip(plain(alternative.runs))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().height() + _PAD)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        taken = self._alternative.taken
        lit = self.underMouse() or self.hasFocus() or self.isDown()
        edge = QColor(theme.states["accepted"] if taken else theme.accent if lit else theme.border)
        painter.setPen(QPen(edge, 2.0 if taken or self.hasFocus() else 1.0))
        painter.setBrush(self.palette().color(QPalette.ColorRole.AlternateBase if lit else QPalette.ColorRole.Base))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        inside = self.rect().adjusted(_PAD, 3, -_PAD, -3)
        height = inside.height()
        if self._number < 3:
            self._paint_key(painter, QRect(inside.left(), inside.top(), _KEY - 4, height))
        percent = f"{self._alternative.probability * 100:.0f}%"
        room = self.fontMetrics().horizontalAdvance(percent)
        text = QRect(inside.left() + _KEY + 4, inside.top(), inside.width() - _KEY - room - 16, height)
        painter.setPen(QColor(theme.text))
        title = painter.fontMetrics().elidedText(self._alternative.title, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, title)
        beside = text.adjusted(painter.fontMetrics().horizontalAdvance(title) + 2 * _PAD, 0, 0, 0)
        if runs_width(painter.fontMetrics(), self._alternative.runs) <= beside.width():
            self._texts.paint(painter, beside, self._alternative.runs)
            painter.setFont(self.font())
        painter.setPen(QColor(theme.dim))
        painter.drawText(
            QRect(inside.right() - room, inside.top(), room + 1, height),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            percent,
        )

    def _paint_key(self, painter: QPainter, place: QRect) -> None:
        painter.setPen(QPen(QColor(self._theme.border), 1.0))
        painter.setBrush(QColor(self._theme.window))
        painter.drawRoundedRect(place, 3, 3)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(self._number + 1))
