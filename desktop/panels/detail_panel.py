"""What is known about the chosen finding, its fixes, and the buttons that decide on it."""

import re

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from desktop.looks import DECIDED, QUIET, colour_words, show_link
from desktop.models.detail import Detail
from desktop.models.rule_note import RuleNote
from desktop.models.runs import Runs
from desktop.panels.alternative_card import AlternativeCard
from desktop.panels.copies_view import CopiesView
from desktop.panels.join_view import JoinView
from desktop.panels.paragraph import Paragraph
from desktop.panels.run_label import RunLabel
from desktop.panels.stream_view import StreamView
from desktop.theme import Theme

_FIRST = 3  # reasons that are said before all that may be scrolled to
_ONE_BELOW_OTHER = 3  # alternatives
_MNEMONIC = re.compile(r"\(&.\)|&")


class DetailPanel(QWidget):
    """Shows one finding in words; `alternative_requested(number)` asks to take one of its fixes, `pick_requested` for a continuation by
    hand, `rule_requested` for the help of the finding's rule, `line_requested` to look at a line of the source, from 1.

    What is asked about joins and copies is told by `stream` and `copies`. The buttons are those of the actions that the window gives it,
    so that menu, key and button are one. Its parts are made once: stepping through findings only changes what they say.
    """

    alternative_requested = Signal(int)
    pick_requested = Signal()
    rule_requested = Signal()
    line_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._detail: Detail | None = None
        self._body = QWidget(self)
        self._content = QVBoxLayout(self._body)
        self._content.setContentsMargins(10, 4, 10, 6)
        self._content.setSpacing(4)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._body)
        self.area.setAccessibleName(self.tr("The chosen finding"))
        self._message = self._text()
        font = self._message.font()
        font.setBold(True)
        self._message.setFont(font)
        self._decided = self._text(DECIDED)
        self._flagged = self._runs()
        self._before, self._after = self._runs(), self._runs()
        self.join = JoinView(theme, self._body)
        self.copies = CopiesView(theme, self._body)
        self.stream = StreamView(theme, self._body)
        self._content.addWidget(self.join)
        self._cards: list[AlternativeCard] = []
        self._arranged = (0, 0)
        self._fixes = QGridLayout()
        self._fixes.setSpacing(3)
        self._content.addLayout(self._fixes)
        # What speaks for it is read before what may be long, and before what is seldom needed.
        self._why = self._text()
        self._content.addWidget(self.copies)
        self._content.addWidget(self.stream)
        self._hint = self._text(QUIET)
        self._rests = self._text(QUIET)
        self.pick = QPushButton(self.tr("Pick the continuation by hand…"), self._body)
        self._content.addWidget(self.pick, 0, Qt.AlignmentFlag.AlignLeft)
        self._further = self._text()
        self._rule = self._text(QUIET)
        self.about_rule = QPushButton(self.tr("About this rule…"), self._body)
        show_link(self.about_rule)
        self.about_rule.setCursor(Qt.CursorShape.PointingHandCursor)
        self._content.addWidget(self.about_rule, 0, Qt.AlignmentFlag.AlignLeft)
        self._content.addStretch()
        self._alike = QLabel(self)
        self._single = QHBoxLayout()
        self._many = QHBoxLayout()
        self._many_row = QWidget(self)
        self._lay_out()
        # The choice of readings opens below what can be seen.
        self.copies.blend.toggled.connect(lambda shown: shown and QTimer.singleShot(0, self, self._show_blend))
        self.pick.clicked.connect(self.pick_requested)
        self.about_rule.clicked.connect(self.rule_requested)
        for part in (self.join, self.copies, self.stream):
            part.line_requested.connect(self.line_requested)
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

    @property
    def theme(self) -> Theme:
        """The colours that it is shown in."""
        return self._theme

    @property
    def shown(self) -> str | None:
        """The id of the finding that is shown; None where none is."""
        return None if self._detail is None else self._detail.id

    @property
    def rule_text(self) -> str:
        """What is said of the finding's rule."""
        return self._rule.text()

    @property
    def decision_text(self) -> str:
        """What is said of the decision on the finding; empty where there is none."""
        return self._decided.text()

    @property
    def essentials(self) -> list[QWidget]:
        """What a decision needs, which is seen without scrolling: what changes, the alternatives, the strongest reasons."""
        said = [self._message, self._before, self._after, self.join, *self._cards, self._why]
        return [part for part in said if part.isVisibleTo(self._body)]

    @property
    def change_shown(self) -> tuple[Runs, Runs]:
        """The text before and after the fix that is shown."""
        return self._before.runs, self._after.runs

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for card in self._cards:
            card.set_theme(theme)
        for label in self._body.findChildren(RunLabel):
            label.set_theme(theme)

    def show_detail(self, detail: Detail | None) -> None:
        """Shows a finding; None where none is chosen."""
        if detail != self._detail:
            self._show(detail)

    def show_rule(self, note: RuleNote | None) -> None:
        """Says what the rule of the finding is."""
        self._rule.say("" if note is None else note.flags)
        self.about_rule.setVisible(note is not None)

    def _show_blend(self) -> None:
        self.area.ensureWidgetVisible(self.copies.take_blend)
        self.area.ensureWidgetVisible(self.copies.blend)

    def _show(self, detail: Detail | None) -> None:
        other = detail is None or self._detail is None or detail.id != self._detail.id
        self._detail = detail
        self._body.setVisible(detail is not None)
        self._many_row.setVisible(detail is not None and detail.alike > 1)
        if detail is None:
            self.setWindowTitle(self.tr("No finding chosen"))
            return
        self.setWindowTitle(
            self.tr("{rule} · line {line}, column {column}").format(rule=detail.rule_title, line=detail.line, column=detail.column)
        )
        self._alike.setText(self.tr("%n open finding(s) alike", "", detail.alike))
        # Laid out once, when all is said: Qt would do it for each part that comes to be shown.
        self._content.setEnabled(False)
        self._fill(detail)
        self._content.setEnabled(True)
        if other:
            self.area.verticalScrollBar().setValue(0)

    def _fill(self, detail: Detail) -> None:
        self._message.say(detail.message)
        self._decided.say(self._decision(detail))
        self._flagged.show_runs(detail.flagged)
        self._before.show_runs(detail.before)
        self._after.show_runs(detail.after)
        self.join.show_join(detail.joins[0] if detail.joins and not detail.in_parts else None)
        self.stream.show_joins(detail.joins if detail.in_parts else ())
        self.copies.show_copies(detail.copies)
        # What is chosen between two copies is asked beside them.
        alternatives = () if detail.copies is not None else detail.alternatives
        while len(self._cards) < len(alternatives):
            self._add_card()
        self._arrange_cards(2 if len(alternatives) > _ONE_BELOW_OTHER else 1)
        for number, card in enumerate(self._cards):
            card.setVisible(number < len(alternatives))
            if number < len(alternatives):
                card.show_alternative(alternatives[number])
        nothing = not detail.alternatives and detail.copies is None
        hint = self.tr("No fix is proposed here. Type the right text into the cleaned text, or reject the finding.") if nothing else ""
        self._hint.say(hint)
        self.pick.setVisible(detail.can_pick)
        rests = self.tr("This rests on a join that nobody has decided on yet: {join}")
        self._rests.say("\n".join(rests.format(join=join) for join in detail.rests_on))
        first, further = detail.evidence[:_FIRST], detail.evidence[_FIRST:]
        self._why.say("\n".join([self.tr("Why:"), *(f"• {reason}" for reason in first)]) if first else "")
        self._further.say("\n".join([self.tr("Further:"), *(f"• {reason}" for reason in further)]) if further else "")

    def _add_card(self) -> None:
        number = len(self._cards)
        card = AlternativeCard(number, self._theme, self._body)
        card.clicked.connect(lambda _checked=False: self.alternative_requested.emit(number))
        self._cards.append(card)

    def _arrange_cards(self, columns: int) -> None:
        """One below the other, or two beside each other where they are so many that what follows would be out of sight."""
        if (columns, len(self._cards)) == self._arranged:
            return
        self._arranged = (columns, len(self._cards))
        for number, card in enumerate(self._cards):
            self._fixes.addWidget(card, number // columns, number % columns)

    def _text(self, role: QPalette.ColorRole | None = None) -> Paragraph:
        made = Paragraph(self._body)
        if role is not None:
            colour_words(made, role)
        self._content.addWidget(made)
        return made

    def _runs(self) -> RunLabel:
        label = RunLabel(self._theme, self._body)
        self._content.addWidget(label)
        return label

    def _decision(self, detail: Detail) -> str:
        if detail.state == "open":
            return ""
        if detail.by_hand:
            template = self.tr("Answered by hand by {who}, {when}")
            return template.format(who=detail.decided_by or "–", when=detail.decided_at.replace("T", " ").removesuffix("Z"))
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
