"""What a person types into the cleaned text, said in the coordinates of the source.

Text goes to the line where it begins, other covered lines only lose text, white space typed or removed at a break changes how
its lines follow each other, and an accepted edit whose text is touched is superseded.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from cleanup.conflicts import ConflictError
from cleanup.edits import Edit, Follow, Replace, Separator, edit_key, replace
from cleanup.line_units import LineUnits
from cleanup.messages import KanwuError
from cleanup.page import Page, Span
from cleanup.paragraphs import still_parts
from cleanup.render import Rendered, Segment, render
from cleanup.rerender import rerender


@dataclass(frozen=True, slots=True)
class HandEdit:
    """The edits a change of the cleaned text adds, and the accepted edits that it takes the place of.

    `rendered` is what the page renders to then, where that is known; edits and text say the same.
    """

    edits: tuple[Edit, ...]
    supersedes: tuple[Edit, ...]
    rendered: Rendered | None = field(default=None, compare=False, repr=False)


def hand_edit(page: Page, edits: Iterable[Edit], start: int, end: int, text: str, *, now: Rendered | None = None) -> HandEdit:
    """The edits that put `text` for `start` to `end` of the cleaned text that `edits` make.

    With them, and without what they supersede, the page renders to the changed text; white space at a break comes out in the
    page's own form. `now` is what the edits render to, where that is known. KanwuError where the change cannot be said so, ValueError
    for a range outside the text.
    """
    accepted = sorted(set(edits), key=edit_key) if now is None else list(edits)
    now = render(page, accepted) if now is None else now
    result = _built(accepted, now, start, end, text, LineUnits(now, accepted))
    if not result.edits and not result.supersedes:
        return result
    return HandEdit(result.edits, result.supersedes, _checked(now, accepted, result, now.text[:start] + text + now.text[end:]))


def _built(accepted: list[Edit], now: Rendered, start: int, end: int, text: str, units: LineUnits) -> HandEdit:
    if not 0 <= start <= end <= len(now.text):
        raise ValueError(f"{start} to {end} is not a range of a text of {len(now.text)} characters")
    old = now.text[start:end]
    head = 0
    while head < min(len(old), len(text)) and old[head] == text[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(text)) - head and old[-1 - tail] == text[-1 - tail]:
        tail += 1
    start, end, text = start + head, end - tail, text[head : len(text) - tail]
    if start == end and not text:
        return HandEdit((), ())
    change = _Change(now.page, accepted, now, start, end, text, units)
    change.build()
    return HandEdit(tuple(sorted(change.new, key=edit_key)), tuple(sorted(change.gone, key=edit_key)))


def hand_edits_apart(
    now: Rendered, edits: Iterable[Edit], changes: Sequence[tuple[int, int, str]]
) -> tuple[list[HandEdit | None], Rendered]:
    """As `hand_edit` for each of many changes of one cleaned text, sorted and apart, and what all of them together render to.

    None where a change touches an edit that another one touches too, or cannot be said: it is for the caller to make it by itself.
    KanwuError where together they do not come to what each asks for. Linear in the length of the page and in the number of changes.
    """
    accepted = list(edits)
    units = LineUnits(now, accepted)
    made: list[HandEdit | None] = []
    gone: set[Edit] = set()
    new: set[Edit] = set()
    inserts: set[int] = set()
    parts, at = [], 0
    for start, end, text in changes:
        try:
            result = _built(accepted, now, start, end, text, units)
        except KanwuError:
            made.append(None)
            continue
        here = {edit.start for edit in result.edits if isinstance(edit, Replace) and edit.start == edit.end}
        follows = any(isinstance(edit, Follow) for edit in (*result.edits, *result.supersedes))
        if follows or not (gone.isdisjoint(result.supersedes) and new.isdisjoint(result.edits) and inserts.isdisjoint(here)):
            made.append(None)
            continue
        made.append(result)
        gone.update(result.supersedes)
        new.update(result.edits)
        inserts |= here
        parts += [now.text[at:start], text]
        at = end
    whole = HandEdit(tuple(new), tuple(gone))
    return made, _checked(now, accepted, whole, "".join([*parts, now.text[at:]]))


def hand_edits(page: Page, edits: Iterable[Edit], changes: Iterable[tuple[int, int, str]], *, now: Rendered | None = None) -> HandEdit:
    """As `hand_edit`, for several changes of one cleaned text made at once; no two of them overlap."""
    before = set(edits)
    held = set(before)
    known = render(page, before) if now is None else now
    for start, end, text in sorted(changes, reverse=True):
        # From the last to the first, so that the offsets of those still to come hold.
        change = hand_edit(page, held, start, end, text, now=known)
        held = (held - set(change.supersedes)) | set(change.edits)
        known = change.rendered or known
    return HandEdit(tuple(sorted(held - before, key=edit_key)), tuple(sorted(before - held, key=edit_key)), known)


def _checked(now: Rendered, accepted: list[Edit], result: HandEdit, wanted: str) -> Rendered:
    """What the page renders to with a change made; KanwuError where that is not what was wanted, but for white space."""
    made = rerender(now, result.supersedes, result.edits)
    if made is None:
        gone = set(result.supersedes)
        try:
            made = render(now.page, [*(e for e in accepted if e not in gone), *result.edits])
        except ConflictError as conflict:
            raise KanwuError("handedit.refused", reason=conflict.conflicts[0].message) from conflict
    if made.text != wanted and "".join(made.text.split()) != "".join(wanted.split()):
        raise KanwuError("handedit.differs")
    return made


_start, _end = attrgetter("start"), attrgetter("end")


def _separator_for(white: str) -> Separator:
    """The separator that comes nearest to some white space."""
    ends = white.count("\n") + white.count("\r") - white.count("\r\n")
    if ends > 1:
        return Separator.PARAGRAPH
    if ends:
        return Separator.LINE
    return Separator.SPACE if white else Separator.JOIN


@dataclass
class _Change:
    """One change of the cleaned text while its edits are collected."""

    page: Page
    accepted: list[Edit]
    now: Rendered
    start: int
    end: int
    text: str
    units: LineUnits
    new: list[Edit] = field(default_factory=list)
    gone: set[Edit] = field(default_factory=set)

    def build(self) -> None:
        if self.start == self.end:
            self._insert(self.text, self.start)
            return
        text = self.text
        covered = [s for s in self.now.overlapping(self.start, self.end) if s.end > s.start]
        for number, segment in enumerate(covered):
            first, last = max(self.start, segment.start), min(self.end, segment.end)
            here = text if number == 0 else ""
            if isinstance(segment.edit, Replace):
                self._within_replacement(segment, first, last, here)
            elif isinstance(segment.edit, Follow):
                self._within_separator(segment, first, last, here)
            else:
                shift = segment.source_start - segment.start
                self._within_source(Span(first + shift, last + shift), here)

    # What was there before: lines as the reader or a Follow cut them, and the cleaned text around a place.

    def _unit_before(self, cleaned: int) -> Span | None:
        """The line that the last text before a cleaned offset belongs to."""
        segments = self.now.segments
        for number in range(bisect_right(segments, cleaned, key=_start) - 1, -1, -1):
            segment = segments[number]
            if isinstance(segment.edit, Follow) or segment.start >= cleaned:
                continue
            last = min(segment.end, cleaned)
            kept = self.now.text[segment.start : last].rstrip()
            if kept:
                inside = segment.edit is None
                offset = segment.source_start + len(kept) - 1 if inside else max(segment.source_start, segment.source_end - 1)
                return self.units.at(offset)
        return None

    def _unit_after(self, cleaned: int) -> Span | None:
        """The line that the first text at or after a cleaned offset belongs to."""
        segments = self.now.segments
        for number in range(bisect_right(segments, cleaned, key=_end), len(segments)):
            segment = segments[number]
            if isinstance(segment.edit, Follow) or segment.end <= cleaned:
                continue
            first = max(segment.start, cleaned)
            kept = self.now.text[first : segment.end].lstrip()
            if kept:
                offset = segment.source_start + segment.end - len(kept) - segment.start if segment.edit is None else segment.source_start
                return self.units.at(offset)
        return None

    # What the change does to each kind of segment.

    def _put(self, start: int, end: int, after: str) -> None:
        """A replacement in the source, merged with an accepted insert at its place, in place of sleeping edits under it."""
        made = replace(self.page, start, end, after)
        if made is None:
            return
        if made.start == made.end:
            for edit in self.accepted:
                if isinstance(edit, Replace) and edit.start == edit.end == made.start and edit not in self.gone:
                    text = made.after + edit.after if self._starts_with(edit) else edit.after + made.after
                    made = Replace(made.start, made.end, "", text)
                    self.gone.add(edit)
        self.gone.update(e for e in self.now.asleep if isinstance(e, Replace) and e.start < end and start < e.end)
        self.new.append(made)

    def _starts_with(self, edit: Replace) -> bool:
        """Whether the accepted insert stands right of the place of the change."""
        return any(s.edit == edit and s.start >= self.start for s in self.now.segments)

    def _insert(self, text: str, at: int) -> None:
        left = self.now.segment_at(at - 1) if at else None
        right = self.now.segment_at(at) if at < len(self.now.text) else None
        if left is not None and left is right and isinstance(left.edit, Replace):
            self._within_replacement(left, at, at, text)
            return
        blank = not text.strip()
        seam = self._seam_at(at)
        if blank and seam is not None:
            self._follow_anew(seam, text)
            return
        for segment in (left, right):
            if blank and segment is not None and isinstance(segment.edit, Follow):
                self._within_separator(segment, at, at, text)
                return
        if left is not None and not isinstance(left.edit, Follow) and not self.now.text[at - 1].isspace():
            self._put(*(self.now.to_source(at, "left"),) * 2, text)
        elif right is not None and not isinstance(right.edit, Follow):
            self._put(*(self.now.to_source(at, "right"),) * 2, text)
        elif left is not None and not isinstance(left.edit, Follow):
            self._put(*(self.now.to_source(at, "left"),) * 2, text)
        else:
            unit = self._unit_before(at)
            place = unit.end if unit is not None else 0
            self._put(place, place, text)

    def _seam_at(self, at: int) -> Follow | None:
        """The Follow that joins without a separator just at a caret."""
        segments = self.now.segments
        for segment in segments[bisect_left(segments, at, key=_end) : bisect_right(segments, at, key=_start)]:
            if segment.start == segment.end == at and isinstance(segment.edit, Follow) and segment.source_start == segment.source_end:
                return segment.edit
        return None

    def _follow_anew(self, follow: Follow, white: str) -> None:
        separator = _separator_for(white)
        if separator is not follow.separator:
            self.gone.add(follow)
            self.new.append(Follow(follow.tail, follow.head, separator))

    def _within_replacement(self, segment: Segment, first: int, last: int, text: str) -> None:
        edit = segment.edit
        assert isinstance(edit, Replace)
        after = self.now.text[segment.start : first] + text + self.now.text[last : segment.end]
        self.gone.add(edit)
        made = replace(self.page, edit.start, edit.end, after)
        if made is not None:
            self.new.append(made)

    def _within_separator(self, segment: Segment, first: int, last: int, text: str) -> None:
        if text.strip():
            unit = self._unit_before(segment.start)
            place = unit.end if unit is not None else 0
            self._put(place, place, text)
            text = ""
        white = self.now.text[segment.start : first] + text + self.now.text[last : segment.end]
        edit = segment.edit
        assert isinstance(edit, Follow)
        right = self._unit_after(segment.end)
        if edit.head is not None and edit.tail is not None and right is not None and right.start == edit.head.start:
            self._follow_anew(edit, white)
        elif not still_parts(self.page.rule, self.now.text[segment.start : segment.end], white):
            self._link(segment.start, segment.end, white)

    def _link(self, before: int, after: int, white: str) -> None:
        """A new Follow between the lines on both sides of some cleaned white space."""
        tail, head = self._unit_before(before), self._unit_after(after)
        if tail is None or head is None:
            return
        self.gone.update(e for e in self.accepted if isinstance(e, Follow) and (e.tail == tail or e.head == head))
        self.new.append(Follow(tail, head, _separator_for(white)))

    def _within_source(self, span: Span, text: str) -> None:
        """Kept source that the change covers, line by line and break by break; the text goes to the first line."""
        units = self.units.around(span)
        k = 0
        here = span.start
        while here < span.end:
            while k < len(units) and units[k].end <= here:
                k += 1
            unit = units[k] if k < len(units) else Span(len(self.page.text), len(self.page.text))
            if here >= unit.start:
                stop = min(unit.end, span.end)
                self._put(here, stop, text)
            else:
                stop = min(unit.start, span.end)
                self._within_break(Span(here, stop), Span(units[k - 1].end if k else 0, unit.start), text, span)
            text = ""
            here = stop

    def _within_break(self, part: Span, gap: Span, text: str, whole: Span) -> None:
        """Covered white space `part` of the break `gap`; `whole` is all the source that the change covers."""
        source = self.page.text
        if text.strip():
            place = part.start
            self._put(place, place, text)
            text = ""
        paragraphs = self.page.paragraphs
        left, right = paragraphs.at_or_before(gap.start), paragraphs.at_or_before(gap.end)
        white = source[gap.start : part.start] + text + source[part.end : gap.end]
        between = 0 <= left < right and gap.end < len(source) and self._touch(gap)
        if between and not still_parts(self.page.rule, source[gap.start : gap.end], white):
            covered = [paragraphs.spans[n] for n in (left, right)]
            if not any(whole.start <= s and e <= whole.end for s, e in covered):
                cleaned = self.now.to_cleaned(gap.start, "right")
                self._link(cleaned, cleaned + gap.end - gap.start, white)
                return
        self._put(part.start, part.end, text)

    def _touch(self, gap: Span) -> bool:
        """Whether a source break is rendered as it stands."""
        return self.now.segment_of(gap.start).edit is None
