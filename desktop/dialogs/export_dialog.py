"""The question what to export, of what, and where to."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from desktop.exporting import Kind
from desktop.looks import show_fields


class ExportDialog(QDialog):
    """Asks; `wished(kind, target, everything)` tells the answer: a Kind, a path as text, and whether all pages are meant."""

    wished = Signal(object, str, bool)

    def __init__(self, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self.setWindowTitle(self.tr("Export"))
        show_fields(self)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(self.tr("What to export"))
        for kind, words in self._kinds().items():
            self.kind.addItem(words, kind)
        self.this_file = QRadioButton(self.tr("The open &file"), self)
        self.everything = QRadioButton(self.tr("&All pages of the list"), self)
        self.this_file.setChecked(True)
        self.target = QLineEdit(self)
        self.target.setAccessibleName(self.tr("File or folder to write to"))
        self._browse = QPushButton(self.tr("&Choose…"), self)
        self._browse.setAutoDefault(False)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = self._buttons.addButton(self.tr("&Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._browse.clicked.connect(self._choose)
        self._buttons.accepted.connect(self._tell)
        self._buttons.rejected.connect(self.reject)
        self.kind.currentIndexChanged.connect(self._propose)
        self.everything.toggled.connect(self._propose)
        self._propose()

    def _kinds(self) -> dict[Kind, str]:
        return {
            Kind.CLEANED: self.tr("Cleaned text, as the file is written"),
            Kind.TXT: self.tr("Plain text"),
            Kind.MD: self.tr("Markdown, by article"),
            Kind.JSONL: self.tr("JSON Lines, with articles and decisions"),
            Kind.PAIRS: self.tr("Pairs of source and cleaned text"),
            Kind.PATCH: self.tr("Patch"),
            Kind.DIFF: self.tr("Unified diff"),
            Kind.REPORT: self.tr("Report"),
        }

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.addRow(self.tr("&What"), self.kind)
        form.addRow(self.tr("Of"), self.this_file)
        form.addRow("", self.everything)
        row = QHBoxLayout()
        row.addWidget(self.target, 1)
        row.addWidget(self._browse)
        label = QLabel(self.tr("&To"), self)
        label.setBuddy(self.target)  # a row of two does not become that by itself
        form.addRow(label, row)
        form.addRow(self._buttons)
        self.resize(520, self.sizeHint().height())

    @property
    def _chosen(self) -> Kind:
        return Kind(self.kind.currentData())  # Qt gives it back as a plain string

    def _propose(self) -> None:
        """A name beside the source that nothing has yet."""
        kind, folder = self._chosen, self._file.parent
        if kind.suffix and (not self.everything.isChecked() or kind in (Kind.JSONL, Kind.PAIRS, Kind.DIFF, Kind.REPORT)):
            stem = folder.name if self.everything.isChecked() else self._file.stem
            place = folder / f"{stem}-{kind.value}{kind.suffix}"
        else:
            place = folder.with_name(f"{folder.name}-{kind.value}")
        self.target.setText(str(place))

    def _choose(self) -> None:
        if self._chosen.suffix and not self.everything.isChecked():
            name, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), self.target.text())
        else:
            name = QFileDialog.getExistingDirectory(self, self.windowTitle(), self.target.text())
        if name:
            self.target.setText(name)

    def _tell(self) -> None:
        if self.target.text().strip():
            self.accept()
            self.wished.emit(self._chosen, self.target.text(), self.everything.isChecked())
