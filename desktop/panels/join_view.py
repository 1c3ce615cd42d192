"""A join as a join: the end of one line and the beginning of another side by side."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.looks import draw_box, show_link
from desktop.models.detail import Join
from desktop.models.runs import Run, Runs
from desktop.panels.run_label import RunLabel
from desktop.theme import Theme

_MOST = 26  # code points of a side: two lines on a small screen


class JoinView(QWidget):
    """Shows both sides of a join; `line_requested` asks to look at a line of the source, from 1."""

    line_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sides: list[tuple[QPushButton, RunLabel]] = []
        self._arrow = QLabel(self)
        self._arrow.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for number in range(2):
            box = QFrame(self)
            draw_box(box)
            inside = QVBoxLayout(box)
            inside.setContentsMargins(8, 2, 8, 4)
            inside.setSpacing(1)
            where = QPushButton(box)
            show_link(where)
            where.setCursor(Qt.CursorShape.PointingHandCursor)
            text = RunLabel(theme, box, right=number == 0)
            inside.addWidget(where, 0, Qt.AlignmentFlag.AlignRight if number == 0 else Qt.AlignmentFlag.AlignLeft)
            inside.addWidget(text, 1)
            where.clicked.connect(lambda _checked=False, number=number: self._ask(number))
            self._sides.append((where, text))
            layout.addWidget(box, 1)
            if number == 0:
                layout.addWidget(self._arrow)
        self._join: Join | None = None
        self.hide()

    @property
    def join_shown(self) -> Join | None:
        """The join that is shown, or was last."""
        return self._join

    @property
    def places(self) -> list[QPushButton]:
        """The buttons that go to the tail and to the head."""
        return [where for where, _ in self._sides]

    def show_join(self, join: Join | None) -> None:
        """Shows a join; None hides the view."""
        self.setVisible(join is not None)
        if join is None or join == self._join:
            return
        self._join = join
        self._arrow.setText("¶⟶" if join.moves else "⟶")
        self._arrow.setAccessibleName(self.tr("is followed, as a paragraph of its own, by") if join.moves else self.tr("goes on with"))
        nothing = (self.tr("Top of the page"), self.tr("Nothing follows"))
        for number, ((where, text), runs, line) in enumerate(
            zip(self._sides, (join.tail, join.head), (join.tail_line, join.head_line), strict=True)
        ):
            text.show_runs(_nearest(runs, right=number == 0))
            where.setEnabled(line is not None)
            where.setText(nothing[number] if line is None else self.tr("Line {number}").format(number=line))

    def _ask(self, number: int) -> None:
        line = None if self._join is None else (self._join.tail_line, self._join.head_line)[number]
        if line is not None:
            self.line_requested.emit(line)


def _nearest(runs: Runs, *, right: bool) -> Runs:
    """The end of a side that meets the other, `right` where that is its end; what stands farther away is left out."""
    left, kept = _MOST, []
    for text, role in reversed(runs) if right else runs:
        short = text if len(text) <= left else f"…{text[-left:]}" if right else f"{text[:left]}…"
        if left > 0:
            kept.append(Run(short, role))
        left -= len(text)
    return tuple(reversed(kept)) if right else tuple(kept)
