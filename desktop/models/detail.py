"""Everything the detail panel says about one finding, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from cleanup.finding import Finding, Safety
from cleanup.review import Decision, Review, Verdict
from desktop.models.marks import line_and_column
from desktop.models.runs import Runs, finding_runs, fix_runs


@dataclass(frozen=True, slots=True)
class Alternative:
    """One fix: its title, what it does, its chance of being right (0 to 1), and whether it is the one taken."""

    title: str
    runs: Runs
    probability: float
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """One finding in words.

    `rests_on` are the messages of undecided joins that it takes for granted; `alike` counts the findings of its group that are
    open, itself included; `decided_by` and `decided_at` belong to the decision in force, where there is one of its own.
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


def detail_of(review: Review, finding: Finding, language: str, titles: Mapping[str, str], line_starts: list[int]) -> Detail:
    """The detail of a finding in a language; `titles` are the names of rules, `line_starts` those of the source's lines."""
    page = review.page
    decisions = review.decisions_on(finding.id)
    taken = _taken(decisions)
    line, column = line_and_column(page, line_starts, finding.spans[0].start if finding.spans else 0)
    joins = (known for known in review.findings if known.id in finding.rests_on)
    last = decisions[-1] if decisions else None
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
        rests_on=tuple(join.message.text(language) for join in joins),
        alike=len(alike(review, finding)),
        decided_by=last.who if last is not None else "",
        decided_at=last.when if last is not None else "",
    )


def alike(review: Review, finding: Finding) -> tuple[Finding, ...]:
    """The open findings of a finding's group, in page order, with the finding itself; it alone where it has no group."""
    if finding.group is None:
        return (finding,)
    return tuple(f for f in review.findings if f.group == finding.group and (f.id == finding.id or review.state_of(f) == "open"))


def _taken(decisions: tuple[Decision, ...]) -> int | None:
    return next((d.alternative for d in decisions if d.verdict is Verdict.ACCEPTED), None)
