"""The question before many findings are decided on at once: how many of which rule, and what a sample of them does."""

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QVBoxLayout, QWidget

from desktop.looks import colour_words
from desktop.models.list_rows import FindingRow, sample

_SAMPLE = 40


class BulkDialog(QDialog):
    """Shows what would be decided; `decide` is called where the reviewer agrees.

    `copies` counts the duplicates that are passed over, since a copy has to be chosen of each.
    """

    def __init__(self, rows: Sequence[FindingRow], decide: Callable[[], None], parent: QWidget, *, accept: bool, copies: int = 0) -> None:
        super().__init__(parent)
        title = self.tr("Accept {count} findings") if accept else self.tr("Reject {count} findings")
        self.setWindowTitle(title.format(count=len(rows)))
        counted = Counter(row.rule_title for row in rows)
        said = "\n".join(self.tr("{rule}: {count}").format(rule=rule, count=count) for rule, count in counted.most_common())
        self.counts = QLabel(said, self)
        self.counts.setAccessibleName(self.tr("Findings by rule"))
        self.places = QListWidget(self)
        self.places.setAccessibleName(self.tr("Some of the places"))
        for row in sample(rows, _SAMPLE):
            self.places.addItem(f"{row.line}:{row.column}  {row.what}")
        passed = self.tr("%n duplicate(s) left to you: a copy has to be chosen.", "", copies) if copies else ""
        note = QLabel("\n".join(filter(None, [passed, self.tr("One step that Undo takes back as a whole.")])), self)
        colour_words(note)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.windowTitle())
        layout = QVBoxLayout(self)
        for widget in (self.counts, self.places, note, self.buttons):
            layout.addWidget(widget)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(decide)
        self.finished.connect(self.deleteLater)
        self.resize(520, 480)
