"""Where a cleaned text breaks off as it stands, and what each end may go on with, ranked: for whoever puts the rest in order by hand.

The evidence is that of the column join. A rule weighs the page as it was read; here the joins that are in force count: what they parted
is open, and a line that reads on well where it stands now is hardly what another end looks for.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from cleanup.articles import Block, read_blocks
from cleanup.edits import Follow
from cleanup.page import Kind, Page, Span
from cleanup.render import Rendered
from cleanup.rules.order.assignment import load_models
from cleanup.rules.order.candidates import LEAST
from cleanup.rules.order.scene import Scene, scenes
from cleanup.rules.order.weigher import Weigher

MOST: Final = 9
"""Lines that are named for one end."""

_SHORTLIST: Final = 48  # lines of the whole page that are weighed in full, besides the ends of the paragraphs around
_AROUND: Final = 40  # paragraphs on each side whose ends are weighed
# Natural-log odds under which a join that was taken with others is asked about again: on generated pages that is an eighth of the right
# ones and five eighths of the wrong ones.
_ONE_TO_TWO, _EVEN = -0.69, 0.0


class OpenEnd(NamedTuple):
    """A line of the source at which a paragraph breaks off: its last one, or with `begins` its first, which has lost what led to it."""

    line: Span
    begins: bool = False


@dataclass(frozen=True)
class Standing:
    """The lines of a cleaned text in their order.

    `after` and `before` give, by where a line begins in the source, the number of its block and the line next to it there.
    """

    blocks: tuple[Block, ...]
    after: Mapping[int, tuple[int, Span | None]] = field(repr=False)
    before: Mapping[int, tuple[int, Span | None]] = field(repr=False)

    @classmethod
    def of(cls, rendered: Rendered) -> "Standing":
        """How the lines of a page stand now."""
        blocks = read_blocks(rendered)
        after: dict[int, tuple[int, Span | None]] = {}
        before: dict[int, tuple[int, Span | None]] = {}
        for number, block in enumerate(blocks):
            for span, earlier, later in zip(block.spans, (None, *block.spans), (*block.spans[1:], None), strict=False):
                before[span.start], after[span.start] = (number, earlier), (number, later)
        return cls(blocks, after, before)


@dataclass(frozen=True)
class _Section:
    """A scene with its pieces by where they begin in the source."""

    scene: Scene
    weigher: Weigher
    starts: tuple[int, ...]

    def at(self, offset: int) -> int | None:
        """The number of the piece that holds a source offset."""
        number = bisect_right(self.starts, offset) - 1
        return number if number >= 0 and offset < self.scene.pieces[number].last.end else None

    def ending(self, line: Span) -> int | None:
        """The number of the piece that ends where a line does."""
        number = self.at(line.end - 1)
        return number if number is not None and self.scene.pieces[number].last.end == line.end else None

    def beginning(self, line: Span) -> int | None:
        """The number of the piece that begins where a line does."""
        number = self.at(line.start)
        return number if number is not None and self.starts[number] == line.start else None


class Continuations:
    """The open ends of a page, and what they may go on with; made once for a page, whose body lines are weighed as they are asked for."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @cached_property
    def _sections(self) -> Sequence[_Section]:
        found = scenes(self._page, load_models())
        return [_Section(scene, Weigher(scene), tuple(piece.first.start for piece in scene.pieces)) for scene in found]

    def open_ends(self, standing: Standing, doubted: Collection[Follow] = ()) -> tuple[OpenEnd, ...]:
        """Where paragraphs of the body break off, in the order of the cleaned text.

        A paragraph breaks off that ends in mid-sentence, and one that begins with a line that stood within a paragraph of the source:
        what led to it has gone elsewhere. So do, in a manner, the `doubted` joins that read on badly.
        """
        asked = {edit.tail: edit for edit in doubted}
        found = []
        for block in standing.blocks:
            if block.kind is not Kind.BODY:
                continue
            first = self._number(block.first, begins=True)
            if first is not None and first[0].scene.pieces[first[1]].inner:
                found.append(OpenEnd(block.first, begins=True))
            # Where what led to a line has gone elsewhere, more doubt is due: one wrong join of a column seldom comes alone.
            bounds = zip(block.spans, (_EVEN, *[_ONE_TO_TWO] * len(block.spans)), strict=False)
            ends = (line for line, bound in bounds if line in asked and self._reads_under(asked[line], bound))
            found += map(OpenEnd, ends)
            if self.is_unfinished(block.last):
                found.append(OpenEnd(block.last))
        return tuple(found)

    def _reads_under(self, join: Follow, bound: float) -> bool:
        if join.tail is None or join.head is None:
            return False
        one, other = self._number(join.tail, begins=False), self._number(join.head, begins=True)
        if one is None or other is None or one[0] is not other[0] or one[0].scene.finished[one[1]]:
            return False
        return one[0].weigher.odds(one[1], other[1]) < bound

    def is_unfinished(self, line: Span) -> bool:
        """Whether a line of the body ends in mid-sentence."""
        found = self._number(line, begins=False)
        return found is not None and not found[0].scene.finished[found[1]]

    def other_ends(self, standing: Standing, end: OpenEnd, most: int = MOST) -> tuple[Span, ...]:
        """The lines that may follow an end, or precede it where that begins; likeliest first. None where it is no end of a piece.

        How well two lines read together counts, less how well the other line reads with what it touches now; a paragraph's end touches
        nothing.
        """
        found = self._number(end.line, begins=end.begins)
        if found is None:
            return ()
        section, own = found
        weigher, pieces = section.weigher, section.scene.pieces
        block = (standing.before if end.begins else standing.after).get(end.line.start, (0, None))[0]
        numbers = weigher.tails(own, _SHORTLIST) if end.begins else weigher.heads(own, _SHORTLIST)
        rated = []
        for number in {*numbers, *self._around(standing, section, block, begins=not end.begins)}:
            line = pieces[number].last.span if end.begins else pieces[number].first.span
            held = self._held(standing, section, line, end)
            if number != own and held is not None:
                odds = weigher.odds(number, own) if end.begins else weigher.odds(own, number)
                rated.append((odds - held, -number, line))
        return tuple(line for _, _, line in sorted(rated, reverse=True)[:most])

    def _number(self, line: Span, *, begins: bool) -> tuple[_Section, int] | None:
        for section in self._sections:
            number = section.beginning(line) if begins else section.ending(line)
            if number is not None:
                return section, number
        return None

    def _around(self, standing: Standing, section: _Section, block: int, *, begins: bool) -> Iterable[int]:
        """The pieces that begin, or end, the paragraphs around one."""
        for other in standing.blocks[max(0, block - _AROUND) : block + _AROUND]:
            number = section.beginning(other.first) if begins else section.ending(other.last)
            if other.kind is Kind.BODY and number is not None and (begins or not section.scene.finished[number]):
                yield number

    def _held(self, standing: Standing, section: _Section, line: Span, end: OpenEnd) -> float | None:
        """How well a line reads with what it touches now on the side that is asked for, in odds; None where it may not be asked for.

        That is a line which is not there as it was read, and the one that the end touches already.
        """
        _, neighbour = (standing.after if end.begins else standing.before).get(line.start, (0, line))
        if neighbour == line or neighbour == end.line:
            return None
        if neighbour is None:
            return LEAST
        tail, head = (line, neighbour) if end.begins else (neighbour, line)
        one, other = section.ending(tail), section.beginning(head)
        return LEAST if one is None or other is None else max(LEAST, section.weigher.odds(one, other))


def next_end(ends: Sequence[OpenEnd], standing: Standing, left: Collection[OpenEnd], behind: Span | None) -> OpenEnd | None:
    """The first open end that was not left, from the block of a line on, going round at the end of the text; None where all were."""
    place = 0 if behind is None else standing.before.get(behind.start, (0, None))[0]
    still = [end for end in ends if end not in left]
    later = (end for end in still if standing.before[end.line.start][0] >= place)
    return next(later, still[0] if still else None)
