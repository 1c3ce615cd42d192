"""Finding the places of edits again in another reading of their page, by the text that stood around them."""

from collections.abc import Iterable
from typing import NamedTuple

from cleanup.edits import Edit, Follow, Replace
from cleanup.page import Span
from cleanup.patchfile.anchors import CONTEXT, Anchor, edges_of, occurrences

_LEAST = 8  # characters of one side that must be left, and stand once in the text, where the other side has changed


class Edge(NamedTuple):
    """A place between two characters: the text before it, the text after it, and that it is the k-th of n such places."""

    before: str
    after: str
    k: int
    n: int


def edges(edit: Edit, anchor: Anchor) -> tuple[Edge, ...]:
    """The edges of an edit as its anchor describes them, in the order of `edges_of`; none where it has no whole anchor."""
    count = len(edges_of(edit))
    if len(anchor.places) != count:
        return ()
    if isinstance(edit, Follow):
        if len(anchor.context) != count:
            return ()
        return tuple(Edge(*context, *place) for context, place in zip(anchor.context, anchor.places, strict=True))
    if not anchor.context:
        return ()
    before, after = anchor.context[0]
    if edit.start == edit.end:
        return (Edge(before, after, *anchor.places[0]),)
    first = Edge(before, (edit.before + after)[:CONTEXT], *anchor.places[0])
    last = Edge((before + edit.before)[-CONTEXT:], after, *anchor.places[1])
    return (first, last)


class Relocation:
    """The edges of one reading in the text of another: `find` gives the offset of each, None where it is not found for sure.

    An edge is found where its characters on both sides stand as often as before (it is the k-th), or once. Where one side was
    changed, the other side alone serves if at least eight characters of it stand once in the text.
    """

    def __init__(self, text: str, wanted: Iterable[Edge]) -> None:
        every = set(wanted)
        self._both = occurrences(text, (edge.before + edge.after for edge in every))
        lost = [edge for edge in every if not self._both[edge.before + edge.after]]
        sides = {side for edge in lost for side in (edge.before, edge.after) if len(side) >= _LEAST}
        self._one = occurrences(text, sides)

    def find(self, edge: Edge) -> int | None:
        """The offset of an edge in the new text."""
        found = self._both[edge.before + edge.after]
        if found:
            if len(found) == edge.n:
                return found[edge.k - 1] + len(edge.before)
            return found[0] + len(edge.before) if len(found) == 1 else None
        left, right = self._one.get(edge.before, []), self._one.get(edge.after, [])
        places = {at + len(edge.before) for at in left} if len(left) == 1 else set()
        places |= set(right) if len(right) == 1 else set()
        return places.pop() if len(places) == 1 else None

    def move(self, edit: Edit, anchor: Anchor, text: str) -> Edit | None:
        """The edit in the new text; None where an edge is not found, or another text stands between its edges."""
        wanted = edges(edit, anchor)
        found = [self.find(edge) for edge in wanted]
        if not found or any(offset is None for offset in found):
            return None
        offsets = [offset for offset in found if offset is not None]
        if isinstance(edit, Replace):
            start, end = offsets[0], offsets[-1]
            return Replace(start, end, edit.before, edit.after) if text[start:end] == edit.before and start <= end else None
        spans = iter(zip(offsets[::2], offsets[1::2], strict=True))
        tail = None if edit.tail is None else Span(*next(spans))
        head = None if edit.head is None else Span(*next(spans))
        if any(span is not None and span.start >= span.end for span in (tail, head)):
            return None
        return Follow(tail, head, edit.separator)
