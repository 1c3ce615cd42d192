"""Marks, quotes, spaces and wraps: how the text is set."""
