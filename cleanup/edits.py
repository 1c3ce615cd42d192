"""The two kinds of edit, both in code points of the source: text for text, and which line follows which."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from cleanup.page import Page, Span


class Separator(StrEnum):
    """What stands between the two lines of a Follow; rendered in the page's own form."""

    JOIN = "join"
    SPACE = "space"
    LINE = "line"
    PARAGRAPH = "paragraph"


class Replace(NamedTuple):
    """Text for text: `before` stands at `start` to `end` of the source and becomes `after`.

    An empty `after` deletes; `start == end` inserts. Minimal: `before` and `after` share no first and no last character.
    """

    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Follow:
    """The line `tail` is followed by the line `head`.

    `tail=None` puts `head` first on the page; `head=None` says that nothing follows `tail`.
    """

    tail: Span | None
    head: Span | None
    separator: Separator = Separator.JOIN


Edit = Replace | Follow


def edit_start(edit: Edit) -> int:
    """The first source offset an edit names: the order in which edits are listed."""
    if isinstance(edit, Replace):
        return edit.start
    return min((span.start for span in (edit.tail, edit.head) if span is not None), default=0)


def edit_key(edit: Edit) -> tuple[int, int, Span, Span, str]:
    """A total order over edits: by first source offset, then by the rest."""
    if isinstance(edit, Replace):
        return (edit.start, 0, Span(edit.start, edit.end), Span(0, 0), edit.after)
    none = Span(-1, -1)
    return (edit_start(edit), 1, edit.tail or none, edit.head or none, edit.separator)


_REPLACE_KEY = attrgetter("start", "end", "after", "before")


def parted(edits: Iterable[Edit]) -> tuple[list[Replace], list[Follow]]:
    """The different edits of each kind, in the order of `edit_key`."""
    unique = set(edits)
    follows = [edit for edit in unique if isinstance(edit, Follow)]
    replaces = [edit for edit in unique if isinstance(edit, Replace)]
    replaces.sort(key=_REPLACE_KEY)
    follows.sort(key=edit_key)
    return replaces, follows


def replace(page: Page, start: int, end: int, after: str) -> Replace | None:
    """The minimal Replace that puts `after` for the source's `start` to `end`; None where nothing would change.

    >>> replace(Page("p", "疫情防孔工作"), 2, 5, "防控工")
    Replace(start=3, end=4, before='孔', after='控')
    """
    before = page.text[start:end]
    if before == after:
        return None
    head = 0
    most = min(len(before), len(after))
    while head < most and before[head] == after[head]:
        head += 1
    tail = 0
    most -= head
    while tail < most and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return Replace(start + head, end - tail, before[head : len(before) - tail], after[head : len(after) - tail])
