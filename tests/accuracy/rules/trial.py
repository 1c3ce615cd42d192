"""What a rule is tried on: damaged pages with their truth, and what counts as found."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, NamedTuple

from cleanup.finding import Finding, Safety
from cleanup.layout import make_page
from cleanup.page import Origin, Page
from seeds.damage import DamagedPage
from tests.accuracy.rules import trials

if TYPE_CHECKING:
    from cleanup.rules.neighbours import Neighbours
    from tests.accuracy.rules.judging import Judge


class Damage(NamedTuple):
    """`before` stands at `start` to `end` (code points of the page), `after` should; `kind` is what recall is counted by."""

    start: int
    end: int
    before: str
    after: str
    kind: str = ""


@dataclass(frozen=True)
class Made:
    """A damaged page: a name, its text, all its damages that the rule is asked about, and the pages beside it where there are some.

    Raises ValueError where a damage does not stand where it says.
    """

    name: str
    text: str
    damages: tuple[Damage, ...]
    neighbours: "Neighbours | None" = None

    def __post_init__(self) -> None:
        for damage in self.damages:
            if self.text[damage.start : damage.end] != damage.before:
                raise ValueError(f"{self.name}: {damage.before!r} does not stand at {damage.start}-{damage.end}")

    @cached_property
    def page(self) -> Page:
        """The page as a text file would give it."""
        return make_page(self.name, self.text, Origin(newline="\r\n" if "\r\n" in self.text else "\n"))


Finds = Callable[["Judge", Damage, Finding], bool]


def touches(judge: "Judge", damage: Damage, finding: Finding) -> bool:
    """A span of the finding or an edit of its first fix lies on the damage."""
    return judge.touches(damage, finding)


def mends(judge: "Judge", damage: Damage, finding: Finding) -> bool:
    """The first fix puts right what the damage did, and changes nothing else but other damages."""
    return bool(finding.fixes) and judge.mends(damage, finding, finding.fixes[0])


def mends_with_any(judge: "Judge", damage: Damage, finding: Finding) -> bool:
    """One of the fixes puts right what the damage did."""
    return any(judge.mends(damage, finding, fix) for fix in finding.fixes)


def allows_nothing(_judge: "Judge", _finding: Finding) -> bool:
    """A finding that finds no damage is wrong."""
    return False


@dataclass(frozen=True)
class Trial:
    """How one rule is tried: the damaged pages made for it, when a damage counts as found, the rules that run beside it, and from
    which safety on its findings count: what is merely shown does for a rule that never does more. `allows` says which findings are
    right though they find none of the damages that are asked for."""

    pages: Callable[[], Iterable[Made]]
    finds: Finds = mends
    beside: tuple[str, ...] = ()
    least: Safety = Safety.ASK
    allows: Callable[["Judge", Finding], bool] = allows_nothing


def load_trials(only: Collection[str] = ()) -> dict[str, Trial]:
    """The trials by the id of their rule, of all rules that have one or of those in `only`."""
    names = sorted(module.name for module in iter_modules(trials.__path__))
    found = {name.replace("_", "-"): name for name in names}
    return {rule: import_module(f"{trials.__name__}.{name}").TRIAL for rule, name in found.items() if not only or rule in only}


def from_seeds(page: DamagedPage, kinds: Collection[str]) -> Made:
    """A generated page with those of its edits that are of some kinds of damage."""
    edits = [edit for edit in page.truth.edits if edit.kind in kinds]
    return Made(page.name, page.text, tuple(Damage(e.start, e.end, page.text[e.start : e.end], e.true, e.kind) for e in edits))


def put(name: str, text: str, changes: Sequence[Damage]) -> Made:
    """A clean text damaged in some places, none overlapping.

    Each change is said of the clean text and the other way round: `after` stands at `start` to `end` there, `before` takes its place.
    """
    pieces: list[str] = []
    damages: list[Damage] = []
    at = length = 0
    for change in sorted(changes):
        if change.start < at or text[change.start : change.end] != change.after:
            raise ValueError(f"{name}: {change.after!r} does not stand at {change.start}-{change.end}, or was changed already")
        pieces += (text[at : change.start], change.before)
        length += change.start - at
        damages.append(Damage(length, length + len(change.before), change.before, change.after, change.kind))
        length += len(change.before)
        at = change.end
    return Made(name, "".join(pieces) + text[at:], tuple(damages))
