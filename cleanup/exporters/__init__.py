"""Exporters: from corrected pages to files, one format a module."""

from importlib import import_module
from typing import Final

from cleanup.exporters.base import Exporter, ExportPage
from cleanup.exporters.leaving import LEAVABLE, LeftOut, without

__all__ = ["FORMATS", "LEAVABLE", "ExportPage", "Exporter", "LeftOut", "exporter", "without"]

FORMATS: Final = ("txt", "md", "jsonl", "pairs")
"""The names of the formats; the module of each has its name."""


def exporter(name: str) -> Exporter:
    """The exporter for one of `FORMATS`, imported when it is asked for."""
    if name not in FORMATS:
        raise ValueError(f"no format is called {name!r}")
    found = import_module(f"cleanup.exporters.{name}").EXPORTER
    assert isinstance(found, Exporter)
    return found
