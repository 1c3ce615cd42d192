"""Two copies of one text beside each other: where they differ, and what keeping one of them, or blending both, changes.

Everything is said of the cleaned text as it stands, so that a copy is found and dropped whole whatever was mended inside it before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from cleanup.compare.differences import Piece, differences
from cleanup.edits import Replace
from cleanup.finding import Finding, Fix
from cleanup.page import Span
from cleanup.paragraphs import split_paragraphs
from cleanup.render import Rendered

_ALIKE: Final = 0.6  # share of equal characters from which two stretches are copies, not pieces of one
_MOST: Final = 8  # stretches of the page that are tried as pieces of two copies
_DROPPED: Final = 0.8  # share of a copy's characters that a fix deletes when it drops the copy
_WINDOW: Final = 400  # code points around a copy in which its paragraph's ends are looked for


@dataclass(frozen=True)
class Copy:
    """One copy: where it stands in the cleaned text, its text without line ends and indents, and where each of its characters stands."""

    places: tuple[Span, ...]
    text: str
    offsets: tuple[int, ...]

    def place(self, start: int, end: int) -> Span:
        """Where a range of the copy's text stands in the cleaned text; empty behind the character before it for an empty range."""
        if start < end:
            return Span(self.offsets[start], self.offsets[end - 1] + 1)
        at = self.offsets[start - 1] + 1 if start else self.offsets[0] if self.offsets else self.places[0].start
        return Span(at, at)


@dataclass(frozen=True)
class Copies:
    """The copies that a finding names; `more` counts those beyond the two shown.

    `drops_first` and `drops_second` are the numbers of the finding's fixes that do just that, `keeps` that of the one that leaves all;
    None where the finding has none.
    """

    first: Copy
    second: Copy
    others: tuple[Copy, ...] = ()
    drops_first: int | None = None
    drops_second: int | None = None
    keeps: int | None = None

    @property
    def more(self) -> int:
        return len(self.others)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Where the two differ, in code points of their texts."""
        return differences(self.first.text, self.second.text)

    @cached_property
    def different(self) -> tuple[Piece, ...]:
        """The pieces in which they differ: what a blend chooses from."""
        return tuple(piece for piece in self.pieces if not piece.same)


class Change(NamedTuple):
    """A range of the cleaned text and what is to stand there."""

    start: int
    end: int
    text: str


def copies_of(rendered: Rendered, finding: Finding) -> Copies | None:
    """The copies that a finding names on a page as it reads now; None where it names no two that are still there."""
    if len(finding.spans) < 2:
        return None
    stretches = [_copy(rendered, [place]) for place in _stretches(rendered, finding)]
    stretches = [copy for copy in stretches if copy.text]
    if len(stretches) < 2:
        return None
    groups = [[copy] for copy in stretches] if _alike(stretches[0], stretches[1]) >= _ALIKE else _parted(stretches)
    first, second, *others = [group[0] if len(group) == 1 else _copy(rendered, [p for c in group for p in c.places]) for group in groups]
    if _alike(first, second) < _ALIKE / 2:
        return None
    return Copies(first, second, tuple(others), *_fixes(rendered, finding, first, second))


def dropped(rendered: Rendered, copy: Copy) -> tuple[Change, ...]:
    """What takes a copy out of the cleaned text, with the break before it (the page's first: after it) where it is a whole paragraph."""
    return tuple(Change(*_with_break(rendered, place), "") for place in copy.places)


def kept(rendered: Rendered, copies: Copies, *, second: bool = False) -> tuple[Change, ...]:
    """What leaves one of the copies alone, the first or the second."""
    gone = (copies.first if second else copies.second, *copies.others)
    return tuple(sorted(change for copy in gone for change in dropped(rendered, copy)))


def blended(rendered: Rendered, copies: Copies, seconds: Sequence[bool]) -> tuple[Change, ...]:
    """What leaves the first copy alone, with the second's reading wherever `seconds` says so of a difference."""
    if len(seconds) != len(copies.different):
        raise ValueError(f"{len(seconds)} choices for {len(copies.different)} differences")
    mended = [
        Change(*copies.first.place(piece.start, piece.end), copies.second.text[piece.other_start : piece.other_end])
        for piece, second in zip(copies.different, seconds, strict=True)
        if second
    ]
    return tuple(sorted([*mended, *kept(rendered, copies)]))


def _stretches(rendered: Rendered, finding: Finding) -> list[Span]:
    """The finding's spans as ranges of the cleaned text; those between which only edits wrote are one stretch."""
    found: list[Span] = []
    for span in finding.spans:
        start, end = rendered.to_cleaned(span.start, "right"), rendered.to_cleaned(span.end, "left")
        if start >= end:
            continue
        if found and found[-1].end <= start and _written(rendered, found[-1].end, start):
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
    return found


def _written(rendered: Rendered, start: int, end: int) -> bool:
    """Whether a short range of the cleaned text holds nothing that was kept from the source, and no line end."""
    between = rendered.text[start:end]
    return not {"\n", "\r"} & set(between) and all(s.edit is not None for s in rendered.overlapping(start, end) if s.end > s.start)


def _copy(rendered: Rendered, places: Sequence[Span]) -> Copy:
    characters: list[str] = []
    offsets: list[int] = []
    text = rendered.text
    for start, end in places:
        for at in range(start, end):
            character = text[at]
            if character.isspace():
                # Wraps and indents belong to the page; a space between two words belongs to the text.
                inside = start < at < end - 1 and text[at - 1].isascii() and text[at + 1].isascii()
                if not inside or text[at - 1].isspace():
                    continue
                character = " "
            characters.append(character)
            offsets.append(at)
    return Copy(tuple(places), "".join(characters), tuple(offsets))


def _alike(first: Copy, second: Copy) -> float:
    from rapidfuzz.distance import Indel  # as in `differences`

    return 1.0 if first.text == second.text else Indel.normalized_similarity(first.text[:2000], second.text[:2000])


def _parted(stretches: Sequence[Copy]) -> list[list[Copy]]:
    """The stretches as pieces of two copies: parted where the two sides are most alike."""
    most = list(stretches[:_MOST])

    def likeness(cut: int) -> float:
        first, second = (Copy((), "".join(copy.text for copy in side), ()) for side in (most[:cut], most[cut:]))
        return _alike(first, second)

    best = max(range(1, len(most)), key=likeness)
    return [most[:best], most[best:]]


def _fixes(rendered: Rendered, finding: Finding, first: Copy, second: Copy) -> tuple[int | None, int | None, int | None]:
    drops_first = drops_second = keeps = None
    for number, fix in enumerate(finding.fixes):
        if not fix.edits:
            keeps = number if keeps is None else keeps
            continue
        if any(not isinstance(edit, Replace) or edit.after for edit in fix.edits):
            continue
        gone = [_share_gone(rendered, fix, copy) >= _DROPPED for copy in (first, second)]
        if gone == [True, False] and drops_first is None:
            drops_first = number
        elif gone == [False, True] and drops_second is None:
            drops_second = number
    return drops_first, drops_second, keeps


def _share_gone(rendered: Rendered, fix: Fix, copy: Copy) -> float:
    spans = [span for place in copy.places for span in rendered.source_spans(*place)]
    size = sum(end - start for start, end in spans)
    deletions = [edit for edit in fix.edits if isinstance(edit, Replace)]
    gone = sum(max(0, min(end, edit.end) - max(start, edit.start)) for start, end in spans for edit in deletions)
    return gone / size if size else 0.0


def _with_break(rendered: Rendered, place: Span) -> Span:
    """A range, with the white space that parts it from the text before it where it is a whole paragraph of the cleaned text."""
    text, page = rendered.text, rendered.page
    low, high = max(0, place.start - _WINDOW), min(len(text), place.end + _WINDOW)
    window = text[low:high]
    start, end = place.start - low, place.end - low
    spans = split_paragraphs(window, page.rule, page.origin.newline).spans
    if not any(span[0] == start for span in spans) or not any(span[1] == end for span in spans):
        return place
    if window[:start].strip():
        return Span(low + len(window[:start].rstrip()), place.end)
    after = len(window) - len(window[end:].lstrip())
    return Span(place.start, low + after) if window[end:].strip() else place
