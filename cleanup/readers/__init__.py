"""Readers: from files to pages, and the same files written again. A reader never repairs text."""

from cleanup.readers.opening import open_source
from cleanup.readers.source import Source
from cleanup.readers.walking import walk

__all__ = ["Source", "open_source", "walk"]
