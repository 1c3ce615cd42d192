"""A text with line numbers and marks; the common ground of the source and the cleaned text."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QResizeEvent, QTextCursor, QTextOption, QWheelEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from cleanup.page import Span
from desktop.looks import draw_notice
from desktop.models.mark_changes import MarkChange
from desktop.models.marks import Mark
from desktop.offsets import Shown, replacements, units
from desktop.panels.chosen_marks import ChosenMarks
from desktop.panels.gutter import Flag, Gutter
from desktop.panels.highlighter import MarkHighlighter
from desktop.panels.mark_formats import TINTS
from desktop.theme import Theme

_EDGE = 24  # pixels above and below a place that is shown
_NOTCH = 120  # a step of a wheel
_TRIES = 5  # times that a scroll is mended


class TextView(QPlainTextEdit):
    """Shows a text as Qt can hold it; every offset that goes in or out is in code points of the text itself.

    `scrolled` tells, after a scroll by the user, an offset that can be seen and its height in pixels; `place_pressed` the offset that
    was clicked and its height, `zoom_requested` by how many steps the wheel was turned with Ctrl held, negative for smaller letters.
    """

    scrolled = Signal(int, int)
    place_pressed = Signal(int, int)
    zoom_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Shown("")
        self._marked = ""  # the text that the marks were made for
        self._quiet = 0
        self._turned = 0  # of the wheel's next step, in Qt's eighths of a degree
        self._font: QFont | None = None
        self._sight = QSize()  # of the viewport; to ask that for it makes PySide load every kind of widget there is
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.document().setDocumentMargin(8)
        self.highlighter = MarkHighlighter(self.document(), theme)
        self.chosen = ChosenMarks(self, theme)
        self._choosing = False
        self.gutter = Gutter(self, theme, self.highlighter)
        self._banner = QLabel(self)
        draw_notice(self._banner)
        self._banner.setMargin(5)
        self._banner.setTextFormat(Qt.TextFormat.PlainText)
        self._banner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._banner.hide()
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
        self.chosen.set_theme(theme)
        self.gutter.set_theme(theme)

    def show_flags(self, flags: Mapping[int, tuple[Flag, ...]]) -> None:
        """Shows remarks and bookmarks in the gutter, by their lines from 0."""
        if flags != self.gutter.flags:
            self.gutter.show_flags(flags)
            self._fit_gutter()

    def set_read_only(self, read_only: bool, /) -> None:
        """Whether the text can be typed into; one that cannot is still walked through and copied from by keyboard."""
        self.setReadOnly(read_only)
        if read_only:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)

    def open_text(self, text: str, marks: Sequence[Mark], chosen: Sequence[Mark] = (), links: Sequence[Span] = ()) -> None:
        """Shows another text from its beginning, with its marks and those of the chosen finding over them; `links` are its joins' ends."""
        self._shown, self._marked = Shown(text), text
        self.highlighter.prepare(marks, self._shown)
        self._quiet += 1
        self.setPlainText(self._shown.shown)
        self.verticalScrollBar().setValue(0)
        self._quiet -= 1
        self.highlighter.refresh()
        self.set_chosen(chosen, links)

    def change_text(self, text: str, marks: Sequence[Mark], chosen: Sequence[Mark] = (), links: Sequence[Span] = ()) -> None:
        """Shows a later state of the same text: only what differs is replaced, so that caret and scroll stay."""
        before = self._in_document()
        self._shown, self._marked = Shown(text), text
        self.highlighter.prepare(marks, self._shown)
        self._put(before)
        self.highlighter.refresh()
        self.set_chosen(chosen, links)

    def take_change(self, text: str, change: MarkChange, chosen: Sequence[Mark] = (), links: Sequence[Span] = ()) -> bool:
        """As `change_text`, where few lines have other marks; False, and nothing is done, where another text is shown than before."""
        if self._shown.text == text != change.before == self._marked:
            # Somebody has typed since the marks were made, and they have moved with the text.
            self.highlighter.prepare_change(change._replace(change=None), self._shown, self._shown)
            self._marked = text
            self.highlighter.refresh()
            self.set_chosen(chosen, links)
            return True
        before = self._in_document()
        if self._shown.text != change.before or before != self._shown.shown:
            return False
        self._marked = text
        known = self._shown
        if text != known.text:
            self._shown = Shown(text)
        self.highlighter.prepare_change(change, known, self._shown)
        if text != known.text:
            self._put(before)
        self.highlighter.refresh()
        self.set_chosen(chosen, links)
        return True

    def _put(self, before: str) -> None:
        """Makes the text that is shown of what the document holds; only what differs is replaced."""
        changes = replacements(before, self._shown.shown)
        if not changes:
            return
        self._quiet += 1
        top = self.cursorForPosition(QPoint(0, 2))
        cursor = QTextCursor(self.document())
        layout = self.document().documentLayout()
        # Where a single line changes, Qt's layout would have the whole view painted.
        start, end, new = changes[0]
        alone = len(changes) == 1 and "\n" not in new and "\n" not in before[start:end]
        block = self.document().findBlock(units(before[:start]))
        height = layout.blockBoundingRect(block).height()
        layout.blockSignals(alone)
        cursor.beginEditBlock()
        for start, end, new in reversed(changes):
            cursor.setPosition(units(before[:start]))
            cursor.setPosition(cursor.position() + units(before[start:end]), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(new)
        cursor.endEditBlock()
        layout.blockSignals(False)
        if alone and layout.blockBoundingRect(block).height() == height:
            layout.updateBlock.emit(block)
        elif alone:
            layout.documentSizeChanged.emit(layout.documentSize())
            self.viewport().update()
            self.gutter.update()
        self._scroll_to(top.position())
        self._quiet -= 1

    def set_marks(self, marks: Sequence[Mark], chosen: Sequence[Mark] = (), links: Sequence[Span] = ()) -> None:
        """Shows other marks on the same text."""
        self._marked = self._shown.text
        self.highlighter.prepare(marks, self._shown)
        self.highlighter.refresh()
        self.set_chosen(chosen, links)

    def set_chosen(self, chosen: Sequence[Mark], links: Sequence[Span] = ()) -> None:
        """Shows the marks of another chosen finding over those of all."""
        self._choosing = True  # the gutter shows nothing of that but what it is told
        self.chosen.show(chosen, self._shown)
        self._choosing = False
        line_of = self._shown.line_of
        self.gutter.point_at((line_of(m.start) for m in chosen if m.style not in TINTS), ((line_of(a), line_of(b)) for a, b in links))

    def _in_document(self) -> str:
        """What the document holds, before it is changed."""
        return self._shown.shown

    # Places.

    def line_of(self, offset: int) -> int:
        """The number of the line, from 0, that holds an offset."""
        return self._shown.line_of(offset)

    def start_of_line(self, number: int) -> int:
        """The offset at which a line begins, counted from 0; that of the nearest where there is none of that number."""
        starts = self._shown.line_starts
        return starts[min(max(number, 0), len(starts) - 1)]

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
        if self._is_seen(start):
            return
        self.set_caret(start)
        self._quiet += 1
        self.centerCursor()
        self._quiet -= 1

    def show_places(self, start: int, other: int) -> None:
        """As `show_place`, so that another offset is seen too where there is room for both."""
        self._quiet += 1
        if not (self._is_seen(start) and self._is_seen(other)):
            before = self.verticalScrollBar().value()
            first, last = sorted((start, other))
            self.show_beside(first, _EDGE)
            if self._is_seen(last):
                apart = self.height_of(last) - self.height_of(first)
                self.show_beside(first, max(_EDGE, (self._sight.height() - apart - self.fontMetrics().lineSpacing()) // 2))
            else:
                self.verticalScrollBar().setValue(before)
                self.show_place(start)
        self._quiet -= 1

    def _is_seen(self, offset: int) -> bool:
        """Whether an offset stands well inside of what can be seen."""
        room = QRect(QPoint(0, 0), self._sight).adjusted(0, _EDGE, 0, -_EDGE)
        return room.contains(self.cursorRect(self._cursor_at(offset)).center())

    def top_offset(self) -> int:
        """The offset of the first character that can be seen."""
        return self._shown.to_text(self.cursorForPosition(QPoint(0, 2)).position())

    def show_top(self, offset: int) -> None:
        """Scrolls so that the line of an offset is the first one that can be seen."""
        self._quiet += 1
        self._scroll_to(min(self._shown.to_qt(offset), self._shown.units))
        self._quiet -= 1

    # Heights: one text follows the other so that what is equal stands at one height.

    def anchor(self) -> tuple[int, int]:
        """An offset in the upper part of what can be seen, and its height in pixels: what the other text is laid beside."""
        cursor = self.cursorForPosition(QPoint(4, max(2, self._sight.height() // 3)))
        return self._shown.to_text(cursor.position()), self.cursorRect(cursor).top()

    def height_of(self, offset: int) -> int:
        """The height at which an offset stands now, in pixels from the top of the text; beyond the edges where it cannot be seen."""
        return self.cursorRect(self._cursor_at(offset)).top()

    def show_beside(self, offset: int, height: int) -> None:
        """Scrolls so that an offset stands at a height, as near as whole lines allow."""
        self._quiet += 1
        bar = self.verticalScrollBar()
        position = min(self._shown.to_qt(offset), self._shown.units)
        row = self._row_height(position)
        self._scroll_to(position, rows_above=round((height - self.document().documentMargin()) / row))
        # Lines that were never laid out count as one row each, and rows are not all of one height: what was missed is seen only now.
        for _ in range(_TRIES):
            missed = self.height_of(offset) - height
            before = bar.value()
            bar.setValue(before + (round(missed / row) or (missed > 0) - (missed < 0)))
            if bar.value() == before:
                break
            if abs(self.height_of(offset) - height) >= abs(missed):
                bar.setValue(before)
                break
        self._quiet -= 1

    def _row_height(self, position: int) -> float:
        """How high one row of the line at a position is, in pixels."""
        block = self.document().findBlock(position)
        return max(1.0, self.blockBoundingRect(block).height() / max(1, block.layout().lineCount()))

    def _cursor_at(self, offset: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(self._shown.to_qt(offset), self._shown.units))
        return cursor

    def tell(self, text: str) -> None:
        """Says something over the text's upper edge; an empty text says no more."""
        self._banner.setText(text)
        self._banner.setVisible(bool(text))
        self._place_banner()

    @property
    def told(self) -> str:
        """What is said over the text's upper edge."""
        return self._banner.text()

    def _place_banner(self) -> None:
        self._banner.adjustSize()
        self._banner.move(self.contentsRect().right() - self._banner.width() - 24, self.contentsRect().top() + 4)

    def _scroll_to(self, position: int, rows_above: int = 0) -> None:
        block = self.document().findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        self.verticalScrollBar().setValue(block.firstLineNumber() + (line.lineNumber() if line.isValid() else 0) - rows_above)

    def selected_text(self) -> str:
        """The text itself under the selection, which Qt's own clipboard would lose characters of."""
        return self.text[slice(*self.selected_span)]

    @property
    def selected_span(self) -> Span:
        """What is selected; the empty range at the caret where nothing is."""
        cursor = self.textCursor()
        return Span(self._shown.to_text(cursor.selectionStart()), self._shown.to_text(cursor.selectionEnd()))

    def select(self, span: Span) -> None:
        """Selects a range, with the caret at its end, and shows it."""
        self._quiet += 1
        cursor = self.textCursor()
        cursor.setPosition(min(self._shown.to_qt(span.start), self._shown.units))
        cursor.setPosition(min(self._shown.to_qt(span.end), self._shown.units), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self._quiet -= 1

    # What Qt asks.

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.selected_text())
        return data

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.place_pressed.emit(self.caret, self.cursorRect().top())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        steps = int(self._turned / _NOTCH)
        self._turned -= steps * _NOTCH
        if steps:
            self.zoom_requested.emit(steps)
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Where a style sheet holds, Qt may give a widget that it shows for the first time the usual font instead of its own.
        own = self._font
        if event.type() is QEvent.Type.FontChange and own is not None and self.font().pointSizeF() != own.pointSizeF():
            self.setFont(own)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sight = event.size()
        inside = self.contentsRect()
        self.gutter.setGeometry(QRect(inside.left(), inside.top(), self.gutter.room(), inside.height()))
        self._place_banner()

    def _tell_scroll(self) -> None:
        if not self._quiet:
            self.scrolled.emit(*self.anchor())

    def _fit_gutter(self) -> None:
        self.setViewportMargins(self.gutter.room(), 0, 0, 0)
        inside = self.contentsRect()
        self.gutter.setGeometry(QRect(inside.left(), inside.top(), self.gutter.room(), inside.height()))

    def _gutter_moved(self, rect: QRect, dy: int) -> None:
        if dy and not self.gutter.links:
            self.gutter.scroll(0, dy)
        elif dy:
            self.gutter.update()
        elif not self._choosing:
            self.gutter.update(0, rect.y(), self.gutter.width(), rect.height())

    def set_text_font(self, font: QFont) -> None:
        """Shows the text in another font or size."""
        self._font = font
        self.setFont(font)
        self.gutter.fit()
        self._fit_gutter()
