"""The outer form of a page's text: its physical lines, their widths, and the column widths that many lines share."""

from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from cleanup.language.lazy import lazy

_LINE: Final = lazy(r"[^\r\n]+")
_INDENT: Final = lazy(r"[ \u00a0]{2}|[\u3000\t]")
_WIDEST: Final = 400  # code points of the longest line whose width is worth counting
_WIDE_ASCII: Final = b",;:?!\"'()[]<>~"  # marks that the page printed full width, whatever the OCR made of them
END_MARKS: Final = frozenset("。！？…!?")
CLOSING: Final = frozenset("”’」』）》】〕)\"'")


class Piece(NamedTuple):
    """A physical line that is not blank: its span without outer white space, the line ends before it, and whether it is indented.

    `breaks` counts the line ends since the piece before (1: the next line, 2: one blank line between). `width` is in half cells.
    """

    start: int
    end: int
    breaks: int
    indented: bool
    width: int


def pieces(text: str, start: int = 0, end: int | None = None, most: int | None = None) -> list[Piece]:
    """The physical lines in a range of `text` that are not blank, at most `most` of them."""
    end = len(text) if end is None else end
    found: list[Piece] = []
    here = start
    carriage = "\r" in text
    for match in _LINE.finditer(text, start, end):
        first, last = match.span()
        raw = match.group()
        stripped = raw.lstrip()
        if not stripped:
            continue
        lead = len(raw) - len(stripped)
        breaks = text.count("\n", here, first)
        if carriage:
            breaks += text.count("\r", here, first) - text.count("\r\n", here, first)
        indented = lead > 0 and _INDENT.match(raw) is not None
        bare = stripped.rstrip()
        wide = width(bare) if len(bare) <= _WIDEST else 2 * len(bare)
        found.append(Piece(first + lead, first + lead + len(bare), breaks, indented, wide))
        here = last
        if most is not None and len(found) >= most:
            break
    return found


def width(text: str) -> int:
    """The printed width of a line in half cells: two for a character, one for an ASCII letter, digit or space.

    Half-width commas, quotes and brackets count two, since the page printed them full width.

    >>> width("10月28日,晴")
    12
    """
    return 2 * len(text) - len(text.encode("ascii", "ignore").translate(None, _WIDE_ASCII))


def ends_sentence(tail: str) -> bool:
    """Whether a piece of text ends in a mark that ends a sentence, closing quotes and brackets after it aside.

    >>> ends_sentence("他说：“好。”"), ends_sentence("他说“好”")
    (True, False)
    """
    at = len(tail) - 1
    while at >= 0 and tail[at] in CLOSING:
        at -= 1
    return at >= 0 and tail[at] in END_MARKS


def popular(widths: Iterable[int], least: int) -> frozenset[int]:
    """Widths that, with one half cell more or less, at least `least` of the lines have; none narrower than six characters."""
    counts = Counter(w for w in widths if w >= 12)
    near = {w: counts[w - 1] + counts[w] + counts[w + 1] for w in counts}
    return frozenset(w for w, count in near.items() if count >= least)
