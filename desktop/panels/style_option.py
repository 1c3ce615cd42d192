"""The fields of Qt's style options, which its type stubs leave out."""

from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem


class OptionFields:
    """A style option by its fields (`rect`, `font`, `state`, `palette`, `widget`, …)."""

    def __init__(self, option: QStyleOptionViewItem) -> None:
        self._option: Any = option

    def __getattr__(self, name: str) -> Any:
        return getattr(self._option, name)

    def colour(self, role: QPalette.ColorRole) -> QColor:
        """A colour as the style takes it for the item: another one where its view has not the keyboard, which Qt then calls inactive."""
        active = self._option.state & QStyle.StateFlag.State_Active
        return QColor(self._option.palette.color(QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive, role))

    def clear_text(self) -> None:
        """Leaves the text out, so that the style draws the ground alone."""
        self._option.text = ""

    def draw(self, painter: QPainter) -> None:
        """Draws the item as the style of its view does."""
        style = self._option.widget.style() if self._option.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, self._option, painter, self._option.widget)

    def draw_ground(self, painter: QPainter) -> None:
        """Draws what lies under an item: its row's colour, chosen or not."""
        style = self._option.widget.style() if self._option.widget is not None else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, self._option, painter, self._option.widget)

    def text_place(self) -> QRect:
        """Where the style would draw the text: right of the tick, where there is one."""
        style = self._option.widget.style() if self._option.widget is not None else QApplication.style()
        return style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, self._option, self._option.widget)
