"""Asking for a string that is never flagged, or one that is always changed, and saying where that is written."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from desktop.looks import REFUSED, colour_words, show_fields

_WIDTH = 460


class _ListDialog(QDialog):
    """Lines to be filled in over the place that they are written into; stays open, and says why, where that cannot be done."""

    def __init__(self, title: str, place: str, write: Callable[[], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._write = write
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        where = QLabel(
            self.tr("Written into {path}, which holds for every page of the folder and for the commands.").format(path=place), self
        )
        show_fields(self)
        colour_words(where)
        self.said = QLabel(self)
        colour_words(self.said, REFUSED)
        for label in (where, self.said):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.said.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(self.form)
        for widget in (where, self.said, self.buttons):
            column.addWidget(widget)
        self.setMinimumWidth(_WIDTH)

    def line(self, title: str, text: str) -> QLineEdit:
        """A line with its title before it."""
        made = QLineEdit(text, self)
        made.setAccessibleName(title)
        self.form.addRow(title, made)
        return made

    def showEvent(self, event: QShowEvent) -> None:
        self._make_room()
        super().showEvent(event)

    def _make_room(self) -> None:
        """Grows to the height that sentences of several lines need, of which Qt thinks only when they are one line."""
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(max(self.width(), _WIDTH)))

    def accept(self) -> None:
        """Writes, and closes where that could be done."""
        wrong = self._write()
        self.said.setText(wrong)
        self.said.setVisible(bool(wrong))
        self._make_room()
        if not wrong:
            super().accept()


class NeverDialog(_ListDialog):
    """Asks which string is never flagged, and by which rules."""

    def __init__(
        self, text: str, rule: tuple[str, str] | None, place: str, write: Callable[[str, str | None], str], parent: QWidget
    ) -> None:
        """`rule` is the id and title of the one that may be meant alone; `write` gets its id, or None for all rules."""
        super().__init__(self.tr("Never flag a string"), place, lambda: write(self.text.text(), self._rule()), parent)
        self._known = rule
        self.text = self.line(self.tr("Never flag"), text)
        self.every = QRadioButton(self.tr("Whatever the rule"), self)
        self.one = QRadioButton(self)
        self.every.setChecked(True)
        if rule is not None:
            self.one.setText(self.tr("For the rule “{rule}” alone").format(rule=rule[1]))
            self.form.addRow("", self.every)
            self.form.addRow("", self.one)
        self.one.setVisible(rule is not None)
        self.every.setVisible(rule is not None)
        self.text.selectAll()

    def _rule(self) -> str | None:
        return self._known[0] if self._known is not None and self.one.isChecked() else None


class AlwaysDialog(_ListDialog):
    """Asks which string is always changed, and into what."""

    def __init__(self, before: str, after: str, place: str, write: Callable[[str, str], str], parent: QWidget) -> None:
        super().__init__(self.tr("Always put"), place, lambda: write(self.before.text(), self.after.text()), parent)
        self.before = self.line(self.tr("Wherever this stands"), before)
        self.after = self.line(self.tr("put this"), after)
        self.after.setFocus()
        self.after.selectAll()
