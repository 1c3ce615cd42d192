"""Reading order: the pieces into which accepted Follows cut a page, and the chains they form."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from cleanup.edits import Follow, Replace, edit_key
from cleanup.page import Page, Span

# Regions of a page, numbered in source order: white space before the first piece, then piece and break in turn, the
# last break being the white space after the last piece. A piece k is region 2k + 1, the break after it region 2k + 2.
LEAD = 0


@dataclass(frozen=True)
class Pieces:
    """The page cut at every span that a Follow names: `spans` in source order, the paragraph of each, and the page's length.

    Between two pieces stands white space or, at a cut inside a line, nothing.
    """

    spans: tuple[Span, ...]
    paragraph: tuple[int, ...]
    length: int

    @cached_property
    def starts(self) -> list[int]:
        return [span.start for span in self.spans]

    @cached_property
    def index(self) -> dict[Span, int]:
        return {span: k for k, span in enumerate(self.spans)}

    @cached_property
    def edges(self) -> list[int]:
        """Where each region begins in the source, and last where the page ends."""
        return [0, *(offset for span in self.spans for offset in span), self.length]

    def region(self, region: int) -> Span:
        """The source span of a region."""
        if region % 2:
            return self.spans[region // 2]
        k = region // 2
        start = self.spans[k - 1].end if k else 0
        return Span(start, self.spans[k].start if k < len(self.spans) else self.length)

    def region_of(self, edit: Replace) -> int | None:
        """The region that holds an edit whole; None where it crosses from one into another.

        An insert at a line's edge belongs to that line, where two lines touch to the left one; an insert of white space belongs to the
        break between two lines, so that it parts them only while they follow each other.
        """
        k = bisect_right(self.starts, edit.start) - 1
        if k < 0:
            return LEAD if edit.end <= self.region(LEAD).end else None
        span = self.spans[k]
        if edit.start == edit.end:
            if edit.after.isspace() and edit.start == span.start and k:
                return 2 * k
            if edit.after.isspace() and edit.start == span.end and k + 1 < len(self.spans):
                return 2 * k + 2
            if edit.start == span.start and k and self.spans[k - 1].end == edit.start:
                return 2 * k - 1
            return 2 * k + 1 if edit.start <= span.end else 2 * k + 2
        if edit.end <= span.end:
            return 2 * k + 1
        gap = self.region(2 * k + 2)
        return 2 * k + 2 if gap.start <= edit.start and edit.end <= gap.end else None


def named_spans(follows: Iterable[Follow]) -> list[Span]:
    """The different spans that Follows name, in source order."""
    return sorted({span for follow in follows for span in (follow.tail, follow.head) if span is not None})


def cut_pieces(page: Page, follows: Iterable[Follow]) -> Pieces:
    """The pieces of a page under Follows whose spans are disjoint and lie inside paragraphs."""
    text = page.text
    whole = page.paragraph_spans
    spans: list[Span] = []
    paragraph: list[int] = []
    named = named_spans(follows)
    at = done = 0
    while at < len(named):
        number = max(page.paragraphs.at_or_before(named[at].start), done)
        # Nearly all paragraphs are whole, and none begins or ends with white space.
        spans += whole[done:number]
        paragraph += range(done, number)
        if number == len(whole):
            break
        here, end = whole[number]
        while at < len(named) and named[at].start < end:
            span = named[at]
            at += 1
            _add_gap(text, here, span.start, number, spans, paragraph)
            spans.append(span)
            paragraph.append(number)
            here = span.end
        _add_gap(text, here, end, number, spans, paragraph)
        done = number + 1
    spans += whole[done:]
    paragraph += range(done, len(whole))
    return Pieces(tuple(spans), tuple(paragraph), len(text))


def _add_gap(text: str, start: int, end: int, number: int, spans: list[Span], paragraph: list[int]) -> None:
    gap = text[start:end]
    if gap and not gap.isspace():
        spans.append(Span(start + len(gap) - len(gap.lstrip()), end - len(gap) + len(gap.rstrip())))
        paragraph.append(number)


@dataclass(frozen=True, slots=True)
class Order:
    """The chains of pieces in the order in which they are rendered.

    `tails` and `heads` give the Follow that names a piece as tail or head. `opened` gives, for a natural link that was opened
    because a circle ran through it, one Follow of that circle. `previous` is each piece's predecessor, -1 where it begins a chain.
    """

    chains: tuple[tuple[int, ...], ...]
    tails: dict[int, Follow]
    heads: dict[int, Follow]
    opened: dict[int, Follow]
    previous: tuple[int, ...]


def chain_pieces(pieces: Pieces, follows: Sequence[Follow]) -> Order:
    """The reading order that Follows make of the pieces; no circle is made of Follows alone.

    Inside a paragraph each piece is followed by the next, unless a Follow takes its tail or that piece's head.
    """
    count = len(pieces.spans)
    tails = {pieces.index[f.tail]: f for f in follows if f.tail is not None}
    heads = {pieces.index[f.head]: f for f in follows if f.head is not None}
    following = [-1] * count
    previous = [-1] * count
    for k in range(count):
        if k in tails:
            head = tails[k].head
            following[k] = -1 if head is None else pieces.index[head]
        elif k + 1 < count and pieces.paragraph[k] == pieces.paragraph[k + 1] and k + 1 not in heads:
            following[k] = k + 1
    for k, after in enumerate(following):
        if after >= 0:
            previous[after] = k
    opened = _open_circles(following, previous, tails)
    first = [k for k, f in heads.items() if f.tail is None]
    starts = first + [k for k in range(count) if previous[k] < 0 and k not in first]
    chains = []
    for start in starts:
        chain = [start]
        while following[chain[-1]] >= 0:
            chain.append(following[chain[-1]])
        chains.append(tuple(chain))
    return Order(tuple(chains), tails, heads, opened, tuple(previous))


def _open_circles(following: list[int], previous: list[int], tails: dict[int, Follow]) -> dict[int, Follow]:
    """Open each circle at its last natural link, in place; gives a Follow of the circle for each link opened."""
    opened: dict[int, Follow] = {}
    seen = [False] * len(following)
    for start in range(len(following)):
        if previous[start] < 0:
            k = start
            while k >= 0 and not seen[k]:
                seen[k] = True
                k = following[k]
    for start in range(len(following)):
        if seen[start]:
            continue
        circle = [start]
        seen[start] = True
        while not seen[following[circle[-1]]]:
            circle.append(following[circle[-1]])
            seen[circle[-1]] = True
        last = max(k for k in circle if k not in tails)
        opened[last] = min((tails[k] for k in circle if k in tails), key=edit_key)
        previous[following[last]] = -1
        following[last] = -1
    return opened
