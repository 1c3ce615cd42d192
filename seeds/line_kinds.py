"""The table of line kinds, `seeds/kinds.tsv`: what every line of the sample pages is.

The labels come from the marks that the writers of the articles made by hand; where the damage or a second look made a mark untrue,
`seeds/kinds_by_hand.tsv` says what the line is, and why. A line is what stands between two line ends, gutters or wraps of the damaged
page; a line that two elements share has the kind of the longer one.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from seeds.samples import read_sample, sample_names

SHOWN = 12  # characters of a line that the table shows
HEADER = "page\tstart\tend\tkind\tfirst characters"


class LineLabel(NamedTuple):
    """One line of a page: the page's file, start and end in code points, its kind, and its first characters."""

    page: str
    start: int
    end: int
    kind: str
    first: str


class ByHand(NamedTuple):
    """A label set by hand: the page's file, how the line begins, its kind, and the reason."""

    page: str
    begins: str
    kind: str
    why: str


def by_hand(folder: Path) -> list[ByHand]:
    """The labels set by hand."""
    lines = (folder / "kinds_by_hand.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [ByHand(*line.split("\t")) for line in lines if line]


def line_labels(folder: Path) -> Iterator[LineLabel]:
    """The labels of all lines of the sample pages under `folder`."""
    corrections = by_hand(folder)
    unused = set(corrections)
    for name in sample_names(folder):
        text, record = read_sample(folder, name)
        shared = {(split[1], split[2]) for split in record["split_spans"] if split[4].startswith("glued") or split[4] == "fused"}
        lines: list[tuple[int, int, str, int]] = []
        for start, end, kind in record["kinds"]:
            if lines and (lines[-1][1], start) in shared:
                first, _, before, most = lines[-1]
                lines[-1] = (first, end, kind if end - start > most else before, max(most, end - start))
            else:
                lines.append((start, end, kind, end - start))
        for start, end, kind, _ in lines:
            for correction in corrections:
                if correction.page == record["file"] and text.startswith(correction.begins, start):
                    kind = correction.kind
                    unused.discard(correction)
            yield LineLabel(record["file"], start, end, kind, text[start : min(end, start + SHOWN)])
    if unused:
        raise ValueError(f"kinds_by_hand.tsv names lines that stand on no page: {sorted(unused)}")


def kinds_table(folder: Path) -> str:
    """The table as tab-separated text with a header line."""
    rows = ["\t".join(map(str, label)).replace("\r", "") for label in line_labels(folder)]
    return "\n".join([HEADER, *rows]) + "\n"


def read_labels(folder: Path) -> list[LineLabel]:
    """The committed table."""
    rows = (folder / "kinds.tsv").read_text(encoding="utf-8").splitlines()[1:]
    cells = (row.split("\t") for row in rows)
    return [LineLabel(page, int(start), int(end), kind, first) for page, start, end, kind, first in cells]
