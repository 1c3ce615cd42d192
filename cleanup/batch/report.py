"""What came of a run: by page, by file, and in all; counts only, so that a run over a million pages stays small."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from cleanup.engine import BrokenRule
from cleanup.finding import Finding


class Left(NamedTuple):
    """Findings that nobody decided on: how many, and how sure: lowest, highest and summed confidence.

    `resting` of them have a fix that the run would have taken, but for a join that it rests on and that was not taken.
    """

    number: int
    lowest: float
    highest: float
    total: float
    resting: int = 0

    def plus(self, other: "Left") -> "Left":
        """Both together."""
        number, resting = self.number + other.number, self.resting + other.resting
        return Left(number, min(self.lowest, other.lowest), max(self.highest, other.highest), self.total + other.total, resting)


LeftBy = dict[tuple[str, str], Left]
"""What is left, by rule and safety."""


def left_by(findings: Iterable[Finding], wanted: Callable[[Finding], object] = lambda _: None) -> LeftBy:
    """Findings counted by rule and by the safety of their first fix; `wanted` says of one whether the run would take a fix of it."""
    left: LeftBy = {}
    for finding in findings:
        key = (finding.rule, finding.safety.label)
        resting = int(bool(finding.rests_on and wanted(finding)))
        one = Left(1, finding.confidence, finding.confidence, finding.confidence, resting)
        left[key] = left[key].plus(one) if key in left else one
    return left


class Broken(NamedTuple):
    """A rule that raised: the first page, and on how many pages in all."""

    page: str
    rule: str
    error: str
    traceback: str
    pages: int = 1


class Failure(NamedTuple):
    """A page or file that could not be worked on: its name, a sentence in the run's language, and a traceback where nobody foresaw it."""

    name: str
    text: str
    traceback: str = ""


class PageReport(NamedTuple):
    """One page: changes taken now by rule, decisions in force before, what is left, and the rules that raised."""

    taken: Counter[str]
    stood: int
    left: LeftBy
    changed: bool
    broken: tuple[Broken, ...] = ()


@dataclass(slots=True)
class Tally:
    """The sums over some pages; filled while their reports come in."""

    pages: int = 0
    changed: int = 0
    stood: int = 0
    taken: Counter[str] = field(default_factory=Counter)
    left: LeftBy = field(default_factory=dict)
    broken: list[Broken] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def add(self, page: PageReport) -> None:
        """Count one page; of a rule that raises on many only the first page's error is kept."""
        self.pages += 1
        self.changed += page.changed
        self.stood += page.stood
        self.taken.update(page.taken)
        self._add_left(page.left)
        self._add_broken(page.broken)

    def include(self, other: "Tally") -> None:
        """Count what another tally counted; its failures too."""
        self.pages += other.pages
        self.changed += other.changed
        self.stood += other.stood
        self.taken.update(other.taken)
        self._add_left(other.left)
        self._add_broken(other.broken)
        self.failures += other.failures

    def _add_left(self, more: LeftBy) -> None:
        for key, left in more.items():
            self.left[key] = self.left[key].plus(left) if key in self.left else left

    def _add_broken(self, more: Iterable[Broken]) -> None:
        for broken in more:
            at = next((n for n, known in enumerate(self.broken) if known.rule == broken.rule and known.error == broken.error), None)
            if at is None:
                self.broken.append(broken)
            else:
                self.broken[at] = self.broken[at]._replace(pages=self.broken[at].pages + broken.pages)

    @property
    def exit_code(self) -> int:
        """2 where something failed, 1 where findings are left, else 0."""
        if self.failures or self.broken:
            return 2
        return 1 if self.left else 0


class FileReport(NamedTuple):
    """One file: how it was read, where its output and patch went (None on a dry run), and the sums over its pages.

    `diff` is empty unless one was asked for. `size` is that of the input in bytes.
    """

    path: str
    size: int
    tally: Tally
    output: str | None = None
    patch: str | None = None
    encoding: str = ""
    evidence: str = ""
    notes: tuple[str, ...] = ()
    diff: bytes = b""


def broken_of(page: str, broken: Iterable[BrokenRule]) -> tuple[Broken, ...]:
    """The rules that raised on a page, for the report."""
    return tuple(Broken(page, b.rule, b.error, b.traceback) for b in broken)
