"""How often Python looks for garbage while a command runs."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_NEW: Final = 20_000  # objects between two looks; what a start loads stays, and looking through it took a twentieth of it


@contextmanager
def looked_for_less_often() -> Iterator[None]:
    """Meanwhile garbage is looked for less often than Python does by itself; processes of a pool go back to that."""
    before = gc.get_threshold()
    gc.set_threshold(_NEW, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
