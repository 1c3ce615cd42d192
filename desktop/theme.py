"""The colours and fonts of the window, light and dark, with contrast enough to read small marks."""

import sys
from collections.abc import Mapping
from typing import Final, NamedTuple
from unicodedata import category

from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette

from desktop.models.marks import Style
from desktop.models.runs import Role, Runs

# The first family of each that is installed serves; the last resort is what the system takes for Chinese.
_SANS: Final = ("Noto Sans CJK", "Source Han Sans", "Microsoft YaHei UI", "PingFang", "WenQuanYi Micro Hei", "Droid Sans Fallback")
# Fonts of the characters that the others lack, those of Unicode's later extensions.
_RARE: Final = ("HanaMinA", "HanaMinB", "BabelStone Han", "Plangothic P1", "Plangothic P2", "Jigmo", "Jigmo2", "Jigmo3", "SimSun-ExtB")
_UNSEEN: Final = ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")
_REGIONS: Final = {"zh_TW": " TC"}
_LOOKS: Final = {
    Role.REMOVED: "text-decoration:line-through;",
    Role.ADDED: "text-decoration:underline;",
    Role.FLAGGED: "text-decoration:underline;",
    Role.CROSSED: "font-weight:700;text-decoration:underline;",
}
_TRADITIONAL: Final = ("Microsoft JhengHei UI", "PingFang TC")


class Theme(NamedTuple):
    """One set of colours.

    `marks` are the underlines by what they say, `tints` the grounds; `runs` the text of snippets by their role; `states` the icons of
    findings and pages. `accent` is the ground of a chosen row, `pale` that of one in a list that has not the keyboard; `chosen` is the
    ground of the chosen place, `chosen_text` its text, `halo` the ground around a place that is too small to be seen.
    """

    name: str
    window: str
    base: str
    alternate: str
    text: str
    dim: str
    border: str
    edge: str
    accent: str
    accent_text: str
    pale: str
    notice: str
    chosen: str
    chosen_text: str
    halo: str
    marks: Mapping[Style, str]
    tints: Mapping[Style, str]
    runs: Mapping[Role, str]
    states: Mapping[str, str]

    @property
    def is_light(self) -> bool:
        return QColor(self.base).lightness() > 127

    def palette(self) -> QPalette:
        """The palette for the Fusion style."""
        palette = QPalette()
        role = QPalette.ColorRole
        colours = {
            role.Window: self.window,
            role.WindowText: self.text,
            role.Base: self.base,
            role.AlternateBase: self.alternate,
            role.Text: self.text,
            role.Button: self.window,
            role.ButtonText: self.text,
            role.BrightText: self.states["rejected"],
            role.LinkVisited: self.states["accepted"],
            role.ToolTipBase: self.notice,
            role.ToolTipText: self.text,
            role.Highlight: self.accent,
            role.HighlightedText: self.accent_text,
            role.PlaceholderText: self.dim,
            role.Link: self.accent,
            role.Mid: self.border,
            role.Light: self.alternate,
            role.Midlight: self.alternate,
            role.Dark: self.edge,
            role.Shadow: self.edge,
        }
        for which, colour in colours.items():
            palette.setColor(which, QColor(colour))
        # What is chosen where the keyboard is not.
        palette.setColor(QPalette.ColorGroup.Inactive, role.Highlight, QColor(self.pale))
        palette.setColor(QPalette.ColorGroup.Inactive, role.HighlightedText, QColor(self.text))
        for which in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(self.dim))
        return palette

    def markup(self, runs: Runs) -> str:
        """Runs as Qt's rich text: what differs is told by line and weight as well as by colour; text of the page is escaped."""
        from html import escape

        return "".join(self._span(escape(run.text), run.role) for run in runs)

    def _span(self, text: str, role: Role) -> str:
        ground = f"background-color:{self.halo};" if role in (Role.REMOVED, Role.ADDED, Role.CROSSED) else ""
        return f'<span style="color:{self.runs[role]};{_LOOKS.get(role, "")}{ground}">{text}</span>'


LIGHT: Final = Theme(
    name="light",
    window="#f1efea",
    base="#fdfcf9",
    alternate="#f6f4ee",
    text="#1f2328",
    dim="#6a6a66",
    border="#d3cfc5",
    edge="#a39e92",
    accent="#1f5f8b",
    accent_text="#ffffff",
    pale="#cfdeea",
    notice="#fff1c9",
    chosen="#ffe08a",
    chosen_text="#1f2328",
    halo="#fff3cf",
    marks={
        Style.DOUBT: "#c2410c",
        Style.SURE: "#2b6cb0",
        Style.POSTPONED: "#6b7280",
        Style.ACCEPTED: "#2e7d32",
        Style.EDITED: "#7b3fa0",
    },
    tints={Style.MOVED: "#e6f0f4", Style.STREAM: "#d8ecd4", Style.BESIDE: "#ece0f2"},
    runs={
        Role.CONTEXT: "#5f5f5b",
        Role.FLAGGED: "#9a3412",
        Role.REMOVED: "#b3261e",
        Role.ADDED: "#1b6e2b",
        Role.SEAM: "#1f5f8b",
        Role.CROSSED: "#7a4b00",
    },
    states={"open": "#c2410c", "accepted": "#2e7d32", "rejected": "#b3261e", "as-printed": "#1f5f8b", "postponed": "#6b7280"},
)

DARK: Final = Theme(
    name="dark",
    window="#26282c",
    base="#1c1d20",
    alternate="#212327",
    text="#e3e2de",
    dim="#9a9c9f",
    border="#43464c",
    edge="#6d7178",
    accent="#2f78ad",
    accent_text="#ffffff",
    pale="#2f4657",
    notice="#4a3d16",
    chosen="#6a5310",
    chosen_text="#fff6dc",
    halo="#38301a",
    marks={
        Style.DOUBT: "#ff9a5c",
        Style.SURE: "#7ab8f5",
        Style.POSTPONED: "#a3a8b0",
        Style.ACCEPTED: "#7fcf86",
        Style.EDITED: "#cf9bf0",
    },
    tints={Style.MOVED: "#20313a", Style.STREAM: "#23402a", Style.BESIDE: "#3b2c46"},
    runs={
        Role.CONTEXT: "#a9abae",
        Role.FLAGGED: "#ffb27d",
        Role.REMOVED: "#ff8a80",
        Role.ADDED: "#8ddb94",
        Role.SEAM: "#8cc4f5",
        Role.CROSSED: "#ffd479",
    },
    states={"open": "#ff9a5c", "accepted": "#7fcf86", "rejected": "#ff8a80", "as-printed": "#8cc4f5", "postponed": "#a3a8b0"},
)


def families(language: str) -> list[str]:
    """Font families for Chinese, the form of characters that `language` prefers first."""
    region = _REGIONS.get(language, " SC")
    named = [f"{name}{region}" if name in ("Noto Sans CJK", "Source Han Sans", "PingFang") else name for name in _SANS]
    return [*_TRADITIONAL, *named] if language == "zh_TW" and sys.platform in ("win32", "darwin") else named


def interface_font(language: str) -> QFont:
    """The font of menus, lists and buttons."""
    font = QFont(families(language))
    font.setPointSizeF(10.0)
    return font


def text_font(language: str, size: float) -> QFont:
    """The font of the two texts, `size` in points."""
    font = QFont([*families(language), *_RARE])
    font.setPointSizeF(size)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


def undrawn(text: str, font: QFont) -> str:
    """The characters of a text, each once, that no font on this machine has, whatever other font Qt takes for what `font` lacks."""
    metrics = QFontMetrics(font)
    return "".join(sorted(char for char in set(text) if not metrics.inFontUcs4(ord(char)) and category(char) not in _UNSEEN))
