r"""One file of several pages with marks between them.

Accepted marks:
- a form feed, anywhere: pages without a name, numbered from 1 in the file's order (a form feed with nothing but white space after it
  ends the last page and begins none);
- a line of its own with a name fenced by three or more of `=`, `-`, `*`, `_`, `~`, `—`, `─` or `━` on both sides:
  `=== 第3版 ===`, `--- page 3 ---`, `———— 第 12 页：要闻 ————`, `***** 3 *****`;
- an HTML comment on a line of its own: `<!-- page 3 -->`, `<!-- 第3版 -->`;
- a number in braces before twenty or more hyphens, as PDF converters write it: `{3}------------------------`.

A name is 第…版, 第…页 and the like, `page 3`, `p. 3`, `A3版` or a number; a title may follow it after a colon or space. The
mark's line belongs to no page. A page's id is `<file name>#<name>`, numbers as digits alone; a second page of the same name gets `.2`
behind it. Text before the first named mark is a page of its own, numbered.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from cleanup.layout import make_page
from cleanup.messages import Message
from cleanup.page import Origin, Page
from cleanup.readers.encoding import Decoded
from cleanup.readers.keeping import byte_offsets
from cleanup.readers.source import Cleaned, Lockstep, encoded

_NAME: Final = r"""
    (?: (?P<{0}ordinal> 第[ ]?[0-9０-９〇零一二三四五六七八九十百A-Za-z]{{1,6}}[ ]?[版页頁面张張叶葉] | [A-Za-z]?[0-9]{{1,4}}[ ]?[版页頁] )
        (?: [ ]*[ :：·—-][^\r\n\f]{{0,40}}? )?
      | (?: page | p\.? | 版面? | 版次 | 页 | 頁 )[ ]?[:：]?[ ]?(?P<{0}number> [A-Za-z]?[0-9]{{1,5}} )
        (?: [ ]*[ :：·—/-][^\r\n\f]{{0,40}}? )?
      | (?P<{0}bare> [0-9]{{1,5}} ) )"""
_SIGNS: Final = ("\f", "<!--", *(fence * 3 for fence in "=*_~—─━-"))
"""What every mark holds one of: a look that costs nothing on the pages without."""


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(
        rf"""\f | (?: \A | (?<=[\r\n\f]) ) [ \t]{{0,20}}
        (?: [=*_~—─━-]{{3,200}}[ \t]{{0,8}} {_NAME.format("fenced_")} [ \t]{{0,8}}[=*_~—─━-]{{3,200}}
          | <!--[ \t]{{0,8}} {_NAME.format("comment_")} [ \t]{{0,8}}-->
          | \{{(?P<braced>[0-9]{{1,5}})\}}-{{20,200}} )
        [ \t]{{0,20}} (?: \r\n | \n | \r | (?=\f) | \Z )""",
        re.VERBOSE | re.IGNORECASE,
    )


class Cut(NamedTuple):
    """A page's place in the file's text, in code points, and its name."""

    start: int
    end: int
    name: str


def cut_pages(text: str) -> tuple[Cut, ...]:
    """The pages of a marked text; empty where it holds no mark that parts or names pages.

    >>> [cut.name for cut in cut_pages("=== 第1版 ===\\n要闻\\n=== 第2版 ===\\n文化\\n")]
    ['第1版', '第2版']
    """
    if not any(sign in text for sign in _SIGNS):
        return ()
    cuts: list[Cut] = []
    copies: Counter[str] = Counter()
    start, name = 0, None
    named = False

    def end_page(end: int) -> None:
        if name is None and not text[start:end].strip():
            return
        wanted = name or str(len(cuts) + 1)
        copies[wanted] += 1  # names hold no full stop, so that no copy's name is another's own
        unique = wanted if copies[wanted] == 1 else f"{wanted}.{copies[wanted]}"
        cuts.append(Cut(start, end, unique))

    for mark in _marks().finditer(text):
        end_page(mark.start())
        start = mark.end()
        said = next((value for value in mark.groups() if value is not None), None)
        name = None if said is None else said.replace(" ", "")
        named = named or name is not None
    end_page(len(text))
    return tuple(cuts) if named or len(cuts) > 1 else ()


@dataclass(frozen=True)
class MarkedSource:
    """A file of several pages; `data` are its bytes without the BOM, `cuts` the places of its pages."""

    path: Path
    page_id: str
    decoded: Decoded
    mark: bytes
    data: bytes
    cuts: tuple[Cut, ...]
    format: str = "marked"

    @property
    def evidence(self) -> tuple[Message, ...]:
        return self.decoded.evidence

    def _id(self, cut: Cut) -> str:
        return f"{self.page_id}#{cut.name}"

    def _places(self) -> list[tuple[int, int]]:
        """Byte ranges of the pages in `data`."""
        edges = [edge for cut in self.cuts for edge in (cut.start, cut.end)]
        found = [place for place, _ in byte_offsets(self.decoded.text, self.data, self.decoded.encoding, edges)]
        return list(zip(found[::2], found[1::2], strict=True))

    def pages(self) -> Iterator[Page]:
        """The pages in order; each has the bytes between its marks as its own."""
        read = self.decoded
        for cut, (first, last) in zip(self.cuts, self._places(), strict=True):
            origin = Origin(str(self.path), read.encoding, read.bom, read.newline, self.data[first:last])
            yield make_page(self._id(cut), read.text[cut.start : cut.end], origin)

    def texts(self) -> Iterator[tuple[str, str]]:
        """The ids and texts of the pages in order."""
        yield from ((self._id(cut), self.decoded.text[cut.start : cut.end]) for cut in self.cuts)

    def write(self, cleaned: Cleaned, out: BinaryIO, *, encoding: str | None = None) -> None:
        """The marks as they stand with the pages between them; see `Source.write`."""
        pages = Lockstep(cleaned, self.path)
        text = self.decoded.text
        out.write(self.mark if encoding is None else b"")
        here = byte = 0
        for cut, (first, last) in zip(self.cuts, self._places(), strict=True):
            out.write(self.data[byte:first] if encoding is None else text[here : cut.start].encode(encoding))
            taken = pages.take(self._id(cut), text[cut.start : cut.end])
            if taken is not None:
                out.write(encoded(*taken, encoding))
            else:
                out.write(self.data[first:last] if encoding is None else text[cut.start : cut.end].encode(encoding))
            here, byte = cut.end, last
        out.write(self.data[byte:] if encoding is None else text[here:].encode(encoding))
        pages.finish()
