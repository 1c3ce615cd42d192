"""The few message boxes: an error, a question about hand edits, what this program is."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

_LISTED = 12  # lines of a list that are shown without unfolding it
_MOST_NAMED = 4  # pieces of typed text that a question names
_LONGEST = 40  # characters of each


def _shown(text: str) -> str:
    """A piece of text in one line, not too long."""
    line = " ".join(text.split()) or "␣"
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


class Boxes(QObject):
    """Opens message boxes over a window; none of them stops the program."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def show_error(self, text: str) -> QMessageBox:
        """Opens a box that says what went wrong."""
        box = self._box(QMessageBox.Icon.Warning, "Kanwu", text)
        box.setStandardButtons(QMessageBox.StandardButton.Ok)
        box.open()
        return box

    def ask_about_derived(self, count: int, answer: Callable[[bool], None]) -> QMessageBox:
        """Asks whether hand edits go with the decision that they were built on; `answer` is not called where the reviewer cancels."""
        question = self.tr("%n hand edit(s) were built on this decision. What is to become of them?", "", count)
        box = self._box(QMessageBox.Icon.Question, self.tr("Hand edits"), question)
        both = box.addButton(self.tr("Withdraw them too"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Keep them"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(keep)

        def clicked() -> None:
            if box.clickedButton() in (both, keep):
                answer(box.clickedButton() is both)

        box.finished.connect(clicked)
        box.open()
        return box

    def ask_about_typed(self, typed: Sequence[str], take: Callable[[], object]) -> QMessageBox:
        """Asks whether a fix takes the place of what the reviewer typed; `take` is not called where that stays."""
        pieces = "\n".join(f"“{_shown(text)}”" for text in typed[:_MOST_NAMED])
        question = self.tr("The fix would change what you typed here:") + f"\n\n{pieces}"
        box = self._box(QMessageBox.Icon.Question, self.tr("Typed by hand"), question)
        instead = box.addButton(self.tr("Take the fix instead"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(self.tr("Keep what I typed"), QMessageBox.ButtonRole.RejectRole))

        def clicked() -> None:
            if box.clickedButton() is instead:
                take()

        box.finished.connect(clicked)
        box.open()
        return box

    def ask_about_second_reader(self, validate: Callable[[], None]) -> QMessageBox:
        """Asks whether a page is validated under the name that called it proofread; `validate` is not called where it is not."""
        question = self.tr("This page was called proofread under your own name. Are you its second reader all the same?")
        box = self._box(QMessageBox.Icon.Question, self.tr("Second reader"), question)
        second = box.addButton(self.tr("Validate"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))

        def clicked() -> None:
            if box.clickedButton() is second:
                validate()

        box.finished.connect(clicked)
        box.open()
        return box

    def ask_to_give_up(self, give_up: Callable[[], None]) -> QMessageBox:
        """Asks whether decisions that could not be saved are given up; `give_up` is not called where the reviewer cancels."""
        question = self.tr("The last decisions could not be saved. Close all the same and lose them?")
        box = self._box(QMessageBox.Icon.Warning, "Kanwu", question)
        lose = box.addButton(self.tr("Lose them"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))

        def clicked() -> None:
            if box.clickedButton() is lose:
                give_up()

        box.finished.connect(clicked)
        box.open()
        return box

    def show_list(self, text: str, lines: Sequence[str]) -> QMessageBox:
        """Opens a box with a sentence and the list of what it is about, which can be unfolded and copied."""
        box = self._box(QMessageBox.Icon.Information, "Kanwu", text)
        shown = "\n".join(lines[:_LISTED])
        box.setInformativeText(shown + ("\n…" if len(lines) > _LISTED else ""))
        if len(lines) > _LISTED:
            box.setDetailedText("\n".join(lines))
        box.setStandardButtons(QMessageBox.StandardButton.Ok)
        box.open()
        return box

    def show_about(self, version: str) -> QMessageBox:
        """Opens a box that says what this program is."""
        what = self.tr(
            "Reviews and cleans OCR'd Chinese newspaper pages. The source is never changed; every decision is kept in a patch beside the "
            "page, and nothing leaves this computer."
        )
        box = self._box(QMessageBox.Icon.Information, self.tr("About Kanwu"), f"Kanwu {version}\n\n{what}")
        box.setStandardButtons(QMessageBox.StandardButton.Ok)
        box.open()
        return box

    def _box(self, icon: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
        box = QMessageBox(icon, title, text, QMessageBox.StandardButton.NoButton, self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return box
