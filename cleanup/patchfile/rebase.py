"""Decisions carried over to another reading of their page: what is found again goes with it, the rest is named, nothing is dropped."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cleanup.conflicts import find_conflicts
from cleanup.edits import Edit, Replace
from cleanup.finding import Finding
from cleanup.messages import KanwuError
from cleanup.page import Page, Span
from cleanup.patchfile.anchors import Anchor, anchors_of, edges_of
from cleanup.patchfile.disk import write_failure
from cleanup.patchfile.lock import PatchLock
from cleanup.patchfile.reader import PatchReader
from cleanup.patchfile.records import Bookmark, LineKind, Note, PageHead, PageRecords
from cleanup.patchfile.relocate import Edge, Relocation, edges
from cleanup.patchfile.writer import PatchRewrite
from cleanup.review import Decision, Scope, Verdict, standing_of

Entry = Decision | Note | Bookmark | LineKind


@dataclass(frozen=True)
class Rebased:
    """The records for the new reading, and what could not be carried over: its place was not found, or would not go with the rest."""

    records: PageRecords
    left: tuple[Entry, ...] = ()


def rebase(records: PageRecords, page: Page, *, old: str | None = None, findings: Iterable[Finding] = ()) -> Rebased:
    """Carries the records of a page over to another reading of it.

    `old` is the text that they were made on, where it is still at hand: what holds no context of its own (rejections, notes,
    bookmarks, line kinds) can be found by it. A decision is carried over as a whole or not at all, and with one that is in force but
    not carried over goes what it had taken the place of, which would come back otherwise. `findings` of the new reading take up
    the decisions made on the same rule and place.
    """
    mover = _Mover(records, page, old)
    moved: dict[str, Decision] = {}
    left: dict[str, Decision] = {}
    for decision in records.decisions:
        carried = mover.decision(decision)
        if carried is None:
            left[decision.id] = decision
        else:
            moved[decision.id] = carried
    _leave_what_would_come_back(moved, left, records.decisions)
    _leave_conflicts(page, moved, left, records.decisions)
    known = {(finding.rule, finding.spans): finding.id for finding in findings}
    decisions = tuple(_taken_up(decision, known) for decision in moved.values())
    notes, bookmarks, kinds, others = mover.others()
    edits = {edit for decision in decisions for edit in decision.edits}
    made = PageRecords(
        head=replace(PageHead.of(page), extra=records.head.extra),
        status=records.status,
        notes=notes,
        bookmarks=bookmarks,
        kinds=kinds,
        unknown=records.unknown,
        anchors=anchors_of(page.text, edits),
        extras={name: extra for name, extra in records.extras.items() if name in moved},
    )
    made = replace(made, decisions=tuple(sorted(decisions, key=lambda decision: (decision.start, decision.id))))
    return Rebased(made, (*(d for d in left.values() if not d.withdrawn), *others))


def rebase_patch(path: Path, page: Page, *, old: str | None = None, findings: Iterable[Finding] = ()) -> tuple[Rebased, Path]:
    """Carries the patch of a page over to the page's text of now; the old patch is kept whole under the name that is given back.

    KanwuError where it cannot be read or written, or is open elsewhere; it stays as it was then.
    """
    with PatchLock(path) as lock:
        with PatchReader(path) as reader:
            records = reader.records(page.id)
            header = reader.header
        if records is None:
            raise KanwuError("patch.missing", path=str(path))
        # The patch as it is known with its journal: first as a patch alone, then a copy of that.
        with PatchRewrite(path, lock=lock):
            pass
        aside = _free_name(path)
        try:
            shutil.copyfile(path, aside)
        except OSError as error:
            raise write_failure(aside, error) from error
        made = rebase(records, page, old=old, findings=findings)
        with PatchRewrite(path, header, lock=lock) as rewrite:
            rewrite.records(page.id)
            rewrite.write(made.records)
    return made, aside


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.{number}")).exists() or aside.is_symlink():
        number += 1
    return aside


class _Mover:
    """Where everything of one page stands in its new text."""

    def __init__(self, records: PageRecords, page: Page, old: str | None) -> None:
        self._records = records
        self._text = page.text
        self._old = old
        self._anchors: dict[Edit, Anchor] = dict(records.anchors)
        if old is not None:
            self._anchors.update(anchors_of(old, {edit for decision in records.decisions for edit in decision.edits}))
        self._spans = {} if old is None else _edges_of_spans(old, _offsets(records))
        wanted = {edge for edit, anchor in self._anchors.items() for edge in edges(edit, anchor)} | set(self._spans.values())
        self._found = Relocation(page.text, wanted)

    def decision(self, decision: Decision) -> Decision | None:
        """A decision in the new text; None where a place of it is not found."""
        moved = [self._found.move(edit, self._anchors.get(edit, Anchor()), self._text) for edit in decision.edits]
        there = [edit for edit in moved if edit is not None]
        if len(there) < len(moved):
            return None
        spans = tuple(self._span(span) for span in decision.spans)
        known = tuple(span for span in spans if span is not None)
        if len(known) == len(spans):
            return replace(decision, edits=tuple(there), spans=known)
        if there:
            return replace(decision, edits=tuple(there), spans=_shifted(decision, there, len(self._text)))
        # What reaches a text or a rule needs no place of its own.
        return replace(decision, spans=()) if decision.scope is not Scope.PLACE else None

    def others(self) -> tuple[tuple[Note, ...], tuple[Bookmark, ...], tuple[LineKind, ...], tuple[Entry, ...]]:
        """Notes, bookmarks and line kinds in the new text, and those of them that have no place there."""
        notes: list[Note] = []
        bookmarks: list[Bookmark] = []
        kinds: list[LineKind] = []
        left: list[Entry] = []
        for note in self._records.notes:
            span = None if note.span is None else self._span(note.span)
            (left if note.span is not None and span is None else notes).append(replace(note, span=span))
        for mark in self._records.bookmarks:
            at = self._offset(mark.at)
            (left.append(mark) if at is None else bookmarks.append(replace(mark, at=at)))
        for kind in self._records.kinds:
            span = self._span(kind.span)
            (left.append(kind) if span is None else kinds.append(replace(kind, span=span)))
        return tuple(notes), tuple(bookmarks), tuple(kinds), tuple(one for one in left if not one.withdrawn)

    def _offset(self, offset: int) -> int | None:
        edge = self._spans.get(offset)
        return None if edge is None else self._found.find(edge)

    def _span(self, span: Span) -> Span | None:
        start, end = self._offset(span.start), self._offset(span.end)
        return None if start is None or end is None or end < start or (end == start) != (span.end == span.start) else Span(start, end)


def _offsets(records: PageRecords) -> set[int]:
    spans = [span for decision in records.decisions for span in decision.spans]
    spans += [note.span for note in records.notes if note.span is not None]
    spans += [kind.span for kind in records.kinds]
    return {offset for span in spans for offset in span} | {mark.at for mark in records.bookmarks}


def _edges_of_spans(old: str, offsets: Iterable[int]) -> Mapping[int, Edge]:
    # An insertion has one edge, with the characters on both sides of it.
    marks = {offset: Replace(offset, offset, "", "-") for offset in offsets if offset <= len(old)}
    anchors = anchors_of(old, marks.values())
    return {offset: edges(mark, anchors[mark])[0] for offset, mark in marks.items()}


def _shifted(decision: Decision, moved: Sequence[Edit], length: int) -> tuple[Span, ...]:
    """The spans of a decision by how far its edits moved; what its edits name where they did not all move alike."""
    old = [offset for edit in decision.edits for offset in edges_of(edit)]
    new = [offset for edit in moved for offset in edges_of(edit)]
    shifts = {after - before for before, after in zip(old, new, strict=True)}
    if len(shifts) == 1:
        shift = shifts.pop()
        return tuple(Span(*(min(max(0, offset + shift), length) for offset in span)) for span in decision.spans)
    return tuple(Span(min(offsets), max(offsets)) for offsets in (edges_of(edit) for edit in moved))


def _leave_what_would_come_back(moved: dict[str, Decision], left: dict[str, Decision], every: Sequence[Decision]) -> None:
    """Takes out of `moved` what is superseded by a decision that was in force and is not carried over."""
    by_id = {decision.id: decision for decision in every}
    waiting = [decision for decision in left.values() if not decision.withdrawn]
    while waiting:
        for name in waiting.pop().supersedes:
            if moved.pop(name, None) is not None:
                left[name] = by_id[name]
                if not by_id[name].withdrawn:
                    waiting.append(by_id[name])


def _leave_conflicts(page: Page, moved: dict[str, Decision], left: dict[str, Decision], every: Sequence[Decision]) -> None:
    """Takes out of `moved` what cannot stand together in the new text."""
    while conflicts := find_conflicts(page, standing_of(moved.values()).owners):
        owners = standing_of(moved.values()).owners
        names = {decision.id for conflict in conflicts for edit in conflict.edits for decision in owners.get(edit, ())}
        if not names:
            return
        by_id = {decision.id: decision for decision in every}
        for name in names:
            del moved[name]
            left[name] = by_id[name]
        _leave_what_would_come_back(moved, left, every)


def _taken_up(decision: Decision, known: Mapping[tuple[str, tuple[Span, ...]], str]) -> Decision:
    """The decision as one on the finding that the new reading has at its place; by hand ones stay without."""
    if decision.rule is None or (decision.verdict is Verdict.EDITED and decision.finding is None):
        return decision
    found = known.get((decision.rule, decision.spans))
    return decision if found is None else replace(decision, finding=found)
