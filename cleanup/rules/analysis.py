"""What several rules need of a page, computed once and only when asked for."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cleanup.edits import Edit, Follow, Replace
from cleanup.language import models
from cleanup.language.chars import HAN_RUN, han_count
from cleanup.language.lazy import lazy
from cleanup.page import Kind, Line, Page, Span
from cleanup.paragraphs import split_paragraphs
from cleanup.render import Rendered, render
from cleanup.rules.flow import Flow
from cleanup.rules.protected import protected_spans
from cleanup.rules.source_map import SourceMap
from cleanup.rules.view_blocks import Block, view_blocks

if TYPE_CHECKING:
    from cleanup.language.lexicon import Lexicon
    from cleanup.language.ngrams import Ngrams
    from cleanup.language.pair_gains import Neighbours as Neighbouring
    from cleanup.rules.neighbours import Neighbours
    from cleanup.rules.order.assignment import Assignment

_new = tuple.__new__
_GAP = lazy("[ \u00a0\u3000\u2002-\u200a\u202f\u205f][ \u00a0\u3000\u2002-\u200a\u202f\u205f]*")  # a class first is looked for faster
_COMMON_HAN = lazy("[\u4e00-\u9fff]+")
_LETTERS = lazy(r"[A-Za-z]")
_LATIN_WORDS = lazy(r"[A-Za-z][A-Za-z]*")  # a class first is looked for faster


class Wrap(NamedTuple):
    """A hard wrap: the white space between two lines of one recognised paragraph that touch in the view.

    `start` and `end` are offsets of the view, `source` the same range of the source.
    """

    start: int
    end: int
    source: Span
    left: Line
    right: Line


class Analysis:
    """A page and its *view*: the text in its proposed reading order, with what rules ask of it.

    Rules of stage TEXT search `text` (the view) and say what they found in source coordinates, which `spans`, `replaced` and
    `rests_on` give for a range of the view. Rules of stage ORDER read `page` and its lines.
    """

    def __init__(
        self,
        page: Page,
        edits: Sequence[Edit] = (),
        undecided: Sequence[tuple[Edit, str]] = (),
        mergeable: Collection[Edit] = (),
        neighbours: "Neighbours | None" = None,
        source: "Analysis | None" = None,
    ) -> None:
        """`edits` are in force in the view; `undecided` are those among them that no one decided, with their finding's id.

        `mergeable` are those among them that a fix may take the place of; `merged` then says which fix takes in which. `neighbours` are
        the other pages of the page's paper, where somebody knows them; `source` is the analysis of the same page without edits, where
        there is one: what does not depend on the view is computed there, once for all views.
        """
        self.page = page
        self.neighbours = neighbours
        self.edits = tuple(edits)
        self.view: Rendered = render(page, edits)
        self.text: str = self.view.text
        self._undecided = tuple(undecided)
        self._same = not edits
        self._mergeable = mergeable
        self._source = source

    @property
    def undecided(self) -> tuple[tuple[Edit, str], ...]:
        """Those of the edits in force that no one decided, with their finding's id."""
        return self._undecided

    @property
    def is_source(self) -> bool:
        """Whether the view is the source itself: its offsets are the source's, and a character can be replaced where it stands."""
        return self._same

    @property
    def lines(self) -> tuple[Line, ...]:
        """The page's recognised lines, in source order."""
        return self.page.lines

    # ---- from the view to the source ---------------------------------------------------------------------------------------

    @cached_property
    def _map(self) -> SourceMap:
        return SourceMap(self.page, self.view, same=self._same, mergeable=self._mergeable)

    @property
    def merged(self) -> Mapping[Replace, tuple[Edit, ...]]:
        """The Replaces that `replaced` has made in the place of edits in force, each with those edits."""
        return self._map.merged

    def source(self, offset: int) -> int:
        """The source offset of the view's character at `offset`; where an edit wrote it, or at the end, the caret's place there."""
        return offset if self._same else self._map.source(offset)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The source spans whose characters stand in the view's `start` to `end`, in the view's order.

        A range that holds no character of the source gives the empty span where its edit stands.
        """
        return (Span(start, end),) if self._same else self._map.spans(start, end)

    def replaced(self, start: int, end: int, after: str, *, keep_wraps: bool = False) -> tuple[Replace, ...]:
        """The minimal source Replaces that put `after` for the view's `start` to `end`; () where there are none.

        Where the range crosses a line's end there is one Replace a side, and the new text goes with the left one. There are none
        where nothing changes, where the range holds text that an edit wrote (a separator too), and where a paragraph break would
        go while the paragraphs beside it stay. `keep_wraps` leaves the white space between two lines inside the range as it is.
        """
        before = self.text[start:end]
        if self._same and end - start == 1 and before not in after and before not in "\r\n":
            return (Replace(start, end, before, after),)
        return self._map.replaced(start, end, after, keep_wraps=keep_wraps)

    # ---- what the view rests on --------------------------------------------------------------------------------------------

    @cached_property
    def _seams(self) -> tuple[tuple[int, int, str], ...]:
        """Where the undecided Follows bring lines together: start and end of the separator in the view, and the finding's id; sorted."""
        seams = set()
        for edit, finding_id in self._undecided:
            if not isinstance(edit, Follow):
                continue
            left = self.view.to_cleaned(edit.tail.end, side="left") if edit.tail else None
            right = self.view.to_cleaned(edit.head.start, side="right") if edit.head else None
            low, high = (left, right) if left is not None and right is not None else (left or right or 0, left or right or 0)
            seams.add((min(low, high), max(low, high), finding_id))
        return tuple(sorted(seams))

    @cached_property
    def _seam_starts(self) -> tuple[int, ...]:
        return tuple(start for start, _, _ in self._seams)

    @cached_property
    def _seam_ends(self) -> tuple[int, ...]:
        return tuple(end for _, end, _ in self._seams)

    def rests_on(self, start: int, end: int) -> tuple[str, ...]:
        """Ids of the undecided `column-join` findings whose seam lies inside the view's `start` to `end`, in the view's order."""
        if not self._undecided:
            return ()
        seams = self._seams
        low = bisect_right(self._seam_ends, start)
        high = bisect_left(self._seam_starts, end)
        return tuple(dict.fromkeys(seam[2] for seam in seams[low:high])) if low < high else ()

    # ---- lines and paragraphs ----------------------------------------------------------------------------------------------

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs of the view, by the page's fixed rule, neither end white space."""
        if self._same:
            return tuple(Span(*span) for span in self.page.paragraphs.spans)
        return tuple(Span(*span) for span in split_paragraphs(self.text, self.page.rule, self.page.origin.newline).spans)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return tuple(line.start for line in self.page.lines)

    def line_at(self, offset: int) -> Line | None:
        """The recognised line that holds the source's character at `offset`; None in white space between lines."""
        index = bisect_right(self._line_starts, offset) - 1
        if index >= 0 and offset < self.page.lines[index].end:
            return self.page.lines[index]
        return None

    def kind_at(self, offset: int) -> Kind:
        """The kind of the line in which the view's character at `offset` stands; of the line before it in white space; else BODY."""
        index = bisect_right(self._line_starts, self.source(offset)) - 1
        return self.page.lines[index].kind if index >= 0 else Kind.BODY

    @cached_property
    def wraps(self) -> tuple[Wrap, ...]:
        """The hard wraps that the view still has, in its order; those that an edit rules are not among them."""
        text = self.page.text
        gaps = [
            (left, right)
            for left, right in pairwise(self.page.lines)
            if left.paragraph == right.paragraph and left.end < right.start and text[left.end : right.start].isspace()
        ]
        if self._same:
            # A page may have thousands: a third of the time that the constructors take, which are written in Python.
            return tuple([_new(Wrap, (left.end, right.start, _new(Span, (left.end, right.start)), left, right)) for left, right in gaps])
        return tuple(self._wraps_left(gaps))

    def _wraps_left(self, gaps: Sequence[tuple[Line, Line]]) -> Iterator[Wrap]:
        """Those of the source's wraps that the view keeps, with their own neighbours or what replaced these."""
        starts = [left.end for left, _ in gaps]
        pieces = self._map.pieces
        for number, piece in enumerate(pieces):
            if piece.edit is not None:
                continue
            high = piece.source + piece.end - piece.start
            index = bisect_left(starts, piece.source)
            while index < len(gaps) and gaps[index][1].start <= high:
                left, right = gaps[index]
                index += 1
                if left.end == piece.source and not (number and _replaces(pieces[number - 1].edit, end=left.end)):
                    continue
                if right.start == high and not (number + 1 < len(pieces) and _replaces(pieces[number + 1].edit, start=high)):
                    continue
                shift = piece.start - piece.source
                yield Wrap(left.end + shift, right.start + shift, Span(left.end, right.start), left, right)

    @cached_property
    def flow(self) -> Flow:
        """The view with its hard wraps closed, as a reader reads it."""
        return Flow(self.text, [(wrap.start, wrap.end) for wrap in self.wraps])

    @cached_property
    def neighbouring(self) -> "Neighbouring":
        """How well each two neighbouring characters of `flow` go together."""
        from cleanup.language.pair_gains import load_pair_gains

        return load_pair_gains().along(self.flow.text)

    @cached_property
    def wrap_starts(self) -> frozenset[int]:
        """Where the hard wraps begin in the view."""
        return frozenset(wrap.start for wrap in self.wraps)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The view's recognised paragraphs in its reading order; a join to another recognised paragraph makes them one.

        A page without recognised lines gives its paragraphs by the fixed rule, as body.
        """
        return view_blocks(self.page, self.text, self.paragraphs, None if self._same else self._map.pieces)

    # ---- what the text is --------------------------------------------------------------------------------------------------

    @cached_property
    def characters(self) -> frozenset[str]:
        """The different characters of the view: the first look of a rule that wants a few rare ones."""
        return frozenset(self.text)

    @cached_property
    def unusual(self) -> str:
        """Those of them that stand outside of the block of common Han characters, in the order of their codes."""
        return "".join(sorted(_COMMON_HAN.sub("", "".join(self.characters))))

    @cached_property
    def protected(self) -> tuple[Span, ...]:
        """Ranges of the view in which nothing is flagged: addresses, code, comments, link targets; sorted and apart."""
        return protected_spans(self.text)

    @cached_property
    def gaps(self) -> tuple["array[int]", "array[int]"]:
        """Where each run of blanks begins and ends in the view; line ends are none.

        A page of ten million characters may have five million of them.
        """
        starts, ends = array("q"), array("q")
        for match in _GAP.finditer(self.text):
            starts.append(match.start())
            ends.append(match.end())
        return starts, ends

    @cached_property
    def _protected_starts(self) -> tuple[int, ...]:
        return tuple(span.start for span in self.protected)

    def is_protected(self, start: int, end: int) -> bool:
        """Whether a range of the view touches a protected one."""
        if not self.protected:
            return False
        index = bisect_right(self._protected_starts, start) - 1
        if index >= 0 and self.protected[index].end > start:
            return True
        return index + 1 < len(self.protected) and self.protected[index + 1].start < end

    @cached_property
    def chinese_share(self) -> float:
        """Han characters among all Han characters and ASCII letters of the view; 0 where there are none."""
        han = han_count(self.text)
        letters = len(_LETTERS.findall(self.text))
        return han / (han + letters) if han + letters else 0.0

    def is_chinese(self, paragraph: tuple[int, int]) -> bool:
        """Whether a range of the view holds more Han characters than English words."""
        text = self.text[paragraph[0] : paragraph[1]]
        words = len(_LATIN_WORDS.findall(text))
        return han_count(text) > words if words else HAN_RUN.search(text) is not None

    @cached_property
    def lexicon(self) -> "Lexicon":
        """The word list; loading it maps a file into memory."""
        return models.lexicon()

    @cached_property
    def assignments(self) -> tuple["Assignment", ...]:
        """The joins of the page's body lines, judged together; of the source, whatever the view. It takes long."""
        if self._source is not None:
            return self._source.assignments
        from cleanup.rules.order.assignment import assignments

        return tuple(assignments(self.page))

    @property
    def known_assignments(self) -> "tuple[Assignment, ...] | None":
        """The same, where a rule of the page's order was run before and has asked for them; None where none was."""
        found: tuple[Assignment, ...] | None = vars(self._source or self).get("assignments")
        return found

    @cached_property
    def ngrams(self) -> "Ngrams":
        """The character model; loading it maps a file into memory."""
        return models.ngrams()


def _replaces(edit: Edit | None, *, start: int | None = None, end: int | None = None) -> bool:
    """Whether an edit puts text in the place of the source's from `start` on, or up to `end`."""
    return isinstance(edit, Replace) and (edit.start == start or edit.end == end)
