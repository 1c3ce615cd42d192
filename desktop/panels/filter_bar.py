"""The filters of the list: rule, state, certainty and a text, each choice with how many it would show."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from desktop.looks import head, show_fields
from desktop.models.row_filter import EVERYTHING, PROPOSALS, Band, Counts, RowFilter
from desktop.panels.leavable_line import LeavableLine

CHOICES = (PROPOSALS, *(frozenset({band}) for band in Band), EVERYTHING)
"""The sets of bands that can be chosen."""


class FilterBar(QWidget):
    """Tells `changed(RowFilter)` as a filter is chosen or typed, `left` when the search line is left for the list."""

    changed = Signal(object)
    left = Signal()

    def __init__(self, states: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self.count = QLabel(self)
        head(self.count)
        self.rule = self._box(self.tr("Show findings of this rule"))
        self.state = self._box(self.tr("Show findings in this state"))
        self.band = self._box(self.tr("Show findings that are so sure"))
        self._rules: dict[str | None, str] = {None: self.tr("All rules")}
        self._states: dict[str | None, str] = {None: self.tr("All states")}
        self._states.update(states)
        self._bands = {choice: self._band_name(choice) for choice in CHOICES}
        self.search = LeavableLine(self)
        show_fields(self.search)
        self.search.setPlaceholderText(self.tr("/ search"))
        self.search.setAccessibleName(self.tr("Show findings with this text"))
        self.search.setClearButtonEnabled(True)
        self._lay_out()
        _fill(self.rule, self._rules)
        _fill(self.state, self._states)
        self.band.addItems(list(self._bands.values()))
        for box in (self.rule, self.state, self.band):
            box.currentIndexChanged.connect(self._tell)
        self.search.textChanged.connect(self._tell)
        self.search.returnPressed.connect(self.left)
        self.search.left.connect(self._leave_search)

    def _box(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(4)
        return box

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(self.count)
        row.addStretch()
        for box in (self.rule, self.state, self.band):
            row.addWidget(box, 2)
        row.addWidget(self.search, 1)
        self.search.setMinimumWidth(56)

    def _band_name(self, choice: frozenset[Band]) -> str:
        if choice == PROPOSALS:
            return self.tr("Proposals")
        if choice == EVERYTHING:
            return self.tr("With hints")
        names = {
            Band.HIGH: self.tr("From 90 %"),
            Band.MIDDLE: self.tr("50 to 90 %"),
            Band.LOW: self.tr("Under 50 %"),
            Band.HINT: self.tr("Hints alone"),
        }
        return names[next(iter(choice))]

    @property
    def shown(self) -> RowFilter:
        """What is chosen."""
        return RowFilter(self.rule.currentData(), self.state.currentData(), CHOICES[max(self.band.currentIndex(), 0)], self.search.text())

    def choose(self, *, rule: str | None = None, state: str | None = None, bands: frozenset[Band] = PROPOSALS, text: str = "") -> None:
        """Chooses filters as a person does."""
        self.rule.setCurrentIndex(list(self._rules).index(rule))
        self.state.setCurrentIndex(list(self._states).index(state))
        self.band.setCurrentIndex(CHOICES.index(bands))
        self.search.setText(text)

    def list_rules(self, titles: Mapping[str, str]) -> None:
        """Offers the rules of a page; the one chosen stays chosen, also where the page has no finding of it."""
        chosen = self.rule.currentData()
        wanted: dict[str | None, str] = {None: self._rules[None]}
        wanted.update(titles)
        if chosen is not None and chosen not in wanted:
            wanted[chosen] = self._rules[chosen]
        if wanted == self._rules:
            return
        self._rules = wanted
        self._quiet = True
        _fill(self.rule, wanted)
        self.rule.setCurrentIndex(list(wanted).index(chosen))
        self._quiet = False

    def show_counts(self, counts: Counts) -> None:
        """Says behind each choice how many findings it would show."""
        for box, names, numbers in ((self.rule, self._rules, counts.rules), (self.state, self._states, counts.states)):
            for index, (key, name) in enumerate(names.items()):
                _set_text(box, index, f"{name} · {numbers.get(key, 0)}")
        for index, (choice, name) in enumerate(self._bands.items()):
            _set_text(self.band, index, f"{name} · {counts.bands[choice]}")

    def _tell(self) -> None:
        if not self._quiet:
            self.changed.emit(self.shown)

    def _leave_search(self) -> None:
        self.search.clear()
        self.left.emit()


def _fill(box: QComboBox, names: Mapping[str | None, str]) -> None:
    box.clear()
    for key, name in names.items():
        box.addItem(name, key)


def _set_text(box: QComboBox, index: int, text: str) -> None:
    if box.itemText(index) != text:
        box.setItemText(index, text)
