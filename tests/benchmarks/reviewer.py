"""A reviewer who knows the truth of a page, at work in the window by keys alone; every key is counted.

What it decides by is what the window shows: the row that is looked at with its alternatives, the lines that a question lists, the cleaned
text. What it knows besides is the truth, as a person knows it who reads the page. A character that is typed counts as one key, Chinese
ones too: how many an input method takes is not the window's doing.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cleanup.edits import Follow
from cleanup.finding import Finding, Fix, Safety
from cleanup.page import Span
from cleanup.review import Review
from cleanup.scoring import Truth
from cleanup.scoring.joins import JoinScore, score_joins
from cleanup.scoring.normal import normal
from desktop.models.detail import tail_of
from desktop.models.list_rows import KindRow, ListRow
from desktop.models.review_order import UNIFORM, Step, step_of

if TYPE_CHECKING:
    from desktop.main_window import MainWindow

SECONDS: Final = 300.0
_ROUNDS: Final = 4  # times that the list and the text are gone through
_MOST_KEYS: Final = 400  # a review that comes to no end is a mistake of this module
_MOST_SOUGHT: Final = 12  # code points by which a line is sought
_CTRL, _ALT, _NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


class Gold:
    """The truth of a page, asked about its lines."""

    def __init__(self, truth: Truth) -> None:
        self.truth = truth
        self._joins = [(normal(tail), normal(head)) for tail, head in truth.joins]
        self._order = [(normal(tail), normal(head)) for tail, head in truth.order]

    def heads(self, tail: str) -> list[str]:
        """What a line must go on with, in its normal form."""
        return [b for a, b in self._joins if _ends(normal(tail), a)]

    def tails(self, head: str) -> list[str]:
        """What a line must come after."""
        return [a for a, b in self._joins if _begins(normal(head), b)]

    def joins(self, tail: str, head: str) -> bool:
        """Whether two lines belong together."""
        return any(_begins(normal(head), b) for b in self.heads(tail))

    def follows(self, tail: str, head: str) -> bool:
        """Whether a paragraph comes after another in its article."""
        return any(normal(tail).endswith(a[-8:]) and normal(head).startswith(b[:8]) for a, b in self._order)

    def score(self, review: Review) -> JoinScore:
        """How many of the joins are made."""
        truth = self.truth
        return score_joins(review.page.text, review.rendered.text, truth.joins, splits=truth.splits, allowed=truth.allowed)


def _ends(line: str, tail: str) -> bool:
    return bool(line) and line.endswith(tail[-min(len(tail), len(line)) :])


def _begins(line: str, head: str) -> bool:
    return bool(line) and line.startswith(head[: min(len(head), len(line))])


class Reviewer:
    """Reviews the open page of a window; `keys` counts what was pressed, by what it was pressed for."""

    def __init__(self, window: "MainWindow", gold: Gold) -> None:
        self._window = window
        self._gold = gold
        self._walks = False
        self.keys: Counter[str] = Counter()

    @property
    def review(self) -> Review:
        """The Review of the open page."""
        review = self._window.controller.review
        assert review is not None
        return review

    def work(self) -> None:
        """Goes through the list up to lost text, from one open end to the next, to what is still parted, and on in the list."""
        self._wait()
        for _ in range(_ROUNDS):
            self._decide_list(up_to=Step.LOST)
            self._walk()
            self._mend_rest()
            self._decide_list()
            if self._is_done():
                break

    def _is_done(self) -> bool:
        return not self._gold.score(self.review).missed and not open_typography(self.review)

    # Keys.

    def _press(self, what: str, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        self.keys[what] += 1
        assert self.keys.total() < _MOST_KEYS, "the review comes to no end"
        QTest.keyClick(self._focus, key, modifier)
        if self._walks:
            self._wait_for_stop()
        else:
            self._wait()

    def _type(self, what: str, text: str) -> None:
        from PySide6.QtGui import QInputMethodEvent

        for character in text:
            self.keys[what] += 1
            event = QInputMethodEvent()
            event.setCommitString(character)
            QApplication.sendEvent(self._focus, event)
        if not self._walks:
            self._wait()

    @property
    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        return focus

    def _wait_for_stop(self) -> None:
        """Until the next open end is asked about, or none: the rules may go on meanwhile."""
        window, end = self._window, time.monotonic() + SECONDS
        QApplication.processEvents()
        while window.pick_bar.isVisible() and window.controller.walking.stop is None:
            assert time.monotonic() < end, "the window does not answer"
            QApplication.processEvents()
            time.sleep(0.002)

    def _wait(self) -> None:
        """Until the rules have answered, and whatever else was asked."""
        controller = self._window.controller
        QApplication.processEvents()
        end = time.monotonic() + SECONDS
        while controller.looking or controller.workers.busy:
            assert time.monotonic() < end, "the window does not answer"
            QApplication.processEvents()
            time.sleep(0.002)
        QApplication.processEvents()

    # The list.

    def _decide_list(self, up_to: Step | None = None) -> None:
        """Decides on what is looked at until nothing open is left in the list, or what is left belongs to a step or a later one.

        What the truth does not tell is postponed.
        """
        while (row := self._row()) is not None and (up_to is None or row.step < up_to):
            if row.state != "open":
                before = row.id
                self._press("moving on", Qt.Key.Key_N)
                after = self._row()
                if after is None or after.id == before:
                    return
                continue
            if isinstance(row, KindRow):
                self._decide_kind(row)
                continue
            key, what = self._answer(self.review.finding(row.id))
            if key is Qt.Key.Key_H:
                self._pick(self.review.finding(row.id))
            else:
                self._press(what, key)
            if row == self._row():
                self._press("refused", Qt.Key.Key_S)
            if not any(other.state == "open" for other in self._window.findings.model.rows):
                return

    def _decide_kind(self, kind: KindRow) -> None:
        """Takes all places of a kind, but for those of the listed ones that are wrong."""
        wrong = [member.id for member in kind.members if self._answer(self.review.finding(member.id))[0] is not Qt.Key.Key_A]
        panel = self._window.kind
        listed = [number for number, row in enumerate(panel.model.rows) if row.id in wrong]
        if listed:
            self._press("exceptions", Qt.Key.Key_Return)
        for number in listed:
            while panel.list.currentIndex().row() != number:
                self._press("exceptions", Qt.Key.Key_Down)
            self._press("exceptions", Qt.Key.Key_Space)
        self._press("page-wide rows", Qt.Key.Key_A)
        if panel.list.hasFocus():
            self._press("exceptions", Qt.Key.Key_Escape)

    def _row(self) -> ListRow | None:
        findings = self._window.findings
        return findings.model.row(findings.table.currentIndex().row())

    def _answer(self, finding: Finding) -> tuple[Qt.Key, str]:
        """The key for a finding, and what it is pressed for."""
        text = self.review.page.text
        if finding.rule in ("column-join", "lost-text"):
            return self._about_join(finding, text)
        if finding.rule == "block-order":
            right = [_all(fix, text, self._gold.follows) for fix in finding.fixes]
            return _numbered(right), "blocks"
        if finding.rule == "duplicate-paragraph":
            return self._about_copies(finding, text), "duplicates"
        if finding.rule == "false-join":
            parted = any(self._gold.joins(text[a.start : a.end], text[b.start : b.end]) for a, b in _pairs(finding.fixes[0]))
            return Qt.Key.Key_R if parted else Qt.Key.Key_A, "false joins"
        if finding.rule == "stray-english":
            wanted = {stray.token for stray in self._gold.truth.stray}
            span = finding.spans[0]
            return Qt.Key.Key_A if text[span.start : span.end] in wanted else Qt.Key.Key_R, "tokens"
        if step_of(finding.rule) in UNIFORM:
            return Qt.Key.Key_A, "single marks"
        return Qt.Key.Key_S, "what the truth does not tell"

    def _about_join(self, finding: Finding, text: str) -> tuple[Qt.Key, str]:
        right = [_all(fix, text, self._gold.joins, most=fix.parts) for fix in finding.fixes]
        if any(right[:3]):
            return _numbered(right), "joins proposed"
        tail = tail_of(finding)
        if tail is not None and self._gold.heads(text[tail.start : tail.end]):
            return Qt.Key.Key_H, "joins by hand"
        return Qt.Key.Key_R, "joins rejected"

    def _about_copies(self, finding: Finding, text: str) -> Qt.Key:
        """One of two copies is kept; of a passage spliced into other text both, and what is no duplicate is rejected."""
        flagged = [text[span.start : span.end] for span in finding.spans]
        for twin in self._gold.truth.duplicates:
            if any(normal(part) in normal(twin.first) or normal(twin.first) in normal(part) for part in flagged):
                return Qt.Key.Key_3 if twin.kind == "partial" else Qt.Key.Key_1
        return Qt.Key.Key_R

    # Joins by hand.

    def _pick(self, finding: Finding) -> None:
        tail = tail_of(finding)
        assert tail is not None
        self._press("joins by hand", Qt.Key.Key_H)
        self._choose("joins by hand", self._gold.heads(self.review.page.text[tail.start : tail.end]), begins=False)

    def _choose(self, what: str, wanted: Sequence[str], *, begins: bool) -> bool:
        """Takes a wanted line by its number, else by typing how it begins; whether that could be done."""
        bar = self._window.pick_bar
        for number in range(bar.list.count()):
            if self._is_wanted(bar.list.item(number).data(Qt.ItemDataRole.UserRole), wanted, begins=begins):
                self._press(what, Qt.Key(Qt.Key.Key_1 + number))
                return True
        line = next((line.span for line in self.review.page.lines if self._is_wanted(line.start, wanted, begins=begins)), None)
        if line is None:
            return False
        words = self.review.page.text[line.start : line.end]
        for count in range(1, len(words) + 1):
            self._type(what, words[count - 1])
            first = bar.list.item(0)
            if first is not None and first.data(Qt.ItemDataRole.UserRole) == line.start:
                self._press(what, Qt.Key.Key_Return)
                return True
        return False

    def _is_wanted(self, start: int, wanted: Iterable[str], *, begins: bool) -> bool:
        page = self.review.page
        line = page.text[start : next((line.end for line in page.lines if line.start <= start < line.end), start)]
        return any((_ends if begins else _begins)(normal(line), end) for end in wanted)

    # Open ends.

    def _walk(self) -> None:
        """From one open end to the next, each taken or left."""
        in_text = self._window.cleaned.view.hasFocus()
        self._walks = True
        self._press("open ends", Qt.Key.Key_O, _ALT if in_text else _NONE)
        self._answer_stops("open ends")

    def _answer_stops(self, what: str) -> None:
        bar = self._window.pick_bar
        while bar.isVisible() and (stop := self._window.controller.walking.stop) is not None:
            end = stop.end
            line = self.review.page.text[end.line.start : end.line.end]
            wanted = self._gold.tails(line) if end.begins else self._gold.heads(line)
            right_now = bool(stop.now) and any(_begins(normal(stop.now), head) for head in wanted)
            if not wanted or right_now or not self._choose(what, wanted, begins=end.begins):
                self._press(f"{what}, left", Qt.Key.Key_Space)
            elif self._window.controller.walking.stop is stop:
                self._press("refused", Qt.Key.Key_Escape)
        self._walks = False
        self._wait()

    # What is still parted.

    def _mend_rest(self) -> None:
        """Finds each line that still does not go on as it should, as one finds it in reading, and picks what it goes on with."""
        view = self._window.cleaned.view
        for tail, head in self._gold.score(self.review).missed:
            line = next((one.span for one in self.review.page.lines if _ends(normal(self._text(one.span)), tail)), None)
            if line is None or (tail, head) not in self._gold.score(self.review).missed:
                continue
            at = self.review.rendered.to_cleaned(line.end, "left")
            self._press("lines sought", Qt.Key.Key_F, _CTRL)
            for start in range(at - 1, max(0, at - _MOST_SOUGHT), -1):
                if view.text.count(view.text[start:at]) == 1:
                    break
            self._type("lines sought", view.text[start:at])
            self._press("lines sought", Qt.Key.Key_Escape)
            self._walks = True
            self._press("lines sought", Qt.Key.Key_C, _ALT)
            self._answer_stops("lines sought")
            self._walk()
        if not self._window.findings.table.hasFocus():
            self._press("lines sought", Qt.Key.Key_Escape)

    def _text(self, span: Span) -> str:
        return self.review.page.text[span.start : span.end]


def open_typography(review: Review) -> list[Finding]:
    """The findings about marks that propose something and are not decided on."""
    return [f for f in review.open_findings if step_of(f.rule) in UNIFORM and f.safety >= Safety.ASK]


def _pairs(fix: Fix) -> list[tuple[Span, Span]]:
    return [(edit.tail, edit.head) for edit in fix.edits if isinstance(edit, Follow) and edit.tail is not None and edit.head is not None]


def _all(fix: Fix, text: str, belong: Callable[[str, str], bool], *, most: bool = False) -> bool:
    """Whether all that a fix brings together belongs together; with `most` more than half."""
    pairs = [(text[a.start : a.end], text[b.start : b.end]) for a, b in _pairs(fix)]
    right = sum(belong(a, b) for a, b in pairs)
    return 2 * right > len(pairs) if most else bool(pairs) and right == len(pairs)


def _numbered(right: Sequence[bool]) -> Qt.Key:
    """The key of the first right one of three alternatives; rejection where none is."""
    number = next((number for number, one in enumerate(right[:3]) if one), None)
    return Qt.Key.Key_R if number is None else Qt.Key.Key_A if number == 0 else Qt.Key(Qt.Key.Key_1 + number)


def truth_beside(page: Path) -> Path:
    """Where the truth of a page lies: of a real one beside it, of a sample in the folder of truths."""
    beside = page.with_name(page.name.split("_")[0] + ".gold.json")
    return beside if beside.exists() else page.parent.parent / "truth" / f"{page.stem}.truth.json"
