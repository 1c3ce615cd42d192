"""Reading order set by hand: a line's continuation picked, a block moved, split or joined, said in Follows.

A block is what `articles.read_blocks` reads in the cleaned text. Each function gives the Follows that a decision adds and the ones in
force that it takes the place of; whether they can stand with everything else is for whoever takes the decision.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from cleanup.conflicts import ConflictError
from cleanup.edits import Edit, Follow, Replace, Separator, edit_key
from cleanup.handedit import HandEdit
from cleanup.language.chars import is_latin_letter
from cleanup.line_units import line_units
from cleanup.messages import KanwuError
from cleanup.page import Page, Span
from cleanup.render import Rendered, render

if TYPE_CHECKING:
    from cleanup.articles import Block

_MOST_LINKS: Final = 8  # places where a move may have to say how its neighbours follow each other
_PARTS: Final = (Separator.LINE, Separator.PARAGRAPH)


def line_at(page: Page, edits: Iterable[Edit], offset: int) -> Span | None:
    """The line that a Follow made by hand names for a place of the source: the one that holds it, else the next; None after the last."""
    units = line_units(page, edits)
    number = max(bisect_right(units, offset, key=lambda unit: unit.start) - 1, 0)
    if number < len(units) and units[number].end <= offset:
        number += 1
    return units[number] if number < len(units) else None


def continue_with(page: Page, edits: Iterable[Edit], tail: Span, offset: int) -> HandEdit:
    """The line `tail` goes on with the line at a place of the source; KanwuError where there is none, or where it is `tail` itself."""
    accepted = list(edits)
    head = line_at(page, accepted, offset)
    if head is None or head == tail:
        raise KanwuError("handorder.itself")
    follow = Follow(tail, head, _joined_by(page, tail, head))
    return _change(accepted, _linked(accepted, follow))


def block_at(blocks: "Sequence[Block]", offset: int) -> int | None:
    """The number of the block at an offset of the cleaned text: that which holds it, else the one before; None above the first."""
    number = bisect_right(blocks, offset, key=lambda block: block.start) - 1
    return number if number >= 0 else None


def move(rendered: Rendered, edits: Iterable[Edit], number: int, after: int) -> HandEdit:
    """A block goes behind the block `after` (-1: to the top of the page), both by their numbers in `read_blocks`; the others stay.

    KanwuError where that cannot be said.
    """
    from cleanup.articles import read_blocks

    page, accepted = rendered.page, list(edits)
    blocks = read_blocks(rendered)
    order = [n for n in range(len(blocks)) if n != number]
    place = 0 if after < 0 else order.index(after) + 1 if after != number else number
    if place == number:
        return HandEdit((), ())
    order.insert(place, number)
    links = list(accepted)
    _take_out(links, blocks, number)
    _put_in(links, blocks, order, place)
    wanted = [blocks[n] for n in order]
    for _ in range(_MOST_LINKS):
        apart = _first_apart(page, links, wanted)
        if apart is None:
            return _change(accepted, links)
        tail = wanted[apart - 1].last if apart else None
        links = _linked(links, Follow(tail, wanted[apart].first, Separator.PARAGRAPH))
    raise KanwuError("handorder.cannot-move")


def join_next(rendered: Rendered, edits: Iterable[Edit], number: int) -> HandEdit:
    """A block and the one after it become one; KanwuError for the last one."""
    from cleanup.articles import read_blocks

    blocks = read_blocks(rendered)
    if number + 1 >= len(blocks):
        raise KanwuError("handorder.last-block")
    tail, head = blocks[number].last, blocks[number + 1].first
    accepted = list(edits)
    return _change(accepted, _linked(accepted, Follow(tail, head, _joined_by(rendered.page, tail, head))))


def split(rendered: Rendered, edits: Iterable[Edit], offset: int) -> HandEdit:
    """What stands after an offset of the cleaned text becomes a paragraph of its own; nothing where one begins there already.

    KanwuError inside text that an edit wrote.
    """
    accepted = list(edits)
    for segment in rendered.overlapping(max(offset - 1, 0), offset + 1):
        if isinstance(segment.edit, Follow) and segment.edit.tail and segment.edit.head and segment.start <= offset <= segment.end:
            return _change(accepted, _linked(accepted, segment.edit, Separator.PARAGRAPH))
        if isinstance(segment.edit, Replace) and segment.start < offset < segment.end:
            raise KanwuError("handorder.inside-edit")
    page = rendered.page
    left, right = _sides(rendered, offset)
    units = line_units(page, accepted)
    if not units:
        return HandEdit((), ())
    before = max(bisect_right(units, left - 1, key=lambda unit: unit.start) - 1, 0)
    after = max(bisect_right(units, right, key=lambda unit: unit.start) - 1, 0)
    text = rendered.text
    if not text[:offset].strip() or not text[offset:].strip() or left <= units[before].start or right >= units[after].end:
        return HandEdit((), ())
    if before != after:
        line = page.paragraphs.at_or_before(left - 1) == page.paragraphs.at_or_before(right)
        if not line:
            return HandEdit((), ())
        return _change(accepted, _linked(accepted, Follow(units[before], units[after], Separator.PARAGRAPH)))
    whole = units[before]
    start = whole.end - len(page.text[left : whole.end].lstrip())
    head = Span(start, whole.end)
    tail = Span(whole.start, whole.start + len(page.text[whole.start : left].rstrip()))
    cut = [_cut(edit, whole, tail, head) for edit in accepted]
    return _change(accepted, _linked(cut, Follow(tail, head, Separator.PARAGRAPH)))


def _sides(rendered: Rendered, offset: int) -> tuple[int, int]:
    """The source offsets after the last character before a cleaned offset and of the first one after it, white space passed over."""
    text = rendered.text
    first = len(text[:offset].rstrip())
    last = len(text) - len(text[offset:].lstrip())
    return rendered.to_source(first, "left"), rendered.to_source(last, "right")


def _cut(edit: Edit, whole: Span, tail: Span, head: Span) -> Edit:
    """A Follow that names a line which is now cut in two names the part at its end of it."""
    if not isinstance(edit, Follow):
        return edit
    return Follow(head if edit.tail == whole else edit.tail, tail if edit.head == whole else edit.head, edit.separator)


def _take_out(links: list[Edit], blocks: "Sequence[Block]", number: int) -> None:
    """Unties a block from the ones before and after it; what a Follow put behind it goes on behind the one before it."""
    moved = blocks[number]
    to_it = next((e for e in links if isinstance(e, Follow) and e.head == moved.first), None)
    from_it = next((e for e in links if isinstance(e, Follow) and e.tail == moved.last), None)
    for edit in (to_it, from_it):
        if edit is not None:
            links.remove(edit)
    if from_it is not None and from_it.head is not None and (to_it is not None or number):
        tail = to_it.tail if to_it is not None else blocks[number - 1].last
        links[:] = _linked(links, Follow(tail, from_it.head, Separator.PARAGRAPH))


def _put_in(links: list[Edit], blocks: "Sequence[Block]", order: Sequence[int], place: int) -> None:
    """Ties a block to the one before its new place, and the one that a Follow had there behind it."""
    moved = blocks[order[place]]
    tail = blocks[order[place - 1]].last if place else None
    there = next((e for e in links if isinstance(e, Follow) and e.tail == tail), None)
    links[:] = _linked(links, Follow(tail, moved.first, Separator.PARAGRAPH))
    if there is not None and there.head is not None:
        links[:] = _linked(links, Follow(moved.last, there.head, there.separator if there.separator in _PARTS else Separator.PARAGRAPH))


def _first_apart(page: Page, links: Sequence[Edit], wanted: "Sequence[Block]") -> int | None:
    """The first number at which the blocks stand otherwise than wanted; None where all is well."""
    from cleanup.articles import read_blocks

    try:
        found = read_blocks(render(page, links))
    except ConflictError as error:
        raise KanwuError("handorder.cannot-move") from error
    for number, (block, other) in enumerate(zip(wanted, found, strict=False)):
        if block.first.start != other.first.start:
            return number
    if len(found) != len(wanted):
        return min(len(found), len(wanted) - 1)
    return None


def _linked(edits: Iterable[Edit], follow: Follow, separator: Separator | None = None) -> list[Edit]:
    """The edits with a Follow, without those that lead from its tail or to its head."""
    made = follow if separator is None else Follow(follow.tail, follow.head, separator)
    kept = [e for e in edits if not (isinstance(e, Follow) and (e.tail == made.tail or (e.head is not None and e.head == made.head)))]
    return [*kept, made]


def _joined_by(page: Page, tail: Span, head: Span) -> Separator:
    """What stands between two lines of one sentence: nothing in Chinese, a space between Latin words."""
    latin = is_latin_letter(page.text[tail.end - 1]) and is_latin_letter(page.text[head.start])
    return Separator.SPACE if latin else Separator.JOIN


def _change(before: Sequence[Edit], after: Sequence[Edit]) -> HandEdit:
    old, new = set(before), set(after)
    return HandEdit(tuple(sorted(new - old, key=edit_key)), tuple(sorted(old - new, key=edit_key)))
