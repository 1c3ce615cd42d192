"""What a rule says: a finding, its evidence, its ranked fixes, and how far each may be trusted."""

import json
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from cleanup.edits import Edit, Follow, Replace, edit_key
from cleanup.messages import Message
from cleanup.page import Span


class Safety(IntEnum):
    """How far a fix may be trusted, earned by measurement: looked at, asked about, taken by batch."""

    SHOW = 1
    ASK = 2
    SAFE = 3

    @property
    def label(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a finding: a sentence for people, and its weight (natural-log odds; 0 where it has none)."""

    message: Message
    weight: float = 0.0


class Fix(NamedTuple):
    """A title and the edits that are taken together, or, with `parts`, one by one.

    `probability` is the chance that this fix is the right one among the finding's fixes and doing nothing.
    `removes_text` says that it deletes Han characters beyond a stray token's neighbourhood (batch needs `--drop-duplicates`),
    `moves_block` that it moves a finished block (batch needs `--move-blocks`), `picks_copy` that it chooses between two readings of one
    text, which batch never does, `drops_furniture` that it leaves out a line of page furniture (batch needs `--drop-furniture`).
    """

    title: Message
    edits: tuple[Edit, ...]
    safety: Safety
    probability: float = 0.0
    parts: bool = False
    removes_text: bool = False
    moves_block: bool = False
    picks_copy: bool = False
    drops_furniture: bool = False

    @property
    def is_choice(self) -> bool:
        """Whether somebody has to choose it: it drops text, picks a copy or moves a block, and is never SAFE."""
        return self.removes_text or self.moves_block or self.picks_copy or self.drops_furniture


def edit_record(edit: Edit) -> list[object]:
    """An edit as plain JSON values, for fingerprints: offsets and new text, nothing derived."""
    if isinstance(edit, Replace):
        return ["replace", edit.start, edit.end, edit.after]
    return ["follow", list(edit.tail) if edit.tail else None, list(edit.head) if edit.head else None, edit.separator.value]


def _edit_text(edit: Edit) -> str:
    """The record of an edit as JSON, written out: a join has dozens of alternatives, and every one of them goes into its fingerprint."""
    if isinstance(edit, Replace):
        return f'["replace", {edit.start}, {edit.end}, {json.dumps(edit.after)}]'
    tail, head = (f"[{span[0]}, {span[1]}]" if span else "null" for span in (edit.tail, edit.head))
    return f'["follow", {tail}, {head}, "{edit.separator.value}"]'


class _Fields(NamedTuple):
    rule: str
    spans: tuple[Span, ...]
    message: Message
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    fixes: tuple[Fix, ...] = ()
    group: str | None = None
    rests_on: tuple[str, ...] = ()
    version: int = 1


class Finding(_Fields):
    """Something a rule flags on a page.

    `spans` are in code points of the source, the place to look at first. `confidence` is 0 to 1. `fixes` are ranked, best first;
    none means: look. `group` is one key for all uniform findings of a page that can be decided as one. `rests_on` names the
    joins (ids of `column-join` findings) that are not decided yet and that this finding's reading of the page takes for granted.
    Two are equal whatever the version of their rule.
    """

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Finding) and self[:-1] == other[:-1]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:-1])

    @cached_property
    def id(self) -> str:
        """The finding's fingerprint: sixteen hexadecimal digits over rule, spans and the edits of its fixes.

        It does not depend on confidence, wording or ranking, so the same finding of a later run keeps its id.
        """
        import hashlib  # loads a library of its own, which the window need not wait for

        edits = sorted({_edit_text(e) for fix in self.fixes for e in fix.edits})
        plain = json.dumps([self.rule, [list(s) for s in self.spans], edits], ensure_ascii=False)
        return hashlib.sha256(plain.encode("utf-8")).hexdigest()[:16]

    @property
    def safety(self) -> Safety:
        """The safety of the first-ranked fix; SHOW where there is none."""
        return self.fixes[0].safety if self.fixes else Safety.SHOW

    def capped(self, most: Safety) -> "Finding":
        """The same finding with no fix above `most`."""
        if all(fix.safety <= most for fix in self.fixes):
            return self
        return self._replace(fixes=tuple(fix._replace(safety=min(fix.safety, most)) for fix in self.fixes))


def one_change(
    rule: str,
    change: tuple[int, int, str, str],
    message: Message,
    title: Message,
    safety: Safety,
    confidence: float,
    evidence: tuple[Evidence, ...],
    group: str,
    rests_on: tuple[str, ...] = (),
) -> Finding:
    """A finding of one place of the source, whose only fix, of this title, is one change there: what nearly all of typography are.

    `change` has the fields of a `Replace`.
    """
    # A third of the time that the constructors take, which are written in Python.
    fix = _new(Fix, (title, (_new(Replace, change),), safety, confidence, False, False, False, False, False))
    return _new(Finding, (rule, (_new(Span, change[:2]),), message, confidence, evidence, (fix,), group, rests_on, 1))


_new = tuple.__new__


def sort_key(finding: Finding) -> tuple[int, int, str, str]:
    """The order of findings on a page: by place, then rule, then id."""
    first = finding.spans[0] if finding.spans else Span(0, 0)
    return (first.start, first.end, finding.rule, finding.id)


__all__ = ["Edit", "Evidence", "Finding", "Fix", "Follow", "Replace", "Safety", "edit_key", "edit_record", "one_change", "sort_key"]
