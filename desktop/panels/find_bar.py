"""The bar under the texts that finds and replaces: on the page, and over all pages."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.looks import colour_words, show_fields
from desktop.panels.leavable_line import LeavableLine

if TYPE_CHECKING:
    from cleanup.search.query import Query


class FindBar(QFrame):
    """`find_requested(query, back)` asks for the next place, `typed(query)` for the first one while it is being typed.

    `replace_requested(query, wanted)` is for the place that is selected, `replace_all_requested` for the page, `everywhere_requested`
    for a list over all pages. Esc tells `left` and hides the bar.
    """

    find_requested = Signal(object, bool)
    typed = Signal(object)
    replace_requested = Signal(object, str)
    replace_all_requested = Signal(object, str)
    everywhere_requested = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        show_fields(self)
        self.line, self.new = LeavableLine(self), LeavableLine(self)
        self.regex = QCheckBox(self.tr("Regular e&xpression"), self)
        self.case = QCheckBox(self.tr("Match &case"), self)
        self.told = QLabel(self)
        colour_words(self.told)
        self.line.setAccessibleName(self.tr("Find"))
        self.new.setAccessibleName(self.tr("Replace with"))
        self._lay_out()
        self.line.textEdited.connect(self._type)
        for box in (self.regex, self.case):
            box.toggled.connect(self._type)
        self.line.returnPressed.connect(lambda: self.find_requested.emit(self.query, False))
        self.new.returnPressed.connect(lambda: self.replace_requested.emit(self.query, self.new.text()))
        for line in (self.line, self.new):
            line.left.connect(self._leave)
        self.hide()

    def _lay_out(self) -> None:
        find, put = QLabel(self.tr("Fin&d:"), self), QLabel(self.tr("Replace &with:"), self)
        find.setBuddy(self.line)
        put.setBuddy(self.new)
        self.previous = self._button(self.tr("Pre&vious"))
        self.next = self._button(self.tr("Ne&xt"))
        self.everywhere = self._button(self.tr("List over all pa&ges"))
        self.replace = self._button(self.tr("&Replace"))
        self.replace_all = self._button(self.tr("Replace on this &page"))
        self.previous.clicked.connect(lambda: self.find_requested.emit(self.query, True))
        self.next.clicked.connect(lambda: self.find_requested.emit(self.query, False))
        self.everywhere.clicked.connect(lambda: self.everywhere_requested.emit(self.query))
        self.replace.clicked.connect(lambda: self.replace_requested.emit(self.query, self.new.text()))
        self.replace_all.clicked.connect(lambda: self.replace_all_requested.emit(self.query, self.new.text()))
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 4, 8, 4)
        grid.setVerticalSpacing(4)
        for row, widgets in enumerate(
            (
                (find, self.line, self.previous, self.next, self.everywhere),
                (put, self.new, self.replace, self.replace_all),
            )
        ):
            for column, widget in enumerate(widgets):
                grid.addWidget(widget, row, column)
        options = QHBoxLayout()
        options.setSpacing(14)
        for option in (self.regex, self.case, self.told):
            options.addWidget(option)
        options.addStretch(1)
        grid.addLayout(options, 2, 1, 1, 4)
        grid.setColumnStretch(1, 1)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        return button

    @property
    def query(self) -> "Query":
        """What the bar asks for."""
        from cleanup.search.query import Query

        return Query(self.line.text(), regex=self.regex.isChecked(), case=self.case.isChecked())

    def open_on(self, text: str) -> None:
        """Shows the bar, with what was selected to be looked for."""
        if text and "\n" not in text:
            self.line.setText(text)
        self.show()
        self.line.setFocus()
        self.line.selectAll()

    def tell(self, text: str) -> None:
        """Says how many places there are, or what is wrong."""
        self.told.setText(text)

    def _type(self) -> None:
        self.typed.emit(self.query)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
