"""What a join brings together: the end of one line, the beginning of another, and the word that the break had cut."""

from typing import Final, NamedTuple

from cleanup.edits import Follow, Separator
from cleanup.finding import Fix
from cleanup.page import Page, Span

_AROUND: Final = 48  # code points of each side that are shown


class Seam(NamedTuple):
    """Both sides of a join in the source: up to some code points of the tail before the break and of the head behind it.

    None where the join puts a line first, or says that nothing follows. Of the word that crosses, `in_tail` code points end the tail and
    `in_head` begin the head; both are 0 where none does. `moves` says that finished text follows instead of the same sentence.
    """

    tail: Span | None
    head: Span | None
    separator: Separator
    in_tail: int = 0
    in_head: int = 0

    @property
    def moves(self) -> bool:
        return self.separator in (Separator.LINE, Separator.PARAGRAPH)


def seam_of(page: Page, follow: Follow) -> Seam:
    """What a Follow joins."""
    tail = None if follow.tail is None else Span(max(_paragraph(page, follow.tail.start), follow.tail.end - _AROUND), follow.tail.end)
    head = (
        None if follow.head is None else Span(follow.head.start, min(_paragraph_end(page, follow.head.start), follow.head.start + _AROUND))
    )
    if tail is None or head is None or follow.separator is not Separator.JOIN:
        return Seam(tail, head, follow.separator)
    from cleanup.language.models import lexicon

    crossing = lexicon().crossing(page.text[tail.start : tail.end], page.text[head.start : head.end])
    if crossing is None or crossing.gain <= 0:
        return Seam(tail, head, follow.separator)
    return Seam(tail, head, follow.separator, crossing.at, len(crossing.word) - crossing.at)


def seams_of(page: Page, fix: Fix) -> tuple[Seam, ...]:
    """What each Follow of a fix joins, in its order."""
    return tuple(seam_of(page, edit) for edit in fix.edits if isinstance(edit, Follow))


def _paragraph(page: Page, offset: int) -> int:
    number = page.paragraphs.at_or_before(offset)
    return page.paragraphs.spans[number][0] if number >= 0 else 0


def _paragraph_end(page: Page, offset: int) -> int:
    number = page.paragraphs.at_or_before(offset)
    return page.paragraphs.spans[number][1] if number >= 0 else len(page.text)
