"""The cleaned text of the page, which can be typed into; what is typed is asked for as a change and comes back as the text."""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.looks import head
from desktop.offsets import Change, Shown, change_between, differing, text_of
from desktop.panels.text_view import TextView
from desktop.theme import Theme


class CleanedText(TextView):
    """An editor whose document follows the cleaned text.

    A change by the user is told as `edit_requested(start, end, text)` in code points of the text before it: line feeds for line ends that
    are typed, all as it is in what is pasted.
    Whoever answers calls `change_text` with what the text is then; nothing else changes it.
    """

    edit_requested = Signal(int, int, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._reported: list[tuple[int, int, int]] = []
        self._typed = False
        self._change_typed: Change | None = None
        self._composing = False
        # Dropped text would be a move without its line; a file dropped on the window opens.
        self.setAcceptDrops(False)
        self.document().contentsChange.connect(self._note)
        self.document().contentsChanged.connect(self._ask)

    def _note(self, position: int, removed: int, added: int) -> None:
        if not self._quiet:
            self._reported.append((position, removed, added))

    def _ask(self) -> None:
        if self._composing and not self._quiet:
            return  # an input method is at work: what it removed to make room counts when it commits
        reported, self._reported = self._reported, []
        if self._quiet or not reported:
            return
        change = self._change(reported)
        if change is not None:
            self._typed, self._change_typed = True, change
            self.edit_requested.emit(change.start, change.end, change.text)
            self._typed, self._change_typed = False, None

    def take_typed(self, text: str) -> None:
        """Takes up what the text is after a key; the marks move with it until they come anew."""
        before, change = self._shown, self._change_typed
        after = None if change is None else before.edited(*change)
        if change is not None and after is not None and after.text == text:
            self._shown = after
            self._follow(change, before)
            return
        self._shown = Shown(text)
        raw = text_of(self.document().toRawText())
        if change is not None and self._shown.shown == raw:
            self._follow(change, before)
        else:
            # The page has its own form for what was typed; the marks have to come anew.
            self._marked = ""
            self._put(raw)

    def _follow(self, change: Change, before: Shown) -> None:
        self.highlighter.follow(change, before, self._shown)
        self.chosen.follow(change, self._shown)

    def _change(self, reported: list[tuple[int, int, int]]) -> Change | None:
        """What the user changed; found by comparing the whole text where Qt's report does not add up."""
        now = self.document().characterCount() - 1
        if len(reported) == 1:
            position, removed, added = reported[0]
            removed, added = min(removed, self._shown.units - position), min(added, now - position)
            if self._shown.units - removed + added == now:
                cursor = QTextCursor(self.document())
                cursor.setPosition(position)
                cursor.setPosition(position + added, QTextCursor.MoveMode.KeepAnchor)
                return change_between(self._shown, position, removed, cursor.selectedText())
        raw = text_of(self.document().toRawText())
        start, end, text = differing(self._shown.shown, raw)
        if start == end and not text:
            return None
        position = Shown(self._shown.shown).to_qt(start)
        return Change(self._shown.to_text(position), self._shown.to_text(Shown(self._shown.shown).to_qt(end)), text)

    def _in_document(self) -> str:
        return text_of(self.document().toRawText()) if self._typed else super()._in_document()

    # What Qt asks.

    def event(self, event: QEvent) -> bool:
        # The window has one undo for decisions and typing; the editor must not keep these keys for its own.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
        ):
            event.ignore()
            return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = not event.commitString()
        super().inputMethodEvent(event)
        if event.preeditString():
            return
        given_up, self._composing = self._composing, False
        if given_up and self._reported:
            # The selection that the composition was begun on comes back.
            self._reported = []
            self._put(text_of(self.document().toRawText()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.InsertLineSeparator) and not self.isReadOnly():
            self.textCursor().insertText("\n")
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        # Not through Qt's document, which takes a lone CR and U+2029 for line ends and would give back neither.
        if not source.hasText() or self.isReadOnly():
            return
        cursor = self.textCursor()
        start, end = self._shown.to_text(cursor.selectionStart()), self._shown.to_text(cursor.selectionEnd())
        behind = len(self.text) - end
        self._typed = True
        self.edit_requested.emit(start, end, source.text())
        self._typed = False
        self.set_caret(max(start, len(self.text) - behind))
        self.ensureCursorVisible()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() in ("edit-undo", "edit-redo"):
                menu.removeAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


class CleanedPanel(QWidget):
    """The cleaned text under a line that says how much was changed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = CleanedText(theme, self)
        self.view.setAccessibleName(self.tr("Cleaned text"))
        self._heading = QLabel(self.tr("Cleaned"), self)
        head(self._heading)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._heading)
        layout.addWidget(self.view)

    def describe(self, changes: int, *, read_only: bool) -> None:
        """Says how many changes are in force, and whether the text can be typed into."""
        counted = self.tr("Cleaned · %n change(s)", "", changes)
        self._heading.setText(self.tr("{heading} · read-only").format(heading=counted) if read_only else counted)
        self.view.set_read_only(read_only)
