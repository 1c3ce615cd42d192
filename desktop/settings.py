"""What the window remembers of itself between two runs: sizes, places, keys, looks. Nothing about pages' texts or decisions."""

from math import isfinite
from pathlib import Path

from PySide6.QtCore import QSettings

from cleanup.messages import LANGUAGES

_LANGUAGE, _THEME, _SIZE = "window/language", "window/theme", "window/text-size"


def user_settings() -> QSettings:
    """The settings of this person on this machine: `kanwu/kanwu-desktop.ini` in the user's folder for configuration."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "kanwu", "kanwu-desktop")


def settings_at(path: Path) -> QSettings:
    """Settings in a file of their own, for tests and pictures."""
    return QSettings(str(path), QSettings.Format.IniFormat)


class Looks:
    """The language, the colours and the size of the texts that somebody chose; whatever else the settings hold there counts as nothing."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def language(self) -> str:
        """One of `cleanup.messages.LANGUAGES`; empty for that of the system."""
        kept = self._settings.value(_LANGUAGE)
        return kept if isinstance(kept, str) and kept in LANGUAGES else ""

    @language.setter
    def language(self, name: str) -> None:
        self._settings.setValue(_LANGUAGE, name)

    @property
    def theme(self) -> str:
        """`light` or `dark`; `system` where nobody chose."""
        kept = self._settings.value(_THEME)
        return kept if kept in ("light", "dark") else "system"

    @theme.setter
    def theme(self, name: str) -> None:
        self._settings.setValue(_THEME, name)

    @property
    def size(self) -> float | None:
        """The size of the texts in points; None where nobody chose."""
        try:
            kept = float(str(self._settings.value(_SIZE)))
        except ValueError:
            return None
        return kept if isfinite(kept) else None

    @size.setter
    def size(self, points: float) -> None:
        self._settings.setValue(_SIZE, str(points))
