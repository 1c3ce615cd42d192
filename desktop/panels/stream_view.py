"""The joins of an untangled column one below the other: each can be taken by itself."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.looks import colour_words, show_fields
from desktop.models.detail import Join
from desktop.models.runs import Role, Run, plain
from desktop.panels.run_label import RunLabel
from desktop.theme import Theme

_ENDS = 9  # code points of each side that a row shows
_MOST = 200  # rows: a longer column is taken whole


class StreamView(QWidget):
    """A row a join with a box to be ticked; `part_requested(number)` asks to take a join, or to give it back.

    `line_requested` asks to look at a line of the source, from 1.
    """

    part_requested = Signal(int)
    line_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._joins: tuple[Join, ...] = ()
        self._rows: list[tuple[QWidget, QCheckBox, RunLabel]] = []
        self._legend = QLabel(self)
        self._legend.setTextFormat(Qt.TextFormat.PlainText)
        self._legend.setWordWrap(True)
        colour_words(self._legend)
        show_fields(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._column.addWidget(self._legend)
        self.hide()

    @property
    def boxes(self) -> list[QCheckBox]:
        """The boxes of the joins that are shown."""
        return [box for _, box, _ in self._rows[: len(self._joins)]]

    def show_joins(self, joins: Sequence[Join]) -> None:
        """Shows the joins of a column; none hides the view."""
        self.setVisible(bool(joins))
        if tuple(joins[:_MOST]) == self._joins:
            return
        self._joins = tuple(joins[:_MOST])
        self._legend.setText(
            self.tr("The column's lines have one ground in the text, the lines between them another. Tick a join to take it alone.")
        )
        while len(self._rows) < len(self._joins):
            self._add_row()
        for number, (row, box, text) in enumerate(self._rows):
            row.setVisible(number < len(self._joins))
            if number < len(self._joins):
                join = self._joins[number]
                text.show_runs(_short(join))
                box.setChecked(join.taken)
                box.setText(f"{join.tail_line or '–'} → {join.head_line or '–'}")
                box.setAccessibleName(self.tr("Join {number}: {text}").format(number=number + 1, text=plain(text.runs)))

    def _add_row(self) -> None:
        number = len(self._rows)
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        box = QCheckBox(row)
        text = RunLabel(self._theme, row, wraps=False)
        box.clicked.connect(lambda _checked=False: self._ask(number))
        line.addWidget(box)
        line.addWidget(text, 1)
        self._rows.append((row, box, text))
        self._column.addWidget(row)

    def _ask(self, number: int) -> None:
        join = self._joins[number]
        # The box shows what is in force, and follows when it is.
        self._rows[number][1].setChecked(join.taken)
        if join.tail_line is not None:
            self.line_requested.emit(join.tail_line)
        self.part_requested.emit(number)


def _short(join: Join) -> tuple[Run, ...]:
    """The ends that meet, with the word between them marked."""
    tail, head = list(join.tail), list(join.head)
    if tail:
        tail[0] = Run(tail[0].text[-_ENDS:], tail[0].role)
    if head:
        head[-1] = Run(head[-1].text[:_ENDS], head[-1].role)
    return (*tail, Run(" ¶⟶ " if join.moves else " ⟶ ", Role.SEAM), *head)
