"""Which changes of characters a cleaned page needs, and which of them it has; told from the texts and the list of damage."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Final, NamedTuple

from cleanup.scoring.alignment import Alignment, Made, align
from cleanup.scoring.truth import TrueEdit

_TOLD_APART: Final = 8
"""Changes that touch each other of which some may be made and others not; of more only all together are looked for."""


class KindScore(NamedTuple):
    """Changes of one kind that are wanted, and those that are there."""

    wanted: int
    there: int


class EditScore(NamedTuple):
    """Changes wanted and there, changes made and right; wanted and there by kind of damage; what is wrong."""

    wanted: int
    there: int
    made: int
    right: int
    kinds: Mapping[str, KindScore]
    wrong: tuple[Made, ...]


def score_edits(source: str, cleaned: str, edits: Sequence[TrueEdit], free: Sequence[tuple[int, int]] = ()) -> EditScore:
    """How many of the changes that a page needs were made, and how many of those made are right.

    `free` are source ranges in which changes count neither for nor against (text that may go). A change of white space with a line
    end in it is a matter of joins and not counted as made, unless it is wanted.
    """
    alignment = align(source, cleaned)
    groups = _groups(edits)
    good = [_which_are_there(alignment, group) for group in groups]
    wanted: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for group, are_good in zip(groups, good, strict=True):
        for edit, is_good in zip(group, are_good, strict=True):
            wanted[edit.kind] += 1
            there[edit.kind] += is_good
    touched, wrong = _judged(source, alignment.changes(), groups, sorted(free))
    right = sum(map(sum, good))
    bad = sum(len(groups[n]) for n in touched if not any(good[n]))
    kinds = {kind: KindScore(wanted[kind], there[kind]) for kind in sorted(wanted)}
    return EditScore(wanted.total(), there.total(), right + bad + len(wrong), right, kinds, tuple(wrong))


def _groups(edits: Sequence[TrueEdit]) -> list[tuple[TrueEdit, ...]]:
    """Wanted changes that touch each other, together: what stands there now is told of all of them."""
    groups: list[list[TrueEdit]] = []
    for edit in sorted(edits):
        if groups and edit.start <= groups[-1][-1].end:
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return [tuple(group) for group in groups]


def _which_are_there(alignment: Alignment, group: tuple[TrueEdit, ...]) -> tuple[bool, ...]:
    """Which changes of a group the cleaned text has; the others stand as they were, or all of it is another text."""
    if _is_there(alignment, group):
        return (True,) * len(group)
    start, end = group[0].start, group[-1].end
    left = alignment.place(start - 1) if start else -1
    right = alignment.place(end) if end < len(alignment.source) else len(alignment.cleaned)
    if left is not None and right is not None and left < right and 1 < len(group) <= _TOLD_APART:
        here = alignment.cleaned[left + 1 : right]
        for some in product((True, False), repeat=len(group)):
            made = [edit for edit, is_made in zip(group, some, strict=True) if is_made]
            if made and here == _mended(alignment.source, made, start, end):
                return some
    return (False,) * len(group)


def _is_there(alignment: Alignment, group: tuple[TrueEdit, ...]) -> bool:
    """Whether the cleaned text reads at this place as it should."""
    start, end = group[0].start, group[-1].end
    damaged = alignment.source[start:end]
    should = _mended(alignment.source, group, start, end)
    left = alignment.place(start - 1) if start else -1
    right = alignment.place(end) if end < len(alignment.source) else len(alignment.cleaned)
    if left is not None and right is not None and left < right:
        return alignment.cleaned[left + 1 : right] == should
    # One side is gone or moved, or changed itself: the other must show the right text, and not the damage.
    if left is not None:
        here = alignment.cleaned[left + 1 : left + 1 + max(len(should), len(damaged))]
        return here.startswith(should) and (bool(should) or not here.startswith(damaged))
    if right is not None:
        here = alignment.cleaned[max(0, right - max(len(should), len(damaged))) : right]
        return here.endswith(should) and (bool(should) or not here.endswith(damaged))
    return False


def _mended(source: str, edits: Iterable[TrueEdit], start: int, end: int) -> str:
    """A range of the source with some changes in it."""
    parts = []
    here = start
    for edit in edits:
        parts += [source[here : edit.start], edit.true]
        here = max(here, edit.end)
    return "".join((*parts, source[here:end]))


def _judged(
    source: str, changes: Sequence[Made], groups: Sequence[tuple[TrueEdit, ...]], free: Sequence[tuple[int, int]]
) -> tuple[set[int], list[Made]]:
    """The wanted changes, by number, at whose place something was changed, and the changes at no such place."""
    ends = [group[-1].end for group in groups]
    touched: set[int] = set()
    wrong: list[Made] = []
    for change in changes:
        index = bisect_left(ends, change.start)
        near = set()
        while index < len(groups) and groups[index][0].start <= change.end:
            near.add(index)
            index += 1
        touched |= near
        before = source[change.start : change.end]
        blank = not (before + change.after).strip() and ("\n" in before + change.after or "\r" in before + change.after)
        if not near and not blank and not any(start <= change.start and change.end <= end for start, end in free):
            wrong.append(change)
    return touched, wrong
