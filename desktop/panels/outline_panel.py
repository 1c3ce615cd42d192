"""The page's articles and their blocks as a tree; clicking goes there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from cleanup.page import Kind
from desktop.models.outline import Outline

_START = Qt.ItemDataRole.UserRole
_MOST = 3000  # blocks of a page that are listed


class OutlinePanel(QWidget):
    """Shows an outline; `place_requested` asks to go to an offset of the cleaned text."""

    place_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outline = Outline(())
        self._starts: list[tuple[int, QTreeWidgetItem]] = []
        self.tree = QTreeWidget(self)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(self.tr("Articles of the page"))
        self.tree.itemClicked.connect(self._go)
        self.tree.itemActivated.connect(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tree)

    def show_outline(self, outline: Outline) -> None:
        """Shows the articles of a page; which were open stay so where they are still there."""
        if outline == self._outline:
            return
        closed = {item.text(0) for item in self._articles() if not item.isExpanded()}
        scroll = self.tree.verticalScrollBar().value()
        self._outline = outline
        self.tree.clear()
        self._starts.clear()
        names = {
            Kind.HEADLINE: self.tr("headline"),
            Kind.BYLINE: self.tr("byline"),
            Kind.CAPTION: self.tr("caption"),
            Kind.FURNITURE: self.tr("page furniture"),
            Kind.BODY: "",
        }
        for article in outline.articles:
            top = QTreeWidgetItem(self.tree, [f"{article.number}  {article.title}"])
            top.setToolTip(0, article.title)
            top.setData(0, _START, article.blocks[0].start)
            for block in article.blocks[: max(0, _MOST - len(self._starts))]:
                kind = names[block.kind]
                item = QTreeWidgetItem(top, [f"{block.text} · {kind}" if kind else block.text])
                item.setData(0, _START, block.start)
                self._starts.append((block.start, item))
            top.setExpanded(top.text(0) not in closed)
        self.tree.verticalScrollBar().setValue(scroll)
        self.setWindowTitle(self.tr("Outline · %n article(s)", "", len(outline.articles)))

    def show_caret(self, offset: int) -> None:
        """Shows which block an offset of the cleaned text stands in."""
        from bisect import bisect_right

        number = bisect_right(self._starts, offset, key=lambda each: each[0]) - 1
        if number >= 0 and self.is_seen:
            self.tree.setCurrentItem(self._starts[number][1])

    def _articles(self) -> list[QTreeWidgetItem]:
        found = (self.tree.topLevelItem(number) for number in range(self.tree.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _go(self, item: QTreeWidgetItem) -> None:
        self.place_requested.emit(item.data(0, _START))

    @property
    def is_seen(self) -> bool:
        """Whether any of it can be seen: behind the tab of another panel Qt calls it visible too."""
        return not self.visibleRegion().isEmpty()

    def forget(self) -> None:
        """Says nothing of a page any more, until it is seen."""
        self.setWindowTitle("")
