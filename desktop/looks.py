"""How single widgets look: by the palette, which costs nothing; by a style sheet of their own only where a palette cannot say it.

A style sheet for the whole program would make Qt match every widget against it, and takes a tenth of the time in which the window
comes up.
"""

from typing import Final

from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QLabel, QPushButton, QWidget

_Role = QPalette.ColorRole
# The roles that the Fusion style itself draws nothing with, as the palette of a theme fills them.
QUIET: Final = _Role.PlaceholderText
REFUSED: Final = _Role.BrightText
DECIDED: Final = _Role.LinkVisited

# Fields have an edge that can be seen on either ground.
_FIELDS: Final = """
    QCheckBox::indicator:unchecked, QRadioButton::indicator:unchecked, QAbstractItemView::indicator:unchecked {
        width: 12px; height: 12px; border: 1px solid palette(dark); background: palette(base);
    }
    QCheckBox::indicator:unchecked, QAbstractItemView::indicator:unchecked { border-radius: 2px; }
    QRadioButton::indicator:unchecked { border-radius: 6px; }
    QRadioButton::indicator:checked {
        width: 4px; height: 4px; border: 5px solid palette(highlight); border-radius: 7px; background: palette(highlighted-text);
    }
    QLineEdit { background: palette(base); border: 1px solid palette(dark); border-radius: 3px; padding: 2px 4px; }
    QLineEdit:focus { border-color: palette(highlight); }
"""
# A view whose frame says that it has the keyboard, where nothing in it does.
_FRAMED: Final = """
    QAbstractScrollArea { border: 2px solid transparent; }
    QAbstractScrollArea:focus { border-color: palette(highlight); }
"""
_LINK: Final = """
    QPushButton { color: palette(placeholder-text); padding: 0; border: none; background: transparent; }
    QPushButton:hover, QPushButton:focus { color: palette(text); text-decoration: underline; }
"""


def colour_words(label: QLabel, role: QPalette.ColorRole = QUIET) -> None:
    """Has a label written in the colour of a role: quiet, or as what is refused or decided."""
    label.setForegroundRole(role)


def head(label: QLabel) -> None:
    """Makes a label the heading of what stands under it."""
    colour_words(label)
    font = label.font()
    font.setWeight(QFont.Weight.DemiBold)
    label.setFont(font)
    label.setContentsMargins(8, 5, 8, 5)


def draw_notice(frame: QWidget) -> None:
    """Gives a bar or label the ground of what has to be noticed."""
    frame.setAutoFillBackground(True)
    frame.setBackgroundRole(_Role.ToolTipBase)


def draw_box(frame: QFrame) -> None:
    """Puts a frame around a piece of text, on the ground that texts have."""
    frame.setFrameShape(QFrame.Shape.StyledPanel)
    frame.setAutoFillBackground(True)
    frame.setBackgroundRole(_Role.Base)


def show_fields(widget: QWidget) -> None:
    """Draws the lines, ticks and choices in a widget so that their edges can be seen."""
    widget.setStyleSheet(_FIELDS)


def show_focus(view: QAbstractScrollArea) -> None:
    """Puts a frame around a view while it has the keyboard; not for long lists, which a style sheet makes slow."""
    view.setStyleSheet(_FRAMED)


def show_link(button: QPushButton) -> None:
    """Has a button that goes somewhere look like words."""
    button.setFlat(True)
    button.setStyleSheet(_LINK)


def renew(window: QWidget) -> None:
    """Draws what has a style sheet of its own in the colours of now, which Qt has taken from the palette of before."""
    for widget in window.findChildren(QWidget):
        if widget.styleSheet():
            widget.setStyleSheet(widget.styleSheet())
