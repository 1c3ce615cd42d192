"""Keywords in context: where a search found something, with the text on both sides, and the orders in which that is read."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cleanup.render import Rendered
from cleanup.search.query import Search

AROUND: Final = 24
"""Code points of context on each side."""

_VISIBLE: Final = str.maketrans({"\n": "↵", "\r": "", "\t": "⇥", "\u2028": "↵", "\u2029": "↵"})


@dataclass(frozen=True, slots=True)
class Hit:
    """One place in a cleaned text, `start` to `end` in code points; `line` is that of the source, from 1.

    `left` and `right` are the text beside it as it stands, up to `AROUND` code points. `source` is where it begins in the source, which
    no decision changes, and `within` how far behind that place of the cleaned text, where it begins in text that an edit put there.
    """

    start: int
    end: int
    line: int
    left: str
    text: str
    right: str
    source: int = 0
    within: int = 0

    @property
    def shown(self) -> tuple[str, str, str]:
        """Context, keyword and context with line ends and tabs made visible."""
        return self.left.translate(_VISIBLE), self.text.translate(_VISIBLE), self.right.translate(_VISIBLE)

    def place_in(self, rendered: Rendered) -> int | None:
        """Where the hit begins in a later state of its page; None where its text does not stand there any more."""
        start = rendered.to_cleaned(min(self.source, len(rendered.page.text))) + self.within
        return start if rendered.text[start : start + len(self.text)] == self.text else None


def hit_at(rendered: Rendered, line_starts: list[int], start: int, end: int) -> Hit:
    """The hit at a range of a cleaned text; `line_starts` are those of the source's lines."""
    text = rendered.text
    source = rendered.to_source(start)
    left, right = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Hit(start, end, line_of(line_starts, source), left, text[start:end], right, source, start - rendered.to_cleaned(source))


def hits_in(rendered: Rendered, search: Search) -> Iterator[Hit]:
    """All hits of a search in a cleaned text, in its order; KanwuError as `Search.all`."""
    starts = line_starts(rendered.page.text)
    return (hit_at(rendered, starts, match.start, match.end) for match in search.all(rendered.text))


def line_starts(text: str) -> list[int]:
    r"""Where each line of a text begins; `\r\n`, `\n` and `\r` end one."""
    starts = [0]
    at = 0
    for line in text.splitlines(keepends=True):
        at += len(line)
        if line.endswith(("\n", "\r")):
            starts.append(at)
    return starts


def line_of(starts: list[int], offset: int) -> int:
    """The number, from 1, of the line that holds an offset."""
    return bisect_right(starts, offset)


def by_place(hit: Hit) -> tuple[int, int]:
    """The order of the text."""
    return hit.start, hit.end


def by_left(hit: Hit) -> str:
    """The order of what stands left of the hit, read from it outwards."""
    return hit.left[::-1]


def by_right(hit: Hit) -> str:
    """The order of the hit and what stands right of it."""
    return hit.text + hit.right
