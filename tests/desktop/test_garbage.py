"""Garbage is looked for in the pauses of the work, and on the window's thread alone."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from desktop.garbage import Garbage


class Ring:
    """Something that only a look for garbage can free."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def garbage(qapp: object) -> Iterator[Garbage]:
    made = Garbage()
    yield made
    made.stop()


def test_nothing_is_looked_for_while_somebody_works(garbage: Garbage) -> None:
    ring = weakref.ref(Ring())
    garbage.stepped()
    _ = [[] for _ in range(5000)]
    assert not gc.isenabled()
    assert ring() is not None


def test_a_pause_frees_what_nobody_holds(garbage: Garbage) -> None:
    ring = weakref.ref(Ring())
    garbage.collect()
    assert ring() is None
    assert gc.get_freeze_count() > 0


def test_what_was_held_for_a_page_is_looked_at_when_the_next_is_open(garbage: Garbage) -> None:
    held = Ring()
    ring = weakref.ref(held)
    garbage.collect()
    del held
    garbage.collect()
    assert ring() is not None
    garbage.opened()
    garbage.collect()
    assert ring() is None


def test_in_the_end_python_looks_by_itself(garbage: Garbage) -> None:
    garbage.stop()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
