"""The few message boxes: an error, a question about hand edits, what this program is."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def show_error(parent: QWidget, text: str) -> QMessageBox:
    """Opens a box that says what went wrong."""
    box = _box(parent, QMessageBox.Icon.Warning, QCoreApplication.translate("Boxes", "Kanwu"), text)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.open()
    return box


def ask_about_derived(parent: QWidget, count: int, answer: Callable[[bool], None]) -> QMessageBox:
    """Asks whether hand edits go with the decision that they were built on; `answer` is not called where the reviewer cancels."""
    question = QCoreApplication.translate("Boxes", "%n hand edit(s) were built on this decision. What is to become of them?", "", count)
    box = _box(parent, QMessageBox.Icon.Question, QCoreApplication.translate("Boxes", "Hand edits"), question)
    both = box.addButton(QCoreApplication.translate("Boxes", "Withdraw them too"), QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(QCoreApplication.translate("Boxes", "Keep them"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(keep)

    def clicked() -> None:
        if box.clickedButton() in (both, keep):
            answer(box.clickedButton() is both)

    box.finished.connect(clicked)
    box.open()
    return box


def show_about(parent: QWidget, version: str) -> QMessageBox:
    """Opens a box that says what this program is."""
    text = QCoreApplication.translate(
        "Boxes",
        "Kanwu {version}\n\nReviews and cleans OCR'd Chinese newspaper pages. The source is never changed; every decision is kept in a "
        "patch beside the page, and nothing leaves this computer.",
    ).format(version=version)
    box = _box(parent, QMessageBox.Icon.Information, QCoreApplication.translate("Boxes", "About Kanwu"), text)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.open()
    return box


def _box(parent: QWidget, icon: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
    box = QMessageBox(icon, title, text, QMessageBox.StandardButton.NoButton, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box
