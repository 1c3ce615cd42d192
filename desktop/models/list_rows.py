"""The rows of the list of findings: one a finding, or one for all findings of a kind that are alike over the whole page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from operator import attrgetter

from cleanup.finding import Safety
from desktop.models.review_order import UNIFORM, Step, step_of
from desktop.models.row_filter import Facet, band_of
from desktop.models.runs import Role, Run, Runs, plain

_SAMPLES = 3  # places that a row of a kind shows
_FEWEST = 2  # findings that make a kind


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as the list shows it; `line` and `column` of the source count from 1, `confidence` is 0 to 1.

    `sure` says that it may be decided on with others of its rule that are as good as certain, though each is about its own place;
    `picks_copy` that its first fix chooses between two copies, which is never done to many at once.
    """

    id: str
    rule: str
    rule_title: str
    line: int
    column: int
    runs: Runs
    confidence: float
    state: str
    safety: Safety
    group: str | None = None
    sure: bool = False
    picks_copy: bool = False
    what: str = field(init=False, compare=False)
    step: Step = field(init=False, compare=False)
    facet: Facet = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "what", plain(self.runs))
        object.__setattr__(self, "step", step_of(self.rule))
        object.__setattr__(self, "facet", Facet(self.rule, self.state, band_of(self.confidence, self.safety)))

    @property
    def proposes(self) -> bool:
        """Whether it has a fix that can be taken."""
        return self.safety > Safety.SHOW

    @property
    def members(self) -> tuple["FindingRow", ...]:
        """The finding itself: as a row of a kind has its own."""
        return (self,)


@dataclass(frozen=True)
class KindRow:
    """All findings of one rule on the page that are equally sure and in the same state, as one row; `members` stand in page order.

    They are uniform over the page, or as good as certain.
    """

    members: tuple[FindingRow, ...]

    @property
    def id(self) -> str:
        return kind_id(self.first)

    @property
    def first(self) -> FindingRow:
        return self.members[0]

    @property
    def rule(self) -> str:
        return self.first.rule

    @property
    def rule_title(self) -> str:
        return self.first.rule_title

    @property
    def line(self) -> int:
        return self.first.line

    @property
    def column(self) -> int:
        return self.first.column

    @property
    def state(self) -> str:
        return self.first.state

    @property
    def safety(self) -> Safety:
        return self.first.safety

    @property
    def step(self) -> Step:
        return self.first.step

    @property
    def group(self) -> str | None:
        return self.first.group

    @cached_property
    def confidence(self) -> float:
        """How sure the least sure of them is."""
        return min(member.confidence for member in self.members)

    @cached_property
    def runs(self) -> Runs:
        """The first place of each of its first few groups."""
        found: list[Run] = []
        for member in sample(self.members, _SAMPLES):
            if found:
                found.append(Run(" · ", Role.CONTEXT))
            found += member.runs
        return tuple(found)

    @property
    def what(self) -> str:
        return plain(self.runs)


ListRow = FindingRow | KindRow


class Sort(Enum):
    """What the list is sorted by; REVIEW is the order in which a reviewer works."""

    REVIEW = "review"
    PLACE = "place"
    RULE = "rule"
    WHAT = "what"
    CERTAINTY = "certainty"
    STATE = "state"


_KEYS = {
    Sort.RULE: attrgetter("rule_title"),
    Sort.WHAT: attrgetter("what"),
    Sort.CERTAINTY: attrgetter("confidence"),
    Sort.STATE: attrgetter("state"),
}


def kind_id(row: FindingRow) -> str:
    """The id of the row that stands for a finding and all of its kind."""
    return f"kind:{row.rule}:{'sure' if row.sure else row.safety.label}:{row.state}"


def arrange(rows: Sequence[FindingRow], sort: Sort, *, descending: bool = False, single: Collection[str] = ()) -> list[ListRow]:
    """The rows of a page, given in page order, as the list shows them.

    In REVIEW order findings that share a kind are one row, but for those whose ids are in `single`.
    """
    if sort is Sort.REVIEW:
        arranged = _in_review_order(rows, single)
        return arranged[::-1] if descending else arranged
    key = _KEYS.get(sort)
    if key is None:
        return list(reversed(rows)) if descending else list(rows)
    return sorted(rows, key=key, reverse=descending)


def _in_review_order(rows: Sequence[FindingRow], single: Collection[str]) -> list[ListRow]:
    kinds: dict[str, list[FindingRow]] = {}
    by_step: dict[Step, list[ListRow]] = {step: [] for step in Step}
    for row in rows:
        uniform = row.step in UNIFORM and row.group is not None and row.safety > Safety.SHOW
        if (uniform or row.sure) and row.id not in single:
            kinds.setdefault(kind_id(row), []).append(row)
        else:
            by_step[row.step].append(row)
    alone = {members[0].id for members in kinds.values() if len(members) < _FEWEST}
    arranged: list[ListRow] = []
    for step, singles in by_step.items():
        of_step = [members for members in kinds.values() if members[0].step is step]
        arranged += [KindRow(tuple(members)) for members in of_step if len(members) >= _FEWEST]
        if step is Step.NAMES:
            singles.sort(key=lambda row: row.group or row.what)
        lone = [members[0] for members in of_step if members[0].id in alone]
        arranged += sorted([*singles, *lone], key=_place) if lone else singles
    return arranged


def _place(row: ListRow) -> tuple[int, int]:
    return (row.line, row.column)


def sample(members: Sequence[FindingRow], most: int) -> list[FindingRow]:
    """At most so many of the findings of a kind: of each group the first, then more, spread evenly over the page; in page order."""
    if len(members) <= most:
        return list(members)
    firsts: dict[str | None, int] = {}
    for number, member in enumerate(members):
        firsts.setdefault(member.group, number)
    chosen = set(list(firsts.values())[:most])
    rest = [number for number in range(len(members)) if number not in chosen]
    wanted = most - len(chosen)
    chosen.update(rest[(2 * k + 1) * len(rest) // (2 * wanted)] for k in range(wanted))
    return [members[number] for number in sorted(chosen)]
