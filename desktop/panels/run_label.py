"""Runs of text as a paragraph that wraps: what differs told by line and weight as well as by colour."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.models.runs import Role, Runs, plain
from desktop.offsets import units
from desktop.theme import Theme

_ENDLESS: Final = 1_000_000  # pixels of a line that does not wrap
_WIDTHS: Final = 4  # widths that layouts ask for in turn, of which the text stays laid out
_CHANGED: Final = (Role.REMOVED, Role.ADDED, Role.CROSSED)


class RunLabel(QWidget):
    """Shows runs; hidden where there are none. Laid out by itself, since a label with rich text takes ten times as long."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, wraps: bool = True, right: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wraps = wraps
        self._right = right
        self._runs: Runs = ()
        self._laid: dict[int, tuple[QTextLayout, int]] = {}  # by its width the text laid out, and its height
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._laid = {}
        self.update()

    def show_runs(self, runs: Runs) -> None:
        """Shows other runs."""
        if runs != self._runs:
            before = self.heightForWidth(self.width())
            self._runs = runs
            self._laid = {}
            self.setAccessibleName(plain(runs))
            if self.heightForWidth(self.width()) != before:
                self.updateGeometry()
            self.update()
        self.setVisible(bool(runs))

    @property
    def runs(self) -> Runs:
        return self._runs

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(width)[1]

    def sizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(20, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        laid, height = self._lay_out(self.width())
        painter = QPainter(self)
        painter.setPen(QColor(self._theme.runs[Role.CONTEXT]))
        over = max(0, self.height() - height)
        laid.draw(painter, QPointF(0, over if self._right else 0 if self._wraps else over / 2))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._laid = {}
            self.updateGeometry()

    def _lay_out(self, width: int) -> tuple[QTextLayout, int]:
        known = self._laid.get(width)
        if known is not None:
            return known
        if len(self._laid) == _WIDTHS:
            self._laid = {}
        laid = QTextLayout("".join(run.text for run in self._runs), self.font())
        laid.setCacheEnabled(True)
        option = QTextOption(Qt.AlignmentFlag.AlignRight if self._right else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if self._wraps else QTextOption.WrapMode.NoWrap)
        laid.setTextOption(option)
        laid.setFormats(self._formats())
        laid.beginLayout()
        height = 0.0
        while True:
            line = laid.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(1, width) if self._wraps else _ENDLESS)
            line.setPosition(QPointF(0, height))
            height += line.height()
        laid.endLayout()
        made = self._laid[width] = (laid, round(height + 0.5) + 1)
        return made

    def _formats(self) -> list[QTextLayout.FormatRange]:
        made = []
        at = 0
        for text, role in self._runs:
            here = QTextLayout.FormatRange()
            here.start, here.length = at, units(text)
            at += here.length
            look = QTextCharFormat()
            look.setForeground(QColor(self._theme.runs[role]))
            look.setFontStrikeOut(role is Role.REMOVED)
            look.setFontUnderline(role in (Role.ADDED, Role.FLAGGED, Role.CROSSED))
            if role is Role.CROSSED:
                look.setFontWeight(QFont.Weight.Bold)
            if role in _CHANGED:
                look.setBackground(QColor(self._theme.halo))
            here.format = look
            made.append(here)
        return made
