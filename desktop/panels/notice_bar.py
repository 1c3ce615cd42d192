"""What has to be known about the open page, above its texts, for as long as it is open, and what can be done about it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.looks import draw_notice
from desktop.models.offers import Offer


class NoticeBar(QFrame):
    """Shows sentences under each other, and offers with a button for each choice; not there where there are none.

    `choice_made(offer, choice)` tells the names of what was chosen.
    """

    choice_made = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        draw_notice(self)
        self._offers: list[QWidget] = []
        self._label = self._sentence("")
        self._label.setAccessibleName(self.tr("Notices about this page"))
        self._fonts = self._sentence("")
        self._fonts.setAccessibleName(self.tr("Characters that cannot be shown"))
        self._fonts.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 6, 10, 6)
        self._column.addWidget(self._label)
        self._column.addWidget(self._fonts)
        self.show_notices(())

    @property
    def text(self) -> str:
        """The notices, one a line."""
        return self._label.text()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons of all choices, from the top."""
        return tuple(button for row in self._offers for button in row.findChildren(QPushButton))

    def show_notices(self, notices: Sequence[str]) -> None:
        """Shows these notices and no others."""
        self._label.setText("\n".join(notices))
        self._label.setVisible(bool(notices))
        self._show()

    @property
    def of_fonts(self) -> str:
        """What is said of characters that cannot be shown."""
        return self._fonts.text()

    def show_fonts(self, text: str) -> None:
        """Says which characters cannot be shown; an empty text says nothing."""
        self._fonts.setText(text)
        self._fonts.setVisible(bool(text))
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self.text or self.of_fonts or self._offers))

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Makes these offers and no others."""
        for row in self._offers:
            row.hide()
            row.deleteLater()
        self._offers = [self._row(offer) for offer in offers]
        self._show()

    def _row(self, offer: Offer) -> QWidget:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._sentence(offer.text), 1)
        for choice, words in offer.choices:
            button = QPushButton(words, row)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, choice=choice: self.choice_made.emit(offer.name, choice))
            layout.addWidget(button)
        self._column.addWidget(row)
        return row

    def _sentence(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
