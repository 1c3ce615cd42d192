"""Where a paragraph may hold two texts: gaps and sentence ends inside it, with what stands on their two sides.

All offsets are those of the source; texts are read in simplified script, of the same length.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from cleanup.language.lazy import lazy
from cleanup.language.lexicon import Lexicon
from cleanup.language.ngrams import Ngrams
from cleanup.language.script import fold, has_traditional
from cleanup.page import Kind, Page, Span
from cleanup.rules.order.false_credits import Credits, credits_of

if TYPE_CHECKING:
    from cleanup.rules.analysis import Analysis

SHORT: Final = 44
"""Code points of the longest headline, slogan or name that is glued to a text."""

LEAST_TEXT: Final = 24
"""Code points of the shortest text that something is glued to."""

LONGEST: Final = 6000  # code points of a paragraph that is searched: no newspaper prints longer ones
_LONGEST_MARK: Final = 6
_NARROWER: Final = 3  # code points by which a paragraph's first line may be narrower than the others: its indent, and one mark
_WIDER: Final = 2
_GAP: Final = lazy(r"\s+")
_NO_GAP_AFTER: Final = frozenset("，、；：,;:（(《“‘「『【〔—-·/／|｜=+.．")
_NO_GAP_BEFORE: Final = frozenset("，、；：。！？…）)》”’」』】〕,;:!?.%％—-·/／|｜=+")
_ENDS: Final = frozenset("。！？!?…")
_CLOSING: Final = frozenset("”’」』）》】)\"'")
SENTENCE_END: Final = lazy("[。！？!?…]+[”’」』）》】)\"']*")
DATELINE: Final = lazy(
    "【本报(?:综合)?讯】|本报(?:综合)?讯(?=[\\s（(]|[0-9一-鿿]{2})|(?:新华社|中新社|新华网)[一-鿿]{2,8}[0-9]{1,2}月[0-9]{1,2}日(?:电|讯)"
    "|[〔【［]记者[^〔〕【】［］。，]{2,20}报[导道][〕】］]|编(?:者按|后|辑同志)[：:]"
)
_QUOTED: Final = frozenset("《“‘「『\"'据")


class Place(NamedTuple):
    """A place where a paragraph may have to be parted: the white space there (or nothing), and the paragraph it stands in."""

    start: int
    end: int
    paragraph: Span


@dataclass(frozen=True)
class Sheet:
    """A page as this rule reads it: its text in simplified script, its paragraphs by the fixed rule, and the language data."""

    page: Page
    text: str
    lexicon: Lexicon
    ngrams: Ngrams

    @cached_property
    def wraps(self) -> frozenset[int]:
        """Where white space that is a mere wrap begins: between two lines of one recognised paragraph."""
        lines = self.page.lines
        found = {left.end for left, right in pairwise(lines) if left.paragraph == right.paragraph and left.end < right.start}
        if not found:
            return frozenset()
        for at in range(1, len(lines) - 3):
            first = lines[at]
            if lines[at - 1].paragraph != first.paragraph == lines[at + 3].paragraph and self.text[first.end : lines[at + 1].start] == " ":
                usual = min(line.end - line.start for line in lines[at + 1 : at + 3])
                if not -_NARROWER <= first.end - first.start - usual <= _WIDER:
                    found.discard(first.end)  # as wide as no line of its column: rather a headline before the text
        return frozenset(found)

    @cached_property
    def _sorted_wraps(self) -> list[int]:
        return sorted(self.wraps)

    def is_wrapped(self, paragraph: Span) -> bool:
        """Whether a paragraph holds wraps."""
        at = bisect_left(self._sorted_wraps, paragraph.start)
        return at < len(self._sorted_wraps) and self._sorted_wraps[at] < paragraph.end

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs long enough to hold two texts, and short enough to be one; furniture is none of them."""
        spans = self.page.paragraphs.spans
        furniture = {line.span for line in self.page.lines if line.kind is Kind.FURNITURE}
        return tuple(Span(start, end) for start, end in spans if LEAST_TEXT < end - start <= LONGEST and (start, end) not in furniture)

    @cached_property
    def datelines(self) -> tuple[Span, ...]:
        """The words that open a report: 本报讯 and the like."""
        if not any(word in self.text for word in ("讯", "电", "记者", "编")):
            return ()
        found = (match.span() for match in DATELINE.finditer(self.text))
        return tuple(Span(*span) for span in found if not span[0] or self.text[span[0] - 1] not in _QUOTED)

    def dateline_in(self, start: int, end: int) -> Span | None:
        """The first dateline that begins in a range."""
        at = bisect_left(self.datelines, (start, 0))
        return self.datelines[at] if at < len(self.datelines) and self.datelines[at].start < end else None

    @cached_property
    def _kinds(self) -> dict[int, Kind]:
        return {line.start: line.kind for line in self.page.lines}

    def kind_at(self, start: int) -> Kind:
        """The kind of the line that begins at `start`; body where none does."""
        return self._kinds.get(start, Kind.BODY)

    def paragraph_after(self, paragraph: Span) -> Span | None:
        """The paragraph after one, however short."""
        spans = self.page.paragraphs.spans
        number = self.page.paragraphs.at_or_before(paragraph.start) + 1
        return Span(*spans[number]) if number < len(spans) else None

    def ends_sentence(self, offset: int) -> bool:
        """Whether the text right before `offset` ends a sentence, quotes and brackets after the mark aside."""
        at = offset - 1
        while at >= 0 and self.text[at] in _CLOSING:
            at -= 1
        return at >= 0 and self.text[at] in _ENDS

    def credits(self, paragraph: Span) -> Credits:
        """The credits at the two ends of a paragraph."""
        return credits_of(self.text, paragraph)


def read_sheet(analysis: "Analysis") -> Sheet:
    """The page of an analysis as a sheet."""
    page = analysis.page
    text = fold(page.text) if has_traditional(page.text) else page.text
    return Sheet(page, text, analysis.lexicon, analysis.ngrams)


def gaps(sheet: Sheet, paragraph: Span, closed: Sequence[Span]) -> Iterator[Place]:
    """The white space inside a paragraph that may stand for a lost paragraph break.

    Wraps, spaces beside marks and Latin letters, and those inside brackets and the ranges `closed` are not among them.
    """
    text = sheet.text
    for match in _GAP.finditer(text, paragraph.start, paragraph.end):
        start, end = match.span()
        left, right = text[start - 1], text[end]
        if start in sheet.wraps or left in _NO_GAP_AFTER or right in _NO_GAP_BEFORE:
            continue
        if (left.isascii() and left.isalpha()) or (right.isascii() and right.isalpha()):
            continue
        if right == "#" or (left == "#" and start - paragraph.start <= _LONGEST_MARK):
            continue
        if any(low < start < high for low, high in closed) or _in_brackets(text, paragraph.start, start):
            continue
        yield Place(start, end, paragraph)


def _in_brackets(text: str, low: int, at: int) -> bool:
    """Whether a bracket is open at `at`, by the sixty code points before it."""
    before = text[max(low, at - 60) : at]
    return max(before.rfind("（"), before.rfind("(")) > max(before.rfind("）"), before.rfind(")"))
