"""The truth of a damaged page: what was done to it, in code points of the damaged text, and how it is written as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

FORMAT = 1
Span = tuple[int, int]

_PARTED = frozenset({"interleaved", "row-merged", "strayed"})  # kinds of splits that a cleaned page is scored by


class Join(NamedTuple):
    """Two lines that belong together: spans of the damaged text, and how they stand to each other.

    `kind`: `next` (the head is the next block), `over` (something stands between), `earlier` (the head stands before the tail),
    `chain` (next, and the paragraph has more than two pieces), `interleaved`, `row-merged`, `strayed`.
    """

    tail: Span
    head: Span
    kind: str


class Edit(NamedTuple):
    """Damage to characters: `damaged` stands at `start` to `end`, `true` should."""

    start: int
    end: int
    damaged: str
    true: str
    kind: str


class Split(NamedTuple):
    """Two lines that touch in one block and do not belong together. `kind`: interleaved, row-merged, strayed, or the kind of glueing."""

    left: Span
    right: Span
    kind: str


class Extra(NamedTuple):
    """Text that the true text does not have: a repeat (its kind) or furniture."""

    start: int
    end: int
    kind: str


class Lost(NamedTuple):
    """Text that the page does not have: it would stand right after `after` and right before `before` (offsets, None at an end)."""

    after: int | None
    before: int | None
    text: str


class Duplicate(NamedTuple):
    """A passage that stands twice: both spans; `extra` is the one that the true text does not have."""

    kind: str
    first: Span
    second: Span
    extra: Span


class Start(NamedTuple):
    """An article of the page: its name, headline and the offset of its first character, None where that is not on the page."""

    name: str
    headline: str
    start: int


class LineKind(NamedTuple):
    """What a line of the damaged page is."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Truth:
    """All damage of one page. Offsets are code points of the damaged text, line ends as they stand in it.

    `sequence` holds, for every two elements of an article that follow each other in the true text, the end of the first and the
    start of the second. `order`, `stray` and `keep_english` are strings of the page as gold files have them.
    """

    page: str
    recipe: str
    seed: int
    joins: tuple[Join, ...] = ()
    allowed: tuple[Join, ...] = ()
    splits: tuple[Split, ...] = ()
    edits: tuple[Edit, ...] = ()
    extra: tuple[Extra, ...] = ()
    lost: tuple[Lost, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    sequence: tuple[Span, ...] = ()
    articles: tuple[Start, ...] = ()
    kinds: tuple[LineKind, ...] = ()
    order: tuple[tuple[str, str], ...] = ()
    stray: tuple[tuple[str, str, str], ...] = ()
    keep_english: tuple[str, ...] = ()
    damage: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    def as_record(self, text: str) -> dict[str, object]:
        """The truth as JSON values: the keys of the gold files first, then offsets in lists of the same order."""
        return {
            "page": self.page,
            "format": FORMAT,
            "recipe": self.recipe,
            "seed": self.seed,
            "joins": [edges(text, join.tail, join.head) for join in self.joins],
            "allowed": [edges(text, join.tail, join.head) for join in self.allowed],
            "splits": [edges(text, split.left, split.right) for split in self.splits if split.kind in _PARTED],
            "order": [list(pair) for pair in self.order],
            "stray": [list(item) for item in self.stray],
            "keep_english": list(self.keep_english),
            "duplicates": [
                {
                    "kind": d.kind,
                    "first": text[slice(*d.first)],
                    "second": text[slice(*d.second)],
                    "first_span": list(d.first),
                    "second_span": list(d.second),
                    "extra_span": list(d.extra),
                }
                for d in self.duplicates
            ],
            "join_spans": [[*join.tail, *join.head, join.kind] for join in self.joins],
            "allowed_spans": [[*join.tail, *join.head, join.kind] for join in self.allowed],
            "split_spans": [[*split.left, *split.right, split.kind] for split in self.splits],
            "edits": [list(edit) for edit in self.edits],
            "extra": [list(extra) for extra in self.extra],
            "lost": [{"after": lost.after, "before": lost.before, "text": lost.text} for lost in self.lost],
            "sequence": [list(pair) for pair in self.sequence],
            "articles": [start._asdict() for start in self.articles],
            "kinds": [list(kind) for kind in self.kinds],
            "counts": dict(self.counts),
            "damage": list(self.damage),
        }


def edges(text: str, left: Span, right: Span, length: int = 12) -> list[str]:
    """The last characters of one span and the first of another."""
    return [text[max(left[0], left[1] - length) : left[1]], text[right[0] : min(right[1], right[0] + length)]]


def write_json(record: Mapping[str, object], path: Path) -> None:
    """Write a truth record: one item of a list a line, UTF-8, `\\n`."""
    fields = []
    for key, value in record.items():
        if isinstance(value, list) and value:
            items = ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in value)
            fields.append(f" {json.dumps(key)}: [\n  {items}\n ]")
        else:
            fields.append(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    path.write_text("{\n" + ",\n".join(fields) + "\n}\n", encoding="utf-8", newline="\n")


def _span(values: Sequence[int], at: int) -> Span:
    return values[at], values[at + 1]


def read_truth(path: Path) -> Truth:
    """A truth from its JSON file; only the fields with offsets and the gold strings."""
    data = json.loads(path.read_text(encoding="utf-8"))
    if data["format"] != FORMAT:
        raise ValueError(f"{path}: format {data['format']} of the truth, this code reads {FORMAT}")
    return Truth(
        page=data["page"],
        recipe=data["recipe"],
        seed=data["seed"],
        joins=tuple(Join(_span(j, 0), _span(j, 2), j[4]) for j in data["join_spans"]),
        allowed=tuple(Join(_span(j, 0), _span(j, 2), j[4]) for j in data["allowed_spans"]),
        splits=tuple(Split(_span(s, 0), _span(s, 2), s[4]) for s in data["split_spans"]),
        edits=tuple(Edit(*e) for e in data["edits"]),
        extra=tuple(Extra(*e) for e in data["extra"]),
        lost=tuple(Lost(item["after"], item["before"], item["text"]) for item in data["lost"]),
        duplicates=tuple(
            Duplicate(d["kind"], _span(d["first_span"], 0), _span(d["second_span"], 0), _span(d["extra_span"], 0))
            for d in data["duplicates"]
        ),
        sequence=tuple(_span(pair, 0) for pair in data["sequence"]),
        articles=tuple(Start(a["name"], a["headline"], a["start"]) for a in data["articles"]),
        kinds=tuple(LineKind(*k) for k in data["kinds"]),
        order=tuple((a, b) for a, b in data["order"]),
        stray=tuple((t, a, b) for t, a, b in data["stray"]),
        keep_english=tuple(data["keep_english"]),
        damage=tuple(data["damage"]),
        counts=data["counts"],
    )
