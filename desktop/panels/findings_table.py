"""The table of findings: keys are the window's, no letter searches in it, and no input method works in it."""

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.models.findings_model import Column


class FindingsTable(QTableView):
    """A list of whole rows, one of them chosen."""

    def __init__(self, model: QAbstractItemModel, delegate: QAbstractItemDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        for column in (Column.STATE, Column.WHAT):
            self.setItemDelegateForColumn(column, delegate)
        self.setAccessibleName(self.tr("Findings on this page"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.verticalHeader().hide()
        # Every row is as high as the first: asking each for its height would cost seconds on long lists.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        # It would paint itself anew with each row that is gone to, to show columns as chosen, which none ever is.
        header.setSelectionModel(QItemSelectionModel(model, header))
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSectionResizeMode(Column.WHAT, QHeaderView.ResizeMode.Stretch)

    def keyboardSearch(self, search: str) -> None:
        """Letters decide, or do nothing; the line behind "/" searches."""
