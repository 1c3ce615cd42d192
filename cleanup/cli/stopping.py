"""A command that is told to end, by a closed terminal or another program, ends as with Ctrl+C: what is half written is taken away."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Stopped(KeyboardInterrupt):
    """The process was told to end by the signal `number`."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def stopping_in_order() -> Iterator[None]:
    """Signals that would end the process at once raise Stopped meanwhile; those that somebody handles or ignores are left alone."""
    changed = []
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            with suppress(ValueError):  # only the main thread may
                signal.signal(number, _stop)
                changed.append(number)
    try:
        yield
    finally:
        for number in changed:
            signal.signal(number, signal.SIG_DFL)


def _stop(number: int, _frame: object) -> None:
    signal.signal(number, signal.SIG_IGN)  # who says it twice must not keep the half-written files from being taken away
    raise Stopped(number)
