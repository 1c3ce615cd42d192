"""Where an edit lies, said by the text around it, so that it can be found again in another reading of the page."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cleanup.edits import Edit, Replace

CONTEXT = 32  # code points on each side of an edge
# From so many different places on, one walk over the whole text is faster than a search for each.
_MANY = 1000


@dataclass(frozen=True, slots=True)
class Anchor:
    """What stands around the edges of an edit.

    `context` of a Replace is one pair: the 32 characters before its start and the 32 after its end (what stands inside is its
    own `before`). Of a Follow it is a pair for each edge, tail first, start before end: the 32 characters before and after.
    `places` holds for each edge (of an insert: for its one place) k and n: it is the k-th of n places in the text with these
    characters on both sides. Nearer than 32 characters to an end of the page there are fewer.
    """

    context: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[int, int], ...] = ()


def edges_of(edit: Edit) -> tuple[int, ...]:
    """The source offsets at which an edit's spans begin and end, tail before head."""
    if isinstance(edit, Replace):
        return (edit.start,) if edit.start == edit.end else (edit.start, edit.end)
    return tuple(offset for span in (edit.tail, edit.head) if span is not None for offset in span)


def anchors_of(text: str, edits: Iterable[Edit]) -> dict[Edit, Anchor]:
    """The anchor of each edit in a source text."""
    edges = {edit: edges_of(edit) for edit in edits}
    places = _places(text, {offset for offsets in edges.values() for offset in offsets})
    anchors = {}
    for edit, offsets in edges.items():
        if isinstance(edit, Replace):
            context: tuple[tuple[str, str], ...] = ((_before(text, edit.start), _after(text, edit.end)),)
        else:
            context = tuple((_before(text, offset), _after(text, offset)) for offset in offsets)
        anchors[edit] = Anchor(context, tuple(places[offset] for offset in offsets))
    return anchors


def _before(text: str, offset: int) -> str:
    return text[max(0, offset - CONTEXT) : offset]


def _after(text: str, offset: int) -> str:
    return text[offset : offset + CONTEXT]


def _places(text: str, offsets: Iterable[int]) -> Mapping[int, tuple[int, int]]:
    """For each offset: it is the k-th of n places with the same characters on both sides."""
    windows = {offset: (max(0, offset - CONTEXT), text[max(0, offset - CONTEXT) : offset + CONTEXT]) for offset in offsets}
    starts = occurrences(text, (window for _, window in windows.values()))
    return {offset: (bisect_right(starts[window], start), len(starts[window])) for offset, (start, window) in windows.items()}


def occurrences(text: str, windows: Iterable[str]) -> dict[str, list[int]]:
    """Where each of some pieces of at most 2 × 32 characters begins in a text, in rising order, overlapping ones too."""
    different = set(windows)
    whole = {window for window in different if len(window) == 2 * CONTEXT}
    starts = {window: _search(text, window) for window in different if len(window) < 2 * CONTEXT}
    if len(whole) > _MANY:
        starts |= _walk(text, whole)
    else:
        starts |= {window: _search(text, window) for window in whole}
    return starts


def _search(text: str, window: str) -> list[int]:
    """Where a window begins in the text, overlapping ones too. The text of an empty page has its one empty window."""
    found = []
    at = text.find(window)
    while at >= 0:
        found.append(at)
        at = text.find(window, at + 1)
    return found


def _walk(text: str, windows: set[str]) -> dict[str, list[int]]:
    """As `_search` for many windows of full width at once: looks for their middles first, which are quicker to compare."""
    left, right = CONTEXT - 4, CONTEXT + 4
    middles = {window[left:right] for window in windows}
    found: dict[str, list[int]] = {window: [] for window in windows}
    for at in [at for at in range(len(text) - 2 * CONTEXT + 1) if text[at + left : at + right] in middles]:
        here = found.get(text[at : at + 2 * CONTEXT])
        if here is not None:
            here.append(at)
    return found
