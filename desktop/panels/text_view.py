"""A text with line numbers and marks; the common ground of the source and the cleaned text."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.models.marks import Mark
from desktop.offsets import Shown, replacements, units
from desktop.panels.gutter import Gutter
from desktop.panels.highlighter import MarkHighlighter
from desktop.theme import Theme


class TextView(QPlainTextEdit):
    """Shows a text as Qt can hold it; every offset that goes in or out is in code points of the text itself.

    `scrolled` tells the offset at the top after a scroll by the user, `place_pressed` the offset that was clicked.
    """

    scrolled = Signal(int)
    place_pressed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Shown("")
        self._quiet = 0
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.document().setDocumentMargin(8)
        self.highlighter = MarkHighlighter(self.document(), theme)
        self.gutter = Gutter(self, theme)
        self.updateRequest.connect(self._gutter_moved)
        self.blockCountChanged.connect(self._fit_gutter)
        self.verticalScrollBar().valueChanged.connect(self._tell_scroll)
        self._fit_gutter()

    @property
    def text(self) -> str:
        """The text that is shown."""
        return self._shown.text

    def set_theme(self, theme: Theme) -> None:
        """Shows itself in other colours."""
        self.highlighter.set_theme(theme)
        self.gutter.set_theme(theme)

    def set_read_only(self, read_only: bool, /) -> None:
        """Whether the text can be typed into; one that cannot is still walked through and copied from by keyboard."""
        self.setReadOnly(read_only)
        if read_only:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)

    def open_text(self, text: str, marks: Sequence[Mark], chosen: Sequence[Mark] = ()) -> None:
        """Shows another text from its beginning, with its marks and those of the chosen finding over them."""
        self._shown = Shown(text)
        self.highlighter.prepare(marks, chosen, self._shown)
        self._quiet += 1
        self.setPlainText(self._shown.shown)
        self.verticalScrollBar().setValue(0)
        self._quiet -= 1
        self._refresh(chosen)

    def change_text(self, text: str, marks: Sequence[Mark], chosen: Sequence[Mark] = ()) -> None:
        """Shows a later state of the same text: only what differs is replaced, so that caret and scroll stay."""
        before = self._in_document()
        self._shown = Shown(text)
        self.highlighter.prepare(marks, chosen, self._shown)
        changes = replacements(before, self._shown.shown)
        if changes:
            self._quiet += 1
            top = self.cursorForPosition(QPoint(0, 2))
            cursor = QTextCursor(self.document())
            cursor.beginEditBlock()
            for start, end, new in reversed(changes):
                cursor.setPosition(units(before[:start]))
                cursor.setPosition(cursor.position() + units(before[start:end]), QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(new)
            cursor.endEditBlock()
            self._scroll_to(top.position())
            self._quiet -= 1
        self._refresh(chosen)

    def set_marks(self, marks: Sequence[Mark], chosen: Sequence[Mark] = ()) -> None:
        """Shows other marks on the same text."""
        self.highlighter.prepare(marks, chosen, self._shown)
        self._refresh(chosen)

    def set_chosen(self, chosen: Sequence[Mark]) -> None:
        """Shows the marks of another chosen finding over those of all."""
        self.highlighter.prepare_chosen(chosen, self._shown)
        self._refresh(chosen)

    def _refresh(self, chosen: Sequence[Mark]) -> None:
        self.highlighter.refresh()
        self.gutter.point_at(self._shown.line_of(mark.start) for mark in chosen)

    def _in_document(self) -> str:
        """What the document holds, before it is changed."""
        return self._shown.shown

    # Places.

    @property
    def caret(self) -> int:
        """The offset of the caret."""
        return self._shown.to_text(self.textCursor().position())

    def set_caret(self, offset: int) -> None:
        """Puts the caret at an offset, without scrolling the other text."""
        self._quiet += 1
        cursor = self.textCursor()
        cursor.setPosition(min(self._shown.to_qt(offset), self._shown.units))
        self.setTextCursor(cursor)
        self._quiet -= 1

    def show_place(self, start: int) -> None:
        """Scrolls so that an offset can be seen, to the middle where it could not be seen before."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(self._shown.to_qt(start), self._shown.units))
        room = self.viewport().rect().adjusted(0, 24, 0, -24)
        if room.contains(self.cursorRect(cursor).center()):
            return
        self.set_caret(start)
        self._quiet += 1
        self.centerCursor()
        self._quiet -= 1

    def top_offset(self) -> int:
        """The offset of the first character that can be seen."""
        return self._shown.to_text(self.cursorForPosition(QPoint(0, 2)).position())

    def show_top(self, offset: int) -> None:
        """Scrolls so that the line of an offset is the first one that can be seen."""
        self._quiet += 1
        self._scroll_to(min(self._shown.to_qt(offset), self._shown.units))
        self._quiet -= 1

    def _scroll_to(self, position: int) -> None:
        block = self.document().findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        self.verticalScrollBar().setValue(block.firstLineNumber() + (line.lineNumber() if line.isValid() else 0))

    def selected_text(self) -> str:
        """The text itself under the selection, which Qt's own clipboard would lose characters of."""
        cursor = self.textCursor()
        return self.text[self._shown.to_text(cursor.selectionStart()) : self._shown.to_text(cursor.selectionEnd())]

    # What Qt asks.

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.selected_text())
        return data

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.place_pressed.emit(self.caret)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self.gutter.setGeometry(QRect(inside.left(), inside.top(), self.gutter.room(), inside.height()))

    def _tell_scroll(self) -> None:
        if not self._quiet:
            self.scrolled.emit(self.top_offset())

    def _fit_gutter(self) -> None:
        self.setViewportMargins(self.gutter.room(), 0, 0, 0)
        inside = self.contentsRect()
        self.gutter.setGeometry(QRect(inside.left(), inside.top(), self.gutter.room(), inside.height()))

    def _gutter_moved(self, rect: QRect, dy: int) -> None:
        if dy:
            self.gutter.scroll(0, dy)
        else:
            self.gutter.update(0, rect.y(), self.gutter.width(), rect.height())

    def set_text_font(self, font: QFont) -> None:
        """Shows the text in another font or size."""
        self.setFont(font)
        self.gutter.fit()
        self._fit_gutter()
