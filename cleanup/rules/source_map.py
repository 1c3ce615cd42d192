"""From a range of the view back to the source: which characters stand there, and which Replaces would change them."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from cleanup.edits import Edit, Replace, replace
from cleanup.page import Page, Span
from cleanup.render import Rendered


class Piece(NamedTuple):
    """A run of the view that is kept from the source without a gap; `edit` says who wrote a run that is not."""

    start: int
    end: int
    source: int
    edit: Edit | None


class SourceMap:
    """The runs of a rendered page, searched by offset of the view; `same` says that the view is the source.

    `mergeable` are the edits that a new one may take the place of. `merged` says of each Replace made so which edits it takes in.
    """

    def __init__(self, page: Page, view: Rendered, *, same: bool, mergeable: Collection[Edit] = ()) -> None:
        self.page = page
        self.view = view
        self.merged: dict[Replace, tuple[Edit, ...]] = {}
        self._same = same
        self._mergeable = mergeable

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The view as runs, neighbouring runs that touch in the source as one."""
        pieces: list[Piece] = []
        for segment in self.view.segments:
            if segment.start == segment.end:
                continue
            if pieces and segment.edit is None:
                last = pieces[-1]
                if last.edit is None and last.source + last.end - last.start == segment.source_start:
                    pieces[-1] = last._replace(end=segment.end)
                    continue
            pieces.append(Piece(segment.start, segment.end, segment.source_start, segment.edit))
        return tuple(pieces)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(piece.start for piece in self.pieces)

    def _covering(self, start: int, end: int) -> Iterator[Piece]:
        """The runs, cut to the view's `start` to `end`."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        while index < len(self.pieces):
            piece = self.pieces[index]
            if piece.start >= end:
                return
            low = max(start, piece.start)
            if low < min(end, piece.end):
                source = piece.source + low - piece.start if piece.edit is None else piece.source
                yield Piece(low, min(end, piece.end), source, piece.edit)
            index += 1

    def _kept(self, start: int, end: int) -> int | None:
        """Where the view's `start` to `end`, which is not empty, begins in the source; None where it is not one kept run."""
        index = bisect_right(self._starts, start) - 1
        if index < 0:
            return None
        piece = self.pieces[index]
        return piece.source + start - piece.start if piece.edit is None and end <= piece.end else None

    def source(self, offset: int) -> int:
        """The source offset of the view's character at `offset`; where an edit wrote it, or at the end, the caret's place there."""
        kept = self._kept(offset, offset + 1)
        return self.view.to_source(offset) if kept is None else kept

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The source spans whose characters stand in the view's `start` to `end`, in the view's order.

        A range that holds no character of the source gives the empty span where its edit stands.
        """
        kept = self._kept(start, end) if start < end else None
        if kept is not None:
            return (Span(kept, kept + end - start),)
        found = tuple(Span(p.source, p.source + p.end - p.start) for p in self._covering(start, end) if p.edit is None)
        if found:
            return found
        offset = self.view.to_source(start)
        return (Span(offset, offset),)

    def replaced(self, start: int, end: int, after: str, *, keep_wraps: bool = False) -> tuple[Replace, ...]:
        r"""The minimal source Replaces that put `after` for the view's `start` to `end`; () where there are none.

        Where the range crosses a line's end there is one Replace a side, and the new text goes with the left one. There are none
        where nothing changes, where the range holds text that an edit wrote (a separator too), and where a paragraph break would
        go while the paragraphs beside it stay. `keep_wraps` leaves the white space between two lines inside the range as it is.
        """
        before = self.view.text[start:end]
        if len(before) == 1 and before not in after and not (keep_wraps and before.isspace()):  # nearly always: a mark, a space
            kept = self._kept(start, end)
            if kept is not None:
                single = (Replace(kept, kept + 1, before, after),)
                return single if before not in "\r\n" or self._breaks_stand(single) else ()
        head, tail = _common(before, after)
        start, end, after = start + head, end - tail, after[head : len(after) - tail]
        if start == end:
            return self._inserted(start, after) if after else ()
        pieces = tuple(self._covering(start, end))
        if any(piece.edit is not None for piece in pieces):
            return self._merge(start, end, after) if self._mergeable else ()
        edits: list[Replace] = []
        for piece in pieces:
            for low, high in self._cut(piece.source, piece.source + piece.end - piece.start):
                if keep_wraps and self.page.text[low:high].isspace():
                    continue
                edit = replace(self.page, low, high, "" if edits else after)
                if edit is not None:
                    edits.append(edit)
        return tuple(edits) if self._breaks_stand(edits) else ()

    def _merge(self, start: int, end: int, after: str) -> tuple[Replace, ...]:
        """One Replace in the place of those that wrote text in the range; one that changes nothing where it would undo them."""
        segments = self.view.overlapping(start, end)
        written = tuple(segment.edit for segment in segments if segment.edit is not None)
        whole = all(left.source_end == right.source_start for left, right in pairwise(segments))
        if not whole or not all(edit in self._mergeable for edit in written):
            return ()
        first, last = segments[0], segments[-1]
        low = start if first.edit is None else first.start
        high = end if last.edit is None else last.end
        source_low = first.source_start + low - first.start
        source_high = last.source_end if last.edit is not None else last.source_start + high - last.start
        text = self.view.text[low:start] + after + self.view.text[end:high]
        before = self.page.text[source_low:source_high]
        edit = replace(self.page, source_low, source_high, text) or Replace(source_low, source_high, before, before)
        self.merged[edit] = written
        return (edit,)

    def _inserted(self, offset: int, after: str) -> tuple[Replace, ...]:
        """An insert at the view's `offset`: with the character before it, else the one after it; () where neither stands there."""
        if self._same:
            return (Replace(offset, offset, "", after),)
        for place, side in ((offset - 1, 1), (offset, 0)):
            for piece in self._covering(place, place + 1) if place >= 0 else ():
                # What is put in goes with the source's character before it, which may stand elsewhere in the view.
                if piece.edit is None and (side or self._touches(piece.source, offset)):
                    return (Replace(piece.source + side, piece.source + side, "", after),)
        return () if self.view.text else (Replace(0, 0, "", after),)

    def _touches(self, source: int, offset: int) -> bool:
        """Whether the source's character before `source` stands right before the view's `offset`, over nothing but what edits wrote."""
        low = self.view.to_cleaned(source, side="left")
        return low <= offset and all(piece.edit is not None for piece in self._covering(low, offset))

    def _cut(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A source range cut where a recognised line or a paragraph begins or ends inside it."""
        low = start
        edges = self._edges
        for index in range(bisect_right(edges, start), bisect_left(edges, end)):
            yield low, edges[index]
            low = edges[index]
        yield low, end

    @cached_property
    def _edges(self) -> tuple[int, ...]:
        """Where lines and paragraphs begin and end in the source, sorted."""
        edges = {edge for line in self.page.lines for edge in (line.start, line.end)}
        edges.update(edge for span in self.page.paragraphs.spans for edge in span)
        return tuple(sorted(edges))

    def _breaks_stand(self, edits: Sequence[Replace]) -> bool:
        """Whether the paragraph breaks keep their line ends, but where one goes whole together with the text of a paragraph beside it."""
        spans = self.page.paragraphs.spans
        deleted = {(edit.start, edit.end) for edit in edits if not edit.after}
        ends = self._paragraph_ends
        for edit in edits:
            if "\n" not in edit.before and "\r" not in edit.before:
                continue
            index = bisect_right(ends, edit.start) - 1
            if index < 0 or index + 1 >= len(spans) or edit.start >= spans[index + 1][0]:
                continue
            if edit.after or (edit.start, edit.end) != (ends[index], spans[index + 1][0]):
                return False
            if not (self._all_gone(spans[index], deleted) or self._all_gone(spans[index + 1], deleted)):
                return False
        return True

    def _all_gone(self, span: tuple[int, int], deleted: set[tuple[int, int]]) -> bool:
        return all(cut in deleted for cut in self._cut(*span))

    @cached_property
    def _paragraph_ends(self) -> tuple[int, ...]:
        return tuple(end for _, end in self.page.paragraphs.spans)


def _common(before: str, after: str) -> tuple[int, int]:
    """How many characters two texts share at the start, and then at the end."""
    most = min(len(before), len(after))
    head = 0
    while head < most and before[head] == after[head]:
        head += 1
    most -= head
    tail = 0
    while tail < most and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return head, tail
