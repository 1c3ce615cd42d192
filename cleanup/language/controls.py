"""Control characters, which a terminal obeys instead of showing: as they are printed."""

from types import MappingProxyType
from typing import Final

_CONTROLS: Final = MappingProxyType({n: f"\\x{n:02x}" for n in (*range(0x20), *range(0x7F, 0xA0)) if n not in (0x09, 0x0A)})
_LINE: Final = MappingProxyType({**_CONTROLS, 0x09: "\\t", 0x0A: "\\n"})


def escaped(text: str) -> str:
    r"""A text with its control characters written as `\x1b`; tabs and line ends (`\n`) are kept."""
    return text if text.isprintable() else text.translate(_CONTROLS)


def in_one_line(text: str) -> str:
    r"""A text with all its control characters escaped, tabs and line ends too."""
    return text if text.isprintable() else text.translate(_LINE)
