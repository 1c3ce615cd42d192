"""Which edits cannot stand together on a page: refused as a set, all of them named."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleanup.edits import Edit, Follow, Replace, parted
from cleanup.messages import KanwuError, Message
from cleanup.order import cut_pieces, named_spans
from cleanup.page import Page, Span


class Conflict(NamedTuple):
    """A reason, and all edits that share in it. The reason is a name in the catalogue `conflict`."""

    reason: str
    edits: tuple[Edit, ...]

    @property
    def message(self) -> Message:
        places = "; ".join(_place(edit) for edit in self.edits)
        return Message(f"conflict.{self.reason}", {"places": places})


class ConflictError(KanwuError):
    """Edits that cannot stand together; `conflicts` names them all."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        self.conflicts = conflicts
        super().__init__("conflict.refused", count=len(conflicts), first=conflicts[0].message)


def _place(edit: Edit) -> str:
    if isinstance(edit, Replace):
        return f"{edit.start}-{edit.end}"
    tail = "TOP" if edit.tail is None else f"{edit.tail.start}-{edit.tail.end}"
    head = "END" if edit.head is None else f"{edit.head.start}-{edit.head.end}"
    return f"{tail} → {head}"


def find_conflicts(page: Page, edits: Iterable[Edit]) -> tuple[Conflict, ...]:
    """Everything that keeps a set of edits from standing together on a page; empty where they can.

    Edits that are not valid by themselves (outside the text, `before` that differs, not minimal, over a paragraph break) are
    conflicts of one edit. Every subset of a set without conflicts has none.
    """
    return conflicts_among(page, *parted(edits))


def conflicts_among(page: Page, replaces: Sequence[Replace], follows: Sequence[Follow]) -> tuple[Conflict, ...]:
    """As `find_conflicts`, for edits that are parted and sorted by `edits.parted`."""
    alone = _replaces_alone(page, replaces) + [c for e in follows for c in _follow_alone(page, e)]
    if alone:
        return tuple(alone)
    conflicts = [*_overlaps(replaces), *_crossing_spans(follows), *_rivals(follows)]
    if any(c.reason == "spans-cross" for c in conflicts):
        return tuple(conflicts)
    conflicts += _circles(follows)
    conflicts += _cuts(page, replaces, follows)
    return tuple(conflicts)


def _replaces_alone(page: Page, replaces: Sequence[Replace]) -> list[Conflict]:
    """The replacements that are not valid by themselves; one loop, since a page may have thousands."""
    text = page.text
    length = len(text)
    conflicts = []
    for edit in replaces:
        start, end, before, after = edit.start, edit.end, edit.before, edit.after
        if not 0 <= start <= end <= length:
            conflicts.append(Conflict("outside", (edit,)))
        elif text[start:end] != before:
            conflicts.append(Conflict("before-differs", (edit,)))
        elif before == after or (before and after and (before[0] == after[0] or before[-1] == after[-1])):
            conflicts.append(Conflict("not-minimal", (edit,)))
        elif end - start > 1 and not _in_one_part(page, start, end):
            conflicts.append(Conflict("crosses-break", (edit,)))
    return conflicts


def _in_one_part(page: Page, start: int, end: int) -> bool:
    """Whether a range lies inside one paragraph or inside one break."""
    number = page.paragraphs.at_or_before(start)
    spans = page.paragraphs.spans
    if number >= 0 and end <= spans[number][1]:
        return True
    after_left = number < 0 or start >= spans[number][1]
    return after_left and (number + 1 >= len(spans) or end <= spans[number + 1][0])


def _follow_alone(page: Page, edit: Follow) -> list[Conflict]:
    if edit.tail is None and edit.head is None:
        return [Conflict("outside", (edit,))]
    for span in (edit.tail, edit.head):
        if span is None:
            continue
        if not 0 <= span.start < span.end <= len(page.text):
            return [Conflict("outside", (edit,))]
        if page.text[span.start].isspace() or page.text[span.end - 1].isspace() or not _in_one_part(page, span.start, span.end):
            return [Conflict("crosses-break", (edit,))]
    if edit.tail == edit.head:
        return [Conflict("circle", (edit,))]
    return []


def _overlaps(replaces: Sequence[Replace]) -> list[Conflict]:
    """Overlapping replacements, and different inserts at one offset; `replaces` are sorted, all different, and stand in the text."""
    conflicts = []
    group: list[Replace] = []
    reach = -1
    for edit in replaces:
        # An insert sorts before a replacement that begins at its place, so only one strictly inside meets this test.
        if edit.start < reach:
            group.append(edit)
        else:
            if len(group) > 1:
                conflicts.append(Conflict("overlap", tuple(group)))
            group = [edit]
        reach = max(reach, edit.end)
    if len(group) > 1:
        conflicts.append(Conflict("overlap", tuple(group)))
    inserts: dict[int, list[Edit]] = {}
    for edit in replaces:
        if edit.start == edit.end:
            inserts.setdefault(edit.start, []).append(edit)
    conflicts += [Conflict("two-inserts", tuple(same)) for same in inserts.values() if len(same) > 1]
    return conflicts


def _crossing_spans(follows: Sequence[Follow]) -> list[Conflict]:
    spans = named_spans(follows)
    conflicts = []
    reach = spans[0] if spans else Span(0, 0)
    for left, right in pairwise(spans):
        reach = max(reach, left, key=lambda span: span.end)
        if right.start < reach.end:
            named = tuple(f for f in follows if {f.tail, f.head} & {reach, right})
            conflicts.append(Conflict("spans-cross", named))
    return conflicts


def _rivals(follows: Sequence[Follow]) -> list[Conflict]:
    by_tail: dict[Span | None, list[Edit]] = {}
    by_head: dict[Span, list[Edit]] = {}
    for follow in follows:
        by_tail.setdefault(follow.tail, []).append(follow)
        if follow.head is not None:
            by_head.setdefault(follow.head, []).append(follow)
    conflicts = [Conflict("two-successors", tuple(same)) for same in by_tail.values() if len(same) > 1]
    return conflicts + [Conflict("two-predecessors", tuple(same)) for same in by_head.values() if len(same) > 1]


def _circles(follows: Sequence[Follow]) -> list[Conflict]:
    """Circles made of Follows alone."""
    by_tail: dict[Span, Follow] = {f.tail: f for f in follows if f.tail is not None and f.head is not None}
    conflicts = []
    done: set[Span] = set()
    for start in by_tail:
        path: list[Follow] = []
        seen: dict[Span, int] = {}
        at: Span | None = start
        while at is not None and at not in done and at in by_tail:
            if at in seen:
                conflicts.append(Conflict("circle", tuple(path[seen[at] :])))
                break
            seen[at] = len(path)
            path.append(by_tail[at])
            at = by_tail[at].head
        done.update(seen)
    return conflicts


def _cuts(page: Page, replaces: Sequence[Replace], follows: Sequence[Follow]) -> list[Conflict]:
    """Replacements that reach over a place where a Follow cuts."""
    if not replaces or not follows:
        return []
    pieces = cut_pieces(page, follows)
    conflicts = []
    for edit in replaces:
        if pieces.region_of(edit) is None:
            number = page.paragraphs.at_or_before(edit.start)
            start, end = page.paragraphs.spans[number]
            here = [f for f in follows if any(s and start <= s.start < end for s in (f.tail, f.head))]
            near = [f for f in here if any(s and s.start <= edit.end and edit.start <= s.end for s in (f.tail, f.head))]
            conflicts.append(Conflict("cut", (edit, *near)))
    return conflicts
