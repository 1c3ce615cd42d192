"""Everything the detail panel says about one finding, in words."""

from bisect import bisect_right
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from cleanup.compare.seams import Seam, seam_of, seams_of
from cleanup.edits import Follow
from cleanup.finding import Finding, Fix, Safety
from cleanup.page import Page, Span
from cleanup.render import render
from cleanup.review import Decision, Review, Verdict
from desktop.models.marks import line_and_column
from desktop.models.runs import Runs, before_and_after, compared_runs, finding_runs, fix_runs, seam_runs

if TYPE_CHECKING:
    from cleanup.compare.copies import Copies

_MOST_JOINS = 400  # joins of one fix that are shown one by one


class Join(NamedTuple):
    """Both sides of a join, the word that crosses marked, and the lines of the source (from 1) that they stand in.

    Nothing stands on a side, and its line is None, where text is put first on the page or where nothing follows. `moves` says that
    finished text is moved, `taken` that the join is in force.
    """

    tail: Runs
    head: Runs
    tail_line: int | None
    head_line: int | None
    moves: bool = False
    taken: bool = False


class Alternative(NamedTuple):
    """One fix: its title, what it does, its chance of being right (0 to 1), and whether it is the one taken."""

    title: str
    runs: Runs
    probability: float
    taken: bool = False


class Reading(NamedTuple):
    """One difference of two copies: what each has there, and the text that stands before it in both."""

    before: str
    first: str
    second: str


class TwoCopies(NamedTuple):
    """Two copies with what differs marked, the lines they begin in, and how many further copies there are.

    `gone` says which of them is not there any more, 0 or 1; None while both are.
    """

    first: Runs
    second: Runs
    first_line: int
    second_line: int
    readings: tuple[Reading, ...]
    more: int = 0
    gone: int | None = None


class Detail(NamedTuple):
    """One finding in words.

    `before` and `after` are the text around the change, `joins` what the fix brings together, one by one where `in_parts`, `copies` what
    stands twice. `rests_on` are the messages of undecided joins that it takes for granted; `alike` counts the findings of its group that
    are open, itself included; `decided_by` and `decided_at` belong to the decision in force, where there is one of its own, and `by_hand`
    says that this is an answer of the reviewer's own.
    """

    id: str
    rule_title: str
    line: int
    column: int
    message: str
    evidence: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    state: str
    confidence: float
    hint: bool = False
    flagged: Runs = ()
    rests_on: tuple[str, ...] = ()
    alike: int = 1
    decided_by: str = ""
    decided_at: str = ""
    rule: str = ""
    before: Runs = ()
    after: Runs = ()
    joins: tuple[Join, ...] = ()
    in_parts: bool = False
    copies: TwoCopies | None = None
    by_hand: bool = False
    can_pick: bool = False


def detail_of(
    review: Review, finding: Finding, language: str, titles: Mapping[str, str], line_starts: list[int], open_alike: int | None = None
) -> Detail:
    """The detail of a finding in a language; `titles` are the names of rules, `line_starts` those of the source's lines.

    `open_alike` is how many findings are alike and open, itself included, where that is known.
    """
    page = review.page
    decisions = review.decisions_on(finding.id)
    taken = _taken(decisions)
    line, column = line_and_column(page, line_starts, finding.spans[0].start if finding.spans else 0)
    waiting = (known for known in review.findings if known.id in finding.rests_on) if finding.rests_on else ()
    last = decisions[-1] if decisions else None
    own = next((d for d in decisions if d.verdict is Verdict.EDITED), None)
    copies = _two_copies(review, finding, line_starts)
    shown = finding.fixes[taken or 0] if finding.fixes else None
    before, after = before_and_after(page, shown) if shown is not None and copies is None else ((), ())
    return Detail(
        id=finding.id,
        rule_title=titles.get(finding.rule, finding.rule),
        line=line,
        column=column,
        message=finding.message.text(language),
        evidence=tuple(reason.message.text(language) for reason in finding.evidence),
        alternatives=tuple(
            Alternative(fix.title.text(language), fix_runs(page, fix), fix.probability, number == taken)
            for number, fix in enumerate(finding.fixes)
        ),
        state=review.state_of(finding),
        confidence=finding.confidence,
        hint=finding.safety is Safety.SHOW,
        flagged=() if finding.fixes else finding_runs(page, finding),
        rests_on=tuple(join.message.text(language) for join in waiting),
        alike=len(alike(review, finding)) if open_alike is None else open_alike,
        decided_by=last.who if last is not None else "",
        decided_at=last.when if last is not None else "",
        rule=finding.rule,
        before=before,
        after=after,
        joins=_joins(review, finding, shown, own, line_starts),
        in_parts=shown is not None and shown.parts,
        copies=copies,
        by_hand=own is not None,
        can_pick=tail_of(finding) is not None and not (shown is not None and shown.parts),
    )


def tail_of(finding: Finding) -> Span | None:
    """The line whose continuation a finding is about; None where it is about something else."""
    for fix in finding.fixes:
        for edit in fix.edits:
            if isinstance(edit, Follow):
                return edit.tail
    return finding.spans[0] if finding.rule == "lost-text" and finding.spans else None


def alike(review: Review, finding: Finding) -> tuple[Finding, ...]:
    """The open findings of a finding's group, in page order, with the finding itself; it alone where it has no group."""
    if finding.group is None:
        return (finding,)
    return tuple(f for f in review.findings if f.group == finding.group and (f.id == finding.id or review.state_of(f) == "open"))


def copies_now(review: Review, finding: Finding) -> "Copies | None":
    """The copies that a finding names as the cleaned text has them; None where it is about something else, or one is gone."""
    if not _names_copies(finding):
        return None
    from cleanup.compare.copies import copies_of

    return copies_of(review.rendered, finding)


def _names_copies(finding: Finding) -> bool:
    """Whether a finding is about text that stands twice: some fix of it deletes text, or leaves it all, and none orders lines."""
    if len(finding.spans) < 2 or any(isinstance(edit, Follow) for fix in finding.fixes for edit in fix.edits):
        return False
    return any(fix.removes_text or not fix.edits for fix in finding.fixes)


def _two_copies(review: Review, finding: Finding, line_starts: list[int]) -> TwoCopies | None:
    if not _names_copies(finding):
        return None
    from cleanup.compare.copies import copies_of

    rendered, gone = review.rendered, None
    copies = copies_of(rendered, finding)
    if copies is None:
        rendered = render(review.page, ())
        copies = copies_of(rendered, finding)
        if copies is None:
            return None
        first_there = review.rendered.source_spans(0, len(review.rendered.text))
        gone = int(any(span.start <= copies.first.places[0].start < span.end for span in first_there))
    first, second = compared_runs((copies.first.text, copies.second.text), copies.pieces)
    lines = [bisect_right(line_starts, rendered.to_source(copy.places[0].start)) for copy in (copies.first, copies.second)]
    readings = tuple(
        Reading(
            copies.first.text[max(0, piece.start - 8) : piece.start],
            copies.first.text[piece.start : piece.end],
            copies.second.text[piece.other_start : piece.other_end],
        )
        for piece in copies.different
    )
    return TwoCopies(first, second, lines[0], lines[1], readings, copies.more, gone)


def _joins(review: Review, finding: Finding, shown: Fix | None, own: Decision | None, line_starts: list[int]) -> tuple[Join, ...]:
    """What the fix in view, or the reviewer's own answer, brings together."""
    page = review.page
    if own is not None:
        follows = [edit for edit in own.edits if isinstance(edit, Follow)]
        return tuple(_join(page, seam_of(page, follow), line_starts, taken=True) for follow in follows[:1])
    if shown is None:
        return ()
    parts = review.parts_taken(finding.id) if shown.parts else frozenset()
    made = [number for number, edit in enumerate(shown.edits) if isinstance(edit, Follow)]
    seams = seams_of(page, shown) if len(made) <= _MOST_JOINS else ()
    return tuple(_join(page, seam, line_starts, taken=number in parts) for number, seam in zip(made, seams, strict=False))


def _join(page: Page, seam: Seam, line_starts: list[int], *, taken: bool) -> Join:
    tail, head = seam_runs(page, seam)
    return Join(
        tail,
        head,
        None if seam.tail is None else bisect_right(line_starts, seam.tail.end - 1),
        None if seam.head is None else bisect_right(line_starts, seam.head.start),
        seam.moves,
        taken,
    )


def _taken(decisions: tuple[Decision, ...]) -> int | None:
    return next((d.alternative for d in decisions if d.verdict is Verdict.ACCEPTED), None)
