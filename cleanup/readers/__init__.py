"""Readers: from files to pages, and the same files written again. A reader never repairs text."""

from typing import TYPE_CHECKING

from cleanup.readers.walking import walk

if TYPE_CHECKING:
    from cleanup.readers.opening import open_source
    from cleanup.readers.source import Source

__all__ = ["Source", "open_source", "walk"]


def __getattr__(name: str) -> object:
    """What opens files is loaded with the first that is opened: it knows every format, and where lines are."""
    if name == "open_source":
        from cleanup.readers.opening import open_source

        return open_source
    if name == "Source":
        from cleanup.readers.source import Source

        return Source
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
