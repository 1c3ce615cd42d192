"""The suffixes of the files that hold pages."""

from typing import Final

JSONL_SUFFIXES: Final = frozenset({".jsonl", ".ndjson"})
MARKDOWN_SUFFIXES: Final = frozenset({".md", ".markdown"})
