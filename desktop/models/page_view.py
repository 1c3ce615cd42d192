"""Everything the window shows of one page, as one value, and what it may be asked to ask."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from desktop.models.detail import Detail
from desktop.models.list_rows import FindingRow
from desktop.models.mark_changes import MarkChanges
from desktop.models.marks import Marks


class Chosen(NamedTuple):
    """The finding that is looked at: its detail, its marks in both texts, and the first place of it in each."""

    detail: Detail | None
    marks: Marks
    source_place: int | None = None
    cleaned_place: int | None = None


@dataclass(frozen=True)
class PageView:
    """One page as it stands: texts, findings, what is chosen, and what must be told about the page.

    `changes` counts the edits in force. `looking` says that the rules are still at work. `notices` stay until the page is left.
    `mark_changes` lead from the marks of the view before to `marks`; None where there was none, or most are others.
    """

    name: str
    source: str
    cleaned: str
    encoding: str
    rows: tuple[FindingRow, ...]
    make_marks: Callable[[], Marks]
    chosen: Chosen
    changes: int
    read_only: bool
    looking: bool
    notices: tuple[str, ...] = ()
    mark_changes: MarkChanges | None = None

    @cached_property
    def marks(self) -> Marks:
        """All marks of both texts; made only where they are asked for."""
        return self.make_marks()

    @property
    def chosen_id(self) -> str | None:
        return self.chosen.detail.id if self.chosen.detail is not None else None


@dataclass(frozen=True, slots=True)
class Question:
    """Whether hand edits that were built on a decision go with it: `answer(True)`, or stay as they are: `answer(False)`."""

    count: int
    answer: Callable[[bool], None]


class Contest(NamedTuple):
    """A fix would change what the reviewer typed, `typed`; `take()` puts it in the place of that, else what was typed stays."""

    typed: tuple[str, ...]
    take: Callable[[], object]
