"""The cleaned text of a page as a pure function of its source and the accepted edits, with a two-way map of offsets."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from cleanup.conflicts import Conflict, ConflictError, conflicts_among, find_conflicts
from cleanup.edits import Edit, Follow, Replace, Separator, parted
from cleanup.order import LEAD, Order, Pieces, chain_pieces, cut_pieces
from cleanup.page import Page, Span
from cleanup.paragraphs import still_parts

__all__ = ["Conflict", "ConflictError", "Rendered", "Segment", "find_conflicts", "render"]

Side = Literal["left", "right"]


class Segment(NamedTuple):
    """A run of cleaned text and the source it comes from, both half-open ranges of code points.

    `edit` is None where the source is kept. Else the cleaned run is what the edit put there (empty for a deletion) and the source
    range what it removed (empty for an insert or a separator).
    """

    start: int
    end: int
    source_start: int
    source_end: int
    edit: Edit | None


@dataclass(frozen=True)
class Rendered:
    """A cleaned text, where each of its characters comes from and where each character of the source went.

    `segments` lie in cleaned order and cover the cleaned text; their source ranges cover the source, each character once.
    `asleep` are white-space edits in a break that a Follow rules, or that alone would remove a paragraph break. `cuts` are the source
    offsets at which the lines begin and end that Follows made of the page; none where no Follow is in force.
    """

    page: Page
    text: str
    segments: tuple[Segment, ...]
    asleep: tuple[Edit, ...] = ()
    cuts: frozenset[int] = frozenset()

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self._full]

    @cached_property
    def _full(self) -> list[Segment]:
        return [s for s in self.segments if s.end > s.start]

    @cached_property
    def _by_source(self) -> list[Segment]:
        return sorted((s for s in self.segments if s.source_end > s.source_start), key=lambda s: s.source_start)

    @cached_property
    def _source_starts(self) -> list[int]:
        return [s.source_start for s in self._by_source]

    def segment_at(self, offset: int) -> Segment:
        """The segment that holds the cleaned character at `offset`; IndexError outside the text."""
        if not 0 <= offset < len(self.text):
            raise IndexError(offset)
        return self._full[bisect_right(self._starts, offset) - 1]

    def segment_of(self, offset: int) -> Segment:
        """The segment that the source character at `offset` went into; IndexError outside the source."""
        if not 0 <= offset < len(self.page.text):
            raise IndexError(offset)
        return self._by_source[bisect_right(self._source_starts, offset) - 1]

    def blame(self, offset: int) -> int | Edit:
        """Where one cleaned character comes from: its source offset, or the edit that put it there."""
        segment = self.segment_at(offset)
        return segment.source_start + offset - segment.start if segment.edit is None else segment.edit

    def fate(self, offset: int) -> int | Edit:
        """What became of one source character: its cleaned offset, or the edit that removed it."""
        segment = self.segment_of(offset)
        return segment.start + offset - segment.source_start if segment.edit is None else segment.edit

    def to_cleaned(self, offset: int, side: Side = "right") -> int:
        """The cleaned offset of a caret in the source that looks at the character on its `side`."""
        if not self.page.text:
            return len(self.text)
        right = (side == "right" and offset < len(self.page.text)) or offset == 0
        segment = self.segment_of(offset if right else offset - 1)
        if segment.edit is None:
            return segment.start + offset - segment.source_start
        return segment.start if right and offset == segment.source_start else segment.end

    def to_source(self, offset: int, side: Side = "right") -> int:
        """The source offset of a caret in the cleaned text that looks at the character on its `side`."""
        if not self.text:
            return 0
        right = (side == "right" and offset < len(self.text)) or offset == 0
        segment = self.segment_at(offset if right else offset - 1)
        if segment.edit is None:
            return segment.source_start + offset - segment.start
        return segment.source_start if right and offset == segment.start else segment.source_end

    def source_spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The source ranges whose text stands, kept or replaced, in the cleaned range; in cleaned order, neighbours as one."""
        spans: list[Span] = []
        for segment in self.overlapping(start, end):
            if segment.edit is None:
                shift = segment.source_start - segment.start
                span = Span(max(start, segment.start) + shift, min(end, segment.end) + shift)
            else:
                span = Span(segment.source_start, segment.source_end)
            if span.start == span.end:
                continue
            if spans and spans[-1].end == span.start:
                spans[-1] = Span(spans[-1].start, span.end)
            else:
                spans.append(span)
        return tuple(spans)

    def overlapping(self, start: int, end: int) -> Sequence[Segment]:
        """The segments with a character in the cleaned range, and the empty ones strictly inside it."""
        first = bisect_right(self._all_ends, start)
        last = first
        while last < len(self.segments) and self.segments[last].start < end:
            last += 1
        return self.segments[first:last]

    @cached_property
    def _all_ends(self) -> list[int]:
        return [s.end for s in self.segments]


def render(page: Page, edits: Iterable[Edit]) -> Rendered:
    """The cleaned text of a page under a set of accepted edits.

    Deterministic, and no rule runs here. Identical edits count once. Raises ConflictError, which names all edits that cannot
    stand together; nothing is rendered then.

    >>> from cleanup.edits import replace
    >>> render(Page("p", "会议指出and强调"), [replace(Page("p", "会议指出and强调"), 4, 7, "、")]).text
    '会议指出、强调'
    """
    replaces, follows = parted(edits)
    conflicts = conflicts_among(page, replaces, follows)
    if conflicts:
        raise ConflictError(conflicts)
    writer = _Writer(page)
    cuts: frozenset[int] = frozenset()
    if not follows:
        awake = _drop_asleep(page, replaces, writer)
        writer.source(0, len(page.text), awake)
    else:
        pieces = cut_pieces(page, follows)
        _write_chains(page, pieces, chain_pieces(pieces, follows), replaces, writer)
        cuts = frozenset(place for span in pieces.spans for place in span)
    return Rendered(page, "".join(writer.parts), tuple(writer.segments), tuple(writer.asleep), cuts)


@dataclass
class _Writer:
    """Collects text and segments while a page is rendered."""

    page: Page
    parts: list[str] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    asleep: list[Edit] = field(default_factory=list)
    at: int = 0

    def put(self, text: str, source_start: int, source_end: int, edit: Edit | None) -> None:
        end = self.at + len(text)
        if text:
            self.parts.append(text)
        self.segments.append(Segment(self.at, end, source_start, source_end, edit))
        self.at = end

    def source(self, start: int, end: int, replaces: Sequence[Replace]) -> None:
        """A source range with the replacements inside it, which are sorted."""
        text = self.page.text
        here = start
        at = self.at
        parts, segments = self.parts, self.segments
        for edit in replaces:
            low, high, after = edit.start, edit.end, edit.after
            if low > here:
                parts.append(text[here:low])
                segments.append(Segment(at, at + low - here, here, low, None))
                at += low - here
            if after:
                parts.append(after)
            segments.append(Segment(at, at + len(after), low, high, edit))
            at += len(after)
            here = high
        self.at = at
        if end > here:
            self.put(text[here:end], here, end, None)


def _after(text: str, start: int, end: int, replaces: Sequence[Replace]) -> str:
    """What a source range reads under replacements inside it."""
    parts = []
    here = start
    for edit in replaces:
        parts += [text[here : edit.start], edit.after]
        here = edit.end
    return "".join([*parts, text[here:end]])


def _removes_break(page: Page, start: int, end: int, replaces: Sequence[Replace]) -> bool:
    """Whether white-space edits in a paragraph break leave something that parts no paragraphs."""
    before = page.text[start:end]
    after = _after(page.text, start, end, replaces)
    return not after.strip() and not still_parts(page.rule, before, after)


def _drop_asleep(page: Page, replaces: list[Replace], writer: _Writer) -> list[Replace]:
    """The replacements in force where no Follow rules: without those that alone would remove a paragraph break."""
    spans = page.paragraphs.spans
    by_break: dict[int, list[Replace]] = {}
    for edit in replaces:
        left = page.paragraphs.at_or_before(edit.start)
        in_break = 0 <= left < len(spans) - 1 and edit.start >= spans[left][1] and (edit.start < edit.end or edit.start > spans[left][1])
        if in_break:
            by_break.setdefault(left, []).append(edit)
    sleepers: set[Replace] = set()
    for left, inside in by_break.items():
        gap = (spans[left][1], spans[left + 1][0])
        if _removes_break(page, *gap, inside) and not _gone(page, left, replaces) and not _gone(page, left + 1, replaces):
            sleepers.update(inside)
    writer.asleep += sorted(sleepers)
    return [e for e in replaces if e not in sleepers]


def _gone(page: Page, number: int, replaces: Sequence[Replace]) -> bool:
    """Whether nothing but white space is left of a paragraph's text."""
    start, end = page.paragraphs.spans[number]
    first = bisect_right(replaces, start - 1, key=lambda e: e.start)
    last = bisect_right(replaces, end, key=lambda e: e.start)
    return not _after(page.text, start, end, [e for e in replaces[first:last] if e.end <= end]).strip()


def _write_chains(page: Page, pieces: Pieces, order: Order, replaces: list[Replace], writer: _Writer) -> None:
    inside: dict[int, list[Replace]] = {}
    for edit in replaces:
        region = pieces.region_of(edit)
        assert region is not None  # a replacement that crosses regions is a conflict
        inside.setdefault(region, []).append(edit)
    before = _breaks_before_chains(pieces, order)
    kept = set(before.values())
    for chain in order.chains:
        kept.update(2 * k + 2 for k, after in pairwise(chain) if k not in order.tails and after == k + 1)

    text, edges = page.text, pieces.edges
    parts, segments = writer.parts, writer.segments

    def write(number: int) -> None:
        start, end = edges[number], edges[number + 1]
        edits = inside.get(number)
        if edits is None:  # nearly every region of a long page
            if end > start:
                parts.append(text[start:end])
                at, writer.at = writer.at, writer.at + end - start
                segments.append(Segment(at, writer.at, start, end, None))
            return
        if number % 2 == 0 and number != LEAD and number // 2 < len(pieces.spans):
            edits = _awake_in_break(page, pieces, number, edits, replaces, writer)
        writer.source(start, end, edits)

    write(LEAD)
    for number, chain in enumerate(order.chains):
        if number and chain[0] in before:
            write(before[chain[0]])
        elif number:
            owner = _owner(order, chain[0] - 1) if chain[0] else order.heads[order.chains[0][0]]
            anchor = pieces.spans[chain[0]].start
            writer.put(page.paragraphs.usual_break, anchor, anchor, owner)
        for at, k in enumerate(chain):
            write(2 * k + 1)
            gap = 2 * k + 2
            if gap not in kept and k + 1 < len(pieces.spans):
                _write_removed(pieces.region(gap), inside.get(gap, []), _owner(order, k), writer)
            if at + 1 < len(chain):
                if k in order.tails:
                    anchor = pieces.spans[k].end
                    writer.put(_separator(page, order.tails[k].separator), anchor, anchor, order.tails[k])
                else:
                    write(gap)
    if pieces.spans:
        write(2 * len(pieces.spans))


def _breaks_before_chains(pieces: Pieces, order: Order) -> dict[int, int]:
    """For each piece that begins a chain with its paragraph's break before it, the region of that break.

    The break stays with the first line of the paragraph that still begins a chain; what is rendered first has none.
    """
    before: dict[int, int] = {}
    paragraph_start: dict[int, int] = {}
    for k, number in enumerate(pieces.paragraph):
        paragraph_start.setdefault(number, k)
    heir: dict[int, int] = {}
    for k, number in enumerate(pieces.paragraph):
        if order.previous[k] < 0 and number not in heir and not (k in order.heads and order.heads[k].tail is None):
            heir[number] = k
    rendered_first = order.chains[0][0] if order.chains else -1
    for number, k in heir.items():
        if k != rendered_first and paragraph_start[number] > 0:
            before[k] = 2 * paragraph_start[number]
    return before


def _awake_in_break(
    page: Page, pieces: Pieces, number: int, edits: list[Replace], replaces: list[Replace], writer: _Writer
) -> list[Replace]:
    """The edits in a break that is rendered: all, unless they alone would remove a break between two paragraphs."""
    left, right = number // 2 - 1, number // 2
    here, after = pieces.paragraph[left], pieces.paragraph[right]
    span = pieces.region(number)
    if here == after or not _removes_break(page, span.start, span.end, edits):
        return edits
    if _gone(page, here, replaces) or _gone(page, after, replaces):
        return edits
    writer.asleep += edits
    return []


def _write_removed(span: Span, edits: Sequence[Replace], owner: Follow, writer: _Writer) -> None:
    """A break that is not rendered: its white-space edits sleep, text that was put into it stays with the line before."""
    here = span.start
    for edit in edits:
        text = edit.after.strip()
        if not text:
            writer.asleep.append(edit)
            continue
        if edit.start > here:
            writer.put("", here, edit.start, owner)
        writer.put(text, edit.start, edit.end, edit)
        here = edit.end
    if span.end > here:
        writer.put("", here, span.end, owner)


def _owner(order: Order, left: int) -> Follow:
    """The Follow that removed the break after piece `left`: the one with it as tail, else the one with the next as head."""
    if left in order.tails:
        return order.tails[left]
    if left + 1 in order.heads:
        return order.heads[left + 1]
    if left in order.opened:
        return order.opened[left]
    # Neither side was named: the line after it is rendered first, because a Follow took all that stood before it.
    k = left
    while k not in order.heads:
        k = order.previous[k]
    return order.heads[k]


def _separator(page: Page, separator: Separator) -> str:
    breaks = page.paragraphs
    return {
        Separator.JOIN: "",
        Separator.SPACE: " ",
        Separator.LINE: breaks.usual_line,
        Separator.PARAGRAPH: breaks.usual_break,
    }[separator]
