"""A bar of progress on the standard error: only on a terminal, and only when the work turns out to be long."""

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

from cleanup.cli.console import Console

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_LONG = 1.5  # seconds of work before a bar is worth its place
_EVERY = 0.1  # seconds between two drawings


class Progress:
    """The bar of one run; draws itself in the thread that advances it, so that processes can be started meanwhile."""

    def __init__(self, console: Console, total: int) -> None:
        """`total` is what the sizes given to `advance` add up to, in bytes."""
        self._console = console
        self._total = total
        self._done = 0
        self._started = self._drawn = monotonic()
        self._wanted = total > 0 and sys.stderr.isatty()
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def advance(self, size: int) -> None:
        """So many bytes more are done."""
        self._done += size
        now = monotonic()
        if not self._wanted or now - self._drawn < _EVERY or (self._bar is None and now - self._started < _LONG):
            return
        self._drawn = now
        if self._bar is None:
            self._begin()
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=min(self._done, self._total))
            self._bar.refresh()

    def pause(self) -> None:
        """Take the bar off the terminal before something else is written there; it comes back with the next `advance`."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def pause_for(self, something: object) -> None:
        """As `pause`, where there is something to write."""
        if something:
            self.pause()

    def _begin(self) -> None:
        from rich.console import Console as Terminal
        from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        self._bar = Bar(*columns, console=Terminal(stderr=True), transient=True, auto_refresh=False)
        self._task = self._bar.add_task(self._console.say("working"), total=self._total)
        self._bar.start()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.pause()
