"""Decisions on many pages at once: what is to be done to each, done to pages that nobody has open, and taken back again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cleanup.conflicts import ConflictError, find_conflicts
from cleanup.finding import Finding
from cleanup.messages import KanwuError, Message
from cleanup.page import Page
from cleanup.patchfile import Journal
from cleanup.readers import Source
from cleanup.review import Change, Decision, DerivedError, Review, edit_many
from cleanup.search.found import Hit
from cleanup.search.query import Search

_PATIENCE: Final = 0.2  # seconds that a patch which somebody has open is waited for
_MANY: Final = ("marked", "jsonl")


@dataclass(frozen=True, slots=True)
class Made:
    """A review after a decision, and what could not be done of it."""

    review: Review
    problems: tuple[Message, ...] = ()


Make = Callable[[Review], Made]
"""What is to be done to a page; KanwuError where nothing of it can be."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a page: the decisions made on it, and what could not be done; `index` is its number in its file."""

    index: int
    decisions: tuple[Decision, ...] = ()
    problems: tuple[Message, ...] = ()


def put(hits: Sequence[Hit], wanted: str, search: Search | None = None, *, who: str, when: str) -> Make:
    """Puts `wanted` in the place of each hit by hand; a hit that does not stand any more where it was found is left and told.

    With the `search` that found the hits, `wanted` may name the groups of its regular expression.
    """

    def make(review: Review) -> Made:
        text = review.rendered.text
        matches = {m.start: m for m in search.all(text)} if search is not None and search.query.regex else None
        changes: list[Change] = []
        gone: list[Hit] = []
        for hit in hits:
            at = hit.place_in(review.rendered)
            match = None if matches is None or at is None else matches.get(at)
            if at is None or (matches is not None and (match is None or match.end - at != len(hit.text))):
                gone.append(hit)
            else:
                new = wanted if search is None or match is None else search.replacement(match, wanted)
                changes += [(at, at + len(hit.text), new)] if new != hit.text else []
        after, left = edit_many(review, changes, who=who, when=when)
        problems = [Message("search.moved", {"page": review.page.id, "text": hit.text}) for hit in gone]
        if left:
            problems.append(Message("search.refused", {"page": review.page.id, "count": len(left)}))
        return Made(after, tuple(problems))

    return make


def decide(findings: Sequence[Finding], *, accept: bool, who: str, when: str) -> Make:
    """Takes the first fix of each finding, or rejects them; one that conflicts with what was decided is left and told."""

    def make(review: Review) -> Made:
        there = review.with_findings((*review.findings, *findings))
        ids = [finding.id for finding in findings]
        if accept:
            after, skipped = there.accept_compatible(ids, who=who, when=when)
            problems = [conflict.message for one in skipped for conflict in one.conflicts[:1]]
        else:
            known = {d.id for d in there.decisions}
            new = [d for name in ids for d in there.reject(name, who=who, when=when).decisions if d.id not in known]
            after, problems = replace(there, decisions=(*there.decisions, *new)), []
        return Made(after.having(review.findings), tuple(problems))

    return make


def take_back(ids: Iterable[str]) -> Make:
    """Withdraws decisions that were made at once; KanwuError where somebody has built on them since."""
    wanted = tuple(ids)

    def make(review: Review) -> Made:
        there = [d.id for d in review.decisions if d.id in set(wanted) and not d.withdrawn]
        try:
            return Made(review.withdraw(*there) if there else review)
        except DerivedError as error:
            raise KanwuError("search.decided", page=review.page.id) from error

    return make


def bring_back(decisions: Sequence[Decision]) -> Make:
    """Makes decisions again that were taken back; ConflictError where their places have been taken since."""

    def make(review: Review) -> Made:
        every = {d.id: d for d in review.decisions}
        every.update((d.id, d) for d in decisions)
        after = replace(review, decisions=tuple(every.values()))
        conflicts = find_conflicts(review.page, after.edits)
        if conflicts:
            raise ConflictError(conflicts)
        return Made(after)

    return make


def done_to(review: Review, make: Make) -> tuple[Review, Decided]:
    """A page that is open after what is to be done to it; what cannot be done is told in the second value. `index` there is 0."""
    try:
        made = make(review)
    except KanwuError as error:
        return review, Decided(0, (), (error.message,))
    return made.review, Decided(0, made.review.changes(review), made.problems)


def decide_in_file(source: Source, patch: Path, wanted: Mapping[int, Make], wait: float = _PATIENCE) -> list[Decided]:
    """Does to pages of a file, by their numbers, what is wanted, and writes the patch; gives what came of each.

    Nothing is lost where the patch is open elsewhere, is of another text or cannot be written: its pages are told, and stay as they
    were. What is written has gone through the journal, as every decision does.
    """
    found: list[Decided] = []
    journal: Journal | None = None
    try:
        for index, page in enumerate(source.pages()):
            if index not in wanted:
                continue
            if journal is None:
                journal = Journal(patch, page, many=source.format in _MANY, patience=wait)
            found.append(decide_page(journal, page, index, wanted[index]))
            if len(found) == len(wanted):
                break
    except KanwuError as error:
        seen = {one.index for one in found}
        found += [Decided(index, (), (error.message,)) for index in sorted(wanted) if index not in seen]
    finally:
        if journal is not None:
            found = _closed(journal, found)
    return found


def decide_page(journal: Journal, page: Page, index: int, make: Make) -> Decided:
    """Does to a page of an open patch what is wanted, and gives it to the journal."""
    try:
        before = journal.review(page=page)
        made = make(before)
        changes = made.review.changes(before)
        if changes:
            journal.append(*changes, page=before.page)
    except KanwuError as error:
        return Decided(index, (), (error.message,))
    return Decided(index, changes, made.problems)


def _closed(journal: Journal, found: list[Decided]) -> list[Decided]:
    """Folds and gives the patch back; where that fails the decisions lie in the journal, which counts, and the last page tells it."""
    try:
        journal.close()
    except KanwuError as error:
        if found:
            found[-1] = replace(found[-1], problems=(*found[-1].problems, error.message))
    return found
