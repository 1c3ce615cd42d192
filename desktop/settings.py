"""What the window remembers of itself between two runs: sizes, places, keys. Nothing about pages' texts or decisions."""

from pathlib import Path

from PySide6.QtCore import QSettings


def user_settings() -> QSettings:
    """The settings of this person on this machine: `kanwu/kanwu-desktop.ini` in the user's folder for configuration."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "kanwu", "kanwu-desktop")


def settings_at(path: Path) -> QSettings:
    """Settings in a file of their own, for tests and pictures."""
    return QSettings(str(path), QSettings.Format.IniFormat)
