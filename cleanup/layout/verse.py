"""What tells free verse from text that was wrapped: lines that go on are of different lengths, where a column's would all fill it."""

from collections.abc import Collection
from typing import Final

WIDEST: Final = 24
"""Characters of the longest line of verse that is not even."""

_UNEVEN: Final = 3.0  # characters


def are_uneven(widths: Collection[float]) -> bool:
    """Whether the widths of lines that go on, in full cells, differ by more than those of one column do."""
    return len(widths) > 1 and max(widths) - min(widths) >= _UNEVEN
