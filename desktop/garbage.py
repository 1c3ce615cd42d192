"""When Python looks for garbage: while nothing is pressed, since a look through all that a long page holds would make a key wait for it."""

import gc
from typing import Final

from PySide6.QtCore import QObject

from desktop.workers import single_shot

_PAUSE: Final = 3000  # milliseconds without a step before all is looked through
_MOST: Final = 1_500_000  # new objects after which it is done at the next step all the same


class Garbage(QObject):
    """Looks for garbage in the pauses of the work, in the place of Python's own looking; `stop` gives that back.

    It does so on the window's thread: Python's own looking may fall on any, and Qt's objects must go where they live.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._soon = single_shot(self, _PAUSE, self.collect)
        gc.disable()

    def opened(self) -> None:
        """Another page is open: what was held for the one before may have become garbage."""
        gc.unfreeze()
        self.stepped()

    def stepped(self) -> None:
        """Puts the next look off, since somebody is at work."""
        if gc.get_count()[0] > _MOST:
            self.collect()
        else:
            self._soon.start()

    def collect(self) -> None:
        """Looks through everything now; what is left stays for as long as the page is open, and is not looked through again."""
        self._soon.stop()
        gc.collect()
        gc.freeze()

    def stop(self) -> None:
        """Lets Python look for garbage by itself again."""
        self._soon.stop()
        gc.unfreeze()
        gc.enable()
