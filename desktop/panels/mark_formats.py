"""How marks look: told apart by the shape of their underline, not by colour alone."""

from typing import Final

from PySide6.QtGui import QColor, QTextCharFormat

from desktop.models.marks import Style
from desktop.theme import Theme

_Underline = QTextCharFormat.UnderlineStyle
UNDERLINES: Final = {
    Style.DOUBT: _Underline.WaveUnderline,
    Style.SURE: _Underline.DotLine,
    Style.POSTPONED: _Underline.DashUnderline,
    Style.ACCEPTED: _Underline.SingleUnderline,
    Style.EDITED: _Underline.DashDotLine,
}
TINTS: Final = frozenset({Style.MOVED, Style.STREAM, Style.BESIDE})  # grounds under the other marks


class MarkFormats:
    """The formats of one theme, each made once. None changes how wide or high text is, so that nothing has to be laid out anew."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._made: dict[tuple[Style, bool, bool], QTextCharFormat] = {}
        self.halo = QTextCharFormat()
        self.halo.setBackground(QColor(theme.halo))

    def of(self, style: Style, *, gone: bool, chosen: bool) -> QTextCharFormat:
        """The format of a mark (see Mark)."""
        key = (style, gone, chosen)
        if key not in self._made:
            self._made[key] = self._make(style, gone=gone, chosen=chosen)
        return self._made[key]

    def _make(self, style: Style, *, gone: bool, chosen: bool) -> QTextCharFormat:
        made = QTextCharFormat()
        if style in TINTS:
            made.setBackground(QColor(self._theme.tints[style]))
            return made
        made.setUnderlineStyle(UNDERLINES[style])
        made.setUnderlineColor(QColor(self._theme.marks[style]))
        if gone:
            made.setFontStrikeOut(True)
            made.setForeground(QColor(self._theme.dim))
        if chosen:
            made.setBackground(QColor(self._theme.chosen))
            made.setForeground(QColor(self._theme.chosen_text))
        return made
