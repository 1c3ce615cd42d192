"""What the decisions of persons teach: which characters a folder's pages were misread in, so that later runs know it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from cleanup.batch.findings import shown
from cleanup.batch.origins import PatchInput
from cleanup.batch.report import Failure
from cleanup.batch.trouble import failure
from cleanup.edits import Replace
from cleanup.language.alikes import Alikes, load_alikes
from cleanup.language.chars import is_han
from cleanup.patchfile import PatchReader
from cleanup.review import Decision, Verdict

LOOKALIKE: Final = "lookalike"
"""The rule whose accepted fixes are learned from."""


class Confusion(NamedTuple):
    """A character that was read for another, and how many places of it persons put right."""

    read: str
    right: str
    times: int


@dataclass(frozen=True, slots=True)
class Learned:
    """The confusions of some patches, the most frequent first, and the patches that cannot be read."""

    confusions: Sequence[Confusion]
    failures: Sequence[Failure] = ()


def learn(patches: Iterable[PatchInput], least: int, language: str) -> Learned:
    """The confusions that persons put right at `least` so many times.

    Fixes of the rule for look-alikes count that a person accepted, and hand edits of one character that put in one of its shape; what a
    run took by itself teaches nothing.
    """
    counts: Counter[tuple[str, str]] = Counter()
    failures: list[Failure] = []
    alikes = load_alikes()
    for patch in patches:
        try:
            with PatchReader(patch.path) as reader:
                found = [pair for records in reader for pair in _confusions(records.decisions, alikes)]
        except Exception as error:  # one patch that fails must not take the others with it
            failures.append(failure(shown(patch.path), error, language))
        else:
            counts.update(found)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return Learned([Confusion(*pair, times) for pair, times in rows if times >= least], failures)


def _confusions(decisions: Sequence[Decision], alikes: Alikes) -> Iterator[tuple[str, str]]:
    """What the decisions in force of one page put right, a pair a place."""
    live = [decision for decision in decisions if not decision.withdrawn]
    replaced = {name for decision in live for name in decision.supersedes}
    for decision in live:
        taken = decision.verdict is Verdict.ACCEPTED and decision.rule == LOOKALIKE
        if decision.batch or decision.id in replaced or not (taken or decision.verdict is Verdict.EDITED):
            continue
        for edit in decision.edits:
            if not isinstance(edit, Replace) or len(edit.before) != 1 or len(edit.after) != 1:
                continue
            if is_han(edit.before) and is_han(edit.after) and (taken or alikes.are_alike(edit.before, edit.after)):
                yield edit.before, edit.after
