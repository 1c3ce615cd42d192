"""A page that was opened, with what has to be known when it is left and opened again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoStack

from cleanup.conflicts import Conflict, ConflictError
from cleanup.finding import Finding, Safety, sort_key
from cleanup.page import Span
from cleanup.review import Decision, Review, Verdict
from desktop.commands import TypingRun
from desktop.desk import OpenPage, PageRef
from desktop.looking import Beside, Looked
from desktop.models.building import ViewBuilder
from desktop.models.differences import find
from desktop.models.list_choice import ListChoice
from desktop.models.marks import Marks
from desktop.models.page_view import Chosen, PageView
from desktop.models.review_order import UNIFORM, step_of
from desktop.models.rule_note import RuleNote

if TYPE_CHECKING:
    from cleanup.findings import Near
    from cleanup.patchfile import PageRecords
    from cleanup.patchfile.records import Entry


@dataclass
class Opened:
    """An open page: its Review as it is and as the disk has it, its undo steps, and what was told about it.

    `records` are those of its patch with what was noted since; `noted` of that is not on the disk yet. `run` is the typing that the
    next key may still join; `looked` says that the rules have answered, `unanswered` that they could not; `unsaved` is the notice of a
    save that failed, `beside` is what the rules are told of the pages beside it, `rescued` the Review as a recovery file has it meanwhile.
    `wished` is the finding that somebody went to although the list hides it.
    """

    ref: PageRef
    page: OpenPage
    review: Review
    saved: Review
    stack: QUndoStack
    builder: ViewBuilder
    chosen: str | None = None
    wished: str | None = None
    run: TypingRun | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, RuleNote] = field(default_factory=dict)
    looked: bool = False
    unanswered: bool = False
    beside: Beside | None = None
    notices: tuple[str, ...] = ()
    unsaved: str = ""
    records: "PageRecords | None" = None
    noted: tuple["Entry", ...] = ()
    rescued: Review | None = None

    @property
    def status(self) -> str:
        """How far the review of the page has come, as a PageStatus says it."""
        if self.records is not None:
            return replace(self.records, decisions=self.review.decisions).page_status
        return "in-work" if any(not d.withdrawn for d in self.review.decisions) else "new"

    def note(self, *entries: "Entry") -> None:
        """Takes up a status, notes, bookmarks or line kinds, to be saved with what is decided."""
        from cleanup.patchfile import PageHead, PageRecords
        from cleanup.patchfile.records import Row

        records = self.records or PageRecords(PageHead.of(self.page.page))
        self.records = records.merged(Row(entry) for entry in entries)
        self.noted = (*self.noted, *entries)

    @property
    def read_only(self) -> bool:
        return self.page.read_only

    @property
    def counts(self) -> tuple[int, int] | None:
        """How many findings are open, and how many there are; None before the rules have answered, and where they cannot."""
        known = self.looked and not self.unanswered
        return (self.builder.open_findings(self.review), len(self.review.findings)) if known else None

    @property
    def decided(self) -> frozenset[str]:
        """Findings that somebody accepted, rejected or left as printed, those that are not found any more too."""
        wanted = (Verdict.ACCEPTED, Verdict.EDITED, Verdict.REJECTED, Verdict.AS_PRINTED)
        own = {d.finding for d in self.review.standing.in_force if d.finding is not None and d.verdict in wanted}
        return frozenset(own | {f.id for f in self.review.findings if self.review.state_of(f) in ("rejected", "as-printed")})

    def renew(self, page: OpenPage, language: str) -> None:
        """Takes the page up with other rules, and what has to be known of these."""
        self.page = page
        self.notices = tuple(notice.text(language) for notice in page.notices)

    def take_findings(self, answer: Looked, notices: tuple[str, ...]) -> bool:
        """Takes up what the rules found; whether these are the first."""
        before = find(self.review, self.chosen)
        self.review = self.review.with_findings(answer.findings)
        self.notes = {**self.notes, **answer.notes}
        self.titles = {rule: note.title for rule, note in self.notes.items()}
        self.notices = (*notices, self.unsaved) if self.unsaved else notices
        first, self.looked, self.unanswered = not self.looked, True, False
        if first and find(self.review, self.chosen) is None:
            self.chosen = first_to_look_at(self.review)
        else:
            self._look_again(before)
        return first

    def take_near(self, near: "Near") -> bool:
        """As `take_findings`, with what was found near the last edits alone; False where nothing is to be shown anew."""
        before = find(self.review, self.chosen)
        after = self.review.with_findings(near.into(self.review.findings))
        if after.findings == self.review.findings and self.builder.shows(self.review):
            return False
        self.review = after
        self._look_again(before)
        return True

    def _look_again(self, before: Finding | None) -> None:
        """Looks at what is found now where the chosen finding stood; where that is nothing, the list decides."""
        if before is not None and find(self.review, self.chosen) is None:
            again = found_again(self.review, before)
            self.chosen = self.chosen if again is None else again

    def look_at(self, finding_id: str | None, choice: ListChoice) -> None:
        """Looks at a finding because somebody wishes to, though the list, looked at as `choice` says, may hide it; at none."""
        self.chosen = finding_id
        self.wished = None if finding_id is None or self.builder.lets(finding_id, choice) else finding_id

    def view(self, choice: ListChoice) -> PageView:
        """The page as it stands, for the panels, with a list that is looked at as `choice` says; chosen is what can be looked at there."""
        wished = self.wished is not None and self.chosen == self.wished
        view = self.builder.view(
            self.review,
            self.chosen,
            self.titles,
            choice=choice,
            wished=wished,
            read_only=self.read_only,
            looking=not self.looked,
            notices=self.notices,
        )
        self.chosen = view.chosen_id
        if self.chosen is None or self.builder.lets(self.chosen, choice):
            self.wished = None  # from now on it is looked at as any other
        return view

    def view_of_chosen(self) -> Chosen:
        """The chosen finding alone, for the panels."""
        return self.builder.chosen(self.review, self.chosen, self.titles)


def decide_many(review: Review, ids: Sequence[str], who: str, when: str, *, accept: bool) -> tuple[Review, list[str]]:
    """The review with the first fix of each finding taken, or all of them rejected; and the findings that conflicts kept out."""
    if accept:
        after, skipped = review.accept_compatible(ids, who=who, when=when)
        return after, [one.finding for one in skipped]
    there = {d.id for d in review.decisions}
    made = [d for name in ids for d in review.reject(name, who=who, when=when).decisions if d.id not in there]
    return replace(review, decisions=(*review.decisions, *made)), []


def first_to_look_at(review: Review) -> str | None:
    """The first open finding in the order in which a reviewer works that proposes something, else the first one at all."""
    proposing = [finding for finding in review.open_findings if finding.safety > Safety.SHOW]
    first = min(proposing, key=lambda finding: (step_of(finding.rule), sort_key(finding)), default=None)
    return first.id if first is not None else next((f.id for f in (*review.open_findings, *review.findings)), None)


def found_again(review: Review, gone: Finding) -> str | None:
    """The first open finding of the rule of one that is not found any more, where that stood; None where there is none."""
    return next((f.id for f in review.open_findings if f.rule == gone.rule and touches(f, gone.spans)), None)


def touches(finding: Finding, spans: Sequence[Span]) -> bool:
    """Whether a finding flags something of source ranges, or a place between two characters at one of them."""
    return any(
        (own.start < span.end and span.start < own.end) or own == span or (own.start == own.end and span.start <= own.start <= span.end)
        for own in finding.spans
        for span in spans
    )


def finding_at(review: Review, source_offset: int) -> str | None:
    """The finding at a place of the source: the one that flags the least text there."""
    here = [
        (span.end - span.start, finding.id)
        for finding in review.findings
        for span in finding.spans
        if span.start <= source_offset < max(span.end, span.start + 1)
    ]
    return min(here)[1] if here else None


def typed_over(review: Review, conflicts: Iterable[Conflict]) -> tuple[Decision, ...]:
    """What a person typed that is in the way of other edits; () where something else is in the way too."""
    owners = {d.id: d for conflict in conflicts for edit in conflict.edits for d in review.owners(edit)}
    typed = all(d.verdict is Verdict.EDITED and d.finding is None for d in owners.values())
    return tuple(owners.values()) if typed else ()


def making_room(review: Review, finding: Finding | None, make: Callable[[Review], Review]) -> Review:
    """The review with a decision on a finding, for which accepted ones about marks and spaces make way; ConflictError where others do not.

    A space that was closed up must not keep a paragraph from being parted there.
    """
    try:
        return make(review)
    except ConflictError as error:
        if finding is None or step_of(finding.rule) in UNIFORM:
            raise
        owners = {d.id: d for conflict in error.conflicts for edit in conflict.edits for d in review.owners(edit)}
        if not owners or not all(d.verdict is Verdict.ACCEPTED and step_of(d.rule or "") in UNIFORM for d in owners.values()):
            raise
        return make(review.withdraw(*owners, with_derived=False))


def unreadable(ref: PageRef, notice: str) -> PageView:
    """What is shown in the place of a page that cannot be read."""
    return PageView(
        ref.name, "", "", "–", (), lambda: Marks((), ()), Chosen(None, Marks((), ())), 0, read_only=True, looking=False, notices=(notice,)
    )
