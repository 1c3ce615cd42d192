"""The kinds of lines on the sample pages, against the table that was labelled by hand."""

from bisect import bisect_right
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

from cleanup.page import Line, Page
from cleanup.readers import open_source

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
TABLE = SEEDS / "kinds.tsv"
FLOOR = 0.95
FLOOR_BY_KIND = 0.85
"""Of the lines of each kind, so that the many body lines hide nothing."""

pytestmark = pytest.mark.skipif(not TABLE.exists(), reason="seeds/kinds.tsv is not there yet")


class Label(NamedTuple):
    """One labelled line: the page's file, its place in code points, and its kind."""

    page: str
    start: int
    end: int
    kind: str


def read_table() -> dict[str, list[Label]]:
    by_page: dict[str, list[Label]] = defaultdict(list)
    for row in TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        page, start, end, kind = row.split("\t")[:4]
        by_page[page].append(Label(page, int(start), int(end), kind))
    return by_page


def line_over(page: Page, starts: list[int], label: Label) -> Line | None:
    """The recognised line that holds most of a labelled one."""
    first = max(0, bisect_right(starts, label.start) - 1)
    over = [line for line in page.lines[first : bisect_right(starts, label.end)] if line.start < label.end and label.start < line.end]
    return max(over, key=lambda line: min(line.end, label.end) - max(line.start, label.start), default=None)


def test_kinds_of_lines_hold_the_floor() -> None:
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    wrong: list[str] = []
    for name, labels in read_table().items():
        (page,) = open_source(SEEDS / "pages" / name).pages()
        starts = [line.start for line in page.lines]
        for label in labels:
            count[label.kind] += 1
            line = line_over(page, starts, label)
            if line is not None and line.kind == label.kind:
                right[label.kind] += 1
            else:
                found = None if line is None else line.kind.value
                wrong.append(f"{name} {label.start}: {label.kind} seen as {found}: {page.text[label.start : label.end][:24]}")
    assert count.total() > 500
    assert right.total() >= FLOOR * count.total(), "\n".join(wrong)
    for kind in count:
        assert right[kind] >= FLOOR_BY_KIND * count[kind], "\n".join(line for line in wrong if f": {kind} seen" in line)


def test_most_labelled_lines_are_recognised_as_lines() -> None:
    found = total = 0
    for name, labels in read_table().items():
        (page,) = open_source(SEEDS / "pages" / name).pages()
        spans = {line.span for line in page.lines}
        total += len(labels)
        found += sum((label.start, label.end) in spans for label in labels)
    assert found >= FLOOR * total
