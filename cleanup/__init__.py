"""Kanwu's engine: from a page of OCR'd Chinese newspaper text to findings, decisions and a cleaned text."""

__version__ = "0.1.0"
