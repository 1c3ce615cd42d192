"""The help of one rule: everything that its record says."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from cleanup.compare.differences import differences
from desktop.looks import show_focus
from desktop.models.rule_note import RuleNote
from desktop.models.runs import compared_runs
from desktop.theme import Theme


class RuleDialog(QDialog):
    """Shows a rule's record: what it flags and why, how far its fix may be trusted, examples, options."""

    def __init__(self, note: RuleNote, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{note.title} · {note.id}")
        self.browser = QTextBrowser(self)
        self.browser.setAccessibleName(note.title)
        self.browser.setOpenLinks(False)
        self.browser.setHtml(self._html(note, theme))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # it would look as if it had the keyboard
        show_focus(self.browser)
        layout = QVBoxLayout(self)
        layout.addWidget(self.browser)
        layout.addWidget(buttons)
        self.resize(560, 460)

    def _html(self, note: RuleNote, theme: Theme) -> str:
        parts = [f"<h3>{escape(note.title)}</h3>"]
        told = (
            (self.tr("What it flags"), note.flags),
            (self.tr("Why that is wrong"), note.why),
            (self.tr("How far to trust it"), note.trust),
        )
        parts += [f"<p><b>{escape(name)}</b><br>{escape(text)}</p>" for name, text in told if text]
        if note.examples:
            parts.append(f"<p><b>{escape(self.tr('Examples'))}</b></p>")
        for before, after in note.examples:
            if before == after:
                parts.append(f"<p>{_lines(before)}<br><i>{escape(self.tr('stays as it is'))}</i></p>")
                continue
            old, new = compared_runs((before, after), differences(before, after))
            parts.append(f"<p>{_kept(theme.markup(old))}<br>{_kept(theme.markup(new))}</p>")
        if note.options:
            parts.append(f"<p><b>{escape(self.tr('Options in kanwu.toml'))}</b></p><ul>")
            parts += [f"<li><code>{escape(name)} = {escape(value)}</code> {escape(told)}</li>" for name, told, value in note.options]
            parts.append("</ul>")
        return "".join(parts)


def _lines(text: str) -> str:
    return _kept(escape(text))


def _kept(markup: str) -> str:
    """Markup with its line ends seen."""
    return markup.replace("\n", "↵")
