"""The keys of the window: what each command's are, which the reviewer has changed, and that no key does two things."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QSettings
from PySide6.QtGui import QKeySequence

_GROUP = "keys"


class Where(StrEnum):
    """Where a key works: in the whole window, in the list of findings and the detail beside it, or in the two texts."""

    WINDOW = "window"
    LIST = "list"
    TEXT = "text"


class Command(NamedTuple):
    """Something a key can do. `id` is its name in the settings, `title` what people call it, `usual` its keys until they are changed."""

    id: str
    title: str
    usual: tuple[str, ...]
    where: Where = Where.WINDOW


class Clash(NamedTuple):
    """A key that is taken, and the command that has it."""

    key: str
    command: Command


class Keys:
    """The keys of all commands: the usual ones, or those that the settings name.

    Keys are written as Qt's portable text ("Ctrl+Shift+A"). One key may do one thing in the list and another in the texts; what
    works in the whole window has its key for itself.
    """

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings
        self._commands: dict[str, Command] = {}
        self._usual: dict[str, list[Command]] = {}  # the commands by their usual keys

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands in the order in which they were added."""
        return tuple(self._commands.values())

    def add(self, command: Command) -> tuple[str, ...]:
        """Takes a command up; its keys. ValueError where the id is used twice or a usual key is taken already."""
        if command.id in self._commands:
            raise ValueError(f"two commands are called {command.id!r}")
        for key in command.usual:
            taken = next((c for c in self._usual.get(key_name(key), ()) if meet(c.where, command.where)), None)
            if taken is not None:
                raise ValueError(f"{key} is the usual key of {taken.id} and of {command.id}")
        for key in command.usual:
            self._usual.setdefault(key_name(key), []).append(command)
        self._commands[command.id] = command
        return self.of(command)

    def of(self, command: Command) -> tuple[str, ...]:
        """The keys of a command as they are now."""
        kept = self._settings.value(f"{_GROUP}/{command.id}")
        if isinstance(kept, str):
            return tuple(name for name in (key_name(key) for key in kept.split("; ")) if name)
        return tuple(key_name(key) for key in command.usual)

    def clashes(self, command: Command, keys: Iterable[str]) -> tuple[Clash, ...]:
        """Those of the wanted keys that another command has where both would work."""
        wanted = [key_name(key) for key in keys]
        others = [other for other in self._commands.values() if other.id != command.id and meet(other.where, command.where)]
        return tuple(Clash(key, other) for key in wanted for other in others if key in self.of(other))

    def change(self, command: Command, keys: Iterable[str]) -> tuple[Clash, ...]:
        """Gives a command other keys and remembers them; where one is taken nothing is changed, and what has it is returned."""
        wanted = tuple(dict.fromkeys(name for name in map(key_name, keys) if name))
        clashes = self.clashes(command, wanted)
        if not clashes:
            if wanted == tuple(map(key_name, command.usual)):
                self._settings.remove(f"{_GROUP}/{command.id}")
            else:
                self._settings.setValue(f"{_GROUP}/{command.id}", "; ".join(wanted))
        return clashes

    def reset(self) -> None:
        """Gives every command its usual keys."""
        self._settings.remove(_GROUP)

    def by_key(self, where: Where) -> Mapping[str, Command]:
        """What each key does in one place, those of the whole window included."""
        return {key: command for command in self._commands.values() if meet(command.where, where) for key in self.of(command)}


def meet(one: Where, other: Where) -> bool:
    """Whether there is a place where keys of both work."""
    return one is other or Where.WINDOW in (one, other)


@cache
def key_name(key: str) -> str:
    """A key as Qt's portable text; empty for what is none."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def shown_key(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
