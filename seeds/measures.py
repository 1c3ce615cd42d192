"""Counts kinds, rates and lengths of damage on a page with gold joins, the same way for real and for generated pages."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from seeds.characters import CLOSERS, is_han, width

_BLANK = re.compile(r"\n\s*\n")
# a space that a hard wrap left: between two characters of which neither is ASCII, half-width marks counted as Chinese ones
_WRAP_SPACE = re.compile(r"(?<=[^\x00-\x7f,.;:!?\"]) (?=\S)|(?<=[,.;:!?\"]) (?=[^\x00-\x7f])")
_HALF = re.compile(r"(?<=[\u4e00-\u9fff])[,;:?!()]")
_LATIN = re.compile(r"[A-Za-z]+")
BODY = 40  # code points: shorter paragraphs are headlines, bylines and fragments

NARROW = 8  # Chinese characters: what is narrower is no column but words in a list or a headline

MidWord = Callable[[str, str], bool]


@dataclass
class Sums:
    """What was counted over some pages; rates are in 1,000 characters that are no white space."""

    pages: int = 0
    characters: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    lengths: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, values: Iterable[float]) -> None:
        self.lengths.setdefault(name, []).extend(values)


def measure(sums: Sums, text: str, gold: Mapping[str, Any], mid_word: MidWord | None) -> None:
    """Count one page; `gold` has the keys of the gold files, its strings are looked up in the text."""
    text = text.replace("\r\n", "\n")
    sums.pages += 1
    sums.characters += sum(not char.isspace() for char in text)
    paragraphs = [p.strip() for p in _BLANK.split(text) if p.strip()]
    sums.add("paragraph", (len(p) for p in paragraphs if len(p) > BODY))
    sums.counts["short paragraph"] += sum(len(p) <= BODY for p in paragraphs)
    for paragraph in paragraphs:
        lines = [line for piece in paragraph.split("\n") for line in _WRAP_SPACE.split(piece)]
        if len(lines) > 3:
            sums.add("line width", (w for w in (sum(map(width, line)) for line in lines[1:-1]) if w >= NARROW))
    sums.counts["half-width mark"] += len(_HALF.findall(text))
    sums.counts["full-width mark"] += sum(text.count(mark) for mark in "，；：？！（）")
    sums.counts["straight quote"] += text.count('"')
    sums.counts["curly quote"] += sum(text.count(mark) for mark in "“”")
    sums.counts["wrap space"] += len(_WRAP_SPACE.findall(text))
    sums.counts["Latin word"] += len(_LATIN.findall(text))
    sums.counts["stray token"] += len(gold["stray"])
    sums.counts["false neighbours"] += len(gold["splits"])
    for duplicate in gold["duplicates"]:
        sums.counts[f"{duplicate['kind']} duplicate"] += 1
    for tail, head in gold["joins"]:
        _join(sums, text, tail.strip(), head.strip(), mid_word)


def _join(sums: Sums, text: str, tail: str, head: str, mid_word: MidWord | None) -> None:
    tail, head = tail.replace("\r\n", "\n"), head.replace("\r\n", "\n")
    at, to = text.find(tail), text.find(head)
    if at < 0 or to < 0:
        sums.counts["join not found"] += 1
        return
    end = at + len(tail)
    between = "" if to < at else text[end:to].strip()
    kind = "earlier" if to < at else "over" if between else "next"
    sums.counts["join"] += 1
    sums.counts[f"join {kind}"] += 1
    if kind == "over":
        sums.add("text between", [len(between)])
    begin = max(text.rfind("\n\n", 0, end) + 2, 0)
    stop = text.find("\n\n", to)
    sums.add("tail piece", [end - begin])
    sums.add("head piece", [(len(text) if stop < 0 else stop) - to])
    sums.counts["tail ends with a mark"] += tail[-1] in CLOSERS
    if mid_word is not None and is_han(tail[-1]) and is_han(head[0]):
        sums.counts["cut between characters"] += 1
        sums.counts["cut in a word"] += mid_word(tail, head)


def jieba_mid_word() -> MidWord | None:
    """Whether jieba's best segmentation of tail and head has a word over the cut; None where jieba is not installed."""
    try:
        import jieba
    except ImportError:
        return None
    jieba.setLogLevel(60)

    def crosses(tail: str, head: str) -> bool:
        at = 0
        for word in jieba.cut(tail + head):
            if at < len(tail) < at + len(word):
                return True
            at += len(word)
        return False

    return crosses


def _quartiles(values: Sequence[float]) -> str:
    if not values:
        return "–"
    ordered = sorted(values)
    return f"{ordered[len(ordered) // 4]:.0f} {median(ordered):.0f} {ordered[3 * len(ordered) // 4]:.0f}"


def rows(sums: Sums) -> dict[str, str]:
    """The measures as table cells, by name."""
    counts, thousands = sums.counts, max(1, sums.characters) / 1000

    def rate(name: str) -> str:
        return f"{counts[name] / thousands:.2f}"

    def share(name: str, of: str) -> str:
        return f"{100 * counts[name] / counts[of]:.0f} %" if counts[of] else "–"

    cells = {
        "pages": str(sums.pages),
        "characters a page": f"{sums.characters / max(1, sums.pages):.0f}",
        "paragraph length (quartiles, over 40)": _quartiles(sums.lengths.get("paragraph", [])),
        "short paragraphs, in 1,000": rate("short paragraph"),
        "wrapped line width (quartiles)": _quartiles(sums.lengths.get("line width", [])),
        "joins, in 1,000": rate("join"),
    }
    for kind in ("next", "over", "earlier"):
        cells[f"joins {kind}, in 1,000"] = rate(f"join {kind}")
    cells |= {
        "text between tail and head (quartiles)": _quartiles(sums.lengths.get("text between", [])),
        "tail piece length (quartiles)": _quartiles(sums.lengths.get("tail piece", [])),
        "head piece length (quartiles)": _quartiles(sums.lengths.get("head piece", [])),
        "tails that end with a mark": share("tail ends with a mark", "join"),
        "cuts inside a word": share("cut in a word", "cut between characters"),
        "false neighbours, in 1,000": rate("false neighbours"),
        "half-width marks, in 1,000": rate("half-width mark"),
        "full-width marks, in 1,000": rate("full-width mark"),
        "straight quotes, in 1,000": rate("straight quote"),
        "curly quotes, in 1,000": rate("curly quote"),
        "spaces left at wraps, in 1,000": rate("wrap space"),
        "Latin words, in 1,000": rate("Latin word"),
        "stray tokens, in 1,000": rate("stray token"),
    }
    for kind in ("exact", "near", "partial", "loop"):
        cells[f"{kind} duplicates a page"] = f"{counts[f'{kind} duplicate'] / max(1, sums.pages):.1f}"
    return cells
