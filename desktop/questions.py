"""What the window asks the process that runs the rules, and what that answers: plain values, pickled one after another on two pipes. No Qt.

A question holds only what differs from the one before it: the page goes over once, later the decisions that came or went.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cleanup.config import Config
from cleanup.edits import Edit
from cleanup.finding import Finding
from cleanup.findings import Near
from cleanup.page import Page
from cleanup.review import Decision
from desktop.looking import Beside
from desktop.models.rule_note import RuleNote


class Early(NamedTuple):
    """A page that the process has read before anybody asked: the first one of its file, as the file lay there then.

    `encoding` is the one that was asked for, `size` and `changed` the file's length in bytes and its time in nanoseconds, `format` that of
    its Source.
    """

    path: str
    encoding: str | None
    size: int
    changed: int
    format: str
    page: Page


class Newest(NamedTuple):
    """Told when a question is asked: the earlier ones of its looker need not be answered any more."""

    looker: int
    number: int


class Took(NamedTuple):
    """Told when the answer to a question about changed paragraphs is shown."""

    looker: int
    number: int


class Subject(NamedTuple):
    """What a looker looks at: a page, the configuration of the rules, and what is known of the pages beside it."""

    page: Page
    config: Config
    beside: Beside | None = None


class Question(NamedTuple):
    """Which findings a page has: all of them (`whole`), or those near the last edits.

    `subject` comes with the first question of a looker alone. `gone` and `new` are edits in force that went and came since its last
    question. `decisions` are those that are new or different, `undone` the ids of those that are not there any more; both come with the
    questions for the whole page. `missing` are findings to be looked for in the page as it was.
    """

    looker: int
    number: int
    subject: Subject | None
    gone: tuple[Edit, ...]
    new: tuple[Edit, ...]
    whole: bool
    decisions: tuple[Decision, ...] = ()
    undone: tuple[str, ...] = ()
    missing: frozenset[str] = frozenset()
    language: str = "en"


class Found(NamedTuple):
    """All findings of a page: those of the last such answer by their number there, others in full.

    `broken` are the rules that raised, by id, with their error in one line; `notes` all rules in words, with a looker's first answer alone.
    """

    findings: tuple[int | Finding, ...]
    broken: tuple[tuple[str, str], ...]
    notes: tuple[RuleNote, ...] = ()


class Dropped(NamedTuple):
    """Nobody waits for this answer any more."""


class Unknown(NamedTuple):
    """The question leans on earlier ones, which this process was never asked: it is to be asked in full."""


class Failed(NamedTuple):
    """What was raised, with its traceback."""

    error: Exception
    traceback: str


Told = Newest | Took
Answer = Found | Near | None | Dropped | Unknown | Failed


def in_full(findings: Iterable[int | Finding], earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings of an answer, those that it names by numbers out of the earlier ones."""
    return tuple(earlier[one] if isinstance(one, int) else one for one in findings)


def in_short(findings: Iterable[Finding], earlier: Mapping[str, tuple[int, Finding]]) -> tuple[int | Finding, ...]:
    """Findings as an answer has them: numbers for those that the other side holds already, by their ids in `earlier`."""
    short: list[int | Finding] = []
    for finding in findings:
        number, known = earlier.get(finding.id, (0, None))
        short.append(number if known == finding and known.version == finding.version else finding)
    return tuple(short)
