"""Places of a page that hold some words, to choose one of them."""

from typing import NamedTuple

from cleanup.page import Page

_MOST = 50
_SHOWN = 30  # code points of a line from the place on


class Place(NamedTuple):
    """A line that holds the words: its number in the source from 1, the offset to be chosen, what it reads from the words on."""

    line: int
    offset: int
    text: str
    begins: bool


def places_with(page: Page, words: str) -> tuple[Place, ...]:
    """The lines that hold some words, at most fifty: those that begin with them first, each in the source's order."""
    wanted = words.strip()
    if not wanted:
        return ()
    text = page.text
    found: list[Place] = []
    at, line, counted = text.find(wanted), 1, 0
    while at >= 0 and len(found) < 4 * _MOST:
        line += text.count("\n", counted, at)
        counted = at
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        stop = len(text) if end < 0 else end
        begins = not text[start:at].strip()
        found.append(Place(line, at, text[at : min(stop, at + _SHOWN)].strip(), begins))
        at = text.find(wanted, max(stop, at + 1))
    return tuple(sorted(found, key=lambda place: (not place.begins, place.offset))[:_MOST])
