"""Two copies of one text side by side, what differs marked, and the choice between them: one, the other, both, or a blend."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QRadioButton, QVBoxLayout, QWidget

from desktop.looks import colour_words, draw_box, show_link
from desktop.models.detail import Reading, TwoCopies
from desktop.models.runs import Runs
from desktop.panels.run_label import RunLabel
from desktop.theme import Theme

_MOST = 60  # differences from which a blend is rather typed


class CopiesView(QWidget):
    """Shows two copies; `keep_requested` asks for the first (0), the second (1) or both (2), `blend_requested` for a choice of readings.

    A blend's choice is a tuple with, for each difference, whether the second copy's reading is wanted. `line_requested` asks to look at
    a line of the source, from 1.
    """

    keep_requested = Signal(int)
    blend_requested = Signal(object)
    line_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._copies: TwoCopies | None = None
        self._sides: list[tuple[QPushButton, RunLabel]] = []
        self._choices: list[tuple[QRadioButton, QRadioButton]] = []
        self._more = QLabel(self)
        colour_words(self._more)
        self.keep = [self._button(self.tr("Keep the first"), "1"), self._button(self.tr("Keep the second"), "2")]
        self.keep.append(self._button(self.tr("Keep both"), "3"))
        self.blend = QPushButton(self.tr("Blend…"), self)
        self.blend.setCheckable(True)
        self.take_blend = QPushButton(self.tr("Take this blend"), self)
        self._readings = QFrame(self)
        self._grid = QGridLayout(self._readings)
        self._lay_out(theme)
        for number, button in enumerate(self.keep):
            button.clicked.connect(lambda _checked=False, number=number: self.keep_requested.emit(number))
        self.blend.toggled.connect(self._show_readings)
        self.take_blend.clicked.connect(lambda: self.blend_requested.emit(self.seconds))
        self.hide()

    def _button(self, text: str, key: str) -> QPushButton:
        button = QPushButton(f"{text}  {key}", self)
        button.setAccessibleName(text)
        return button

    def _lay_out(self, theme: Theme) -> None:
        texts = QHBoxLayout()
        texts.setSpacing(6)
        for number in range(2):
            box = QFrame(self)
            draw_box(box)
            inside = QVBoxLayout(box)
            inside.setContentsMargins(8, 4, 8, 6)
            inside.setSpacing(2)
            where = QPushButton(box)
            show_link(where)
            where.setCursor(Qt.CursorShape.PointingHandCursor)
            where.clicked.connect(lambda _checked=False, number=number: self._ask(number))
            text = RunLabel(theme, box)
            inside.addWidget(where, 0, Qt.AlignmentFlag.AlignLeft)
            inside.addWidget(text, 1)
            self._sides.append((where, text))
            texts.addWidget(box, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (*self.keep, self.blend):
            buttons.addWidget(button)
        buttons.addStretch()
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        # Copies may be long: what can be done with them is seen first.
        column.addLayout(buttons)
        column.addLayout(texts)
        column.addWidget(self._more)
        column.addWidget(self._readings)
        column.addWidget(self.take_blend)
        self._readings.hide()
        self.take_blend.hide()

    def show_copies(self, copies: TwoCopies | None) -> None:
        """Shows two copies; None hides the view."""
        self.setVisible(copies is not None)
        if copies is None or copies == self._copies:
            return
        self._copies = copies
        gone = self.tr("Line {number} · deleted")
        for number, ((where, text), runs, line) in enumerate(
            zip(self._sides, (copies.first, copies.second), (copies.first_line, copies.second_line), strict=True)
        ):
            where.setText((gone if copies.gone == number else self.tr("Line {number}")).format(number=line))
            text.show_runs(runs)
        self._more.setText(self.tr("%n further copies, which go with the one that is not kept", "", copies.more))
        self._more.setVisible(copies.more > 0)
        there = copies.gone is None
        for button in self.keep:
            button.setEnabled(there)
        self.blend.setEnabled(there and 0 < len(copies.readings) <= _MOST)
        self.blend.setChecked(False)
        self._clear_readings()

    @property
    def runs_shown(self) -> tuple[Runs, Runs]:
        """What is shown of the first and of the second copy."""
        return self._sides[0][1].runs, self._sides[1][1].runs

    # Blending.

    @property
    def choices(self) -> list[tuple[QRadioButton, QRadioButton]]:
        """For each difference the buttons for the first and the second reading."""
        return self._choices

    @property
    def seconds(self) -> tuple[bool, ...]:
        """For each difference whether the second copy's reading is chosen."""
        return tuple(second.isChecked() for _, second in self._choices)

    def _show_readings(self, shown: bool) -> None:
        if shown and self._copies is not None and not self._choices:
            for number, reading in enumerate(self._copies.readings):
                self._add_choice(number, reading)
        self._readings.setVisible(shown)
        self.take_blend.setVisible(shown)
        if shown and self._choices:
            self._choices[0][0].setFocus()

    def _add_choice(self, row: int, reading: Reading) -> None:
        before = QLabel(f"…{reading.before}", self._readings)
        before.setTextFormat(Qt.TextFormat.PlainText)
        colour_words(before)
        group = QButtonGroup(self._readings)
        buttons = []
        for column, text in enumerate((reading.first, reading.second), 1):
            # An ampersand would be taken for a key.
            button = QRadioButton((text or "∅").replace("&", "&&"), self._readings)
            button.setAccessibleName(text or self.tr("nothing"))
            group.addButton(button)
            self._grid.addWidget(button, row, column)
            buttons.append(button)
        self._grid.addWidget(before, row, 0)
        buttons[0].setChecked(True)
        self._choices.append((buttons[0], buttons[1]))

    def _clear_readings(self) -> None:
        self._choices.clear()
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for group in self._readings.findChildren(QButtonGroup):
            group.deleteLater()

    def _ask(self, number: int) -> None:
        if self._copies is not None:
            self.line_requested.emit((self._copies.first_line, self._copies.second_line)[number])
