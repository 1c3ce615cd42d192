"""What is known about the chosen finding, its fixes, and the buttons that decide on it."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from desktop.models.detail import Detail
from desktop.models.runs import plain
from desktop.panels.alternative_card import AlternativeCard
from desktop.theme import Theme

_MNEMONIC = re.compile(r"\(&.\)|&")


class DetailPanel(QWidget):
    """Shows one finding in words; `alternative_requested(number)` asks to take one of its fixes.

    The buttons are those of the actions that the window gives it, so that menu, key and button are one.
    """

    alternative_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._detail: Detail | None = None
        self._body = QWidget(self)
        self._content = QVBoxLayout(self._body)
        self._content.setContentsMargins(10, 8, 10, 8)
        self._content.setSpacing(6)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._body)
        self.area.setAccessibleName(self.tr("The chosen finding"))
        self._alike = QLabel(self)
        self._single = QHBoxLayout()
        self._many = QHBoxLayout()
        self._many_row = QWidget(self)
        self._lay_out()
        self._show(None)

    def _lay_out(self) -> None:
        self._many_row.setLayout(self._many)
        self._many.setContentsMargins(8, 0, 8, 4)
        self._many.addWidget(self._alike)
        self._many.addStretch()
        self._single.setContentsMargins(8, 4, 8, 8)
        self._single.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.area, 1)
        layout.addLayout(self._single)
        layout.addWidget(self._many_row)

    def add_buttons(self, single: list[QAction], many: list[QAction]) -> None:
        """Puts buttons for actions on the finding (`single`) and on all findings like it (`many`) under the text."""
        for action in single:
            self._single.addWidget(self._button(action))
        self._single.addStretch()
        for action in many:
            self._many.addWidget(self._button(action))

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        # The menu's letter for Alt, which Chinese puts in brackets, is not the action's key.
        name = _MNEMONIC.sub("", action.text())
        button.setText(f"{name}  {keys}")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._show(self._detail)

    def show_detail(self, detail: Detail | None) -> None:
        """Shows a finding; None where none is chosen."""
        if detail != self._detail:
            self._show(detail)

    def _show(self, detail: Detail | None) -> None:
        self._detail = detail
        focused = self.area.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self._clear()
        many = detail is not None and detail.alike > 1
        self._many_row.setVisible(many)
        if detail is None:
            self.setWindowTitle(self.tr("No finding chosen"))
        else:
            self.setWindowTitle(
                self.tr("{rule} · line {line}, column {column}").format(rule=detail.rule_title, line=detail.line, column=detail.column)
            )
            self._alike.setText(self.tr("%n open finding(s) alike", "", detail.alike))
            self._fill(detail)
        self._content.addStretch()
        if focused:
            self.area.setFocus()

    def _clear(self) -> None:
        while self._content.count():
            item = self._content.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _fill(self, detail: Detail) -> None:
        message = self._text(detail.message)
        font = message.font()
        font.setBold(True)
        message.setFont(font)
        decided = self._decided(detail)
        if decided:
            self._text(decided, "decided")
        if detail.flagged:
            self._text(plain(detail.flagged), "dim")
        for number, alternative in enumerate(detail.alternatives):
            card = AlternativeCard(number, alternative, self._theme, self._body)
            card.clicked.connect(lambda _checked=False, number=number: self.alternative_requested.emit(number))
            self._content.addWidget(card)
        if not detail.alternatives:
            self._text(self.tr("No fix is proposed here. Type the right text into the cleaned text, or reject the finding."), "dim")
        for join in detail.rests_on:
            self._text(self.tr("This rests on a join that nobody has decided on yet: {join}").format(join=join), "dim")
        if detail.evidence:
            self._text(self.tr("Why:"), "dim")
        for reason in detail.evidence:
            self._text(f"• {reason}")

    def _text(self, text: str, kind: str = "") -> QLabel:
        """A paragraph; never as markup, since it may hold text of the page."""
        label = QLabel(text, self._body)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setObjectName(kind)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._content.addWidget(label)
        return label

    def _decided(self, detail: Detail) -> str:
        if detail.state == "open":
            return ""
        if not detail.decided_at:
            return {
                "accepted": self.tr("Accepted"),
                "rejected": self.tr("Rejected with others of its kind"),
                "as-printed": self.tr("Left as printed"),
                "postponed": self.tr("Postponed"),
            }[detail.state]
        template = {
            "accepted": self.tr("Accepted by {who}, {when}"),
            "rejected": self.tr("Rejected by {who}, {when}"),
            "as-printed": self.tr("Left as printed by {who}, {when}"),
            "postponed": self.tr("Postponed by {who}, {when}"),
        }[detail.state]
        return template.format(who=detail.decided_by or "–", when=detail.decided_at.replace("T", " ").removesuffix("Z"))
