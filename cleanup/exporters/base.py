"""What an exporter is, and what it is given: pages with the decisions on them and the text these come to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from cleanup.exporters.leaving import LeftOut
from cleanup.exporters.noted import Noted
from cleanup.page import Page, Span
from cleanup.render import Rendered


@dataclass(frozen=True, slots=True)
class ExportPage:
    """One corrected page.

    `source` is the file's name relative to what was asked for, with `/` between its parts. `status` is what the reviewer called
    the page, None where nobody said. `decisions` counts those in force by verdict. `lost` are source spans after or before which
    text is missing, `printed` those that a reviewer left as the newspaper has them (sic). `undecided` counts the findings that
    nobody decided on; None where no rule was run. `left_out` are the blocks that `rendered` does not hold any more, since their kinds
    were not wanted. `noted` are the reviewers' remarks and bookmarks.
    """

    page: Page
    rendered: Rendered
    source: str
    status: str | None
    decisions: Mapping[str, int]
    lost: tuple[Span, ...]
    printed: tuple[Span, ...]
    undecided: int | None
    version: str
    left_out: tuple[LeftOut, ...] = ()
    noted: tuple[Noted, ...] = ()


Write = Callable[[Iterable[ExportPage], BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format that pages are written in.

    `suffix` is that of its files. `per_page` says that a folder of output holds one file a page, else one a source file. `counts`
    says that it writes the number of undecided findings, so that the rules have to be run. `write` writes pages as one file: the
    same bytes for the same pages, and no time of day.
    """

    name: str
    suffix: str
    per_page: bool
    counts: bool
    write: Write
