"""A page: its source text, the lines a reader sees in it, and how its file was written. Immutable."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from cleanup.paragraphs import ParagraphRule, Paragraphs, split_paragraphs


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


class Kind(StrEnum):
    """What a line is on a newspaper page."""

    BODY = "body"
    HEADLINE = "headline"
    BYLINE = "byline"
    CAPTION = "caption"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Line:
    """The reader's piece of reading order: a span of the source without the white space around it.

    `paragraph` is the index of the recognised paragraph; it may be finer than the fixed paragraph rule of the page.
    `evidence` holds short codes that say why the line has its kind. `box` is left, top, right, bottom in the image's pixels.
    """

    start: int
    end: int
    kind: Kind = Kind.BODY
    paragraph: int = 0
    evidence: tuple[str, ...] = ()
    box: tuple[float, float, float, float] | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Origin:
    """How a page's file was written, so that it can be written back the same.

    `encoding` is a Python codec name without a BOM of its own (`utf-8`, `gb18030`, `big5hkscs`, `utf-16-le` …); `bom` says that
    the file begins with one, which is not part of the text. `newline` is the page's usual line end. `data` holds the bytes that
    the text was decoded from, without the BOM; None where the text did not come from bytes of its own (a JSON string).
    """

    path: str = ""
    encoding: str = "utf-8"
    bom: bool = False
    newline: str = "\n"
    data: bytes | None = None


@dataclass(frozen=True)
class Page:
    """One page: id, source text in code points, paragraph rule, recognised lines, and how its file was written.

    `meta` keeps what came with the page (the other fields of a JSONL record). The text never holds a lone surrogate.
    """

    id: str
    text: str
    rule: ParagraphRule = ParagraphRule.BLANK_LINE
    lines: tuple[Line, ...] = ()
    origin: Origin = field(default_factory=Origin)
    image: str | None = None
    meta: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def paragraphs(self) -> Paragraphs:
        """Paragraphs and breaks by the page's fixed rule; what `render` reads."""
        return split_paragraphs(self.text, self.rule, self.origin.newline)

    @cached_property
    def paragraph_spans(self) -> tuple[Span, ...]:
        """The paragraphs by the page's fixed rule, as spans."""
        return tuple(Span(start, end) for start, end in self.paragraphs.spans)

    @cached_property
    def text_hash(self) -> str:
        """SHA-256 of the text in UTF-8, as hexadecimal digits."""
        return _sha256(self.text.encode("utf-8"))

    @cached_property
    def bytes_hash(self) -> str:
        """SHA-256 of the bytes the text was decoded from; of the text in UTF-8 where there are none."""
        return self.text_hash if self.origin.data is None else _sha256(self.origin.data)

    def __getstate__(self) -> dict[str, object]:
        """The fields alone: what was worked out from them is worked out again, and may come while another thread pickles the page."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


def _sha256(data: bytes) -> str:
    import hashlib  # loads a library of its own, which is not needed to show a page

    return hashlib.sha256(data).hexdigest()
