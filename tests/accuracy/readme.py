"""The table of figures in README, written where its marks stand."""

from collections.abc import Sequence

from tests.accuracy.measure import Group
from tests.accuracy.pages import ROOT

README = ROOT / "README.md"
_BEGIN, _END = "<!-- accuracy -->", "<!-- /accuracy -->"

_KINDS = {
    "half-width": "half-width marks put right",
    "straight-quotes": "straight quotes put right",
    "line-wrap": "wraps closed",
    "stray": "stray tokens replaced by the right word",
}


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.3f})" if whole else "–"


def table(groups: Sequence[Group]) -> str:
    """A Markdown table, a column a group."""
    rows: list[tuple[str, list[str]]] = [
        ("pages, characters", [f"{len(g.pages)}, {g.characters}" for g in groups]),
        ("joins made, right among them", [_of(g.asked.joins.right, g.asked.joins.made) for g in groups]),
        ("… of them *safe*, right", [_of(g.safe.joins.right, g.safe.joins.made) for g in groups]),
    ]
    kinds = sorted({kind for g in groups for kind in g.joins_by_kind})
    rows += [(f"joins found, `{kind}`", [_of(*g.joins_by_kind.get(kind, [0, 0])) for g in groups]) for kind in kinds]
    twins = [g.asked.duplicates for g in groups]
    rows.append(("duplicates flagged", [_of(t.there, t.wanted) if t else "–" for t in twins]))
    rows.append(("duplicate findings that are right", [_of(t.right, t.made) if t else "–" for t in twins]))
    for kind, words in _KINDS.items():
        scores = [g.asked.edits.kinds.get(kind) if g.asked.edits else None for g in groups]
        rows.append((words, [_of(s.there, s.wanted) if s else "–" for s in scores]))
    edits = [g.safe.edits for g in groups]
    rows.append(("*safe* changes of characters, right", [_of(e.right, e.made) if e else "–" for e in edits]))
    rates = [(g.asked.characters, g.safe.characters) for g in groups]
    shown = [f"{a.before.value or 0:.3f} → {s.after.value or 0:.3f} → {a.after.value or 0:.3f}" if a and s else "–" for a, s in rates]
    rows.append(("character error rate: source → safe → ask", shown))
    rows.append(("kinds of lines right", [_of(g.kinds_right, g.kinds_all) for g in groups]))
    lines = ["| | " + " | ".join(g.name for g in groups) + " |", "|---" * (len(groups) + 1) + "|"]
    return "\n".join([*lines, *("| " + " | ".join([words, *cells]) + " |" for words, cells in rows)])


def write(groups: Sequence[Group]) -> None:
    """Put the table between its marks in README."""
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(_BEGIN)
    after = rest.split(_END)[1]
    README.write_text(f"{before}{_BEGIN}\n{table(groups)}\n{_END}{after}", encoding="utf-8")
